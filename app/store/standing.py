"""A conversation as ingest sees it while a page is taken in: loaded once, changed in memory, written back once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, insert, or_, select, update

from app.domain.conversations import Direction, MessageKind
from app.store.schema import conversation, message, outbound


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
    """a reply of ours that was not refused"""


_COLUMNS = tuple(f.name for f in fields(Standing) if f.name != "fresh")
_KEPT = frozenset({"id", "shop_id", "created_at", "merged_into"})


def load_standings(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """The conversations with these ids."""
    if not ids:
        return {}
    wanted = [conversation.c[name] for name in _COLUMNS]
    rows = connection.execute(select(*wanted).where(conversation.c.id.in_(ids)))
    return {row[0]: Standing(*row) for row in rows}


def save_standings(connection: Connection, standings: Iterable[Standing]) -> None:
    """Writes new conversations and changed ones, each kind in one statement."""
    everything = list(standings)
    new = [_row(standing) for standing in everything if standing.fresh]
    old = [_row(standing) for standing in everything if not standing.fresh]
    if new:
        connection.execute(insert(conversation), new)
    if old:
        changed: dict[str, Any] = {name: bindparam(name) for name in _COLUMNS if name not in _KEPT}
        statement = update(conversation).where(conversation.c.id == bindparam("own_id")).values(changed)
        connection.execute(statement, [_changes(row) for row in old])


def _row(standing: Standing) -> dict[str, object]:
    return {name: getattr(standing, name) for name in _COLUMNS}


def _changes(row: dict[str, object]) -> dict[str, object]:
    changes = {name: value for name, value in row.items() if name not in _KEPT}
    changes["own_id"] = row["id"]
    return changes


def load_said(connection: Connection, since: Sequence[tuple[UUID, int]]) -> dict[UUID, list[Said]]:
    """For each (conversation, number): its messages from that number on, as far as the clock cares."""
    found: dict[UUID, list[Said]] = {}
    if not since:
        return found
    query = (
        select(
            message.c.conversation_id,
            message.c.n,
            message.c.sent_at,
            message.c.direction,
            message.c.kind,
            message.c.imported,
            outbound.c.state,
        )
        .select_from(message.outerjoin(outbound, outbound.c.message_id == message.c.id))
        .where(or_(*(and_(message.c.conversation_id == owner, message.c.n >= n) for owner, n in since)))
        .where(message.c.kind.in_([MessageKind.CUSTOMER.value, MessageKind.AGENT.value]))
    )
    for owner, n, sent_at, direction, kind, imported, state in connection.execute(query):
        customer = direction == Direction.INBOUND and kind == MessageKind.CUSTOMER and not imported
        reply = direction == Direction.OUTBOUND and state not in ("failed", "cancelled")
        found.setdefault(owner, []).append(Said(n, sent_at, customer, reply))
    return found
