"""How the shops are doing: when each stream was looked at last, what the platforms still allow, what helps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.budgets import Budget
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import PRACTICE, SITES, Health, ShopState
from app.domain.values import LoginId, ShopId

WAITING = frozenset({"rate_limited", "daily_quota", "quota_not_written"})
"""reasons that time ends, with a moment"""


class Way(StrEnum):
    """How a stream is looked at."""

    LIVE = "live"
    PAST = "past"
    BY_HAND = "by_hand"
    """only when a person asks: the platform forbids more"""


class Remedy(StrEnum):
    """What helps, and so which button stands there."""

    NOTHING = ""
    SIGN_IN = "sign_in"
    CHECK_PROXY = "check_proxy"
    TRY_NOW = "try_now"
    SEE_QUARANTINE = "see_quarantine"
    WAIT = "wait"
    ASK = "ask"
    """have a stream looked at that is looked at by hand only"""


@dataclass(frozen=True, slots=True)
class StreamRow:
    """What the store remembers of a stream."""

    login: LoginId
    name: str
    looked_at: datetime | None
    error: str
    finished: bool


@dataclass(frozen=True, slots=True)
class StreamPulse:
    """A stream as its lane sees it now."""

    name: str
    way: Way
    looked_at: datetime | None
    """when its last round came to its end since the program started"""
    next_at: datetime | None
    """None where only a person has it looked at, or nothing is left to do"""
    error: str = ""
    """why it rests while the login's others go on; '' where it does not"""


def no_line(pulses: Sequence["LoginPulse"]) -> bool:
    """Whether nobody answers any login: then it is this PC that has no network, and no shop is to blame."""
    return bool(pulses) and all(pulse.silent for pulse in pulses)


@dataclass(frozen=True, slots=True)
class LoginPulse:
    """A login as its lane sees it now."""

    login: LoginId
    streams: tuple[StreamPulse, ...] = ()
    rests_until: datetime | None = None
    """nothing is asked before: the platform said so, or nobody answers"""
    error: str = ""
    budgets: tuple[Budget, ...] = ()
    silent: bool = False
    """nobody has answered for several tries"""

    def past_is_in(self) -> bool:
        """Whether its streams are known, and those of the past have come to their end."""
        past = (one for one in self.streams if one.way is Way.PAST)
        return bool(self.streams) and all(one.next_at is None for one in past)


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One stream of a shop."""

    login: LoginId
    role: str
    stream: str
    way: Way
    looked_at: datetime | None
    next_at: datetime | None
    error: str
    remedy: Remedy
    said: str = ""
    """the stream's name to be shown, where a part of it goes without saying"""

    @property
    def shown(self) -> str:
        """By what name a person knows it."""
        return self.said or self.stream

    def lag(self, now: datetime) -> timedelta | None:
        """How old the newest look is; None before the first."""
        return max(now - self.looked_at, timedelta(0)) if self.looked_at else None


@dataclass(frozen=True, slots=True)
class LoginHealth:
    """One login of a shop: what a person may have to do about it, and what it may still ask."""

    row: LoginRow
    role: str
    error: str
    remedy: Remedy
    rests_until: datetime | None
    ends: datetime | None
    """when a person must sign in again"""
    budgets: tuple[Budget, ...] = ()

    def ends_soon(self, now: datetime) -> bool:
        return self.ends is not None and self.row.ends_soon(now)


@dataclass(frozen=True, slots=True)
class ShopHealth:
    """One shop on the health page."""

    shop: ShopId
    channel: str
    title: str
    colour: int
    state: ShopState
    logins: tuple[LoginHealth, ...]
    rows: tuple[HealthRow, ...]
    quarantined: int = 0

    def calm(self, now: datetime) -> bool:
        """Whether nobody has to look: everything is heard, nothing runs out, nothing lies aside."""
        return self.state is ShopState.PAUSED or not (
            self.quarantined
            or any(
                one.remedy not in (Remedy.NOTHING, Remedy.WAIT) or one.ends_soon(now) for one in self.logins
            )
            or any(row.error for row in self.rows)
            or any(budget.low for one in self.logins for budget in one.budgets)
        )


@dataclass(frozen=True, slots=True)
class StoredHealth:
    """What the store knows of the shops."""

    shops: tuple[ShopRow, ...]
    streams: tuple[StreamRow, ...]
    quarantined: Mapping[LoginId, int]
    """how much could not be read, by login"""


