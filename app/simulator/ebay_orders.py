"""Fulfillment API v1 (sell_fulfillment_v1): orders, their shipments, and marking one as sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from app.simulator.ebay_filters import DOMAIN, bad, filters_of, period
from app.simulator.ebay_words import EbayCall, fault, paged, whole
from app.simulator.sites import amount
from app.simulator.stamps import millis, parse
from app.simulator.trade import Line, Order, Refund
from app.simulator.wire import Json, Response, answer, empty

NINETY_DAYS = timedelta(days=90)
ASYNCHRONOUS = timedelta(minutes=3)
"""so long a refund is on its way"""


def fulfilled(order: Order, now: datetime) -> str:
    """orderFulfillmentStatus: the goods have left or not."""
    return "FULFILLED" if order.stage(now) in ("shipped", "moving", "delivered") else "NOT_STARTED"


def money(minor: int, currency: str) -> dict[str, Json]:
    """Amount: the value is a string."""
    return {"value": amount(minor, currency), "currency": currency}


def payment(order: Order) -> str:
    """orderPaymentStatus."""
    back = sum(refund.minor for refund in order.refunds)
    if not back:
        return "PAID"
    return "FULLY_REFUNDED" if back >= order.total else "PARTIALLY_REFUNDED"


def described(call: EbayCall, order: Order) -> dict[str, Json]:
    """Order."""
    now, plan, currency, buyer = call.now, order.plan, order.currency, order.customer
    hrefs: list[Json] = []
    if fulfilled(order, now) == "FULFILLED":
        hrefs = [f"{call.base}/sell/fulfillment/v1/order/{order.id}/shipping_fulfillment/{order.tracking}"]
    return {
        "orderId": order.id,
        "creationDate": millis(plan.created),
        "lastModifiedDate": millis(order.changed(now)),
        "orderFulfillmentStatus": fulfilled(order, now),
        "orderPaymentStatus": payment(order),
        "sellerId": order.shop.seller,
        "buyer": {
            "username": buyer.handle,
            "taxAddress": {
                "city": buyer.city,
                "postalCode": buyer.postcode,
                "countryCode": buyer.country,
            },
        },
        "pricingSummary": {
            "priceSubtotal": money(order.goods, currency),
            "deliveryCost": money(order.postage, currency),
            "total": money(order.total, currency),
        },
        "cancelStatus": cancelled(order, now),
        "paymentSummary": paid(call, order),
        "fulfillmentStartInstructions": [instruction(order)],
        "fulfillmentHrefs": hrefs,
        "lineItems": [{**item(order, line, now), **line_refunds(call, order, line)} for line in order.lines],
        "salesRecordReference": str(Random(order.id).randrange(100, 9999)),
        "ebayCollectAndRemitTax": False,
    }


def cancelled(order: Order, now: datetime) -> dict[str, Json]:
    """CancelStatus with the buyer's wish, if there is one."""
    asked = order.cancel_asked
    if asked is None or asked > now or order.stage(now) == "cancelled":
        state = "CANCELED" if order.stage(now) == "cancelled" else "NONE_REQUESTED"
        return {"cancelState": state, "cancelRequests": []}
    request: dict[str, Json] = {
        "cancelInitiator": "BUYER",
        "cancelReason": "BUYER_CANCEL",
        "cancelRequestState": "REQUESTED",
        "cancelRequestId": str(Random(f"cancel/{order.id}").randrange(5 * 10**9, 6 * 10**9)),
        "cancelRequestedDate": millis(asked),
    }
    return {"cancelState": "IN_PROGRESS", "cancelRequests": [request]}


def refund_of(refund: Refund, minor: int, order: Order) -> dict[str, Json]:
    """One refund, or a line's part of it."""
    return {"refundId": refund.id, "refundDate": millis(refund.at), "amount": money(minor, order.currency)}


