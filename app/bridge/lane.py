"""A lane: a thread that calls a step again and again, rests until a moment or a poke, and ends when told."""

from collections.abc import Callable
from threading import Condition

from PySide6.QtCore import QThread

from app.domain.errors import Outage
from app.host.log import EventLog

_log = EventLog("lane")
Round = Callable[[], float | None]
"""works until nothing is left, then says how many seconds to rest; None: until poked"""
LONGEST_REST = 60.0
AFTER_A_BUG = 30.0


class Lane(QThread):
    """Loops, and nothing else: what a round does is a plain function that is tested without threads."""

    def __init__(self, name: str, round_: Round, interrupt: Callable[[], None] | None = None) -> None:
        """`interrupt` makes a round that waits for the network return early."""
        super().__init__()
        self.setObjectName(name)
        self._round = round_
        self._interrupt = interrupt
        self._wake = Condition()
        self._poked = False
        self._stopping = False

    def poke(self) -> None:
        """There may be something to do."""
        with self._wake:
            self._poked = True
            self._wake.notify()

    def end(self) -> None:
        """Asks the lane to end; `wait()` joins it."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._interrupt is not None:
            self._interrupt()

    @property
    def ending(self) -> bool:
        """Whether the lane was asked to end."""
        return self._stopping

    def run(self) -> None:
        while not self._stopping:
            rest = self._one_round()
            with self._wake:
                self._wake.wait_for(
                    lambda: self._poked or self._stopping,
                    timeout=LONGEST_REST if rest is None else min(max(rest, 0.0), LONGEST_REST),
                )
                self._poked = False

    def _one_round(self) -> float | None:
        try:
            return self._round()
        except Outage as error:
            if error.key != "closing":
                _log.event("lane_resting", lane=self.objectName(), error=error.key)
            return AFTER_A_BUG
        except Exception as error:  # noqa: BLE001  # the thread's border: a bug costs one round, not the lane
            _log.trouble("lane_failed", error, lane=self.objectName())
            return AFTER_A_BUG
