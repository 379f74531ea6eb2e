"""Builds mails byte for byte the same each time: fixed boundaries, fixed order of headers."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Sequence
from datetime import datetime
from email.header import Header
from email.utils import format_datetime

from app.simulator.talk import Attachment

CRLF = b"\r\n"


def word(text: str, charset: str = "utf-8") -> str:
    """A header value, encoded where it is not plain ASCII."""
    return text if text.isascii() else Header(text, charset).encode(linesep="\r\n ")


def mailbox(name: str, address: str) -> str:
    """`"Name" <address>`."""
    shown = f'"{name}"' if name.isascii() else word(name)
    return f"{shown} <{address}>" if name else address


def date(moment: datetime) -> str:
    """An RFC 5322 date."""
    return format_datetime(moment)


def head(fields: Sequence[tuple[str, str]]) -> bytes:
    """Header lines."""
    return b"".join(f"{name}: {value}\r\n".encode("utf-8", "surrogateescape") for name, value in fields)


def leaf(kind: str, body: str, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    """A text part with its own header."""
    data = body.replace("\r\n", "\n").replace("\n", "\r\n").encode(charset, "replace")
    if encoding == "base64":
        coded = wrapped(data)
    elif encoding == "8bit":
        coded = data
    else:
        coded = quopri.encodestring(data.replace(CRLF, b"\n")).replace(b"\n", CRLF)
    header = head((("Content-Type", f"{kind}; charset={charset}"), ("Content-Transfer-Encoding", encoding)))
    return header + CRLF + coded


def wrapped(data: bytes) -> bytes:
    """Base64 in lines of 76."""
    return base64.encodebytes(data).replace(b"\n", CRLF)


def file(attachment: Attachment) -> bytes:
    """An attached or inline file as a part."""
    inline = bool(attachment.cid)
    name = word(attachment.name)
    fields = [
        ("Content-Type", f'{attachment.media_type}; name="{name}"'),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f'{"inline" if inline else "attachment"}; filename="{name}"'),
    ]
    if inline:
        fields.append(("Content-ID", f"<{attachment.cid}>"))
    return head(fields) + CRLF + wrapped(attachment.data)


def multi(kind: str, parts: Sequence[bytes], boundary: str, more: str = "") -> bytes:
    """A multipart entity with its header."""
    header = head((("Content-Type", f'multipart/{kind}; boundary="{boundary}"{more}'),))
    opened = b"--" + boundary.encode() + CRLF
    body = b"".join(opened + part + CRLF for part in parts)
    return header + CRLF + body + b"--" + boundary.encode() + b"--" + CRLF


def letter(fields: Sequence[tuple[str, str]], entity: bytes) -> bytes:
    """A whole mail: its header, then an entity that brings its own content header."""
    return head([*fields, ("MIME-Version", "1.0")]) + entity
