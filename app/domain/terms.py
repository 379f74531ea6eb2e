"""How long a sign-in is good, and from when on a person is told that it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WARNED_AHEAD = timedelta(days=30)
"""the longest time before the end that a person is told"""
LAST_PART = 5
"""nobody is told before the last fifth: what lives a month would be called ending from its first day"""


@dataclass(frozen=True, slots=True)
class Term:
    """When a person must sign in again."""

    ends: datetime
    begins: datetime | None = None
    """when what ends then was given; None where nobody knows"""

    @property
    def told_from(self) -> datetime:
        """From when on it deserves a word: thirty days before, or where it lives shorter, in its last fifth."""
        if self.begins is None:
            return self.ends - WARNED_AHEAD
        return self.ends - min(WARNED_AHEAD, (self.ends - self.begins) / LAST_PART)
