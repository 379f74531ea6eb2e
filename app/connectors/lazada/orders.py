"""Lazada's orders in our words: an order, and its items, which Lazada lists one by one."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from app.connectors.contract import OrderSnapshot
from app.connectors.lazada.envelope import date, listed
from app.connectors.lazada.sites import VENTURES
from app.connectors.reading import Fields, money, sub, text
from app.domain.orders import OrderLine, OrderStatus, Recipient, Shipment
from app.domain.values import Money

STATUSES: Mapping[str, OrderStatus] = {
    "unpaid": OrderStatus.PENDING,
    "pending": OrderStatus.PAID,
    "topack": OrderStatus.PAID,
    "packed": OrderStatus.PAID,
    "repacked": OrderStatus.PAID,
    "toship": OrderStatus.PAID,
    "ready_to_ship": OrderStatus.PAID,
    "ready_to_ship_pending": OrderStatus.PAID,
    "shipping": OrderStatus.SHIPPED,
    "shipped": OrderStatus.SHIPPED,
    "delivered": OrderStatus.DELIVERED,
    "confirmed": OrderStatus.DELIVERED,
    "canceled": OrderStatus.CANCELLED,
    "cancelled": OrderStatus.CANCELLED,
}
"""returned, failed, lost, and every word we have never heard of are `other`"""
RUNGS = (
    OrderStatus.PENDING,
    OrderStatus.PAID,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
    OrderStatus.OTHER,
    OrderStatus.CANCELLED,
)
"""the piece that is least far says how far an order is"""
LEFT = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED})
JOINT = ","
"""between the numbers of pieces that make up one line"""


def order_of(value: Fields, items: list[Fields], site: str) -> OrderSnapshot | None:
    """One order with its items; None where even its number or date is missing."""
    venture = VENTURES[site]
    number = text(value, "order_id") or text(value, "order_number")
    placed = date(value, "created_at", venture.hours)
    if not number or placed is None:
        return None
    words = [text(item, "status") for item in items] or listed(value, "statuses")
    currency = next((code for item in items if (code := text(item, "currency"))), venture.currency)
    to = recipient(sub(value, "address_shipping"), site)
    buyers = dict.fromkeys(text(item, "buyer_id") for item in items if text(item, "buyer_id"))
    name = " ".join(
        part for name in ("customer_first_name", "customer_last_name") if (part := text(value, name))
    )
    return OrderSnapshot(
        remote_key=number,
        status=status_of(words),
        remote_status=", ".join(dict.fromkeys(words)),
        placed_at=placed,
        updated_at=date(value, "updated_at", venture.hours) or placed,
        buyer_name=name or to.name,
        buyer_keys=tuple(buyers),
        total=total(value, currency),
        recipient=to,
        lines=tuple(lines_of(items, currency)),
        shipments=tuple(parcels_of(items, number, venture.hours)),
        ship_by=ship_by(items, venture.hours),
        country=site,
        url=f"https://{venture.seller_centre}/apps/order/detail?tradeOrderId={number}",
        buyer_note=text(value, "buyer_note") or text(value, "remarks"),
        site=site,
    )


def status_of(words: Iterable[str]) -> OrderStatus:
    """How far an order is; without any word nobody knows."""
    found = {STATUSES.get(word.lower(), OrderStatus.OTHER) for word in words if word}
    return next((rung for rung in RUNGS if rung in found), OrderStatus.OTHER)


def total(value: Fields, currency: str) -> Money | None:
    """Goods and postage without the vouchers: `price` alone leaves both out."""
    priced = {**value, "currency": currency}
    parts = [money(priced, name, "currency") for name in ("price", "shipping_fee", "voucher")]
    goods, postage, voucher = (part.minor if part is not None else 0 for part in parts)
    return Money(goods + postage - voucher, currency.upper()) if parts[0] is not None else None


def lines_of(items: list[Fields], currency: str) -> list[OrderLine]:
    """Pieces of the same product at the same price are one line; its id holds all their numbers."""
    groups: dict[tuple[str, str, str], list[Fields]] = {}
    for item in items:
        key = (text(item, "sku_id") or text(item, "sku"), text(item, "item_price"), text(item, "status"))
        groups.setdefault(key, []).append(item)
    return [line(group, currency) for group in groups.values()]


def line(pieces: list[Fields], currency: str) -> OrderLine:
    """One line of so many pieces."""
    first = pieces[0]
    picture = text(first, "product_main_image")
    variation = text(first, "variation")
    return OrderLine(
        line_id=JOINT.join(text(one, "order_item_id") for one in pieces),
        sku=text(first, "sku"),
        item_ref=text(first, "sku_id") or text(first, "shop_sku"),
        title=" · ".join(part for part in (text(first, "name"), variation) if part),
        quantity=len(pieces),
        price=money({**first, "currency": currency}, "item_price", "currency"),
        picture=picture if picture.startswith(("https://", "http://")) else "",
    )


def parcels_of(items: list[Fields], order: str, hours: int) -> list[Shipment]:
    """The parcels of an order: Lazada makes them, and gives each a number."""
    groups: dict[str, list[Fields]] = {}
    for item in items:
        key = text(item, "package_id") or text(item, "tracking_code")
        if key:
            groups.setdefault(key, []).append(item)
    return [parcel(key, group, order, hours) for key, group in groups.items()]


def parcel(key: str, pieces: list[Fields], order: str, hours: int) -> Shipment:
    """One parcel."""
    status = status_of(text(one, "status") for one in pieces)
    changed = [moment for one in pieces if (moment := date(one, "updated_at", hours)) is not None]
    return Shipment(
        remote_key=f"{order}/{key}",
        carrier=text(pieces[0], "shipment_provider"),
        tracking=text(pieces[0], "tracking_code"),
        status=status,
        last_event_at=max(changed, default=None) if status in LEFT else None,
    )


def ship_by(items: list[Fields], hours: int) -> datetime | None:
    """The earliest moment by which a piece must leave."""
    waiting = [item for item in items if STATUSES.get(text(item, "status").lower()) is OrderStatus.PAID]
    return min(
        (at for item in waiting if (at := date(item, "sla_time_stamp", hours)) is not None), default=None
    )


def recipient(value: Fields, site: str) -> Recipient:
    """Where it goes; masked until Lazada trusts the application with addresses."""
    names = [text(value, name) for name in ("first_name", "last_name")]
    lines = [text(value, name) for name in ("address1", "address2")]
    district = text(value, "addressDistrict") or text(value, "addressDsitrict") or text(value, "address5")
    return Recipient(
        name=" ".join(one for one in names if one),
        lines=tuple(one for one in (*lines, district) if one),
        city=text(value, "city") or text(value, "address4"),
        region=text(value, "address3"),
        postal_code=text(value, "post_code"),
        country=site,
        phone=text(value, "phone"),
    )


def newest(orders: list[Fields], name: str, hours: int) -> datetime | None:
    """The last moment on a page."""
    return max((at for row in orders if (at := date(row, name, hours)) is not None), default=None)


OVERLAP = timedelta(minutes=10)
"""so far back every round looks: lists lag"""
