"""The parts of a Shopify order as GraphQL objects: lines, parcels, places they are sent from, refunds, the buyer."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from app.simulator.shopify_store import PLACES, Parcel, gid, number_of
from app.simulator.shopify_words import Node, ShopifyCall, bag, cut, listing, when
from app.simulator.trade import Line, Order, Refund


def customer(order: Order) -> Node:
    """Customer."""
    buyer = order.customer
    return {
        "id": gid("Customer", number_of(buyer.key)),
        "displayName": buyer.name,
        "defaultEmailAddress": {"emailAddress": buyer.handle},
    }


def address(order: Order) -> Node:
    """MailingAddress."""
    buyer = order.customer
    city, _, province = buyer.city.partition(", ")
    return {
        "name": buyer.name,
        "address1": buyer.street,
        "city": city,
        "zip": buyer.postcode,
        "provinceCode": province or None,
        "countryCodeV2": buyer.country,
        "phone": f"+4930{Random(order.id).randrange(10**7):07d}",
    }


def line_node(call: ShopifyCall, order: Order, line: Line) -> Node:
    """LineItem."""
    title = line.product.title(call.shop.site.language)
    return {
        "id": gid("LineItem", line.id),
        "title": title,
        "variantTitle": None,
        "sku": line.product.sku,
        "quantity": line.quantity,
        "refundableQuantity": call.books.refundable(order, line),
        "image": {"url": f"{call.media}/media/p/{line.product.key}.png"},
        "discountedUnitPriceSet": bag(line.price, order.currency),
    }


def line_nodes(call: ShopifyCall, order: Order) -> Mapping[str, Node]:
    """An order's lines by their id."""
    return {line.id: line_node(call, order, line) for line in order.lines}


def parcel_node(call: ShopifyCall, order: Order, parcel: Parcel) -> Node:
    """Fulfillment."""
    plan, stage = order.plan, order.stage(call.now)
    display = {"moving": "IN_TRANSIT", "delivered": "DELIVERED"}.get(stage, "FULFILLED")
    tracking = {"company": parcel.company, "number": parcel.tracking, "url": parcel.url or None}
    return {
        "id": gid("Fulfillment", parcel.number),
        "status": "SUCCESS",
        "displayStatus": display,
        "createdAt": when(parcel.at),
        "updatedAt": when(parcel.changed),
        "inTransitAt": when(plan.moving) if stage in ("moving", "delivered") else None,
        "deliveredAt": when(plan.delivered) if stage == "delivered" else None,
        "estimatedDeliveryAt": when(plan.due),
        "trackingInfo": cut([tracking]),
    }


def place_node(call: ShopifyCall, order: Order, place: int) -> Node:
    """FulfillmentOrder: the lines that are sent from one place."""
    mine = [line for line in order.lines if call.books.place_of(order, line) == place]
    left = {line.id: call.books.left(order, line, call.now) for line in mine}
    over = order.stage(call.now) == "cancelled"
    open_here = any(left.values()) and not over
    begun = sum(left.values()) < sum(line.quantity for line in mine)
    status = "CANCELLED" if over else "CLOSED" if not open_here else "IN_PROGRESS" if begun else "OPEN"
    rows: list[Node] = [
        {
            "id": gid("FulfillmentOrderLineItem", number_of(f"{order.id}/{line.id}")),
            "remainingQuantity": left[line.id],
            "lineItem": line_node(call, order, line),
        }
        for line in mine
    ]
    return {
        "id": gid("FulfillmentOrder", number_of(f"{order.id}/place/{place}")),
        "status": status,
        "supportedActions": [{"action": "CREATE_FULFILLMENT"}, {"action": "HOLD"}] if open_here else [],
        "assignedLocation": {"name": PLACES[place]},
        "lineItems": listing(rows),
    }


def refund_node(order: Order, refund: Refund) -> Node:
    """Refund."""
    return {
        "id": gid("Refund", refund.id),
        "createdAt": when(refund.at),
        "note": refund.reason or None,
        "totalRefundedSet": bag(refund.minor, order.currency),
    }
