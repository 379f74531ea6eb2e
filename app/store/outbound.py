"""Replies accepted from an agent: how they enter the outbox, and what a person may do with them there.

What the send lanes do with them (claim, outcome, look) is in store/outbox.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from app.domain.canonical import canonical_hash
from app.domain.errors import Bug, Problem
from app.domain.outbox import UNSENT, SendState, may_become
from app.domain.sla import Clocks
from app.domain.values import AgentId, ConversationId, MessageId, OutboundId, ShopId
from app.store.micros import from_micros, to_micros
from app.store.rows import add_row, change_row, find_row
from app.store.schema import outbound
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class NewOutbound:
    """A reply as it enters the outbox."""

    id: OutboundId
    conversation_id: ConversationId
    shop_id: ShopId
    message_id: MessageId
    agent_id: AgentId
    kind: str
    base_last_message_id: MessageId | None
    recipient_key: str
    recipient_name: str
    thread_key: str
    subject: str
    text: str
    reply_refs: dict[str, str]
    files: list[str]
    cc: list[str]
    bcc: list[str]
    order_key: str
    item_ref: str
    form: str
    resolve: bool
    state: SendState
    reason: str
    queued_at: datetime
    undo_until: datetime | None
    clock_before: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OutboundRecord:
    """One reply as it stands, locked until the transaction ends."""

    id: OutboundId
    conversation_id: ConversationId
    shop_id: ShopId
    message_id: MessageId
    agent_id: AgentId
    turn: int
    kind: str
    text: str
    files: tuple[str, ...]
    resolve: bool
    state: SendState
    base_last_message_id: MessageId | None
    queued_at: datetime
    attempts: int
    clock_before: dict[str, Any]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    order_key: str
    form: str
    """the platform's own kind of message, '' for plain words"""


def put_outbound(work: Work, new: NewOutbound) -> None:
    """Queues a reply as the last turn of its conversation. A cancelled row of the same id is queued anew."""
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    values.update(
        state=new.state.value, text_hash=canonical_hash(new.text), not_before=None, attempts=0, attempt_id=None,
        sending_since=None, unknown_since=None, looks=0, next_look=None, remote_key=None, sent_at=None,
    )  # fmt: skip
    before = find_row(work, outbound, {"id": new.id})
    if before is None:
        add_row(work, outbound, turn=_next_turn(work, new.conversation_id), **values)
    elif before["state"] == SendState.CANCELLED.value:
        change_row(work, outbound, {"id": new.id}, **{k: v for k, v in values.items() if k != "id"})
    else:
        raise Bug("outbound_twice")


def _next_turn(work: Work, owner: ConversationId) -> int:
    last = work.connection.execute(
        select(func.max(outbound.c.turn)).where(outbound.c.conversation_id == owner)
    ).scalar()
    return 1 if last is None else int(last) + 1


def is_there(work: Work, wanted: OutboundId) -> bool:
    """Whether a reply was ever queued in this file."""
    return find_row(work, outbound, {"id": wanted}) is not None


def load_outbound(work: Work, wanted: OutboundId) -> OutboundRecord:
    """One reply. Raises Problem `reply_gone`."""
    row = find_row(work, outbound, {"id": wanted})
    if row is None:
        raise Problem("reply_gone")
    return OutboundRecord(
        OutboundId(row["id"]), ConversationId(row["conversation_id"]), ShopId(row["shop_id"]),
        MessageId(row["message_id"]), AgentId(row["agent_id"]), row["turn"], row["kind"], row["text"],
        tuple(row["files"]), row["resolve"], SendState(row["state"]), row["base_last_message_id"], row["queued_at"],
        row["attempts"], row["clock_before"], tuple(row["cc"]), tuple(row["bcc"]), row["order_key"], row["form"],
    )  # fmt: skip


def move_outbound(
    work: Work, record: OutboundRecord, allowed: Iterable[SendState], after: SendState, **values: object
) -> None:
    """One step of the send state machine, if the row still stands in one of `allowed`: compare and set.

    Raises Problem `reply_moved_on` naming the state it is in; so either the person or the send lane wins, never both.
    """
    if record.state not in allowed:
        raise Problem("reply_moved_on", state=record.state.value)
    if record.state is not after and not may_become(record.state, after):
        raise Bug("send_state_move", before=record.state.value, after=after.value)
    moved = work.connection.execute(
        update(outbound)
        .where(outbound.c.id == record.id, outbound.c.state == record.state.value)
        .values(state=after.value, **values)
    )
    if moved.rowcount != 1:
        raise Problem("reply_moved_on", state=record.state.value)
    work.log.conversations.add(record.conversation_id)
    work.log.subjects.add("outbox")


