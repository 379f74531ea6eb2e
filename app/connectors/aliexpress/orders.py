"""AliExpress's orders in our words."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from app.connectors.aliexpress.answers import count, listed
from app.connectors.aliexpress.pacific import from_wall
from app.connectors.contract import AfterSale, OrderSnapshot
from app.connectors.reading import Fields, money, sub, text
from app.domain.orders import AfterSaleKind, OrderLine, OrderStatus, Recipient, Shipment

FINISH, IN_CANCEL = "FINISH", "IN_CANCEL"
STATUSES: Mapping[str, OrderStatus] = {
    "PLACE_ORDER_SUCCESS": OrderStatus.PENDING,
    "RISK_CONTROL": OrderStatus.PENDING,
    "WAIT_SELLER_EXAMINE_MONEY": OrderStatus.PENDING,
    IN_CANCEL: OrderStatus.PAID,
    "WAIT_SELLER_SEND_GOODS": OrderStatus.PAID,
    "SELLER_PART_SEND_GOODS": OrderStatus.SHIPPED,
    "WAIT_BUYER_ACCEPT_GOODS": OrderStatus.SHIPPED,
    "FUND_PROCESSING": OrderStatus.DELIVERED,
}
"""In a dispute or frozen an order says nothing of its parcel; whether that left is told by its date."""
ACCEPTED = ("accept_goods", "buyer_confirm")
CALLED_OFF = ("cancel", "timeout", "close", "notpay", "not_pay")
"""parts of `end_reason`; remembered, 2026-11: no list is published"""
TO_SEND = ("WAIT_SELLER_SEND_GOODS", "SELLER_PART_SEND_GOODS")
PAGE = "https://csp.aliexpress.com/m_apps/order-manage/orderDetail?orderId={order}"


def order_of(row: Fields, detail: Fields, now: datetime) -> OrderSnapshot | None:
    """One listed order with what was asked about it besides; None where even its number or date is missing."""
    number, placed = text(row, "order_id"), from_wall(row.get("gmt_create"), now)
    if not number or placed is None:
        return None
    login = text(row, "buyer_login_id")
    to = recipient(sub(detail, "receipt_address"))
    lines = listed(row, "product_list")
    return OrderSnapshot(
        remote_key=number,
        status=status(row),
        remote_status=text(row, "order_status"),
        placed_at=placed,
        updated_at=from_wall(row.get("gmt_update"), now) or placed,
        buyer_name=text(row, "buyer_signer_fullname") or to.name or login,
        buyer_keys=(login.lower(),) if login else (),
        total=money(sub(row, "pay_amount"), "amount", "currency_code"),
        recipient=to,
        lines=tuple(line(product) for product in lines),
        shipments=tuple(parcels(detail, number, now)),
        ship_by=ship_by(row, now),
        country=to.country,
        url=PAGE.format(order=number),
        buyer_note=next((note for product in lines if (note := text(product, "memo"))), ""),
    )


def status(row: Fields) -> OrderStatus:
    """The platform's word; where that is about something else, what its dates and its end tell."""
    word = text(row, "order_status")
    if word == FINISH:
        why = text(row, "end_reason").lower()
        if not why or any(part in why for part in ACCEPTED):
            return OrderStatus.DELIVERED
        return OrderStatus.CANCELLED if any(part in why for part in CALLED_OFF) else OrderStatus.OTHER
    if word in STATUSES:
        return STATUSES[word]
    return OrderStatus.SHIPPED if text(row, "gmt_send_goods_time") else OrderStatus.OTHER


def ship_by(row: Fields, now: datetime) -> datetime | None:
    """Until when it must leave: the platform counts down instead of naming a day."""
    if text(row, "order_status") not in TO_SEND or not text(row, "left_send_good_day"):
        return None
    days, hours, minutes = (count(row, f"left_send_good_{part}") for part in ("day", "hour", "min"))
    if days > 366:
        return None
    left = now + timedelta(days=days, hours=min(hours, 24), minutes=min(minutes, 60))
    return left.replace(second=0, microsecond=0)


def line(value: Fields) -> OrderLine:
    """One product."""
    return OrderLine(
        line_id=text(value, "child_id"),
        sku=text(value, "sku_code"),
        item_ref=text(value, "product_id"),
        title=text(value, "product_name"),
        quantity=max(count(value, "product_count", 1), 1),
        price=money(sub(value, "product_unit_price"), "amount", "currency_code"),
        picture=picture(value),
    )


def picture(value: Fields) -> str:
    """The address of a product's picture."""
    url = text(value, "product_img_url")
    return url if url.startswith(("https://", "http://127.0.0.1", "http://localhost")) else ""


def recipient(value: Fields) -> Recipient:
    """Where it goes."""
    lines = (text(value, "detail_address") or text(value, "address"), text(value, "address2"))
    dialled = (text(value, "phone_country"), text(value, "mobile_no") or text(value, "phone_number"))
    return Recipient(
        name=text(value, "contact_person"),
        lines=tuple(one for one in lines if one),
        city=text(value, "city"),
        region=text(value, "province"),
        postal_code=text(value, "zip"),
        country=text(value, "country"),
        phone=" ".join(part for part in dialled if part),
    )


def parcels(detail: Fields, number: str, now: datetime) -> Iterator[Shipment]:
    """The parcels of an order."""
    for row in listed(detail, "logistic_info_list"):
        tracking = text(row, "logistics_no")
        if tracking:
            yield Shipment(
                remote_key=f"{number}/{tracking}",
                carrier=text(row, "logistics_service_name") or text(row, "logistics_type_code"),
                tracking=tracking,
                status=OrderStatus.SHIPPED,
                shipped_at=from_wall(row.get("gmt_send"), now),
            )


def cancellation(number: str, word: str, now: datetime, *, is_open: bool) -> AfterSale:
    """The customer's wish to cancel, which is a status of the order here."""
    return AfterSale(
        kind=AfterSaleKind.CANCELLATION,
        remote_key=f"cancel:{number}",
        order_remote_key=number,
        state=word,
        open=is_open,
        opened_at=now if is_open else None,
    )
