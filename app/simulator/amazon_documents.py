"""Where Amazon lets bytes be put and fetched: addresses good for minutes, beside the API and without its token."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from app.simulator.talk import Attachment
from app.simulator.wire import Request, Response, empty, text

ROOT = "/amazon-s3/"
DENIED = "<Error><Code>{code}</Code><Message>Refused.</Message></Error>"


@dataclass(slots=True)
class Document:
    """A place for bytes; `about` says what may be made of them."""

    id: str
    owner: str
    about: str
    content_type: str
    until: datetime
    digest: str = ""
    """Content-MD5 that was promised, where one was"""
    content: bytes | None = None
    packed: bool = False
    signature: str = ""


@dataclass(slots=True)
class Documents:
    """All places of one world."""

    base: Callable[[], str]
    rng: Random
    known: dict[str, Document] = field(default_factory=dict)

    def place(
        self, owner: str, about: str, content_type: str, now: datetime, lives: timedelta, digest: str = ""
    ) -> Document:
        """A new empty place."""
        digits = f"{self.rng.getrandbits(128):032x}"
        number = f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
        sign = f"{self.rng.getrandbits(128):032x}"
        made = Document(number, owner, about, content_type, now + lives, digest, signature=sign)
        self.known[number] = made
        return made

    def keep(self, owner: str, about: str, content: bytes, now: datetime, *, packed: bool) -> Document:
        """A document that Amazon itself made."""
        made = self.place(owner, about, "text/xml", now, timedelta(minutes=5))
        made.content, made.packed = (gzip.compress(content, mtime=0) if packed else content), packed
        return made

    def url(self, document: Document) -> str:
        """The address, signed."""
        return f"{self.base()}{ROOT}{document.id}?X-Amz-Expires=300&X-Amz-Signature={document.signature}"

    def read(self, number: object, owner: str, about: str) -> Document | None:
        """A document that was put in place, for what it was meant."""
        found = self.known.get(str(number))
        fits = found is not None and found.owner == owner and found.about == about
        return found if found is not None and fits and found.content is not None else None

    def file(self, number: object, owner: str, about: str, name: str) -> Attachment | None:
        """An uploaded file as it reaches a buyer."""
        found = self.read(number, owner, about)
        if found is None or found.content is None:
            return None
        return Attachment(name, found.content_type, found.content)

    def serve(self, request: Request, now: datetime) -> Response:
        """PUT or GET at a signed address."""
        found = self.known.get(request.path.removeprefix(ROOT))
        if found is None or request.one("X-Amz-Signature") != found.signature:
            return text(DENIED.format(code="SignatureDoesNotMatch"), 403, "application/xml")
        if now > found.until:
            return text(DENIED.format(code="AccessDenied"), 403, "application/xml")
        if request.header("x-amz-access-token") or request.header("authorization"):
            return text(DENIED.format(code="InvalidArgument"), 400, "application/xml")
        if request.method == "GET":
            return Response(200, (("Content-Type", found.content_type),), found.content or b"")
        return self._put(request, found) if request.method == "PUT" else empty(405)

    def _put(self, request: Request, found: Document) -> Response:
        promised = request.header("content-md5")
        real = base64.b64encode(hashlib.md5(request.body, usedforsecurity=False).digest()).decode()
        if (found.digest or promised) and not promised == real == (found.digest or real):
            return text(DENIED.format(code="BadDigest"), 400, "application/xml")
        if not found.digest and request.header("content-type") != found.content_type:
            return text(DENIED.format(code="SignatureDoesNotMatch"), 403, "application/xml")
        found.content = request.body
        return empty(200)
