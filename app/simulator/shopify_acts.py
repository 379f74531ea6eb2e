"""The Admin API, acting: parcels, refunds, cancellations. Each changes the world for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.simulator.shopify_parts import parcel_node, refund_node
from app.simulator.shopify_reading import order_node
from app.simulator.shopify_store import Cancellation, Parcel, gid, number_of
from app.simulator.shopify_suggest import GATEWAY, left_of, payment
from app.simulator.shopify_words import Node, ShopifyCall, given
from app.simulator.trade import Order

JOB = timedelta(seconds=8)
"""how long a cancellation takes in the background"""
Input = Mapping[str, Any]


def error(sentence: str, *path: str, code: str = "") -> Node:
    """A user error."""
    row: Node = {"field": list(path) or None, "message": sentence}
    return row | {"code": code} if code else row


def failed(name: str, *errors: Node, list_name: str = "userErrors") -> Node:
    """A payload that says no."""
    return {name: None, list_name: list(errors)}


def minor_of(amount: object) -> int:
    """An amount as hundredths; below zero where it is none."""
    try:
        return round(float(str(amount)) * 100)
    except ValueError:
        return -1


# --- parcels --------------------------------------------------------------------------------------------------------


def ship(call: ShopifyCall, fulfillment: Input, message: str | None = None) -> Node:
    """fulfillmentCreate: all or some lines of fulfilment orders at one place."""
    rows = fulfillment["lineItemsByFulfillmentOrder"]
    placed = [found for row in rows if (found := place_of(call, row["fulfillmentOrderId"]))]
    if not rows or len(placed) != len(rows):
        return failed("fulfillment", error("Fulfillment order does not exist.", "fulfillment"))
    order, place = placed[0]
    if len({one for _, one in placed}) > 1 or any(one is not order for one, _ in placed):
        return failed("fulfillment", error("All fulfillment orders must be assigned to the same location."))
    if order.stage(call.now) == "cancelled":
        return failed("fulfillment", error("Fulfillment order is not in a fulfillable state."))
    pieces = pieces_of(call, order, place, rows[0].get("fulfillmentOrderLineItems"))
    if isinstance(pieces, str):
        return failed("fulfillment", error(pieces, "fulfillment", "lineItemsByFulfillmentOrder"))
    tracking = fulfillment.get("trackingInfo") or {}
    deeds = call.books.of(order)
    number = number_of(f"fulfilment/{order.id}/{len(deeds.parcels)}")
    parcel = Parcel(
        number, place, pieces, str(tracking.get("company") or ""), str(tracking.get("number") or ""),
        str(tracking.get("url") or ""), call.now, call.now,
    )  # fmt: skip
    deeds.parcels.append(parcel)
    deeds.changed.append(call.now)
    order.carrier, order.tracking = parcel.company, parcel.tracking
    if all(call.books.left(order, line, call.now) == 0 for line in order.lines):
        order.plan = replace(order.plan, shipped=call.now, moving=None, delivered=None)
    return {"fulfillment": parcel_node(call, order, parcel), "userErrors": []}


def place_of(call: ShopifyCall, key: str) -> tuple[Order, int] | None:
    """The order and place behind a fulfilment order's id."""
    for order in call.books.orders(call.shop, call.now):
        for place in call.books.places(order):
            if gid("FulfillmentOrder", number_of(f"{order.id}/place/{place}")) == key:
                return order, place
    return None


def pieces_of(
    call: ShopifyCall, order: Order, place: int, wanted: list[Input] | None
) -> dict[str, int] | str:
    """How many pieces of which line leave; a sentence where that cannot be."""
    mine = [line for line in order.lines if call.books.place_of(order, line) == place]
    left = {line.id: call.books.left(order, line, call.now) for line in mine}
    if not wanted:
        return left if any(left.values()) else "Fulfillment order is not in a fulfillable state."
    ids = {gid("FulfillmentOrderLineItem", number_of(f"{order.id}/{line.id}")): line.id for line in mine}
    found: dict[str, int] = {}
    for row in wanted:
        line = ids.get(str(row["id"]))
        if line is None:
            return "Line item does not exist."
        if not 0 < int(row["quantity"]) <= left[line]:
            return "Invalid fulfillment order line item quantity requested."
        found[line] = int(row["quantity"])
    return found


