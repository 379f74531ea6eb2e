"""Read-only connections to the local file, without the weight of SQLAlchemy: what screens ask through."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as sqlcipher

from app.store.pragmas import QUIET_PRAGMA, key_pragma, reader_pragmas

Cells = Any
"""one row as the driver gives it: a tuple of plain values, or None where there is none"""


class Rows(Protocol):
    """What a query answers: rows, one by one or all."""

    def fetchone(self) -> Cells: ...
    def fetchall(self) -> list[Cells]: ...
    def __iter__(self) -> "Rows": ...
    def __next__(self) -> Cells: ...


class ReadConnection(Protocol):
    """The little of a driver's connection that questions need."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Rows: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[object]], /) -> Rows: ...
    def set_progress_handler(self, handler: Callable[[], object], steps: int, /) -> None: ...
    def close(self) -> None: ...


def open_reader(path: Path, key: bytes) -> ReadConnection:
    """A connection that can only read; it belongs to the thread that uses it."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        for pragma in (QUIET_PRAGMA, key_pragma(key), *reader_pragmas()):
            connection.execute(pragma)
    except sqlcipher.DatabaseError:
        connection.close()
        raise
    return connection  # type: ignore[no-any-return]  # the driver has no types
