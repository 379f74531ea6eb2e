"""Words of the admin screen."""

from app.views.vocabulary.entry import word

WORDS: tuple[tuple[str, str], ...] = (word("admin.title", "店铺与设置"),)
