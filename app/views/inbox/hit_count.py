"""Counts a search's hits once its first page is shown, some at a time, and finds the chosen one among them."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.bridge.desk import Desk, Failed
from app.domain.reader import Reader
from app.domain.readmodels import MOST_FOUND, InboxPage, Tally, View
from app.domain.values import ConversationId

AT_ONCE = 1_000
"""hits that are counted with one question, so that other questions come between"""


class HitCount(QObject):
    """One count at a time; a new one ends the old."""

    counted = Signal(int, bool)
    """hits so far, and whether there are more"""
    placed = Signal(object, object)
    """ConversationId that was sought, and where it stands, or None"""

    def __init__(self, desk: Desk, failed: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._failed = desk, failed
        self._turn = 0

    def stop(self) -> None:
        """What is still counted belongs to an earlier list."""
        self._turn += 1

    def start(self, view: View, now: datetime, total: int, sought: ConversationId | None) -> None:
        """Counts on from `total`, until all are counted or no more are listed."""
        self.stop()
        self._ask(view, now, total, sought, self._turn)

    def _ask(self, view: View, now: datetime, total: int, sought: ConversationId | None, turn: int) -> None:
        upto = min(total + AT_ONCE, MOST_FOUND)

        def show(tally: Tally) -> None:
            if turn == self._turn:
                self.counted.emit(tally.total, tally.more)
                settled = sought is None or tally.position is not None or tally.final
                if sought is not None and settled:
                    self.placed.emit(sought, tally.position)
                if not tally.final:
                    self._ask(view, now, tally.total, None if settled else sought, turn)

        self._desk.ask(lambda reader: reader.tally(view, upto, sought, now), show, failed=self._failed)


def place(
    reader: Reader, pages: tuple[InboxPage, ...], view: View, sought: ConversationId | None, now: datetime
) -> tuple[int | None, bool]:
    """Where a conversation stands, and whether that can be said without walking a whole search."""
    if sought is None:
        return None, True
    if not pages[-1].more:
        return reader.position(view, sought, now), True
    for page in pages:
        for at, row in enumerate(page.rows):
            if row.id == sought:
                return page.first + at, True
    return None, False