def words(text: str) -> dict[str, str]:
    """The columns that hold a reply's words."""
    return {"text": text, "text_hash": canonical_hash(text)}


def same_text_since(work: Work, owner: ConversationId, text: str, since: datetime) -> bool:
    """Whether the same words were queued to this conversation since `since` and neither refused nor taken back."""
    ended = [SendState.CANCELLED.value, SendState.FAILED.value]
    found = work.connection.execute(
        select(outbound.c.id).where(
            outbound.c.conversation_id == owner,
            outbound.c.text_hash == canonical_hash(text),
            outbound.c.queued_at > since,
            outbound.c.state.not_in(ended),
        )
    ).first()
    return found is not None


def forms_under_way(work: Work, shop: ShopId, order_key: str) -> frozenset[str]:
    """The platform's kinds of messages that were queued about an order and whose fate is not settled yet."""
    return _forms_in(work, shop, order_key, UNSENT)


def forms_sent(work: Work, shop: ShopId, order_key: str) -> frozenset[str]:
    """The platform's kinds of messages that left from here about an order."""
    return _forms_in(work, shop, order_key, {SendState.SENT})


def _forms_in(work: Work, shop: ShopId, order_key: str, states: Iterable[SendState]) -> frozenset[str]:
    if not order_key:
        return frozenset()
    found = work.connection.execute(
        select(outbound.c.form).where(
            outbound.c.shop_id == shop,
            outbound.c.order_key == order_key,
            outbound.c.form != "",
            outbound.c.state.in_([state.value for state in states]),
        )
    )
    return frozenset(form for (form,) in found.all())


def same_form_since(work: Work, owner: ConversationId, form: str, since: datetime) -> bool:
    """Whether a message of this kind was queued to this conversation since `since` and arrived, or may have."""
    ended = [SendState.CANCELLED.value, SendState.FAILED.value]
    found = work.connection.execute(
        select(outbound.c.id).where(
            outbound.c.conversation_id == owner,
            outbound.c.form == form,
            outbound.c.queued_at > since,
            outbound.c.state.not_in(ended),
        )
    ).first()
    return found is not None


def replies_of(work: Work, owner: ConversationId) -> tuple[OutboundRecord, ...]:
    """Every reply of a conversation, in turn."""
    rows = work.connection.execute(
        select(outbound.c.id).where(outbound.c.conversation_id == owner).order_by(outbound.c.turn)
    )
    return tuple(load_outbound(work, OutboundId(one)) for (one,) in rows.all())


def rehome(work: Work, moved: OutboundRecord, to: ConversationId) -> None:
    """Gives a reply another conversation, as its last turn."""
    change_row(work, outbound, {"id": moved.id}, conversation_id=to, turn=_next_turn(work, to))


def in_state(work: Work, *states: SendState) -> tuple[OutboundRecord, ...]:
    """Every reply in one of these states, in the order of queueing."""
    rows = work.connection.execute(
        select(outbound.c.id)
        .where(outbound.c.state.in_([state.value for state in states]))
        .order_by(outbound.c.queued_at, outbound.c.id)
    )
    return tuple(load_outbound(work, OutboundId(one)) for (one,) in rows.all())


# --- the clocks as they stood ---------------------------------------------------------------------------------------


def clocks_as_json(clocks: Clocks, status: str) -> dict[str, Any]:
    """What `clock_before` keeps."""
    moments = {
        "waiting_since": clocks.waiting_since,
        "platform_due": clocks.platform_due,
        "internal_due": clocks.internal_due,
    }
    kept: dict[str, Any] = {name: None if at is None else to_micros(at) for name, at in moments.items()}
    return {"status": status, **kept}


def clocks_from_json(kept: dict[str, Any]) -> Clocks:
    """The clocks that `clock_before` kept."""
    names = ("waiting_since", "platform_due", "internal_due")
    return Clocks(*(None if kept.get(name) is None else from_micros(kept[name]) for name in names))
