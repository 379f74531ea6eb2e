"""Words of the conversation screen."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (word("conversation.title", "会话"),)
