"""What Shopify's answers share: the call, moments, amounts, lists in pages, and errors beside the data."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from graphql import GraphQLError

from app.simulator.shopify_store import Books
from app.simulator.sites import amount
from app.simulator.stamps import seconds
from app.simulator.trade import Shop

Node = dict[str, Any]
"""an object's fields: values, or functions of the field's arguments"""
PAGE_MAX = 250


@dataclass(frozen=True, slots=True)
class ShopifyCall:
    """One admitted call in one shop."""

    books: Books
    shop: Shop
    now: datetime
    media: str
    hidden: bool
    """whether the owner keeps his buyers to himself"""
    replays: dict[str, tuple[str, Node]]
    """answers by idempotency key, with what had been asked"""


def when(moment: datetime | None) -> str | None:
    """A moment, if it is one."""
    return seconds(moment) if moment is not None else None


def money(minor: int, currency: str) -> Node:
    """MoneyV2."""
    return {"amount": amount(minor, currency), "currencyCode": currency}


def bag(minor: int, currency: str) -> Node:
    """MoneyBag: the shop sells in one currency only."""
    return {"presentmentMoney": money(minor, currency), "shopMoney": money(minor, currency)}


def refused(sentence: str, code: str = "") -> GraphQLError:
    """An error beside the data."""
    return GraphQLError(sentence, extensions={"code": code} if code else None)


def denied(name: str) -> GraphQLError:
    """A field that the shop's owner did not open."""
    return refused(f"Access denied for {name} field.", "ACCESS_DENIED")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list: where it stands in it, and its object."""

    place: tuple[str, str]
    node: Callable[[], Node | None]


def paged(found: Sequence[Row], first: int | None, after: str | None, *, reverse: bool = False) -> Node:
    """A connection. A cursor names the place behind which the page begins, so it holds while the list changes."""
    if first is None or not 0 < first <= PAGE_MAX:
        raise refused("you must provide one of first or last", "BAD_REQUEST")
    rows = sorted(found, key=lambda row: row.place, reverse=reverse)
    if after:
        place = decoded(after)
        rows = [row for row in rows if (row.place < place if reverse else row.place > place)]
    page = rows[:first]
    info = {
        "hasNextPage": len(rows) > first,
        "endCursor": encoded(page[-1].place) if page else None,
    }
    return {"nodes": [row.node() for row in page], "pageInfo": info}


def listing(rows: Sequence[Node]) -> Callable[..., Node]:
    """A connection inside an object, in a fixed order."""

    def connection(_: object, first: int | None = None, after: str | None = None) -> Node:
        numbered = [Row((f"{place:06}", ""), partial(dict, node)) for place, node in enumerate(rows)]
        return paged(numbered, first, after)

    return connection


def cut(rows: Sequence[Node]) -> Callable[..., list[Node]]:
    """A plain list inside an object."""
    return lambda _, first=None: list(rows[:first])


def encoded(place: tuple[str, str]) -> str:
    """A cursor."""
    return base64.b64encode(json.dumps(place).encode()).decode()


def decoded(cursor: str) -> tuple[str, str]:
    """The place behind a cursor."""
    try:
        first, second = json.loads(base64.b64decode(cursor, validate=True))
        return str(first), str(second)
    except (ValueError, TypeError):
        raise refused("Invalid cursor for current pagination sort.") from None


def given(value: Mapping[str, Any], *path: str) -> Any:  # noqa: ANN401  # whatever was put in
    """A value somewhere inside an input; None where there is none."""
    found: Any = value
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
