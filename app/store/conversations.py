"""Conversations as handlers see them: one row as a value, its status, its clocks, its newest message."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy import exists as any_row

from app.domain.conversations import Direction, MessageKind, Status, may_move
from app.domain.errors import Problem
from app.domain.outbox import FORWARD
from app.domain.previews import preview_of
from app.domain.sla import Clocks, Promises, oldest_unanswered, running_from
from app.domain.values import AgentId, ConversationId, CustomerId, MessageId, ShopId
from app.store.rows import change_row, find_row
from app.store.schema import attachment, card, conversation, message, outbound
from app.store.shops import load_shop
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """One conversation as it stands, locked until the transaction ends."""

    id: ConversationId
    shop_id: ShopId
    customer_id: CustomerId
    subject: str
    status: Status
    assignee_id: AgentId | None
    snoozed_until: datetime | None
    country: str
    language: str
    order_key: str
    item_ref: str
    preview: str
    last_n: int
    last_at: datetime
    last_direction: Direction
    last_message_id: MessageId | None
    news_n: int
    message_count: int
    waiting_since: datetime | None
    platform_due: datetime | None
    internal_due: datetime | None
    due: datetime | None
    reply_refs: dict[str, str]
    can_reply: str
    created_at: datetime
    merged_into: ConversationId | None

    @property
    def clocks(self) -> Clocks:
        """Where both clocks stand."""
        return Clocks(self.waiting_since, self.platform_due, self.internal_due)


_COLUMNS = [field.name for field in fields(ConversationRecord)]


def load_conversation(work: Work, wanted: ConversationId) -> ConversationRecord:
    """The conversation, or the one it was merged into. Raises Problem `conversation_gone`."""
    row = find_row(work, conversation, {"id": wanted})
    while row is not None and row["merged_into"] is not None:
        row = find_row(work, conversation, {"id": row["merged_into"]})
    if row is None:
        raise Problem("conversation_gone")
    values = {name: row[name] for name in _COLUMNS}
    values.update(status=Status(row["status"]), last_direction=Direction(row["last_direction"]))
    return ConversationRecord(**values)


def change_conversation(work: Work, changed: ConversationId, **values: object) -> None:
    """Changes columns; the list and the open conversation hear of it."""
    change_row(work, conversation, {"id": changed}, **values)


def clock_columns(clocks: Clocks, status: Status) -> dict[str, Any]:
    """Both clocks as columns. What is pending is due; what another desk has, only by the platform's clock."""
    due = {Status.PENDING: clocks.due, Status.TRANSFERRED: clocks.platform_due}.get(status)
    return {
        "waiting_since": clocks.waiting_since,
        "platform_due": clocks.platform_due,
        "internal_due": clocks.internal_due,
        "due": due,
    }


KEEPS_CLOCKS = frozenset({Status.PENDING, Status.SNOOZED, Status.TRANSFERRED})
"""set aside, but the customer still waits; the other states say that nobody does"""


def set_status(work: Work, record: ConversationRecord, status: Status, until: datetime | None = None) -> None:
    """Moves a conversation to `status`. Raises Problem `status_move` for a move that makes no sense."""
    if record.status is not status and not may_move(record.status, status):
        raise Problem("status_move", before=record.status.value, after=status.value)
    clocks = record.clocks if status in KEEPS_CLOCKS else Clocks()
    change_conversation(
        work, record.id, status=status.value, snoozed_until=until, **clock_columns(clocks, status)
    )


def promises_of(work: Work, shop_id: ShopId) -> Promises:
    """What the platform and the shop itself promise."""
    shop = load_shop(work, shop_id)
    return Promises(work.channels(shop.channel).target_in(shop.market), shop.internal_target)


def news_since(work: Work, record: ConversationRecord, base: MessageId | None, agent: AgentId | None) -> int:
    """How many messages after `base` were written by the customer or, to him, by a colleague of `agent`."""
    seen = 0
    if base is not None:
        found = work.connection.execute(
            select(message.c.n).where(message.c.id == base, message.c.conversation_id == record.id)
        ).scalar()
        seen = -1 if found is None else int(found)
    ours = (
        message.c.agent_id == agent if agent is not None else message.c.direction == Direction.OUTBOUND.value
    )
    counted = work.connection.execute(
        select(func.count())
        .select_from(message)
        .where(
            message.c.conversation_id == record.id,
            message.c.n > seen,
            message.c.kind.in_([MessageKind.CUSTOMER.value, MessageKind.AGENT.value]),
            ~func.coalesce(ours, False),
            ~any_row().where(outbound.c.message_id == message.c.id, outbound.c.kind == FORWARD),
        )
    ).scalar_one()
    return int(counted)


