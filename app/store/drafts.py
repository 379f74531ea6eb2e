"""What belongs to one desk alone: unsent words and read marks. On a hub nothing happens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.values import AgentId, AttachmentId, ConversationId
from app.store.schema import conversation, draft, read_mark
from app.store.unit_of_work import Work


def keep_draft(
    work: Work, agent: AgentId, owner: ConversationId, text: str, files: tuple[AttachmentId, ...], as_note: bool,
    at: datetime,
) -> None:  # fmt: skip
    """Saves unsent words; nothing to keep removes the draft."""
    if not work.is_desk:
        return
    if text or files:
        kept = {"text": text, "files": [file.hex for file in files], "as_note": as_note, "saved_at": at}
        statement = insert(draft).values(agent_id=agent, conversation_id=owner, **kept)
        work.connection.execute(
            statement.on_conflict_do_update(index_elements=["agent_id", "conversation_id"], set_=kept)
        )
    else:
        drop_draft(work, agent, owner)
    work.log.conversations.add(owner)


def drop_draft(work: Work, agent: AgentId, owner: ConversationId) -> None:
    """The words have been used."""
    if work.is_desk:
        work.connection.execute(
            delete(draft).where(draft.c.agent_id == agent, draft.c.conversation_id == owner)
        )
        work.log.conversations.add(owner)


def find_draft(work: Work, agent: AgentId, owner: ConversationId) -> tuple[str, tuple[AttachmentId, ...]]:
    """Unsent words and files, empty where there are none."""
    row = None
    if work.is_desk:
        row = work.connection.execute(
            select(draft.c.text, draft.c.files).where(
                draft.c.agent_id == agent, draft.c.conversation_id == owner
            )
        ).one_or_none()
    return ("", ()) if row is None else (row.text, tuple(AttachmentId(UUID(hex=one)) for one in row.files))


def mark_read(work: Work, agent: AgentId, owner: ConversationId, *, read: bool) -> None:
    """Moves an agent's read mark to the newest message, or takes it away."""
    if not work.is_desk:
        return
    if read:
        newest = work.connection.execute(
            select(conversation.c.last_n).where(conversation.c.id == owner)
        ).scalar()
        if newest is None:
            return
        statement = insert(read_mark).values(agent_id=agent, conversation_id=owner, last_n=newest)
        work.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["agent_id", "conversation_id"], set_={"last_n": newest}
            )
        )
    else:
        work.connection.execute(
            delete(read_mark).where(read_mark.c.agent_id == agent, read_mark.c.conversation_id == owner)
        )
    work.log.conversations.add(owner)
