"""The weather between client and platform: faults by seed, never without end."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from random import Random


class Fault(Enum):
    """One thing that goes wrong with one call."""

    SLOW = "slow"
    BUSY = "busy"
    BUSY_UNTIL = "busy_until"
    """429 with Retry-After."""
    ERROR_BEFORE = "error_before"
    """500, and nothing was done."""
    ERROR_AFTER = "error_after"
    """500, although it was done."""
    UNAVAILABLE = "unavailable"
    GATEWAY = "gateway"
    """502 with an HTML page."""
    STALL_BEFORE = "stall_before"
    STALL_AFTER = "stall_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    RESET_MIDWAY = "reset_midway"
    TRUNCATED = "truncated"
    """A well-formed answer whose JSON ends in the middle."""
    GARBAGE = "garbage"
    WRONG_TYPE = "wrong_type"
    BAD_GZIP = "bad_gzip"
    """Says gzip and is not."""
    REFUSED = "refused"
    """The platform says no to this message, for good. Not part of any profile."""
    DRIFT = "drift"
    """The platform has changed: an unknown word, a null, a field nobody knew. Not part of any profile."""
    PORTAL = "portal"
    """A captive portal's HTML with status 200."""
    LATE_ACCEPT = "late_accept"
    """No answer; done up to 90 seconds later."""
    TOKEN_EXPIRES = "token_expires"
    DUPLICATES = "duplicates"
    SHUFFLED = "shuffled"
    MISSING = "missing"
    LOOP = "loop"
    SHIFT = "shift"
    """Something new arrives while the client turns pages."""


PAGES = frozenset({Fault.DUPLICATES, Fault.SHUFFLED, Fault.MISSING, Fault.LOOP, Fault.SHIFT})
"""Faults that only make sense on lists."""
DONE_BUT_UNHEARD = frozenset(
    {
        Fault.ERROR_AFTER,
        Fault.STALL_AFTER,
        Fault.RESET_AFTER,
        Fault.RESET_MIDWAY,
        Fault.TRUNCATED,
        Fault.GARBAGE,
        Fault.BAD_GZIP,
        Fault.LATE_ACCEPT,
    }
)
"""Faults after which the platform has done what was asked, and the client cannot know."""
CALM: dict[Fault, float] = {}
BREEZE: dict[Fault, float] = {
    Fault.SLOW: 0.10,
    Fault.BUSY: 0.02,
    Fault.ERROR_BEFORE: 0.02,
    Fault.RESET_BEFORE: 0.02,
}
STORM: dict[Fault, float] = {
    **{fault: 0.02 for fault in Fault if fault not in (Fault.DRIFT, Fault.REFUSED)},
    Fault.SLOW: 0.05,
    Fault.LATE_ACCEPT: 0.04,
    Fault.STALL_AFTER: 0.05,
    Fault.ERROR_AFTER: 0.05,
}
PROFILES: dict[str, dict[Fault, float]] = {"calm": CALM, "breeze": BREEZE, "storm": STORM}
LONGEST_LATE = timedelta(seconds=90)
STREAK = 4
"""After so many faults in a row on one path the next call gets through."""


@dataclass(slots=True)
class Forced:
    """A fault someone ordered: on paths that contain `path`, `times` times."""

    fault: Fault
    path: str
    times: int


@dataclass(slots=True)
class Weather:
    """Chooses each call's fault from its seed; over at `until`."""

    seed: int = 0
    rates: dict[Fault, float] = field(default_factory=dict)
    until: datetime | None = None
    skew: timedelta = timedelta(0)
    """How wrong the platform's clock is."""
    lag: timedelta = timedelta(0)
    """The longest a message stays off the lists after it was accepted."""
    rewrites: bool = False
    forced: list[Forced] = field(default_factory=list)
    calls: int = 0
    streaks: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def rng(self, purpose: str) -> Random:
        """Chance for one purpose."""
        return Random(f"weather/{self.seed}/{purpose}")

    def over(self, now: datetime) -> bool:
        """Whether the sky has cleared."""
        return self.until is not None and now >= self.until

    def pick(self, path: str, now: datetime, *, page: bool, frail: bool = False) -> Fault | None:
        """This call's fault. `page`: the answer will be a list; `frail`: chance must not lose it."""
        self.calls += 1
        fault = self._ordered(path) or self._drawn(path, now, frail=frail)
        if fault is not None and fault in PAGES and not page:
            fault = None
        if fault is None:
            self.streaks.pop(path, None)
            return None
        self.counts[fault.value] = self.counts.get(fault.value, 0) + 1
        return fault

    def _ordered(self, path: str) -> Fault | None:
        for order in self.forced:
            if order.times > 0 and order.path in path:
                order.times -= 1
                return order.fault
        return None

    def _drawn(self, path: str, now: datetime, *, frail: bool) -> Fault | None:
        if not self.rates or self.over(now) or self.streaks.get(path, 0) >= STREAK:
            return None
        point = self.rng(f"{self.calls}/{path}").random()
        for fault, rate in self.rates.items():
            point -= rate
            if point < 0:
                self.streaks[path] = self.streaks.get(path, 0) + 1
                return Fault.RESET_BEFORE if frail and fault in DONE_BUT_UNHEARD else fault
        return None

    def lag_of(self, key: str) -> timedelta:
        """How late one message is listed."""
        return self.lag * self.rng(f"lag/{key}").random()

    def rewrite(self, text: str) -> str:
        """What platforms do to texts: normal form, one blank, `&` as an entity."""
        if not self.rewrites:
            return text
        lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
        return html.escape("\n".join(lines), quote=False)

    def force(self, fault: Fault, path: str = "", times: int = 1) -> None:
        """Orders a fault for the next calls."""
        self.forced.append(Forced(fault, path, times))
