"""How eBay's newer interfaces say that something is wrong, and how their pages point at each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from urllib.parse import urlencode

from app.simulator.ebay_book import Book
from app.simulator.ebay_keys import KeyBook
from app.simulator.grants import Access
from app.simulator.talk import Attachment
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World


@dataclass(frozen=True, slots=True)
class EbayCall:
    """One admitted call: the seller's store, the moment, and the host's address for links."""

    world: World
    request: Request
    now: datetime
    access: Access
    shop: Shop
    book: Book
    keys: KeyBook
    base: str
    """`https://api.ebay.com` of the practice world."""
    media: str = ""
    """Where pictures are served from."""
    used: dict[str, int] = field(default_factory=dict)
    """Calls so far, by pool."""
    files: dict[str, Attachment] = field(default_factory=dict)
    """Pictures we uploaded, by digest."""

    @property
    def link(self) -> str:
        """This request's own address without its query."""
        return self.base + self.request.path


def fault(
    error_id: int, message: str, domain: str, *, status: int = 400, category: str = "REQUEST"
) -> Response:
    """`errors` with one Error."""
    error: dict[str, Json] = {
        "errorId": error_id,
        "domain": domain,
        "category": category,
        "message": message,
        "longMessage": message,
    }
    return answer({"errors": [error]}, status)


def paged(call: EbayCall, limit: int, offset: int, total: int) -> dict[str, Json]:
    """href, limit, offset, total, and next and prev where there are such pages."""
    kept = [(key, value) for key, value in call.request.query if key not in ("limit", "offset")]

    def at(start: int) -> str:
        return f"{call.link}?{urlencode([*kept, ('limit', limit), ('offset', start)])}"

    body: dict[str, Json] = {"href": at(offset), "limit": limit, "offset": offset, "total": total}
    if offset + limit < total:
        body["next"] = at(offset + limit)
    if offset > 0:
        body["prev"] = at(max(0, offset - limit))
    return body


def whole(raw: str | None, default: int) -> int | None:
    """A whole number of zero or more; the default where nothing was said, None where nonsense."""
    if raw is None:
        return default
    return int(raw) if raw.isascii() and raw.isdigit() else None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a form."""

    name: str
    kind: str
    data: bytes


def uploaded(request: Request, name: str) -> Upload | None:
    """The part of a multipart form that carries this name."""
    kind = request.header("content-type")
    if not kind.startswith("multipart/form-data"):
        return None
    form: Message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    for part in form.walk():
        data = part.get_payload(decode=True)
        if part.get_param("name", header="content-disposition") == name and isinstance(data, bytes):
            return Upload(part.get_filename() or "", part.get_content_type(), data)
    return None
