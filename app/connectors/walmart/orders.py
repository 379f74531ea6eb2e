"""Walmart's orders in our words (Orders API v3).

A customer's order is what he and his messages name; the platform splits it into purchase orders, one for each place
it is sent from. We show the customer's order whole: its lines and parcels know which purchase order they are of.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from app.connectors.contract import OrderSnapshot
from app.connectors.reading import Fields, money, rows, sub, text, whole
from app.domain.orders import OrderLine, OrderStatus, Recipient, Shipment
from app.domain.values import Money

STATUS = {
    "CREATED": OrderStatus.PAID,
    "ACKNOWLEDGED": OrderStatus.PAID,
    "SHIPPED": OrderStatus.SHIPPED,
    "DELIVERED": OrderStatus.DELIVERED,
    "CANCELLED": OrderStatus.CANCELLED,
}
ON_ITS_WAY = (OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.DELIVERED)
COUNTRIES = {"USA": "US", "CAN": "CA", "MEX": "MX"}
PRODUCT = "PRODUCT"


def order_of(purchases: Sequence[Fields]) -> OrderSnapshot | None:
    """One customer's order from all its purchase orders; None where even its number or date is missing."""
    first = next(iter(purchases), {})
    number, placed = text(first, "customerOrderId"), at(first, "orderDate")
    if not number or placed is None:
        return None
    stages = [stage for purchase in purchases for row in lines_of(purchase) for stage in stages_of(row)]
    address = recipient(sub(first, "shippingInfo"))
    return OrderSnapshot(
        remote_key=number,
        status=combined([status for status, _ in stages]),
        remote_status=" + ".join(dict.fromkeys(word for _, word in stages)),
        placed_at=placed,
        updated_at=max([placed, *moments(purchases)]),
        buyer_name=address.name,
        buyer_keys=buyer_keys(purchases, number),
        total=total(purchases),
        recipient=address,
        lines=tuple(line(purchase, row) for purchase in purchases for row in lines_of(purchase)),
        shipments=parcels(purchases),
        ship_by=min(promised(purchases, "estimatedShipDate"), default=None),
        deliver_by=max(promised(purchases, "estimatedDeliveryDate"), default=None),
        country=address.country,
    )


def at(value: Fields, name: str) -> datetime | None:
    """A moment in milliseconds."""
    milliseconds = whole(value, name)
    if not 0 < milliseconds < 10**14:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def lines_of(purchase: Fields) -> list[Fields]:
    """The lines of a purchase order."""
    return rows(sub(purchase, "orderLines"), "orderLine")


def line_key(purchase: Fields, row: Fields) -> str:
    """A line's name within the customer's order."""
    return f"{text(purchase, 'purchaseOrderId')}/{text(row, 'lineNumber')}"


def states_of(row: Fields) -> list[Fields]:
    """What has become of a line; parts of it may have come differently far."""
    return rows(sub(row, "orderLineStatuses"), "orderLineStatus")


def stages_of(row: Fields) -> list[tuple[OrderStatus, str]]:
    """(our word, the platform's word) for each part of a line, in whatever case it is written."""
    words = [text(state, "status") for state in states_of(row)]
    return [(STATUS.get(word.upper(), OrderStatus.OTHER), word) for word in words if word]


def combined(statuses: Iterable[OrderStatus]) -> OrderStatus:
    """Where the order has come: as far as its slowest part, but on its way once a part has left."""
    told = list(statuses)
    kept = [status for status in told if status is not OrderStatus.CANCELLED]
    if told and not kept:
        return OrderStatus.CANCELLED
    known = {status for status in kept if status in ON_ITS_WAY}
    if not known:
        return OrderStatus.OTHER
    if len(known) > 1 and OrderStatus.PAID in known:
        return OrderStatus.SHIPPED
    return min(known, key=ON_ITS_WAY.index)


def moments(purchases: Iterable[Fields]) -> Iterable[datetime]:
    """Every moment at which something happened to a line."""
    for purchase in purchases:
        for row in lines_of(purchase):
            tracked = [at(sub(state, "trackingInfo"), "shipDateTime") for state in states_of(row)]
            yield from filter(None, (at(row, "statusDate"), *tracked))


def promised(purchases: Iterable[Fields], name: str) -> list[datetime]:
    """The dates that the customer was promised, of every purchase order."""
    return [day for one in purchases if (day := at(sub(one, "shippingInfo"), name))]