def line_refunds(call: EbayCall, order: Order, line: Line) -> dict[str, Json]:
    """LineItemRefund: refunds that were given for single lines stand there, not on the order."""
    parts = [(one, call.book.lines.get(one.id, {}).get(line.id, 0)) for one in order.refunds]
    rows: list[Json] = [refund_of(one, minor, order) for one, minor in parts if minor]
    return {"refunds": rows} if rows else {}


def paid(call: EbayCall, order: Order) -> dict[str, Json]:
    """PaymentSummary."""
    total = money(order.total, order.currency)
    refunds: list[Json] = [
        {
            **refund_of(refund, refund.minor, order),
            "refundStatus": "PENDING" if call.now < refund.at + ASYNCHRONOUS else "REFUNDED",
        }
        for refund in order.refunds
        if refund.id not in call.book.lines
    ]
    payments: list[Json] = [
        {
            "paymentMethod": "EBAY",
            "paymentDate": millis(order.plan.paid),
            "amount": total,
            "paymentStatus": "PAID",
        }
    ]
    return {"totalDueSeller": total, "refunds": refunds, "payments": payments}


def instruction(order: Order) -> dict[str, Json]:
    """FulfillmentStartInstruction: where it goes and until when."""
    buyer, plan = order.customer, order.plan
    address: dict[str, Json] = {
        "addressLine1": buyer.street,
        "city": buyer.city,
        "postalCode": buyer.postcode,
        "countryCode": buyer.country,
    }
    contact: dict[str, Json] = {"fullName": buyer.name, "contactAddress": address}
    return {
        "fulfillmentInstructionsType": "SHIP_TO",
        "minEstimatedDeliveryDate": millis(plan.due - timedelta(days=2)),
        "maxEstimatedDeliveryDate": millis(plan.due),
        "ebaySupportedFulfillment": False,
        "shippingStep": {
            "shipTo": contact,
            "shippingCarrierCode": order.carrier,
            "shippingServiceCode": "ShippingMethodStandard",
        },
    }


def item(order: Order, line: Line, now: datetime) -> dict[str, Json]:
    """LineItem."""
    cost = money(line.price * line.quantity, order.currency)
    return {
        "lineItemId": line.id,
        "legacyItemId": line.product.item_id,
        "sku": line.product.sku,
        "title": line.product.title(order.shop.site.language),
        "lineItemCost": cost,
        "quantity": line.quantity,
        "soldFormat": "FIXED_PRICE",
        "listingMarketplaceId": order.shop.site.marketplace,
        "purchaseMarketplaceId": order.shop.site.marketplace,
        "lineItemFulfillmentStatus": fulfilled(order, now),
        "total": cost,
        "deliveryCost": {"shippingCost": money(order.postage, order.currency)},
        "appliedPromotions": [],
        "taxes": [],
        "properties": {"buyerProtection": True},
        "lineItemFulfillmentInstructions": {
            "minEstimatedDeliveryDate": millis(order.plan.due - timedelta(days=2)),
            "maxEstimatedDeliveryDate": millis(order.plan.due),
            "shipByDate": millis(order.plan.ship_by),
            "guaranteedDelivery": False,
        },
    }


def _chosen(call: EbayCall) -> list[Order] | Response:
    """The orders the parameters ask for."""
    mine = [o for o in call.world.orders_of([call.shop]) if o.plan.created <= call.now]
    numbers = call.request.one("orderIds")
    if numbers is not None:
        wanted = numbers.split(",")
        if len(wanted) > 50:
            return bad(30900, "Exceeded maximum number of order IDs (the current limit is 50)")
        return [order for order in mine if order.id in wanted]
    filters = filters_of(call.request.one("filter") or "")
    if isinstance(filters, Response):
        return filters
    by = "creationdate" if "creationdate" in filters else "lastmodifieddate"
    if by in filters:
        window = period(filters[by], call.now)
        if isinstance(window, Response):
            return window
        start, end = window
    else:
        by, start, end = "creationdate", call.now - NINETY_DAYS, call.now
    states = filters.get("orderfulfillmentstatus", "{NOT_STARTED|IN_PROGRESS|FULFILLED}").strip("{}")
    found = []
    for order in mine:
        moment = order.plan.created if by == "creationdate" else order.changed(call.now)
        if start <= moment <= end and fulfilled(order, call.now) in states.split("|"):
            found.append(order)
    return found


