"""One transaction that collects what it changed; the screens hear of it only after the commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from app.domain.changes import ChangeLog
from app.store.search_index import refresh_facets


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler is given: the open transaction, and where to note what it touched."""

    connection: Connection
    log: ChangeLog = field(default_factory=ChangeLog)
    fresh: set[int] = field(default_factory=set)
    """numbers of messages and notes that this unit has put into the full-text index"""


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Work]:
    """Commits on leaving, rolls everything back on any error."""
    with engine.begin() as connection:
        work = Work(connection)
        yield work
        refresh_facets(work)
