"""The parts of the window that other folders build, and what the window needs of each."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.cards import Card
from app.domain.ports import Files, Housekeeping, ShopFloor, Shops
from app.domain.readmodels import ContextView, OrderCard, TemplateRow
from app.domain.values import ConversationId, ShopId
from app.views.theme import Theme


class Conversation(Protocol):
    """The middle pane."""

    wants_conversation: SignalInstance
    """ConversationId: it leads to another conversation"""
    command_wanted: SignalInstance
    """name of a command in the register"""
    left: SignalInstance
    """Escape: the list wants the keys again"""
    told: SignalInstance
    """a sentence for the agent"""

    def show_conversation(self, conversation: ConversationId | None) -> None: ...

    def start_reply(self) -> None:
        """Puts the cursor into the reply."""
        ...

    def start_note(self) -> None:
        """Puts the cursor into a note."""
        ...

    def send_as(self) -> None:
        """Asks as which of the platform's kinds of messages the reply shall leave."""
        ...

    def writing(self) -> bool:
        """Whether the cursor stands in the reply or note."""
        ...

    def send(self, resolve: bool) -> None:
        """Sends what is written, unless an input method still holds letters."""
        ...

    def insert_template(self, row: TemplateRow) -> None:
        """Puts a template at the cursor of the reply."""
        ...

    def send_card(self, card: Card) -> None:
        """Shows the customer an order or an item."""
        ...

    def set_context(self, context: ContextView | None) -> None:
        """What fills the blanks of templates."""
        ...

    def save_draft(self) -> None:
        """Before the program quits."""
        ...


class Context(Protocol):
    """The right pane."""

    wants_conversation: SignalInstance
    template_wanted: SignalInstance
    card_wanted: SignalInstance
    context_read: SignalInstance

    def show_conversation(self, conversation: ConversationId | None) -> None: ...


class OrderWindow(Protocol):
    """An order that stands in no conversation."""

    wants_conversation: SignalInstance

    def show(self) -> None: ...


class ShopsPlace(Protocol):
    """The page of shops and settings."""

    def sign_in(self, shop: ShopId) -> None:
        """Opens the sign-in of a shop."""
        ...

    def connect_shop(self) -> None:
        """Opens the wizard."""
        ...

    def show_health(self, shop: ShopId | None) -> None:
        """Shows how the shops are doing; one of them in full."""
        ...

    def show_quarantine(self) -> None:
        """Shows what could not be read."""
        ...


class Panes(Protocol):
    """Makes the panes and pages; tests pass simpler ones."""

    def conversation(self) -> QWidget:
        """A widget that is a `Conversation`."""
        ...

    def context(self) -> QWidget:
        """A widget that is a `Context`."""
        ...

    def order(self, parent: QWidget, card: OrderCard) -> QWidget:
        """A dialog with an order that stands in no conversation; it has `wants_conversation`."""
        ...

    def outbox(self) -> QWidget: ...

    def templates(self) -> QWidget: ...

    def shops(self) -> QWidget: ...


@dataclass(frozen=True, slots=True)
class RealPanes:
    """The program's own panes, imported only when they are shown: the window must stand before them."""

    desk: Desk
    files: Files
    shop_desk: Shops
    floor: ShopFloor
    housekeeping: Housekeeping
    theme: Theme

    def conversation(self) -> QWidget:
        from app.views.conversation.pane import ConversationPane

        return ConversationPane(self.desk, self.files, self.theme, floor=self.floor)

    def context(self) -> QWidget:
        from app.views.context.pane import ContextPane

        return ContextPane(self.desk, self.files, self.theme, self.floor)

    def order(self, parent: QWidget, card: OrderCard) -> QWidget:
        from app.views.context.order_dialog import OrderDialog

        return OrderDialog(self.desk, self.files, self.theme, self.floor, parent, card)

    def outbox(self) -> QWidget:
        from app.views.outbox.page import OutboxPage

        return OutboxPage(self.desk, self.theme)

    def templates(self) -> QWidget:
        from app.views.templates.page import TemplatesPage

        return TemplatesPage(self.desk, self.theme)

    def shops(self) -> QWidget:
        from app.views.admin.page import ShopsPage

        return ShopsPage(self.desk, self.shop_desk, self.floor, self.theme, self.housekeeping)
