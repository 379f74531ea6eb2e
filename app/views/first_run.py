"""The first screen of all: who are you, and would you rather practise or connect a shop?"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.views.shared.choice_card import ChoiceCard
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say

CHOICES = (("practice", "practice"), ("connect", "shops"))


class FirstRun(QWidget):
    """Two choices with their keys; a name above them."""

    chosen = Signal(str, str)
    """practice or connect, and the agent's name"""
    language_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("box", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = QFrame()
        card.setProperty("box", "card")
        card.setFixedWidth(theme.px(460))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*(theme.px(24),) * 4)
        inner.setSpacing(theme.px(12))
        inner.addWidget(label(say("first.title"), face="title"))
        inner.addWidget(label(say("first.help"), tone="text2"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("first.name"))
        self.name.setAccessibleName(say("first.name"))
        self.name.setFixedHeight(theme.px(32))
        self.name.returnPressed.connect(self._go_on)
        inner.addWidget(self.name)
        self.told = label(tone="amber", face="meta")
        self.told.setWordWrap(True)
        self.told.hide()
        inner.addWidget(self.told)
        self.choices = [
            ChoiceCard(theme, icon, say(f"first.{key}"), say(f"first.{key}_help"), str(number))
            for number, (key, icon) in enumerate(CHOICES, 1)
        ]
        for choice, (key, _) in zip(self.choices, CHOICES, strict=True):
            choice.clicked.connect(lambda _=False, key=key: self._take(key))
            inner.addWidget(choice)
        inner.addLayout(self._foot())
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()  # an alignment would not ask the card how high its wrapped lines make it
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(3)
        self.setFocusProxy(self.name)

    def know(self, name: str) -> None:
        """Whoever sits here has a name already: the choice is all that is left."""
        if not self.name.text() and name:
            self.name.setText(name)
            self.setFocusProxy(self.choices[0])
            self.choices[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = "12".find(event.text()) if event.text() else -1
        if number >= 0:
            self._take(CHOICES[number][0])
        else:
            super().keyPressEvent(event)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        language = button(say("first.language"), "quiet", small=True)
        language.clicked.connect(self.language_wanted)
        foot.addWidget(language)
        foot.addStretch(1)
        foot.addWidget(label(say("first.press"), tone="text3", face="meta"))
        return foot

    def _take(self, key: str) -> None:
        """Nothing begins without a name: notes, replies and who-has-what hang on it."""
        name = self.name.text().strip()
        if name:
            self.chosen.emit(key, name)
        else:
            self.told.setText(say("first.name_first"))
            self.told.show()
            self.name.setFocus()

    def _go_on(self) -> None:
        """Enter behind the name: the digits choose now."""
        if self.name.text().strip():
            self.told.hide()
            self.choices[0].setFocus()
