"""Walking through Shopee's orders: at most fifteen days at a time, the list first and then each order's details."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page
from app.connectors.orders import incomplete
from app.connectors.reading import Fields, rows, text
from app.connectors.shopee.api import ShopeeApi
from app.connectors.shopee.hosts import ORDER_DETAIL, ORDERS, TRACKING
from app.connectors.shopee.orders import CANCELLING, ON_THE_WAY, WANTED, cancellations, order_of, packages
from app.domain.errors import Rejected

SLICE = timedelta(days=14)
"""Shopee refuses more than fifteen days"""
OVERLAP = timedelta(minutes=5)
LIMIT = 50
"""orders on a page: as many as one question for details may name"""
CANCELLING_MAX = 400


def seconds(moment: datetime) -> str:
    """A moment as Shopee reads it."""
    return str(int(moment.timestamp()))


def live(api: ShopeeApi, fields: Mapping[str, object]) -> Page:
    """One page of what changed since the last round."""
    now = api.now()
    since = paging.from_cursor(fields, "since", now)
    to = paging.from_cursor(fields, "to", min(now, since + SLICE))
    if "cancelling" not in fields:
        fields = {**fields, "cancelling": _cancelling(api, now)}
    found, token = _page(api, fields, "update_time", since - OVERLAP, to)
    after: dict[str, object] = {"cancelling": found.cancelling}
    if token:
        after |= {"since": paging.stamp(since), "to": paging.stamp(to)} | _turned(fields, token)
        return Page(found.items, paging.dump(after), more=True)
    return Page(found.items, paging.dump(after | {"since": paging.stamp(to)}), more=to < now - OVERLAP)


def past(api: ShopeeApi, fields: Mapping[str, object], days: int) -> Page:
    """One page of the orders placed before we came."""
    now = api.now()
    start = paging.from_cursor(fields, "start", now - timedelta(days=days))
    end = paging.from_cursor(fields, "end", now)
    since = paging.from_cursor(fields, "since", start)
    to = min(end, since + SLICE)
    found, token = _page(api, fields, "create_time", since, to)
    after: dict[str, object] = {"start": paging.stamp(start), "end": paging.stamp(end)}
    progress = (max((since - start).days, 0), max((end - start).days, 1))
    if token:
        after |= {"since": paging.stamp(since)} | _turned(fields, token)
        return Page(found.items, paging.dump(after), more=True, progress=progress)
    if to >= end:
        return Page(
            found.items, paging.dump({"finished": True}), more=False, progress=(progress[1], progress[1])
        )
    return Page(found.items, paging.dump(after | {"since": paging.stamp(to)}), more=True, progress=progress)


def _cancelling(api: ShopeeApi, now: datetime) -> list[str]:
    """Orders whose customer wished to cancel before we came: their end must not be missed."""
    query = {
        "time_range_field": "update_time",
        "time_from": seconds(now - SLICE),
        "time_to": seconds(now),
        "page_size": str(LIMIT),
        "order_status": CANCELLING,
    }
    return [text(row, "order_sn") for row in rows(api.get(ORDERS, query), "order_list")]


def _turned(fields: Mapping[str, object], token: str) -> dict[str, object]:
    return {"steps": paging.step_on(fields, token), "token": token}


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of orders gave."""

    items: tuple[Item, ...]
    cancelling: list[str]
    """orders whose customer's wish to cancel is open"""


def _page(
    api: ShopeeApi, fields: Mapping[str, object], by: str, since: datetime, to: datetime
) -> tuple[Found, str]:
    """One page of a slice and where the next begins; '' where the slice is done."""
    pending = paging.words(fields, "cancelling")
    query = {
        "time_range_field": by,
        "time_from": seconds(since),
        "time_to": seconds(max(to, since + timedelta(seconds=1))),
        "page_size": str(LIMIT),
        "cursor": paging.word(fields, "token"),
        "response_optional_fields": "order_status",
        "request_order_status_pending": "true",
    }
    answer = api.get(ORDERS, query)
    numbers = list(dict.fromkeys(text(row, "order_sn") for row in rows(answer, "order_list")))
    known = details(api, [number for number in numbers if number])
    cases, waiting = cancellations(known, pending)
    orders = [order_item(api, value) for value in known]
    token = text(answer, "next_cursor") if answer.get("more") is True and numbers else ""
    return Found((*orders, *cases), waiting[-CANCELLING_MAX:]), token


def details(api: ShopeeApi, numbers: list[str]) -> list[Fields]:
    """What each of these orders is."""
    if not numbers:
        return []
    query = {
        "order_sn_list": ",".join(numbers),
        "response_optional_fields": WANTED,
        "request_order_status_pending": "true",
    }
    return rows(api.get(ORDER_DETAIL, query), "order_list")


def order_item(api: ShopeeApi, value: Fields) -> Item:
    """One order with the numbers of its parcels, or what came instead of one."""
    number = text(value, "order_sn")
    tracking = tracking_of(api, value) if text(value, "order_status") in ON_THE_WAY else {}
    return order_of(value, tracking) or incomplete(value, number)


def tracking_of(api: ShopeeApi, value: Fields) -> dict[str, str]:
    """The tracking number of each package; a parcel that has none yet is no trouble."""
    found: dict[str, str] = {}
    for row in packages(value):
        package = text(row, "package_number")
        query = {"order_sn": text(value, "order_sn")} | ({"package_number": package} if package else {})
        try:
            found[package] = text(api.get(TRACKING, query), "tracking_number")
        except Rejected:
            found[package] = ""
    return found


def look(api: ShopeeApi) -> None:
    """Proves that orders may be read."""
    now = api.now()
    query = {"time_range_field": "update_time", "time_from": seconds(now - OVERLAP), "time_to": seconds(now),
             "page_size": "1"}  # fmt: skip
    api.get(ORDERS, query)
