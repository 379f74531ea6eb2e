"""What belongs to one desk alone: unsent words and read marks. On a hub nothing happens."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.drafts import NOTHING, Draft, DraftKind, FirstDraft
from app.domain.values import AgentId, AttachmentId, ConversationId, OrderId
from app.store.cards import card_as_json
from app.store.queries_cards import card_from_json
from app.store.schema import conversation, draft, read_mark
from app.store.unit_of_work import Work

Owner = ConversationId | OrderId


def keep_draft(
    work: Work, agent: AgentId, owner: Owner, kept: Draft, by: UUID, at: datetime, kind: DraftKind = DraftKind.REPLY
) -> None:  # fmt: skip
    """Saves unsent words on behalf of the command `by`; nothing to keep removes the draft."""
    if not work.is_desk:
        return
    if kept == NOTHING:
        drop_draft(work, agent, owner, kind)
        return
    values = {
        "text": kept.text, "files": [file.hex for file in kept.files], "cc": list(kept.cc), "bcc": list(kept.bcc),
        "form": kept.form, "card": card_as_json(kept.card), "subject": "",
    }  # fmt: skip
    _put(work, agent, owner, kind, saved_by=by, saved_at=at, **values)
    _told(work, owner, kind)


def keep_first_draft(
    work: Work, agent: AgentId, order: OrderId, begun: FirstDraft, by: UUID, at: datetime
) -> None:
    """The same of a first message; its files belong to no conversation yet and are kept whole."""
    if not work.is_desk:
        return
    if begun == FirstDraft():
        drop_draft(work, agent, order, DraftKind.FIRST)
        return
    files = [{**asdict(file), "id": file.id.hex} for file in begun.files]
    values = {"text": begun.text, "files": files, "cc": [], "bcc": [], "form": "", "card": {}}
    _put(work, agent, order, DraftKind.FIRST, subject=begun.subject, saved_by=by, saved_at=at, **values)


def _put(work: Work, agent: AgentId, owner: Owner, kind: DraftKind, **values: object) -> None:
    statement = insert(draft).values(agent_id=agent, owner_id=owner, kind=kind.value, **values)
    work.connection.execute(
        statement.on_conflict_do_update(index_elements=["agent_id", "owner_id", "kind"], set_=values)
    )


def drop_draft(work: Work, agent: AgentId, owner: Owner, kind: DraftKind = DraftKind.REPLY) -> None:
    """The words have been used."""
    if work.is_desk:
        work.connection.execute(delete(draft).where(_of(agent, owner, kind)))
        _told(work, owner, kind)


def find_draft(work: Work, agent: AgentId, owner: Owner, kind: DraftKind = DraftKind.REPLY) -> Draft:
    """Unsent words, NOTHING where there are none."""
    row = None
    if work.is_desk:
        row = work.connection.execute(select(draft).where(_of(agent, owner, kind))).one_or_none()
    if row is None:
        return NOTHING
    files = tuple(AttachmentId(UUID(hex=file)) for file in row.files)
    return Draft(row.text, files, tuple(row.cc), tuple(row.bcc), row.form, card_from_json(row.card))


def _of(agent: AgentId, owner: Owner, kind: DraftKind) -> ColumnElement[bool]:
    return and_(draft.c.agent_id == agent, draft.c.owner_id == owner, draft.c.kind == kind.value)


def _told(work: Work, owner: Owner, kind: DraftKind) -> None:
    if kind is not DraftKind.FIRST:
        work.log.conversations.add(ConversationId(owner))


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
