"""How TikTok Shop answers: one envelope, a number for each trouble, and pages behind tokens nobody can read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.simulator.grants import Access
from app.simulator.talk import Attachment
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

T = TypeVar("T")
SENTENCES = {
    101000: "Invalid query or header. The x-tts-access-token header is invalid.",
    105002: "Expired credentials. The access_token or x-tts-access-token header has expired.",
    105005: "Access denied. The app is not authorized to access the endpoint.",
    106001: "Invalid credentials. The sign query parameter is invalid.",
    106013: "Missing query. The shop_cipher query parameter is required.",
    36009002: "Too many requests. You've made too many requests in a short period of time.",
    36009003: "Internal error. Please try again.",
    36009009: "Invalid path. The specified path does not match any available endpoint.",
    36009010: "Invalid method. The HTTP method used is not supported by this endpoint.",
    36009022: "Invalid request format.",
    45101001: "Invalid parameter. Please check the parameters.",
    45101003: "Record not found. Please check the parameters.",
    45101004: "The query quota has been reached (10000 request per day). Please try again tomorrow.",
    45101006: "You cannot send the message containing sensitive content. Please check the message.",
    45101008: "Internal error. Please try again later or contact the technical support team for help.",
    45109001: "Unable to send messages due to conversation rules.",
    45109003: "Unable to create a conversation.",
    45111001: "not support",
    25001001: "An invalid request parameter was passed.",
    25001003: "Invalid order status.",
    25001014: "Unknown return reason. Please ensure you are passing a valid return reason.",
    25001051: "Not allowed to return or cancel since order is completed or cancelled",
    25001045: "The order has already been shipped and we are unable to cancel shipment with the courier.",
    25007006: "Order not found.",
    25020004: "decision not match reverse type",
    25011012: "reverse status cannot approve application",
    25020012: "status can't reject receive",
    25011011: "reverse status cannot reject application",
    21001001: "Invalid parameters. Please ensure you are passing the correct request parameter(s).",
    21008099: "Package has been shipped. Please not ship the package again.",
    21011022: "Invalid tracking number or provider ID. Please double check and try again.",
    21011028: "The package does not belong to the current shop.",
    21011043: "The package has not been shipped yet.",
}
UNAUTHORIZED = frozenset({101000, 105002, 105005, 106001, 36009004})
"""told with HTTP status 401 as well"""


@dataclass(frozen=True, slots=True)
class Said:
    """One message as TikTok lists it. One utterance of the truth may be several: words and a picture never mix."""

    id: str
    shape: str
    content: Mapping[str, Json]
    at: datetime
    role: str
    index: str
    visible: bool = True


@dataclass(frozen=True, slots=True)
class TikTokCall:
    """One admitted call: the seller's shop, the moment, and where pictures are served from."""

    world: World
    request: Request
    now: datetime
    access: Access
    shop: Shop
    media: str
    files: dict[str, Attachment]
    """pictures we uploaded, by digest"""
    replays: dict[tuple[str, str], Response]
    """what was answered under an idempotency key, by shop and key"""
    lists: dict[str, tuple[int, list[Said]]]
    """what a conversation of so many utterances looks like, by its key"""

    @property
    def body(self) -> Mapping[str, Json]:
        """What was posted; nothing where it is no JSON object."""
        return self.request.json() or {}


def told(data: Json, mark: str = "") -> Response:
    """A success."""
    number = hashlib.sha256(mark.encode()).hexdigest()[:32].upper()
    return answer({"code": 0, "message": "Success", "request_id": number, "data": data})


def fault(code: int, sentence: str = "", status: int = 0) -> Response:
    """A trouble in the platform's envelope."""
    body: dict[str, Json] = {
        "code": code,
        "message": sentence or SENTENCES.get(code, "Internal error."),
        "request_id": hashlib.sha256(str(code).encode()).hexdigest()[:32].upper(),
        "data": None,
    }
    return answer(body, status or (401 if code in UNAUTHORIZED else 200))


def seconds(moment: datetime) -> int:
    """A moment as TikTok writes it."""
    return int(moment.timestamp())


def encoded(start: int) -> str:
    """Where a page begins, in a form that nobody reads."""
    return base64.urlsafe_b64encode(f"page {start}".encode()).decode().rstrip("=")


def start_of(token: str) -> int | None:
    """Where a page begins; None for a token of nobody's making."""
    if not token:
        return 0
    try:
        words = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except ValueError:
        return None
    name, _, number = words.partition(" ")
    return int(number) if name == "page" and number.isdigit() else None


def page(call: TikTokCall, listed: Sequence[T], least: int, most: int) -> tuple[Sequence[T], str] | None:
    """The wanted page and the token of the next; None for a size or token that is not allowed."""
    raw = call.request.one("page_size") or ("20" if least == 1 else str(least))
    start = start_of(call.request.one("page_token") or "")
    if not raw.isdigit() or not least <= int(raw) <= most or start is None:
        return None
    size = int(raw)
    following = encoded(start + size) if start + size < len(listed) else ""
    return listed[start : start + size], following


def listed_in(body: Mapping[str, Json], name: str) -> list[str]:
    """A list of texts from a body."""
    found = body.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def number_in(body: Mapping[str, Json], name: str) -> int | None:
    """A whole number from a body."""
    found = body.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def within(moment: datetime, body: Mapping[str, Json], name: str) -> bool:
    """Whether a moment lies between `…_ge` and `…_lt`."""
    least, below = number_in(body, f"{name}_ge"), number_in(body, f"{name}_lt")
    at = seconds(moment)
    return (least is None or at >= least) and (below is None or at < below)
