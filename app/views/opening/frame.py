"""The frame of every screen before the first rows: a title, a calm paragraph, what to do, and a way to leave."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say

WIDTH = 520


class OpeningFrame(QDialog):
    """Stays until the program closes it, or the person leaves the program."""

    left = Signal()
    """the person ends the program instead"""

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._over = False
        self.first: QWidget | None = None
        """where the keyboard begins"""
        self.setModal(True)
        self.setWindowTitle(say("app.name"))
        self.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(12))
        self.title = label(title, face="title")
        self.text = label(text, tone="text2")
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(8))
        self.told = label(tone="amber")
        for line in (self.title, self.text, self.told):
            line.setWordWrap(True)
        self.told.hide()
        self.foot = QHBoxLayout()
        self.leave = button(say("opening.leave"), "quiet")
        self.leave.setObjectName("opening_leave")
        self.leave.clicked.connect(self.close)
        self.foot.addWidget(self.leave)
        self.foot.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(self.body)
        column.addWidget(self.told)
        column.addSpacing(theme.px(4))
        column.addLayout(self.foot)

    def add_button(self, name: str, words: str, look: str = "plain") -> QPushButton:
        """A button at the lower right."""
        made = button(words, look)
        made.setObjectName(name)
        self.foot.addWidget(made)
        return made

    def tell(self, words: str) -> None:
        """One line above the buttons; '' takes it away."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.fit()

    def fit(self) -> None:
        """As high as what stands in it, once Qt has laid it out."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.setFixedHeight(layout.heightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        if self.first is not None:
            self.first.setFocus()

    def finish(self) -> None:
        """What it asked for is done."""
        self._over = True
        self.accept()
        self.deleteLater()

    def reject(self) -> None:
        """Escape does nothing: there is nothing behind this screen yet."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        if not self._over:
            self.left.emit()
