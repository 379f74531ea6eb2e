"""What is left to do after a reply has arrived (a copy in Sent, the mark on the mail it answers), until it is done.

It is written down together with the arrival: a line that is cut, or a program that ends, in the seconds between only
puts it off. Doing it twice is harmless: a sender looks first whether the copy is there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.connectors.contract import OutboundFile, Sender
from app.domain.errors import Outage, QuaysideError
from app.domain.moments import Clock
from app.domain.values import ShopId
from app.host.log import EventLog
from app.services.send_looks import outbound_of
from app.services.writing import Writer
from app.store import outbox as store
from app.store.facts import facts_named, forget_fact, note_fact
from app.store.unit_of_work import Work

_log = EventLog("outbox")
AFTER = timedelta(seconds=10)
"""a server that files copies by itself has done so by then"""
AGAIN, LATER, LONGEST = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
"""after a lost line; after a refusal, which a sign-in may mend; and when it is given up"""


@dataclass(slots=True)
class Settling:
    """One shop's arrived replies of which something is left to do. One thread calls it."""

    shop: ShopId
    sender: Sender
    writer: Writer
    clock: Clock
    files: Callable[[Sequence[str]], tuple[OutboundFile, ...]]
    _waiting: dict[UUID, datetime] | None = None
    """read from the store when first needed"""
    _arrived: dict[UUID, datetime] = field(default_factory=dict)
    """when each was seen to have arrived"""

    def note(self, work: Work, reply: UUID, now: datetime) -> None:
        """In the transaction that says it has arrived."""
        note_fact(work, self._key(reply), now.isoformat())

    def arrived(self, reply: UUID) -> None:
        """That transaction is committed."""
        waiting, now = self._known(), self.clock.now()
        waiting[reply], self._arrived[reply] = now + AFTER, now

    def wake_at(self) -> datetime | None:
        """When the next one is due."""
        return min(self._known().values(), default=None)

    def step(self) -> bool:
        """Does what is left for one reply whose moment has come, if there is one."""
        waiting, now = self._known(), self.clock.now()
        due = min(
            (one for one, at in waiting.items() if at <= now), key=lambda one: waiting[one], default=None
        )
        if due is None:
            return False
        rest = self._rest_after(due)
        if rest is None or now - self._arrived[due] > LONGEST:
            del waiting[due], self._arrived[due]
            self.writer.run(lambda work: forget_fact(work, self._key(due)))
        else:
            waiting[due] = now + rest
        return True

    def _rest_after(self, one: UUID) -> timedelta | None:
        """Tries; how long to wait for the next try, None where nothing is left to do."""
        reply = self.writer.run(lambda work: store.find_reply(work, one))
        try:
            if reply is not None:
                self.sender.settle(outbound_of(reply, self.files(reply.files)))
        except QuaysideError as error:
            _log.event("copy_not_filed", outbound=one, error=error.key)
            return AGAIN if isinstance(error, Outage) else LATER
        return None

    def _known(self) -> dict[UUID, datetime]:
        if self._waiting is None:
            found = self.writer.run(lambda work: facts_named(work, self._key("")))
            self._arrived = {
                UUID(key.removeprefix(self._key(""))): datetime.fromisoformat(at) for key, at in found.items()
            }
            self._waiting = {one: at + AFTER for one, at in self._arrived.items()}
        return self._waiting

    def _key(self, reply: UUID | str) -> str:
        return f"settle {self.shop} {reply}"
