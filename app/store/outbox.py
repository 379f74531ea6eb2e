"""What a send lane asks of the outbox: what may leave, what to look for, and what has come in meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, not_, or_, select, true

from app.domain.cards import Card
from app.domain.conversations import MessageKind
from app.domain.outbox import BLOCKS_LATER, SendState
from app.domain.shops import ShopState
from app.domain.values import AgentId, ConversationId, MessageId, OutboundId, ShopId
from app.store.cards import card_of
from app.store.schema import conversation, message, outbound, shop
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Reply:
    """An outbound row as the send lane needs it."""

    id: OutboundId
    conversation_id: ConversationId
    shop_id: ShopId
    message_id: MessageId
    agent_id: AgentId
    turn: int
    kind: str
    base_last_message_id: MessageId | None
    recipient_key: str
    recipient_name: str
    thread_key: str
    subject: str
    text: str
    text_hash: str
    reply_refs: dict[str, str]
    files: list[str]
    cc: list[str]
    bcc: list[str]
    order_key: str
    item_ref: str
    form: str
    state: SendState
    queued_at: datetime
    undo_until: datetime | None
    attempts: int
    attempt_id: UUID | None
    sending_since: datetime | None
    unknown_since: datetime | None
    looks: int
    next_look: datetime | None
    remote_key: str | None
    card: Card | None = None
    """what it shows beside words"""


_COLUMNS = [outbound.c[name] for name in Reply.__dataclass_fields__ if name != "card"]


def _reply(work: Work, row: Row[Any]) -> Reply:
    values = dict(row._mapping)
    values["state"] = SendState(values["state"])
    return Reply(**values, card=card_of(work, row.message_id))


def find_reply(work: Work, wanted: UUID) -> Reply | None:
    """One outbound row."""
    row = work.connection.execute(select(*_COLUMNS).where(outbound.c.id == wanted)).first()
    return None if row is None else _reply(work, row)


def lost_sends(work: Work, shop_id: ShopId) -> list[Reply]:
    """Replies that a dead process left between claim and outcome."""
    return _all(work, shop_id, outbound.c.state == SendState.SENDING.value)


def due_looks(work: Work, shop_id: ShopId, now: datetime) -> list[Reply]:
    """Replies of unknown fate whose moment to be looked for has come."""
    due = outbound.c.next_look <= now
    return _all(work, shop_id, outbound.c.state == SendState.UNKNOWN.value, due)


def _all(work: Work, shop_id: ShopId, *conditions: ColumnElement[bool]) -> list[Reply]:
    rows = work.connection.execute(
        select(*_COLUMNS)
        .where(outbound.c.shop_id == shop_id, *conditions)
        .order_by(outbound.c.queued_at, outbound.c.conversation_id, outbound.c.turn)
    )
    return [_reply(work, row) for row in rows.all()]


# --- what may leave -------------------------------------------------------------------------------------------------

_HOLDS = sorted(state.value for state in BLOCKS_LATER | {SendState.QUEUED})


def _ready(shop_id: ShopId, now: datetime) -> ColumnElement[bool]:
    earlier = outbound.alias("earlier")
    blocked = exists().where(
        earlier.c.conversation_id == outbound.c.conversation_id,
        earlier.c.turn < outbound.c.turn,
        earlier.c.state.in_(_HOLDS),
    )
    return and_(
        outbound.c.shop_id == shop_id,
        outbound.c.state == SendState.QUEUED.value,
        or_(outbound.c.undo_until.is_(None), outbound.c.undo_until <= now),
        or_(outbound.c.not_before.is_(None), outbound.c.not_before <= now),
        exists().where(shop.c.id == shop_id, shop.c.state == ShopState.ACTIVE.value),
        not_(blocked),
    )


def next_ready(work: Work, shop_id: ShopId, now: datetime) -> Reply | None:
    """The oldest reply that may leave now; locked until the transaction ends."""
    row = work.connection.execute(
        select(*_COLUMNS)
        .where(_ready(shop_id, now))
        .order_by(outbound.c.queued_at, outbound.c.turn)
        .limit(1)
        .with_for_update()
    ).first()
    return None if row is None else _reply(work, row)


def something_new(work: Work, reply: Reply, decided_at: datetime) -> bool:
    """Whether somebody has written since the agent decided at `decided_at`, even if it carries an older date."""
    base = work.connection.execute(
        select(message.c.n, message.c.stored_at).where(message.c.id == reply.base_last_message_id)
    ).first()
    seen_n, seen_at = (base.n, max(base.stored_at, decided_at)) if base else (-1, decided_at)
    ours = exists().where(outbound.c.message_id == message.c.id)
    newer = message.c.n > seen_n if base else message.c.stored_at > seen_at
    found = work.connection.execute(
        select(message.c.id)
        .where(
            message.c.conversation_id == reply.conversation_id,
            or_(newer, message.c.stored_at > seen_at),
            message.c.imported.is_(False),
            message.c.kind.in_([MessageKind.CUSTOMER.value, MessageKind.AGENT.value]),
            not_(ours),
        )
        .limit(1)
    ).first()
    return found is not None


def owned_keys(work: Work, reply: Reply) -> frozenset[str]:
    """The channel's keys that other replies of ours to this customer hold: what lies under them is not this reply."""
    customer = (
        select(conversation.c.customer_id).where(conversation.c.id == reply.conversation_id).scalar_subquery()
    )
    talks = select(conversation.c.id).where(conversation.c.customer_id == customer)
    held = select(outbound.c.remote_key).where(
        outbound.c.conversation_id.in_(talks),
        outbound.c.shop_id == reply.shop_id,
        outbound.c.id != reply.id,
        outbound.c.remote_key.is_not(None),
    )
    return frozenset(work.connection.execute(held).scalars())


