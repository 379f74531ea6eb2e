"""What each screen is given to show: complete, ready, and cheap to paint."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.cards import Card, CardKind
from app.domain.conversations import ActivityKind, Direction, MessageKind, Status
from app.domain.orders import AfterSale, OrderLine, OrderStatus, Recipient, Shipment
from app.domain.outbox import SendState
from app.domain.shops import Health, ShopState
from app.domain.team import Role
from app.domain.values import (
    AgentId,
    AttachmentId,
    ConversationId,
    CustomerId,
    LoginId,
    MessageId,
    Money,
    NoteId,
    OrderId,
    OutboundId,
    ShopId,
    TemplateId,
)


class ViewKind(StrEnum):
    """The standing views of the list."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    DUE_SOON = "due_soon"
    """pending, due within the hour or overdue"""
    OPEN = "open"
    """every pending conversation"""
    WAITING = "waiting"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    SHOP = "shop"
    SEARCH = "search"


class SortOrder(StrEnum):
    DUE_FIRST = "due_first"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class View:
    """Which conversations a list shows, for whom, in which order."""

    kind: ViewKind
    agent: AgentId
    sort: SortOrder = SortOrder.DUE_FIRST
    shop: ShopId | None = None
    query: str = ""
    """operators and text; combines with the kind"""
    best_match: bool = False
    """rank the newest 2,000 hits instead of showing newest first"""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One conversation in the list: enough to judge it without opening."""

    id: ConversationId
    channel: str
    shop: ShopId
    shop_title: str
    shop_colour: int
    customer_name: str
    country: str
    language: str
    vip: bool
    unread: bool
    status: Status
    preview: str
    last_direction: Direction
    last_at: datetime
    order_key: str
    item_ref: str
    tags: tuple[str, ...]
    assignee: AgentId | None
    assignee_initials: str
    waiting_since: datetime | None
    due: datetime | None
    """the nearer of both clocks"""
    platform_due: datetime | None
    internal_due: datetime | None
    snoozed_until: datetime | None
    has_draft: bool
    send_state: SendState | None
    """the most worrying unsent reply, if any"""
    last_message: MessageId | None
    stamp: int
    """changes whenever the row would paint differently: key of layout caches"""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Rows of a view from a position on."""

    rows: tuple[InboxRow, ...]
    first: int
    total: int
    coverage: tuple[datetime | None, bool] = (None, True)
    """(oldest indexed message, whether the index is complete): shown with search results"""
    more: bool = False
    """whether further ones exist that `total` does not count: a search counts on after its first page is shown"""


MOST_FOUND = 5_000
"""conversations that one search lists; further ones are reached by narrowing it"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many conversations a search has found so far."""

    total: int
    more: bool
    """whether further ones exist"""
    position: int | None
    """where the conversation that was asked about stands among these"""

    @property
    def final(self) -> bool:
        """Whether counting is over: nothing is left, or no more are listed."""
        return not self.more or self.total >= MOST_FOUND


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the list: where it begins and how many rows follow."""

    key: str
    """breached, hour, day, later, none"""
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Standstill:
    """What waits while a shop needs a person to sign in."""

    since: datetime | None
    unsent: int
    next_due: datetime | None
    next_customer: str


@dataclass(frozen=True, slots=True)
class ShopBadge:
    """A shop in the views pane."""

    id: ShopId
    channel: str
    title: str
    colour: int
    state: ShopState
    health: Health
    open_count: int
    standstill: Standstill | None = None
    """told of shops that need a sign-in"""


@dataclass(frozen=True, slots=True)
class ImportedWaiting:
    """Customers of one shop who wrote before it was connected and still wait, without a clock."""

    shop: ShopId
    title: str
    count: int
    newest: int
    """the newest of their message numbers: tells whether somebody new is among them"""


@dataclass(frozen=True, slots=True)
class Badges:
    """All counts of the views pane in one reading."""

    counts: dict[ViewKind, int]
    outbox: int
    outbox_troubled: int
    quarantine: int
    shops: tuple[ShopBadge, ...]


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file beside a message."""

    id: AttachmentId
    name: str
    content_type: str
    size: int
    inline: bool
    content_id: str
    blob_key: str
    """'' while the bytes are still with the channel"""
    dangerous: bool


class MailboxMark(StrEnum):
    """What the server says of a mail that is here."""

    NONE = ""
    GONE = "gone"
    """deleted there, or moved to a folder that is not read"""
    ANSWERED = "answered"
    """somebody answered, in another program, and no answer of ours is known"""


