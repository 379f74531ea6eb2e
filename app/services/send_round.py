"""One round of a shop's send lane: everything that may leave leaves, then rest until the next moment."""

from collections.abc import Callable
from datetime import timedelta

from app.domain.moments import Clock
from app.services.outbox import SendDesk

BUSY = timedelta(milliseconds=50)
HELD = timedelta(seconds=1)


class SendRound:
    """Calls the send desk's steps; what a lost process or a bug left in the middle is settled first."""

    def __init__(self, desk: SendDesk, clock: Clock, may_send: Callable[[], bool] = lambda: True) -> None:
        """`may_send`: False while another PC works on the same profile."""
        self._desk = desk
        self._clock = clock
        self._may_send = may_send
        self._must_recover = True

    def __call__(self) -> float | None:
        """Seconds to rest; None: until something is queued."""
        if not self._may_send():
            return HELD.total_seconds()
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
