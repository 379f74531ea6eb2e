"""What a platform still allows: calls at once, which come back by themselves, and calls of a day, which do not."""

from dataclasses import dataclass
from datetime import datetime

LOW = 0.2
"""share of an allowance below which it is called low"""
SPENT = 0.1
"""share of a day's calls that is kept for people: below it, background work stands still"""


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left now of what a platform allows: calls at once, or calls of a day."""

    operation: str
    """the platform's own name of the call; '' for all calls together"""
    left: int
    most: int
    per_second: float = 0.0
    """how fast calls at once come back, as the platform announced it last"""
    begins_anew: datetime | None = None
    """when a day's allowance is whole again; None for calls at once"""

    @property
    def daily(self) -> bool:
        return self.begins_anew is not None

    @property
    def low(self) -> bool:
        """Whether it deserves a look. Calls at once come back by themselves; those of a day do not."""
        return self.daily and self.left <= self.most * LOW

    @property
    def spent(self) -> bool:
        """Whether what nobody waits for stands still."""
        return self.daily and self.left <= self.most * SPENT
