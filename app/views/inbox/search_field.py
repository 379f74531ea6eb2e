"""The search field: words and operators, completed from below, answered while one types."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.views.icons import paint_icon
from app.views.inbox.terms import completed, suggestions
from app.views.shared.widgets import icon_button
from app.views.theme import Theme
from app.views.typeface import Face
from app.views.words import knows, say

PAUSE_MS = 180
"""a search starts when the typing pauses"""


class SearchField(QLineEdit):
    """Emits the query as it stands; suggestions are offered and never forced."""

    searched = Signal(str)
    left_down = Signal()
    """Enter or Escape: the list should have the focus again"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.known: dict[str, tuple[str, ...]] = {}
        """operator → values worth offering"""
        self.setPlaceholderText(say("search.placeholder"))
        self.setAccessibleName(say("command.search"))
        self._clear = icon_button(theme, "close", say("search.clear"))
        self._clear.setParent(self)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear_search)
        self._clear.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._last = ""
        self._offers = _Offers(theme, self)
        self._offers.taken.connect(self._take)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        theme.changed.connect(self._resize)
        self._resize()

    def set_query(self, query: str) -> None:
        """Puts a query into the field and searches at once."""
        self.setText(query)
        self._search()

    def clear_search(self) -> None:
        self.set_query("")

    def show_query(self, query: str) -> None:
        """Shows what is already being searched."""
        self._last = query.strip()
        self._pause.stop()
        self.setText(query)

    def _edited(self, text: str) -> None:
        self._pause.start()
        self._offers.offer(suggestions(text, self.known) if text else [])

    def _search(self) -> None:
        self._pause.stop()
        query = self.text().strip()
        if query != self._last:
            self._last = query
            self.searched.emit(query)

    def _take(self, choice: str) -> None:
        self.setText(completed(self.text(), choice))
        self._offers.offer(suggestions(self.text(), self.known) if choice.endswith(":") else [])
        if not choice.endswith(":"):
            self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        offering = self._offers.isVisible()
        if key == Qt.Key.Key_Down and not offering:
            self._offers.offer(suggestions(self.text(), self.known))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and offering:
            self._offers.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Tab and offering:
            self._offers.take()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not (offering and self._offers.take(only_chosen=True)):
                self._offers.hide()
                self._search()
                self.left_down.emit()
        elif key == Qt.Key.Key_Escape:
            self._escape(offering)
        else:
            super().keyPressEvent(event)

    def _escape(self, offering: bool) -> None:
        if offering:
            self._offers.hide()
        elif self.text():
            self.clear_search()
        else:
            self.left_down.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False if self._offers.isVisible() and forward else super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._offers.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, side = self._theme, self._theme.px(16)
        painter = QPainter(self)
        glass = QRect(theme.px(9), (self.height() - side) // 2, side, side)
        paint_icon(painter, glass, "search", theme.colour("text2"))
        if not self.text() and not self.hasFocus():
            cap = QRect(
                self.width() - theme.px(26), (self.height() - theme.px(18)) // 2, theme.px(17), theme.px(18)
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("control"))
            painter.drawRoundedRect(cap, theme.px(3), theme.px(3))
            painter.setPen(theme.colour("text2"))
            painter.setFont(theme.font(Face.META))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, "/")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._theme.px(22)
        self._clear.setGeometry(self.width() - side - 5, (self.height() - side) // 2, side, side)

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(32))
        self.setTextMargins(self._theme.px(22), 0, self._theme.px(22), 0)


class _Offers(QListWidget):
    """The suggestions below the field; the field keeps the focus."""

    taken = Signal(str)

    def __init__(self, theme: Theme, field: SearchField) -> None:
        super().__init__(field.window())
        self._theme, self._field = theme, field
        self.setProperty("box", "popup")
        self.setProperty("look", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    def offer(self, choices: list[str]) -> None:
        """Shows choices, or nothing."""
        self.clear()
        for choice in choices:
            item = QListWidgetItem(_described(choice))
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setSizeHint(QSize(0, self._theme.px(28)))
            self.addItem(item)
        if not choices:
            self.hide()
            return
        window = self._field.window()
        self.setParent(window)
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        self.setGeometry(below.x(), below.y(), self._field.width(), self._theme.px(28) * len(choices) + 4)
        self.show()
        self.raise_()

    def move_by(self, by: int) -> None:
        self.setCurrentRow((self.currentRow() + by) % self.count())

    def take(self, *, only_chosen: bool = False) -> bool:
        """Takes the chosen suggestion, or the first."""
        row = self.currentRow()
        if row < 0 and (only_chosen or not self.count()):
            return False
        item = self.item(max(row, 0))
        self.taken.emit(item.data(Qt.ItemDataRole.UserRole))
        return True


def _described(choice: str) -> str:
    """A suggestion with its meaning beside it: `is:unread   未读`."""
    operator, value = choice.split(":", 1)
    if not value:
        return say(f"search.hint.{operator}")
    keys = (f"filter.{value}", f"status.{value}", f"search.value.{value}", f"language.{value}")
    meaning = next((say(key) for key in keys if knows(key)), "")
    return f"{choice}   {meaning}" if operator in ("is", "has", "lang") and meaning else choice
