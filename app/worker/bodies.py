"""Chooses, among a mail's parts, the words a person is meant to read; every other part is an attachment.

RFC 2046: of alternatives the last one understood is best; a mixed mail's text parts follow one another.
"""

import html as html_entities
from collections.abc import Iterable
from dataclasses import dataclass

from app.worker.charsets import decode
from app.worker.mime import Node, Tree, file_name

MAX_BYTES = 6_000_000
"""Encoded bytes of one text part that are looked at."""
MAX_TEXT = 1_000_000
"""Characters of a readable body."""

_READABLE = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Body:
    """One passage of a mail, as plain text, as HTML or both."""

    plain: tuple[Node, ...] = ()
    html: tuple[Node, ...] = ()


def choose(node: Node) -> list[Body]:
    """The passages below a node, in reading order."""
    if not node.children:
        return _leaf(node)
    if node.content_type == "multipart/alternative":
        return _alternative(node)
    children = node.children
    if node.content_type in ("multipart/related", "multipart/report"):
        children = children[:1]
    return [body for child in children for body in choose(child)]


def _leaf(node: Node) -> list[Body]:
    if node.content_type not in _READABLE or is_attached(node):
        return []
    return [Body(html=(node,))] if node.content_type == "text/html" else [Body(plain=(node,))]


def is_attached(node: Node) -> bool:
    """Whether a text part is meant as a file."""
    return node.disposition()[0] == "attachment" or bool(file_name(node))


def _alternative(node: Node) -> list[Body]:
    plain: tuple[Node, ...] = ()
    html: tuple[Node, ...] = ()
    for child in node.children:
        bodies = choose(child)
        if any(body.html for body in bodies):
            html = tuple(part for body in bodies for part in body.html or body.plain)
        elif not plain:
            plain = tuple(part for body in bodies for part in body.plain)
    return [Body(plain, html)] if plain or html else []


def used(bodies: Iterable[Body]) -> set[str]:
    """Paths of the parts that are read and so are no attachments."""
    return {part.path for body in bodies for part in (*body.plain, *body.html)}


def words(tree: Tree, node: Node) -> str:
    """One text part decoded."""
    end = min(node.end, node.start + MAX_BYTES)
    text, problem = decode(tree.decoded(node, end), node.params.get("charset", ""))
    if problem:
        tree.note(problem)
    if end < node.end:
        tree.note("text_cut")
    if node.content_type == "text/plain" and node.params.get("format", "").lower() == "flowed":
        return unflowed(text, node.params.get("delsp", "").lower() == "yes")
    return text


def plain_text(tree: Tree, bodies: Iterable[Body]) -> str:
    """All passages that exist as plain text."""
    return "\n".join([words(tree, part) for body in bodies for part in body.plain])


def html_source(tree: Tree, bodies: Iterable[Body]) -> str:
    """All passages as HTML, plain ones wrapped; '' when none is HTML."""
    passages: list[str] = []
    for body in bodies:
        for part in body.html or body.plain:
            source = words(tree, part)
            if part.content_type != "text/html":
                source = f"<pre>{html_entities.escape(source, quote=False)}</pre>"
            passages.append(source)
    return "\n".join(passages)


def unflowed(text: str, delete_space: bool) -> str:
    """RFC 3676: a line that ends in a blank goes on in the next one; quoted lines stay as they are."""
    lines: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if open_line and not line.startswith(">") and line != "-- ":
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + line
        else:
            lines.append(line)
        open_line = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)
