"""Turns an HTML body into the plain text that agents read: lines, lists and the real targets of links kept.

One walk over the parsed tree, without recursion. On the way it notes where quoted mails lie (`quote_html.py`).
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.worker import quote_html
from app.worker.charsets import tidy

MAX_TEXT = 1_000_000
MAX_LINK_SHOWN = 120
MAX_LINKS = 50

_ONE_BREAK = (
    "div tr li address article aside center dd details dialog dl dt fieldset figcaption figure footer form "
    "header hr main nav ol section summary table ul option"
).split()
_TWO_BREAKS = "p blockquote pre h1 h2 h3 h4 h5 h6".split()
_BREAKS = {**dict.fromkeys(_ONE_BREAK, 1), **dict.fromkeys(_TWO_BREAKS, 2)}
_SKIPPED = frozenset(
    "head script style title template noscript iframe object svg math select textarea audio video".split()
)
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|mso-hide\s{0,5}:\s{0,5}all", re.IGNORECASE)
_HTTP = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)


@dataclass(slots=True)
class Reading:
    """What one HTML body says."""

    text: str = ""
    quoted: int | None = None
    """where the quoted tail begins; None when there is no mark of one or everything must stay visible"""
    marked: bool = False
    """whether the body held any mark of a quote or forward"""
    links: list[str] = field(default_factory=list)
    buyer_block: str | None = None
    cut: bool = False


def read(html: str) -> Reading:
    """The whole reading of one body that is within the limits of `html_limits.py`."""
    tree = LexborHTMLParser(html)
    reading = Reading()
    if "-o-pre-wrap" in html:
        reading.buyer_block = _buyer_block(tree)
    looks_quoted = any(clue in html for clue in quote_html.CLUES)
    hides = any(word in html for word in ("display", "DISPLAY", "Display", "mso-hide"))
    walk = _Walk(looks_quoted, numbered="&#" in html, hides=hides)
    walk.over(tree.root)
    reading.text = walk.text()
    reading.cut = walk.cut
    reading.links = walk.links
    reading.marked = walk.marked
    reading.quoted = walk.quoted_from(reading.text)
    return reading


def plain(html: str) -> str:
    """Only the text of a fragment."""
    return read(html).text


def _buyer_block(tree: LexborHTMLParser) -> str | None:
    """Amazon's relay puts the buyer's words into one preformatted block with this telling style."""
    for node in tree.css("pre[style]"):
        if "-o-pre-wrap" in (node.attributes.get("style") or ""):
            walk = _Walk(False)
            walk.over(node)
            return walk.text()
    return None


class _Walk:
    """Depth first, with the way back kept on a list instead of Python's stack."""

    def __init__(self, looks_quoted: bool, numbered: bool = True, hides: bool = True) -> None:
        self._looks_quoted = looks_quoted
        self._numbered = numbered  # only "&#1;" can bring control characters into a body already tidied
        self._hides = hides
        self._pieces: list[str] = []
        self._length = 0
        self._pending = 0
        self._space = False
        self._pre = 0
        self._lists: list[int] = []
        self._link_starts: list[int] = []
        self._inside = self._shells = 0
        self._divided = self._shell_quoted = False
        self._first_quote: int | None = None
        self.fresh_after = False
        self.forward = self.marked = self.cut = False
        self.links: list[str] = []

    def text(self) -> str:
        """What was gathered."""
        return "".join(self._pieces)

    def quoted_from(self, text: str) -> int | None:
        """The start of the first quote, unless new words follow it or nothing stands before it."""
        start = self._first_quote
        if start is None or self.forward or self.fresh_after:
            return None
        return start if text[:start].strip() else None

    def over(self, root: LexborNode | None) -> None:
        """Walks the whole subtree."""
        way: list[tuple[LexborNode, str, int, str, str]] = []
        self._pre = int(root is not None and root.tag == "pre")
        node = root.child if root is not None else None
        while True:
            while node is None:
                if not way or self.cut:
                    return
                parent, tag, breaks, kind, link = way.pop()
                self._leave(tag, breaks, kind, link)
                node = parent.next
            tag = node.tag or ""
            if tag == "-text":
                self._say(node.text_content or "")
                node = node.next
            elif tag == "-comment":
                if self._looks_quoted and quote_html.comment_kind(node.comment_content or ""):
                    self._open_quote(quote_html.DIVIDER)
                node = node.next
            elif tag == "br":
                self._line_break()
                node = node.next
            elif tag in _SKIPPED or tag == "-doctype":
                node = node.next
            else:
                node = self._enter(node, tag, way)

    def _enter(
        self, node: LexborNode, tag: str, way: list[tuple[LexborNode, str, int, str, str]]
    ) -> LexborNode | None:
        attributes = node.attributes
        style = attributes.get("style") if attributes else None
        if style and self._hides and _HIDDEN.search(style):
            return node.next
        kind = quote_html.kind_of(tag, attributes) if attributes and self._looks_quoted else ""
        breaks = _BREAKS.get(tag, 0)
        if breaks:
            self._break(breaks)
        if kind:
            self._open_quote(kind)
        link = self._open(tag, attributes)
        child = node.child
        if child is None:
            self._leave(tag, breaks, kind, link)
            return node.next
        way.append((node, tag, breaks, kind, link))
        return child

    def _open(self, tag: str, attributes: dict[str, str | None]) -> str:
        if tag == "a":
            return self._link(attributes.get("href") or "")
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._bullet()
        elif tag in ("td", "th"):
            self._cell()
        elif tag == "pre":
            self._pre += 1
        elif tag == "hr":
            self._put("-----")
        return ""

    def _leave(self, tag: str, breaks: int, kind: str, link: str) -> None:
        if link:
            self._show_target(link)
        if tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol"):
            self._lists.pop()
        if kind == quote_html.WRAPPER:
            self._inside -= 1
            self._shell_quoted = self._shell_quoted or tag == "blockquote"
        elif kind == quote_html.SHELL:
            self._shells -= 1
        if breaks:
            self._break(breaks)

    def _open_quote(self, kind: str) -> None:
        self.marked = True
        if kind == quote_html.FORWARD:
            self.forward = self.forward or self._first_quote is None
            return
        if self._first_quote is None:
            self._first_quote = self._length
        if kind == quote_html.DIVIDER:
            self._divided = True
        elif kind == quote_html.SHELL:
            self._shells += 1
        else:
            self._inside += 1

    def _is_fresh(self) -> bool:
        """Whether words said now, below a quote, are new: outside of it, or between two quotes in one shell."""
        if self._first_quote is None or self._inside or self._divided:
            return False
        return self._shell_quoted or not self._shells

    def _link(self, href: str) -> str:
        target = tidy(href.strip()) if self._numbered else href.strip()
        if not _HTTP.match(target):
            return ""
        if len(self.links) < MAX_LINKS and target not in self.links:
            self.links.append(target[:2000])
        self._link_starts.append(len(self._pieces))
        return target

    def _show_target(self, target: str) -> None:
        shown = "".join(self._pieces[self._link_starts.pop() :]).strip()
        if not shown or _same_place(shown, target):
            return
        if len(target) > MAX_LINK_SHOWN:
            target = target[:MAX_LINK_SHOWN].rsplit("?", 1)[0] + "…"
        self._put(f" <{target}>")

    def _bullet(self) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._put(f"{self._lists[-1]}. ")
        else:
            self._put("- ")

    def _cell(self) -> None:
        if self._pieces and not self._pending:
            self._space = True

    def _break(self, lines: int) -> None:
        if self._pending < lines:
            self._pending = lines
        self._space = False

    def _line_break(self) -> None:
        self._pending = min(self._pending + 1, 3)
        self._space = False

    def _say(self, words: str) -> None:
        if self._numbered:
            words = tidy(words)
        if self._pre:
            self._say_lines(words)
            return
        parts = words.split()
        if not parts:
            self._space = self._space or bool(words)
            return
        if words[0].isspace():
            self._space = True
        self._put(" ".join(parts))
        self._space = words[-1].isspace()

    def _say_lines(self, words: str) -> None:
        for index, line in enumerate(words.split("\n")):
            if index:
                self._line_break()
            if line:
                self._put(line)

    def _put(self, words: str) -> None:
        """Appends words after the breaks and spaces that were waiting for them."""
        if self._length + len(words) > MAX_TEXT:
            words = words[: max(0, MAX_TEXT - self._length)]
            self.cut = True
        if not self.fresh_after and self._is_fresh() and any(map(str.isalnum, words)):
            self.fresh_after = True
        if self._pending:
            if self._pieces:
                self._add("\n" * self._pending)
            self._pending = 0
        elif self._space and self._pieces:
            self._add(" ")
        self._space = False
        self._add(words)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def _same_place(shown: str, target: str) -> bool:
    """Whether a link's words already say where it goes."""
    return _bare_link(shown) == _bare_link(target)


def _bare_link(link: str) -> str:
    link = link.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return link.rstrip("/")
