"""Notices that the machine slept or that somebody set its clock, so that nothing is sent or due by mistake."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.moments import Clock


@dataclass(frozen=True, slots=True)
class ClockGap:
    """Time that did not pass the ordinary way since the last look."""

    missed: timedelta
    """how long nobody looked although somebody should have, or how far the clock was set forward"""
    backward: timedelta
    """how far the clock was set back"""


class ClockWatch:
    """Compares the wall clock with the one that cannot be set. Whoever ticks calls `look` about every `period`.

    Some systems stop the monotonic clock while they sleep and some do not; both ways of oversleeping are seen.
    """

    def __init__(self, clock: Clock, period: timedelta, tolerance: timedelta = timedelta(seconds=30)) -> None:
        self._clock = clock
        self._period = period
        self._tolerance = tolerance
        self._wall, self._steady = clock.now(), clock.monotonic()

    def look(self) -> ClockGap | None:
        """What happened since the last look; None when only time passed."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        passed, ticked = wall - self._wall, timedelta(seconds=steady - self._steady)
        self._wall, self._steady = wall, steady
        backward = max(ticked - passed, timedelta())
        missed = max(passed - ticked, ticked - self._period, timedelta())
        if backward > self._tolerance:
            return ClockGap(timedelta(), backward)
        if missed > self._tolerance:
            return ClockGap(missed, timedelta())
        return None
