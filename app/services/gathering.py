"""Which messages and orders belong to which conversation: merge, split, move, attach."""

from datetime import datetime

from app.domain.commands import AttachOrder, DetachOrder, MergeConversations, MoveMessage, SplitConversation
from app.domain.conversations import ActivityKind, Status
from app.domain.errors import Problem
from app.domain.sla import STOPPED, restored
from app.domain.values import ConversationId, MessageId, OrderId
from app.services.handling import Handled, undoable
from app.store.conversations import (
    ConversationRecord,
    change_conversation,
    clock_columns,
    exists,
    load_conversation,
    recomputed_clocks,
    refresh_newest,
)
from app.store.history import (
    add_activity,
    keys_of,
    keys_of_messages,
    link_order,
    move_beside,
    move_keys,
    unlink_order,
)
from app.store.messages import load_message, messages_of, move_messages
from app.store.orders import load_order
from app.store.outbound import rehome, replies_of
from app.store.rows import add_row
from app.store.schema import conversation
from app.store.unit_of_work import Work


def merge(work: Work, command: MergeConversations, now: datetime) -> Handled:
    """Everything of one conversation goes into another of the same customer on the same shop."""
    into, merged = load_conversation(work, command.into), load_conversation(work, command.merged)
    if into.id == merged.id:
        raise Problem("merge_same")
    if (into.shop_id, into.customer_id) != (merged.shop_id, merged.customer_id):
        raise Problem("merge_differs")
    _move(work, merged, into, messages_of(work, merged.id))
    move_beside(work, merged.id, into.id)
    move_keys(work, merged.shop_id, keys_of(work, merged.id), into.id)
    status = Status.PENDING if Status.PENDING in (into.status, merged.status) else into.status
    clocks = restored(into.clocks, merged.clocks)
    change_conversation(work, into.id, status=status.value, **clock_columns(clocks, status))
    _emptied(work, merged, into.id)
    refresh_newest(work, into.id)
    add_activity(
        work, command.activity, into.id, command.agent, now, ActivityKind.MERGED, subject=merged.subject
    )
    return undoable(work, command)


def _move(work: Work, source: ConversationRecord, target: ConversationRecord, moved: list[MessageId]) -> None:
    """Messages, the replies among them and their names."""
    keys = keys_of_messages(work, source.id, moved)
    move_messages(work, moved, target.id)
    move_keys(work, source.shop_id, keys, target.id)
    for reply in replies_of(work, source.id):
        if reply.message_id in moved:
            rehome(work, reply, target.id)


def _emptied(work: Work, record: ConversationRecord, into: ConversationId) -> None:
    """A conversation without messages leaves every list and points to where they went."""
    change_conversation(
        work, record.id, merged_into=into, status=Status.RESOLVED.value, snoozed_until=None,
        **clock_columns(STOPPED, Status.RESOLVED),
    )  # fmt: skip


def split(work: Work, command: SplitConversation, now: datetime) -> Handled:
    """Gives some messages a conversation of their own."""
    source = load_conversation(work, command.conversation)
    moved = set(command.messages)
    there = messages_of(work, source.id)
    if not moved or not moved.issubset(there):
        raise Problem("message_gone")
    if moved == set(there):
        raise Problem("split_all")
    if exists(work, command.new_conversation):
        raise Problem("split_twice")
    target = _sibling(work, source, command.new_conversation, now)
    _move(work, source, target, [one for one in there if one in moved])
    _settle(work, source.id, target.id)
    add_activity(
        work, command.activity, source.id, command.agent, now, ActivityKind.SPLIT, count=str(len(moved))
    )
    return undoable(work, command)


def _sibling(
    work: Work, source: ConversationRecord, new: ConversationId, now: datetime
) -> ConversationRecord:
    add_row(
        work, conversation, id=new, shop_id=source.shop_id, customer_id=source.customer_id, subject=source.subject,
        status=source.status.value, assignee_id=source.assignee_id, snoozed_until=source.snoozed_until,
        country=source.country, language=source.language, order_key=source.order_key, item_ref=source.item_ref,
        preview="", last_n=0, last_at=source.last_at, last_direction=source.last_direction.value,
        last_message_id=None, news_n=0, message_count=0, waiting_since=None, platform_due=None, internal_due=None,
        due=None, reply_refs=source.reply_refs, can_reply=source.can_reply, created_at=now, merged_into=None,
    )  # fmt: skip
    return load_conversation(work, new)


def _settle(work: Work, *changed: ConversationId) -> None:
    """Newest message and clocks follow from the messages there are now."""
    for one in changed:
        refresh_newest(work, one)
        record = load_conversation(work, one)
        clocks = recomputed_clocks(work, record) if record.status is not Status.RESOLVED else STOPPED
        if clocks.waiting_since is not None and record.status is Status.WAITING:
            change_conversation(work, one, status=Status.PENDING.value)
        change_conversation(work, one, **clock_columns(clocks, load_conversation(work, one).status))


def move_message(work: Work, command: MoveMessage, now: datetime) -> Handled:
    """Puts a misfiled message where it belongs."""
    row = load_message(work, command.message)
    source = load_conversation(work, row["conversation_id"])
    target = load_conversation(work, command.to)
    if source.id == target.id:
        return Handled()
    if source.shop_id != target.shop_id:
        raise Problem("move_between_shops")
    _move(work, source, target, [command.message])
    left = messages_of(work, source.id)
    _settle(work, target.id, *([source.id] if left else []))
    if not left:
        move_beside(work, source.id, target.id)
        move_keys(work, source.shop_id, keys_of(work, source.id), target.id)
        _emptied(work, source, target.id)
        refresh_newest(work, source.id)
    add_activity(
        work, command.activity, target.id, command.agent, now, ActivityKind.MOVED, subject=source.subject
    )
    return undoable(work, command)


def attach_order(work: Work, command: AttachOrder, now: datetime) -> Handled:
    """Sets the right order beside a conversation by hand."""
    record, order = load_conversation(work, command.conversation), load_order(work, command.order)
    if not link_order(work, record.id, command.order, by_hand=True):
        return Handled()
    if not record.order_key:
        change_conversation(work, record.id, order_key=order.remote_key)
    _order_line(work, command, record.id, order.remote_key, now, ActivityKind.ORDER_ATTACHED)
    return undoable(work, command)


def detach_order(work: Work, command: DetachOrder, now: datetime) -> Handled:
    """Takes an order away from a conversation."""
    record, order = load_conversation(work, command.conversation), load_order(work, command.order)
    if not unlink_order(work, record.id, command.order):
        return Handled()
    if record.order_key == order.remote_key:
        change_conversation(work, record.id, order_key="")
    _order_line(work, command, record.id, order.remote_key, now, ActivityKind.ORDER_DETACHED)
    return undoable(work, command)


def _order_line(
    work: Work,
    command: AttachOrder | DetachOrder,
    owner: ConversationId,
    key: str,
    now: datetime,
    kind: ActivityKind,
) -> None:
    work.log.orders.add(OrderId(command.order))
    add_activity(work, command.activity, owner, command.agent, now, kind, order=key)