def buyer_keys(purchases: Iterable[Fields], number: str) -> tuple[str, ...]:
    """The relay address first, since it can be written to; then what the customer's mails and other orders share."""
    addresses = [text(one, "customerEmailId").lower() for one in purchases]
    people = [f"buyer:{person}" for one in purchases if (person := text(one, "buyerId"))]
    return tuple(dict.fromkeys(key for key in (*addresses, number, *people) if key))


def line(purchase: Fields, row: Fields) -> OrderLine:
    """One product. A charge is taken to be for the whole line."""
    item, pieces = sub(row, "item"), quantity(row)
    charged = [money(sub(one, "chargeAmount"), "amount", "currency") for one in charges_of(row, PRODUCT)]
    price = added(charged)
    return OrderLine(
        line_id=line_key(purchase, row),
        sku=text(item, "sku"),
        item_ref=text(item, "sku"),
        title=text(item, "productName"),
        quantity=pieces,
        price=Money(price.minor // pieces, price.currency) if price else None,
        picture=text(item, "imageUrl"),
    )


def quantity(row: Fields) -> int:
    """How many pieces; the platform writes the number as text."""
    return pieces_of(sub(row, "orderLineQuantity"))


def pieces_of(value: Fields) -> int:
    """A quantity."""
    stated = text(value, "amount")
    return int(stated) if stated.isascii() and stated.isdigit() and 0 < len(stated) < 7 and int(stated) else 1


def charges_of(row: Fields, kind: str = "") -> list[Fields]:
    """What a line costs, or the part of one kind."""
    found = rows(sub(row, "charges"), "charge")
    return [one for one in found if not kind or text(one, "chargeType").upper() == kind]


def amounts_of(charge: Fields) -> list[Money | None]:
    """A charge and its tax."""
    return [
        money(sub(charge, "chargeAmount"), "amount", "currency"),
        money(sub(charge, "tax", "taxAmount"), "amount", "currency"),
    ]


def added(amounts: Iterable[Money | None]) -> Money | None:
    """A sum in the first amount's currency; None of nothing."""
    known = [one for one in amounts if one is not None]
    if not known:
        return None
    return Money(sum(one.minor for one in known if one.currency == known[0].currency), known[0].currency)


def total(purchases: Iterable[Fields]) -> Money | None:
    """Everything the customer paid, with taxes; stated by the platform or added up from the lines."""
    sums = []
    for purchase in purchases:
        stated = money(sub(purchase, "orderSummary", "totalAmount"), "currencyAmount", "currencyUnit")
        charged = [
            one for row in lines_of(purchase) for charge in charges_of(row) for one in amounts_of(charge)
        ]
        sums.append(stated or added(charged))
    return added(sums)


def parcels(purchases: Iterable[Fields]) -> tuple[Shipment, ...]:
    """Parcels by their tracking number: several lines may travel in one."""
    found: dict[str, Shipment] = {}
    for purchase in purchases:
        for row in lines_of(purchase):
            for state in states_of(row):
                tracked = sub(state, "trackingInfo")
                number = text(tracked, "trackingNumber")
                if not number:
                    continue
                key = f"{text(purchase, 'purchaseOrderId')}/{number}"
                carrier = sub(tracked, "carrierName")
                found[key] = Shipment(
                    remote_key=key,
                    carrier=text(carrier, "carrier") or text(carrier, "otherCarrier"),
                    tracking=number,
                    status=STATUS.get(text(state, "status").upper(), OrderStatus.OTHER),
                    shipped_at=at(tracked, "shipDateTime"),
                    last_event=text(state, "status"),
                    tracking_url=text(tracked, "trackingURL"),
                )
    return tuple(found.values())


def recipient(value: Fields) -> Recipient:
    """Where it goes."""
    address = sub(value, "postalAddress")
    country = text(address, "country").upper()
    return Recipient(
        name=text(address, "name"),
        lines=tuple(one for one in (text(address, "address1"), text(address, "address2")) if one),
        city=text(address, "city"),
        region=text(address, "state"),
        postal_code=text(address, "postalCode"),
        country=COUNTRIES.get(country, country if len(country) == 2 else ""),
        phone=text(value, "phone"),
    )
