"""An old file takes long to bring up to date: told, and broken off when the program ends."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.bridge.engine_room import EngineRoom
from app.bridge.long_work import LongWork
from app.bridge.opener import Opener
from app.bridge.task_pool import TaskPool
from app.domain.errors import Outage
from app.domain.opening import Preparing
from app.host.keyring import MemoryKeyStore
from app.host.paths import ProfilePaths
from app.host.redaction import Redactor
from app.store.pragmas import key_pragma
from app.store.version import SCHEMA_VERSION
from tests.fakes import FakeClock, SeededIds
from tests.migrations.one_back import BEFORE, ONE_VERSION_BACK

Told = tuple[Preparing, int, int]
SECOND = timedelta(seconds=1)


class Ticking(FakeClock):
    """Time passes with every look at it."""

    def monotonic(self) -> float:
        self.advance(SECOND)
        return super().monotonic()


def test_what_is_over_soon_is_not_told_and_what_lasts_twice_a_second(clock: FakeClock) -> None:
    told: list[Told] = []
    work = LongWork(clock, lambda *what: told.append(what), lambda: False)
    for done in range(1, 21):
        clock.advance(SECOND / 10)
        assert work(Preparing.COPYING, done, 15) is False
    assert told == [(Preparing.COPYING, min(done, 15), 15) for done in (5, 10, 15, 20)]


def test_it_ends_with_the_program(clock: FakeClock) -> None:
    assert LongWork(clock, lambda *what: None, lambda: True)(Preparing.CHANGING, 0, 0) is True


MANY = """INSERT INTO template (id, title, body, language, channel, category, uses, changed_at)
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
          SELECT randomblob(16), 'Hi', hex(randomblob(400)), '', '', '', 0, i FROM n"""


class Starts:
    """Starts of the program on a large profile that an earlier version wrote."""

    def __init__(self, folder: Path) -> None:
        self.clock = Ticking()
        self.ids = SeededIds(1, self.clock)
        self.store = MemoryKeyStore()
        self.paths = ProfilePaths(folder / "default")
        self.paths.create()
        self.told: list[Told] = []
        self.open()
        self.ask(*ONE_VERSION_BACK, MANY)
        self.end()

    def open(self, leave_at: Preparing | None = None) -> None:
        """A start; the person closes the window when this step is told."""
        self.room = EngineRoom(self.paths, self.clock, self.ids, TaskPool(), Redactor(), practice=False)
        opener = Opener(self.paths, self.store, self.clock, self.ids, self.room)

        def hear(*what: Any) -> None:
            self.told.append(what)
            if what[0] is leave_at:
                self.room.close()

        opener.hear(hear)
        opener.open()

    def ask(self, *statements: str) -> list[tuple[Any, ...]]:
        keys = self.room._keys
        assert keys is not None
        connection = sqlcipher.connect(str(self.paths.database))
        connection.execute(key_pragma(keys.database))
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        connection.commit()
        connection.close()
        return [tuple(row) for row in rows]

    def end(self) -> None:
        """Only the file was opened: no thread of the room runs yet."""
        if self.room._engine is not None:
            self.room._engine.dispose()


@pytest.mark.parametrize("step", list(Preparing))
def test_whoever_leaves_in_the_middle_finds_everything_as_it_was(tmp_path: Path, step: Preparing) -> None:
    starts = Starts(tmp_path)
    with pytest.raises(Outage) as closing:
        starts.open(leave_at=step)
    assert closing.value.key == "closing"
    assert starts.ask("SELECT value FROM fact WHERE key = 'schema_version'") == [(str(BEFORE),)]
    assert starts.ask("SELECT count(*) FROM template") == [(20_000,)]
    assert not list(starts.paths.backups.glob(".*")), "nothing half made is left"
    starts.told.clear()
    starts.open()
    assert starts.ask("SELECT value FROM fact WHERE key = 'schema_version'") == [(str(SCHEMA_VERSION),)]
    starts.end()


def test_how_far_the_copy_is_grows_to_its_end(tmp_path: Path) -> None:
    starts = Starts(tmp_path)
    starts.open()
    starts.end()
    copied = [(done, whole) for step, done, whole in starts.told if step is Preparing.COPYING]
    assert [done for done, _ in copied] == sorted(done for done, _ in copied)
    assert len({whole for _, whole in copied}) == 1
    assert copied[0][0] < copied[-1][0] <= copied[-1][1]
    assert [step for step in Preparing if step in {what[0] for what in starts.told}] == list(Preparing)
