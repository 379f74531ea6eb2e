"""The care lane: checks in the background, copies, the journal's pages; damage stops sending and is not forgotten."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.bridge.journal_sealer import JournalSealer
from app.host.blobs import BlobStore
from app.host.diskspace import Reserve
from app.host.paths import ProfilePaths
from app.host.vault import KEY_SIZE
from app.services.care import Care
from app.services.housekeeping import facts_for_support
from app.store import backup
from app.store.checks import checked_at
from app.store.create import create_desk
from app.store.desk_lock import note_opened
from app.store.engine import Engine, open_local
from app.store.journal import Journal
from app.store.unit_of_work import unit_of_work
from tests.builders import Story
from tests.fakes import FakeClock, SeededIds
from tests.services.inline import InlineWriter
from tests.services.scenes import Stage as Scene
from tests.store.conftest import KEY

DAY = timedelta(days=1)


@dataclass
class Watch:
    """One desk and its care."""

    paths: ProfilePaths
    engine: Engine
    clock: FakeClock
    ids: SeededIds
    scene: Scene
    told: list[tuple[str, bool]] = field(default_factory=list)
    ending: bool = False
    rests: int = 0

    def rest(self) -> bool:
        self.rests += 1
        return self.ending

    @property
    def journal(self) -> Journal:
        return Journal(self.paths.journal, JournalSealer(bytes(KEY_SIZE), self.ids))

    def care(self) -> Care:
        blobs = BlobStore(self.paths.blobs, bytes(KEY_SIZE), self.clock, self.ids)
        return Care(
            InlineWriter(self.engine), self.paths.database, KEY, self.paths.backups,
            Reserve(self.paths.reserve, 1), blobs, self.clock, self.ids,
            lambda name, on: self.told.append((name, on)), self.journal, self.rest,
        )  # fmt: skip

    def spoil(self) -> None:
        """A page in the middle goes bad while the program runs."""
        with unit_of_work(self.engine) as work:
            work.connection.exec_driver_sql("SELECT 1")
        self.engine.raw_connection().driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        content = bytearray(self.paths.database.read_bytes())
        content[-3000:-2000] = Random(3).randbytes(1000)
        self.paths.database.write_bytes(content)

    def calm_the_last_time(self) -> bool:
        with unit_of_work(self.engine) as work:
            return note_opened(work)

    def facts(self) -> str:
        with unit_of_work(self.engine) as work:
            facts = facts_for_support(work, self.paths, (), 0)
        return "\n".join(f"{name}: {value}" for name, value in facts.items())


@pytest.fixture
def watch(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Watch:
    paths = ProfilePaths(tmp_path)
    engine = open_local(paths.database, KEY)
    create_desk(engine)
    return Watch(paths, engine, clock, ids, Scene(Story(engine)))


def test_once_a_week_the_whole_file_is_read_and_a_copy_tried(watch: Watch) -> None:
    care = watch.care()
    for n in range(300):
        watch.scene.story.a_message(watch.scene.talk, f"Zeile {n} " + "wort " * 40)
    care()
    assert "checked_at: never" in watch.facts()
    for _ in range(3):
        watch.clock.advance(timedelta(minutes=4))
        care()
    first = watch.clock.now()
    assert f"checked_at: {first.isoformat()}" in watch.facts()
    assert "copy_sound: yes" in watch.facts()
    assert "copies: 1" in watch.facts()
    for _ in range(6):
        watch.clock.advance(DAY)
        care()
    assert f"checked_at: {first.isoformat()}" in watch.facts()
    watch.clock.advance(DAY)
    care()
    assert f"checked_at: {watch.clock.now().isoformat()}" in watch.facts()
    assert watch.rests > 0


def test_damage_found_by_a_check_stops_sending_copies_and_the_calm_end(watch: Watch) -> None:
    care = watch.care()
    care()
    assert care.may_send
    copies = backup.kept_copies(watch.paths.backups)
    watch.spoil()
    watch.clock.advance(DAY)
    care()
    assert ("damaged", True) in watch.told
    assert not care.may_send
    assert backup.kept_copies(watch.paths.backups) == copies
    assert "check_complaints: 0" not in watch.facts()
    care.end()
    assert not watch.calm_the_last_time()


def test_damage_that_a_reader_came_upon_counts_as_well(watch: Watch) -> None:
    care = watch.care()
    care()
    care.note_damage()
    care.note_damage()
    assert watch.told.count(("damaged", True)) == 1
    assert not care.may_send


def test_a_check_broken_off_by_the_end_is_due_again(watch: Watch) -> None:
    watch.calm_the_last_time()  # the last program was killed
    watch.ending = True
    for n in range(300):
        watch.scene.story.a_message(watch.scene.talk, f"Zeile {n} " + "wort " * 40)
    care = watch.care()
    care()
    care.end()
    assert ("damaged", True) not in watch.told
    assert not watch.calm_the_last_time()
    with unit_of_work(watch.engine) as work:
        assert checked_at(work) is None


def test_the_journal_turns_a_page_with_each_copy(watch: Watch) -> None:
    care, journal = watch.care(), watch.journal
    for day in range(20):
        journal.write(watch.scene.a_reply(text=f"Tag {day}"), watch.clock.now())
        watch.clock.advance(timedelta(hours=1))
        care()
        watch.clock.advance(DAY - timedelta(hours=1))
    copies = backup.kept_copies(watch.paths.backups)
    assert len(copies) == 5
    first = next(entry.at for entry in journal.read()[0])
    assert (
        timedelta() <= first - copies[-1][0] < DAY
    )  # every copy still there can be put back with what followed it
    texts = [getattr(entry.command, "text", "") for entry in journal.read()[0]]
    assert texts == [f"Tag {day}" for day in range(20 - len(texts), 20)]
    assert 5 <= len(texts) < 20
