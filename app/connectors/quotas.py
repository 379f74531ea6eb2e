"""How many calls a day a platform allows an application, over all its lanes and over restarts of the program.

What was used is written down ahead, in blocks: after a crash a few calls count that were never made, and none is
forgotten. Background work stops early, so that a person's reply always finds an allowance left.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from threading import Lock
from typing import Protocol

from app.domain.budgets import Budget
from app.domain.errors import QuaysideError, RateLimited
from app.domain.moments import Clock

NOT_WRITTEN = timedelta(minutes=1)
"""how long everybody waits where a block could not be written down: an unwritten call would be forgotten by a crash"""
SLOW_FROM, STOP_AT = 0.7, 0.9
"""shares of the day's calls at which polling slows down, and at which background work stops"""


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """So many calls a day; `zone` is where the day ends. `block` calls are written down at once."""

    calls: int
    zone: tzinfo
    block: int = 50
    published: bool = True
    """False: only that a day's calls can be used up is known, not how many they are"""


def unpublished(zone: tzinfo) -> DailyLimit:
    """The limit of a platform that names none: more than anybody asks, until it says that the day is spent."""
    return DailyLimit(10_000_000, zone, block=1000, published=False)


class QuotaKeeper(Protocol):
    """Remembers over restarts what was used of a day."""

    def used(self, key: str, day: date) -> int:
        """Calls that were written down for this day."""
        ...

    def write_down(self, key: str, day: date, used: int) -> None:
        """Commits before it returns."""
        ...


class ForgetfulKeeper:
    """Keeps it as long as the process lives."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, date], int] = {}

    def used(self, key: str, day: date) -> int:
        """What was written down."""
        return self._used.get((key, day), 0)

    def write_down(self, key: str, day: date, used: int) -> None:
        """Writes it down."""
        self._used[key, day] = used


@dataclass(slots=True)
class _Day:
    day: date
    used: int
    written: int


@dataclass(slots=True)
class DailyQuotas:
    """All daily allowances of this process, by application key and kind of call."""

    clock: Clock
    keeper: QuotaKeeper = field(default_factory=ForgetfulKeeper)
    _days: dict[str, _Day] = field(default_factory=dict)
    _limits: dict[str, DailyLimit] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def expect(self, key: str, limit: DailyLimit) -> None:
        """There is such an allowance: it is shown before anything is taken of it."""
        with self._lock:
            self._limits.setdefault(key, limit)

    def take(self, key: str, limit: DailyLimit, *, for_person: bool = False) -> None:
        """Takes one call. Raises RateLimited until the day ends when a person's, or the background's, share is used.

        A `key` begins with `Tools.share(login, app_key)`, so that the health page finds whose allowance it is.
        """
        with self._lock:
            today = self._today(key, limit)
            share = limit.calls if for_person else int(limit.calls * STOP_AT)
            if today.used >= share:
                raise RateLimited("daily_quota", retry_after=self._rest_of_day(limit))
            if today.used >= today.written:
                self._write_down(key, today, min(today.used + limit.block, limit.calls))
            today.used += 1

    def spent(self, key: str, limit: DailyLimit) -> timedelta:
        """The platform says that the day's calls are used up: so they are. Returns the wait."""
        with self._lock:
            today = self._today(key, limit)
            today.used = limit.calls
            self._write_down(key, today, limit.calls)
            return self._rest_of_day(limit)

    def left(self, key: str, limit: DailyLimit) -> int:
        """Calls that are left today."""
        with self._lock:
            return limit.calls - self._today(key, limit).used

    def pace(self, key: str, limit: DailyLimit) -> float:
        """By how much polling should slow down: 1 as usual, more as the day's calls run out."""
        used = 1 - self.left(key, limit) / limit.calls
        return 1.0 if used < SLOW_FROM else 1.0 + 9.0 * min((used - SLOW_FROM) / (STOP_AT - SLOW_FROM), 1.0)

    def budgets(self, share: str) -> tuple[Budget, ...]:
        """What is left today of every allowance whose key begins with `share`. One whose number nobody knows is told
        only when it is used up."""
        with self._lock:
            keys = [key for key in self._limits if key == share or key.startswith(f"{share} ")]
            found = [(self._limits[key].published, self._budget(key, share)) for key in sorted(keys)]
            return tuple(budget for known, budget in found if known or not budget.left)

    def _budget(self, key: str, share: str) -> Budget:
        limit = self._limits[key]
        left = max(limit.calls - self._today(key, limit).used, 0)
        begins_anew = self.clock.now() + self._rest_of_day(limit)
        return Budget(key.removeprefix(share).strip(), left, limit.calls, begins_anew=begins_anew)

    def _write_down(self, key: str, today: _Day, used: int) -> None:
        try:
            self.keeper.write_down(key, today.day, used)
        except QuaysideError as error:
            raise RateLimited("quota_not_written", retry_after=NOT_WRITTEN) from error
        today.written = used

    def _today(self, key: str, limit: DailyLimit) -> _Day:
        day = self.clock.now().astimezone(limit.zone).date()
        self._limits[key] = limit
        found = self._days.get(key)
        if found is None or found.day != day:
            used = self.keeper.used(key, day)
            found = self._days[key] = _Day(day, used, used)
        return found

    def _rest_of_day(self, limit: DailyLimit) -> timedelta:
        now = self.clock.now().astimezone(limit.zone)
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), limit.zone)
        return midnight - now


@dataclass(frozen=True, slots=True)
class DayBook:
    """One daily allowance, under the name of whoever lives on it (`Tools.day`)."""

    quotas: DailyQuotas
    key: str
    limit: DailyLimit

    def take(self, *, for_person: bool = False) -> None:
        """Takes one call. Raises RateLimited where none is left for it."""
        self.quotas.take(self.key, self.limit, for_person=for_person)

    def spent(self) -> RateLimited:
        """The platform says that the day's calls are used up: the error that says until when."""
        return RateLimited("daily_quota", retry_after=self.quotas.spent(self.key, self.limit))

    def left(self) -> int:
        """Calls that are left today."""
        return self.quotas.left(self.key, self.limit)

    def share_left(self) -> float:
        """Which share of the day's calls is left."""
        return self.left() / self.limit.calls

    def pace(self) -> float:
        """By how much polling should slow down."""
        return self.quotas.pace(self.key, self.limit)
