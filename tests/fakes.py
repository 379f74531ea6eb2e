"""Small real stand-ins for what tests must hold still: time, ids and the system's keyring."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from app.domain.values import uuid7

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning, so that business hours are open."""


class FakeClock:
    """A clock that moves only when told to."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, by: timedelta) -> datetime:
        """Time passes, on both clocks."""
        self._now += by
        self._monotonic += by.total_seconds()
        return self._now

    def set(self, moment: datetime) -> None:
        """Somebody sets the wall clock; the monotonic one does not move."""
        self._now = moment


class SeededIds:
    """Ids, tokens and jitter that are the same in every run with the same seed, and rise like real ones."""

    def __init__(self, seed: int = 1, clock: FakeClock | None = None) -> None:
        self._random = Random(seed)
        self._clock = clock or FakeClock()
        self._count = 0

    def new(self) -> UUID:
        self._count += 1
        return uuid7(self._clock.now(), self._count.to_bytes(4, "big") + self._random.randbytes(6))

    def token(self, length: int) -> bytes:
        return self._random.randbytes(length)

    def jitter(self) -> float:
        return self._random.random()


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets everything when the test run ends; the real one is out of reach."""

    priority = 1.0  # type: ignore[assignment]  # the library declares a property and reads a number

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self._entries.pop((service, username), None) is None:
            raise PasswordDeleteError("no such entry")
