"""Files on their way to Amazon: a place is asked for, then the bytes are put there. Doing it twice harms nobody.

Where the place is, Amazon says; our access token is not shown there.
"""

import base64
import hashlib
import zlib
from collections.abc import Mapping

from app.connectors.amazon.api import AmazonApi
from app.connectors.contract import OutboundFile, Rejected, Surprise, Unreachable
from app.connectors.reading import Fields, sub, text
from app.net.http import Answer, Json

UPLOADS = "/uploads/2020-11-01/uploadDestinations"
LARGEST = 32 * 1024 * 1024
"""more than any report of ours has, unpacked"""


def attach(api: AmazonApi, order: str, kind: str, market: str, file: OutboundFile) -> dict[str, Json]:
    """Uploads a file for a message of an order; returns it as the message names it."""
    digest = base64.b64encode(hashlib.md5(file.content, usedforsecurity=False).digest()).decode()
    path = f"{UPLOADS}/messaging/v1/orders/{order}/messages/{kind}"
    query = {"marketplaceIds": market, "contentMD5": digest, "contentType": file.content_type}
    place = sub(api.post("upload", path, None, query), "payload")
    number = text(place, "uploadDestinationId")
    if not number:
        raise Surprise("amazon_no_place")
    put(api, text(place, "url"), file.content, {**headers_of(place), "Content-MD5": digest})
    return {"uploadDestinationId": number, "fileName": " ".join(file.name.split()) or "file"}


def headers_of(place: Fields) -> dict[str, str]:
    """What Amazon wants to stand over the bytes."""
    return {name: value for name, value in sub(place, "headers").items() if isinstance(value, str)}


def put(api: AmazonApi, url: str, content: bytes, headers: Mapping[str, str]) -> None:
    """The bytes themselves. Raises Unreachable or Rejected."""
    answer = api.line.ask("PUT", url, headers=headers, content=content)
    _see(answer)


def fetch(api: AmazonApi, document: Fields) -> bytes:
    """A document's bytes, unpacked where Amazon packed them."""
    answer = api.line.ask("GET", text(document, "url"), limit=LARGEST)
    _see(answer)
    packed = text(document, "compressionAlgorithm").upper() == "GZIP"
    return unpacked(answer.body) if packed and answer.body.startswith(b"\x1f\x8b") else answer.body


def unpacked(content: bytes) -> bytes:
    """Out of gzip, up to a size that no honest report has."""
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = reader.decompress(content, LARGEST)
    except zlib.error as error:
        raise Surprise("not_gzip", content=content) from error
    if reader.unconsumed_tail:
        raise Surprise("answer_too_large")
    if not reader.eof:
        raise Unreachable("truncated")
    return plain


def _see(answer: Answer) -> None:
    if answer.status >= 500 or answer.status == 429:
        raise Unreachable("server_trouble", status=answer.status)
    if answer.status not in (200, 201, 204):
        raise Rejected("amazon_upload_refused", status=answer.status)
    if answer.looks_like_html:
        raise Unreachable("captive_portal", status=answer.status)
