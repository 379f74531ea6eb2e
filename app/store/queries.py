"""Answers every question a screen may ask, from the file of this desk, without SQLAlchemy."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from app.domain.channel_facts import Channels, no_facts
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
from app.store import queries_context, queries_inbox, queries_lists, queries_outbox
from app.store.found import Found
from app.store.inbox_rows import rows_of
from app.store.queries_conversation import Zones, read_conversation
from app.store.queries_drafts import read_first_draft
from app.store.queries_health import read_stored_health
from app.store.queries_imported import read_imported_waiting
from app.store.queries_news import read_customer_words
from app.store.reading import ReadConnection, open_reader


def no_zone(country: str, region: str) -> str:
    """Nothing is known of where clocks stand."""
    return ""


class LocalReader:
    """One read-only connection, used by one thread: `app.domain.reader.Reader` in plain SQL."""

    def __init__(
        self,
        connection: ReadConnection,
        channels: Channels = no_facts,
        zone: tzinfo | None = UTC,
        zones: Zones = no_zone,
    ) -> None:
        self._connection, self._channels, self._zone, self._zones = connection, channels, zone, zones
        self._found = Found(connection)

    def close(self) -> None:
        """The connection is given back."""
        self._connection.close()

    def inbox_page(self, view: View, first: int, limit: int, now: datetime) -> InboxPage:
        if view.query.strip():
            return self._found.page(view, first, limit, now)
        return queries_inbox.inbox_page(self._connection, view, first, limit, now)

    def inbox_groups(self, view: View, now: datetime) -> tuple[Group, ...]:
        return queries_inbox.inbox_groups(self._connection, view, now)

    def inbox_ids(self, view: View, now: datetime) -> tuple[ConversationId, ...]:
        if view.query.strip():
            return self._found.ids(view, now)
        return queries_inbox.inbox_ids(self._connection, view, now)

    def inbox_rows(self, ids: Sequence[ConversationId], agent: AgentId) -> tuple[InboxRow, ...]:
        return rows_of(self._connection, ids, agent)

    def customer_words(self, ids: Sequence[ConversationId]) -> dict[ConversationId, str]:
        return read_customer_words(self._connection, ids)

    def position(self, view: View, conversation: ConversationId, now: datetime) -> int | None:
        if view.query.strip():
            return self._found.position(view, conversation, now)
        return queries_inbox.find_position(self._connection, view, conversation, now)

    def tally(self, view: View, upto: int, conversation: ConversationId | None, now: datetime) -> Tally:
        return self._found.tally(view, upto, conversation, now)

    def badges(self, agent: AgentId, now: datetime) -> Badges:
        return queries_inbox.badges(self._connection, agent, now)

    def conversation(
        self, conversation: ConversationId, agent: AgentId, newest: int = 60
    ) -> ConversationView | None:
        return read_conversation(self._connection, conversation, agent, newest, self._channels, self._zones)

    def context(
        self, conversation: ConversationId, agent: AgentId, history: int = SHOWN_HISTORY
    ) -> ContextView | None:
        return queries_context.read_context(self._connection, conversation, agent, self._channels, history)

    def find_orders(self, text: str, limit: int = 20) -> tuple[OrderCard, ...]:
        return queries_context.find_orders(self._connection, text, limit)

    def silent_orders(self, typed: str, now: datetime, limit: int = 5) -> tuple[OrderCard, ...]:
        return queries_context.silent_orders(self._connection, typed, now, limit)

    def order(self, order: OrderId) -> OrderCard | None:
        return queries_context.read_order(self._connection, order)

    def first_draft(self, order: OrderId, agent: AgentId) -> FirstDraft:
        return read_first_draft(self._connection, order, agent)

    def templates(self, channel: str = "", language: str = "", text: str = "") -> tuple[TemplateRow, ...]:
        return queries_lists.read_templates(self._connection, channel, language, text)

    def outbox(self) -> tuple[OutboxRow, ...]:
        return queries_outbox.read_outbox(self._connection)

    def shops(self) -> tuple[ShopRow, ...]:
        return queries_lists.read_shops(self._connection, self._channels)

    def quarantine(self) -> tuple[QuarantineRow, ...]:
        return queries_lists.read_quarantine(self._connection)

    def stored_health(self) -> StoredHealth:
        return read_stored_health(self._connection, self._channels)

    def imported_waiting(self) -> tuple[ImportedWaiting, ...]:
        return read_imported_waiting(self._connection)

    def tags(self) -> tuple[str, ...]:
        return queries_lists.read_tags(self._connection)

    def agents(self) -> tuple[AgentRow, ...]:
        return queries_lists.read_agents(self._connection)

    def sync_state(self, now: datetime) -> SyncState:
        return queries_lists.read_sync_state(self._connection, now, self._zone)


def open_local_reader(
    path: Path, key: bytes, channels: Channels = no_facts, zone: tzinfo | None = UTC, zones: Zones = no_zone
) -> LocalReader:
    """A reader on a connection of its own, for one thread."""
    return LocalReader(open_reader(path, key), channels, zone, zones)
