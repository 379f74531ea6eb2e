"""How often one may call: token buckets that fill with the world's time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


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
