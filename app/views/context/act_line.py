"""Buttons on one line; those for which there is no room stand in the menu at its end."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from app.views.shared.widgets import button, icon_button
from app.views.theme import Theme

Act = Callable[[], object]


class ActLine(QWidget):
    """The first buttons stay longest; the menu shows what lost its place above what always stands there."""

    def __init__(self, theme: Theme, more: str, name: str) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        self._always: list[tuple[str, Act]] = []
        self._gap = theme.px(8)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.more = icon_button(theme, "more", more, look="plain")
        self.more.setProperty("size", "small")
        self.more.setObjectName(name)
        self.more.clicked.connect(
            lambda: self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.more.hide()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(self._gap)
        self._line.addWidget(self.more)
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add_button(self, name: str, words: str, act: Act, *, first: bool = False) -> None:
        """One more button behind the others, or before them."""
        made = button(words, small=True)
        made.setObjectName(name)
        made.clicked.connect(lambda: act())
        place = 0 if first else len(self._buttons)
        self._line.insertWidget(place, made)
        self._buttons.insert(place, made)
        self._share()

    def add_entry(self, words: str, act: Act) -> None:
        """Something that is only in the menu."""
        self._always.append((words, act))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """As many buttons as fit, and the menu where anything is left for it."""
        widths = [made.sizeHint().width() for made in self._buttons]
        shown = self._fitting(widths, self.width())
        if shown < len(widths) or self._always:
            shown = self._fitting(widths, self.width() - self.more.sizeHint().width() - self._gap)
        for number, made in enumerate(self._buttons):
            made.setVisible(number < shown)
        self.more.setVisible(shown < len(widths) or bool(self._always))

    def _fitting(self, widths: list[int], room: int) -> int:
        used = 0
        for number, width in enumerate(widths):
            used += width + (self._gap if number else 0)
            if used > room:
                return number
        return len(widths)

    def _fill(self) -> None:
        self.menu.clear()
        for made in self._buttons:
            if made.isHidden():
                self.menu.addAction(made.text(), made.click)
        for words, act in self._always:
            self.menu.addAction(words, act)
