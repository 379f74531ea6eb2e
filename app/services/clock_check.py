"""Whether this PC's clock is right, judged by the clocks of the servers that answer us.

A clock counts as wrong when every server says so and one of them has said it twice: an answer that slept in the
machine, or one server with a wrong clock of its own, convinces nobody.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import Protocol

WRONG, RIGHT = timedelta(minutes=2), timedelta(minutes=1)
"""told from here on, until it is this close"""
MINUTE = timedelta(minutes=1)
SERVERS = 50


class Tell(Protocol):
    """A condition of the desk begins or ends, with what stands in its sentence."""

    def __call__(self, condition: str, on: bool, /, **values: object) -> None: ...


class ClockCheck:
    """Hears every answer's time, from any thread; tells only what is new."""

    def __init__(self, tell: Tell, refusing: Callable[[timedelta], tuple[str, ...]]) -> None:
        """`refusing`: channels of this desk that turn away what is stamped with so wrong a time."""
        self._tell, self._refusing = tell, refusing
        self._heard: dict[str, tuple[timedelta, ...]] = {}
        self._told: tuple[timedelta, tuple[str, ...]] | None = None
        self._lock = Lock()

    def hear(self, server: str, ahead: timedelta) -> None:
        """A server's clock is ahead of ours by so much."""
        with self._lock:
            self._heard[server] = (*self._heard.pop(server, ())[-1:], ahead)
            if len(self._heard) > SERVERS:
                del self._heard[next(iter(self._heard))]
            self._judge()

    def forget(self) -> None:
        """Somebody set the clock, or the machine slept: what was heard says nothing any more."""
        with self._lock:
            self._heard.clear()
            self._judge()

    def _judge(self) -> None:
        heard = [ahead for last in self._heard.values() for ahead in last]
        least = min(heard, key=abs, default=timedelta())
        if abs(least) <= (WRONG if self._told is None else RIGHT):
            self._say(None)
        elif self._told is not None or len(heard) > len(self._heard):
            self._say((round(least / MINUTE) * MINUTE, self._refusing(abs(least))))

    def _say(self, wrong: tuple[timedelta, tuple[str, ...]] | None) -> None:
        if wrong == self._told:
            return
        self._told = wrong
        if wrong is None:
            self._tell("clock", False)
        else:
            self._tell("clock", True, ahead=wrong[0], refusing=wrong[1])
