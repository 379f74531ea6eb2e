"""A small box that asks one thing: type to narrow, arrows or a number to choose, Enter to take, Escape to leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.views.icons import icon
from app.views.shared.widgets import label
from app.views.theme import Theme

MOST = 9
"""so many answers are seen at once; more are scrolled to"""
PAUSE = 150
"""milliseconds without a key before more is looked for"""
SHORTEST = 2
"""characters that are worth a look"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what is read, what is meant, and what stands at the right (a key, a time)."""

    title: str
    value: object
    hint: str = ""
    icon: str = ""
    also: str = ""
    """other words under which it is found"""
    under: str = ""
    """a sentence below the title"""
    off: bool = False
    """only to be read: it cannot be chosen now"""


class ChoicePopup(QFrame):
    """Calls `taken` with the value, or with the typed text where `free` allows new answers."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        choices: Sequence[Choice],
        taken: Callable[[object], None],
        *,
        free: bool = False,
        nothing: str = "",
        width: int = 300,
        seek: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`seek` is asked for more where something was typed, and answers with `offer`."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._found: tuple[Choice, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._theme, self._choices, self._taken, self._free = theme, tuple(choices), taken, free
        self._nothing = nothing
        self._before: QWidget | None = None
        self.setProperty("box", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._field = _Field(self)
        self._field.setPlaceholderText(title)
        self._field.setAccessibleName(title)
        self._field.textChanged.connect(self._typed)
        if seek is not None:
            self._pause.timeout.connect(lambda: seek(self._field.text().strip()))
        self._list = QListWidget()
        self._list.setProperty("look", "plain")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self._take_row(self._list.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(8),) * 4)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.setFixedWidth(theme.px(width))
        self.resize(theme.px(width), 0)
        self._shown: tuple[Choice, ...] = ()
        self._narrow("")

    def open_at(self, at: QPoint) -> None:
        """Opens near a point, whole on the screen."""
        self._before = QApplication.focusWidget()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(max(at.x(), screen.left()), screen.right() - self.width())
        y = min(max(at.y(), screen.top()), screen.bottom() - self.height())
        self.move(x, y)
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The keys return to whoever had them."""
        super().closeEvent(event)
        if self._before is not None and isValid(self._before):
            self._before.activateWindow()
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> tuple[Choice, ...]:
        """What can be chosen now."""
        return self._shown

    def offer(self, typed: str, found: Sequence[Choice]) -> None:
        """What was found elsewhere for `typed`, if that is still what stands in the field."""
        if typed == self._field.text().strip():
            self._found = tuple(found)
            self._narrow(typed)

    def _typed(self, typed: str) -> None:
        self._found = ()
        self._narrow(typed)
        if len(typed.strip()) >= SHORTEST:
            self._pause.start()
        else:
            self._pause.stop()

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        own = [
            choice
            for choice in self._choices
            if all(word in f"{choice.title} {choice.also} {choice.hint}".casefold() for word in words)
        ]
        self._shown = (*own, *(choice for choice in self._found if choice not in own))
        self._list.clear()
        high = sum([self._add(choice) for choice in self._shown][:MOST])
        if self._shown:
            self._list.setCurrentRow(self._next(-1, 1))
        elif self._nothing and not self._free:
            item = QListWidgetItem(self._nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
            high = self._theme.px(28)
        self._list.setVisible(self._list.count() > 0)
        self._list.setFixedHeight(high + 2)
        self.adjustSize()

    def _add(self, choice: Choice) -> int:
        """One more row; how high it is."""
        item = QListWidgetItem()
        told = " ".join(part for part in (choice.title, choice.hint, choice.under) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        if choice.off:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        row = self._row(choice)
        padding = self._theme.px(4) * 2  # the list keeps it free above and below a row
        high = max(self._theme.px(28), row.heightForWidth(self._room()) + padding if choice.under else 0)
        item.setSizeHint(QSize(0, high))
        self._list.addItem(item)
        self._list.setItemWidget(item, row)
        return high

    def _row(self, choice: Choice) -> QWidget:
        row, px = QWidget(self._list.viewport()), self._theme.px
        row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(row)
        column.setContentsMargins(px(8), px(4) if choice.under else 0, px(8), px(6) if choice.under else 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        if choice.icon:
            mark = label()
            mark.setPixmap(icon(self._theme, choice.icon).pixmap(px(16)))
            line.addWidget(mark)
        line.addWidget(label(choice.title, tone="text3" if choice.off else ""), 1)
        line.addWidget(label(choice.hint, tone="text3", face="meta"))
        column.addLayout(line)
        if choice.under:
            under = label(choice.under, tone="text3" if choice.off else "text2", face="meta")
            under.setWordWrap(True)
            column.addWidget(under)
        for part in row.findChildren(QLabel):
            part.ensurePolished()  # a row is as high as its words in the theme's own faces
        return row

    def _room(self) -> int:
        """How wide a row may be, beside the bar that scrolls."""
        return self.width() - self._theme.px(8) * 2 - self._list.verticalScrollBar().sizeHint().width()

    def _next(self, row: int, step: int) -> int:
        """The next row in a direction that can be chosen, round the end; -1 where none can."""
        count = len(self._shown)
        rows = [(row + step * n) % count for n in range(1, count + 1)]
        return next((one for one in rows if not self._shown[one].off), -1)

    def key(self, event: QKeyEvent) -> bool:
        """The field's keys that mean the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._shown:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(self._next(self._list.currentRow(), step))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_row(self._list.currentRow())
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif not self._field.text() and not self._free and event.text() in "123456789" and event.text():
            self._take_row(int(event.text()) - 1)
        else:
            return False
        return True

    def _take_row(self, row: int) -> None:
        typed = self._field.text().strip()
        exact = any(choice.title.casefold() == typed.casefold() for choice in self._shown)
        if self._free and typed and not exact and (row < 0 or not self._shown):
            self._finish(typed)
        elif 0 <= row < len(self._shown) and not self._shown[row].off:
            self._finish(self._shown[row].value)

    def _finish(self, value: object) -> None:
        self.close()
        self._taken(value)


class _Field(QLineEdit):
    def __init__(self, popup: ChoicePopup) -> None:
        super().__init__()
        self._popup = popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._popup.key(event):
            super().keyPressEvent(event)
