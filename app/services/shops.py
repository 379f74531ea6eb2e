"""Connecting shops and keeping them connected: the wizard's other half."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.connectors.contract import ShopIdentity
from app.connectors.email.presets import preset
from app.connectors.manifests import Tools
from app.domain.addresses import is_address
from app.domain.errors import Problem, QuaysideError
from app.domain.folders import MailFolder
from app.domain.moments import Clock, IdSource
from app.domain.ports import ChannelOffer, CheckReport, FoundSettings, LoginEntry, NewShop
from app.domain.shops import COUNTRY, PRACTICE, SITES, STRIPES, Health, Login, Proxy, Shop, ShopState
from app.domain.team import PRACTICE_COLLEAGUE
from app.domain.values import LoginId, ShopId
from app.host.vault import Vault
from app.services.desk_lanes import Lanes
from app.services.secrets import SealedSecrets, seal_all
from app.services.shop_doors import (
    OWNER,
    PROXY_PASSWORD,
    Doorman,
    Proven,
    failed_report,
    manifest_of,
    offers,
    report_of,
    settings_with,
)
from app.services.shop_logins import BACKFILL_DAYS, Opened, Wish, join_login, want_past
from app.services.shop_search import find_settings
from app.services.writing import Writer
from app.store import shops as rows
from app.store.agents import only_agent
from app.store.unit_of_work import Work


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
    practises: bool = False
    """practice shops are all there is here"""

    def offers(self) -> tuple[ChannelOffer, ...]:
        """Every channel that can be connected; its practice shop beside real ones only."""
        return offers(practice=not self.practises)

    def preset(self, address: str) -> dict[str, str]:
        """Mail server settings known for the provider of this address."""
        return preset(address)

    def find_settings(self, entry: LoginEntry) -> FoundSettings:
        """What a real login proves. A server that only refuses the password is the right one: no other is tried,
        since wrong passwords lock mailboxes."""
        return find_settings(self.doorman, entry, lambda: LoginId(self.ids.new()))

    def authorize_url(self, entry: LoginEntry) -> str:
        """The platform's consent page for this login."""
        manifest = manifest_of(entry.channel)
        if manifest.consent_at is not None:
            return manifest.consent_at(entry.values, self.clock.now())
        if manifest.authorize_url is None:
            raise Problem("no_consent_page")
        return manifest.authorize_url(entry.values)

    def check(self, entry: LoginEntry) -> CheckReport:
        """Tries the login for real; a door that stays shut is a report, not an error."""
        trial = LoginId(self.ids.new())
        try:
            identity = self._identity(entry, trial)
            return report_of(identity, self.writer.run(lambda work: _shops_of(work, identity)))
        except QuaysideError as error:
            return failed_report(error)
        finally:
            self.secrets.end_trial(trial)

    def connect(
        self, channel: str, wanted: tuple[NewShop, ...], entries: tuple[LoginEntry, ...], backfill_days: int
    ) -> tuple[ShopId, ...]:
        """Seals the logins, stores the shops that share them and starts their lanes. Raises Problem `shop_twice`."""
        proven = {entry.role: self._proven(entry) for entry in entries}
        wish = Wish(channel, tuple((ShopId(self.ids.new()), one) for one in wanted), backfill_days)
        self.writer.run(lambda work: self._store(work, wish, proven))
        self._follow(entries)
        return tuple(shop_id for shop_id, _ in wish.shops)

    def _follow(self, entries: tuple[LoginEntry, ...]) -> None:
        """The lanes learn of logins that came, and of shops that joined one."""
        self.doorman.forget()
        self.lanes.changed(None)
        for entry in entries:
            if entry.existing is not None:
                self.lanes.shop_joined(entry.existing)

    def add_login(self, shop: ShopId, entry: LoginEntry) -> CheckReport:
        """A login more for a shop that has worked without it."""
        try:
            proven = self._proven(entry)
            identity = (
                proven.identity
                if isinstance(proven, Proven)
                else self._identity(entry, LoginId(self.ids.new()))
            )
        except QuaysideError as error:
            return failed_report(error)
        report = report_of(identity)
        if report.ok:
            self.writer.run(lambda work: self._join(work, shop, entry.role, proven, identity))
            self._follow((entry,))
        return report

    def sign_in_again(
        self, login: LoginId, values: dict[str, str], proxy: Proxy | None = None
    ) -> CheckReport:
        """New credentials for an existing login, through `proxy` or none; refused when they open somebody else's
        shop."""
        known = self.writer.run(lambda work: rows.load_login(work, login))
        way = self._with_password(proxy, known)
        entry = LoginEntry("", known.channel, {**known.settings, **values}, way)
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

    def folders(self, login: LoginId) -> tuple[MailFolder, ...]:
        """The folders of a mailbox, as the server lists them now."""
        return self.doorman.folders(self.writer.run(lambda work: rows.load_login(work, login)))

    def fetch_folders(self, login: LoginId, names: tuple[str, ...]) -> None:
        """From now on these are fetched beside the inbox and what was sent."""
        self.writer.run(lambda work: rows.set_login(work, login, folders="\n".join(names)))
        self.lanes.changed(None)

    def fetch_past(self, login: LoginId, days: int) -> None:
        """Old messages of so many days are fetched, what is here already at most once more."""
        known = self.writer.run(lambda work: rows.load_login(work, login))
        go_on = self.doorman.goes_on(known)
        self.writer.run(lambda work: want_past(work, login, days, go_on))
        self.lanes.changed(login)

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

    def dismiss_quarantined(self, entry: int) -> None:
        """Lists it no more; its bytes are kept."""
        self.lanes.dismiss_quarantined(entry)

    def _with_password(self, way: Proxy | None, login: Login) -> Proxy | None:
        """A proxy as entered; where it is the login's own and no password was typed, with the sealed one."""
        if way is None or way.password or way != login.proxy:
            return way
        return replace(way, password=self.secrets.load(login).get(PROXY_PASSWORD, ""))

    def _identity(self, entry: LoginEntry, trial: LoginId) -> ShopIdentity:
        if entry.existing is None:
            return self.doorman.prove(entry, trial).identity
        known = entry.existing
        return self.doorman.knock(self.writer.run(lambda work: rows.load_login(work, known)))

    def _proven(self, entry: LoginEntry) -> Proven | LoginId:
        if entry.existing is not None:
            return entry.existing
        return self.doorman.prove(entry, LoginId(self.ids.new()))

    def _store(self, work: Work, wish: Wish, proven: dict[str, Proven | LoginId]) -> None:
        opened = self._open(work, proven, wish.backfill_days)
        for shop_id, new in wish.shops:
            self._store_shop(work, shop_id, new, wish, opened)

    def _join(
        self, work: Work, joined: ShopId, role: str, proven: Proven | LoginId, identity: ShopIdentity
    ) -> None:
        login = proven.login.id if isinstance(proven, Proven) else proven
        if isinstance(proven, Proven):
            days = rows.load_shop(work, joined).settings.get(BACKFILL_DAYS, "0")
            self._store_login(work, proven, int(days), self.clock.now())
        join_login(work, joined, role, login, identity)

    def _open(self, work: Work, proven: dict[str, Proven | LoginId], days: int) -> Opened:
        """Stores the new logins."""
        opened = Opened({}, "", {})
        for role, one in sorted(
            proven.items()
        ):  # `api` before `mail`: the platform knows best whose shop it is
            if isinstance(one, Proven):
                self._store_login(work, one, days, self.clock.now())
                owner, facts, login = one.identity.remote_key, dict(one.identity.facts), one.login.id
            else:
                known = rows.load_login(work, one)
                owner = known.settings.get(OWNER) or known.settings.get("seller_id") or known.label
                facts = {SITES: known.settings[SITES]} if SITES in known.settings else {}
                login = one
            opened = Opened({**opened.logins, role: login}, opened.owner or owner, opened.facts | facts)
        return opened

    def _store_shop(self, work: Work, shop_id: ShopId, new: NewShop, wish: Wish, opened: Opened) -> None:
        now = self.clock.now()
        settings = {**opened.facts, BACKFILL_DAYS: str(wish.backfill_days)}
        if (alone := only_agent(work, but=None if new.practice else PRACTICE_COLLEAGUE)) is not None:
            settings["assignee"] = str(alone)
        remote_key = opened.owner
        if new.address and new.address != remote_key:
            if not is_address(new.address):
                raise Problem("not_an_address", address=new.address)
            settings["address"] = remote_key = new.address
        if new.practice:
            settings[PRACTICE] = "yes"
        if new.site:
            settings[SITES] = new.site
            own = manifest_of(wish.channel).sites_are_shops
            remote_key = new.site if own else f"{remote_key}@{new.site}"
        if new.country:
            settings[COUNTRY] = new.country
        colour = len(rows.all_shops(work)) % STRIPES
        shop = Shop(
            shop_id,
            wish.channel,
            new.title,
            remote_key,
            ShopState.ACTIVE,
            colour,
            opened.logins,
            settings,
            now,
        )
        rows.add_shop(work, shop, now)

    def _store_login(self, work: Work, proven: Proven, days: int, now: datetime) -> None:
        login, secrets = proven.login, self.secrets.end_trial(proven.login.id)
        settings = {**settings_with(login, proven.identity), BACKFILL_DAYS: str(days)}
        login.settings.clear()
        login.settings.update(settings)
        rows.add_login(work, login, now)
        rows.put_secrets(work, login.id, seal_all(self.vault, login.id, secrets), 1)
        rows.set_health(work, login.id, Health.OK, "", now)

    def _same_owner(self, work: Work, login: LoginId, proven: Proven) -> bool:
        """Whether the new credentials open a shop that this login opened before."""
        owners = {
            owner for shop in rows.all_shops(work) if login in shop.logins.values() for owner in _owners(shop)
        }
        known = rows.load_login(work, login)
        named = known.label != manifest_of(known.channel).title and proven.login.label == known.label
        return not owners or named or bool(proven.identity.keys & (owners | {known.label}))

    def _renew(self, work: Work, login: LoginId, proven: Proven, secrets: dict[str, str]) -> None:
        rows.change_login(work, login, settings_with(proven.login, proven.identity), proven.login.proxy)
        rows.put_secrets(work, login, seal_all(self.vault, login, secrets), 1)
        rows.set_health(work, login, Health.OK, "", self.clock.now())


def _owners(shop: Shop) -> tuple[str, str]:
    """What a platform may call the owner of a shop: its whole key, or the key without its site."""
    return shop.remote_key, shop.remote_key.rpartition("@")[0]


def _shops_of(work: Work, seller: ShopIdentity) -> tuple[Shop, ...]:
    """The shops that belong to whoever a login opened."""
    return tuple(shop for shop in rows.all_shops(work) if not seller.keys.isdisjoint(_owners(shop)))
