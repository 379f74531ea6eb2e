"""Our own words coming back from a channel: the proof that a reply arrived, never a second message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, func, select, update

from app.domain.outbox import SendState
from app.domain.values import ConversationId
from app.store.conversations import refresh_newest
from app.store.schema import attachment, message, outbound
from app.store.search_index import forget_documents
from app.store.unit_of_work import Work

PROVES = [
    SendState.SENDING.value,
    SendState.UNKNOWN.value,
    SendState.ASK_HUMAN.value,
    SendState.QUEUED.value,
    SendState.NEEDS_REVIEW.value,
]
"""where an echo settles the matter; a refused reply stays refused although its copy exists"""


@dataclass(frozen=True, slots=True)
class Echo:
    """A message of ours as the channel lists it."""

    outbound_id: UUID
    message_id: UUID
    remote_key: str
    at: datetime


def adopt_echoes(work: Work, echoes: Sequence[Echo]) -> None:
    """The channel itself shows these replies: they are sent, under the channel's key."""
    for echo in echoes:
        key = free_key(work.connection, echo.outbound_id, echo.remote_key)
        work.connection.execute(
            update(outbound)
            .where(outbound.c.id == echo.outbound_id, outbound.c.state.in_(PROVES))
            .values(state=SendState.SENT.value, sent_at=echo.at, reason="", next_look=None)
        )
        work.connection.execute(
            update(outbound)
            .where(outbound.c.id == echo.outbound_id)
            .values(remote_key=func.coalesce(outbound.c.remote_key, key))
        )
        work.connection.execute(
            update(message).where(message.c.id == echo.message_id).values(remote_key=echo.remote_key)
        )


def free_key(connection: Connection, outbound_id: UUID, remote_key: str) -> str | None:
    """The key, unless another reply of the shop owns it already."""
    if not remote_key:
        return None
    mine = select(outbound.c.shop_id).where(outbound.c.id == outbound_id).scalar_subquery()
    owned = select(outbound.c.id).where(
        outbound.c.shop_id == mine, outbound.c.remote_key == remote_key, outbound.c.id != outbound_id
    )
    return None if connection.execute(owned).first() else remote_key


def absorb_echo(work: Work, message_id: UUID, remote_key: str) -> None:
    """Names our message with the channel's key; a copy that was stored before anyone knew it for ours goes."""
    if not remote_key:
        return
    shop = work.connection.execute(select(message.c.shop_id).where(message.c.id == message_id)).scalar_one()
    twin = work.connection.execute(
        select(message.c.n, message.c.id, message.c.conversation_id).where(
            message.c.shop_id == shop, message.c.remote_key == remote_key, message.c.id != message_id
        )
    ).first()
    if twin is not None:
        owned = select(outbound.c.id).where(outbound.c.message_id == twin.id)
        if work.connection.execute(owned).first() is not None:
            return
        forget_documents(work, [twin.n])
        work.connection.execute(delete(attachment).where(attachment.c.message_id == twin.id))
        work.connection.execute(delete(message).where(message.c.n == twin.n))
        refresh_newest(work, ConversationId(twin.conversation_id))
    work.connection.execute(update(message).where(message.c.id == message_id).values(remote_key=remote_key))
