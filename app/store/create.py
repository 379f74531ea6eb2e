"""A new file for a desk, or the tables of a team's hub: every table, trigger and fact a fresh start needs."""

from pathlib import Path

from sqlalchemy import Engine, inspect

from app.domain.errors import Problem
from app.domain.opening import Watch
from app.store.engine import open_local
from app.store.facts import note_fact, read_fact
from app.store.local_objects import make_objects
from app.store.schema import local, shared
from app.store.unit_of_work import unit_of_work
from app.store.version import SCHEMA_VERSION, VERSION_FACT


def create_desk(engine: Engine) -> None:
    """Everything a desk's own file holds, in one transaction."""
    with unit_of_work(engine) as work:
        shared.create_all(work.connection)
        local.create_all(work.connection)
        make_objects(work)
        note_fact(work, VERSION_FACT, str(SCHEMA_VERSION))


def create_hub(engine: Engine) -> None:
    """The tables a team shares."""
    with unit_of_work(engine) as work:
        shared.create_all(work.connection)


def open_or_create(path: Path, key: bytes, backups: Path | None = None, watch: Watch | None = None) -> Engine:
    """The writing engine of the file at `path`, made or brought up to date first.

    Raises Problem `database_newer` when a later version of the program wrote it, and `database_key_wrong`.
    `backups`: where the copy before a migration goes; beside the file when None. `watch` may break the migration off.
    """
    engine = open_local(path, key)
    try:
        version = schema_version(engine)
        if version is None:
            create_desk(engine)
        elif version > SCHEMA_VERSION:
            raise Problem("database_newer", found=version, known=SCHEMA_VERSION)
        elif version < SCHEMA_VERSION:
            from app.store.migrating import migrate, unwatched  # Alembic costs half a second

            folder = backups or path.parent / "backups"
            migrate(engine, path, key, folder, version, SCHEMA_VERSION, watch=watch or unwatched)
    except BaseException:
        engine.dispose()
        raise
    return engine


def schema_version(engine: Engine) -> int | None:
    """Which version of the tables the file holds; None for an empty file."""
    with unit_of_work(engine) as work:
        if not inspect(work.connection).has_table("fact"):
            return None
        return int(read_fact(work, VERSION_FACT, "0"))
