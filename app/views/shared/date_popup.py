"""Asks for a day and an hour."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say


class DatePopup(QFrame):
    """Calls `taken` with an aware moment in the future."""

    def __init__(
        self, theme: Theme, now: datetime, taken: Callable[[datetime], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._taken = taken
        self.setProperty("box", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        soon, start = _qt(now + timedelta(minutes=1)), _qt(now + timedelta(days=1))
        self.edit = QDateTimeEdit(start)
        self.edit.setMinimumDateTime(soon)
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setAccessibleName(say("snooze.pick_title"))
        take, leave = button(say("button.ok"), "primary"), button(say("button.cancel"))
        take.clicked.connect(self._take)
        leave.clicked.connect(self.close)
        choices = QHBoxLayout()
        choices.addStretch(1)
        choices.addWidget(leave)
        choices.addWidget(take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.addWidget(label(say("snooze.pick_title"), strong=True))
        layout.addWidget(self.edit)
        layout.addLayout(choices)

    def open_at(self, at: QPoint) -> None:
        self.adjustSize()
        self.move(at)
        self.show()
        self.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        seconds = self.edit.dateTime().toSecsSinceEpoch()
        self.close()
        self._taken(datetime.fromtimestamp(seconds, tz=UTC))


def _qt(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
