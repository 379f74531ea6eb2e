"""Walmart's books: a customer's order as one or two purchase orders, and what the seller did about each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from app.simulator.trade import Line, Order, Shop
from app.simulator.wire import Json
from app.simulator.world import World

NODES = ("SellerFulfilled", "WFSFulfilled", "3PLFulfilled")
OTHERS = NODES[1:]


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase order: some pieces of one line, sent from one kind of place."""

    number: str
    order: Order
    node: str
    line_number: str
    pieces: int

    @property
    def line(self) -> Line:
        """The product."""
        return self.order.lines[0]

    @property
    def goods(self) -> int:
        """What the pieces cost."""
        return self.line.price * self.pieces

    @property
    def postage(self) -> int:
        """The first purchase order carries the postage."""
        return self.order.postage if self.line_number == "1" else 0


@dataclass(slots=True)
class Deeds:
    """What the seller did about a purchase order."""

    acknowledged: datetime | None = None
    shipped: datetime | None = None
    tracking: dict[str, Json] = field(default_factory=dict)
    cancelled: datetime | None = None
    reason: str = ""
    refunds: list[dict[str, Json]] = field(default_factory=list)
    full_refund: bool = False
    changed: list[datetime] = field(default_factory=list)


class Books:
    """All purchase orders of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.deeds: dict[str, Deeds] = {}
        self.paid_back: dict[str, datetime] = {}
        """returns whose money went back, by number"""

    def of(self, shop: Shop, now: datetime) -> list[Purchase]:
        """A store's purchase orders, the newest first."""
        mine = [order for order in self.world.orders_of([shop]) if order.plan.created <= now]
        mine.sort(key=lambda order: (order.plan.created, order.id), reverse=True)
        return [one for order in mine for one in purchases(order)]

    def find(self, shop: Shop, number: str, now: datetime) -> Purchase | None:
        """One purchase order by its number."""
        return next((one for one in self.of(shop, now) if one.number == number), None)

    def deeds_of(self, purchase: Purchase) -> Deeds:
        """What was done about it; nothing yet where nobody acted."""
        return self.deeds.setdefault(purchase.number, Deeds())

    def status(self, purchase: Purchase, now: datetime) -> str:
        """Created, Acknowledged, Shipped, Delivered, Cancelled or Refund."""
        done, stage = self.deeds_of(purchase), purchase.order.stage(now)
        if done.full_refund:
            return "Refund"
        if done.cancelled or stage == "cancelled":
            return "Cancelled"
        if stage == "delivered":
            return "Delivered"
        if done.shipped or stage in ("shipped", "moving"):
            return "Shipped"
        return "Acknowledged" if done.acknowledged else "Created"

    def changed(self, purchase: Purchase, now: datetime) -> datetime:
        """The last moment anything about it changed."""
        return max([purchase.order.changed(now), *self.deeds_of(purchase).changed])


def purchases(order: Order) -> list[Purchase]:
    """An order of several pieces is sent from two places, every other one mostly by the seller."""
    rng = Random(f"purchase/{order.id}")
    first, second = (str(rng.randrange(10**12, 9 * 10**12)) for _ in range(2))
    pieces = order.lines[0].quantity
    elsewhere = rng.choice(OTHERS)
    if pieces > 1:
        return [
            Purchase(first, order, NODES[0], "1", pieces - 1),
            Purchase(second, order, elsewhere, "2", 1),
        ]
    return [Purchase(first, order, elsewhere if rng.random() < 0.15 else NODES[0], "1", pieces)]
