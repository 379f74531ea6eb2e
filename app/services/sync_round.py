"""One round of a login's receive lane: every page that is due, then listening or rest until the next one."""

from datetime import timedelta

from app.domain.moments import Clock
from app.services.sync import SyncDesk

WORTH_LISTENING = timedelta(seconds=2)
LONGEST_LISTENING = timedelta(seconds=60)
"""so that `sync now` and a pause of the shop are heard soon"""


class SyncRound:
    """Calls the sync desk's steps until nothing is due."""

    def __init__(self, desk: SyncDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._ending = False

    def interrupt(self) -> None:
        """The lane ends: no further page is pulled, and whoever listens comes back."""
        self._ending = True
        self._desk.source.close()

    def __call__(self) -> float | None:
        """Seconds to rest."""
        while not self._ending and self._desk.step():
            pass
        rest = self._desk.wake_at() - self._clock.now()
        stream = self._desk.waiting_stream()
        if stream is None or rest < WORTH_LISTENING or self._ending:
            return rest.total_seconds()
        began = self._clock.monotonic()
        if self._desk.listen(stream, min(rest, LONGEST_LISTENING)):
            return 0.0
        listened = timedelta(seconds=self._clock.monotonic() - began)
        return max(rest - listened, timedelta(0)).total_seconds()
