"""Notes: text that only agents see, numbered and findable like messages."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.errors import Problem
from app.domain.values import AgentId, ConversationId, NoteId
from app.store.messages import free_number
from app.store.rows import add_row, find_row, remove_row
from app.store.schema import agent, note
from app.store.search_index import Document, forget_documents, index_documents
from app.store.unit_of_work import Work


def add_note(
    work: Work, added: NoteId, owner: ConversationId, author: AgentId, at: datetime, text: str
) -> None:
    """Stores a note under the next free number."""
    n = free_number(work, at, added)
    add_row(work, note, n=n, id=added, conversation_id=owner, agent_id=author, at=at, text=text)
    index_notes(work, [n])


def remove_note(work: Work, removed: NoteId) -> None:
    """Deletes a note. Raises Problem `note_gone`."""
    row = load_note(work, removed)
    forget_documents(work, [row["n"]])
    remove_row(work, note, {"n": row["n"]})


def load_note(work: Work, wanted: NoteId) -> dict[str, Any]:
    """All columns of one note. Raises Problem `note_gone`."""
    n = work.connection.execute(select(note.c.n).where(note.c.id == wanted)).scalar()
    row = None if n is None else find_row(work, note, {"n": n})
    if row is None:
        raise Problem("note_gone")
    return row


def index_notes(work: Work, numbers: list[int]) -> None:
    """Makes stored notes findable."""
    if not work.is_desk:
        return
    rows = work.connection.execute(
        select(note.c.n, note.c.text, agent.c.name)
        .join(agent, agent.c.id == note.c.agent_id)
        .where(note.c.n.in_(numbers))
    )
    index_documents(work, [Document(n, name, text) for n, text, name in rows.all()])
