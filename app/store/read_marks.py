"""What a platform would be told of a conversation that was read here."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.errors import Problem
from app.domain.values import ConversationId, ShopId
from app.store.conversations import load_conversation
from app.store.history import strongest_key
from app.store.schema import conversation, read_mark
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """Numbers of messages, as in `message.n`."""

    shop: ShopId
    thread_key: str
    newest: int
    """the customer's newest message that counts as news; 0 without one"""
    read_upto: int
    """how far any agent of this desk has read"""


def read_facts(work: Work, wanted: ConversationId) -> ReadFacts | None:
    """How far a conversation was read; None when it no longer exists."""
    try:
        record = load_conversation(work, wanted)
    except Problem:
        return None
    newest = work.connection.execute(
        select(conversation.c.news_n).where(conversation.c.id == record.id)
    ).scalar_one()
    upto = work.connection.execute(
        select(func.max(read_mark.c.last_n)).where(read_mark.c.conversation_id == record.id)
    ).scalar()
    return ReadFacts(record.shop_id, strongest_key(work, record.id), int(newest), int(upto or 0))
