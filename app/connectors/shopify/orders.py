"""Shopify's orders in our words. An order is known by its name, `#1001`, since that is what customers quote."""

from collections.abc import Iterable, Sequence

from app.connectors import paging
from app.connectors.contract import AfterSale, OrderSnapshot
from app.connectors.reading import Fields, money, rows, sub, text, whole
from app.connectors.shopify.cases import return_of
from app.connectors.shopify.hosts import number_of
from app.connectors.shopify.marks import unmarked
from app.domain.orders import LADDER, AfterSaleKind, OrderLine, OrderStatus, Recipient, Shipment
from app.domain.values import Money

UNPAID = frozenset({"PENDING", "EXPIRED", "PARTIALLY_PAID"})
WAITING = frozenset(
    {"UNFULFILLED", "OPEN", "ON_HOLD", "SCHEDULED", "PENDING_FULFILLMENT", "REQUEST_DECLINED", "IN_PROGRESS"}
)
SENT = frozenset({"FULFILLED", "PARTIALLY_FULFILLED"})
PARCELS = {
    "SUBMITTED": OrderStatus.PAID,
    "LABEL_PURCHASED": OrderStatus.PAID,
    "LABEL_PRINTED": OrderStatus.PAID,
    "FULFILLED": OrderStatus.SHIPPED,
    "MARKED_AS_FULFILLED": OrderStatus.SHIPPED,
    "CONFIRMED": OrderStatus.SHIPPED,
    "CARRIER_PICKED_UP": OrderStatus.IN_TRANSIT,
    "IN_TRANSIT": OrderStatus.IN_TRANSIT,
    "DELAYED": OrderStatus.IN_TRANSIT,
    "ATTEMPTED_DELIVERY": OrderStatus.OUT_FOR_DELIVERY,
    "OUT_FOR_DELIVERY": OrderStatus.OUT_FOR_DELIVERY,
    "READY_FOR_PICKUP": OrderStatus.OUT_FOR_DELIVERY,
    "DELIVERED": OrderStatus.DELIVERED,
    "PICKED_UP": OrderStatus.DELIVERED,
}
"""how far a parcel is; anything else is OTHER"""
GONE = ("CANCELLED", "ERROR", "FAILURE")
"""parcels that do not count any more"""


def order_of(row: Fields, base: str = "") -> OrderSnapshot | None:
    """One order; None where even its name or date is missing. `base` is where the shop's admin is found."""
    name, placed = text(row, "name"), paging.moment(row.get("createdAt"))
    if not name or placed is None:
        return None
    address, parcels = recipient(sub(row, "shippingAddress")), shipments(row)
    legacy = text(row, "legacyResourceId") or number_of(text(row, "id"))
    promised = [
        day for one in rows(row, "fulfillments") if (day := paging.moment(one.get("estimatedDeliveryAt")))
    ]
    return OrderSnapshot(
        remote_key=name,
        status=status_of(row, parcels),
        remote_status=" / ".join(
            filter(None, (text(row, "displayFinancialStatus"), text(row, "displayFulfillmentStatus")))
        ),
        placed_at=placed,
        updated_at=paging.moment(row.get("updatedAt")) or placed,
        buyer_name=text(sub(row, "customer"), "displayName") or address.name,
        buyer_keys=buyer_keys(row),
        total=cash(row, "totalPriceSet"),
        recipient=address,
        lines=tuple(line(one) for one in rows(sub(row, "lineItems"), "nodes")),
        shipments=parcels,
        deliver_by=max(promised, default=None),
        country=address.country,
        url=f"{base}/admin/orders/{legacy}" if base and legacy else "",
        buyer_note=text(row, "note"),
    )


def cash(row: Fields, name: str) -> Money | None:
    """An amount in the customer's own currency."""
    return money(sub(row, name, "presentmentMoney"), "amount", "currencyCode")


def buyer_keys(row: Fields) -> tuple[str, ...]:
    """The address he ordered with first, since it can be written to; then his account's, then the account itself."""
    customer = sub(row, "customer")
    addresses = (text(row, "email"), text(sub(customer, "defaultEmailAddress"), "emailAddress"))
    account = number_of(text(customer, "id"))
    keys = (*(one.strip().lower() for one in addresses), f"customer:{account}" if account else "")
    return tuple(dict.fromkeys(key for key in keys if key))


