"""Walmart's returns in our words (Returns API v3), and reading them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import AfterSale, Page
from app.connectors.reading import Fields, money, rows, sub, text
from app.connectors.walmart.api import WalmartApi
from app.connectors.walmart.reading_orders import REACH, seconds
from app.domain.orders import AfterSaleKind

RETURNS = "/v3/returns"
LIMIT = 200
OVERLAP = timedelta(minutes=10)
OVER = ("COMPLETED", "CANCELLED", "CANCELED", "CLOSED")
PAID_BACK = ("REFUND_INITIATED", "REFUND_COMPLETED", "REFUNDED")


def return_of(value: Fields) -> AfterSale | None:
    """One return; None where it does not say which, or of which order."""
    number, order = text(value, "returnOrderId"), text(value, "customerOrderId")
    if not number or not order:
        return None
    lines = rows(value, "returnOrderLines")
    amount = sub(value, "totalRefundAmount")
    return AfterSale(
        kind=AfterSaleKind.RETURN,
        remote_key=f"return:{number}",
        order_remote_key=order,
        state=" + ".join(dict.fromkeys(word for row in lines if (word := state_of(row)))),
        open=not lines or any(waits(row) for row in lines),
        reason=" + ".join(dict.fromkeys(word for row in lines if (word := text(row, "returnReason")))),
        opened_at=paging.moment(value.get("returnOrderDate")),
        amount=money(amount, "currencyAmount", "currencyUnit"),
    )


def state_of(row: Fields) -> str:
    """Where a line of a return has come, and whether its money went back."""
    return " / ".join(filter(None, (text(row, "status"), text(row, "currentRefundStatus"))))


def waits(row: Fields) -> bool:
    """Whether a line still wants somebody: a word we do not know leaves it open."""
    return not is_paid_back(row) and text(row, "status").upper() not in OVER


def is_paid_back(row: Fields) -> bool:
    """Whether the customer has the money of a line, or is getting it."""
    return text(row, "currentRefundStatus").upper() in PAID_BACK


def read(api: WalmartApi, fields: Mapping[str, object], now: datetime, days: int) -> Page:
    """Every return that changed since the last look; at first those of the days that were wished for."""
    since = paging.from_cursor(fields, "since", now - min(timedelta(days=max(days, 0)), REACH))
    query = {
        "returnLastModifiedStartDate": seconds(min(since, now) - OVERLAP),
        "returnLastModifiedEndDate": seconds(now),
        "replacementInfo": "true",
        "limit": str(LIMIT),
    }
    listed = [row for page in api.pages("returns", RETURNS, query) for row in rows(page, "returnOrders")]
    items = tuple(item for row in listed if (item := return_of(row)) is not None)
    return Page(items, paging.dump({"since": paging.stamp(now)}), more=False)


def one_return(api: WalmartApi, number: str) -> Fields:
    """A return by its number; empty where there is none."""
    answer = api.get("returns", RETURNS, {"returnOrderId": number})
    return next((row for row in rows(answer, "returnOrders") if text(row, "returnOrderId") == number), {})
