"""What is no longer there is said to be gone, and never taken for something else."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.domain.errors import Problem
from app.domain.values import AttachmentId, ConversationId, MessageId
from app.store.files import channel_of, inline_file, load_file, whereabouts
from app.store.unit_of_work import unit_of_work

NOBODY = UUID(int=7)


def test_files_messages_and_conversations_that_went_are_named_gone(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        with pytest.raises(Problem, match="file_gone"):
            load_file(work, AttachmentId(NOBODY))
        with pytest.raises(Problem, match="conversation_gone"):
            channel_of(work, ConversationId(NOBODY))
        with pytest.raises(Problem, match="message_gone"):
            whereabouts(work, MessageId(NOBODY))
        assert inline_file(work, MessageId(NOBODY), "cid") is None
