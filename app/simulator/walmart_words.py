"""What Walmart's answers share: the call, moments in milliseconds, amounts, and errors in their two shapes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.simulator.stamps import parse
from app.simulator.trade import Shop
from app.simulator.walmart_store import Books
from app.simulator.wire import Json, Request, Response, answer


@dataclass(frozen=True, slots=True)
class WalmartCall:
    """One admitted call of one seller."""

    books: Books
    request: Request
    now: datetime
    shop: Shop
    media: str


def ms(moment: datetime) -> int:
    """A moment as orders write it."""
    return int(moment.timestamp() * 1000)


def amount(minor: int, currency: str) -> dict[str, Json]:
    """MoneyTypeV2: a number, not a text."""
    return {"currency": currency, "amount": minor / 100}


def unit_amount(minor: int, currency: str) -> dict[str, Json]:
    """Money as returns write it."""
    return {"currencyAmount": minor / 100, "currencyUnit": currency}


def pieces(count: int) -> dict[str, Json]:
    """QuantityType: the number as text."""
    return {"unitOfMeasurement": "EACH", "amount": str(count)}


def fault(code: str, sentence: str, status: int, *, older: bool = False) -> Response:
    """An error. The older calls wrap the list once more."""
    row: dict[str, Json] = {
        "code": code,
        "field": "data",
        "description": sentence,
        "info": "Request content is invalid.",
        "severity": "ERROR",
        "category": "DATA",
        "causes": [],
        "errorIdentifiers": {},
    }
    return answer({"errors": {"error": [row]} if older else [row]}, status)


def bad(sentence: str) -> Response:
    """The content of an order's call is wrong."""
    return fault("INVALID_REQUEST_CONTENT.GMP_ORDER_API", sentence, 400)


def nothing() -> Response:
    """An empty list is no list."""
    return fault("CONTENT_NOT_FOUND.GMP_ORDER_API", "No content found for the request.", 404)


Ends = tuple[datetime | None, datetime | None]
"""a stretch of time; a missing end is none"""


def span(request: Request, start: str, end: str) -> Ends | Response:
    """The two ends of a stretch of time, where they are given."""
    found: list[datetime | None] = []
    for name in (start, end):
        value = request.one(name)
        moment = parse(value) if value else None
        if value and moment is None:
            return bad(f"Invalid date for {name}")
        found.append(moment)
    return found[0], found[1]


def limit_of(request: Request, usual: int) -> int | None:
    """How many entries a page shall have; None where it is more than allowed."""
    value = request.one("limit") or str(usual)
    return int(value) if value.isdigit() and 1 <= int(value) <= 200 else None


def objects(value: Json, *path: str) -> list[dict[str, Json]]:
    """The objects of a list somewhere inside a body."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def inside(value: Json, *path: str) -> Json:
    """A value somewhere inside a body; None where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
