"""The outbox in the store: each step of a send is one small, guarded change, so that two hands never move one reply."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, insert, not_, or_, select, update

from app.domain.conversations import MessageKind
from app.domain.outbox import BLOCKS_LATER, SendState, next_look
from app.domain.shops import ShopState
from app.domain.values import AgentId, ConversationId, MessageId, OutboundId, ShopId
from app.store.outbox_echoes import absorb_echo, free_key
from app.store.schema import message, outbound, send_attempt, shop, thread_key
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


_COLUMNS = [outbound.c[name] for name in Reply.__dataclass_fields__]


def _reply(row: Row[Any]) -> Reply:
    values = dict(row._mapping)
    values["state"] = SendState(values["state"])
    return Reply(**values)


def find_reply(work: Work, wanted: UUID) -> Reply | None:
    """One outbound row."""
    row = work.connection.execute(select(*_COLUMNS).where(outbound.c.id == wanted)).first()
    return None if row is None else _reply(row)


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
    return [_reply(row) for row in rows.all()]


# --- the claim ------------------------------------------------------------------------------------------------------

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
    return None if row is None else _reply(row)


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


def claim(work: Work, reply: Reply, attempt_id: UUID, now: datetime) -> bool:
    """queued -> sending, if it still is; the caller commits before any socket opens."""
    claimed = work.connection.execute(
        update(outbound)
        .where(outbound.c.id == reply.id, outbound.c.state == SendState.QUEUED.value)
        .values(
            state=SendState.SENDING.value,
            attempts=outbound.c.attempts + 1,
            attempt_id=attempt_id,
            sending_since=now,
            reason="",
        )
    )
    if claimed.rowcount != 1:
        return False
    work.connection.execute(
        insert(send_attempt).values(
            id=attempt_id, outbound_id=reply.id, attempt=reply.attempts + 1, started_at=now, ended_at=None,
            outcome="started", evidence="",
        )
    )  # fmt: skip
    _own_thread_key(work, reply, now)
    _touch(work, reply)
    return True


def _own_thread_key(work: Work, reply: Reply, now: datetime) -> None:
    """Answers to this reply will find the conversation by it."""
    key = f"own:{reply.id.hex}"
    known = select(thread_key.c.key).where(thread_key.c.shop_id == reply.shop_id, thread_key.c.key == key)
    if work.connection.execute(known).first() is None:
        work.connection.execute(
            insert(thread_key).values(
                shop_id=reply.shop_id, key=key, conversation_id=reply.conversation_id, seen_at=now
            )
        )


def hold(work: Work, reply: Reply, reason: str) -> None:
    """queued -> needs_review: a person looks before it leaves."""
    _move(work, reply, SendState.QUEUED, SendState.NEEDS_REVIEW, reason=reason)


# --- outcomes -------------------------------------------------------------------------------------------------------


def note_attempt(work: Work, attempt_id: UUID | None, outcome: str, evidence: str, now: datetime) -> None:
    """Writes down how an attempt ended: evidence that stays."""
    work.connection.execute(
        update(send_attempt)
        .where(send_attempt.c.id == attempt_id)
        .values(ended_at=now, outcome=outcome, evidence=evidence)
    )


def arrived(work: Work, reply: Reply, before: SendState, remote_key: str, at: datetime) -> bool:
    """-> sent. False where the row had moved on meanwhile: then its echo was quicker, or a person decided."""
    absorb_echo(work, reply.message_id, remote_key)
    key = free_key(work.connection, reply.id, remote_key) or reply.remote_key
    return _move(
        work,
        reply,
        before,
        SendState.SENT,
        remote_key=key,
        sent_at=at,
        reason="",
        next_look=None,
        not_before=None,
    )


def refused(work: Work, reply: Reply, before: SendState, reason: str) -> bool:
    """-> failed: the platform said no."""
    return _move(work, reply, before, SendState.FAILED, reason=reason, next_look=None)


def put_back(work: Work, reply: Reply, not_before: datetime, reason: str) -> bool:
    """sending -> queued: provably not accepted, so the attempt does not count."""
    return _move(
        work, reply, SendState.SENDING, SendState.QUEUED,
        not_before=not_before, reason=reason, attempts=max(reply.attempts - 1, 0),
    )  # fmt: skip


def lose_sight(work: Work, reply: Reply, now: datetime, first_look: timedelta, reason: str) -> bool:
    """sending -> unknown: it may have arrived; nobody sends it again before somebody has looked."""
    return _move(
        work, reply, SendState.SENDING, SendState.UNKNOWN,
        unknown_since=now, looks=0, next_look=next_look(now, 0, first_look), reason=reason,
    )  # fmt: skip


def look_again(work: Work, reply: Reply, at: datetime, looks: int, reason: str) -> bool:
    """unknown stays unknown until the next look."""
    return _move(work, reply, SendState.UNKNOWN, SendState.UNKNOWN, looks=looks, next_look=at, reason=reason)


def nameless_twin(work: Work, reply: Reply) -> bool:
    """Whether a sent reply with the same words has no key yet: what is found may be that one."""
    twin = select(outbound.c.id).where(
        outbound.c.conversation_id == reply.conversation_id,
        outbound.c.text_hash == reply.text_hash,
        outbound.c.id != reply.id,
        outbound.c.state == SendState.SENT.value,
        outbound.c.remote_key.is_(None),
    )
    return work.connection.execute(twin).first() is not None


def retry_absent(work: Work, reply: Reply, now: datetime) -> bool:
    """unknown -> queued: its absence is proven."""
    return _move(
        work,
        reply,
        SendState.UNKNOWN,
        SendState.QUEUED,
        not_before=now,
        next_look=None,
        reason="proven_absent",
    )


def ask_person(work: Work, reply: Reply, reason: str) -> bool:
    """unknown -> ask_human: nothing can be proven."""
    return _move(work, reply, SendState.UNKNOWN, SendState.ASK_HUMAN, next_look=None, reason=reason)


def _move(work: Work, reply: Reply, before: SendState, after: SendState, **values: object) -> bool:
    """One edge of the machine, taken only from where the caller saw the row, and only by the same attempt."""
    same = outbound.c.attempt_id == reply.attempt_id if reply.attempt_id else outbound.c.attempt_id.is_(None)
    moved = work.connection.execute(
        update(outbound)
        .where(outbound.c.id == reply.id, outbound.c.state == before.value, same)
        .values(state=after.value, **values)
    )
    if moved.rowcount == 1:
        _touch(work, reply)
    return moved.rowcount == 1


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


WAITING_FOR = ("sign_in", "no_line", "offline")
"""reasons of a pause that a person or the line can end"""


def free_waiting(work: Work, shop_id: ShopId, now: datetime) -> None:
    """What waited for a sign-in or for the line may leave at once."""
    work.connection.execute(
        update(outbound)
        .where(
            outbound.c.shop_id == shop_id,
            outbound.c.state == SendState.QUEUED.value,
            outbound.c.reason.in_(WAITING_FOR),
        )
        .values(not_before=now, reason="")
    )
    work.log.subjects.add("outbox")


def _touch(work: Work, reply: Reply) -> None:
    work.log.conversations.add(reply.conversation_id)
    work.log.subjects.add("outbox")
