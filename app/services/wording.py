"""Which words may leave: neither empty, nor with blanks unfilled, nor longer than the platform takes."""

import re
from collections.abc import Sequence

from app.domain.cards import Card
from app.domain.errors import Problem
from app.domain.shops import Shop
from app.store.unit_of_work import Work

_UNFILLED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def check_words(
    work: Work, shop: Shop, text: str, files: Sequence[object], card: Card | None = None, form: str = ""
) -> None:
    """Raises the Problem that keeps these words from leaving, if there is one."""
    facts = work.channels(shop.channel)
    if (
        not text.strip() and not files and card is None and not form
    ):  # some forms have all their words already
        raise Problem("text_empty")
    check_filled(text)
    check_room(work, shop, text, files)
    if card is not None and card.kind not in facts.sends_cards:
        raise Problem("no_cards_here")


def check_filled(text: str) -> None:
    """Raises Problem `unfilled_variable` for a template's blank that nobody filled."""
    if blank := _UNFILLED.search(text):
        raise Problem("unfilled_variable", variable=blank.group(1))


def check_room(work: Work, shop: Shop, text: str, files: Sequence[object]) -> None:
    """Raises the Problem that the platform would have with the length, or with any file."""
    facts = work.channels(shop.channel)
    if facts.too_long(text):
        raise Problem("text_too_long", limit=facts.reply_limit, length=facts.length(text))
    if files and not facts.can_attach:
        raise Problem("no_files_here")
