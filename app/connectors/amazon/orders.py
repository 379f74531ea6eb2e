"""Amazon's orders in our words (Orders API 2026-01-01)."""

from datetime import datetime

from app.connectors.amazon.sites import BY_MARKETPLACE, order_page
from app.connectors.contract import AfterSale, OrderSnapshot
from app.connectors.paging import moment
from app.connectors.reading import Fields, money, rows, sub, text, whole
from app.domain.orders import AfterSaleKind, OrderLine, OrderStatus, Recipient, Shipment

STATUS = {
    "PENDING_AVAILABILITY": OrderStatus.PENDING,
    "PENDING": OrderStatus.PENDING,
    "UNSHIPPED": OrderStatus.PAID,
    "PARTIALLY_SHIPPED": OrderStatus.SHIPPED,
    "SHIPPED": OrderStatus.SHIPPED,
    "CANCELLED": OrderStatus.CANCELLED,
    "UNFULFILLABLE": OrderStatus.OTHER,
}
PARCEL = {
    "PENDING": OrderStatus.PAID,
    "SHIPPED": OrderStatus.SHIPPED,
    "IN_TRANSIT": OrderStatus.IN_TRANSIT,
    "OUT_FOR_DELIVERY": OrderStatus.OUT_FOR_DELIVERY,
    "DELIVERED": OrderStatus.DELIVERED,
    "CANCELLED": OrderStatus.CANCELLED,
    "UNDELIVERABLE": OrderStatus.OTHER,
}
RUNGS = tuple(PARCEL.values())
MOVING = (OrderStatus.IN_TRANSIT, OrderStatus.OUT_FOR_DELIVERY, OrderStatus.DELIVERED)


def order_of(value: Fields) -> OrderSnapshot | None:
    """One order; None where even its number or date is missing."""
    number, placed = text(value, "orderId"), moment(value.get("createdTime"))
    if not number or placed is None:
        return None
    market = text(sub(value, "salesChannel"), "marketplaceId")
    shipments = tuple(parcel(row, number) for row in rows(value, "packages"))
    fulfillment, buyer = sub(value, "fulfillment"), sub(value, "buyer")
    state = text(fulfillment, "fulfillmentStatus")
    site = BY_MARKETPLACE.get(market)
    address = recipient(sub(value, "recipient", "deliveryAddress"))
    return OrderSnapshot(
        remote_key=number,
        status=furthest(STATUS.get(state, OrderStatus.OTHER), shipments),
        remote_status=state,
        placed_at=placed,
        updated_at=moment(value.get("lastUpdatedTime")) or placed,
        buyer_name=text(buyer, "buyerName"),
        buyer_keys=tuple(key for key in (text(buyer, "buyerEmail").lower(),) if key),
        total=money(sub(value, "proceeds", "grandTotal"), "amount", "currencyCode"),
        recipient=address,
        lines=tuple(line(row) for row in rows(value, "orderItems")),
        shipments=shipments,
        ship_by=latest(fulfillment, "shipByWindow"),
        deliver_by=latest(fulfillment, "deliverByWindow"),
        country=address.country or (site.country if site else ""),
        url=order_page(market, number),
        site=market,
    )


def latest(value: Fields, window: str) -> datetime | None:
    """The end of a window."""
    return moment(sub(value, window).get("latestDateTime"))


def furthest(stated: OrderStatus, shipments: tuple[Shipment, ...]) -> OrderStatus:
    """Where the least advanced parcel of a shipped order has come: an order has arrived when all of it
    has."""
    moving = [parcel.status for parcel in shipments if parcel.status is not OrderStatus.CANCELLED]
    if stated is not OrderStatus.SHIPPED or not moving or any(status not in MOVING for status in moving):
        return stated
    return min(moving, key=MOVING.index)


def parcel(value: Fields, order: str) -> Shipment:
    """One package."""
    state = sub(value, "packageStatus")
    return Shipment(
        remote_key=f"{order}/{text(value, 'packageReferenceId') or '1'}",
        carrier=text(value, "carrier"),
        tracking=text(value, "trackingNumber"),
        status=PARCEL.get(text(state, "status"), OrderStatus.OTHER),
        shipped_at=moment(value.get("shipTime")),
        last_event=text(state, "detailedStatus") or text(state, "status"),
    )


def line(value: Fields) -> OrderLine:
    """One product."""
    product = sub(value, "product")
    return OrderLine(
        line_id=text(value, "orderItemId"),
        sku=text(product, "sellerSku"),
        item_ref=text(product, "asin"),
        title=text(product, "title"),
        quantity=whole(value, "quantityOrdered", 1),
        price=money(sub(product, "price", "unitPrice"), "amount", "currencyCode"),
    )


def recipient(value: Fields) -> Recipient:
    """Where it goes."""
    lines = [text(value, name) for name in ("companyName", "addressLine1", "addressLine2", "addressLine3")]
    return Recipient(
        name=text(value, "name"),
        lines=tuple(one for one in lines if one),
        city=text(value, "city"),
        region=text(value, "stateOrRegion"),
        postal_code=text(value, "postalCode"),
        country=text(value, "countryCode"),
        phone=text(value, "phone"),
    )


def cancellation_of(value: Fields, order: OrderSnapshot) -> AfterSale | None:
    """The buyer's wish to cancel, where an item carries one."""
    for row in rows(value, "orderItems"):
        wish = sub(row, "cancellation", "cancellationRequest")
        if text(wish, "requester") == "BUYER":
            return AfterSale(
                kind=AfterSaleKind.CANCELLATION,
                remote_key=f"cancellation:{order.remote_key}",
                order_remote_key=order.remote_key,
                state="CANCELLED" if order.status is OrderStatus.CANCELLED else "REQUESTED",
                open=order.status in (OrderStatus.PENDING, OrderStatus.PAID),
                reason=text(wish, "cancelReason"),
                due=order.ship_by,
                site=order.site,
            )
    return None
