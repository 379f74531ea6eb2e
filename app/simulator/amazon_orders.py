"""Orders API 2026-01-01: an order of the world in Amazon's words (orders_2026-01-01.json)."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.simulator.sites import amount
from app.simulator.stamps import seconds
from app.simulator.trade import Line, Order
from app.simulator.wire import Json

DATA_SETS = (
    "BUYER",
    "RECIPIENT",
    "PROCEEDS",
    "EXPENSE",
    "PROMOTION",
    "CANCELLATION",
    "FULFILLMENT",
    "PACKAGES",
    "TAX",
    "PAYMENT",
    "FULFILLMENT_ORDERS",
)
STATUSES = (
    "PENDING_AVAILABILITY",
    "PENDING",
    "UNSHIPPED",
    "PARTIALLY_SHIPPED",
    "SHIPPED",
    "CANCELLED",
    "UNFULFILLABLE",
)
_STATUS = {"placed": "PENDING", "paid": "UNSHIPPED", "cancelled": "CANCELLED"}
_PACKAGE = {"shipped": "SHIPPED", "moving": "IN_TRANSIT", "delivered": "DELIVERED"}


def status(order: Order, now: datetime) -> str:
    """FulfillmentStatus; whatever left the house is SHIPPED."""
    return _STATUS.get(order.stage(now), "SHIPPED")


def money(minor: int, currency: str) -> dict[str, Json]:
    """Money: the amount is a string."""
    return {"amount": amount(minor, currency), "currencyCode": currency}


def described(order: Order, now: datetime, wanted: set[str]) -> dict[str, Json]:
    """Order, with the data sets that were asked for."""
    site = order.shop.site
    value: dict[str, Json] = {
        "orderId": order.id,
        "createdTime": seconds(order.plan.created),
        "lastUpdatedTime": seconds(order.changed(now)),
        "salesChannel": {
            "channelName": "AMAZON",
            "marketplaceId": site.marketplace,
            "marketplaceName": site.name,
        },
        "orderItems": [item(order, line, now, wanted) for line in order.lines],
    }
    if "BUYER" in wanted:
        value["buyer"] = {"buyerName": order.customer.name, "buyerEmail": order.customer.handle}
    if "RECIPIENT" in wanted:
        value["recipient"] = {"deliveryAddress": address(order)}
    if "PROCEEDS" in wanted:
        value["proceeds"] = proceeds(order)
    if "FULFILLMENT" in wanted:
        value["fulfillment"] = fulfillment(order, now)
    if "PACKAGES" in wanted:
        value["packages"] = packages(order, now)
    if "PAYMENT" in wanted:
        total = money(order.total, order.currency)
        value["payment"] = {"paymentExecutions": [{"paymentMethod": "CreditCard", "paymentAmount": total}]}
    return value


def address(order: Order) -> dict[str, Json]:
    """CustomerAddress."""
    buyer = order.customer
    return {
        "name": buyer.name,
        "addressLine1": buyer.street,
        "city": buyer.city,
        "postalCode": buyer.postcode,
        "countryCode": buyer.country,
        "addressType": "RESIDENTIAL",
    }


def proceeds(order: Order) -> dict[str, Json]:
    """OrderProceeds: items, postage and what was given back."""
    currency = order.currency
    breakdowns: list[Json] = [
        {"type": "ITEM", "subtotal": money(order.goods, currency)},
        {"type": "SHIPPING", "subtotal": money(order.postage, currency)},
    ]
    return {"grandTotal": money(order.total, currency), "breakdowns": breakdowns}


def fulfillment(order: Order, now: datetime) -> dict[str, Json]:
    """OrderFulfillment."""
    plan = order.plan
    return {
        "fulfillmentStatus": status(order, now),
        "fulfilledBy": "MERCHANT",
        "fulfillmentServiceLevel": "STANDARD",
        "shipByWindow": {
            "earliestDateTime": seconds(plan.paid),
            "latestDateTime": seconds(plan.ship_by),
        },
        "deliverByWindow": {
            "earliestDateTime": seconds(plan.due - timedelta(days=2)),
            "latestDateTime": seconds(plan.due),
        },
    }


def item(order: Order, line: Line, now: datetime, wanted: set[str]) -> dict[str, Json]:
    """OrderItem."""
    currency = order.currency
    value: dict[str, Json] = {
        "orderItemId": line.id,
        "quantityOrdered": line.quantity,
        "product": {
            "asin": line.product.asin,
            "title": line.product.title(order.shop.site.language),
            "sellerSku": line.product.sku,
            "condition": {"conditionType": "NEW", "conditionSubtype": "NEW"},
            "price": {"unitPrice": money(line.price, currency)},
        },
    }
    if "PROCEEDS" in wanted:
        subtotal = money(line.price * line.quantity, currency)
        value["proceeds"] = {
            "proceedsTotal": subtotal,
            "breakdowns": [{"type": "ITEM", "subtotal": subtotal}],
        }
    if "FULFILLMENT" in wanted:
        sent = line.quantity if status(order, now) == "SHIPPED" else 0
        value["fulfillment"] = {"quantityFulfilled": sent, "quantityUnfulfilled": line.quantity - sent}
    if "CANCELLATION" in wanted and order.cancel_asked and order.cancel_asked <= now:
        value["cancellation"] = {
            "cancellationRequest": {"requester": "BUYER", "cancelReason": "CREATED_BY_MISTAKE"}
        }
    return value


def packages(order: Order, now: datetime) -> list[Json]:
    """OrderPackage: none before the goods have left."""
    stage = order.stage(now)
    if stage not in _PACKAGE or order.plan.shipped is None:
        return []
    return [
        {
            "packageReferenceId": "1",
            "createdTime": seconds(order.plan.shipped),
            "packageStatus": {"status": _PACKAGE[stage]},
            "carrier": order.carrier,
            "shipTime": seconds(order.plan.shipped),
            "shippingService": "Standard",
            "trackingNumber": order.tracking,
            "packageItems": [{"orderItemId": line.id, "quantity": line.quantity} for line in order.lines],
        }
    ]
