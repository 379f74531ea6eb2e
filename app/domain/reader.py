"""Every question a screen may ask. Answers are read models; asking never changes anything."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.domain.drafts import FirstDraft
from app.domain.health import StoredHealth
from app.domain.readmodels import (
    SHOWN_HISTORY,
    AgentRow,
    Badges,
    ContextView,
    ConversationView,
    Group,
    ImportedWaiting,
    InboxPage,
    InboxRow,
    OrderCard,
    OutboxRow,
    QuarantineRow,
    ShopRow,
    SyncState,
    Tally,
    TemplateRow,
    View,
)
from app.domain.values import AgentId, ConversationId, OrderId


class Reader(Protocol):
    """Reads from the local replica; one reader belongs to one thread."""

    def inbox_page(self, view: View, first: int, limit: int, now: datetime) -> InboxPage:
        """Rows `first` to `first + limit` of a view; any jump costs the same, a search is walked no further."""
        ...

    def inbox_groups(self, view: View, now: datetime) -> tuple[Group, ...]:
        """The headings of a view sorted by due moment; empty for other orders."""
        ...

    def inbox_ids(self, view: View, now: datetime) -> tuple[ConversationId, ...]:
        """All conversations of a view in order (select all)."""
        ...

    def inbox_rows(self, ids: Sequence[ConversationId], agent: AgentId) -> tuple[InboxRow, ...]:
        """Fresh rows for conversations already on screen."""
        ...

    def customer_words(self, ids: Sequence[ConversationId]) -> dict[ConversationId, str]:
        """The newest words of each customer, on one line; our own may be newer."""
        ...

    def position(self, view: View, conversation: ConversationId, now: datetime) -> int | None:
        """Where a conversation stands in a view."""
        ...

    def tally(self, view: View, upto: int, conversation: ConversationId | None, now: datetime) -> Tally:
        """Counts a search on, up to so many; and where `conversation` stands among them."""
        ...

    def badges(self, agent: AgentId, now: datetime) -> Badges:
        """All counts of the views pane."""
        ...

    def conversation(
        self, conversation: ConversationId, agent: AgentId, newest: int = 60
    ) -> ConversationView | None:
        """The middle pane, its newest items; None when it no longer exists."""
        ...

    def context(
        self, conversation: ConversationId, agent: AgentId, history: int = SHOWN_HISTORY
    ) -> ContextView | None:
        """The right pane."""
        ...

    def find_orders(self, text: str, limit: int = 20) -> tuple[OrderCard, ...]:
        """Orders by any suffix of number, tracking or SKU, for attaching by hand."""
        ...

    def silent_orders(self, typed: str, now: datetime, limit: int = 5) -> tuple[OrderCard, ...]:
        """Orders whose number or tracking number a search names, and about which nobody has written."""
        ...

    def order(self, order: OrderId) -> OrderCard | None:
        """One order."""
        ...

    def first_draft(self, order: OrderId, agent: AgentId) -> FirstDraft:
        """What an agent began to write to the buyer of an order."""
        ...

    def templates(self, channel: str = "", language: str = "", text: str = "") -> tuple[TemplateRow, ...]:
        """Templates, those for this channel and language first."""
        ...

    def outbox(self) -> tuple[OutboxRow, ...]:
        """Everything not yet sent, and what was refused, oldest first."""
        ...

    def shops(self) -> tuple[ShopRow, ...]:
        """Every shop that has not been removed."""
        ...

    def quarantine(self) -> tuple[QuarantineRow, ...]:
        """What could not be read."""
        ...

    def stored_health(self) -> StoredHealth:
        """What the store knows of the shops' streams; what their lanes know comes from `ports.Shops.pulses`."""
        ...

    def imported_waiting(self) -> tuple[ImportedWaiting, ...]:
        """Customers who wrote before their shop was connected and still wait without a clock, by shop."""
        ...

    def tags(self) -> tuple[str, ...]:
        """Every tag that some conversation carries, in their order."""
        ...

    def agents(self) -> tuple[AgentRow, ...]:
        """The people of this profile."""
        ...

    def sync_state(self, now: datetime) -> SyncState:
        """The status bar."""
        ...
