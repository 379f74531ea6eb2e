"""What a command touched: screens re-read only what they show of it."""

from dataclasses import dataclass, field
from uuid import UUID

from app.domain.values import ConversationId, OrderId, ShopId


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts about one or several commits, merged before they are told to the screens."""

    conversations: frozenset[ConversationId] = frozenset()
    orders: frozenset[OrderId] = frozenset()
    shops: frozenset[ShopId] = frozenset()
    subjects: frozenset[str] = frozenset()
    """other things that changed as a whole: `outbox`, `templates`, `agents`, `logins`, `settings`, `quarantine`"""
    arrived: tuple[UUID, ...] = ()
    """conversations in which a customer message that may be announced has arrived (never a backfilled one)"""

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.conversations | other.conversations,
            self.orders | other.orders,
            self.shops | other.shops,
            self.subjects | other.subjects,
            self.arrived + other.arrived,
        )

    def __bool__(self) -> bool:
        return bool(self.conversations or self.orders or self.shops or self.subjects or self.arrived)


@dataclass(slots=True)
class ChangeLog:
    """Collects changes while a unit of work runs."""

    conversations: set[ConversationId] = field(default_factory=set)
    orders: set[OrderId] = field(default_factory=set)
    shops: set[ShopId] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    arrived: list[UUID] = field(default_factory=list)

    def freeze(self) -> Changes:
        """The collected facts as a value."""
        return Changes(
            frozenset(self.conversations),
            frozenset(self.orders),
            frozenset(self.shops),
            frozenset(self.subjects),
            tuple(self.arrived),
        )