def orders(call: EbayCall) -> Response:
    """GET /order: newest first."""
    group = call.request.one("fieldGroups")
    if group not in (None, "TAX_BREAKDOWN"):
        return bad(32800, f"Invalid field group: {group}")
    by_number = call.request.one("orderIds") is not None
    limit = 200 if by_number else whole(call.request.one("limit"), 50)
    offset = 0 if by_number else whole(call.request.one("offset"), 0)
    if limit is None or not 1 <= limit <= 200:
        return bad(31100, f"Invalid limit: {call.request.one('limit')}")
    if offset is None:
        return bad(31000, f"Invalid offset: {call.request.one('offset')}")
    found = _chosen(call)
    if isinstance(found, Response):
        return found
    found.sort(key=lambda order: (order.plan.created, order.id), reverse=True)
    rows: list[Json] = [described(call, order) for order in found[offset : offset + limit]]
    return answer({**paged(call, limit, offset, len(found)), "orders": rows})


def _one(call: EbayCall, number: str) -> Order | None:
    order = call.world.orders.get(number)
    return order if order and order.shop is call.shop and order.plan.created <= call.now else None


def order(call: EbayCall, number: str) -> Response:
    """GET /order/{orderId}."""
    if not re.fullmatch(r"\d{2}-\d{5}-\d{5}", number):
        return bad(32100, f"Invalid order ID: {number}")
    found = _one(call, number)
    if found is None:
        return fault(32100, f"Invalid order ID: {number}", DOMAIN, status=404)
    return answer(described(call, found))


def shipments(call: EbayCall, number: str) -> Response:
    """GET /order/{orderId}/shipping_fulfillment."""
    found = _one(call, number)
    if found is None:
        return bad(32100, f"Invalid order ID: {number}")
    rows: list[Json] = []
    if fulfilled(found, call.now) == "FULFILLED" and found.plan.shipped:
        lines: list[Json] = [{"lineItemId": line.id, "quantity": line.quantity} for line in found.lines]
        rows.append(
            {
                "fulfillmentId": found.tracking,
                "shipmentTrackingNumber": found.tracking,
                "shippingCarrierCode": found.carrier,
                "shippedDate": millis(found.plan.shipped),
                "lineItems": lines,
            }
        )
    return answer({"fulfillments": rows, "total": len(rows)})


def ship(call: EbayCall, number: str) -> Response:
    """POST /order/{orderId}/shipping_fulfillment: 201 and the new shipment's address."""
    found, body = _one(call, number), call.request.json()
    if found is None:
        return bad(32100, f"Invalid Order Id: {number}")
    if body is None:
        return bad(32600, "Invalid input data")
    code, tracking = body.get("shippingCarrierCode"), body.get("trackingNumber")
    if bool(code) != bool(tracking) or not re.fullmatch(r"[A-Za-z0-9]*", str(tracking or "")):
        return bad(32300, "Invalid shipment tracking number or carrier")
    raw = body.get("shippedDate")
    moment = parse(str(raw)) if raw else call.now
    if moment is None or moment > call.now + timedelta(days=1):
        return bad(32500, "Invalid shipped date")
    rows = body.get("lineItems")
    for row in rows if isinstance(rows, list) else []:
        name = row.get("lineItemId") if isinstance(row, dict) else None
        if name not in [line.id for line in found.lines]:
            return bad(32200, f"Invalid line item id: {name}")
    found.plan = replace(found.plan, shipped=call.now, moving=None, delivered=None)
    found.carrier, found.tracking = str(code or found.carrier), str(tracking or "0")
    return empty(201, (("Location", f"{call.link}/{found.tracking}"),))
