"""The first tab at the right: the orders this conversation is about, and the customer's earlier ones."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.desk import Desk
from app.domain.orders import AfterSaleKind
from app.domain.ports import Files, FirstWord
from app.domain.readmodels import ContextView, MissingOrder, OrderCard
from app.domain.values import ShopId
from app.views.context.order_card import OrderBox
from app.views.context.parts import Card, add_more
from app.views.conversation.alive import while_alive
from app.views.conversation.shortened import Shortened
from app.views.moments import short_day
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say, say_or

Wire = Callable[[OrderBox], None]


class OrdersTab(QWidget):
    """Rebuilt whenever the context was read again; what was unfolded stays unfolded."""

    page_wanted = Signal(str)
    """an https address: the platform's page of an order that is not here"""
    attach_wanted = Signal(object)
    """OrderCard"""
    all_wanted = Signal()

    def __init__(self, desk: Desk, files: Files, theme: Theme, wire: Wire) -> None:
        super().__init__()
        self._desk, self._files, self.theme, self._wire = desk, files, theme, wire
        self._unfolded: set[object] = set()
        self._context: ContextView | None = None
        self.first_words: dict[ShopId, FirstWord] = {}
        """which shops may write first, as far as that was asked"""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self.search = OrderSearch(desk, theme)
        self.search.chosen.connect(self.attach_wanted)

    def show_context(self, context: ContextView) -> None:
        """Order cards first, then the customer's other orders, then the way to attach one by hand."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.search:
                widget.hide()
                widget.deleteLater()
        self._context = context
        for card in context.orders:
            self._column.addWidget(self._box(card, linked=True))
        if not context.orders:
            self._column.addWidget(self._none(context.missing))
        if context.history:
            self._column.addWidget(self._history(context.history, context.history_count))
        self._column.addWidget(self.search)
        self._column.addStretch(1)

    def _none(self, missing: MissingOrder | None) -> QWidget:
        """Why no order stands here, and where it can be seen meanwhile."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        number = missing.number if missing else ""
        lines = [say("context.order_missing", order=number) if number else say("context.no_order")]
        lines += [say_or(f"context.without.{role}", "") for role in (missing.without if missing else ())]
        words = label(" ".join(line for line in lines if line), tone="text2")
        words.setWordWrap(True)
        column.addWidget(words)
        if missing is not None and missing.page.startswith("https://"):
            page = missing.page
            channel = say_or(f"channel.{missing.channel}", missing.channel)
            go = button(say("order.page", channel=channel), small=True)
            go.setObjectName("missing_order_page")
            go.clicked.connect(lambda: self.page_wanted.emit(page))
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _box(self, card: OrderCard, *, linked: bool) -> OrderBox:
        home = self._context is not None and card.shop == self._context.shop
        sends = self._context.sends_cards if self._context is not None and home else frozenset()
        made = OrderBox(self._desk, self._files, self.theme, card, linked=linked, sends=sends, home=home)
        self._wire(made)
        self._offer(made)
        return made

    def learn(self, shop: ShopId, word: FirstWord) -> None:
        """Whether a shop may write first; what came twice counts once."""
        if shop not in self.first_words:
            self.first_words[shop] = word
            for box in self.findChildren(OrderBox):
                if box.card.shop == shop:
                    self._offer(box)

    def _offer(self, box: OrderBox) -> None:
        """Nothing where the conversation with the buyer is here, or nobody knows yet."""
        word = self.first_words.get(box.card.shop)
        if word is not None and (word.letters or box.card.talk is None):
            box.offer_first(word)

    def _history(self, cards: tuple[OrderCard, ...], count: int) -> QWidget:
        matters = [matter.kind for card in cards for matter in card.after_sales]
        returns = sum(kind is AfterSaleKind.RETURN for kind in matters)
        claims = sum(kind in (AfterSaleKind.CLAIM, AfterSaleKind.INQUIRY) for kind in matters)
        frame = Card(
            self.theme,
            label(say("context.history"), strong=True),
            label(str(count), tone="text3", face="meta"),
        )
        frame.head_line.addStretch(1)
        frame.head_line.addWidget(
            Shortened(say("context.matters", returns=returns, claims=claims), tone="text3", face="meta")
        )
        frame.body.setContentsMargins(self.theme.px(6), self.theme.px(4), self.theme.px(6), self.theme.px(4))
        frame.body.setSpacing(0)
        for card in cards:
            self._history_line(frame, card)
        add_more(frame, count - len(cards), self.all_wanted)
        return frame

    def _history_line(self, frame: Card, card: OrderCard) -> None:
        """A line that unfolds into the whole card."""
        words = f"{short_day(card.placed_at, self._desk.now())} · {say(f'order.status.{card.status.value}')}"
        line = _Line(self.theme, card.remote_key, words)
        place = QVBoxLayout()
        frame.body.addWidget(line)
        frame.body.addLayout(place)
        shown: list[QWidget] = []

        def toggle() -> None:
            if shown:
                shown.pop().deleteLater()
                self._unfolded.discard(card.id)
            else:
                shown.append(self._box(card, linked=False))
                place.addWidget(shown[0])
                self._unfolded.add(card.id)

        line.clicked.connect(toggle)
        if card.id in self._unfolded:
            toggle()


class _Line(QPushButton):
    """An order number at the left, day and status at the right."""

    def __init__(self, theme: Theme, left: str, right: str) -> None:
        super().__init__()
        self.setProperty("look", "quiet")
        self.setObjectName("history_order")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{left} {right}")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        row.addWidget(Shortened(left, middle=True))
        row.addStretch(1)
        row.addWidget(label(right, tone="text3", face="meta"))


class OrderSearch(QWidget):
    """Finds an order by any ending of its number, tracking number or SKU, and attaches it by hand."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._open = button(say("context.attach"), "quiet", small=True)
        self._open.setObjectName("attach_order")
        self._open.clicked.connect(self._toggle)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("context.attach_hint"))
        self.field.setAccessibleName(say("context.attach"))
        self.list = QListWidget()
        self.list.setProperty("look", "plain")
        self.list.setMaximumHeight(theme.px(132))
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        for part in (self._open, self.field, self.list):
            column.addWidget(part)
        self.field.hide()
        self.list.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._pause.timeout.connect(self._find)
        self.field.textChanged.connect(lambda: self._pause.start())
        self.field.returnPressed.connect(lambda: self._take(self.list.item(0)))

    def _toggle(self) -> None:
        showing = self.field.isHidden()
        self.field.setVisible(showing)
        self.list.hide()
        if showing:
            self.field.setFocus()

    def _find(self) -> None:
        text = self.field.text().strip()
        if len(text) < 3:
            self.list.hide()
            return
        self._desk.ask(
            lambda reader: reader.find_orders(text), while_alive(self, self._show), slot="context.find_orders"
        )

    def _show(self, cards: tuple[OrderCard, ...]) -> None:
        self.list.clear()
        for card in cards:
            goods = card.lines[0].title[:24] if card.lines else ""
            words = (card.remote_key, card.shop_title, card.recipient.name, goods)
            item = QListWidgetItem("  ".join(word for word in words if word))
            item.setData(256, card)
            self.list.addItem(item)
        if not cards:
            self.list.addItem(say("context.attach_none"))
        self.list.show()

    def _take(self, item: QListWidgetItem | None) -> None:
        card = item.data(256) if item is not None else None
        if isinstance(card, OrderCard):
            self.field.clear()
            self._toggle()
            self.chosen.emit(card)
