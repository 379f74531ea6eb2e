"""Opens the database: SQLCipher on a desk, PostgreSQL for a team; one way in for whoever writes."""

from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection as Connection
from sqlalchemy import Engine as Engine
from sqlalchemy import create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool

from app.domain.errors import Bug
from app.store.pragmas import OLDEST_SQLITE, QUIET_PRAGMA, key_pragma, writer_pragmas


def open_local(path: Path, key: bytes) -> Engine:
    """The one writing engine of a desk's database; `key` is 32 raw bytes. One connection, owned by one thread.

    Transactions begin IMMEDIATE and are spelled out, since the driver's own mode would commit schema changes early.
    """
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise Bug("sqlite_too_old", version=sqlcipher.sqlite_version)

    def connect() -> DBAPIConnection:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        connection.execute(QUIET_PRAGMA)
        connection.execute(key_pragma(key))
        for pragma in writer_pragmas():
            connection.execute(pragma)
        return connection  # type: ignore[no-any-return]  # the driver has no types

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=StaticPool, module=sqlcipher, hide_parameters=True
    )
    _spell_out_transactions(engine)
    return engine


def open_hub(url: str) -> Engine:
    """A team's PostgreSQL, or a test's."""
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _spell_out_transactions(engine: Engine) -> None:
    begin: Callable[..., None] = lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE")  # noqa: E731
    event.listen(engine, "begin", begin)
