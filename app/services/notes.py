"""Notes among agents."""

from datetime import datetime

from app.domain.commands import AddNote, DeleteNote
from app.domain.drafts import DraftKind
from app.domain.errors import Problem
from app.domain.team import Role
from app.services.handling import Handled, require_role, undoable
from app.store.conversations import load_conversation
from app.store.drafts import drop_draft
from app.store.notes import add_note, load_note, remove_note
from app.store.unit_of_work import Work


def write_note(work: Work, command: AddNote, now: datetime) -> Handled:
    """Adds a note; its draft has been used."""
    if not command.text.strip():
        raise Problem("text_empty")
    record = load_conversation(work, command.conversation)
    add_note(work, command.note, record.id, command.agent, now, command.text)
    drop_draft(work, command.agent, record.id, DraftKind.NOTE)
    return undoable(work, command)


def delete_note(work: Work, command: DeleteNote, now: datetime) -> Handled:
    """Removes a note: one's own, or as a supervisor anybody's."""
    if load_note(work, command.note)["agent_id"] != command.agent:
        require_role(work, command, Role.SUPERVISOR)
    remove_note(work, command.note)
    return undoable(work, command)
