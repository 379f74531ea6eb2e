"""One round of a shop's send lane: everything that may leave leaves, then rest until the next moment."""

from datetime import timedelta

from app.domain.moments import Clock
from app.services.outbox import SendDesk

BUSY = timedelta(milliseconds=50)


class SendRound:
    """Calls the send desk's steps; what a lost process or a bug left in the middle is settled first."""

    def __init__(self, desk: SendDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._must_recover = True

    def __call__(self) -> float | None:
        """Seconds to rest; None: until something is queued."""
        if self._must_recover:
            self._desk.recover()
            self._must_recover = False
        try:
            while self._desk.step():
                pass
        except BaseException:
            self._must_recover = True  # a claimed reply may have left: unknown, never queued
            raise
        moment = self._desk.wake_at()
        if moment is None:
            return None
        return max(moment - self._clock.now(), BUSY).total_seconds()
