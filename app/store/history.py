"""What stands beside the messages of a conversation: lines of history, tags, linked orders, names for threading."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.domain.conversations import ActivityKind
from app.domain.values import ActivityId, AgentId, ConversationId, MessageId, OrderId, ShopId
from app.store.rows import add_row, change_row, find_row, remove_row
from app.store.schema import (
    activity,
    conversation_order,
    conversation_tag,
    message,
    note,
    outbound,
    thread_key,
)
from app.store.unit_of_work import Work


def add_activity(
    work: Work, added: ActivityId, owner: ConversationId, by: AgentId | None, at: datetime, kind: ActivityKind,
    **detail: str,
) -> None:  # fmt: skip
    """Writes one line of history."""
    add_row(
        work, activity, id=added, conversation_id=owner, agent_id=by, at=at, kind=kind.value, detail=detail
    )


def tags_of(work: Work, owner: ConversationId) -> tuple[str, ...]:
    """The tags of a conversation, sorted."""
    rows = work.connection.execute(
        select(conversation_tag.c.tag).where(conversation_tag.c.conversation_id == owner)
    )
    return tuple(sorted(tag for (tag,) in rows))


def add_tag(work: Work, owner: ConversationId, tag: str) -> bool:
    """Tags a conversation; False where it has the tag already."""
    if tag in tags_of(work, owner):
        return False
    add_row(work, conversation_tag, conversation_id=owner, tag=tag)
    return True


def remove_tag(work: Work, owner: ConversationId, tag: str) -> bool:
    """Takes a tag away; False where there is none."""
    return remove_row(work, conversation_tag, {"conversation_id": owner, "tag": tag})


def link_order(work: Work, owner: ConversationId, order: OrderId, *, by_hand: bool) -> bool:
    """Sets an order beside a conversation; False where it stands there already."""
    key = {"conversation_id": owner, "order_id": order}
    found = find_row(work, conversation_order, key)
    if found is None:
        add_row(work, conversation_order, **key, by_hand=by_hand)
    elif by_hand and not found["by_hand"]:
        change_row(work, conversation_order, key, by_hand=True)
    else:
        return False
    return True


def unlink_order(work: Work, owner: ConversationId, order: OrderId) -> bool:
    """Takes an order away from a conversation; False where it does not stand there."""
    return remove_row(work, conversation_order, {"conversation_id": owner, "order_id": order})


def orders_of(work: Work, owner: ConversationId) -> tuple[tuple[OrderId, bool], ...]:
    """(order, attached by hand) of a conversation."""
    rows = work.connection.execute(
        select(conversation_order.c.order_id, conversation_order.c.by_hand)
        .where(conversation_order.c.conversation_id == owner)
        .order_by(conversation_order.c.order_id)
    )
    return tuple((OrderId(order), by_hand) for order, by_hand in rows)


# --- names for threading --------------------------------------------------------------------------------------------


def own_key(outbound_id: UUID) -> str:
    """The name by which an answer to a reply of ours finds its conversation."""
    return f"own:{outbound_id.hex}"


def add_thread_key(work: Work, shop: ShopId, key: str, owner: ConversationId, at: datetime) -> None:
    """Names a conversation; a name that is taken keeps its owner."""
    if find_row(work, thread_key, {"shop_id": shop, "key": key}) is None:
        add_row(work, thread_key, shop_id=shop, key=key, conversation_id=owner, seen_at=at)


def keys_of(work: Work, owner: ConversationId) -> tuple[str, ...]:
    """All names of a conversation, the newest first."""
    rows = work.connection.execute(
        select(thread_key.c.key)
        .where(thread_key.c.conversation_id == owner)
        .order_by(thread_key.c.seen_at.desc(), thread_key.c.key)
    )
    return tuple(key for (key,) in rows)


def strongest_key(work: Work, owner: ConversationId) -> str:
    """The name a reply is addressed with: neither weak nor one of our own replies, where there is such a one."""
    keys = keys_of(work, owner)
    lasting = [key for key in keys if not key.startswith(("own:", "weak:", "weak30:"))]
    return lasting[0] if lasting else ""


def move_keys(work: Work, shop: ShopId, keys: Iterable[str], to: ConversationId) -> None:
    """Gives names of one conversation to another."""
    for key in keys:
        change_row(work, thread_key, {"shop_id": shop, "key": key}, conversation_id=to)


def keys_of_messages(work: Work, owner: ConversationId, messages: Iterable[MessageId]) -> list[str]:
    """The names that a conversation got from exactly these messages."""
    own: set[str] = set()
    for one in messages:
        row = work.connection.execute(
            select(message.c.remote_key, outbound.c.id)
            .select_from(message.outerjoin(outbound, outbound.c.message_id == message.c.id))
            .where(message.c.id == one)
        ).one()
        own.update(name for name in (row.remote_key, own_key(row.id) if row.id else None) if name)
    return sorted(own.intersection(keys_of(work, owner)))


def move_beside(work: Work, source: ConversationId, target: ConversationId) -> None:
    """Notes, lines of history, tags and orders of one conversation go to another."""
    for table, key in ((note, "n"), (activity, "id")):
        rows = work.connection.execute(
            select(table.c[key]).where(table.c.conversation_id == source).order_by(table.c[key])
        )
        for (one,) in rows.all():
            change_row(work, table, {key: one}, conversation_id=target)
            if table is note and work.is_desk:
                work.fresh.add(one)
    for tag in tags_of(work, source):
        remove_tag(work, source, tag)
        add_tag(work, target, tag)
    for order, by_hand in orders_of(work, source):
        unlink_order(work, source, order)
        link_order(work, target, order, by_hand=by_hand)
