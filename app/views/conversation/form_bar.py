"""Above the words: as which kind of message they leave, what the platform brings, and the way back to plain words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.forms import Form
from app.views.conversation.form_words import form_words, told, what_for
from app.views.shared.widgets import IconMark, button, label
from app.views.theme import Theme
from app.views.words import say, say_or


class FormBar(QFrame):
    """There only while a kind of message is chosen."""

    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("form_bar")
        self.setProperty("box", "card")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), theme.px(4), theme.px(4), theme.px(4))
        line.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title, self.told = label(strong=True), label(tone="text2", face="meta")
        self.told.setWordWrap(True)
        words.addWidget(self.title)
        words.addWidget(self.told)
        back = button(say("forms.back"), "plain", small=True)
        back.setObjectName("form_back")
        back.clicked.connect(self.dropped)
        line.addWidget(IconMark(theme, "list", "accent"))
        line.addLayout(words, 1)
        line.addWidget(back)
        self.hide()

    def show_form(self, form: Form | None, *, draft: bool) -> None:
        """`draft`: words stand in the box that will not leave with it."""
        self.setVisible(form is not None)
        if form is None:
            return
        sentences = [what_for(form)]
        language = say_or(f"language.{form.language}", "") if form.wants_text and form.language else ""
        if language:
            sentences.append(say("forms.language", language=language))
        if draft and not form.wants_text:
            sentences.append(say("forms.draft_stays"))
        self.title.setText(say("forms.chosen", title=form_words(form.key)))
        self.told.setText(told(*sentences))
