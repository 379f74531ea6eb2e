"""Shops and the logins they use: what is connected, how it feels, and why it does not work when it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.domain.values import LoginId, ShopId

SITES = "marketplaces"
"""the setting of a shop or login that names sites of a platform, separated by blanks"""

COUNTRY = "country"
"""the setting of a shop that names its market, by the country's two letters, where the platform told it"""
ROLE = "role"
"""the setting of a login that names its part, where a channel has several logins of its own"""
PRACTICE = "practice"
"""the setting of a shop that stands in the practice town; it is gone when the program is"""
MARKS_READ = "marks_read"
"""the setting of a shop that says whether the platform is told what was read here: yes | no"""


class Health(StrEnum):
    """How a login or shop is doing."""

    OK = "ok"
    SLOW = "slow"
    """unreachable or throttled: time will mend it"""
    SIGN_IN = "sign_in"
    """a person must sign in again"""
    BROKEN = "broken"
    """the other side answers in a way we do not understand"""
    UNKNOWN = "unknown"


class ShopState(StrEnum):
    """Whether a shop works."""

    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


class ProxyKind(StrEnum):
    HTTP = "http"
    SOCKS5 = "socks5"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A way out for one login; the password is sealed with the login's secrets under `proxy_password`."""

    kind: ProxyKind
    host: str
    port: int
    username: str = ""
    password: str = field(default="", repr=False)

    @staticmethod
    def stored(columns: Mapping[str, Any]) -> "Proxy":
        """A way out as it is stored: without its password."""
        kind, host, port = ProxyKind(columns["kind"]), str(columns["host"]), int(columns["port"])
        return Proxy(kind, host, port, str(columns.get("username", "")))


@dataclass(frozen=True, slots=True)
class Login:
    """Credentials with a proxy of their own. `secrets` is filled only on its way to a connector."""

    id: LoginId
    channel: str
    """manifest key of the channel whose form made it: `email`, `amazon`, `ebay` …"""
    label: str
    settings: dict[str, str]
    """what may be shown: hosts, ports, user names, marketplace, client id"""
    proxy: Proxy | None = None
    secrets: dict[str, str] = field(default_factory=dict, repr=False)


STRIPES = 8
"""colours by which shops are told apart"""


@dataclass(frozen=True, slots=True)
class Shop:
    """One store of ours on one channel, using one or more logins by role (`mail`, `api`)."""

    id: ShopId
    channel: str
    title: str
    remote_key: str
    """whose shop it is, as the platform's check() said: seller id, username, address"""
    state: ShopState
    colour: int
    """index of the stripe colour, below `STRIPES`"""
    logins: dict[str, LoginId]
    settings: dict[str, str] = field(default_factory=dict)
    added_at: datetime | None = None

    @property
    def sites(self) -> frozenset[str]:
        """The platform's sites that this shop is; none where it takes whatever its login brings."""
        return frozenset(self.settings.get(SITES, "").split())

    @property
    def country(self) -> str:
        """The market it sells in; '' where nobody said."""
        return self.settings.get(COUNTRY, "")

    @property
    def market(self) -> str:
        """Whose rules hold for it: its country, or its site where the platform calls countries so."""
        return self.country or next(iter(sorted(self.sites)), "")

    @property
    def practice(self) -> bool:
        """Whether it stands in the practice town."""
        return self.settings.get(PRACTICE) == "yes"

    @property
    def marks_read(self) -> bool:
        """Whether the platform is told what was read here, where it can be told."""
        return self.settings.get(MARKS_READ, "yes") == "yes"

    @property
    def undo(self) -> timedelta:
        """How long a reply can be taken back."""
        return timedelta(seconds=int(self.settings.get("undo_seconds", "10")))

    @property
    def internal_target(self) -> timedelta:
        """The shop's own promise, stricter than the platform's."""
        return timedelta(hours=float(self.settings.get("internal_target_hours", "8")))


@dataclass(frozen=True, slots=True)
class Site:
    """One site of a platform that a login opens: a country's marketplace."""

    key: str
    """the platform's own id"""
    title: str
    country: str
    taken: bool = False
    """a shop of ours serves it already"""
    usual: bool = True
    """ticked from the start; platforms also list places where nobody buys"""


def serving(shops: Sequence[Shop], site: str) -> Shop | None:
    """The shop of a site, else one that takes whatever comes; without a site, the first shop. None where each of
    them is another site."""
    if not site:
        return next(iter(shops), None)
    named = (shop for shop in shops if site in shop.sites)
    return next(named, None) or next((shop for shop in shops if not shop.sites), None)
