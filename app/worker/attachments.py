"""Cuts one attachment out of a raw mail and says what it really is."""

from app.domain.mail import Attachment
from app.worker.mime import file_name, find, subject_name, take_apart
from app.worker.names import safe_name, warnings
from app.worker.sniff import content_type


class NoSuchPart(Exception):
    """The mail has no part at that path."""


def cut_out(raw: bytes, path: str) -> Attachment:
    """The part at a path such as "2.1", its transfer encoding undone, judged by name and by content."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    tree = take_apart(raw)
    node = find(tree, path)
    if node is None:
        raise NoSuchPart
    content = tree.content(node)
    claimed = file_name(node)
    if not claimed and node.content_type == "message/rfc822":
        claimed = subject_name(tree, node)
    return Attachment(
        name=safe_name(claimed, node.content_type),
        content_type=content_type(content, node.content_type[:100]),
        content=content,
        warnings=warnings(claimed, content),
    )
