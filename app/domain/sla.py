"""The two clocks of a conversation: what the platform expects of us, and what the shop promises itself.

Both begin at the oldest customer message that nobody has answered. They start with a customer's own words (never with a
backfilled message, an automatic reply, a bounce or a platform's notice), and stop with our answer, here or elsewhere,
or when no answer is needed. An answer that was refused or taken back sets them again as they stood.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from app.domain.conversations import Direction, MessageKind


@dataclass(frozen=True, slots=True)
class DailyRound:
    """A promise that ends at a time of the day: what came in by `in_by` is answered by `out_by` of the same day, what
    came later a day after. Both stand on the wall clock of the shop's market."""

    in_by: time
    out_by: time
    zone: tzinfo

    def due(self, since: datetime) -> datetime:
        """Until when a customer who waits since `since` is answered."""
        here = since.astimezone(self.zone)
        day = here.date() if here.time() <= self.in_by else here.date() + timedelta(days=1)
        return datetime.combine(day, self.out_by, self.zone).astimezone(UTC)


Target = timedelta | DailyRound
"""how soon an answer is due: so long after the customer wrote, or by a time of the day"""


def due_by(target: Target, since: datetime) -> datetime:
    """When an answer to somebody who waits since `since` is due."""
    return target.due(since) if isinstance(target, DailyRound) else since + target


@dataclass(frozen=True, slots=True)
class Promises:
    """How soon an answer is due after the customer wrote, by the platform's rule and by the shop's own; None: none."""

    platform: Target | None
    internal: timedelta | None


@dataclass(frozen=True, slots=True)
class Dues:
    """The moments both promises run out, and the nearer one."""

    platform: datetime | None = None
    internal: datetime | None = None

    @property
    def nearest(self) -> datetime | None:
        """What the list sorts by."""
        return _earliest(self.platform, self.internal)


NOT_RUNNING = Dues()


def dues(waiting_since: datetime | None, promises: Promises) -> Dues:
    """When an answer is due; nothing is due while nobody waits."""
    if waiting_since is None:
        return NOT_RUNNING
    return Dues(
        due_by(promises.platform, waiting_since) if promises.platform is not None else None,
        waiting_since + promises.internal if promises.internal is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where both clocks of one conversation stand; all None while nobody waits."""

    waiting_since: datetime | None = None
    platform_due: datetime | None = None
    internal_due: datetime | None = None

    @property
    def due(self) -> datetime | None:
        """The nearer of both."""
        return _earliest(self.platform_due, self.internal_due)


STOPPED = Clocks()


def starts_clock(direction: Direction, kind: MessageKind, imported: bool) -> bool:
    """Whether a message makes somebody wait for us."""
    return direction is Direction.INBOUND and kind is MessageKind.CUSTOMER and not imported


def stops_clock(direction: Direction, kind: MessageKind) -> bool:
    """Whether a message is an answer of ours."""
    return direction is Direction.OUTBOUND and kind is MessageKind.AGENT


def running_from(since: datetime, promises: Promises, platform_due: datetime | None = None) -> Clocks:
    """Both clocks of somebody who waits since `since`; a due moment named by the platform wins over its target."""
    due = dues(since, promises)
    return Clocks(since, platform_due or due.platform, due.internal)


def customer_wrote(clocks: Clocks, sent_at: datetime, promises: Promises) -> Clocks:
    """A further message changes nothing while an older one waits; messages may arrive out of order."""
    if clocks.waiting_since is not None and clocks.waiting_since <= sent_at:
        return clocks
    return running_from(sent_at, promises)


def answered(
    clocks: Clocks, answered_at: datetime, next_waiting: datetime | None, promises: Promises
) -> Clocks:
    """An answer of ours was given at `answered_at`; `next_waiting` is the oldest customer message after it, if any."""
    if clocks.waiting_since is None or answered_at < clocks.waiting_since:
        return clocks
    return STOPPED if next_waiting is None else running_from(next_waiting, promises)


def restored(now: Clocks, before: Clocks) -> Clocks:
    """An answer did not arrive: whoever waited before it waits again; the older claim and the nearer dues count."""
    return Clocks(
        _earliest(now.waiting_since, before.waiting_since),
        _earliest(now.platform_due, before.platform_due),
        _earliest(now.internal_due, before.internal_due),
    )


def oldest_unanswered(
    history: Iterable[tuple[datetime, Direction, MessageKind, bool]],
) -> datetime | None:
    """The base of the clocks from the messages themselves: (sent at, direction, kind, imported), oldest first."""
    waiting: datetime | None = None
    for sent_at, direction, kind, imported in history:
        if stops_clock(direction, kind):
            waiting = None
        elif waiting is None and starts_clock(direction, kind, imported):
            waiting = sent_at
    return waiting


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
