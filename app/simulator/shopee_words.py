"""How Shopee answers: one envelope for everything, `error` instead of a status, numbers for most ids."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.simulator.talk import Attachment
from app.simulator.trade import Customer, Order, Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

APP_TYPES = ("in_house", "erp", "customer_service")
NO_MINOR = frozenset({"JPY", "KRW", "VND", "CLP"})


@dataclass(slots=True)
class Rules:
    """What a test may change about the platform's mood."""

    app_type: str = "in_house"
    undeclared: bool = False
    """our address stands in no list of the application's"""
    day_spent: bool = False
    key_expired: bool = False
    absolute: bool = False
    """`expire_in` is a moment and not a length"""
    many_per_page: bool = False
    """pages of more than 25 conversations are answered; in some shops they are empty"""
    stopped_words: tuple[str, ...] = ("whatsapp",)
    """what is stopped after it was accepted"""
    closed_buyers: set[int] = field(default_factory=set)
    """buyers who may not be written to"""
    pinned: set[str] = field(default_factory=set)
    """conversations that stand first"""


@dataclass(slots=True)
class Deeds:
    """What sellers did in this world beyond words."""

    arranged: dict[str, datetime] = field(default_factory=dict)
    """orders whose parcel was arranged, and when"""
    ways: dict[str, str] = field(default_factory=dict)
    """by which way"""
    cancelled_by: dict[str, str] = field(default_factory=dict)
    cancel_reasons: dict[str, str] = field(default_factory=dict)
    touched: dict[str, datetime] = field(default_factory=dict)
    """orders and returns whose state changed by what somebody did"""
    offers: dict[str, dict[str, Json]] = field(default_factory=dict)
    """by return: what was offered last"""
    disputes: dict[str, dict[str, Json]] = field(default_factory=dict)
    cards: dict[str, dict[str, Json]] = field(default_factory=dict)
    """by message of ours: what its card shows"""
    files: dict[str, Attachment] = field(default_factory=dict)
    """pictures we laid up, by digest"""


@dataclass(frozen=True, slots=True)
class Call:
    """One admitted call."""

    world: World
    request: Request
    now: datetime
    shop: Shop
    media: str
    """where pictures are served from"""
    rules: Rules
    deeds: Deeds

    def one(self, name: str) -> str:
        """A query parameter; '' where it is missing."""
        return self.request.one(name) or ""

    def whole(self, name: str, default: int) -> int:
        """A whole number in the query; -1 where it is none."""
        raw = self.request.one(name)
        if raw is None:
            return default
        return int(raw) if raw.isascii() and raw.isdigit() else -1

    def body(self) -> Mapping[str, Json]:
        """What was posted."""
        return self.request.json() or {}


def request_id(request: Request) -> str:
    """The number by which Shopee's support finds a call."""
    return hashlib.sha256(repr((request.path, request.query)).encode()).hexdigest()[:32]


def good(call: Call, response: Json, *, word: str = "") -> Response:
    """A success; some parts of Shopee write "-" or " " where others write nothing."""
    body: dict[str, Json] = {"request_id": request_id(call.request), "error": word, "message": word}
    return answer(body | {"response": response})


def flat(request: Request, fields: Mapping[str, Json]) -> Response:
    """A success without `response`, as the calls about keys and shops answer."""
    return answer({"request_id": request_id(request), "error": "", "message": "", **fields})


def fault(request: Request, word: str, sentence: str, status: int = 200) -> Response:
    """A complaint."""
    return answer({"request_id": request_id(request), "error": word, "message": sentence}, status)


def wrong(call: Call, detail: str) -> Response:
    """A parameter that does not do."""
    return fault(call.request, "error_param", f"Wrong parameters, detail: {detail}.", 400)


def buyer_id(buyer: Customer) -> int:
    """A buyer's number, larger than what fits into 32 bits."""
    digest = hashlib.sha256(f"{buyer.key}/{buyer.handle}".encode()).digest()
    return 1_000_000_000 + int.from_bytes(digest[:8], "big") % 8_000_000_000


def item_number(item_id: str) -> int:
    """A listing's number as JSON writes it."""
    return int(item_id)


def model_number(order_line: str) -> int:
    """A variant's number: the digits of the line, shortened."""
    return int(order_line) % 10**10


def major(minor: int, currency: str) -> float:
    """Money in whole units."""
    return float(minor) if currency in NO_MINOR else minor / 100


def minor(value: float, currency: str) -> int:
    """Money in the smallest unit."""
    return round(value * (1 if currency in NO_MINOR else 100))


def unix(moment: datetime) -> int:
    """Seconds since 1970."""
    return int(moment.timestamp())


def own_order(call: Call, number: str) -> Order | None:
    """An order of this shop that exists by now."""
    found = call.world.orders.get(number)
    return found if found and found.shop is call.shop and found.plan.created <= call.now else None
