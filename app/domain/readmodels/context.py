"""What stands beside a conversation: its orders, its customer, the templates that fit."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.cards import CardKind
from app.domain.orders import AfterSale, OrderLine, OrderStatus, Recipient, Shipment
from app.domain.readmodels.lists import InboxRow
from app.domain.values import ConversationId, CustomerId, Money, OrderId, ShopId, TemplateId

SHOWN_HISTORY = 20
"""other orders and conversations of a customer that are read at first"""


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order beside the conversation."""

    id: OrderId
    shop: ShopId
    """whose it is, which need not be the conversation's"""
    shop_title: str
    channel: str
    remote_key: str
    status: OrderStatus
    remote_status: str
    placed_at: datetime
    updated_at: datetime
    total: Money | None
    recipient: Recipient
    lines: tuple[OrderLine, ...]
    pictures: tuple[str, ...]
    """blob keys parallel to `lines`, '' where there is no picture yet"""
    shipments: tuple[Shipment, ...]
    after_sales: tuple[AfterSale, ...]
    ship_by: datetime | None
    deliver_by: datetime | None
    url: str
    buyer_note: str
    attached_by_hand: bool = False
    talk: ConversationId | None = None
    """the newest conversation of its buyer with its shop"""


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The customer beside the conversation."""

    id: CustomerId
    name: str
    vip: bool
    note: str
    country: str
    language: str
    identities: tuple[tuple[str, str], ...]
    """(channel, how the channel names the person)"""
    order_count: int
    spent: tuple[Money, ...]
    first_seen: datetime | None
    conversations: tuple[InboxRow, ...]
    """other conversations of the same customer, newest first, as many as were asked for"""
    conversation_count: int = 0
    """how many others there are"""


@dataclass(frozen=True, slots=True)
class MissingOrder:
    """What can be said of the order that a conversation is about and that is not here."""

    number: str
    """'' where the conversation names none"""
    channel: str
    page: str
    """its own page at the platform, or ''"""
    without: tuple[str, ...]
    """roles of logins that the shop works without"""


@dataclass(frozen=True, slots=True)
class ContextView:
    """Everything the right pane shows."""

    conversation: ConversationId
    shop: ShopId
    orders: tuple[OrderCard, ...]
    """linked to this conversation, most likely first"""
    history: tuple[OrderCard, ...]
    """the customer's other orders, newest first, as many as were asked for"""
    customer: CustomerCard
    sends_cards: frozenset[CardKind] = frozenset()
    """what of an order can be shown in this conversation"""
    history_count: int = 0
    """how many other orders there are"""
    missing: MissingOrder | None = None
    """where no order stands here"""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template in the panel."""

    id: TemplateId
    title: str
    body: str
    language: str
    channel: str
    category: str
    uses: int
