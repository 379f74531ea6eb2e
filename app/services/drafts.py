"""What one desk keeps for one agent: unsent words, read marks, files on their way into a reply."""

from dataclasses import replace
from datetime import datetime

from app.domain.commands import AddFile, KeepDraft, KeepFirstDraft, MarkRead, QueueReply
from app.domain.drafts import NOTHING, Draft, DraftKind, FirstDraft
from app.domain.files import is_dangerous
from app.domain.values import ConversationId, OrderId
from app.services.handling import Handled, undoable
from app.store.conversations import load_conversation
from app.store.drafts import drop_draft, find_draft, keep_draft, keep_first_draft, mark_read
from app.store.messages import add_file
from app.store.orders import load_order
from app.store.unit_of_work import Work


def save_draft(work: Work, command: KeepDraft, now: datetime) -> Handled:
    """Saves unsent words. Drafts are not undone; they are edited."""
    record = load_conversation(work, command.conversation)
    kept = Draft(command.text, command.files, command.cc, command.bcc, command.form, command.card)
    kind = DraftKind.NOTE if command.as_note else DraftKind.REPLY
    keep_draft(work, command.agent, record.id, kept, command.id, now, kind)
    return Handled()


def save_first_draft(work: Work, command: KeepFirstDraft, now: datetime) -> Handled:
    """Saves what was begun to the buyer of an order."""
    order = load_order(work, command.order)
    begun = FirstDraft(command.subject, command.text, command.files)
    keep_first_draft(work, command.agent, OrderId(order.id), begun, command.id, now)
    return Handled()


def spend_draft(work: Work, command: QueueReply, owner: ConversationId, now: datetime) -> None:
    """What leaves is in the box no more; a card that leaves by itself takes only itself along."""
    if command.text.strip() or (command.files and not command.form):
        drop_draft(work, command.agent, owner)
        return
    kept = find_draft(work, command.agent, owner)
    if command.form:  # the platform words it: what was written stays
        keep_draft(work, command.agent, owner, Draft(kept.text), command.id, now)
    elif command.card is not None and kept.card == command.card:
        rest = replace(kept, card=None) if kept.text.strip() or kept.files else NOTHING
        keep_draft(work, command.agent, owner, rest, command.id, now)


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
