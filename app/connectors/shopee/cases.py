"""Shopee's returns in our words, and the walk through them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import AfterSale, Item, Page
from app.connectors.reading import Fields, money, rows, text
from app.connectors.shopee.api import ShopeeApi
from app.connectors.shopee.hosts import RETURN_LIST
from app.connectors.shopee.messages import moment
from app.connectors.shopee.reading_orders import seconds
from app.domain.orders import AfterSaleKind

ENDED = frozenset({"CANCELLED", "CLOSED"})
DAYS_BACK = timedelta(days=90)
SLICE, OVERLAP = timedelta(days=14), timedelta(minutes=5)
LIMIT = 100


def return_of(value: Fields) -> AfterSale | None:
    """One return. A word we do not know leaves it open rather than hiding it."""
    number, order, state = text(value, "return_sn"), text(value, "order_sn"), text(value, "status")
    if not number or not order:
        return None
    paid_back = state == "ACCEPTED" and value.get("needs_logistics") is not True
    return AfterSale(
        kind=AfterSaleKind.RETURN,
        remote_key=f"return:{number}",
        order_remote_key=order,
        state=state,
        open=state not in ENDED and not paid_back,
        reason=text(value, "reason"),
        due=due_of(value, state),
        opened_at=moment(value, "create_time"),
        amount=money(value, "refund_amount", "currency"),
    )


def due_of(value: Fields, state: str) -> datetime | None:
    """Until when it is our turn: one date for the wish, another for what came back."""
    first, second = moment(value, "due_date"), moment(value, "return_seller_due_date")
    return (first or second) if state == "REQUESTED" else (second or first)


def live(api: ShopeeApi, fields: Mapping[str, object]) -> Page:
    """One page of what changed since the last round; the first round goes three months back."""
    now = api.now()
    since = paging.from_cursor(fields, "since", now - DAYS_BACK)
    to = paging.from_cursor(fields, "to", min(now, since + SLICE))
    number = max(paging.number(fields, "page"), 0)
    query = {
        "page_no": str(number),
        "page_size": str(LIMIT),
        "update_time_from": seconds(since - OVERLAP),
        "update_time_to": seconds(to),
    }
    answer = api.get(RETURN_LIST, query)
    listed = rows(answer, "return")
    items: tuple[Item, ...] = tuple(case for row in listed if (case := return_of(row)) is not None)
    if answer.get("more") is True and listed and number < paging.LONGEST:
        after = {"since": paging.stamp(since), "to": paging.stamp(to), "page": number + 1}
        return Page(items, paging.dump(after), more=True)
    return Page(items, paging.dump({"since": paging.stamp(to)}), more=to < now - OVERLAP)
