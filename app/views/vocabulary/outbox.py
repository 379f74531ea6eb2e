"""Words of the outbox screen."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (word("outbox.title", "发件箱"),)
