"""The recovery code: shown once in groups, then three of them are asked back, so that it is really written down.

The code lives only in this dialog: it is never printed, logged or put on the clipboard by the program.
"""

from collections.abc import Sequence

from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.views.shared.widgets import box, button, label
from app.views.theme import Theme
from app.views.words import say

_LOOKALIKES = str.maketrans("OIL", "011", " -–—")


def plain(text: str) -> str:
    """What was meant by what was typed: O is 0, I and L are 1."""
    return text.upper().translate(_LOOKALIKES)


class RecoveryDialog(QDialog):
    """Cannot be passed by accident: `accepted` only comes after three right groups."""

    def __init__(
        self, theme: Theme, groups: Sequence[str], asked: Sequence[int], parent: QWidget | None = None,
        *, optional: bool = False,
    ) -> None:  # fmt: skip
        """`asked`: the positions (from 0) of the groups to ask back, chosen by the caller at random. `optional`: an
        older code opens still, so this one may be left."""
        super().__init__(parent)
        self._optional = optional
        self._groups, self.asked = tuple(groups), tuple(asked)
        self.setWindowTitle(say("recovery.title"))
        self.setMinimumWidth(theme.px(480))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._show_page(theme))
        self._stack.addWidget(self._ask_page(theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.addWidget(self._stack)

    def _show_page(self, theme: Theme) -> QWidget:
        page, column = _page(theme, say("recovery.title"), say("recovery.text"))
        frame = box("card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(*(theme.px(16),) * 4)
        grid.setSpacing(theme.px(12))
        for place, group in enumerate(self._groups):
            cell = QHBoxLayout()
            cell.addWidget(label(f"{place + 1}.", tone="text3", face="meta"))
            cell.addWidget(label(group, face="title"))
            cell.addStretch(1)
            grid.addLayout(cell, place // 4, place % 4)
        column.addWidget(frame)
        column.addStretch(1)
        written = button(say("recovery.written"), "primary")
        written.setObjectName("recovery_written")
        written.clicked.connect(self._begin_asking)
        leave = button(say("button.cancel"))
        if not self._optional:
            leave.hide()
        leave.clicked.connect(self.reject)
        column.addLayout(_right(leave, written))
        return page

    def _ask_page(self, theme: Theme) -> QWidget:
        page, column = _page(theme, say("recovery.ask"), say("recovery.ask_text"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        self.fields: list[QLineEdit] = []
        for row, place in enumerate(self.asked):
            field = QLineEdit()
            field.setMaxLength(12)
            field.setAccessibleName(say("recovery.group", n=place + 1))
            field.returnPressed.connect(self._check)
            self.fields.append(field)
            grid.addWidget(label(say("recovery.group", n=place + 1), tone="text2"), row, 0)
            grid.addWidget(field, row, 1)
        column.addLayout(grid)
        self.told = label(tone="amber")
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        column.addStretch(1)
        look, done = button(say("recovery.look")), button(say("recovery.done"), "primary")
        look.setObjectName("recovery_look")
        done.setObjectName("recovery_done")
        look.clicked.connect(lambda: self._stack.setCurrentIndex(0))
        done.clicked.connect(self._check)
        column.addLayout(_right(look, done))
        return page

    def _begin_asking(self) -> None:
        for field in self.fields:
            field.clear()
        self.told.clear()
        self._stack.setCurrentIndex(1)
        self.fields[0].setFocus()

    def _check(self) -> None:
        for place, field in zip(self.asked, self.fields, strict=True):
            if plain(field.text()) != plain(self._groups[place]):
                self.told.setText(say("recovery.wrong", n=place + 1))
                field.setFocus()
                field.selectAll()
                return
        self._groups = ()
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not close the only code there is."""
        if self._optional:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._optional:
            super().closeEvent(event)
        else:
            event.ignore()


def _page(theme: Theme, title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(12))
    column.addWidget(label(title, face="title"))
    words = label(text, tone="text2")
    words.setWordWrap(True)
    column.addWidget(words)
    return page, column


def _right(*buttons: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    for made in buttons:
        line.addWidget(made)
    return line