def refresh_newest(work: Work, refreshed: ConversationId) -> None:
    """Brings what the list shows of the newest message, and the count, in line with the messages there are."""
    newest = (
        work.connection.execute(
            select(message)
            .where(message.c.conversation_id == refreshed)
            .order_by(message.c.n.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    count, news = work.connection.execute(
        select(
            func.count(),
            func.max(message.c.n).filter(
                message.c.kind == MessageKind.CUSTOMER.value, message.c.imported.is_(False)
            ),
        ).where(message.c.conversation_id == refreshed)
    ).one()
    values: dict[str, Any] = {"message_count": count, "news_n": news or 0}
    if newest is not None:
        values.update(
            preview=preview_of(newest["text"], newest["quoted_from"]) or _first_thing(work, newest["id"]),
            last_n=newest["n"],
            last_at=newest["sent_at"],
            last_direction=newest["direction"],
            last_message_id=newest["id"],
        )
    else:
        values.update(preview="", last_message_id=None)
    change_conversation(work, refreshed, **values)


def _first_thing(work: Work, of: MessageId) -> str:
    """What the list shows of a message without words: the name of its first file, or what its card shows."""
    files = select(attachment.c.name).where(attachment.c.message_id == of, attachment.c.inline.is_(False))
    name = work.connection.scalar(files.order_by(attachment.c.position).limit(1))
    if name:
        return str(name)
    cards = select(card.c.fields).where(card.c.message_id == of).order_by(card.c.position)
    for shown in work.connection.scalars(cards):
        if words := shown.get("title") or shown.get("ref") or shown.get("name"):
            return str(words)
    return ""


def recomputed_clocks(work: Work, record: ConversationRecord) -> Clocks:
    """Both clocks from the messages themselves; replies that were refused or taken back, and mails sent on to somebody
    else, answer nothing."""
    rows = work.connection.execute(
        select(message.c.sent_at, message.c.direction, message.c.kind, message.c.imported)
        .select_from(message.outerjoin(outbound, outbound.c.message_id == message.c.id))
        .where(
            message.c.conversation_id == record.id,
            func.coalesce(outbound.c.state, "sent").not_in(["failed", "cancelled", "needs_review"]),
            func.coalesce(outbound.c.kind, "") != FORWARD,
        )
        .order_by(message.c.n)
    )
    since = oldest_unanswered(
        (sent_at, Direction(direction), MessageKind(kind), imported)
        for sent_at, direction, kind, imported in rows
    )
    return Clocks() if since is None else running_from(since, promises_of(work, record.shop_id))


def in_list(status: Status) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Conditions that a partial index of the lists fulfils; it must see the status itself, not a parameter."""
    named = literal(status.value, literal_execute=True)
    return conversation.c.status == named, conversation.c.merged_into.is_(None)


def waiting_in(work: Work, shop_id: ShopId) -> tuple[ConversationId, ...]:
    """Conversations of a shop whose customer waits for an answer."""
    rows = work.connection.execute(
        select(conversation.c.id)
        .where(
            conversation.c.shop_id == shop_id,
            conversation.c.waiting_since.is_not(None),
            conversation.c.merged_into.is_(None),
        )
        .order_by(conversation.c.id)
    )
    return tuple(ConversationId(found) for (found,) in rows)


def talks_with(work: Work, shop_id: ShopId, customer: UUID) -> frozenset[ConversationId]:
    """Conversations that a shop has with a customer."""
    rows = work.connection.execute(
        select(conversation.c.id).where(
            conversation.c.shop_id == shop_id,
            conversation.c.customer_id == customer,
            conversation.c.merged_into.is_(None),
        )
    )
    return frozenset(ConversationId(found) for (found,) in rows)


def exists(work: Work, wanted: UUID) -> bool:
    """Whether there is such a conversation."""
    return find_row(work, conversation, {"id": wanted}) is not None
