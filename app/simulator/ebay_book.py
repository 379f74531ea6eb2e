"""What the practice eBay remembers beside the world: what was done about a case, refunds of lines, payment disputes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from app.simulator.trade import Case, Order

ANSWER_WITHIN = timedelta(days=5)
DISPUTED = 0.02
"""of a crowd's orders, that a bank asks for the money of"""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did about a case."""

    who: str
    activity: str
    at: datetime
    minor: int = 0
    """the amount it was about, where it was about one"""


@dataclass(slots=True)
class Evidence:
    """A set of files that shall prove something."""

    id: str
    kind: str
    files: list[str]
    at: datetime


@dataclass(slots=True, eq=False)
class Dispute:
    """A customer asked his bank for the money."""

    id: str
    order: Order
    reason: str
    opened: datetime
    revision: int = 1
    response: str = ""
    note: str = ""
    address: bool = False
    """whether it says where goods go back to"""
    files: dict[str, tuple[str, str, int, datetime]] = field(default_factory=dict)
    """by number: name, type, size, when"""
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def due(self) -> datetime:
        """Until when the seller must answer."""
        return self.opened + ANSWER_WITHIN

    def status(self, now: datetime) -> str:
        """DisputeStateEnum."""
        if "ACCEPT" in self.response:
            return "CLOSED"
        return "OPEN" if self.response or now > self.due else "ACTION_NEEDED"


@dataclass(slots=True)
class Book:
    """One world's memory."""

    steps: dict[str, list[Step]] = field(default_factory=dict)
    """by case"""
    parcels: dict[str, tuple[str, str]] = field(default_factory=dict)
    """carrier and number that we told about an inquiry"""
    fine: dict[str, str] = field(default_factory=dict)
    """an inquiry's finer state"""
    escalated: dict[str, str] = field(default_factory=dict)
    """the case that a return or inquiry became"""
    appeals: dict[str, datetime] = field(default_factory=dict)
    lines: dict[str, dict[str, int]] = field(default_factory=dict)
    """refunds of lines: by refund, how much of which line"""
    disputes: dict[str, Dispute] = field(default_factory=dict)
    looked_at: set[str] = field(default_factory=set)
    """orders that were asked for their dispute"""

    def did(self, case: Case, activity: str, at: datetime, minor: int = 0, who: str = "SELLER") -> None:
        """Somebody did something about a case."""
        self.steps.setdefault(case.id, []).append(Step(who, activity, at, minor))
        case.changed = at

    def activities(self, case: Case) -> list[str]:
        """What happened to it."""
        return [step.activity for step in self.steps.get(case.id, [])]

    def dispute(self, order: Order, at: datetime, reason: str = "ITEM_NOT_RECEIVED") -> Dispute:
        """A customer's bank asks for the money of an order."""
        number = str(Random(f"dispute/{order.id}").randrange(5 * 10**9, 6 * 10**9))
        return self.disputes.setdefault(number, Dispute(number, order, reason, at))

    def disputes_of(self, orders: list[Order], now: datetime) -> list[Dispute]:
        """The disputes about some orders, among them those that chance brings to a crowd's."""
        for order in orders:
            chance = Random(f"disputed/{order.id}")
            moment = order.plan.delivered
            if order.id not in self.looked_at and moment is not None and moment < now:
                self.looked_at.add(order.id)
                if chance.random() < DISPUTED:
                    self.dispute(order, moment + timedelta(hours=chance.randrange(2, 60)))
        mine = [one for one in self.disputes.values() if one.order in orders and one.opened <= now]
        return sorted(mine, key=lambda one: (one.opened, one.id), reverse=True)
