"""Orders API v0, reading only (ordersV0.json): the older dialect that many client libraries still speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.simulator.amazon_orders import status
from app.simulator.amazon_search import (
    InvalidInputError,
    Search,
    asked,
    error,
    from_token,
    matching,
    to_token,
)
from app.simulator.sites import amount
from app.simulator.stamps import seconds
from app.simulator.trade import Line, Order, Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

STATUSES = {
    "PENDING": "Pending",
    "UNSHIPPED": "Unshipped",
    "PARTIALLY_SHIPPED": "PartiallyShipped",
    "SHIPPED": "Shipped",
    "CANCELLED": "Canceled",
    "UNFULFILLABLE": "Unfulfillable",
    "PENDING_AVAILABILITY": "PendingAvailability",
}
RENAMED = {
    "CreatedAfter": "createdAfter",
    "CreatedBefore": "createdBefore",
    "LastUpdatedAfter": "lastUpdatedAfter",
    "LastUpdatedBefore": "lastUpdatedBefore",
    "MarketplaceIds": "marketplaceIds",
    "MaxResultsPerPage": "maxResultsPerPage",
}


def money(minor: int, currency: str) -> dict[str, Json]:
    """Money."""
    return {"CurrencyCode": currency, "Amount": amount(minor, currency)}


def described(order: Order, now: datetime) -> dict[str, Json]:
    """Order without the buyer's personal data, which v0 gives only for a restricted token."""
    plan, state = order.plan, STATUSES[status(order, now)]
    pieces = sum(line.quantity for line in order.lines)
    sent = pieces if state == "Shipped" else 0
    return {
        "AmazonOrderId": order.id,
        "PurchaseDate": seconds(plan.created),
        "LastUpdateDate": seconds(order.changed(now)),
        "OrderStatus": state,
        "FulfillmentChannel": "MFN",
        "SalesChannel": order.shop.site.name,
        "ShipServiceLevel": "Standard",
        "OrderTotal": money(order.total, order.currency),
        "NumberOfItemsShipped": sent,
        "NumberOfItemsUnshipped": pieces - sent,
        "PaymentMethod": "Other",
        "MarketplaceId": order.shop.site.marketplace,
        "ShipmentServiceLevelCategory": "Standard",
        "OrderType": "StandardOrder",
        "EarliestShipDate": seconds(plan.paid),
        "LatestShipDate": seconds(plan.ship_by),
        "EarliestDeliveryDate": seconds(plan.due - timedelta(days=2)),
        "LatestDeliveryDate": seconds(plan.due),
        "IsBusinessOrder": False,
        "IsPrime": False,
        "IsPremiumOrder": False,
        "IsReplacementOrder": False,
        "BuyerInfo": {"BuyerEmail": order.customer.handle},
    }


def item(order: Order, line: Line, now: datetime) -> dict[str, Json]:
    """OrderItem."""
    sent = line.quantity if status(order, now) == "SHIPPED" else 0
    return {
        "ASIN": line.product.asin,
        "SellerSKU": line.product.sku,
        "OrderItemId": line.id,
        "Title": line.product.title(order.shop.site.language),
        "QuantityOrdered": line.quantity,
        "QuantityShipped": sent,
        "ProductInfo": {"NumberOfItems": "1"},
        "ItemPrice": money(line.price * line.quantity, order.currency),
        "IsGift": "false",
        "ConditionId": "New",
        "ConditionSubtypeId": "New",
    }


def orders(world: World, shops: list[Shop], request: Request, now: datetime) -> Response:
    """GET /orders/v0/orders."""
    try:
        search = _search(request, now)
    except InvalidInputError as problem:
        return error("InvalidInput", str(problem), 400)
    found = sorted(matching(world, shops, search, now), key=lambda pair: pair[0])
    wanted = request.listed("AmazonOrderIds")
    states = request.listed("OrderStatuses")
    found = [
        (place, order)
        for place, order in found
        if (not wanted or order.id in wanted) and (not states or STATUSES[status(order, now)] in states)
    ]
    page, rest = found[: search.size], found[search.size :]
    before = "CreatedBefore" if search.by == "created" else "LastUpdatedBefore"
    payload: dict[str, Json] = {
        "Orders": [described(order, now) for _, order in page],
        before: seconds(datetime.fromisoformat(search.before)),
    }
    if rest:
        payload["NextToken"] = to_token(replace(search, last=page[-1][0]))
    return answer({"payload": payload})


def _search(request: Request, now: datetime) -> Search:
    markets = request.listed("MarketplaceIds")
    if not 1 <= len(markets) <= 50:
        raise InvalidInputError("MarketplaceIds must hold between 1 and 50 ids.")
    wrong = [value for value in request.listed("OrderStatuses") if value not in STATUSES.values()]
    if wrong:
        raise InvalidInputError(f"Invalid OrderStatuses: {wrong[0]}.")
    token = request.one("NextToken")
    if token:
        return from_token(token, now)
    query = [(RENAMED[name], value) for name, value in request.query if name in RENAMED]
    known = {name for name, _ in query}
    if request.listed("AmazonOrderIds") and not known & {"createdAfter", "lastUpdatedAfter"}:
        query.append(("createdAfter", "2000-01-01T00:00:00Z"))
    return asked(replace(request, query=tuple(query)), now)


def part(
    world: World, shops: list[Shop], order_id: str, what: str, now: datetime, *, personal: bool
) -> Response:
    """GET /orders/v0/orders/{orderId} and its parts; names and streets only for a restricted token."""
    order = world.orders.get(order_id)
    if order is None or order.shop not in shops or order.plan.created > now:
        return error("NotFound", f"No order found for {order_id}.", 404)
    buyer = order.customer
    payload: dict[str, Json] = {"AmazonOrderId": order.id}
    if what == "":
        payload = described(order, now)
    elif what == "/orderItems":
        payload["OrderItems"] = [item(order, line, now) for line in order.lines]
    elif what == "/orderItems/buyerInfo":
        payload["OrderItems"] = [{"OrderItemId": line.id} for line in order.lines]
    elif what == "/buyerInfo":
        payload["BuyerEmail"] = buyer.handle
        if personal:
            payload["BuyerName"] = buyer.name
    else:
        place: dict[str, Json] = {
            "City": buyer.city,
            "PostalCode": buyer.postcode,
            "CountryCode": buyer.country,
        }
        if personal:
            place.update(Name=buyer.name, AddressLine1=buyer.street)
        payload["ShippingAddress"] = place
    return answer({"payload": payload})
