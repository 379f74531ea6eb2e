"""Words of the context screen."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (word("context.title", "订单与客户"),)
