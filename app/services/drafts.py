"""What one desk keeps for one agent: unsent words, read marks, files on their way into a reply."""

from datetime import datetime

from app.domain.commands import AddFile, KeepDraft, MarkRead
from app.domain.files import is_dangerous
from app.services.handling import Handled, undoable
from app.store.conversations import load_conversation
from app.store.drafts import keep_draft, mark_read
from app.store.messages import add_file
from app.store.unit_of_work import Work


def save_draft(work: Work, command: KeepDraft, now: datetime) -> Handled:
    """Saves unsent words. Drafts are not undone; they are edited."""
    record = load_conversation(work, command.conversation)
    keep_draft(work, command.agent, record.id, command.text, command.files, command.as_note, now)
    return Handled()


def mark(work: Work, command: MarkRead, now: datetime) -> Handled:
    """Marks conversations read or unread for one agent."""
    for one in command.conversations:
        mark_read(work, command.agent, one, read=command.read)
    return Handled()


def register_file(work: Work, command: AddFile, now: datetime) -> Handled:
    """A file whose bytes lie in the blob store already."""
    record = load_conversation(work, command.conversation)
    add_file(
        work, id=command.attachment, conversation_id=record.id, name=command.name, size=command.size,
        content_type=command.content_type, blob_key=command.blob_key, dangerous=is_dangerous(command.name),
    )  # fmt: skip
    return undoable(work, command)
