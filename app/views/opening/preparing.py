"""An older file is brought up to date: what happens, how far it is, and that the program may be closed meanwhile."""

from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.opening import Preparing
from app.views.amounts import size_words
from app.views.opening.frame import OpeningFrame
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say

PARTS = 1000


class PreparingScreen(OpeningFrame):
    """Only tells; it goes by itself when the profile is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("preparing.title"), say("preparing.text"), parent)
        self.step = label(strong=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(say("preparing.title"))
        self.body.addWidget(self.step)
        self.body.addWidget(self.bar)

    def show_step(self, step: Preparing, done: int, whole: int) -> None:
        """How far it is; the bar only moves to and fro where nobody can say."""
        self.step.setText(say(f"preparing.{step}", done=size_words(done), all=size_words(whole)))
        self.bar.setRange(0, PARTS if whole else 0)
        self.bar.setValue(done * PARTS // whole if whole else 0)