def track(
    call: ShopifyCall,
    fulfillmentId: str,  # noqa: N803  # the documents' own spelling
    trackingInfoInput: Input,  # noqa: N803
    notifyCustomer: bool | None = None,  # noqa: N803
) -> Node:
    """fulfillmentTrackingInfoUpdate."""
    for order in call.books.orders(call.shop, call.now):
        for parcel in call.books.parcels(order, call.now):
            if gid("Fulfillment", parcel.number) == fulfillmentId:
                parcel.company = str(trackingInfoInput.get("company") or parcel.company)
                parcel.tracking = str(trackingInfoInput.get("number") or parcel.tracking)
                parcel.url = str(trackingInfoInput.get("url") or "")
                parcel.changed = call.now
                deeds = call.books.of(order)
                if parcel not in deeds.parcels:
                    deeds.parcels.append(parcel)  # one the world had sent: it is in the books from now on
                deeds.changed.append(call.now)
                order.carrier, order.tracking = parcel.company, parcel.tracking
                return {"fulfillment": parcel_node(call, order, parcel), "userErrors": []}
    return failed("fulfillment", error("Fulfillment does not exist.", "fulfillmentId"))


# --- cancel ---------------------------------------------------------------------------------------------------------


def cancel(
    call: ShopifyCall,
    orderId: str,  # noqa: N803  # the documents' own spelling
    reason: str,
    restock: bool,
    refundMethod: Input | None = None,  # noqa: N803
    staffNote: str | None = None,  # noqa: N803
    **more: object,
) -> Node:
    """orderCancel: taken on at once, done some seconds later, never undone."""
    order = call.books.find(call.shop, orderId, call.now)
    sentence = why_not(call, order)
    if order is None or sentence:
        row = error(sentence, "orderId", code="NOT_FOUND" if order is None else "INVALID")
        return failed("job", row, list_name="orderCancelUserErrors")
    pays_back = bool(given(refundMethod or {}, "originalPaymentMethodsRefund"))
    number = number_of(f"job/{order.id}")
    taken_on = Cancellation(number, staffNote or "", call.now + JOB, call.books.jobs_fail)
    call.books.of(order).cancellation = taken_on

    def end(at: datetime) -> None:
        if taken_on.failed:
            return
        order.plan = replace(order.plan, cancelled=at, shipped=None, moving=None, delivered=None)
        call.books.of(order).changed.append(at)
        if pays_back and (minor := left_of(call, order)):
            call.books.give_back(order, minor, "Order canceled", at)

    call.books.world.timeline.plan(call.now + JOB, end)
    return {"job": {"id": gid("Job", number), "done": False}, "orderCancelUserErrors": []}


def why_not(call: ShopifyCall, order: Order | None) -> str:
    """Why an order cannot be cancelled; '' where it can."""
    if order is None:
        return "Order does not exist."
    pending = call.books.of(order).cancellation
    if order.stage(call.now) == "cancelled" or (pending and not pending.failed):
        return "Order has already been cancelled."
    if call.books.parcels(order, call.now):
        return "Cannot cancel an order with outstanding fulfillments."
    return ""


# --- refund ---------------------------------------------------------------------------------------------------------


def refund(call: ShopifyCall, input: Input) -> Node:  # noqa: A002  # the documents' own spelling
    """refundCreate. Without payments only the books change, no money."""
    order = call.books.find(call.shop, str(input["orderId"]), call.now)
    if order is None:
        return failed("refund", error("Order does not exist", "orderId"))
    payments = input.get("transactions") or []
    if any(row["kind"] != "REFUND" or row.get("parentId") != payment(order) for row in payments):
        return failed("refund", error("Transactions: parent is invalid", "transactions"))
    amounts = [minor_of(row["amount"]) for row in payments]
    if any(row["gateway"] != GATEWAY for row in payments) or any(minor <= 0 for minor in amounts):
        return failed("refund", error("Transactions are invalid", "transactions"))
    if sum(amounts) > left_of(call, order) and not input.get("allowOverRefunding"):
        return failed("refund", error("Refund amount exceeds the amount available", "transactions"))
    lines = {gid("LineItem", line.id): line for line in order.lines}
    rows = input.get("refundLineItems") or []
    for row in rows:
        line = lines.get(str(row["lineItemId"]))
        if line is None or not 0 < int(row["quantity"]) <= call.books.refundable(order, line):
            return failed(
                "refund", error("Refund line items: quantity cannot refund more items than were purchased")
            )
    deeds = call.books.of(order)
    for row in rows:
        key = lines[str(row["lineItemId"])].id
        deeds.refunded[key] = deeds.refunded.get(key, 0) + int(row["quantity"])
    made = call.books.give_back(order, sum(amounts), str(input.get("note") or ""), call.now)
    deeds.changed.append(call.now)
    return {
        "refund": refund_node(order, made),
        "order": lambda _: order_node(call, order),
        "userErrors": [],
    }
