"""What an agent needs to know of an order while answering: lines, parcels, returns, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.values import Money


class OrderStatus(StrEnum):
    """The rungs of the ladder the order card draws; every platform's own status maps onto one."""

    PENDING = "pending"
    PAID = "paid"
    SHIPPED = "shipped"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    OTHER = "other"


LADDER = (
    OrderStatus.PAID,
    OrderStatus.SHIPPED,
    OrderStatus.IN_TRANSIT,
    OrderStatus.OUT_FOR_DELIVERY,
    OrderStatus.DELIVERED,
)


class AfterSaleKind(StrEnum):
    """A matter opened about an order."""

    RETURN = "return"
    INQUIRY = "inquiry"
    """item not received"""
    CANCELLATION = "cancellation"
    CLAIM = "claim"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a parcel goes. Personal data: never logged."""

    name: str = ""
    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product in an order. `picture` is an http(s) address or '' when the channel has none yet."""

    line_id: str
    sku: str
    item_ref: str
    """ASIN, eBay item id …: what the catalogue call wants"""
    title: str
    quantity: int
    price: Money | None
    """price of one piece"""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel and the newest thing known about it."""

    remote_key: str
    carrier: str
    tracking: str
    status: OrderStatus
    shipped_at: datetime | None = None
    last_event: str = ""
    last_event_at: datetime | None = None
    tracking_url: str = ""


@dataclass(frozen=True, slots=True)
class AfterSale:
    """A return, inquiry, cancellation or claim as the platform reports it."""

    kind: AfterSaleKind
    remote_key: str
    order_remote_key: str
    """the order's number, or `item-line` where the platform names only the line"""
    state: str
    """the platform's own word"""
    open: bool
    reason: str = ""
    due: datetime | None = None
    opened_at: datetime | None = None
    amount: Money | None = None
    site: str = ""
    """the platform's site, where it tells"""


@dataclass(frozen=True, slots=True)
class OrderSnapshot:
    """An order as a channel reported it at one moment; a newer snapshot replaces an older one."""

    remote_key: str
    """the platform's order number, as people quote it"""
    status: OrderStatus
    remote_status: str
    placed_at: datetime
    updated_at: datetime
    """the platform's own last change: decides which of two snapshots is newer"""
    buyer_name: str
    buyer_keys: tuple[str, ...]
    """identities the channel knows the buyer by: relay alias, username, e-mail; lower-cased"""
    total: Money | None
    recipient: Recipient = Recipient()
    lines: tuple[OrderLine, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    ship_by: datetime | None = None
    deliver_by: datetime | None = None
    country: str = ""
    url: str = ""
    """the platform's own page of this order"""
    buyer_note: str = ""
    site: str = ""
    """the platform's own name of the place it was bought on: tells apart shops that share a login"""
