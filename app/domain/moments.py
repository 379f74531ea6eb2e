"""Where time and fresh ids come from; real ones live in `app/host/clock.py`, tests pass their own."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class Clock(Protocol):
    """Tells the time; nothing else in the program may."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, for waits and for noticing sleep."""
        ...


class IdSource(Protocol):
    """Makes what must be unpredictable or unique; nothing else in the program may."""

    def new(self) -> UUID:
        """A fresh UUIDv7."""
        ...

    def token(self, length: int) -> bytes:
        """`length` random bytes, fit for keys."""
        ...

    def jitter(self) -> float:
        """A number in [0, 1) that spreads work over time."""
        ...
