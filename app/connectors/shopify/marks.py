"""Our own mark at the end of a note in the shop's books, by which a refund or cancellation is known as an act's own."""

import re

from app.connectors.aftersales import Act

MARK = 12
"""hex digits of an act's own number"""
_AT_END = re.compile(r"\s*\[[0-9a-f]{12}\]\s*$")


def mark_of(act: Act) -> str:
    """The mark of one act."""
    return f"[{act.key[:MARK]}]"


def marked(act: Act) -> str:
    """What a person wrote, and the mark behind it."""
    return f"{act.comment.strip()[:200]} {mark_of(act)}".strip()


def unmarked(note: str) -> str:
    """A note as a person wrote it."""
    return _AT_END.sub("", note)
