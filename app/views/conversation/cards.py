"""Cards in a bubble: an item, an order, a sticker, or something whose name only the platform knows. Always neutral."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cards import Card, CardKind
from app.views.conversation.shortened import Shortened
from app.views.shared.widgets import IconMark, box, button, label
from app.views.theme import Theme
from app.views.words import say

ICONS = {
    CardKind.ITEM: "package",
    CardKind.ORDER: "file",
    CardKind.REFUND: "return",
    CardKind.VOUCHER: "tag",
    CardKind.STICKER: "image",
    CardKind.VIDEO: "play",
    CardKind.FOLLOW: "user",
    CardKind.ARRIVAL: "info",
    CardKind.UNKNOWN: "question",
}


class CardChip(QWidget):
    """What it is, what it is called, its number; a way to the platform's page where there is one."""

    open_wanted = Signal(str)

    def __init__(self, theme: Theme, card: Card) -> None:
        super().__init__()
        self.card = card
        frame = box("card")
        line = QHBoxLayout(frame)
        line.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        line.setSpacing(theme.px(8))
        line.addWidget(IconMark(theme, ICONS[card.kind], "text2", 16))
        words = QVBoxLayout()
        words.setSpacing(0)
        what = kind_words(card)
        words.addWidget(label(what, tone="text3", face="meta"))
        for text, strong in ((card.title, True), (card.ref, False), (card.detail, False)):
            if text:
                words.addWidget(Shortened(text, strong=strong))
        line.addLayout(words, 1)
        if card.link.startswith("https://"):
            page = button(say("card.page"), "quiet", small=True)
            page.clicked.connect(lambda: self.open_wanted.emit(card.link))
            line.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self.setAccessibleName(" ".join(part for part in (what, card.title, card.ref, card.detail) if part))


def kind_words(card: Card) -> str:
    """What the card is; of a type we have never heard of, the platform's own name."""
    if card.kind is CardKind.UNKNOWN:
        return say("card.unknown", name=card.name or "?")
    return say(f"card.{card.kind.value}")