def health_of(known: StoredHealth, pulses: Iterable[LoginPulse]) -> tuple[ShopHealth, ...]:
    """Store and lanes, brought together: the lanes know better what they have seen since the program started."""
    beating = {one.login: one for one in pulses}
    stored: dict[LoginId, dict[str, StreamRow]] = {}
    for row in known.streams:
        stored.setdefault(row.login, {})[row.name] = row
    return tuple(_shop(shop, beating, stored, known.quarantined) for shop in known.shops)


def _shop(
    shop: ShopRow,
    pulses: Mapping[LoginId, LoginPulse],
    stored: Mapping[LoginId, Mapping[str, StreamRow]],
    quarantined: Mapping[LoginId, int],
) -> ShopHealth:
    rows: list[HealthRow] = []
    logins: list[LoginHealth] = []
    for role, login in shop.logins.items():
        beats = shop.state is ShopState.ACTIVE  # what a lane left behind is no pulse
        pulse = (pulses.get(login.id) if beats else None) or LoginPulse(login.id)
        practice = shop.settings.get(PRACTICE) == "yes"  # its town ends before its login does
        mine = Share.of(shop, login)
        logins.append(_login(role, login, mine.pulse(pulse), None if practice else login.good_until))
        found = _streams(role, pulse, stored.get(login.id, {}), shut=login.health is Health.SIGN_IN)
        rows += (replace(row, said=mine.said(row.stream)) for row in found if mine.has(row.stream))
    aside = sum(quarantined.get(one.row.id, 0) for one in logins)
    return ShopHealth(
        shop.id, shop.channel, shop.title, shop.colour, shop.state, tuple(logins), tuple(rows), aside
    )


@dataclass(frozen=True, slots=True)
class Share:
    """What of a login's streams and allowances is one shop's, where the login opens several."""

    own: frozenset[str]
    """its sites"""
    others: frozenset[str]
    """sites that are other shops"""

    @staticmethod
    def of(shop: ShopRow, login: LoginRow) -> "Share":
        """A shop that names no site has all of its login."""
        own = frozenset(shop.settings.get(SITES, "").split())
        every = frozenset(login.settings.get(SITES, "").split())
        return Share(own, every - own if own else frozenset())

    def has(self, name: str) -> bool:
        """Whether `orders:<site>` is this shop's."""
        return name.rpartition(":")[2] not in self.others

    def said(self, name: str) -> str:
        """The stream's name without the only site there is."""
        head, _, site = name.rpartition(":")
        return head if head and self.own == {site} else name

    def pulse(self, pulse: LoginPulse) -> LoginPulse:
        """A day's calls that are counted by site: only its own, under no name."""
        own = (one for one in pulse.budgets if one.operation not in self.others)
        return replace(
            pulse,
            budgets=tuple(replace(one, operation="") if {one.operation} == self.own else one for one in own),
        )


def _login(role: str, login: LoginRow, pulse: LoginPulse, ends: datetime | None) -> LoginHealth:
    error = pulse.error or login.reason
    if login.health in (Health.OK, Health.UNKNOWN) and error not in WAITING:
        error = ""  # one lost line is no news
    return LoginHealth(
        login, role, error, remedy_of(login, error, pulse), pulse.rests_until, ends, pulse.budgets
    )


def remedy_of(login: LoginRow, error: str, pulse: LoginPulse) -> Remedy:
    """What helps a login that is not well."""
    if error.startswith("proxy"):
        return Remedy.CHECK_PROXY
    if login.health is Health.SIGN_IN:
        return Remedy.SIGN_IN
    if error in WAITING or any(budget.spent for budget in pulse.budgets):
        return Remedy.WAIT
    return Remedy.TRY_NOW if error else Remedy.NOTHING


def _streams(
    role: str, pulse: LoginPulse, stored: Mapping[str, StreamRow], *, shut: bool
) -> Iterable[HealthRow]:
    """Every stream the lane knows; while none runs, those that were ever looked at."""
    if not pulse.streams:
        for row in stored.values():
            if not row.finished:
                yield HealthRow(
                    pulse.login, role, row.name, Way.LIVE, row.looked_at, None, "", Remedy.NOTHING
                )
        return
    for one in pulse.streams:
        seen = stored.get(one.name)
        if one.way is Way.PAST and seen is not None and seen.finished:
            continue
        looked = one.looked_at or (seen.looked_at if seen else None)
        remedy = Remedy.ASK if one.way is Way.BY_HAND and not shut else Remedy.NOTHING
        later = one.next_at and max(one.next_at, pulse.rests_until or one.next_at)
        yield HealthRow(pulse.login, role, one.name, one.way, looked, later, one.error, remedy)
