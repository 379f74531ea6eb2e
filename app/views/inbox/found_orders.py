"""Orders that a search names and nobody has written about: above the conversations, since they stand in none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.readmodels import OrderCard
from app.views.conversation.alive import while_alive
from app.views.conversation.shortened import Shortened
from app.views.shared.widgets import Monogram, label
from app.views.theme import Theme
from app.views.words import say


class FoundOrders(QWidget):
    """Hidden while there are none."""

    chosen = Signal(object)
    """OrderCard"""
    shown = Signal()
    """what stands here has changed"""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self.cards: tuple[OrderCard, ...] = ()
        self._query = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        self._column.setSpacing(theme.px(2))
        self.hide()

    def look(self, query: str) -> None:
        """What a search finds; nothing without one."""
        self._query, now = query, self._desk.now()
        if not query.strip():
            self._show(query, ())
            return
        self._desk.ask(
            lambda reader: reader.silent_orders(query, now),
            while_alive(self, lambda cards: self._show(query, cards)), slot="inbox.orders",
        )  # fmt: skip

    def _show(self, query: str, cards: tuple[OrderCard, ...]) -> None:
        if query != self._query or cards == self.cards:
            return
        self.cards = cards
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if cards:
            self._column.addWidget(label(say("search.orders"), tone="text3", face="meta"))
        for card in cards:
            self._column.addWidget(self._line(card))
        self.setVisible(bool(cards))
        self.shown.emit()

    def _line(self, card: OrderCard) -> QPushButton:
        line = QPushButton()
        line.setProperty("look", "quiet")
        line.setObjectName("found_order")
        line.setAutoDefault(False)
        status = say(f"order.status.{card.status.value}")
        line.setAccessibleName(f"{card.remote_key} {card.shop_title} {card.recipient.name} {status}")
        row = QHBoxLayout(line)
        row.setContentsMargins(self._theme.px(4), 0, self._theme.px(4), 0)
        row.setSpacing(self._theme.px(8))
        row.addWidget(Monogram(self._theme, card.channel))
        row.addWidget(Shortened(card.remote_key, strong=True, middle=True))
        row.addWidget(Shortened(card.recipient.name, tone="text2"))
        row.addStretch(1)
        row.addWidget(label(status, tone="text3", face="meta"))
        line.clicked.connect(lambda: self.chosen.emit(card))
        return line
