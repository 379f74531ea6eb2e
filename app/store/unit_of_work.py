"""One transaction that collects what it changed; the screens hear of it only after the commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from app.domain.changes import ChangeLog


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler is given: the open transaction, and where to note what it touched."""

    connection: Connection
    log: ChangeLog = field(default_factory=ChangeLog)


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Work]:
    """Commits on leaving, rolls everything back on any error."""
    with engine.begin() as connection:
        yield Work(connection)
