"""Whose turn it is: the streams of one login, when each is pulled next, and when one only turns in circles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.connectors.contract import Page, Stream, StreamMode
from app.domain.health import StreamPulse, Way
from app.store.cursors import Place

EMPTY_PAGES = 30
"""pages without a single item before a stream that claims more is believed to turn in circles"""
NEVER = datetime.max.replace(tzinfo=UTC)
ACTIVE, IDLE = timedelta(minutes=10), timedelta(hours=1)
"""so long after the last news a stream counts as active, and from when on as idle"""
LIVE_IN_A_ROW = 20
"""pages of one live stream before the others get a turn"""
WAYS = {
    StreamMode.LIVE: Way.LIVE,
    StreamMode.BACKFILL: Way.PAST,
    StreamMode.ASKED: Way.BY_HAND,
}


@dataclass(slots=True)
class Turn:
    """One stream: when it is pulled next, and what its last pages were like."""

    stream: Stream
    place: Place
    next_at: datetime
    seen: set[str] = field(default_factory=set)
    """cursors since the last rest: one that comes back means a circle"""
    empty: int = 0
    in_a_row: int = 0
    seen_at: datetime | None = None
    """when its last round ended"""
    heard_at: datetime | None = None
    """when it last brought something"""
    error: str = ""
    """why this stream rests while the login's others go on"""
    stumbled: bool = False
    """its page could not be stored, perhaps for a reason nobody foresaw"""
    unread: bool = False
    """its last answer could not be understood and was put aside; the next one that can takes its place"""

    @staticmethod
    def of(stream: Stream, place: Place, now: datetime) -> "Turn":
        """A stream as the program starts: due at once, unless a person must ask for it."""
        return Turn(stream, place, NEVER if stream.mode is StreamMode.ASKED else now, heard_at=now)

    @property
    def live(self) -> bool:
        return self.stream.mode is StreamMode.LIVE

    @property
    def past(self) -> bool:
        return self.stream.mode is StreamMode.BACKFILL

    @property
    def asked(self) -> bool:
        """Whether only a person may have it pulled."""
        return self.stream.mode is StreamMode.ASKED

    def due_at(self, moment: datetime) -> None:
        """Pulled from `moment` on; what only a person may ask for is not."""
        self.next_at = NEVER if self.asked else moment

    def pulse(self) -> StreamPulse:
        """How it is going, for whoever looks from another thread."""
        next_at = None if self.next_at == NEVER or self.place.finished else self.next_at
        return StreamPulse(self.stream.name, WAYS[self.stream.mode], self.seen_at, next_at, self.error)

    def after(self, page: Page, now: datetime) -> bool:
        """What the page says about the next one; True when the stream turns in circles and is made to rest."""
        self.empty = 0 if page.items else self.empty + 1
        if page.items:
            self.heard_at = now
        circle = page.more and (page.next_cursor in self.seen or self.empty >= EMPTY_PAGES)
        if page.more and not circle:
            self.seen.add(page.next_cursor)
            self.in_a_row += 1
            self.next_at = now
            return False
        self.seen.clear()
        self.empty = self.in_a_row = 0
        self.seen_at = now
        self.due_at(now + max(self._rest(now), page.rest or timedelta(0)))
        return circle

    def _rest(self, now: datetime) -> timedelta:
        """Shorter while customers are writing, longer when nobody has written for long."""
        stream, quiet = self.stream, now - (self.heard_at or now)
        if quiet <= ACTIVE and self.heard_at is not None:
            return stream.quick or stream.period
        return (stream.idle or stream.period) if quiet > IDLE else stream.period


def next_of(turns: Iterable[Turn], now: datetime) -> Turn | None:
    """Whose page is pulled next: live streams on time, the past in slices between them; None when nothing is due."""
    due = [turn for turn in turns if turn.next_at <= now and not turn.place.finished]
    live = [turn for turn in due if turn.live or turn.asked]
    fair = [turn for turn in live if turn.in_a_row < LIVE_IN_A_ROW]
    if fair:
        return min(fair, key=lambda turn: turn.next_at)
    for turn in live:
        turn.in_a_row = 0
    past = min((turn for turn in due if turn.past), key=lambda turn: turn.next_at, default=None)
    return past or next(iter(live), None)
