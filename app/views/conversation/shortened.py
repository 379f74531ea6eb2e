"""A line of text that gives way when room is short: it ends in … and tells the rest to whoever points at it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy


class TallButton(QPushButton):
    """A button with a layout of its own inside: as high as it is told, whatever the stylesheet's usual height."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height)


class WordyButton(QPushButton):
    """A button with an icon that can do without its words where there is no room for them."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words, self._terse = "", False
        self.setAutoDefault(False)
        self.setText(words)

    def setText(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        super().setText("" if self._terse else words)

    def set_terse(self, terse: bool) -> None:
        """Only the icon, or the words beside it."""
        if terse != self._terse:
            self._terse = terse
            self.setToolTip(self._words if terse else "")
            self.setText(self._words)

    def room_for_words(self) -> int:
        """How much narrower it is without them."""
        return self.fontMetrics().horizontalAdvance(self._words) + self.iconSize().width() // 4

    def wordy_width(self) -> int:
        """How wide it is with them."""
        return self.sizeHint().width() + (self.room_for_words() if self._terse else 0)


class Shortened(QLabel):
    """May become narrower than its text; a `vanishing` one may give way completely, a `firm` one hardly."""

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "",
        face: str = "",
        strong: bool = False,
        middle: bool = False,
        vanishing: bool = False,
        firm: bool = False,
    ) -> None:
        super().__init__()
        self._vanishing, self._firm = vanishing, firm
        self._full = text
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        for name, value in (("tone", tone), ("face", face), ("strong", "true" if strong else "")):
            if value:
                self.setProperty(name, value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Shows another text."""
        self._full = text
        self.setAccessibleName(text)
        self._cut()
        self.updateGeometry()

    def full_text(self) -> str:
        """The whole text."""
        return self._full

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self._full) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        if self._vanishing:
            return QSize(0, super().minimumSizeHint().height())
        if self._firm:
            width = min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * 22)
            return QSize(width, super().minimumSizeHint().height())
        few = self._full if len(self._full) <= 4 else self._full[:3] + "…"
        return QSize(self.fontMetrics().horizontalAdvance(few) + 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.ensurePolished()
        room = max(self.width(), 1)
        shown = self.fontMetrics().elidedText(self._full, self._mode, room)
        if self._vanishing and shown != self._full and room < self.fontMetrics().averageCharWidth() * 8:
            shown = ""
        super().setText(shown)
        super().setToolTip(self._full if shown != self._full else "")
