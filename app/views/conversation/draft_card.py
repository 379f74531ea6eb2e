"""The order or item that will leave with a reply; it can be taken away again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.cards import Card
from app.views.conversation.attachments import elided, remove_button
from app.views.conversation.cards import ICONS, kind_words
from app.views.shared.widgets import IconMark, box, label
from app.views.theme import Theme


class DraftCard(QWidget):
    """There only while a card waits, and only in the box of the reply."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._offered = True
        self.card: Card | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.px(4))
        self.hide()

    def show_card(self, card: Card | None) -> None:
        """Shows exactly this one."""
        if card == self.card:
            return
        self.card = card
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if card is not None:
            remove = remove_button(self._theme, card.title or kind_words(card))
            remove.setObjectName("remove_card")
            remove.clicked.connect(self._remove)
            self._line.addWidget(self._chip(card, remove))
            self._line.addStretch(1)
        self.offer(self._offered)

    def _chip(self, card: Card, remove: QWidget) -> QWidget:
        """One line: what it is, what it is called, its number."""
        chip = box("card")
        line = QHBoxLayout(chip)
        line.setContentsMargins(self._theme.px(8), 0, self._theme.px(2), 0)
        line.setSpacing(self._theme.px(4))
        line.addWidget(IconMark(self._theme, ICONS[card.kind]))
        line.addWidget(label(kind_words(card), tone="text3", face="meta"))
        for text in (elided(card.title, 28), card.ref):
            if text:
                line.addWidget(label(text, tone="text2", face="meta"))
        line.addWidget(remove)
        return chip

    def offer(self, there: bool) -> None:
        """Whether the box on screen may have one."""
        self._offered = there
        self.setVisible(there and self.card is not None)

    def _remove(self) -> None:
        self.show_card(None)
        self.changed.emit()
