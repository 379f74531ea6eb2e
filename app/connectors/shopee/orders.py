"""Shopee's orders in our words."""

from collections.abc import Iterable

from app.connectors.contract import AfterSale, OrderSnapshot
from app.connectors.reading import Fields, money, rows, sub, text, whole
from app.connectors.shopee.hosts import picture_url
from app.connectors.shopee.messages import moment
from app.domain.orders import AfterSaleKind, OrderLine, OrderStatus, Recipient, Shipment

WANTED = (
    "buyer_user_id,buyer_username,recipient_address,item_list,pay_time,buyer_cancel_reason,cancel_by,cancel_reason,"
    "package_list,shipping_carrier,payment_method,total_amount,note,pickup_done_time"
)
"""without this list most fields are missing"""
STATUS = {
    "UNPAID": OrderStatus.PENDING,
    "PENDING": OrderStatus.PENDING,
    "INVOICE_PENDING": OrderStatus.PAID,
    "READY_TO_SHIP": OrderStatus.PAID,
    "PROCESSED": OrderStatus.PAID,
    "RETRY_SHIP": OrderStatus.PAID,
    "SHIPPED": OrderStatus.SHIPPED,
    "TO_CONFIRM_RECEIVE": OrderStatus.DELIVERED,
    "COMPLETED": OrderStatus.DELIVERED,
    "CANCELLED": OrderStatus.CANCELLED,
    "IN_CANCEL": OrderStatus.PAID,
    "TO_RETURN": OrderStatus.DELIVERED,
}
PARCEL = {
    "LOGISTICS_PICKUP_DONE": OrderStatus.IN_TRANSIT,
    "LOGISTICS_DELIVERY_DONE": OrderStatus.DELIVERED,
    "LOGISTICS_REQUEST_CREATED": OrderStatus.PAID,
    "LOGISTICS_PICKUP_RETRY": OrderStatus.PAID,
    "LOGISTICS_INVALID": OrderStatus.CANCELLED,
    "LOGISTICS_REQUEST_CANCELED": OrderStatus.CANCELLED,
    "LOGISTICS_PICKUP_FAILED": OrderStatus.OTHER,
    "LOGISTICS_DELIVERY_FAILED": OrderStatus.OTHER,
    "LOGISTICS_LOST": OrderStatus.OTHER,
}
NOT_ARRANGED = frozenset(
    {"LOGISTICS_NOT_START", "LOGISTICS_PENDING_ARRANGE", "LOGISTICS_READY", "LOGISTICS_COD_REJECTED", ""}
)
"""such a package is a plan: there is no parcel yet"""
ON_THE_WAY = frozenset({"PROCESSED", "SHIPPED", "RETRY_SHIP", "TO_CONFIRM_RECEIVE"})
CANCELLING = "IN_CANCEL"


def order_of(value: Fields, tracking: dict[str, str]) -> OrderSnapshot | None:
    """One order; None where even its number or date is missing. `tracking` is by number of package."""
    number, placed = text(value, "order_sn"), moment(value, "create_time")
    if not number or placed is None:
        return None
    to, region = recipient(sub(value, "recipient_address")), text(value, "region").upper()
    buyer, name = text(value, "buyer_user_id"), unmasked(text(value, "buyer_username"))
    status = text(value, "order_status")
    return OrderSnapshot(
        remote_key=number,
        status=STATUS.get(status, OrderStatus.OTHER),
        remote_status=status,
        placed_at=placed,
        updated_at=moment(value, "update_time") or placed,
        buyer_name=to.name or name,
        buyer_keys=tuple(key for key in (buyer, name.lower()) if key not in ("", "0")),
        total=money(value, "total_amount", "currency"),
        recipient=to,
        lines=lines_of(value, region),
        shipments=tuple(parcel(row, number, tracking) for row in packages(value)),
        ship_by=moment(value, "ship_by_date"),
        country=to.country or region,
        buyer_note=text(value, "message_to_seller"),
    )


def lines_of(value: Fields, region: str) -> tuple[OrderLine, ...]:
    """The products; a thing bought twice under two promotions is two lines."""
    currency = text(value, "currency")
    lines: dict[str, OrderLine] = {}
    for row in rows(value, "item_list"):
        key = line_key(row)
        name = key if key not in lines else f"{key}/{len(lines)}"
        model = text(row, "model_name")
        lines[name] = OrderLine(
            line_id=name,
            sku=text(row, "model_sku") or text(row, "item_sku"),
            item_ref=text(row, "item_id"),
            title=" · ".join(part for part in (text(row, "item_name"), model) if part),
            quantity=max(whole(row, "model_quantity_purchased", 1), 1),
            price=money({**row, "currency": currency}, "model_discounted_price", "currency"),
            picture=picture_url(text(sub(row, "image_info"), "image_url"), region),
        )
    return tuple(lines.values())


def line_key(row: Fields) -> str:
    """How a line is named: the listing and its variant, which is what cancelling asks for."""
    return f"{text(row, 'item_id')}/{text(row, 'model_id') or '0'}"


def unmasked(words: str) -> str:
    """'' where Shopee hid what it was."""
    return "" if words.strip("*") == "" else words


def recipient(value: Fields) -> Recipient:
    """Where it goes, as far as Shopee shows it. The full address names its parts already: none is said twice."""
    whole_address = unmasked(text(value, "full_address"))

    def part(name: str) -> str:
        found = unmasked(text(value, name))
        return "" if found in whole_address else found

    lines = (whole_address, part("town"), part("district"))
    return Recipient(
        name=unmasked(text(value, "name")),
        lines=tuple(one for one in lines if one),
        city=part("city"),
        region=unmasked(text(value, "state")),  # the customer's time of day is told by it
        postal_code=part("zipcode"),
        country=text(value, "region").upper(),
        phone=unmasked(text(value, "phone")),
    )


def packages(value: Fields) -> list[Fields]:
    """The packages that somebody arranged to send."""
    listed = rows(value, "package_list")
    return [row for row in listed if text(row, "logistics_status") not in NOT_ARRANGED]


def parcel(row: Fields, order: str, tracking: dict[str, str]) -> Shipment:
    """One package."""
    number, state = text(row, "package_number"), text(row, "logistics_status")
    return Shipment(
        remote_key=f"{order}/{number}",
        carrier=text(row, "shipping_carrier"),
        tracking=tracking.get(number, ""),
        status=PARCEL.get(state, OrderStatus.SHIPPED),
        last_event=state,
    )


def cancellations(orders: Iterable[Fields], pending: list[str]) -> tuple[list[AfterSale], list[str]]:
    """Wishes to cancel, which Shopee shows as a state of the order only: the open ones, and those that just ended.
    Returns them and the orders that are pending now."""
    found: list[AfterSale] = []
    waiting = list(pending)
    for value in orders:
        number, state = text(value, "order_sn"), text(value, "order_status")
        if number and (state == CANCELLING or number in waiting):
            found.append(cancellation(value, number, state))
        if number and state == CANCELLING and number not in waiting:
            waiting.append(number)
        elif state != CANCELLING and number in waiting:
            waiting.remove(number)
    return found, waiting


def cancellation(value: Fields, number: str, state: str) -> AfterSale:
    """One wish to cancel."""
    return AfterSale(
        kind=AfterSaleKind.CANCELLATION,
        remote_key=f"cancellation:{number}",
        order_remote_key=number,
        state=state,
        open=state == CANCELLING,
        reason=text(value, "buyer_cancel_reason") or text(value, "cancel_reason"),
        opened_at=moment(value, "update_time"),
        amount=money(value, "total_amount", "currency"),
    )
