"""Keeps the clocks honest: wakes what was snoozed, tells of what just became overdue, sleeps until the next moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.changes import Changes
from app.domain.commands import Command, WakeSnoozed
from app.domain.moments import Clock, IdSource
from app.domain.outcome import Outcome
from app.domain.values import AgentId, CommandId, ConversationId
from app.services.writing import Writer
from app.store.sla import crossed, next_moment
from app.store.unit_of_work import Work

LONGEST_SLEEP = timedelta(minutes=1)
"""the wall clock may be set, and the machine may sleep: look again at least this often"""


@dataclass(slots=True)
class SlaKeeper:
    """One step per waking; what it must not forget is in the store."""

    writer: Writer
    carry_out: Callable[[Command], Outcome]
    announce: Callable[[Changes], None]
    overdue: Callable[[tuple[ConversationId, ...]], None]
    """told of every conversation of which a due moment passed while the program ran"""
    woken: Callable[[tuple[ConversationId, ...]], None]
    """told of every snoozed conversation that came back"""
    clock: Clock
    ids: IdSource
    agent: Callable[[], AgentId]
    _seen_until: datetime | None = None

    def step(self) -> timedelta:
        """Does what is due now; how long to sleep."""
        now = self.clock.now()
        since = min(self._seen_until or now, now)
        late, wakes_now = self.writer.run(lambda work: self._look(work, since, now))
        if wakes_now:
            wake = WakeSnoozed(id=CommandId(self.ids.new()), agent=self.agent(), until=now)
            self.woken(tuple(sorted(self.carry_out(wake).changes.conversations)))
        if late:
            self.announce(Changes(conversations=frozenset(late)))
            self.overdue(late)
        self._seen_until = now
        soonest = self.writer.run(lambda work: next_moment(work, now))
        if soonest is None:
            return LONGEST_SLEEP
        return min(max(soonest - now, timedelta(0)) + timedelta(milliseconds=20), LONGEST_SLEEP)

    def _look(self, work: Work, since: datetime, now: datetime) -> tuple[tuple[ConversationId, ...], bool]:
        soonest = next_moment(work, now)
        return crossed(work, since, now), soonest is not None and soonest <= now
