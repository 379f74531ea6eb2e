"""Makes an HTML body small and shallow enough for any parser, before the first parser sees it.

A hundred thousand nested `div`s cost parsers quadratic time. The scan below is linear and drops only tags, no words.
"""

import re

MAX_SOURCE = 2_000_000
MAX_TAGS = 10_000
MAX_DEPTH = 200
MAX_FORMATTING = 30
MAX_TABLES = 30
CALM = 400
"""Bodies with fewer tags than this cannot be a bomb and are not scanned."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSED_BY_PARSER = frozenset(
    "p li dt dd td th tr thead tbody tfoot caption colgroup option optgroup rp rt "
    "area base br col embed hr img input link meta param source track wbr html head body".split()
)
"""Tags that nest no deeper by themselves: void ones, and those that a new one of their kind closes."""


def limited(html: str) -> tuple[str, tuple[str, ...]]:
    """The body within every limit, and the keys of what was cut."""
    problems: list[str] = []
    if len(html) > MAX_SOURCE:
        html = html[:MAX_SOURCE]
        problems.append("html_cut")
    if html.count("<") > CALM:
        html = _flattened(html, problems)
    return html, tuple(problems)


def _flattened(html: str, problems: list[str]) -> str:
    depth = _Depth()
    pieces: list[str] = []
    kept_from = count = 0
    for match in _TAG.finditer(html):
        count += 1
        if count <= MAX_TAGS and depth.allows(match.group(2).lower(), bool(match.group(1))):
            continue
        if match.start() < kept_from:
            continue  # inside a tag that was dropped
        end = html.find(">", match.end())
        pieces.append(html[kept_from : match.start()])
        kept_from = end + 1 if end >= 0 else len(html)
    if not pieces:
        return html
    problems.append("html_flattened")
    return " ".join([*pieces, html[kept_from:]])


class _Depth:
    """Counts what is open; what it refuses to open, its closing tag must not close."""

    def __init__(self) -> None:
        self._open: dict[str, int] = {}
        self._refused: dict[str, int] = {}
        self._total = self._formatting = 0

    def allows(self, name: str, closing: bool) -> bool:
        """Whether this tag may stay."""
        if name in _CLOSED_BY_PARSER:
            return True
        return self._close(name) if closing else self._enter(name)

    def _enter(self, name: str) -> bool:
        formatting = name in _FORMATTING
        full = self._total >= MAX_DEPTH or (formatting and self._formatting >= MAX_FORMATTING)
        if full or (name == "table" and self._open.get("table", 0) >= MAX_TABLES):
            self._refused[name] = self._refused.get(name, 0) + 1
            return False
        self._open[name] = self._open.get(name, 0) + 1
        self._total += 1
        self._formatting += formatting
        return True

    def _close(self, name: str) -> bool:
        if self._refused.get(name, 0):
            self._refused[name] -= 1
            return False
        if self._open.get(name, 0):
            self._open[name] -= 1
            self._total -= 1
            self._formatting -= name in _FORMATTING
        return True
