"""Putting a picture where AliExpress's chat can show it: into the shop's own picture store, by its address there."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from app.connectors.aliexpress.answers import complaint_in, count, fields_of, holding, result_of
from app.connectors.aliexpress.api import CALLS, AliExpressApi
from app.connectors.contract import OutboundFile, Rejected
from app.connectors.reading import text

UPLOAD = "aliexpress.photobank.redefining.uploadimageforsdk"
EACH_MAX = 3 * 1024 * 1024
"""remembered, 2026-11"""
TYPES = ("image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture that has an address now."""

    url: str
    width: int
    height: int


def place(api: AliExpressApi, file: OutboundFile) -> Placed:
    """Uploads a picture; a second upload harms nobody. Raises the contract's errors."""
    api.buckets.take(CALLS)
    parameters = {"file_name": file_name(file), "group_id": "0"}
    call = api.signed(UPLOAD, api.token(), parameters)
    boundary = hashlib.sha256(file.content).hexdigest()
    headers = {"content-type": f"multipart/form-data; boundary={boundary}", "accept": "application/json"}
    answer = api.line.ask("POST", call.url, headers=headers, content=form(boundary, parameters, file))
    value = fields_of(answer)
    complaint = complaint_in(value)
    if complaint is not None:
        raise api.error(complaint)
    stored = holding(result_of(value), "photobank_url")
    url = text(stored, "photobank_url")
    if not url:
        raise Rejected("file_refused")
    width, height = size_of(file.content)
    return Placed(url, count(stored, "width") or width, count(stored, "height") or height)


def file_name(file: OutboundFile) -> str:
    """A name that says nothing about anybody."""
    ending = "png" if file.content_type == "image/png" else "jpg"
    return f"{hashlib.sha256(file.content).hexdigest()[:16]}.{ending}"


def form(boundary: str, parameters: Mapping[str, str], file: OutboundFile) -> bytes:
    """A multipart form; the file's part is not signed."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in parameters.items()
    ]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="image_bytes"; filename="{file_name(file)}"\r\n'
        f"Content-Type: {file.content_type}\r\n\r\n"
    )
    return b"".join((*parts, head.encode(), file.content, f"\r\n--{boundary}--\r\n".encode()))


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height as the picture itself says; 0 where it does not."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
        at += 2 + max(length, 2)
    return 0, 0
