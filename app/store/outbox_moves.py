"""The moves of an outbox row: each one small, guarded change, so that two hands never move one reply."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, select, update

from app.domain.outbox import SendState, next_look
from app.domain.values import ShopId
from app.store.outbox import Reply
from app.store.outbox_echoes import absorb_echo, free_key
from app.store.schema import outbound, send_attempt, thread_key
from app.store.unit_of_work import Work

WAITING_FOR = ("sign_in", "no_line", "offline")
"""reasons of a pause that a person or the line can end"""


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


def _touch(work: Work, reply: Reply) -> None:
    work.log.conversations.add(reply.conversation_id)
    work.log.subjects.add("outbox")
