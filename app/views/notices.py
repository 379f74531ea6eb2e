"""What happened while nobody looked: kept in one list that can be read later."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.values import ConversationId

KEPT = 200


@dataclass(frozen=True, slots=True)
class Remembered:
    """One notification."""

    at: datetime
    text: str
    conversation: ConversationId | None = None
    many_late: bool = False
    """speaks of several late conversations; it leads to their list"""


class Notices(QObject):
    """Newest first; the number of those not read yet stands in the status bar."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Remembered] = []
        self.unread = 0

    def add(
        self, at: datetime, text: str, conversation: ConversationId | None = None, *, many_late: bool = False
    ) -> None:
        self._all = [Remembered(at, text, conversation, many_late), *self._all][:KEPT]
        self.unread += 1
        self.changed.emit()

    def all(self) -> tuple[Remembered, ...]:
        return tuple(self._all)

    def mark_read(self) -> None:
        self.unread = 0
        self.changed.emit()

    def clear(self) -> None:
        self._all = []
        self.mark_read()
