"""What is only this desk's: read marks, drafts and their files."""

from dataclasses import dataclass

from app.domain.cards import Card
from app.domain.commands.base import Command
from app.domain.files import NewFile
from app.domain.values import AttachmentId, ConversationId, OrderId


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead(Command):
    """Read marks belong to one agent on one desk; they are local."""

    conversations: tuple[ConversationId, ...]
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft(Command):
    """Saves unsent words, of the reply or of the note; nothing at all removes the draft."""

    conversation: ConversationId
    text: str
    files: tuple[AttachmentId, ...] = ()
    as_note: bool = False
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    form: str = ""
    card: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFirstDraft(Command):
    """Saves what was begun to the buyer of an order; nothing at all removes it."""

    order: OrderId
    subject: str
    text: str
    files: tuple[NewFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFile(Command):
    """Registers bytes already in the blob store as a file that a draft may carry."""

    attachment: AttachmentId
    conversation: ConversationId
    name: str
    content_type: str
    size: int
    blob_key: str
