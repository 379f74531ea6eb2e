"""Connecting shops and keeping them connected: the wizard's other half."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.connectors.email.presets import preset
from app.connectors.manifests import Tools
from app.domain.errors import Problem, QuaysideError
from app.domain.moments import Clock, IdSource
from app.domain.ports import ChannelOffer, CheckReport, LoginEntry
from app.domain.shops import STRIPES, Health, Shop, ShopState
from app.domain.values import LoginId, ShopId
from app.host.vault import Vault
from app.services.secrets import SealedSecrets, seal_all
from app.services.shop_doors import (
    SITES,
    Doorman,
    Proven,
    failed_report,
    manifest_of,
    offers,
    report_of,
    settings_with,
)
from app.services.writing import Writer
from app.store import shops as rows
from app.store.agents import only_agent
from app.store.unit_of_work import Work

BACKFILL_DAYS = "backfill_days"


@dataclass(slots=True)
class Lanes:
    """What the shop desk may ask of the running lanes; bootstrap fills it in."""

    changed: Callable[[LoginId | None], None]
    """shops or logins came, went or changed; a login that has new credentials is named"""
    sync_now: Callable[[], None]
    cancel_backfill: Callable[[LoginId], None]
    retry_quarantined: Callable[[int], bool]
    quarantined_raw: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the wizard asked for beside the logins."""

    channel: str
    title: str
    backfill_days: int
    site: str


@dataclass(slots=True)
class ShopDesk:
    """Implements `app.domain.ports.Shops`."""

    writer: Writer
    vault: Vault
    secrets: SealedSecrets
    tools: Tools
    clock: Clock
    ids: IdSource
    doorman: Doorman
    lanes: Lanes

    def offers(self) -> tuple[ChannelOffer, ...]:
        """Every channel that can be connected."""
        return offers()

    def preset(self, address: str) -> dict[str, str]:
        """Mail server settings known for the provider of this address."""
        return preset(address)

    def authorize_url(self, entry: LoginEntry) -> str:
        """The platform's consent page for this login."""
        make = manifest_of(entry.channel).authorize_url
        if make is None:
            raise Problem("no_consent_page")
        return make(entry.values)

    def check(self, entry: LoginEntry) -> CheckReport:
        """Tries the login for real; a door that stays shut is a report, not an error."""
        login_id = LoginId(self.ids.new())
        try:
            return report_of(self.doorman.prove(entry, login_id).identity)
        except QuaysideError as error:
            return failed_report(error)
        finally:
            self.secrets.end_trial(login_id)

    def connect(
        self, channel: str, title: str, entries: tuple[LoginEntry, ...], backfill_days: int, site: str = ""
    ) -> ShopId:
        """Seals the logins, stores the shop and starts its lanes. Raises Problem `shop_twice`."""
        proven = {entry.role: self._proven(entry) for entry in entries}
        shop_id = ShopId(self.ids.new())
        wish = Wish(channel, title, backfill_days, site)
        self.writer.run(lambda work: self._store(work, shop_id, wish, proven))
        self.doorman.forget()
        self.lanes.changed(None)
        return shop_id

    def sign_in_again(self, login: LoginId, values: dict[str, str]) -> CheckReport:
        """New credentials for an existing login; refused when they open somebody else's shop."""
        known = self.writer.run(lambda work: rows.load_login(work, login))
        entry = LoginEntry("", known.channel, {**known.settings, **values}, known.proxy)
        trial = LoginId(self.ids.new())
        try:
            proven = self.doorman.prove(entry, trial)
        except QuaysideError as error:
            return failed_report(error)
        secrets = self.secrets.end_trial(trial)
        if not self.writer.run(lambda work: self._same_owner(work, login, proven)):
            return CheckReport(
                False, proven.identity.remote_key, proven.identity.title, (("owner", False, "other_shop"),)
            )
        self.writer.run(lambda work: self._renew(work, login, proven, secrets))
        self.doorman.forget()
        self.lanes.changed(login)
        return report_of(proven.identity)

    def cancel_backfill(self, login: LoginId) -> None:
        """Stops fetching old messages; what is here stays."""
        self.lanes.cancel_backfill(login)

    def sync_now(self) -> None:
        """One round of every live stream."""
        self.lanes.sync_now()

    def try_quarantined(self, entry: int) -> bool:
        """Reads a quarantined item again; True when it could be read now."""
        return self.lanes.retry_quarantined(entry)

    def quarantined_raw(self, entry: int) -> bytes:
        """The bytes as they came."""
        return self.lanes.quarantined_raw(entry)

    def _proven(self, entry: LoginEntry) -> Proven | LoginId:
        if entry.existing is not None:
            return entry.existing
        return self.doorman.prove(entry, LoginId(self.ids.new()))

    def _store(self, work: Work, shop_id: ShopId, wish: "Wish", proven: dict[str, Proven | LoginId]) -> None:
        now = self.clock.now()
        facts: dict[str, str] = {}
        remote_key = ""
        logins: dict[str, LoginId] = {}
        for role, one in sorted(
            proven.items()
        ):  # `api` before `mail`: the platform knows best whose shop it is
            if isinstance(one, Proven):
                self._store_login(work, one, wish.backfill_days, now)
                facts |= one.identity.facts
                remote_key = remote_key or one.identity.remote_key
                logins[role] = one.login.id
            else:
                known = rows.load_login(work, one)
                facts |= {SITES: known.settings[SITES]} if SITES in known.settings else {}
                remote_key = remote_key or known.settings.get("seller_id") or known.label
                logins[role] = one
        settings = {**facts, BACKFILL_DAYS: str(wish.backfill_days)}
        if (alone := only_agent(work)) is not None:
            settings["assignee"] = str(alone)
        if wish.site:
            settings[SITES] = wish.site
            remote_key = f"{remote_key}@{wish.site}"
        number = len(rows.all_shops(work))
        shop = Shop(
            shop_id,
            wish.channel,
            wish.title,
            remote_key,
            ShopState.ACTIVE,
            number % STRIPES,
            logins,
            settings,
            now,
        )
        rows.add_shop(work, shop, now)

    def _store_login(self, work: Work, proven: Proven, days: int, now: datetime) -> None:
        login, secrets = proven.login, self.secrets.end_trial(proven.login.id)
        settings = {**settings_with(login, proven.identity.facts), BACKFILL_DAYS: str(days)}
        login.settings.clear()
        login.settings.update(settings)
        rows.add_login(work, login, now)
        rows.put_secrets(work, login.id, seal_all(self.vault, login.id, secrets), 1)
        rows.set_health(work, login.id, Health.OK, "", now)

    def _same_owner(self, work: Work, login: LoginId, proven: Proven) -> bool:
        """Whether the new credentials open a shop that this login opened before."""
        owners = {
            shop.remote_key.rpartition("@")[0] or shop.remote_key
            for shop in rows.all_shops(work)
            if login in shop.logins.values()
        }
        label = rows.load_login(work, login).label
        return not owners or proven.identity.remote_key in owners | {label} or proven.login.label == label

    def _renew(self, work: Work, login: LoginId, proven: Proven, secrets: dict[str, str]) -> None:
        rows.change_login(work, login, settings_with(proven.login, proven.identity.facts), proven.login.proxy)
        rows.put_secrets(work, login, seal_all(self.vault, login, secrets), 1)
        rows.set_health(work, login, Health.OK, "", self.clock.now())
