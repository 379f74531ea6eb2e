"""Orders that messages name and no list has brought: looked up one by one, a few at a time, and never for ever."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from app.connectors.contract import FindsOrders, Item, RateLimited, Rejected, StreamMode, Surprise, Unreadable
from app.domain.moments import Clock
from app.domain.values import LoginId, ShopId
from app.host.log import EventLog
from app.services.ingest import Intake, Sorter
from app.services.sync_turns import NEVER
from app.store.wanted import note_asked, orders_wanted

_log = EventLog("sync")
AT_ONCE = 10
"""looked up in one round, so that the lists stay on time"""
ROUND = timedelta(minutes=1)
STREAM = "orders"


@dataclass(slots=True)
class WantedOrders:
    """What one login's platform is asked beside its lists."""

    login: LoginId
    source: FindsOrders
    sorter: Sorter
    intake: Intake
    clock: Clock
    spare: Callable[[], bool] = lambda: True
    """False while what a platform allows a day is better kept for lists and replies"""
    next_at: datetime = field(init=False)
    """when the next round may begin"""
    _shops: tuple[ShopId, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.next_at = self.clock.now()
        self._shops = tuple(shop.id for shop in self.sorter.shops if shop.channel == self.sorter.channel)

    def due(self) -> bool:
        """Whether a round may begin."""
        return self.next_at <= self.clock.now()

    def look(self) -> int:
        """One round; how many numbers the platform said something about. Raises AuthExpired and Unreachable: those
        are the whole login's matter."""
        now = self.clock.now()
        self.next_at = now + ROUND
        if not self.spare():
            return 0
        wanted = self.intake.writer.run(
            lambda work: orders_wanted(work, self._shops, self.clock.now(), AT_ONCE)
        )
        for asked, (shop, number) in enumerate(wanted):
            try:
                answered = self._ask(shop, number)
            except RateLimited as error:
                self.next_at, answered = now + max(error.retry_after or ROUND, ROUND), False
            if not answered:
                return asked
        return len(wanted)

    def _ask(self, shop: ShopId, number: str) -> bool:
        """The order as if a list had brought it; False where this login may not ask. A number that the platform does
        not know rests, in the end for good."""
        try:
            found = self.source.find_order(number)
            if found is None:
                self.next_at = NEVER  # the wish is left to another login of the shop
                return False
            items: tuple[Item, ...] = found
        except Rejected as error:
            _log.event("wanted_order_refused", login=self.login, error=error.key)
            items = ()
        except Surprise as error:
            items = (Unreadable(f"order:{number}", error.key, error.content),) if error.content else ()
        prepared = self.sorter.prepare(items, StreamMode.LIVE)
        self.intake.take(self.login, STREAM, prepared, None)
        self.intake.writer.run(partial(note_asked, shop=shop, number=number, now=self.clock.now()))
        return True
