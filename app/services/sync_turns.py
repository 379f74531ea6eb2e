"""Whose turn it is: the streams of one login, when each is pulled next, and when one only turns in circles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.connectors.contract import Page, Stream, StreamMode
from app.store.cursors import Place

EMPTY_PAGES = 30
"""pages without a single item before a stream that claims more is believed to turn in circles"""
LIVE_IN_A_ROW = 20
"""pages of one live stream before the others get a turn"""


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

    @property
    def live(self) -> bool:
        return self.stream.mode is StreamMode.LIVE

    def after(self, page: Page, now: datetime) -> bool:
        """What the page says about the next one; True when the stream turns in circles and is made to rest."""
        self.empty = 0 if page.items else self.empty + 1
        circle = page.more and (page.next_cursor in self.seen or self.empty >= EMPTY_PAGES)
        if page.more and not circle:
            self.seen.add(page.next_cursor)
            self.in_a_row += 1
            self.next_at = now
            return False
        self.seen.clear()
        self.empty = self.in_a_row = 0
        self.seen_at = now
        self.next_at = now + self.stream.period
        return circle


def next_of(turns: Iterable[Turn], now: datetime) -> Turn | None:
    """Whose page is pulled next: live streams on time, the past in slices between them; None when nothing is due."""
    due = [turn for turn in turns if turn.next_at <= now and not turn.place.finished]
    live = [turn for turn in due if turn.live]
    fair = [turn for turn in live if turn.in_a_row < LIVE_IN_A_ROW]
    if fair:
        return min(fair, key=lambda turn: turn.next_at)
    for turn in live:
        turn.in_a_row = 0
    past = min((turn for turn in due if not turn.live), key=lambda turn: turn.next_at, default=None)
    return past or next(iter(live), None)
