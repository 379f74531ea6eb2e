"""eBay's orders in our words (Fulfillment API v1)."""

from urllib.parse import unquote

from app.connectors.contract import OrderSnapshot
from app.connectors.paging import moment
from app.connectors.reading import Fields, money, rows, storable, sub, text, whole
from app.domain.orders import OrderLine, OrderStatus, Recipient, Shipment

SHIPPED = {"FULFILLED": OrderStatus.SHIPPED, "IN_PROGRESS": OrderStatus.SHIPPED}
PAYMENT = {
    "PAID": OrderStatus.PAID,
    "PARTIALLY_REFUNDED": OrderStatus.PAID,
    "FULLY_REFUNDED": OrderStatus.PAID,
    "PENDING": OrderStatus.PENDING,
    "FAILED": OrderStatus.PENDING,
}
SITES = {
    "EBAY_US": "US",
    "EBAY_MOTORS_US": "US",
    "EBAY_GB": "GB",
    "EBAY_DE": "DE",
    "EBAY_AU": "AU",
    "EBAY_FR": "FR",
    "EBAY_IT": "IT",
    "EBAY_ES": "ES",
    "EBAY_CA": "CA",
    "EBAY_AT": "AT",
    "EBAY_CH": "CH",
    "EBAY_BE": "BE",
    "EBAY_NL": "NL",
    "EBAY_IE": "IE",
    "EBAY_PL": "PL",
    "EBAY_HK": "HK",
    "EBAY_SG": "SG",
    "EBAY_MY": "MY",
    "EBAY_PH": "PH",
}


def order_of(value: Fields, shipments: tuple[Shipment, ...]) -> OrderSnapshot | None:
    """One order; None where even its number or date is missing."""
    number, placed = text(value, "orderId"), moment(value.get("creationDate"))
    if not number or placed is None:
        return None
    lines = rows(value, "lineItems")
    guide = next(iter(rows(value, "fulfillmentStartInstructions")), {})
    ship_by = [sub(row, "lineItemFulfillmentInstructions").get("shipByDate") for row in lines]
    moments = [at for raw in ship_by if (at := moment(raw)) is not None]
    buyer = text(sub(value, "buyer"), "username")
    to = recipient(sub(guide, "shippingStep", "shipTo"))
    site = SITES.get(text(lines[0], "purchaseMarketplaceId"), "") if lines else ""
    return OrderSnapshot(
        remote_key=number,
        status=status(value),
        remote_status=text(value, "orderFulfillmentStatus"),
        placed_at=placed,
        updated_at=moment(value.get("lastModifiedDate")) or placed,
        buyer_name=to.name or buyer,
        buyer_keys=(buyer.lower(),) if buyer else (),
        total=money(sub(value, "pricingSummary", "total"), "value", "currency"),
        recipient=to,
        lines=tuple(line(row) for row in lines),
        shipments=shipments,
        ship_by=min(moments, default=None),
        deliver_by=moment(guide.get("maxEstimatedDeliveryDate")),
        country=to.country or site,
        url=f"https://www.ebay.com/sh/ord/details?orderid={number}",
        buyer_note=text(value, "buyerCheckoutNotes"),
    )


def status(value: Fields) -> OrderStatus:
    """Cancelled wins, then what left the house, then what was paid. eBay does not say that a parcel
    arrived."""
    if text(sub(value, "cancelStatus"), "cancelState") in ("CANCELED", "CANCELLED"):
        return OrderStatus.CANCELLED
    left = SHIPPED.get(text(value, "orderFulfillmentStatus"))
    return left or PAYMENT.get(text(value, "orderPaymentStatus"), OrderStatus.OTHER)


def line(value: Fields) -> OrderLine:
    """One product; the cost of a line is for all its pieces."""
    quantity = max(whole(value, "quantity", 1), 1)
    cost = money(sub(value, "lineItemCost"), "value", "currency")
    return OrderLine(
        line_id=text(value, "lineItemId"),
        sku=text(value, "sku"),
        item_ref=text(value, "legacyItemId"),
        title=text(value, "title"),
        quantity=quantity,
        price=type(cost)(cost.minor // quantity, cost.currency) if cost is not None else None,
    )


def recipient(value: Fields) -> Recipient:
    """Where it goes."""
    address = sub(value, "contactAddress")
    lines = [text(address, name) for name in ("addressLine1", "addressLine2")]
    return Recipient(
        name=text(value, "fullName"),
        lines=tuple(one for one in lines if one),
        city=text(address, "city"),
        region=text(address, "stateOrProvince"),
        postal_code=text(address, "postalCode"),
        country=text(address, "countryCode"),
        phone=text(sub(value, "primaryPhone"), "phoneNumber"),
    )


def parcels_of(value: Fields, order: str) -> tuple[Shipment, ...]:
    """The parcels of an order, from its own shipping list."""
    return tuple(
        Shipment(
            remote_key=f"{order}/{text(row, 'fulfillmentId') or text(row, 'shipmentTrackingNumber')}",
            carrier=text(row, "shippingCarrierCode"),
            tracking=text(row, "shipmentTrackingNumber"),
            status=OrderStatus.SHIPPED,
            shipped_at=moment(row.get("shippedDate")),
        )
        for row in rows(value, "fulfillments")
    )


def parcels_in_links(value: Fields) -> tuple[Shipment, ...]:
    """The parcels of an order as its links name them: without a call, and without carrier and date."""
    found = value.get("fulfillmentHrefs")
    links = [storable(link) for link in found if isinstance(link, str)] if isinstance(found, list) else []
    order = text(value, "orderId")
    carrier = text(
        sub(next(iter(rows(value, "fulfillmentStartInstructions")), {}), "shippingStep"),
        "shippingCarrierCode",
    )
    numbers = [
        unquote(link.rstrip("/").rpartition("/")[2]) for link in links if "/shipping_fulfillment/" in link
    ]
    return tuple(
        Shipment(f"{order}/{number}", carrier, number if number != "0" else "", OrderStatus.SHIPPED)
        for number in numbers
    )
