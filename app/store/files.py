"""What is known of attachments and of where their bytes lie."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from app.domain.errors import Problem
from app.domain.values import AttachmentId, ConversationId, LoginId, MessageId, ShopId
from app.store.schema import attachment, conversation, message, shop, shop_login
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One attachment with the message it came with."""

    id: AttachmentId
    conversation: ConversationId
    message: MessageId | None
    name: str
    content_type: str
    size: int
    content_id: str
    blob_key: str
    url: str
    mail_part: str
    dangerous: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a message came from: enough to fetch it again."""

    message: MessageId
    shop: ShopId
    channel: str
    mail_login: LoginId | None
    raw_key: str
    remote_key: str
    subject: str
    text: str
    reply_refs: dict[str, str]


_COLUMNS = (
    attachment.c.id, attachment.c.conversation_id, attachment.c.message_id, attachment.c.name,
    attachment.c.content_type, attachment.c.size, attachment.c.content_id, attachment.c.blob_key, attachment.c.url,
    attachment.c.mail_part, attachment.c.dangerous,
)  # fmt: skip


def load_file(work: Work, wanted: AttachmentId) -> FileRecord:
    """One attachment. Raises Problem `file_gone`."""
    row = work.connection.execute(select(*_COLUMNS).where(attachment.c.id == wanted)).one_or_none()
    if row is None:
        raise Problem("file_gone")
    return FileRecord(*row)


def inline_file(work: Work, owner: MessageId, content_id: str) -> FileRecord | None:
    """The file that a mail's HTML names by `cid:`."""
    row = work.connection.execute(
        select(*_COLUMNS).where(attachment.c.message_id == owner, attachment.c.content_id == content_id)
    ).first()
    return FileRecord(*row) if row else None


def note_bytes(work: Work, file: AttachmentId, blob_key: str, size: int) -> None:
    """The bytes of an attachment have arrived in the blob store."""
    work.connection.execute(
        update(attachment).where(attachment.c.id == file).values(blob_key=blob_key, size=size)
    )


def files_of_draft(work: Work, owner: ConversationId) -> tuple[int, int]:
    """(how many, how many bytes) wait in the drafts of a conversation."""
    row = work.connection.execute(
        select(func.count(), func.coalesce(func.sum(attachment.c.size), 0)).where(
            attachment.c.conversation_id == owner, attachment.c.message_id.is_(None)
        )
    ).one()
    return int(row[0]), int(row[1])


def channel_of(work: Work, owner: ConversationId) -> str:
    """The channel a conversation runs on. Raises Problem `conversation_gone`."""
    found = work.connection.execute(
        select(shop.c.channel)
        .join(conversation, conversation.c.shop_id == shop.c.id)
        .where(conversation.c.id == owner)
    ).scalar()
    if found is None:
        raise Problem("conversation_gone")
    return str(found)


def whereabouts(work: Work, wanted: MessageId) -> Whereabouts:
    """Where a message came from. Raises Problem `message_gone`."""
    row = work.connection.execute(
        select(
            message.c.id, message.c.shop_id, shop.c.channel, shop_login.c.login_id, message.c.raw_key,
            message.c.remote_key, message.c.subject, message.c.text, message.c.reply_refs,
        )
        .join(shop, shop.c.id == message.c.shop_id)
        .outerjoin(shop_login, (shop_login.c.shop_id == shop.c.id) & (shop_login.c.role == "mail"))
        .where(message.c.id == wanted)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Problem("message_gone")
    return Whereabouts(*row[:5], row[5] or "", row[6], row[7], dict(row[8]))


def note_raw(work: Work, named: MessageId, raw_key: str) -> None:
    """The raw mail of a message lies in the blob store (again)."""
    work.connection.execute(update(message).where(message.c.id == named).values(raw_key=raw_key))
