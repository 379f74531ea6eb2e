"""What stands between the messages: days, notes only we see, and lines of history."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.conversations import ActivityKind
from app.domain.readmodels import ActivityItem, NoteItem
from app.views.conversation.surroundings import Surroundings
from app.views.conversation.text_body import TextBody
from app.views.moments import clock_time, short_moment
from app.views.shared.widgets import IconMark, box, icon_button, label
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import say, say_or


class DayRow(QWidget):
    """A day between two hairlines."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.setAccessibleName(text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._theme.px(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(Face.META))
        width = painter.fontMetrics().horizontalAdvance(self._text) + self._theme.px(24)
        margin, middle = self._theme.px(16), self.height() // 2
        left = (self.width() - width) // 2
        painter.fillRect(margin, middle, left - margin, 1, self._theme.colour("line"))
        painter.fillRect(
            left + width, middle, self.width() - margin - left - width, 1, self._theme.colour("line")
        )
        painter.setPen(self._theme.colour("text3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def note_row(around: Surroundings, item: NoteItem, delete: object) -> QWidget:
    """Yellow, full width, with a bar: it can never be mistaken for a reply."""
    px = around.theme.px
    row = QWidget()
    outer = QVBoxLayout(row)
    outer.setContentsMargins(px(16), px(4), px(16), px(12))
    frame = box("note")
    frame.setObjectName("note")
    column = QVBoxLayout(frame)
    column.setContentsMargins(px(12), px(6), px(8), px(8))
    column.setSpacing(px(2))
    line = QHBoxLayout()
    line.setSpacing(px(8))
    line.addWidget(IconMark(around.theme, "note", "note_text", 14))
    line.addWidget(label(say("note.title"), tone="note_text", face="meta", strong=True))
    line.addWidget(label(f"{item.author} {clock_time(item.at)}", tone="note_text", face="meta"))
    line.addStretch(1)
    line.addWidget(label(say("note.unseen"), tone="note_text", face="meta"))
    remove = icon_button(around.theme, "trash", say("note.delete"), token="note_text")
    remove.setProperty("size", "small")
    remove.setObjectName("delete_note")
    remove.clicked.connect(delete)
    line.addWidget(remove)
    column.addLayout(line)
    column.addWidget(TextBody(around.theme, item.text, ink="note_text"))
    outer.addWidget(frame)
    row.setAccessibleName(say("note.spoken", name=item.author, text=item.text[:200]))
    return row


def activity_row(around: Surroundings, item: ActivityItem) -> QWidget:
    """One small line of history."""
    px = around.theme.px
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(px(16), px(2), px(16), px(6))
    words = label(f"{clock_time(item.at)}  {activity_words(around, item)}", tone="text3", face="meta")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setWordWrap(True)
    line.addWidget(words)
    return row


def activity_words(around: Surroundings, item: ActivityItem) -> str:
    """A line of history as a sentence."""
    values = dict(item.detail)
    for name, prefix in (
        ("status", "status"),
        ("reason", "close"),
        ("before", "status"),
        ("after", "status"),
    ):
        if name in values:
            values[name] = say_or(f"{prefix}.{values[name]}", values[name])
    if "until" in values:
        values["until"] = _moment(around, values["until"])
    who = item.who or say("activity.system")
    return say(f"activity.{_kind_words(item)}", **{**values, "who": who})


def _kind_words(item: ActivityItem) -> str:
    """Given to nobody and taken by oneself are said in words of their own."""
    if item.kind is ActivityKind.ASSIGNED:
        to = item.detail.get("to", "")
        return "taken" if to == item.who else item.kind.value if to else "unassigned"
    return item.kind.value


def _moment(around: Surroundings, text: str) -> str:
    try:
        return short_moment(datetime.fromisoformat(text), around.now())
    except ValueError:
        return text