def nameless_twin(work: Work, reply: Reply, since: datetime) -> bool:
    """Whether a reply with the same words that left after `since` may lie there under a key that nobody knows: sent
    without a key, given up or still open before its fate was known, or sent more than once."""
    no_key = outbound.c.remote_key.is_(None)
    sent = outbound.c.state == SendState.SENT.value
    return _said_as_well(
        work, reply, since, or_(and_(sent, or_(no_key, outbound.c.attempts > 1)), and_(not_(sent), no_key))
    )


def has_twin(work: Work, reply: Reply, since: datetime) -> bool:
    """Whether a reply with the same words that left after `since` may have been given the key of this one: a channel
    that names nothing when it accepts is known by the words that come back."""
    return _said_as_well(work, reply, since, true())


def _said_as_well(work: Work, reply: Reply, since: datetime, which: ColumnElement[bool]) -> bool:
    """Replies of the same words to the same conversation that were tried after `since`, but for refused ones."""
    twin = select(outbound.c.id).where(
        outbound.c.conversation_id == reply.conversation_id,
        outbound.c.text_hash == reply.text_hash,
        outbound.c.id != reply.id,
        outbound.c.attempts > 0,
        outbound.c.sending_since > since,
        outbound.c.state != SendState.FAILED.value,
        which,
    )
    return work.connection.execute(twin).first() is not None


def next_moment(work: Work, shop_id: ShopId) -> datetime | None:
    """When the lane has something to do next, as far as the clock decides."""
    queued = select(
        func.min(func.coalesce(outbound.c.not_before, outbound.c.undo_until, outbound.c.queued_at))
    ).where(outbound.c.shop_id == shop_id, outbound.c.state == SendState.QUEUED.value)
    looks = select(func.min(outbound.c.next_look)).where(
        outbound.c.shop_id == shop_id, outbound.c.state == SendState.UNKNOWN.value
    )
    moments = [work.connection.execute(query).scalar() for query in (queued, looks)]
    return min((moment for moment in moments if moment is not None), default=None)
