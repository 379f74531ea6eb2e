"""How often one may call: token buckets that fill with the world's time, and calls a day that do not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Pace:
    """A usage plan: steady calls per second and how many may come at once."""

    rate: float
    burst: int


@dataclass(slots=True)
class Bucket:
    """What is left of one caller's allowance for one operation."""

    left: float
    at: datetime


@dataclass(slots=True)
class Quota:
    """All buckets of a platform."""

    buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def take(self, operation: str, caller: str, pace: Pace, now: datetime) -> bool:
        """Takes one call out of the caller's bucket; False where it is empty."""
        key = (operation, caller)
        bucket = self.buckets.setdefault(key, Bucket(float(pace.burst), now))
        gained = max(0.0, (now - bucket.at).total_seconds()) * pace.rate
        bucket.left, bucket.at = min(float(pace.burst), bucket.left + gained), max(now, bucket.at)
        if bucket.left < 1.0:
            return False
        bucket.left -= 1.0
        return True


@dataclass(slots=True)
class DayCount:
    """A day's calls, by whoever they are allowed to; `most` may be changed to let a day end early."""

    zone: tzinfo
    most: int
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    """by owner and day, also those that were turned away"""

    def take(self, owner: str, now: datetime) -> bool:
        """Counts one call; False where the day is used up."""
        key = (owner, f"{now.astimezone(self.zone):%Y-%m-%d}")
        self.used[key] = self.used.get(key, 0) + 1
        return self.used[key] <= self.most

    def beyond(self) -> int:
        """How many calls came after a day was used up."""
        return sum(max(calls - self.most, 0) for calls in self.used.values())
