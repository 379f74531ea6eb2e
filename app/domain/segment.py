"""Text to search terms: scripts without spaces become overlapping pairs, everything is folded the same way twice.

Words of spaced scripts are left whole (the index's own tokenizer splits them); a run of Chinese, Japanese, Korean or
Thai becomes its overlapping pairs plus its last character, so that any part of it, even one character, is found.
"""

import re
from dataclasses import dataclass
from operator import add
from unicodedata import category, is_normalized, normalize

_UNSPACED = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0ebd\u0ec0-\u0ece"  # Lao
    "\u1000-\u109f\u1780-\u17d3"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\uac00-\ud7a3"  # Hangul
    "\U00020000-\U0003134f]+"
)
_MARKS = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+")
"""Hebrew points, Arabic vowel signs and the stretching tatweel: written or not, the word is the same"""


def fold(text: str) -> str:
    """The form in which texts are compared: compatibility forms, case and optional marks are gone."""
    if text.isascii():
        return text.lower()
    if not is_normalized("NFKC", text):
        text = normalize("NFKC", text)
    return _MARKS.sub("", text.casefold())


def index_terms(text: str) -> str:
    """`text` as it is handed to the index: folded, with pairs in place of unspaced runs."""
    if text.isascii():
        return text
    return _UNSPACED.sub(_pairs, fold(text))


def _pairs(match: re.Match[str]) -> str:
    run = match.group()
    if len(run) == 1:
        return f" {run} "
    pairs = " ".join(map(add, run, run[1:]))
    return f" {pairs} {run[-1]} "


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that must stand next to each other; with `prefix` the last one may go on."""

    terms: tuple[str, ...]
    prefix: bool = False


def query_phrases(text: str, *, prefix_last: bool = True) -> tuple[Phrase, ...]:
    """What must all be found for `text`. Every word may be the beginning of a longer one only where it is the last.

    A run of one character matches every pair that begins with it, and itself at a run's end.
    """
    words = fold(text).split()
    phrases: list[Phrase] = []
    for position, word in enumerate(words):
        starred = word.endswith("*") or (prefix_last and position == len(words) - 1)
        phrases.extend(_word_phrases(word.rstrip("*"), starred))
    return tuple(phrases)


def _word_phrases(word: str, prefix: bool) -> list[Phrase]:
    found: list[Phrase] = []
    at = 0
    for match in _UNSPACED.finditer(word):
        found.extend(_spaced(word[at : match.start()], prefix=False))
        run = match.group()
        pairs = tuple(run[i : i + 2] for i in range(len(run) - 1))
        found.append(Phrase(pairs) if pairs else Phrase((run,), prefix=True))
        at = match.end()
    found.extend(_spaced(word[at:], prefix))
    return found


def _spaced(piece: str, prefix: bool) -> list[Phrase]:
    """One phrase for what the tokenizer will split, such as an order number with hyphens."""
    terms = tuple("".join(c if _in_term(c) else " " for c in piece).split())
    return [Phrase(terms, prefix)] if terms else []


def _in_term(character: str) -> bool:
    """The tokenizer's own rule (store/search_index.py): letters, digits, private use and marks."""
    kind = category(character)
    return kind[0] in "LN" or kind in ("Co", "Mn", "Mc")


def identifier_key(text: str) -> str:
    """An order, tracking or article number as it is stored for look-up from its end: folded, bare, backwards."""
    return "".join(character for character in fold(text) if character.isalnum())[::-1]


SHORTEST_SUFFIX = 4
"""fewer characters of a number find too much to be useful"""
