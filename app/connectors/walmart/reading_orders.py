"""Reading Walmart's orders: what changed, and the past, in spans of time over all three places orders are sent from.

A customer's order can lie in several purchase orders, each listed by itself. Of a change we therefore only note which
customer's order it is about, and read that order whole, from every place. In the past nothing is missed without that:
purchase orders of one order were made in the same moment, so a span of time holds all of them.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page
from app.connectors.orders import incomplete
from app.connectors.reading import Fields, rows, sub, text, whole
from app.connectors.walmart.api import WalmartApi
from app.connectors.walmart.matters import matters_of
from app.connectors.walmart.orders import order_of

ORDERS = "/v3/orders"
NODES = ("SellerFulfilled", "WFSFulfilled", "3PLFulfilled")
"""where an order is sent from; the list shows one kind at a time"""
LIMIT = 200
OVERLAP = timedelta(minutes=10)
SECONDS_APART = timedelta(minutes=1)
"""spans of the past overlap by so much: nobody says whether their ends belong to them"""
MANY = 600
"""with more in a span, the span is halved"""
LIVE_SPAN, PAST_SPAN = 24, 120
"""hours"""
REACH = timedelta(days=179)
"""the platform looks back 180 days"""
AT_ONCE = 5
SEEN_MAX = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, by creation or by change."""

    by: str
    """`created` or `lastModified`"""
    start: datetime
    end: datetime

    def query(self, node: str) -> dict[str, str]:
        """How the list is asked for it."""
        return {
            f"{self.by}StartDate": seconds(self.start),
            f"{self.by}EndDate": seconds(self.end),
            "shipNodeType": node,
            "productInfo": "true",
            "limit": str(LIMIT),
        }


def seconds(moment: datetime) -> str:
    """A moment without fractions, as the platform's examples write it."""
    return paging.stamp(moment).partition(".")[0] + "Z"


def listed(api: WalmartApi, span: Span, most: int) -> list[Fields] | None:
    """All purchase orders of a span; None where one place alone has more than `most`."""
    found: list[Fields] = []
    for node in NODES:
        for page in api.pages("orders", ORDERS, span.query(node), "list"):
            if whole(sub(page, "list", "meta"), "totalCount") > most:
                return None
            found += rows(sub(page, "list", "elements"), "order")
    return found


# --- what changed ---------------------------------------------------------------------------------------------------


def live(api: WalmartApi, fields: Mapping[str, object], now: datetime) -> Page:
    """Notes which orders changed, then reads them whole, a few at a time."""
    wanted = paging.words(fields, "wanted")
    if wanted:
        items = [item for number in wanted[:AT_ONCE] for item in whole_order(api, number)]
        after = {**fields, "wanted": wanted[AT_ONCE:]}
        return Page(tuple(items), paging.dump(after), more=bool(after["wanted"] or fields.get("behind")))
    since, hours = paging.from_cursor(fields, "since", now), hours_of(fields, LIVE_SPAN)
    since = max(min(since, now), now - REACH)
    until = min(since + timedelta(hours=hours), now)
    found = listed(api, Span("lastModified", since - OVERLAP, until), most_in(hours))
    if found is None:
        return Page((), paging.dump({**fields, "since": paging.stamp(since), "hours": hours // 2}), more=True)
    seen = paging.words(fields, "seen")
    marks = [mark(row) for row in found]
    news = list(dict.fromkeys(m.partition("@")[0] for m in marks if m not in set(seen)))
    behind = until < now
    after = {
        "since": paging.stamp(until),
        "hours": hours if behind else LIVE_SPAN,
        "seen": list(dict.fromkeys([*seen, *marks]))[-SEEN_MAX:] if behind else marks[-SEEN_MAX:],
        "wanted": [number for number in news if number],
        "behind": behind,
    }
    lost = [
        incomplete(row, text(row, "purchaseOrderId")) for row in found if not text(row, "customerOrderId")
    ]
    return Page(tuple(lost), paging.dump(after), more=bool(after["wanted"] or behind))


def hours_of(fields: Mapping[str, object], usual: int) -> int:
    """How long a span is at present."""
    return min(max(paging.number(fields, "hours", usual), 1), usual)


def most_in(hours: int) -> int:
    """How many orders one step takes; a span of an hour is not halved again."""
    return MANY if hours > 1 else sys.maxsize


def mark(row: Fields) -> str:
    """An order's number and a digest of how it looked: the overlap shows the same things again."""
    look = json.dumps(row, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return f"{text(row, 'customerOrderId')}@{hashlib.sha256(look).hexdigest()[:12]}"


def whole_order(api: WalmartApi, number: str) -> list[Item]:
    """A customer's order from every place it is sent from."""
    return items_of(purchases_of(api, number))


def purchases_of(api: WalmartApi, number: str) -> list[Fields]:
    """All purchase orders of a customer's order."""
    found: list[Fields] = []
    for node in NODES:
        query = {"customerOrderId": number, "shipNodeType": node, "productInfo": "true", "limit": str(LIMIT)}
        for page in api.pages("orders", ORDERS, query, "list"):
            found += rows(sub(page, "list", "elements"), "order")
    return [one for one in unlike(found) if text(one, "customerOrderId") == number]


def unlike(found: Iterable[Fields]) -> list[Fields]:
    """Each purchase order once, by its number."""
    rows_by_number = {text(row, "purchaseOrderId"): row for row in found}
    return [rows_by_number[number] for number in sorted(rows_by_number)]


def items_of(purchases: list[Fields]) -> list[Item]:
    """The order, and what it tells of trouble."""
    if not purchases:
        return []
    order = order_of(purchases)
    if order is None:
        return [incomplete(one, text(one, "purchaseOrderId")) for one in purchases]
    return [order, *matters_of(purchases)]


# --- the past -------------------------------------------------------------------------------------------------------


def past(api: WalmartApi, fields: Mapping[str, object], now: datetime, days: int) -> Page:
    """One span of the past, the newest first."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    floor = paging.from_cursor(fields, "floor", now - min(timedelta(days=days), REACH))
    until, hours = paging.from_cursor(fields, "until", now), hours_of(fields, PAST_SPAN)
    start = max(until - timedelta(hours=hours), floor)
    found = listed(api, Span("created", start - SECONDS_APART, until), most_in(hours))
    after: dict[str, object] = {
        "floor": paging.stamp(floor),
        "until": paging.stamp(until),
        "hours": hours // 2,
    }
    if found is None:
        return Page((), paging.dump(after), more=True)
    after |= {"until": paging.stamp(start), "hours": hours if len(found) > MANY // 4 else hours * 2}
    orders: dict[str, list[Fields]] = {}
    for row in unlike(found):
        orders.setdefault(text(row, "customerOrderId"), []).append(row)
    items = [item for number, group in orders.items() for item in read_group(number, group)]
    if start <= floor:
        return Page(tuple(items), paging.dump({"finished": True}), more=False)
    return Page(tuple(items), paging.dump(after), more=True)


def read_group(number: str, group: list[Fields]) -> list[Item]:
    """Purchase orders without a customer's order stay apart: they belong to nobody together."""
    if number:
        return items_of(group)
    return [incomplete(one, text(one, "purchaseOrderId")) for one in group]
