"""Words of the templates screen."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (word("templates.title", "模板"),)
