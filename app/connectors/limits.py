"""How often a platform may be asked: a bucket per operation, refilled at the pace the platform itself
announces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from app.domain.budgets import Budget
from app.domain.errors import RateLimited
from app.domain.moments import Clock


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls a second in the long run, and so many at once after a rest."""

    per_second: float
    burst: int


@dataclass(slots=True)
class _Bucket:
    pace: Pace
    level: float
    at: float


class Buckets:
    """The allowances of one login."""

    def __init__(self, clock: Clock, paces: Mapping[str, Pace]) -> None:
        self._clock = clock
        self._lock = Lock()
        now = clock.monotonic()
        self._buckets = {name: _Bucket(pace, float(pace.burst), now) for name, pace in paces.items()}

    def wait_for(self, operation: str) -> timedelta:
        """How long until one more call is allowed; zero takes nothing yet. Unknown operations are free."""
        with self._lock:
            return self._missing(operation)

    def take(self, operation: str, cost: float = 1.0) -> None:
        """Takes one call, or what it costs where calls are weighed; raises RateLimited with the wait."""
        with self._lock:
            missing = self._missing(operation, cost)
            if missing:
                raise RateLimited("rate_limited", retry_after=missing)
            if operation in self._buckets:
                self._buckets[operation].level -= cost

    def announced(self, operation: str, header: str) -> None:
        """The platform said its present rate (calls a second) in an answer."""
        try:
            rate = float(header)
        except ValueError:
            return
        with self._lock:
            bucket = self._buckets.get(operation)
            if bucket is not None and 0 < rate < 1000:
                self._missing(operation)
                bucket.pace = Pace(rate, bucket.pace.burst)

    def told(self, operation: str, *, left: float, most: float, per_second: float) -> None:
        """The platform said how full the bucket is, how much it holds, and how fast it fills."""
        with self._lock:
            bucket = self._buckets.get(operation)
            if bucket is not None and most >= 1 and per_second > 0:
                bucket.pace = Pace(per_second, int(most))
                bucket.level, bucket.at = min(max(left, 0.0), most), self._clock.monotonic()

    def refused(self, operation: str, at_least: timedelta = timedelta(0)) -> timedelta:
        """The platform answered 429: the bucket is empty after all, and stays so for `at_least`, where it said how
        long. Returns the wait for the next call."""
        with self._lock:
            bucket = self._buckets.get(operation)
            if bucket is None:
                return max(timedelta(minutes=1), at_least)
            bucket.level = 0.0
            bucket.at = self._clock.monotonic() + at_least.total_seconds()
            return self._missing(operation)

    def budgets(self) -> tuple[Budget, ...]:
        """What every operation has left now, and at what rate the platform refills it."""
        with self._lock:
            for operation in self._buckets:
                self._missing(operation)
            return tuple(
                Budget(name, int(one.level), one.pace.burst, per_second=one.pace.per_second)
                for name, one in sorted(self._buckets.items())
            )

    def _missing(self, operation: str, cost: float = 1.0) -> timedelta:
        bucket = self._buckets.get(operation)
        if bucket is None:
            return timedelta(0)
        now = self._clock.monotonic()
        grown = bucket.level + max(now - bucket.at, 0.0) * bucket.pace.per_second
        bucket.level, bucket.at = min(float(bucket.pace.burst), grown), max(bucket.at, now)
        missing = max(min(cost, bucket.pace.burst) - bucket.level, 0.0) / bucket.pace.per_second
        return timedelta(seconds=bucket.at - now + missing)
