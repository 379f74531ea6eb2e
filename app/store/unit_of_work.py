"""One transaction that collects what it changed; the screens hear of it only after the commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from app.domain.changes import ChangeLog
from app.domain.channel_facts import Channels, no_facts
from app.domain.restoring import RowChange
from app.store.failures import named_failures
from app.store.search_index import refresh_facets


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler is given: the open transaction, and where to note what it touched."""

    connection: Connection
    log: ChangeLog = field(default_factory=ChangeLog)
    fresh: set[int] = field(default_factory=set)
    """numbers of messages and notes that this unit has put into the full-text index"""
    rows: list[RowChange] = field(default_factory=list)
    """what was changed row by row (store/rows.py), from which an inverse is made"""
    channels: Channels = no_facts
    """what is known of each channel"""

    @property
    def is_desk(self) -> bool:
        """Whether the tables of one desk (drafts, read marks, command log) are here; a hub has none."""
        return self.connection.dialect.name == "sqlite"


@contextmanager
def unit_of_work(engine: Engine, channels: Channels = no_facts) -> Iterator[Work]:
    """Commits on leaving, rolls everything back on any error. A full or unreadable disk becomes a Problem."""
    with named_failures(), engine.begin() as connection:
        work = Work(connection, channels=channels)
        yield work
        refresh_facets(work)
