"""The two clocks of a conversation: what the platform expects of us, and the stricter promise we gave ourselves.

Both run from `waiting_since`, the oldest customer message nobody has answered. (Business hours come later.)
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Promises:
    """How soon an answer is due, by the platform's rule and by the shop's own."""

    platform: timedelta | None
    internal: timedelta | None


@dataclass(frozen=True, slots=True)
class Dues:
    """The moments both promises run out, and the nearer one."""

    platform: datetime | None = None
    internal: datetime | None = None

    @property
    def nearest(self) -> datetime | None:
        """What the list sorts by."""
        return min((due for due in (self.platform, self.internal) if due is not None), default=None)


NOT_RUNNING = Dues()


def dues(waiting_since: datetime | None, promises: Promises) -> Dues:
    """When an answer is due; nothing is due while nobody waits."""
    if waiting_since is None:
        return NOT_RUNNING
    return Dues(
        waiting_since + promises.platform if promises.platform is not None else None,
        waiting_since + promises.internal if promises.internal is not None else None,
    )
