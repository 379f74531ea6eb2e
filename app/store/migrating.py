"""Brings an older file up to date: copied first, changed in one transaction, checked before the commit.

Alembic is imported here and nowhere else, since it costs half a second. On any trouble everything is rolled back, the
copy stays, and the program says so. Whoever watches may break it off at any moment: then the file is what it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

import sqlcipher3.dbapi2 as sqlcipher
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine, StaticPool, create_engine

from app.domain.errors import Bug, Outage, Problem, QuaysideError
from app.domain.opening import Preparing, Watch
from app.store.backup import STEPS_BETWEEN_RESTS, back_up, former_copy
from app.store.facts import note_fact
from app.store.local_objects import drop_objects, make_objects
from app.store.schema import local, shared
from app.store.unit_of_work import Work, unit_of_work

FOLDER = Path(__file__).parent / "migrations"
VERSION_FACT = "schema_version"


@dataclass(frozen=True, slots=True)
class Step:
    """From which version to which, with which scripts."""

    found: int
    wanted: int
    folder: Path = FOLDER


def unwatched(step: Preparing, done: int, whole: int) -> bool:
    """Nobody wants to know, and nobody breaks it off."""
    return False


def migrate(
    engine: Engine, path: Path, key: bytes, backups: Path, found: int, wanted: int, folder: Path = FOLDER,
    watch: Watch = unwatched,
) -> Path:  # fmt: skip
    """Takes the file from version `found` to `wanted`; answers where the copy of the old one lies.

    Raises Problem `migration_failed`, or Outage where it was broken off; the file is then as it was.
    """
    copy = former_copy(backups, found, wanted)
    copying, checking = partial(watch, Preparing.COPYING), partial(watch, Preparing.CHECKING, 0, 0)
    back_up(path, key, copy, copying, checking)
    driver = engine.raw_connection().driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")  # inside a transaction it would do nothing
    broken_off = Event()
    driver.set_progress_handler(lambda: _watched(watch, broken_off), STEPS_BETWEEN_RESTS)
    try:
        with unit_of_work(engine) as work:
            _change(work, Step(found, wanted, folder))
    except QuaysideError as error:
        raise Problem("migration_failed", backup=copy.name, reason=error.key) from error
    except Exception as error:  # a script may raise anything: all is rolled back, a person is told
        if broken_off.is_set():
            raise Outage("closing") from error
        raise Problem("migration_failed", backup=copy.name, reason=type(error).__name__) from error
    finally:
        driver.set_progress_handler(None, 0)
        driver.execute("PRAGMA foreign_keys = ON")
    return copy


def _watched(watch: Watch, broken_off: Event) -> bool:
    if watch(Preparing.CHANGING, 0, 0):
        broken_off.set()
    return broken_off.is_set()


def _change(work: Work, step: Step) -> None:
    before = row_counts(work.connection)
    drop_objects(work)
    changing = _upgrade(work.connection, step)
    make_objects(work)
    note_fact(work, VERSION_FACT, str(step.wanted))
    _check(work.connection, before, changing)


def _upgrade(connection: Connection, step: Step) -> frozenset[str]:
    """Runs the scripts; the tables whose row counts they may change."""
    config = Config()
    config.set_main_option("script_location", str(step.folder))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    first, last = f"{step.found:04d}" if step.found else None, f"{step.wanted:04d}"
    changing: set[str] = set()
    for script in _between(scripts, first, last):
        changing |= getattr(script.module, "CHANGED_COUNTS", frozenset())

    def steps(revision: object, context: MigrationContext) -> list[object]:
        return scripts._upgrade_revs(last, first)  # type: ignore[return-value, arg-type]  # alembic's own command does

    with EnvironmentContext(config, scripts, fn=steps) as environment:
        environment.configure(
            connection=connection, transactional_ddl=False, version_table="migration_at_work"
        )
        environment.run_migrations()
    connection.exec_driver_sql("DROP TABLE IF EXISTS migration_at_work")  # the fact is the truth
    return frozenset(changing)


def _between(scripts: ScriptDirectory, first: str | None, last: str) -> Iterable[Script]:
    return scripts.iterate_revisions(last, first or "base")


# --- checks ---------------------------------------------------------------------------------------------------------


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows of every ordinary table."""
    names = [name for name, kind in _objects(connection) if kind == "table"]
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
        for name in names
        if name not in _COUNTED_ELSEWHERE
    }


_COUNTED_ELSEWHERE = frozenset({"counter", "fact", "migration_at_work"})
"""counts are made anew, facts are noted on the way"""


def _check(connection: Connection, before: dict[str, int], changing: frozenset[str]) -> None:
    after = row_counts(connection)
    lost = sorted(name for name, n in before.items() if name not in changing and after.get(name, n) != n)
    if lost:
        raise Bug("migration_lost_rows", tables=", ".join(lost))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise Bug("migration_broke_links", table=str(broken[0][0]), count=len(broken))
    if manifest(connection) != _expected_manifest():
        raise Bug("migration_differs", **_difference(manifest(connection), _expected_manifest()))
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise Bug("migration_damaged")


Manifest = frozenset[tuple[str, str]]


def manifest(connection: Connection) -> Manifest:
    """Every object and every column there is, apart from what the full-text index makes for itself."""
    found = {(kind, name) for name, kind in _objects(connection)}
    for name in [name for name, kind in _objects(connection) if kind == "table"]:
        for row in connection.exec_driver_sql(f'PRAGMA table_info("{name}")'):
            found.add((f"column of {name}", f"{row[1]} {row[2]} {row[3]} {row[5]}"))
    return frozenset(found)


def _objects(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.exec_driver_sql(
        """SELECT name, type FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
           AND name NOT GLOB 'search_*' AND name NOT LIKE 'migration\\_at\\_work' ESCAPE '\\' ORDER BY name"""
    )
    return [(name, kind) for name, kind in rows]


def _expected_manifest() -> Manifest:
    """What a new file would hold."""

    def connect() -> object:
        return sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)

    fresh = create_engine("sqlite://", creator=connect, poolclass=StaticPool, module=sqlcipher)
    try:
        with unit_of_work(fresh) as work:
            shared.create_all(work.connection)
            local.create_all(work.connection)
            make_objects(work)
            return manifest(work.connection)
    finally:
        fresh.dispose()


def _difference(found: Manifest, expected: Manifest) -> dict[str, str]:
    missing, surplus = sorted(expected - found)[:3], sorted(found - expected)[:3]
    return {"missing": str(missing), "surplus": str(surplus)}