def line(row: Fields) -> OrderLine:
    """One product. Its variant belongs to its name."""
    variant, sku = text(row, "variantTitle"), text(row, "sku")
    title = text(row, "title")
    return OrderLine(
        line_id=text(row, "id"),
        sku=sku,
        item_ref=sku or text(row, "id"),
        title=f"{title} · {variant}" if variant and variant != "Default Title" else title,
        quantity=max(whole(row, "quantity", 1), 1),
        price=cash(row, "discountedUnitPriceSet"),
        picture=text(sub(row, "image"), "url"),
    )


def shipments(row: Fields) -> tuple[Shipment, ...]:
    """Parcels. A fulfilment with several tracking numbers is several parcels."""
    found: list[Shipment] = []
    for one in rows(row, "fulfillments"):
        if text(one, "status") in GONE:
            continue
        word = text(one, "displayStatus") or text(one, "status")
        at = paging.moment(one.get("deliveredAt")) or paging.moment(one.get("inTransitAt"))
        tracked: Sequence[Fields] = rows(one, "trackingInfo") or [{}]
        for position, tracking in enumerate(tracked):
            found.append(
                Shipment(
                    remote_key=text(one, "id") + (f"/{position}" if position else ""),
                    carrier=text(tracking, "company"),
                    tracking=text(tracking, "number"),
                    status=PARCELS.get(word, OrderStatus.SHIPPED if word == "SUCCESS" else OrderStatus.OTHER),
                    shipped_at=paging.moment(one.get("createdAt")),
                    last_event=word,
                    last_event_at=at,
                    tracking_url=text(tracking, "url"),
                )
            )
    return tuple(found)


def status_of(row: Fields, parcels: Iterable[Shipment]) -> OrderStatus:
    """Where the order has come: as far as its slowest parcel, but on its way once a part has left."""
    if row.get("cancelledAt"):
        return OrderStatus.CANCELLED
    word = text(row, "displayFulfillmentStatus")
    moving = [one.status for one in parcels if one.status in LADDER]
    if word in SENT:
        slowest = min(moving, key=LADDER.index, default=OrderStatus.SHIPPED)
        partly = word == "PARTIALLY_FULFILLED" or slowest is OrderStatus.PAID
        return OrderStatus.SHIPPED if partly else slowest
    if word not in WAITING:
        return OrderStatus.OTHER
    return OrderStatus.PENDING if text(row, "displayFinancialStatus") in UNPAID else OrderStatus.PAID


def recipient(address: Fields) -> Recipient:
    """Where it goes; empty where the shop's owner did not open it."""
    lines = (text(address, "company"), text(address, "address1"), text(address, "address2"))
    country = text(address, "countryCodeV2").upper()
    return Recipient(
        name=text(address, "name"),
        lines=tuple(one for one in lines if one),
        city=text(address, "city"),
        region=text(address, "provinceCode"),
        postal_code=text(address, "zip"),
        country=country if len(country) == 2 else "",
        phone=text(address, "phone"),
    )


def matters_of(row: Fields) -> list[AfterSale]:
    """Returns and refunds, which come with their order."""
    name = text(row, "name")
    returns = [found for one in rows(sub(row, "returns"), "nodes") if (found := return_of(one, name))]
    return [*returns, *(refund for one in rows(row, "refunds") if (refund := refund_of(one, name)))]


def refund_of(row: Fields, order: str) -> AfterSale | None:
    """Money that went back."""
    number = number_of(text(row, "id"))
    if not number or not order:
        return None
    return AfterSale(
        kind=AfterSaleKind.REFUND,
        remote_key=f"refund:{number}",
        order_remote_key=order,
        state="REFUNDED",
        open=False,
        reason=unmarked(text(row, "note")),
        opened_at=paging.moment(row.get("createdAt")),
        amount=cash(row, "totalRefundedSet"),
    )
