"""Which doors a login or shop opens, and the first real call through them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.connectors.contract import GoesFurtherBack, HasFolders, ShopIdentity
from app.connectors.manifests import SECRET_FIELDS, Manifest, Tools
from app.connectors.registry import CHANNELS
from app.domain.channel_facts import ChannelFacts, no_facts
from app.domain.errors import Problem, QuaysideError
from app.domain.folders import MailFolder
from app.domain.ports import ChannelOffer, CheckReport, LoginEntry
from app.domain.shops import ROLE, Login, Shop
from app.domain.values import LoginId
from app.services.secrets import SealedSecrets

BUYER_MESSAGE = "buyer_message"
PROXY_PASSWORD = "proxy_password"
OWNER = "owner"
"""the setting of a login that names whose shops it opens, as the platform said"""


def manifest_of(channel: str) -> Manifest:
    """The channel's manifest. Raises Problem `channel_unknown` for one this version does not know."""
    found = CHANNELS.get(channel)
    if found is None:
        raise Problem("channel_unknown", channel=channel)
    return found


def facts_of(channel: str) -> ChannelFacts:
    """What handlers and questions may know of a channel."""
    manifest = CHANNELS.get(channel)
    if manifest is None:
        return no_facts(channel)
    promised = [fact for fact in manifest.sla if fact.event == BUYER_MESSAGE]
    limit = manifest.reply_length
    return ChannelFacts(
        channel,
        manifest.title,
        limit - manifest.length_margin if limit is not None else None,
        manifest.reply_unit.value,
        manifest.reply_window,
        manifest.silence,
        next((fact.target for fact in promised if not fact.markets), None),
        {market: fact.target for fact in promised for market in fact.markets if fact.target is not None},
        manifest.first_look,
        manifest.automation,
        manners=manifest.manners,
        optional_logins=tuple(form.role for form in manifest.forms if not form.required),
        has_folders=manifest.has_folders,
        own_addresses=manifest.own_addresses,
        can_copy=manifest.has_cc,
        can_attach=manifest.files.count > 0,
        no_first_message=manifest.no_first_message,
        letters=any(form.role == "mail" for form in manifest.forms),
        sends_cards=manifest.cards,
        one_part=manifest.one_part,
        site_names=manifest.site_names,
    )


def offers(*, practice: bool = False) -> tuple[ChannelOffer, ...]:
    """Every channel that can be connected, with the forms of its logins."""
    return tuple(
        ChannelOffer(one.key, one.title, one.forms, practice, one.own_addresses) for one in CHANNELS.values()
    )


@dataclass(frozen=True, slots=True)
class Proven:
    """A login that was tried for real and opened somebody's door."""

    login: Login
    identity: ShopIdentity


@dataclass(slots=True)
class Doorman:
    """Tries logins. A pasted code is good only once, so what it bought is remembered until the shop is connected."""

    tools: Tools
    secrets: SealedSecrets
    open_browser: Callable[[str], None]
    _bought: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def prove(self, entry: LoginEntry, login_id: LoginId) -> Proven:
        """Opens the door with what was entered. Raises the contract's errors; the secrets stay on trial."""
        login = self._login(entry, login_id)
        self.secrets.try_out(login_id, self._secrets(entry))
        try:
            identity = self.knock(login)
        except QuaysideError:
            self._remember(entry, self.secrets.end_trial(login_id))
            raise
        self._remember(entry, self.secrets.load(login))
        return Proven(login, identity)

    def _remember(self, entry: LoginEntry, newest: Mapping[str, str]) -> None:
        """A token that is good once was spent by this try: the next one begins with what it was changed for."""
        kept = {name: secret for name, secret in newest.items() if name != PROXY_PASSWORD}
        self._bought[bought_by(entry)] = kept

    def knock(self, login: Login) -> ShopIdentity:
        """Opens a door that is ours already, with its sealed secrets. Raises the contract's errors."""
        source = manifest_of(login.channel).open_source(login, self.tools)
        try:
            return source.check()
        finally:
            source.close()

    def goes_on(self, login: Login) -> Callable[[str], str | None]:
        """How a login's cursor of the past becomes one that reaches further back; None: from the beginning."""
        source = manifest_of(login.channel).open_source(login, self.tools)
        return source.further_back if isinstance(source, GoesFurtherBack) else lambda cursor: None

    def folders(self, login: Login) -> tuple[MailFolder, ...]:
        """The folders of a mailbox that is ours; none where a login has no folders."""
        source = manifest_of(login.channel).open_source(login, self.tools)
        try:
            return source.folders() if isinstance(source, HasFolders) else ()
        finally:
            source.close()

    def _login(self, entry: LoginEntry, login_id: LoginId) -> Login:
        manifest = manifest_of(entry.channel)
        forms = [form for form in manifest.forms if form.channel == entry.channel]
        role = entry.role or entry.values.get(ROLE, "")
        form = next((form for form in forms if form.role == role), forms[0])
        hidden = {one.key for one in form.fields if one.kind in ("secret", "pasted")} | set(SECRET_FIELDS)
        shown = {
            key: value.strip() for key, value in entry.values.items() if key not in hidden and value.strip()
        }
        if len(forms) > 1:
            shown[ROLE] = form.role
        label = shown.get("address") or shown.get("seller_id") or manifest.title
        proxy = replace(entry.proxy, password="") if entry.proxy else None
        return Login(login_id, entry.channel, label, shown, proxy)

    def _secrets(self, entry: LoginEntry) -> dict[str, str]:
        key = bought_by(entry)
        if key not in self._bought:
            manifest = manifest_of(entry.channel)
            bought = dict(manifest.sign_in(entry.values, entry.proxy, self.tools, self.open_browser))
            self._bought[key] = bought
        secrets = dict(self._bought[key])
        if entry.proxy is not None and entry.proxy.password:
            secrets[PROXY_PASSWORD] = entry.proxy.password
        return secrets

    def forget(self) -> None:
        """Drops everything that was bought and not used."""
        self._bought.clear()


def bought_by(entry: LoginEntry) -> tuple[str, ...]:
    """What was entered, by which is found again what it bought."""
    return (entry.channel, *(f"{name}={value}" for name, value in sorted(entry.values.items())))


def report_of(identity: ShopIdentity, ours: Sequence[Shop] = ()) -> CheckReport:
    """The wizard's report of a door that opened; `ours` are the shops that the same seller has here already."""
    ok = all(worked for _, worked, _ in identity.report)
    taken = {site for shop in ours for site in (*shop.sites, shop.remote_key)}
    sites = tuple(replace(site, taken=site.key in taken) for site in identity.sites)
    return CheckReport(ok, identity.remote_key, identity.title, identity.report, sites)


def failed_report(error: QuaysideError) -> CheckReport:
    """The wizard's report of a door that stayed shut; the reason is the error's key."""
    step = str(error.values.get("step") or "sign_in")
    return CheckReport(False, "", "", ((step, False, error.told),))


def settings_with(login: Login, identity: ShopIdentity) -> dict[str, str]:
    """A login's settings with what the first call found out."""
    return {**login.settings, **identity.facts, OWNER: identity.remote_key}
