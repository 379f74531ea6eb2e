"""A small box that asks one thing: type to narrow, arrows or a number to choose, Enter to take, Escape to leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
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


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what is read, what is meant, and what stands at the right (a key, a time)."""

    title: str
    value: object
    hint: str = ""
    icon: str = ""
    also: str = ""
    """other words under which it is found"""


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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme, self._choices, self._taken, self._free = theme, tuple(choices), taken, free
        self._nothing = nothing
        self._before: QWidget | None = None
        self.setProperty("box", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._field = _Field(self)
        self._field.setPlaceholderText(title)
        self._field.setAccessibleName(title)
        self._field.textChanged.connect(self._narrow)
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

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = tuple(
            choice
            for choice in self._choices
            if all(word in f"{choice.title} {choice.also} {choice.hint}".casefold() for word in words)
        )
        self._list.clear()
        for number, choice in enumerate(self._shown):
            self._add(number, choice)
        if self._shown:
            self._list.setCurrentRow(0)
        elif self._nothing and not self._free:
            item = QListWidgetItem(self._nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        rows = min(max(self._list.count(), 0 if self._free else 1), 9)
        self._list.setVisible(self._list.count() > 0)
        self._list.setFixedHeight(self._theme.px(28) * rows + 2)
        self.adjustSize()

    def _add(self, number: int, choice: Choice) -> None:
        item = QListWidgetItem()
        item.setSizeHint(QSize(0, self._theme.px(28)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.title} {choice.hint}".strip())
        self._list.addItem(item)
        row = QWidget()
        row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(self._theme.px(8), 0, self._theme.px(8), 0)
        if choice.icon:
            mark = label()
            mark.setPixmap(icon(self._theme, choice.icon).pixmap(self._theme.px(16)))
            layout.addWidget(mark)
        layout.addWidget(label(choice.title), 1)
        hint = label(choice.hint, tone="text3", face="meta")
        layout.addWidget(hint)
        self._list.setItemWidget(item, row)

    def key(self, event: QKeyEvent) -> bool:
        """The field's keys that mean the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._shown:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % len(self._shown))
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
        elif 0 <= row < len(self._shown):
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
