"""A conversation's columns are written down for handlers and for ingest; both know every column there is."""

from dataclasses import fields

from app.store.conversations import ConversationRecord
from app.store.schema import conversation
from app.store.standing import Standing


def test_handlers_and_ingest_know_every_column_of_a_conversation_in_the_same_order() -> None:
    """One value is frozen and the other changes while a page is taken in, so they cannot share their fields."""
    handlers = [one.name for one in fields(ConversationRecord)]
    ingest = [one.name for one in fields(Standing) if one.compare]
    assert handlers == ingest
    assert set(handlers) == set(conversation.c.keys())