@dataclass(frozen=True, slots=True)
class MessageItem:
    """One message of the timeline."""

    id: MessageId
    n: int
    direction: Direction
    kind: MessageKind
    author: str
    agent_name: str
    sent_at: datetime
    subject: str
    text: str
    quoted_from: int | None
    language: str
    attachments: tuple[AttachmentRow, ...]
    send_state: SendState | None
    outbound: OutboundId | None
    undo_until: datetime | None
    send_reason: str
    next_look: datetime | None
    has_raw: bool
    low_confidence: bool
    imported: bool
    recipients: str = ""
    """Cc and Bcc of a mail, ready to show"""
    mailbox: MailboxMark = MailboxMark.NONE
    cards: tuple[Card, ...] = ()
    form: str = ""
    """the platform's own kind of message, '' for plain words"""


@dataclass(frozen=True, slots=True)
class NoteItem:
    """One note of the timeline; never sent to anybody."""

    id: NoteId
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """One line of history."""

    at: datetime
    who: str
    kind: ActivityKind
    detail: dict[str, str]


TimelineItem = MessageItem | NoteItem | ActivityItem


@dataclass(frozen=True, slots=True)
class ConversationView:
    """Everything the middle pane shows, newest last. `earlier` says that older items can be asked for."""

    row: InboxRow
    customer: CustomerId
    subject: str
    items: tuple[TimelineItem, ...]
    earlier: bool
    draft: str
    draft_is_note: bool
    draft_files: tuple[AttachmentRow, ...]
    participants: tuple[str, ...]
    reply_limit: int | None
    """longest reply, counted in `reply_unit`; None when the channel has no limit"""
    can_copy: bool
    """Cc, Bcc and forward are possible"""
    can_attach: bool
    cannot_reply: str
    """key of the reason why nothing can be sent here, or ''"""
    timezone: str
    """IANA zone of the customer, or ''"""
    manners: tuple[str, ...] = ()
    """keys of what the platform asks of a reply, the gist first"""
    sends_cards: frozenset[CardKind] = frozenset()
    """what can be shown here beside words"""
    reply_unit: str = "code_points"
    page: str = ""
    """the platform's own page of the newest order, or ''"""


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order beside the conversation."""

    id: OrderId
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
    """other conversations of the same customer, newest first, at most 20"""


@dataclass(frozen=True, slots=True)
class ContextView:
    """Everything the right pane shows."""

    conversation: ConversationId
    orders: tuple[OrderCard, ...]
    """linked to this conversation, most likely first"""
    history: tuple[OrderCard, ...]
    """the customer's other orders, newest first"""
    customer: CustomerCard
    sends_cards: frozenset[CardKind] = frozenset()
    """what of an order can be shown in this conversation"""


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


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A reply that has not arrived yet, or that was refused."""

    id: OutboundId
    conversation: ConversationId
    channel: str
    shop_title: str
    customer_name: str
    text: str
    state: SendState
    reason: str
    queued_at: datetime
    undo_until: datetime | None
    not_before: datetime | None
    attempts: int
    next_look: datetime | None
    due: datetime | None
    blocked_by: OutboundId | None
    """an earlier reply of the same conversation that must be settled first"""
    news: str = ""
    """what arrived meanwhile, for a held reply"""
    news_from: str = ""


@dataclass(frozen=True, slots=True)
class LoginRow:
    """A login in the shops page."""

    id: LoginId
    channel: str
    label: str
    health: Health
    reason: str
    checked_at: datetime | None
    """since when its health is what it is"""
    last_pull_at: datetime | None
    backfill_done: int
    backfill_all: int
    settings: dict[str, str] = field(default_factory=dict)
    good_until: datetime | None = None
    """when a person must sign in again"""


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A shop in the shops page."""

    id: ShopId
    channel: str
    title: str
    remote_key: str
    colour: int
    state: ShopState
    settings: dict[str, str]
    logins: dict[str, LoginRow]
    conversations: int
    seller: str = ""
    """whose shop it is, as the platform says"""
    sites: tuple[str, ...] = ()
    """which of the platform's sites it is, as people call them"""


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """Something that could not be read, kept whole."""

    id: int
    login: LoginId
    stream: str
    remote_key: str
    reason: str
    at: datetime
    tries: int
    blob_key: str
    size: int


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A person of this profile."""

    id: AgentId
    name: str
    initials: str
    role: Role
    active: bool
    has_pin: bool


@dataclass(frozen=True, slots=True)
class SyncState:
    """The left half of the status bar."""

    shops_ok: int
    shops_sign_in: int
    shops_slow: int
    last_sync: datetime | None
    unsent: int
    next_due: datetime | None
    next_due_customer: str
    replied_today: int
