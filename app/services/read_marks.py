"""Tells platforms what was read here: on a lane of its own, at most once for each newest message, never in a hurry.

What it cannot tell now it tells later, or never: an answer matters, a mark does not.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from app.connectors.contract import Ability, AuthExpired, Sender
from app.domain.errors import Outage, QuaysideError
from app.domain.moments import Clock
from app.domain.shops import Shop
from app.domain.values import ConversationId, ShopId
from app.host.log import EventLog
from app.services.writing import Writer
from app.store.read_marks import ReadFacts, read_facts

_log = EventLog("read_marks")
PAUSE = timedelta(seconds=1)
"""between two marks"""
AFTER_TROUBLE = timedelta(minutes=5)
MOST = 500
"""conversations that may wait; beyond, the oldest is let go"""


@dataclass(slots=True)
class ReadTeller:
    """One for all shops. The writer names what was read; one lane calls it."""

    writer: Writer
    open_sender: Callable[[ShopId], tuple[Shop, Sender] | None]
    """a working shop and its way out; None where it does not work now"""
    clock: Clock
    _waiting: dict[ConversationId, None] = field(default_factory=dict)
    _told: dict[ConversationId, int] = field(default_factory=dict)
    """the newest message that each platform was told of"""
    _resting: dict[ShopId, datetime] = field(default_factory=dict)
    _sender: Sender | None = None
    _ending: bool = False

    def has_read(self, conversations: Iterable[ConversationId]) -> None:
        """An agent has read these. From any thread; never waits."""
        for one in conversations:
            self._waiting[one] = None
        while len(self._waiting) > MOST:
            self._waiting.pop(next(iter(self._waiting)), None)

    def opened(self) -> "ReadTeller":
        """A lane begins to call it."""
        self._ending = False
        return self

    def interrupt(self) -> None:
        """The lane ends: whoever waits for an answer comes back."""
        self._ending = True
        if (sender := self._sender) is not None:
            sender.close()

    def __call__(self) -> float | None:
        """Tells of one conversation; seconds to rest, None until something is read."""
        now = self.clock.now()
        for one in tuple(self._waiting):
            if self._ending:
                return None
            self._waiting.pop(one, None)  # before it is looked at: whoever reads on meanwhile names it again
            facts = self.writer.run(partial(read_facts, wanted=one))
            if facts is None:
                continue
            if self._resting.get(facts.shop, now) > now:
                self._waiting[one] = None
            elif self._is_news(one, facts) and self._tell(one, facts):
                return PAUSE.total_seconds()
        resting = [until for until in self._resting.values() if until > now]
        return (min(resting) - now).total_seconds() if self._waiting and resting else None

    def _is_news(self, one: ConversationId, facts: ReadFacts) -> bool:
        """Whether a customer wrote something that the platform does not know to be read, and all of it was read."""
        fresh = 0 < facts.newest <= facts.read_upto and facts.newest > self._told.get(one, 0)
        return fresh and bool(facts.thread_key)

    def _tell(self, one: ConversationId, facts: ReadFacts) -> bool:
        """True where the platform was asked, whatever it said."""
        opened = self.open_sender(facts.shop)
        if opened is None:
            return False
        shop, sender = opened
        with closing(sender):
            self._sender = sender
            try:
                if self._ending or not shop.marks_read or Ability.MARKS_READ not in sender.capabilities().can:
                    return False
                sender.mark_read(facts.thread_key)
                self._told[one] = facts.newest
            except QuaysideError as error:
                self._trouble(one, facts.shop, error)
            finally:
                self._sender = None
        return True

    def _trouble(self, one: ConversationId, shop: ShopId, error: QuaysideError) -> None:
        """What time ends is tried again when the shop has rested; what it does not is let go."""
        _log.event("not_marked", shop=shop, error=error.key)
        retry = error.retry_after if isinstance(error, Outage) else None
        if isinstance(error, Outage | AuthExpired):
            self._resting[shop] = self.clock.now() + (retry or AFTER_TROUBLE)
        if isinstance(error, Outage) and not self._ending:
            self._waiting.setdefault(one, None)
