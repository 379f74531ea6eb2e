"""How AliExpress's gateways write: a call as it came in, moments on a wall in Los Angeles, answers and refusals."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from app.simulator.sites import amount
from app.simulator.talk import Attachment
from app.simulator.trade import Customer, Order, Shop
from app.simulator.wire import Json
from app.simulator.world import World

PACIFIC = ZoneInfo("America/Los_Angeles")
Body = dict[str, Json]


class RefusalError(Exception):
    """The gateway does not let a call through: `type`, `code` and a sentence."""

    def __init__(self, code: str, words: str, kind: str = "ISV") -> None:
        super().__init__(code)
        self.code, self.words, self.kind = code, words, kind


@dataclass(slots=True)
class Books:
    """What the practice AliExpress remembers beyond the world."""

    files: dict[str, Attachment] = field(default_factory=dict)
    """pictures that were uploaded, by digest"""
    touched: dict[str, datetime] = field(default_factory=dict)
    """when an act of ours last changed an order"""
    proposals: dict[str, list[Body]] = field(default_factory=dict)
    """the seller's, by dispute"""
    steps: dict[str, list[Body]] = field(default_factory=dict)
    """what was done in a dispute"""
    scenes: list[int] = field(default_factory=list)
    """the scene of every message of ours that was taken"""


@dataclass(frozen=True, slots=True)
class Call:
    """One admitted call."""

    world: World
    books: Books
    shop: Shop
    now: datetime
    media: str
    given: dict[str, str]
    """its own parameters, without the gateway's"""
    file: tuple[str, bytes] | None = None

    def packed(self, name: str) -> Body:
        """A structured parameter; refuses what is missing or no JSON object."""
        try:
            value = json.loads(self.given[name])
        except KeyError:
            raise RefusalError("MissingParameter", f"The input parameter {name} is missing") from None
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise RefusalError("InvalidParameter", f"The input parameter {name} is no valid JSON")
        return value

    def orders(self) -> list[Order]:
        """The shop's orders that exist by now."""
        return [one for one in self.world.orders_of([self.shop]) if one.plan.created <= self.now]

    def order(self, number: object) -> Order | None:
        """One of them."""
        return next((one for one in self.orders() if one.id == str(number)), None)


def done(data: Json = None, **more: Json) -> Body:
    """A business success."""
    body: Body = {"success": True, "error_code": None, "error_message": None, **more}
    return body if data is None else body | {"data": data}


def failed(code: str, words: str) -> Body:
    """A business failure, which comes with status 200."""
    return {"success": False, "error_code": code, "error_message": words}


def buyer_number(buyer: Customer) -> int:
    """The chat's number of a buyer; orders know only his login."""
    return 2_200_000_000 + zlib.crc32(buyer.handle.encode()) % 90_000_000


def seller_number(shop: Shop) -> int:
    """The chat's number of the shop."""
    return int(shop.seller)


def wall(moment: datetime) -> str:
    """A moment as orders and disputes write it."""
    return moment.astimezone(PACIFIC).strftime("%Y-%m-%d %H:%M:%S")


def from_wall(value: Json, name: str) -> datetime | None:
    """A moment as a filter writes it."""
    if value in (None, ""):
        return None
    try:
        return datetime.strptime(str(value), "%Y-%m-%d %H:%M:%S").replace(tzinfo=PACIFIC)
    except ValueError:
        raise RefusalError("InvalidParameter", f"{name} is no yyyy-MM-dd HH:mm:ss") from None


def millis(moment: datetime) -> int:
    """Milliseconds since 1970, as the chat writes moments."""
    return int(moment.timestamp() * 1000)


def money(minor: int, currency: str) -> Body:
    """An amount."""
    return {"amount": amount(minor, currency), "currency_code": currency}


def whole(value: Json, default: int) -> int:
    """A whole number, quoted or not."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else default
