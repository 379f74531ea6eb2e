"""Takes every readable row out of a damaged file into a fresh one, page by page, skipping only what is broken.

What a damaged page held is gone from here; cursors are forgotten, so channels are asked again for what they still have,
and the journal (store/journal.py) brings back drafts and queued replies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, select

from app.store.create import create_desk
from app.store.engine import open_local
from app.store.local_objects import make_objects
from app.store.messages import index_messages
from app.store.notes import index_notes
from app.store.reading import Cells, ReadConnection, open_reader
from app.store.schema import conversation, local, message, note, shared
from app.store.unit_of_work import unit_of_work

AT_ONCE = 50
_MADE_ANEW = frozenset({"counter", "fact", "cursor"})


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows of each table came through, how many places could not be read, what hung in the air."""

    rows: dict[str, int]
    gaps: int
    orphans: int


class _Source:
    """The damaged file. After a page that cannot be opened the cipher refuses everything, so it is opened anew."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection: ReadConnection | None = None

    def rows(self, query: str, after: int) -> list[Cells] | None:
        """What the query finds behind a number; None where it came upon damage."""
        try:
            if self._connection is None:
                self._connection = open_reader(self._path, self._key)
            return self._connection.execute(query, (after,)).fetchall()
        except sqlcipher.DatabaseError:
            self.close()
            return None

    def close(self) -> None:
        """Gives the file back."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


Told = Callable[[int], None]
"""hears how many rows and documents are done"""


def can_salvage(damaged: Path, key: bytes) -> bool:
    """Whether the list of tables can be read; without it no row can be found."""
    source = _Source(damaged, key)
    try:
        return bool(source.rows("SELECT count(*) FROM sqlite_schema WHERE rowid > ?", 0))
    finally:
        source.close()


def salvage(damaged: Path, key: bytes, fresh: Path, told: Told = lambda _: None) -> Salvaged:
    """Reads `damaged`, which stays as it is, and writes `fresh`, which must not exist."""
    engine = open_local(fresh, key)
    try:
        create_desk(engine)
        source = _Source(damaged, key)
        try:
            rows, gaps = _take_over(engine, source, told)
        finally:
            source.close()
        orphans = _drop_orphans(engine)
        _rebuild(engine, sum(rows.values()), told)
    finally:
        engine.dispose()
    return Salvaged(rows, gaps, orphans)


def _take_over(engine: Engine, source: _Source, told: Told) -> tuple[dict[str, int], int]:
    driver = engine.raw_connection().driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    rows: dict[str, int] = {}
    gaps = 0
    try:
        for trigger in [
            one[0] for one in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        ]:
            driver.execute(f"DROP TRIGGER {trigger}")
        for table in (*shared.sorted_tables, *local.sorted_tables):
            if table.name not in _MADE_ANEW:
                columns = [column.name for column in table.columns]
                count = partial(_added, told, sum(rows.values()))
                rows[table.name], missed = _table(driver, source, table.name, columns, count)
                gaps += missed
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
    return rows, gaps


def _added(told: Told, before: int, more: int) -> None:
    told(before + more)


def _table(driver: Cells, source: _Source, name: str, columns: list[str], told: Told) -> tuple[int, int]:
    listed = ", ".join(f'"{column}"' for column in columns)
    put = f"INSERT OR IGNORE INTO {name} ({listed}) VALUES ({', '.join('?' * len(columns))})"
    taken = gaps = 0
    after = -1
    while True:
        rows, broken = _next_rows(source, f"SELECT rowid, {listed} FROM {name}", after)
        driver.execute("BEGIN IMMEDIATE")
        for row in rows:
            taken += driver.execute(put, tuple(row[1:])).rowcount
        driver.execute("COMMIT")
        told(taken)
        if rows:
            after = rows[-1][0]
        elif not broken:
            return taken, gaps
        if broken:
            gaps += 1
            following = _beyond(source, name, after)
            if following is None:
                return taken, gaps
            after = following


def _next_rows(source: _Source, query: str, after: int) -> tuple[list[Cells], bool]:
    """The next rows, and whether a damaged place follows them."""
    behind = f"{query} WHERE rowid > ? ORDER BY rowid LIMIT"
    together = source.rows(f"{behind} {AT_ONCE}", after)
    if together is not None:
        return together, False
    rows: list[Cells] = []
    for _ in range(AT_ONCE):
        one = source.rows(f"{behind} 1", after)
        if not one:
            return rows, one is None
        rows += one
        after = one[0][0]
    return rows, False


class _Place(Enum):
    """What lies behind a number."""

    ROW = 1
    END = 2
    DAMAGE = 3


def _beyond(source: _Source, name: str, after: int) -> int | None:
    """The smallest number behind which reading works again; None where the rest of the table is lost."""
    step = 1
    while (place := _place(source, name, after + step)) is _Place.DAMAGE:
        if step >= 1 << 61:
            return None
        step *= 2
    low, high = step // 2, step
    while high - low > 1:
        middle = (low + high) // 2
        found = _place(source, name, after + middle)
        if found is _Place.DAMAGE:
            low = middle
        else:
            high, place = middle, found
    return after + high if place is _Place.ROW else None


def _place(source: _Source, name: str, after: int) -> _Place:
    found = source.rows(f"SELECT * FROM {name} WHERE rowid > ? ORDER BY rowid LIMIT 1", after)
    return _Place.DAMAGE if found is None else _Place.ROW if found else _Place.END


def _drop_orphans(engine: Engine) -> int:
    """Rows whose owner was lost cannot be shown to anybody."""
    dropped = 0
    while True:
        with unit_of_work(engine) as work:
            broken = work.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            for table, rowid, *_ in broken:
                work.connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        if not broken:
            return dropped
        dropped += len(broken)


def _rebuild(engine: Engine, taken: int, told: Told) -> None:
    """Triggers, counts and the full-text index."""
    with unit_of_work(engine) as work:
        make_objects(work)
    with unit_of_work(engine) as work:
        numbers = [n for (n,) in work.connection.execute(select(message.c.n).order_by(message.c.n))]
        notes = [n for (n,) in work.connection.execute(select(note.c.n))]
    for start in range(0, len(numbers), 500):
        with unit_of_work(engine) as work:
            index_messages(work, numbers[start : start + 500])
        told(taken + start)
    with unit_of_work(engine) as work:
        index_notes(work, notes)
        work.log.conversations.update(one for (one,) in work.connection.execute(select(conversation.c.id)))
