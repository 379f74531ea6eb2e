"""Messages that are written here: stored under a number in time order, findable, movable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.domain.contact import Silence
from app.domain.conversations import Direction, MessageKind
from app.domain.errors import Problem
from app.domain.outbox import SendState
from app.domain.values import AgentId, AttachmentId, ConversationId, MessageId, ShopId, message_number
from app.store.rows import add_row, change_row, find_row, remove_row
from app.store.schema import (
    agent,
    attachment,
    conversation,
    conversation_order,
    customer,
    message,
    note,
    orders,
    outbound,
)
from app.store.search_index import Document, forget_documents, index_documents
from app.store.unit_of_work import Work

NEVER_LEFT = (SendState.FAILED.value, SendState.CANCELLED.value)
"""states of replies that no customer has seen"""


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """An utterance of ours on its way into the timeline."""

    id: MessageId
    conversation: ConversationId
    shop: ShopId
    agent: AgentId
    at: datetime
    text: str
    subject: str = ""
    language: str = ""
    reply_refs: dict[str, str] | None = None


def free_number(work: Work, at: datetime, named: UUID) -> int:
    """The number for a message or note of this moment: the next one that neither has."""
    n = message_number(at, named)
    while _taken(work, n):
        n += 1
    return n


def _taken(work: Work, n: int) -> bool:
    query = select(message.c.n).where(message.c.n == n).union_all(select(note.c.n).where(note.c.n == n))
    return work.connection.execute(query).first() is not None


def add_own_message(work: Work, own: OwnMessage) -> int:
    """Stores it and says its number."""
    n = free_number(work, own.at, own.id)
    author = find_row(work, agent, {"id": own.agent})
    add_row(
        work, message, n=n, id=own.id, conversation_id=own.conversation, shop_id=own.shop, remote_key=None,
        direction=Direction.OUTBOUND.value, kind=MessageKind.AGENT.value, author=author["name"] if author else "",
        agent_id=own.agent, sent_at=own.at, stored_at=own.at, subject=own.subject, text=own.text, quoted_from=None,
        language=own.language, imported=False, low_confidence=False, raw_key="", reply_refs=own.reply_refs or {},
    )  # fmt: skip
    index_messages(work, [n])
    return n


def change_own_text(work: Work, changed: MessageId, text: str) -> None:
    """New words for a message that has not left."""
    n = number_of(work, changed)
    change_row(work, message, {"n": n}, text=text)
    forget_documents(work, [n])
    index_messages(work, [n])


def remove_message(work: Work, removed: MessageId) -> None:
    """Takes a message that never left out of the timeline and the index."""
    n = number_of(work, removed)
    forget_documents(work, [n])
    remove_row(work, message, {"n": n})


def number_of(work: Work, named: MessageId) -> int:
    """The number of a message. Raises Problem `message_gone`."""
    found = work.connection.execute(select(message.c.n).where(message.c.id == named)).scalar()
    if found is None:
        raise Problem("message_gone")
    return int(found)


def load_message(work: Work, named: MessageId) -> dict[str, Any]:
    """All columns of one message. Raises Problem `message_gone`."""
    row = find_row(work, message, {"n": number_of(work, named)})
    assert row is not None
    return row


def newest_customer_message_at(work: Work, owner: ConversationId) -> datetime | None:
    """When the customer last wrote."""
    found = work.connection.execute(
        select(message.c.sent_at)
        .where(message.c.conversation_id == owner, message.c.kind == MessageKind.CUSTOMER.value)
        .order_by(message.c.n.desc())
        .limit(1)
    ).scalar()
    return found if isinstance(found, datetime) else None


def said_into_silence(
    work: Work, owner: ConversationId, silence: Silence, but: MessageId | None = None
) -> int:
    """How many messages of ours were written since the customer's silence became one, without those that did not leave.
    One of them (`but`) may be left out."""
    wrote = newest_customer_message_at(work, owner)
    if wrote is None:
        return 0
    gone = select(outbound.c.message_id).where(outbound.c.state.in_(NEVER_LEFT))
    ours = [
        message.c.conversation_id == owner,
        message.c.kind == MessageKind.AGENT.value,
        message.c.sent_at > wrote + silence.after,
        message.c.id.not_in(gone),
    ]
    if but is not None:
        ours.append(message.c.id != but)
    return int(work.connection.execute(select(func.count()).where(*ours)).scalar_one())


def messages_of(work: Work, owner: ConversationId) -> list[MessageId]:
    """Every message of a conversation, oldest first."""
    rows = work.connection.execute(
        select(message.c.id).where(message.c.conversation_id == owner).order_by(message.c.n)
    )
    return [MessageId(one) for (one,) in rows]


def move_messages(work: Work, moved: Iterable[MessageId], to: ConversationId) -> None:
    """Gives messages and their files another conversation."""
    for one in moved:
        n = number_of(work, one)
        change_row(work, message, {"n": n}, conversation_id=to)
        if work.is_desk:
            work.fresh.add(n)
        files = work.connection.execute(select(attachment.c.id).where(attachment.c.message_id == one))
        for (file,) in files.all():
            change_row(work, attachment, {"id": file}, conversation_id=to)


# --- files ----------------------------------------------------------------------------------------------------------


def bind_files(
    work: Work, files: Sequence[AttachmentId], owner: ConversationId, to: MessageId | None
) -> None:
    """Hands files of a draft to a message, or back to the draft. Raises Problem `file_gone`."""
    for position, file in enumerate(files):
        row = find_row(work, attachment, {"id": file})
        if row is None or row["conversation_id"] != owner:
            raise Problem("file_gone")
        change_row(work, attachment, {"id": file}, message_id=to, position=position)
    if files and to is not None:
        n = number_of(work, to)
        forget_documents(work, [n])
        index_messages(work, [n])


def add_file(work: Work, **columns: object) -> None:
    """Registers a file that belongs to a draft."""
    add_row(
        work, attachment, message_id=None, position=0, inline=False, content_id="", url="", mail_part="", **columns
    )  # fmt: skip


# --- the full-text index --------------------------------------------------------------------------------------------


def index_messages(work: Work, numbers: Sequence[int]) -> None:
    """Makes stored messages findable by their own words, names, files and order numbers."""
    if work.is_desk and numbers:
        index_documents(work, [_document(work, n) for n in numbers])


def _document(work: Work, n: int) -> Document:
    row = work.connection.execute(
        select(
            message.c.id, message.c.subject, message.c.text, message.c.quoted_from, message.c.author,
            message.c.language, customer.c.name, conversation.c.order_key, conversation.c.id.label("owner"),
        )
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .join(customer, customer.c.id == conversation.c.customer_id)
        .where(message.c.n == n)
    ).one()  # fmt: skip
    files = work.connection.execute(
        select(attachment.c.name, attachment.c.inline).where(attachment.c.message_id == row.id)
    ).all()
    numbers = work.connection.execute(
        select(orders.c.remote_key)
        .join(conversation_order, conversation_order.c.order_id == orders.c.id)
        .where(conversation_order.c.conversation_id == row.owner)
    )
    words = [row.subject, row.text[: row.quoted_from], row.order_key]
    words += [name for name, inline in files if not inline] + [number for (number,) in numbers]
    return Document(n, f"{row.name} {row.author}", "\n".join(words), row.language, bool(files))
