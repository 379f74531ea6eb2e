"""The right pane: orders, customer and templates of the conversation on screen, kept fresh."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.commands import AttachOrder, DetachOrder
from app.domain.likely_language import likely_language
from app.domain.ports import Files, FirstWord, ShopFloor
from app.domain.readmodels import SHOWN_HISTORY, ContextView, InboxRow, OrderCard
from app.domain.values import ActivityId, CommandId, ConversationId, ShopId
from app.views.context.customer_tab import CustomerTab
from app.views.context.first_message import FirstMessage
from app.views.context.order_card import OrderBox
from app.views.context.orders_tab import OrdersTab
from app.views.context.parts import scroll_column
from app.views.context.templates_tab import TemplatesTab
from app.views.conversation.alive import while_alive
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say

ORDER, CUSTOMER, TEMPLATES = range(3)
WHOLE_HISTORY = 1_000
"""orders or conversations of one customer: more are no customer's"""


class ContextPane(QWidget):
    """`show_conversation(id)` is all the window needs to call."""

    wants_conversation = Signal(object)
    template_wanted = Signal(object)
    card_wanted = Signal(object)
    """TemplateRow: put it at the cursor of the reply"""
    context_read = Signal(object)
    """ContextView: what fills the blanks of templates"""

    def __init__(
        self,
        desk: Desk,
        files: Files,
        theme: Theme,
        floor: ShopFloor,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__()
        self._desk, self._files, self.theme, self._open = desk, files, theme, open_url
        self._floor = floor
        self.conversation: ConversationId | None = None
        self.context: ContextView | None = None
        self._row: InboxRow | None = None
        self._history = SHOWN_HISTORY
        self.first_message: FirstMessage | None = None
        self._build()
        desk.changed.connect(self._changed)
        theme.changed.connect(self._redraw)
        self.show_conversation(None)

    def show_conversation(self, conversation: ConversationId | None) -> None:
        """Another conversation, or none."""
        if conversation == self.conversation and conversation is not None:
            return
        self.conversation, self._history = conversation, SHOWN_HISTORY
        self._stack.setVisible(conversation is not None)
        self._nothing.setVisible(conversation is None)
        if conversation is not None:
            self._ask()

    def sizeHint(self) -> QSize:
        """As wide as drawn."""
        return QSize(self.theme.px(308), super().sizeHint().height())

    def show_tab(self, tab: int) -> None:
        """Turns to one of the tabs."""
        self.tabs.setCurrentIndex(tab)

    def _ask_for_all(self) -> None:
        """The whole history of this customer, not only its end."""
        self._history = WHOLE_HISTORY
        self._ask()

    def _ask(self) -> None:
        conversation, agent, history = self.conversation, self._desk.agent, self._history
        if conversation is None:
            return

        def show(answer: tuple[ContextView | None, tuple[InboxRow, ...]]) -> None:
            context, rows = answer
            if conversation == self.conversation and context is not None:
                self._show(context, rows[0] if rows else None)

        self._desk.ask(
            lambda reader: (reader.context(conversation, agent, history), reader.inbox_rows((conversation,), agent)),
            while_alive(self, show), slot="context.pane",
        )  # fmt: skip

    def _show(self, context: ContextView, row: InboxRow | None) -> None:
        other = self.context is None or self.context.conversation != context.conversation
        if context != self.context or other:
            self.context = context
            self.orders.show_context(context)
            self.customer.show_customer(context.customer)
        shops = {card.shop for card in (*context.orders, *context.history)}
        for shop in shops - self.orders.first_words.keys():
            self._ask_first(shop)
        self._row = row
        if row is not None:
            self.templates.show_for(row.channel, likely_language(row.language, row.country))
        self.context_read.emit(context)
        if other:
            for area in self._areas:
                area.verticalScrollBar().setValue(0)

    def _ask_first(self, shop: ShopId) -> None:
        """Whether a shop may write first; asked once, and again after shops changed."""
        self._desk.task(
            lambda: self._floor.first_word(shop),
            while_alive(self, lambda word: self.orders.learn(shop, word)),
            failed=lambda error: None,  # asked again with the next conversation
        )

    def _changed(self, changes: Changes) -> None:
        if changes.shops and self.context is not None:
            self.orders.first_words.clear()
            self.orders.show_context(self.context)
        if self.conversation is None:
            return
        shown = {card.id for card in (*self.context.orders, *self.context.history)} if self.context else set()
        if changes.shops or self.conversation in changes.conversations or shown & changes.orders:
            self._ask()

    def _redraw(self) -> None:
        if self.context is not None:
            self.orders.show_context(self.context)
            self.customer.show_customer(self.context.customer)

    # --- acts -------------------------------------------------------------------------------------------------------

    def _attach(self, card: OrderCard) -> None:
        if self.conversation is not None:
            self._desk.do(
                AttachOrder(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=self.conversation,
                    order=card.id, activity=ActivityId(self._desk.new_id()),
                )
            )  # fmt: skip

    def _detach(self, card: OrderCard) -> None:
        if self.conversation is not None:
            self._desk.do(
                DetachOrder(
                    id=CommandId(self._desk.new_id()), agent=self._desk.agent, conversation=self.conversation,
                    order=card.id, activity=ActivityId(self._desk.new_id()),
                )
            )  # fmt: skip

    def _start(self, card: OrderCard) -> None:
        word = self.orders.first_words.get(card.shop, FirstWord())
        dialog = FirstMessage(self._desk, self._files, self.theme, self, card, letters=word.letters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.started.connect(self.wants_conversation)
        self.first_message = dialog
        dialog.open()

    def _open_page(self, address: str) -> None:
        if address.startswith("https://"):
            self._open(QUrl(address))

    def _wire(self, made: OrderBox) -> None:
        made.open_wanted.connect(self._open_page)
        made.detach_wanted.connect(self._detach)
        made.start_wanted.connect(self._start)
        made.card_wanted.connect(self.card_wanted)

    # --- construction -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("box", "sunken")
        self.setProperty("rule", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.orders = OrdersTab(self._desk, self._files, self.theme, self._wire)
        self.customer = CustomerTab(self._desk, self.theme)
        self.templates = TemplatesTab(self._desk, self.theme)
        self._stack = QStackedWidget()
        self._areas: list[QScrollArea] = []
        for key, page in zip(
            ("order", "customer", "templates"), (self.orders, self.customer, self.templates), strict=True
        ):
            self.tabs.addTab(say(f"context.{key}"))
            self._stack.addWidget(self._scrolling(page))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._nothing = label(say("context.nothing"), tone="text3")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.orders.attach_wanted.connect(self._attach)
        self.orders.page_wanted.connect(self._open_page)
        self.orders.all_wanted.connect(self._ask_for_all)
        self.customer.all_wanted.connect(self._ask_for_all)
        self.customer.conversation_wanted.connect(self.wants_conversation)
        self.templates.template_wanted.connect(self.template_wanted)
        self.templates.counted.connect(
            lambda n: self.tabs.setTabText(TEMPLATES, say("context.templates_count", n=n))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self.theme.px(4), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self._nothing, 1)

    def _scrolling(self, page: QWidget) -> QWidget:
        inside, column = scroll_column(self.theme)
        column.addWidget(page)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._areas.append(area)
        return area
