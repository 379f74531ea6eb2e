"""A conversation as ingest sees it while a page is taken in: loaded once, changed in memory, written back once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update

from app.domain.conversations import Direction, MessageKind
from app.domain.outbox import FORWARD, SendState
from app.store.ingest import add_rows
from app.store.schema import conversation, message, outbound
from app.store.statements import ask, write


@dataclass(slots=True)
class Standing:
    """All columns of `conversation`, and what a batch has learned of it."""

    id: UUID
    shop_id: UUID
    customer_id: UUID
    subject: str
    status: str
    assignee_id: UUID | None
    snoozed_until: datetime | None
    country: str
    language: str
    order_key: str
    item_ref: str
    preview: str
    last_n: int
    last_at: datetime
    last_direction: str
    last_message_id: UUID | None
    news_n: int
    message_count: int
    waiting_since: datetime | None
    platform_due: datetime | None
    internal_due: datetime | None
    due: datetime | None
    reply_refs: dict[str, str]
    can_reply: str
    created_at: datetime
    merged_into: UUID | None
    fresh: bool = field(default=False, compare=False)
    """not in the table yet"""


@dataclass(frozen=True, slots=True)
class Said:
    """What the clock needs to know of a message."""

    n: int
    sent_at: datetime
    customer: bool
    """a customer's own words, not imported"""
    reply: bool
    """a reply of ours that was not refused; what was sent on to somebody else answers nobody"""


_COLUMNS = tuple(f.name for f in fields(Standing) if f.name != "fresh")
_KEPT = frozenset({"id", "shop_id", "created_at", "merged_into"})


_LOAD = select(*(conversation.c[name] for name in _COLUMNS)).where(
    conversation.c.id.in_(bindparam("ids", expanding=True))
)
_CHANGE = (
    update(conversation)
    .where(conversation.c.id == bindparam("own_id"))
    .values({name: bindparam(name) for name in _COLUMNS if name not in _KEPT})
)


def load_standings(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """The conversations with these ids."""
    if not ids:
        return {}
    return {row[0]: Standing(*row) for row in ask(connection, _LOAD, ids=list(ids))}


def save_standings(connection: Connection, standings: Iterable[Standing]) -> None:
    """Writes new conversations and changed ones, each kind in one statement."""
    everything = list(standings)
    new = [_row(standing) for standing in everything if standing.fresh]
    old = [_row(standing) for standing in everything if not standing.fresh]
    add_rows(connection, conversation, new)
    write(connection, _CHANGE, [_changes(row) for row in old])


def _row(standing: Standing) -> dict[str, object]:
    return {name: getattr(standing, name) for name in _COLUMNS}


def _changes(row: dict[str, object]) -> dict[str, object]:
    changes = {name: value for name, value in row.items() if name not in _KEPT}
    changes["own_id"] = row["id"]
    return changes


_SAID = (
    select(
        message.c.conversation_id,
        message.c.n,
        message.c.sent_at,
        message.c.direction,
        message.c.kind,
        message.c.imported,
        outbound.c.state,
        outbound.c.kind,
    )
    .select_from(message.outerjoin(outbound, outbound.c.message_id == message.c.id))
    .where(
        message.c.conversation_id.in_(bindparam("owners", expanding=True)),
        message.c.n >= bindparam("oldest"),
        message.c.kind.in_([MessageKind.CUSTOMER.value, MessageKind.AGENT.value]),
    )
)
_ANSWERS_NOTHING = (SendState.FAILED, SendState.CANCELLED, SendState.NEEDS_REVIEW)


def load_said(connection: Connection, since: Sequence[tuple[UUID, int]]) -> dict[UUID, list[Said]]:
    """For each (conversation, number): its messages from that number on, as far as the clock cares."""
    found: dict[UUID, list[Said]] = {}
    if not since:
        return found
    oldest = dict(since)
    rows = ask(connection, _SAID, owners=list(oldest), oldest=min(oldest.values()))
    for owner, n, sent_at, direction, kind, imported, state, sent_as in rows:
        if n < oldest[owner]:
            continue
        customer = direction == Direction.INBOUND and kind == MessageKind.CUSTOMER and not imported
        answers = state not in _ANSWERS_NOTHING and sent_as != FORWARD
        reply = direction == Direction.OUTBOUND and answers
        found.setdefault(owner, []).append(Said(n, sent_at, customer, reply))
    return found
