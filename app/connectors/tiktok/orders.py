"""TikTok's orders in our words (order interface 202309 and 202507)."""

from collections.abc import Iterable
from datetime import datetime

from app.connectors.contract import OrderSnapshot
from app.connectors.reading import Fields, money, rows, sub, text
from app.connectors.tiktok.hosts import order_page
from app.connectors.tiktok.messages import seconds
from app.domain.orders import OrderLine, OrderStatus, Recipient, Shipment

STATUS = {
    "UNPAID": OrderStatus.PENDING,
    "ON_HOLD": OrderStatus.PENDING,
    "AWAITING_SHIPMENT": OrderStatus.PAID,
    "PARTIALLY_SHIPPING": OrderStatus.SHIPPED,
    "AWAITING_COLLECTION": OrderStatus.SHIPPED,
    "IN_TRANSIT": OrderStatus.IN_TRANSIT,
    "DELIVERED": OrderStatus.DELIVERED,
    "COMPLETED": OrderStatus.DELIVERED,
    "CANCELLED": OrderStatus.CANCELLED,
    "CANCEL": OrderStatus.CANCELLED,  # as pushed messages spell it
}
PARCEL = {
    "PROCESSING": OrderStatus.SHIPPED,
    "FULFILLING": OrderStatus.IN_TRANSIT,
    "COMPLETED": OrderStatus.DELIVERED,
    "CANCELLED": OrderStatus.CANCELLED,
}
CITY, REGION = ("L3", "L2"), ("L1",)


def order_of(value: Fields, region: str = "") -> OrderSnapshot | None:
    """One order; None where even its number or date is missing. `region` is the shop's."""
    number, placed = text(value, "id"), seconds(value, "create_time")
    if not number or placed is None:
        return None
    buyer, to = text(value, "user_id"), recipient(sub(value, "recipient_address"))
    currency = text(sub(value, "payment"), "currency")
    return OrderSnapshot(
        remote_key=number,
        status=STATUS.get(text(value, "status"), OrderStatus.OTHER),
        remote_status=text(value, "status"),
        placed_at=placed,
        updated_at=seconds(value, "update_time") or placed,
        buyer_name=to.name,
        buyer_keys=(buyer.lower(),) if buyer else (),
        total=money(sub(value, "payment"), "total_amount", "currency"),
        recipient=to,
        lines=lines_of(rows(value, "line_items"), currency),
        shipments=parcels_of(value),
        ship_by=first(value, ("rts_sla_time", "shipping_due_time")),
        deliver_by=first(value, ("delivery_sla_time", "delivery_due_time")),
        country=to.country or region,
        url=order_page(region, number),
        buyer_note=text(value, "buyer_message"),
    )


def first(value: Fields, names: Iterable[str]) -> datetime | None:
    """The first of several moments that is there."""
    return next((at for name in names if (at := seconds(value, name)) is not None), None)


def lines_of(items: list[Fields], currency: str) -> tuple[OrderLine, ...]:
    """The products. TikTok lists each piece by itself: pieces of one kind and price are one line with their numbers."""
    alike: dict[tuple[str, str, str], list[Fields]] = {}
    for item in items:
        kind = (
            text(item, "sku_id") or text(item, "id"),
            text(item, "sale_price"),
            str(item.get("is_gift") is True),
        )
        alike.setdefault(kind, []).append(item)
    return tuple(line_of(pieces, currency) for pieces in alike.values())


def line_of(pieces: list[Fields], currency: str) -> OrderLine:
    """Pieces of one product at one price."""
    piece = pieces[0]
    titles = (text(piece, "product_name"), text(piece, "sku_name"))
    return OrderLine(
        line_id=",".join(text(one, "id") for one in pieces),
        sku=text(piece, "seller_sku") or text(piece, "sku_id"),
        item_ref=text(piece, "product_id"),
        title=" · ".join(one for one in titles if one),
        quantity=len(pieces),
        price=money({**piece, "currency": text(piece, "currency") or currency}, "sale_price", "currency"),
        picture=web(text(piece, "sku_image")),
    )


def web(url: str) -> str:
    """A picture's address, where it is one."""
    return url if url.startswith(("https://", "http://")) else ""


def recipient(value: Fields) -> Recipient:
    """Where it goes. Where TikTok ships, names and numbers come masked and are kept as they are."""
    lines = [text(value, f"address_line{number}") for number in range(1, 5)]
    if not any(line.strip() for line in lines):
        lines = [text(value, "address_detail")]
    return Recipient(
        name=text(value, "name"),
        lines=tuple(line.strip() for line in lines if line.strip()),
        city=text(value, "post_town") or district(value, CITY),
        region=district(value, REGION),
        postal_code=text(value, "postal_code"),
        country=text(value, "region_code"),
        phone=text(value, "phone_number"),
    )


def district(value: Fields, levels: tuple[str, ...]) -> str:
    """The name of an administrative level, the first that there is."""
    found = {text(row, "address_level"): text(row, "address_name") for row in rows(value, "district_info")}
    return next((found[level] for level in levels if found.get(level)), "")


def parcels_of(value: Fields) -> tuple[Shipment, ...]:
    """The parcels that have a number to follow; an order without numbers on its pieces may carry one itself."""
    tracked: dict[str, Fields] = {}
    for item in rows(value, "line_items"):
        if text(item, "tracking_number"):
            tracked.setdefault(text(item, "package_id") or text(item, "tracking_number"), item)
    if not tracked and text(value, "tracking_number"):
        package = next((text(one, "id") for one in rows(value, "packages")), "")
        whole = {**value, "shipping_provider_name": value.get("shipping_provider")}
        tracked[package or text(value, "tracking_number")] = whole
    return tuple(parcel(key, item, value) for key, item in tracked.items())


def parcel(key: str, item: Fields, order: Fields) -> Shipment:
    """One parcel. Its own state counts, where it has one we know; else the order's."""
    known = PARCEL.get(text(item, "package_status")) or STATUS.get(text(order, "status"), OrderStatus.SHIPPED)
    waits = known in (OrderStatus.PENDING, OrderStatus.PAID)
    return Shipment(
        remote_key=key,
        carrier=text(item, "shipping_provider_name"),
        tracking=text(item, "tracking_number"),
        status=OrderStatus.SHIPPED if waits else known,
        shipped_at=seconds(order, "rts_time"),
    )
