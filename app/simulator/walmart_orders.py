"""Orders API v3, reading (us_mp_orders.json): lists by place and time, and single purchase orders."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from app.simulator.walmart_store import NODES, Purchase
from app.simulator.walmart_words import Ends, WalmartCall, amount, bad, limit_of, ms, nothing, pieces, span
from app.simulator.wire import Json, Response, answer

WEEK = timedelta(days=7)
REACH = timedelta(days=180)
COUNTRIES = {"US": "USA", "CA": "CAN", "MX": "MEX"}
STATUSES = ("Created", "Acknowledged", "Shipped", "Delivered", "Cancelled")


def described(call: WalmartCall, purchase: Purchase) -> dict[str, Json]:
    """GetOrderResponseRecord."""
    order = purchase.order
    plan = order.plan
    person = hashlib.sha256(order.customer.key.encode()).digest()[:16]
    return {
        "purchaseOrderId": purchase.number,
        "customerOrderId": order.id,
        "customerEmailId": shouted(order.customer.handle),
        "orderDate": ms(plan.created),
        "buyerId": str(UUID(bytes=person, version=4)),
        "shippingInfo": {
            "phone": f"555{Random(order.id).randrange(10**7):07d}",
            "estimatedDeliveryDate": ms(plan.due),
            "estimatedShipDate": ms(plan.ship_by),
            "methodCode": "Value",
            "postalAddress": address(purchase),
        },
        "orderLines": {"orderLine": [line(call, purchase)]},
        "shipNode": {"type": purchase.node},
    }


def shouted(handle: str) -> str:
    """A relay address as orders write it."""
    local, _, domain = handle.partition("@")
    return f"{local.upper()}@{domain}"


def address(purchase: Purchase) -> dict[str, Json]:
    """PostalAddressType."""
    buyer = purchase.order.customer
    city, _, state = buyer.city.partition(", ")
    return {
        "name": buyer.name,
        "address1": buyer.street,
        "city": city,
        "state": state or "AR",
        "postalCode": buyer.postcode,
        "country": COUNTRIES.get(buyer.country, buyer.country),
        "addressType": "RESIDENTIAL",
    }


def line(call: WalmartCall, purchase: Purchase) -> dict[str, Json]:
    """OrderLineType."""
    order, done = purchase.order, call.books.deeds_of(purchase)
    product = purchase.line.product
    item: dict[str, Json] = {"productName": product.title("en"), "sku": product.sku}
    if call.request.one("productInfo") == "true":
        item["imageUrl"] = f"{call.media}/media/p/{product.key}.png"
    row: dict[str, Json] = {
        "lineNumber": purchase.line_number,
        "item": item,
        "charges": {"charge": charges(purchase)},
        "orderLineQuantity": pieces(purchase.pieces),
        "statusDate": ms(call.books.changed(purchase, call.now)),
        "orderLineStatuses": {"orderLineStatus": [state(call, purchase)]},
        "fulfillment": {
            "fulfillmentOption": "S2H",
            "shipMethod": "VALUE",
            "pickUpDateTime": ms(order.plan.due),
        },
    }
    if order.cancel_asked is not None and order.cancel_asked <= call.now:
        row["intentToCancel"] = "true"
    if done.refunds:
        row["refund"] = refund(done.refunds)
    return row


def charges(purchase: Purchase) -> list[Json]:
    """What the line costs, each with its tax."""
    currency = purchase.order.currency
    found: list[Json] = [charge("PRODUCT", "ItemPrice", purchase.goods, currency, "Tax1")]
    if purchase.postage:
        found.append(charge("SHIPPING", "Shipping", purchase.postage, currency, "Tax2"))
    return found


def charge(kind: str, name: str, minor: int, currency: str, tax: str) -> dict[str, Json]:
    """ChargeType, with a tax of eight in a hundred."""
    due: dict[str, Json] = {"taxName": tax, "taxAmount": amount(minor * 8 // 100, currency)}
    return {"chargeType": kind, "chargeName": name, "chargeAmount": amount(minor, currency), "tax": due}


def state(call: WalmartCall, purchase: Purchase) -> dict[str, Json]:
    """OrderLineStatusType with its parcel, once one has left."""
    status, done = call.books.status(purchase, call.now), call.books.deeds_of(purchase)
    found: dict[str, Json] = {"status": status, "statusQuantity": pieces(purchase.pieces)}
    left = done.shipped or purchase.order.plan.shipped
    if status == "Cancelled" and done.reason:
        found["cancellationReason"] = done.reason
    if status in ("Shipped", "Delivered", "Refund") and left is not None:
        found["trackingInfo"] = done.tracking or tracking(purchase, left)
    return found


def tracking(purchase: Purchase, left: datetime) -> dict[str, Json]:
    """TrackingInfoType of a parcel nobody told us of by a call."""
    order = purchase.order
    other = f"9400{Random(purchase.number).randrange(10**18):018d}"
    number = order.tracking if purchase.line_number == "1" else other
    return {
        "shipDateTime": ms(left),
        "carrierName": {"carrier": order.carrier},
        "methodCode": "Value",
        "trackingNumber": number,
        "trackingURL": f"https://tracking.example/{number}",
    }


def refund(given: list[dict[str, Json]]) -> dict[str, Json]:
    """RefundType: everything given back on the line so far."""
    comments = "; ".join(str(one["comments"]) for one in given if one["comments"])
    parts: list[Json] = []
    for one in given:
        rows = one["charges"]
        parts += rows if isinstance(rows, list) else []
    return {"refundId": str(len(given)), "refundComments": comments, "refundCharges": {"refundCharge": parts}}


# --- calls ----------------------------------------------------------------------------------------------------------


def orders(call: WalmartCall) -> Response:
    """GET /v3/orders: one kind of place at a time, the newest first; 404 where nothing is found."""
    ask, limit = call.request.one, limit_of(call.request, 100)
    node = ask("shipNodeType") or NODES[0]
    if limit is None or node not in NODES or (ask("status") or STATUSES[0]) not in STATUSES:
        return bad("Invalid limit, shipNodeType or status")
    found = chosen(call, node)
    if isinstance(found, Response):
        return found
    offset = int(ask("poIndex") or 0)
    page = found[offset : offset + limit]
    if not page:
        return nothing()
    meta: dict[str, Json] = {"totalCount": len(found), "limit": limit}
    if offset + limit < len(found):
        meta["nextCursor"] = onward(call, limit, offset + limit, len(found))
    rows: list[Json] = [described(call, one) for one in page]
    return answer({"list": {"meta": meta, "elements": {"order": rows}}})


def onward(call: WalmartCall, limit: int, offset: int, total: int) -> str:
    """The next page as a ready query, question mark and all."""
    kept = [
        (n, v) for n, v in call.request.query if n not in ("limit", "hasMoreElements", "soIndex", "poIndex")
    ]
    first = [
        ("limit", str(limit)),
        ("hasMoreElements", "true"),
        ("soIndex", str(total)),
        ("poIndex", str(offset)),
    ]
    seller = [] if call.request.one("sellerId") else [("partnerId", "100009"), ("sellerId", call.shop.seller)]
    return "?" + urlencode([*first, *seller, *kept])


def chosen(call: WalmartCall, node: str) -> list[Purchase] | Response:
    """What the parameters ask for."""
    ask = call.request.one
    created = span(call.request, "createdStartDate", "createdEndDate")
    changed = span(call.request, "lastModifiedStartDate", "lastModifiedEndDate")
    if isinstance(created, Response):
        return created
    if isinstance(changed, Response):
        return changed
    if any(start is not None and call.now - start > REACH for start in (created[0], changed[0])):
        return bad("The start date is more than 180 days in the past")
    named = ask("customerOrderId") or ask("purchaseOrderId") or any(changed)
    usual = call.now - (REACH if named else WEEK)
    return [
        one
        for one in call.books.of(call.shop, call.now)
        if one.node == node
        and within(one.order.plan.created, created, usual, call.now)
        and within(call.books.changed(one, call.now), changed, call.now - REACH, call.now)
        and (ask("customerOrderId") or one.order.id) == one.order.id
        and (ask("purchaseOrderId") or one.number) == one.number
        and (ask("sku") or one.line.product.sku) == one.line.product.sku
        and (ask("status") or call.books.status(one, call.now)) == call.books.status(one, call.now)
    ]


def within(moment: datetime, ends: Ends, usual: datetime, now: datetime) -> bool:
    """Whether a moment lies in a stretch whose missing ends are the usual ones."""
    return (ends[0] or usual) <= moment <= (ends[1] or now)


def one_order(call: WalmartCall, number: str) -> Response:
    """GET /v3/orders/{purchaseOrderId}."""
    found = call.books.find(call.shop, number, call.now)
    return nothing() if found is None else answer({"order": described(call, found)})
