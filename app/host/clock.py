"""The real clock and the real dice: the only file that asks the machine for time, randomness or new ids."""

import secrets
import time
from datetime import UTC, datetime
from uuid import UUID

from app.domain.values import uuid7


class SystemClock:
    """The machine's time. What the wall clock says may jump; `monotonic` never goes back."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class RandomIds:
    """Ids and keys from the operating system's generator."""

    def __init__(self, clock: SystemClock | None = None) -> None:
        self._clock = clock or SystemClock()

    def new(self) -> UUID:
        return uuid7(self._clock.now(), secrets.token_bytes(10))

    def token(self, length: int) -> bytes:
        return secrets.token_bytes(length)

    def jitter(self) -> float:
        return secrets.randbits(53) / (1 << 53)
