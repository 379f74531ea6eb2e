"""Fulfillment API v1 (sell_fulfillment_v1): giving money back on an order or its lines."""

from __future__ import annotations

import re
from random import Random

from app.simulator.ebay_filters import DOMAIN
from app.simulator.ebay_words import EbayCall, fault
from app.simulator.trade import Order, Refund
from app.simulator.wire import Json, Response, answer

REASONS = (
    "BUYER_CANCEL",
    "SELLER_CANCEL",
    "ITEM_NOT_RECEIVED",
    "BUYER_RETURN",
    "ITEM_NOT_AS_DESCRIBED",
    "OTHER_ADJUSTMENT",
    "SHIPPING_DISCOUNT",
)
SENTENCES = {
    34902: "Request can't be empty.",
    34903: "The refund reason must be specified.",
    34905: "Either orderLevelRefundAmount or refundItems must be specified.",
    34907: "The amount value must be positive and within two decimals.",
    34909: "The amount currency isn't correct.",
    34913: "Can not find the order.",
    34914: "Can't find the item in the order.",
    34915: "The refund amount exceeds order amount.",
    34916: "A post-transaction case exists on this order, seller refund can't be triggered.",
    34917: "This order was already refunded.",
    34921: "The comment exceeds the length limit.",
    34924: "The item refund amount exceeds the item remaining amount.",
}
CONFLICTS = (34924,)
COMMENT_MAX = 1000


def no(number: int) -> Response:
    """One of the documented errors with its documented status."""
    status = 404 if number == 34913 else 409 if number in CONFLICTS else 400
    return fault(number, SENTENCES[number], DOMAIN, status=status)


def minor_of(raw: Json, order: Order) -> int | None:
    """An amount in the order's currency, in its smallest unit; None where it is no such amount."""
    fields = raw if isinstance(raw, dict) else {}
    value, currency = fields.get("value"), fields.get("currency")
    if currency != order.currency or not isinstance(value, str):
        return None
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", value):
        return None
    units, _, cents = value.partition(".")
    return int(units) * 100 + int(cents.ljust(2, "0")) if order.currency != "JPY" else int(units)


def given(order: Order) -> int:
    """What went back so far."""
    return sum(refund.minor for refund in order.refunds)


def pay_back(call: EbayCall, order: Order, minor: int, reason: str) -> Refund:
    """Money goes back."""
    number = str(Random(f"refund/{order.id}/{len(order.refunds)}").randrange(5 * 10**9, 6 * 10**9))
    refund = Refund(number, call.now, minor, reason)
    order.refunds.append(refund)
    return refund


def open_case(call: EbayCall, order: Order) -> bool:
    """Whether the order's money is a case's matter."""
    return any(
        case.order is order and case.kind in ("return", "inquiry", "claim") and "CLOSED" not in case.state
        for case in call.world.cases.values()
    )


def parts(order: Order, raw: Json) -> dict[str, int] | int:
    """How much of which line, or the documented error."""
    found: dict[str, int] = {}
    for row in raw if isinstance(raw, list) else []:
        fields = row if isinstance(row, dict) else {}
        line = next((one for one in order.lines if one.id == fields.get("lineItemId")), None)
        minor = minor_of(fields.get("refundAmount"), order)
        if line is None:
            return 34914
        if not minor:
            return 34907
        if minor > line.price * line.quantity:
            return 34924
        found[line.id] = found.get(line.id, 0) + minor
    return found


def issue_refund(call: EbayCall, number: str) -> Response:
    """POST /order/{order_id}/issue_refund: a promise; the order shows what became of it."""
    order = call.world.orders.get(number)
    body = call.request.json()
    if order is None or order.shop is not call.shop or order.plan.created > call.now:
        return no(34913)
    if not body:
        return no(34902)
    if body.get("reasonForRefund") not in REASONS:
        return no(34903)
    if len(str(body.get("comment") or "")) > COMMENT_MAX:
        return no(34921)
    if open_case(call, order):
        return no(34916)
    return refunded(call, order, body)


def refunded(call: EbayCall, order: Order, body: dict[str, Json]) -> Response:
    """The amount is looked at, then it goes back."""
    level, items = body.get("orderLevelRefundAmount"), body.get("refundItems")
    if (level is None) == (items is None):
        return no(34905)
    lines = parts(order, items)
    if isinstance(lines, int):
        return no(lines)
    minor = sum(lines.values()) if lines else minor_of(level, order)
    if not minor:
        return no(34907)
    if given(order) >= order.total:
        return no(34917)
    if given(order) + minor > order.total:
        return no(34915)
    refund = pay_back(call, order, minor, str(body["reasonForRefund"]))
    if lines:
        call.book.lines[refund.id] = lines
    return answer({"refundId": refund.id, "refundStatus": "PENDING"})
