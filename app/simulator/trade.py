"""Shops, goods, buyers and orders of the practice world; an order's state follows from its plan."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from app.simulator.sites import Site


def latin_words(name: str) -> list[str]:
    """A name as user names spell it; empty where it has no Latin letter."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().split()


@dataclass(frozen=True, slots=True)
class Product:
    """Something sold; `price` in euro cents, titles by language."""

    key: str
    sku: str
    asin: str
    item_id: str
    shape: str
    colour: str
    price: int
    titles: dict[str, str]

    def title(self, language: str) -> str:
        """The title in a language, else in English."""
        return self.titles.get(language[:2], self.titles["en"])


@dataclass(frozen=True, slots=True)
class Shop:
    """One practice store: `seller` is our name there, `mailbox` the address that hears its mail."""

    key: str
    channel: str
    title: str
    site: Site
    seller: str
    store: str
    mailbox: str = ""
    approved: frozenset[str] = frozenset()
    """Sender addresses the platform lets through (Messaging Permissions)."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A buyer. `handle` is the channel's name for them: relay alias, eBay user name or mail address."""

    key: str
    name: str
    language: str
    country: str
    street: str
    city: str
    postcode: str
    handle: str


@dataclass(frozen=True, slots=True)
class Line:
    """One position of an order; `price` per piece in the order's minor units."""

    id: str
    product: Product
    quantity: int
    price: int


@dataclass(frozen=True, slots=True)
class Plan:
    """When things happen to an order; None never happens. Moments may lie ahead."""

    created: datetime
    paid: datetime
    ship_by: datetime
    due: datetime
    shipped: datetime | None = None
    moving: datetime | None = None
    delivered: datetime | None = None
    cancelled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back on an order."""

    id: str
    at: datetime
    minor: int
    reason: str


@dataclass(slots=True, eq=False)
class Order:
    """One purchase; mutable where a seller may act on it."""

    id: str
    shop: Shop
    customer: Customer
    lines: tuple[Line, ...]
    plan: Plan
    carrier: str = ""
    tracking: str = ""
    postage: int = 0
    note: str = ""
    cancel_asked: datetime | None = None
    refunds: list[Refund] = field(default_factory=list)

    @property
    def currency(self) -> str:
        """The currency of the shop's site."""
        return self.shop.site.currency

    @property
    def goods(self) -> int:
        """Price of all lines."""
        return sum(line.price * line.quantity for line in self.lines)

    @property
    def total(self) -> int:
        """Goods and postage."""
        return self.goods + self.postage

    def happened(self, moment: datetime | None, now: datetime) -> bool:
        """Whether a planned moment has come."""
        return moment is not None and moment <= now

    def stage(self, now: datetime) -> str:
        """placed, paid, shipped, moving, delivered or cancelled."""
        plan = self.plan
        if self.happened(plan.cancelled, now):
            return "cancelled"
        ladder = (("delivered", plan.delivered), ("moving", plan.moving), ("shipped", plan.shipped))
        for name, moment in ladder:
            if self.happened(moment, now):
                return name
        return "paid" if plan.paid <= now else "placed"

    def changed(self, now: datetime) -> datetime:
        """The last moment anything about the order changed."""
        plan = self.plan
        moments = [plan.created, plan.paid, plan.shipped, plan.moving, plan.delivered, plan.cancelled]
        moments += [self.cancel_asked, *(refund.at for refund in self.refunds)]
        return max(moment for moment in moments if moment is not None and moment <= now)


@dataclass(slots=True, eq=False)
class Case:
    """A return, an inquiry about a missing parcel, a cancellation wish or a claim about an order."""

    id: str
    kind: str
    order: Order
    reason: str
    opened: datetime
    due: datetime
    state: str
    comment: str = ""
    changed: datetime | None = None
