"""Reading a shop's orders: what changed, and the past in stretches of days, page by page."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page, Rejected
from app.connectors.orders import incomplete
from app.connectors.reading import Fields, rows, sub, text
from app.connectors.shopify.api import ShopifyApi
from app.connectors.shopify.orders import matters_of, order_of
from app.connectors.shopify.questions import (
    CHANGED,
    FIND,
    MORE_LINES,
    MOST_LINES,
    ORDERS_A_PAGE,
    PARCELS,
    PLACED,
    REFUNDS,
    WHOLE,
    Question,
)
from app.net.http import Json

OVERLAP = timedelta(minutes=15)
"""a search finds what changed some moments later, and a platform's machines need not agree on the time; what was met
already is passed over"""
STRETCH = timedelta(days=10)
"""of the past at once: a list ends after 25,000 orders"""
SEEN_MAX = 500


def seconds(moment: datetime) -> str:
    """A moment as the search reads it."""
    return paging.stamp(moment).partition(".")[0] + "Z"


# --- what changed ---------------------------------------------------------------------------------------------------


def live(api: ShopifyApi, fields: Mapping[str, object], now: datetime) -> Page:
    """One page of changed orders, oldest change first; the mark moves on when the last page was read.

    Whoever changes while we walk moves behind us in the list, and is met again.
    """
    since = min(paging.from_cursor(fields, "since", now), now)
    which = f"updated_at:>='{seconds(since - OVERLAP)}'"
    found = page_of(api, CHANGED, which, paging.word(fields, "token"))
    if found is None:
        return Page((), paging.dump({name: fields[name] for name in fields if name != "token"}), more=True)
    orders, onward = found
    seen = paging.words(fields, "seen")
    known = set(seen)
    items = [item for row in orders if mark(row) not in known for item in items_of(api, row)]
    after: dict[str, object] = {
        "since": paging.stamp(since),
        "newest": paging.stamp(max([newest_of(fields, since), *moments(orders)])),
        "seen": list(dict.fromkeys([*seen, *map(mark, orders)]))[-SEEN_MAX:],
    }
    if onward:
        after |= {"token": onward, "steps": paging.step_on(fields, onward)}
    else:
        after["since"] = after["newest"]
    return Page(tuple(items), paging.dump(after), more=bool(onward))


def newest_of(fields: Mapping[str, object], since: datetime) -> datetime:
    """The newest change met so far."""
    return max(paging.from_cursor(fields, "newest", since), since)


def moments(orders: list[Fields]) -> list[datetime]:
    """When these orders changed."""
    return [moment for row in orders if (moment := paging.moment(row.get("updatedAt")))]


def mark(row: Fields) -> str:
    """An order as it stood: the overlap shows the same again."""
    return f"{text(row, 'legacyResourceId') or text(row, 'name')}@{text(row, 'updatedAt')}"


def page_of(api: ShopifyApi, question: Question, which: str, token: str) -> tuple[list[Fields], str] | None:
    """Orders, and the token of the page behind them; None where a token is good no longer."""
    after: Json = token or None
    try:
        listed = sub(api.ask(question, first=ORDERS_A_PAGE, after=after, which=which).data, "orders")
    except Rejected:
        if token:
            return None
        raise
    info = sub(listed, "pageInfo")
    onward = text(info, "endCursor") if info.get("hasNextPage") is True else ""
    return rows(listed, "nodes"), onward


# --- the past -------------------------------------------------------------------------------------------------------


def past(api: ShopifyApi, fields: Mapping[str, object], now: datetime, days: int) -> Page:
    """One page of a stretch of days, the newest first."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    floor = paging.from_cursor(fields, "floor", now - timedelta(days=days))
    until = paging.from_cursor(fields, "until", now)
    start = max(until - STRETCH, floor)
    which = f"created_at:>='{seconds(start)}' created_at:<'{seconds(until)}'"
    found = page_of(api, PLACED, which, paging.word(fields, "token"))
    after: dict[str, object] = {"floor": paging.stamp(floor), "until": paging.stamp(until)}
    if found is None:
        return Page((), paging.dump(after), more=True)
    orders, onward = found
    items = tuple(item for row in orders for item in items_of(api, row))
    if onward:
        after |= {"token": onward, "steps": paging.step_on(fields, onward)}
    elif start <= floor:
        after = {"finished": True}
    else:
        after["until"] = paging.stamp(start)
    return Page(items, paging.dump(after), more="finished" not in after)


# --- one order ------------------------------------------------------------------------------------------------------


def items_of(api: ShopifyApi, row: Fields) -> list[Item]:
    """The order and its matters; asked for by itself where a part of it did not fit into the list."""
    if overflows(row):
        row = whole_order(api, text(row, "id")) or row
    order = order_of(row, api.base)
    if order is None:
        return [incomplete(row, text(row, "name") or text(row, "id"))]
    return [order, *matters_of(row)]


def ids_named(api: ShopifyApi, name: str) -> list[str]:
    """The platform's ids of orders with exactly this name; its search finds what begins alike as well."""
    quoted = name.replace("\\", "").replace("'", "")
    found = rows(sub(api.ask(FIND, which=f"name:'{quoted}'").data, "orders"), "nodes")
    return [text(row, "id") for row in found if text(row, "name") == name]


def overflows(row: Fields) -> bool:
    """Whether a list inside the order is full."""
    open_ended = any(
        sub(row, name, "pageInfo").get("hasNextPage") is True for name in ("lineItems", "returns")
    )
    return open_ended or len(rows(row, "fulfillments")) >= PARCELS or len(rows(row, "refunds")) >= REFUNDS


def whole_order(api: ShopifyApi, gid: str) -> Fields:
    """An order with everything in it; empty where the platform has it no longer."""
    order = sub(api.ask(WHOLE, id=gid).data, "order")
    lines = sub(order, "lineItems")
    listed, info = rows(lines, "nodes"), sub(lines, "pageInfo")
    for _ in range(paging.LONGEST // MOST_LINES):
        onward = text(info, "endCursor")
        if info.get("hasNextPage") is not True or not onward:
            break
        more = sub(api.ask(MORE_LINES, id=gid, first=MOST_LINES, after=onward).data, "order", "lineItems")
        listed, info = [*listed, *rows(more, "nodes")], sub(more, "pageInfo")
    return {**order, "lineItems": {"nodes": [dict(one) for one in listed]}} if order else {}
