"""Rows of the list: everything one line shows, fetched for a page at a time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.domain.conversations import Direction, Status
from app.domain.outbox import SendState
from app.domain.readmodels import InboxRow
from app.domain.team import Agent, Role
from app.domain.values import AgentId, ConversationId, MessageId, ShopId
from app.store.micros import from_micros
from app.store.reading import Cells, ReadConnection

WORRY = (
    SendState.FAILED, SendState.ASK_HUMAN, SendState.NEEDS_REVIEW, SendState.UNKNOWN, SendState.SENDING,
    SendState.QUEUED,
)  # fmt: skip
"""what is shown where a conversation has several unsent replies: the most worrying"""
_RANK = {state.value: rank for rank, state in enumerate(WORRY)}

_ROWS = """
    SELECT c.rowid, c.id, s.channel, c.shop_id, s.title, s.colour, k.name, COALESCE(NULLIF(c.country, ''), k.country),
        COALESCE(NULLIF(c.language, ''), k.language), k.vip, c.news_n > COALESCE(r.last_n, 0), c.status, c.preview,
        c.last_direction, c.last_at, c.order_key, c.item_ref, c.assignee_id, a.name, c.waiting_since, c.due,
        c.platform_due, c.internal_due, c.snoozed_until,
        EXISTS (SELECT 1 FROM draft d WHERE d.agent_id = ? AND d.owner_id = c.id), c.last_message_id
    FROM conversation c
    JOIN shop s ON s.id = c.shop_id
    JOIN customer k ON k.id = c.customer_id
    LEFT JOIN agent a ON a.id = c.assignee_id
    LEFT JOIN read_mark r ON r.agent_id = ? AND r.conversation_id = c.id
    WHERE """


def rows_at(connection: ReadConnection, rowids: Sequence[int], agent: AgentId) -> tuple[InboxRow, ...]:
    """Rows by row id, in the given order."""
    if not rowids:
        return ()
    marks = ",".join("?" * len(rowids))
    found = connection.execute(
        f"{_ROWS} c.rowid IN ({marks})", (agent.bytes, agent.bytes, *rowids)
    ).fetchall()
    made = _made(connection, found)
    return tuple(made[rowid] for rowid in rowids if rowid in made)


def rows_of(
    connection: ReadConnection, ids: Sequence[ConversationId], agent: AgentId
) -> tuple[InboxRow, ...]:
    """Rows by conversation, in the given order; those that no longer exist are left out."""
    if not ids:
        return ()
    marks = ",".join("?" * len(ids))
    keys = [one.bytes for one in ids]
    found = connection.execute(f"{_ROWS} c.id IN ({marks})", (agent.bytes, agent.bytes, *keys)).fetchall()
    made = {row.id: row for row in _made(connection, found).values()}
    return tuple(made[one] for one in ids if one in made)


def _made(connection: ReadConnection, found: list[Cells]) -> dict[int, InboxRow]:
    owners = [row[1] for row in found]
    tags, states = _tags(connection, owners), _send_states(connection, owners)
    return {row[0]: _row(row, tags.get(row[1], ()), states.get(row[1])) for row in found}


def _row(row: Cells, tags: tuple[str, ...], state: str | None) -> InboxRow:
    return InboxRow(
        id=ConversationId(UUID(bytes=row[1])), channel=row[2], shop=ShopId(UUID(bytes=row[3])), shop_title=row[4],
        shop_colour=row[5], customer_name=row[6], country=row[7], language=row[8], vip=bool(row[9]),
        unread=bool(row[10]), status=Status(row[11]), preview=row[12], last_direction=Direction(row[13]),
        last_at=from_micros(row[14]), order_key=row[15], item_ref=row[16], tags=tags,
        assignee=AgentId(UUID(bytes=row[17])) if row[17] else None, assignee_initials=_initials(row[17], row[18]),
        waiting_since=moment(row[19]), due=moment(row[20]), platform_due=moment(row[21]),
        internal_due=moment(row[22]), snoozed_until=moment(row[23]), has_draft=bool(row[24]),
        send_state=SendState(state) if state else None,
        last_message=MessageId(UUID(bytes=row[25])) if row[25] else None, stamp=hash((row, tags, state)),
    )  # fmt: skip


def moment(micros: int | None) -> datetime | None:
    """A stored moment, None where there is none."""
    return None if micros is None else from_micros(micros)


def _initials(raw: bytes | None, name: str | None) -> str:
    return Agent(AgentId(UUID(bytes=raw)), name, Role.AGENT).initials if raw and name else ""


def _tags(connection: ReadConnection, owners: list[bytes]) -> dict[bytes, tuple[str, ...]]:
    found: dict[bytes, tuple[str, ...]] = {}
    marks = ",".join("?" * len(owners))
    rows = connection.execute(
        f"""SELECT conversation_id, tag FROM conversation_tag WHERE conversation_id IN ({marks})
            ORDER BY conversation_id, tag""",
        owners,
    )
    for owner, tag in rows:
        found[owner] = (*found.get(owner, ()), tag)
    return found


def _send_states(connection: ReadConnection, owners: list[bytes]) -> dict[bytes, str]:
    worst: dict[bytes, str] = {}
    marks = ",".join("?" * len(owners))
    rows = connection.execute(
        f"""SELECT conversation_id, state FROM outbound INDEXED BY outbound_conversation
            WHERE conversation_id IN ({marks}) AND state NOT IN ('sent', 'cancelled')""",
        owners,
    )
    for owner, state in rows:
        if owner not in worst or _RANK[state] < _RANK[worst[owner]]:
            worst[owner] = state
    return worst
