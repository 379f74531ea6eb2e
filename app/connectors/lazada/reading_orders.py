"""Walking through Lazada's orders and reverse orders of one country.

Orders come oldest change first, and the window moves on with what was read instead of counting pages: the platform
counts no further than 5,000.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page
from app.connectors.lazada.api import LazadaApi
from app.connectors.lazada.cases import case_of
from app.connectors.lazada.envelope import count, millis
from app.connectors.lazada.orders import OVERLAP, newest, order_of
from app.connectors.lazada.sites import VENTURES
from app.connectors.orders import incomplete
from app.connectors.reading import Fields, rows, sub, text

ORDERS_AT_ONCE = 50
"""as many as the items of may be asked for at once"""
CASES_AT_ONCE = 20
CASE_DAYS = 90
CASE_OVERLAP = timedelta(hours=1)
OFFSET_MAX = 5_000
LAG = timedelta(minutes=30)
"""so late an order may appear in the list"""


def live(api: LazadaApi, site: str, fields: Mapping[str, object]) -> Page:
    """Orders that changed since the last round."""
    since = paging.moment(fields.get("since"))
    walk = paging.from_cursor(fields, "at", (since or api.now()) - OVERLAP)
    offset = paging.number(fields, "offset")
    query = {
        "update_after": written(walk, site),
        "sort_by": "updated_at",
        "sort_direction": "ASC",
        "limit": str(ORDERS_AT_ONCE),
        "offset": str(offset),
    }
    listed, whole = _orders(api, site, query)
    now, reached = api.now(), newest(listed, "updated_at", VENTURES[site].hours)
    known = (since, paging.moment(fields.get("top")), reached)
    top = min(max((one for one in known if one is not None), default=now), now)
    if not _goes_on(listed, offset, whole):
        after: dict[str, object] = {"since": paging.stamp(max(top, now - LAG))}
        return Page(_with_items(api, site, listed), paging.dump(after), more=False)
    begun = newest(listed[:1], "updated_at", VENTURES[site].hours)
    after = {"top": paging.stamp(top), **_on(fields, walk, (begun, reached or walk), offset, listed)}
    after |= {"since": paging.stamp(since)} if since is not None else {}
    return Page(_with_items(api, site, listed), paging.dump(after), more=True)


def past(api: LazadaApi, site: str, fields: Mapping[str, object], now: datetime, days: int) -> Page:
    """Orders placed before today, oldest first."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    until = paging.from_cursor(fields, "until", now)
    walk = paging.from_cursor(fields, "at", until - timedelta(days=days))
    offset = paging.number(fields, "offset")
    query = {
        "created_after": written(walk, site),
        "created_before": written(until, site),
        "sort_by": "created_at",
        "sort_direction": "ASC",
        "limit": str(ORDERS_AT_ONCE),
        "offset": str(offset),
    }
    listed, whole = _orders(api, site, query)
    done = paging.number(fields, "done") + len(listed)
    items = _with_items(api, site, listed)
    if not _goes_on(listed, offset, whole):
        return Page(items, paging.dump({"finished": True}), more=False, progress=(done, done))
    reached = newest(listed, "created_at", VENTURES[site].hours) or walk
    begun = newest(listed[:1], "created_at", VENTURES[site].hours)
    after = {
        "until": paging.stamp(until),
        "done": done,
        **_on(fields, walk, (begun, reached), offset, listed),
    }
    return Page(items, paging.dump(after), more=True, progress=(done, max(done, whole)))


def _goes_on(listed: list[Fields], offset: int, whole: int) -> bool:
    """Whether orders are left: a page that lost one is shorter than full, so the platform's own count is heard too."""
    left = len(listed) >= ORDERS_AT_ONCE or offset + len(listed) < whole
    return bool(listed) and left and offset < OFFSET_MAX


def _on(
    fields: Mapping[str, object],
    walk: datetime,
    span: tuple[datetime | None, datetime],
    offset: int,
    listed: list[Fields],
) -> dict[str, object]:
    """The next page begins at the last moment of this one; where all share one moment, pages are counted after all."""
    begun, reached = span[0], span[1].replace(microsecond=0)
    first = "/".join(sorted(text(row, "order_id") for row in listed))[:200]
    on = {"steps": paging.step_on(fields, first), "token": first}
    if reached > walk:
        shared = begun is not None and begun >= reached
        return {**on, "at": paging.stamp(reached), "offset": len(listed) if shared else 0}
    return {**on, "at": paging.stamp(walk), "offset": offset + len(listed)}


def written(moment: datetime, site: str) -> str:
    """A moment as Lazada takes it: ISO 8601 in the country's own time, with its offset."""
    return moment.astimezone(VENTURES[site].zone).isoformat(timespec="seconds")


def _orders(api: LazadaApi, site: str, query: Mapping[str, str]) -> tuple[list[Fields], int]:
    data = sub(api.get(site, "/orders/get", query), "data")
    return rows(data, "orders"), count(data, "countTotal")


def _with_items(api: LazadaApi, site: str, listed: list[Fields]) -> tuple[Item, ...]:
    """The orders with their items, asked for together."""
    numbers = [number for row in listed if (number := text(row, "order_id")).isdigit()]
    items: dict[str, list[Fields]] = {}
    if numbers:
        asked = json.dumps([int(number) for number in dict.fromkeys(numbers)][:ORDERS_AT_ONCE])
        answer = api.get(site, "/orders/items/get", {"order_ids": asked})
        for row in rows(answer, "data"):
            items.setdefault(text(row, "order_id"), rows(row, "order_items"))
    found: list[Item] = []
    for row in listed:
        number = text(row, "order_id")
        order = order_of(row, items.get(number, []), site)
        found.append(order if order is not None else incomplete(row, number))
    return tuple(found)


def one(api: LazadaApi, site: str, number: str) -> tuple[Item, ...]:
    """The order of a number in one country; nothing where it is none of this country's."""
    row = sub(api.get(site, "/order/get", {"order_id": number}), "data")
    return _with_items(api, site, [row]) if text(row, "order_id") else ()


def cases(api: LazadaApi, site: str, fields: Mapping[str, object], now: datetime) -> Page:
    """Reverse orders that changed since the last round; the first one looks at three months."""
    since = paging.from_cursor(fields, "since", now - timedelta(days=CASE_DAYS))
    until = paging.from_cursor(fields, "until", now)
    number = max(paging.number(fields, "page", 1), 1)
    query = {
        "page_no": str(number),
        "page_size": str(CASES_AT_ONCE),
        "ReverseOrderLineModifiedTimeRangeStart": str(millis(since - CASE_OVERLAP)),
        "ReverseOrderLineModifiedTimeRangeEnd": str(millis(until)),
    }
    result = sub(api.get(site, "/reverse/getreverseordersforseller", query), "result")
    listed = rows(result, "items")
    items: tuple[Item, ...] = tuple(
        case_of(row, site) or incomplete(row, text(row, "reverse_order_id")) for row in listed
    )
    if len(listed) >= CASES_AT_ONCE and number * CASES_AT_ONCE < count(result, "total"):
        first = text(listed[0], "reverse_order_id")
        after = {
            "since": paging.stamp(since),
            "until": paging.stamp(until),
            "page": number + 1,
            "steps": paging.step_on(fields, first),
            "token": first,
        }
        return Page(items, paging.dump(after), more=True)
    return Page(items, paging.dump({"since": paging.stamp(until)}), more=False)
