"""Builds raw mails, byte by byte where that matters: the standard library would refuse to write most of these."""

import base64
from collections.abc import Mapping, Sequence

HEAD = {
    "From": "Anna Buyer <anna@buyer.example>",
    "To": "Shop <shop@shop.example>",
    "Subject": "Where is my parcel?",
    "Message-ID": "<one@buyer.example>",
    "Date": "Mon, 23 Nov 2026 11:00:00 +0100",
    "MIME-Version": "1.0",
}
BOUNDARY = "=_edge_1"


def head(**fields: str | None) -> bytes:
    """The usual head; a field named `Reply_To` becomes Reply-To, None leaves one out."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    merged = {**HEAD, **named}
    lines = [f"{name}: {value}" for name, value in merged.items() if value is not None]
    return "\r\n".join(lines).encode() + b"\r\n"


def letter(body: str | bytes = "Hello", charset: str = "utf-8", **fields: str | None) -> bytes:
    """A mail of one text part, sent as it is (8bit)."""
    data = body.encode(charset) if isinstance(body, str) else body
    kind = {"Content_Type": f"text/plain; charset={charset}", "Content_Transfer_Encoding": "8bit"}
    return head(**{**kind, **fields}) + b"\r\n" + data


def html_letter(html: str, **fields: str | None) -> bytes:
    """A mail of one HTML part."""
    return letter(html, **{"Content_Type": "text/html; charset=utf-8", **fields})


def part(content_type: str, body: str | bytes, **fields: str) -> bytes:
    """One part of a container: its fields, an empty line, its body."""
    lines = [f"Content-Type: {content_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    data = body.encode() if isinstance(body, str) else body
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def file_part(content_type: str, name: str, content: bytes, **fields: str) -> bytes:
    """An attachment in base64."""
    encoded = base64.encodebytes(content)
    given = {"Content_Disposition": f'attachment; filename="{name}"', "Content_Transfer_Encoding": "base64"}
    return part(content_type, encoded, **{**given, **fields})


def joined(parts: Sequence[bytes], boundary: str = BOUNDARY, close: bool = True) -> bytes:
    """The body of a container."""
    edge = f"--{boundary}".encode()
    pieces = b"".join(edge + b"\r\n" + piece + b"\r\n" for piece in parts)
    return pieces + (edge + b"--\r\n" if close else b"")


def container(kind: str, parts: Sequence[bytes], boundary: str = BOUNDARY, **fields: str | None) -> bytes:
    """A whole mail that is a container."""
    content_type = f'multipart/{kind}; boundary="{boundary}"'
    return head(**{"Content_Type": content_type, **fields}) + b"\r\n" + joined(parts, boundary)


def inner(kind: str, parts: Sequence[bytes], boundary: str) -> bytes:
    """A container inside a container."""
    return part(f'multipart/{kind}; boundary="{boundary}"', joined(parts, boundary))


def both(plain: str, html: str, extra: Mapping[str, str | None] | None = None) -> bytes:
    """The usual mail: the same words as text and as HTML."""
    parts = [part("text/plain; charset=utf-8", plain), part("text/html; charset=utf-8", html)]
    return container("alternative", parts, **(extra or {}))
