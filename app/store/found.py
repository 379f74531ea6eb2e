"""The search a screen is looking at: what it has found so far is kept, so that the next page, the number of hits and
the place of a conversation go on from there. The next commit, another view or a minute ends it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.query import SearchQuery, parse_query
from app.domain.readmodels import MOST_FOUND, InboxPage, Tally, View
from app.domain.values import ConversationId
from app.store.inbox_rows import rows_of
from app.store.reading import ReadConnection
from app.store.search import search_conversations

KEPT = timedelta(minutes=1)
"""after this, what depends on the clock is looked up again"""
STEP = 100
"""conversations walked at once, at least: a page"""


@dataclass(slots=True)
class _Walk:
    """One search, walked from its newest hit downwards."""

    view: View
    query: SearchQuery
    begun: datetime
    version: int
    places: dict[ConversationId, int] = field(default_factory=dict)
    """in the order in which they were found"""
    known: set[bytes] = field(default_factory=set)
    resume: int | None = None
    more: bool = True

    def serves(self, view: View, now: datetime, version: int) -> bool:
        """Whether what was found still is what would be found."""
        return self.view == view and self.version == version and timedelta() <= now - self.begun < KEPT


class Found:
    """Answers the list's questions about a search; belongs to one connection."""

    def __init__(self, connection: ReadConnection) -> None:
        self._connection = connection
        self._kept: _Walk | None = None

    def page(self, view: View, first: int, limit: int, now: datetime) -> InboxPage:
        """A page of what is found; walks no further than to its end."""
        walk = self._walked(view, first + limit, now)
        ids = list(walk.places)
        rows = rows_of(self._connection, ids[first : first + limit], view.agent)
        return InboxPage(rows, first, len(ids), coverage(self._connection), walk.more)

    def tally(self, view: View, upto: int, conversation: ConversationId | None, now: datetime) -> Tally:
        """How many are found, counted up to `upto`, and where a conversation stands among them."""
        walk = self._walked(view, upto, now)
        place = None if conversation is None else walk.places.get(conversation)
        return Tally(len(walk.places), walk.more, place)

    def ids(self, view: View, now: datetime) -> tuple[ConversationId, ...]:
        """Everything that is listed, best or newest first."""
        return tuple(self._walked(view, MOST_FOUND, now).places)

    def position(self, view: View, conversation: ConversationId, now: datetime) -> int | None:
        """Where a conversation stands, None where it is not listed."""
        return self._walked(view, MOST_FOUND, now).places.get(conversation)

    def _walked(self, view: View, upto: int, now: datetime) -> _Walk:
        version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        walk = self._kept
        if walk is None or not walk.serves(view, now, version):
            walk = self._kept = _Walk(view, parse_query(view.query, now), now, version)
        wanted = MOST_FOUND if view.best_match else min(max(upto, STEP), MOST_FOUND)
        while walk.more and len(walk.places) < wanted:
            self._walk_on(walk, wanted - len(walk.places))
        return walk

    def _walk_on(self, walk: _Walk, limit: int) -> None:
        page = search_conversations(
            self._connection, walk.view, walk.query, walk.begun, limit, walk.resume, walk.known
        )
        for conversation in page.conversations:
            walk.places[conversation] = len(walk.places)
        walk.known.update(conversation.bytes for conversation in page.conversations)
        walk.resume, walk.more = page.resume, page.resume is not None


def coverage(connection: ReadConnection) -> tuple[datetime | None, bool]:
    """How far back the index reaches, and whether that is everything."""
    row = connection.execute("SELECT value FROM fact WHERE key = 'index_from'").fetchone()
    return (datetime.fromisoformat(row[0]), False) if row else (None, True)
