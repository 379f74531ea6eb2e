"""A Shopify shop's books: what the seller did about orders, returns and disputes, beside what the world knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from app.simulator.trade import Case, Line, Order, Refund, Shop
from app.simulator.world import World

PLACES = ("Hamburg", "Rotterdam")


def number_of(text: str) -> str:
    """A stable number for something, as Shopify's ids are."""
    return str(int(hashlib.sha256(text.encode()).hexdigest()[:11], 16) + 10**12)


def gid(kind: str, number: str) -> str:
    """`gid://shopify/Order/1`."""
    return f"gid://shopify/{kind}/{number}"


@dataclass(slots=True)
class Parcel:
    """One fulfilment."""

    number: str
    place: int
    pieces: dict[str, int]
    """by line"""
    company: str
    tracking: str
    url: str
    at: datetime
    changed: datetime


@dataclass(slots=True)
class ReturnDeed:
    """What became of a return."""

    status: str = "REQUESTED"
    processed: int = 0
    refunded: int = 0
    refunds: list[str] = field(default_factory=list)
    reason: str = ""
    note: str = ""


@dataclass(slots=True)
class DisputeDeed:
    """What became of a dispute."""

    status: str = "NEEDS_RESPONSE"
    words: str = ""
    sent: datetime | None = None


@dataclass(slots=True)
class Cancellation:
    """An order whose end was asked for: a job of some seconds."""

    job: str
    note: str
    done: datetime
    failed: bool = False


@dataclass(slots=True)
class Deeds:
    """What was done about one order."""

    parcels: list[Parcel] = field(default_factory=list)
    refunded: dict[str, int] = field(default_factory=dict)
    """pieces by line"""
    changed: list[datetime] = field(default_factory=list)
    cancellation: Cancellation | None = None


class Books:
    """All orders of one world's Shopify shops."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.deeds: dict[str, Deeds] = {}
        self.returns: dict[str, ReturnDeed] = {}
        self.disputes: dict[str, DisputeDeed] = {}
        self.jobs_fail = False
        """cancellations are taken on and come to nothing"""
        self.split: set[str] = set()
        """orders whose lines are sent from two places"""

    def orders(self, shop: Shop, now: datetime) -> list[Order]:
        """A shop's orders so far."""
        return [order for order in self.world.orders_of([shop]) if order.plan.created <= now]

    def find(self, shop: Shop, key: str, now: datetime) -> Order | None:
        """An order by its id."""
        return next((one for one in self.orders(shop, now) if gid("Order", number_of(one.id)) == key), None)

    def of(self, order: Order) -> Deeds:
        """What was done about an order; nothing yet where nobody acted."""
        return self.deeds.setdefault(order.id, Deeds())

    def cases(self, shop: Shop, kind: str, now: datetime) -> list[Case]:
        """A shop's returns or disputes so far, the oldest first."""
        found = [
            c
            for c in self.world.cases.values()
            if c.kind == kind and c.order.shop is shop and c.opened <= now
        ]
        return sorted(found, key=lambda case: (case.opened, case.id))

    def return_of(self, case: Case) -> ReturnDeed:
        """What became of a return."""
        return self.returns.setdefault(case.id, ReturnDeed())

    def dispute_of(self, case: Case) -> DisputeDeed:
        """What became of a dispute."""
        return self.disputes.setdefault(case.id, DisputeDeed())

    def changed(self, order: Order, now: datetime) -> datetime:
        """The last moment anything about an order changed."""
        opened = [
            case.opened for case in self.world.cases.values() if case.order is order and case.opened <= now
        ]
        return max([order.changed(now), *opened, *self.of(order).changed])

    # --- parcels

    def parcels(self, order: Order, now: datetime) -> list[Parcel]:
        """What was sent: by a call of ours, or as the world had planned it."""
        ours = self.of(order).parcels
        shipped = order.plan.shipped
        if ours or shipped is None or shipped > now:
            return ours
        pieces = {line.id: line.quantity for line in order.lines}
        number = number_of(f"parcel/{order.id}")
        link = f"https://tracking.example/{order.tracking}"
        return [Parcel(number, 0, pieces, order.carrier, order.tracking, link, shipped, shipped)]

    def place_of(self, order: Order, line: Line) -> int:
        """Where a line is sent from."""
        return order.lines.index(line) % 2 if order.id in self.split else 0

    def places(self, order: Order) -> list[int]:
        """Every place that sends a part of the order."""
        return sorted({self.place_of(order, line) for line in order.lines})

    def left(self, order: Order, line: Line, now: datetime) -> int:
        """Pieces of a line that were not sent."""
        return line.quantity - sum(parcel.pieces.get(line.id, 0) for parcel in self.parcels(order, now))

    # --- money

    def back(self, order: Order) -> int:
        """What the customer got back so far."""
        return sum(refund.minor for refund in order.refunds)

    def refundable(self, order: Order, line: Line) -> int:
        """Pieces of a line that were not refunded."""
        return line.quantity - self.of(order).refunded.get(line.id, 0)

    def give_back(self, order: Order, minor: int, note: str, now: datetime) -> Refund:
        """Money goes back to the customer."""
        refund = Refund(number_of(f"refund/{order.id}/{len(order.refunds)}"), now, minor, note)
        order.refunds.append(refund)
        return refund
