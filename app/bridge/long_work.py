"""Long work before the first rows: told about twice a second once it lasts, and broken off when the program ends."""

from collections.abc import Callable

from app.domain.moments import Clock
from app.domain.opening import Heard, Preparing

PAUSE = 0.5
"""seconds before the first word and between two; what is over sooner is not worth a screen"""


class LongWork:
    """Asked again and again from the middle of the work (`app.domain.opening.Watch`)."""

    def __init__(self, clock: Clock, heard: Heard, over: Callable[[], bool]) -> None:
        self._clock, self._heard, self._over = clock, heard, over
        self._told_at = clock.monotonic()

    def __call__(self, step: Preparing, done: int, whole: int) -> bool:
        """Whether to break off."""
        now = self._clock.monotonic()
        if now - self._told_at >= PAUSE:
            self._told_at = now
            self._heard(step, min(done, whole), whole)
        return self._over()
