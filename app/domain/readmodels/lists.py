"""The list: its views, its rows and pages, and the counts beside them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.conversations import Direction, Status
from app.domain.outbox import SendState
from app.domain.shops import Health, ShopState
from app.domain.values import AgentId, ConversationId, MessageId, ShopId


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
    TRANSFERRED = "transferred"
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
