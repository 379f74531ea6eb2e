"""The desk looks after itself: alone at work or silent, checked after a sudden end, calm when the disk is full."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from app.bridge.journal_sealer import JournalSealer
from app.host.blobs import BlobStore, Shelf
from app.host.diskspace import MEGABYTE, RESERVE_SIZE, Reserve
from app.services.care import COPY_LOOK, COPY_NOT_BEFORE, Care
from app.store.backup import try_backup
from app.store.desk_lock import ALIVE, BEAT
from app.store.journal import Journal
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import KEY, Desk
from tests.services.inline import InlineWriter

ROOMY = 50_000 * MEGABYTE


@dataclass
class Ward:
    """A desk with somebody who cares for it, on a disk as large as the test says."""

    desk: Desk
    folder: Path
    free: int = ROOMY
    told: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blobs = BlobStore(self.folder / "blobs", KEY, self.desk.clock, self.desk.ids)
        self.reserve = Reserve(self.folder / "reserve")

    def care(self, *, keeps_copies: bool = True) -> Care:
        return Care(
            InlineWriter(self.desk.engine), self.desk.path, KEY, self.folder / "backups", self.reserve, self.blobs,
            self.desk.clock, self.desk.ids, lambda what, on: self.told.append((what, on)),
            Journal(self.folder / "journal", JournalSealer(KEY, self.desk.ids)), lambda: False, keeps_copies,
            lambda folder: self.free,
        )  # fmt: skip

    def copies(self) -> list[Path]:
        return sorted((self.folder / "backups").glob("*.db"))

    def reserved(self) -> int:
        path = self.folder / "reserve"
        return path.stat().st_size if path.exists() else 0


@pytest.fixture
def ward(desk: Desk, tmp_path: Path) -> Ward:
    return Ward(desk, tmp_path / "profile")


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    (tmp_path / "profile").mkdir()
    desk = Desk(tmp_path / "profile", clock, ids)
    yield desk
    desk.close()


def test_nothing_is_sent_before_it_is_known_that_no_other_pc_is_at_work(ward: Ward) -> None:
    care = ward.care()
    assert care.may_send is False
    assert care() == BEAT.total_seconds()
    assert care.may_send is True
    assert ward.told == []


def test_a_second_pc_on_the_same_profile_is_told_and_sends_nothing_until_the_first_has_gone(
    ward: Ward,
) -> None:
    first, second = ward.care(), ward.care()
    first()
    second()
    assert (first.may_send, second.may_send) == (True, False)
    assert ("two_desks", True) in ward.told
    first.end()
    second()
    assert second.may_send is True
    assert ward.told[-1] == ("two_desks", False)


def test_a_pc_that_was_switched_off_hard_does_not_hold_the_desk_for_ever(ward: Ward) -> None:
    ward.care()()
    ward.desk.clock.advance(ALIVE + timedelta(seconds=1))
    second = ward.care()
    second()
    assert second.may_send is True


def test_after_a_sudden_end_the_file_is_checked_and_a_sound_one_troubles_nobody(ward: Ward) -> None:
    ward.care()()
    ward.desk.clock.advance(ALIVE * 2)
    ward.care()()
    assert ward.told == [("checking", True), ("checking", False)]


def test_after_a_calm_end_nothing_is_checked(ward: Ward) -> None:
    before = ward.care()
    before()
    before.end()
    ward.care()()
    assert ward.told == []
    ward.care().end()  # ended before it began: nothing to give back


def test_a_damaged_file_is_found_after_a_sudden_end_and_the_agent_is_told(ward: Ward) -> None:
    ward.care()()
    raw = ward.desk.engine.raw_connection()
    raw.driver_connection.executescript(
        "PRAGMA foreign_keys = OFF; DELETE FROM login; PRAGMA foreign_keys = ON"
    )
    raw.close()
    ward.desk.clock.advance(ALIVE * 2)
    ward.care()()
    assert ("damaged", True) in ward.told


def test_a_full_disk_is_told_gives_the_reserve_back_and_is_forgotten_when_there_is_room_again(
    ward: Ward,
) -> None:
    care = ward.care()
    care()
    assert ward.reserved() == RESERVE_SIZE
    ward.free = 100 * MEGABYTE
    care()
    assert (ward.told, ward.reserved()) == ([("disk_full", True)], 0)
    ward.free = 800 * MEGABYTE  # enough to go on, not enough to set the reserve aside again
    care()
    assert (ward.told[1:], ward.reserved()) == ([("disk_full", False), ("disk_low", True)], 0)
    ward.free = ROOMY
    care()
    assert ward.told[-1] == ("disk_low", False)
    assert ward.reserved() == RESERVE_SIZE


def test_a_copy_is_made_once_a_day_and_can_be_opened(ward: Ward) -> None:
    care = ward.care()
    care()
    assert ward.copies() == [], "the start of the day belongs to the agent"
    ward.desk.clock.advance(COPY_NOT_BEFORE)
    care()
    ward.desk.clock.advance(COPY_LOOK)
    care()
    (copy,) = ward.copies()
    assert try_backup(copy, KEY).problems == ()
    ward.desk.clock.advance(timedelta(hours=20))
    care()
    assert len(ward.copies()) == 2


def test_practice_keeps_no_copies(ward: Ward) -> None:
    care = ward.care(keeps_copies=False)
    care()
    ward.desk.clock.advance(COPY_NOT_BEFORE)
    care()
    assert ward.copies() == []


def test_a_copy_that_cannot_be_made_does_not_stop_the_care(ward: Ward) -> None:
    (ward.folder / "backups").write_text("a file where the folder should be")
    care = ward.care()
    care()
    ward.desk.clock.advance(COPY_NOT_BEFORE)
    assert care() == BEAT.total_seconds()
    assert care.may_send is True


def test_raw_mails_give_way_before_the_disk_is_full(ward: Ward) -> None:
    key = ward.blobs.put(Shelf.RAW, ward.desk.ids.token(5000))
    kept = ward.blobs.put(Shelf.QUARANTINE, b"unread")
    ward.free = 1000
    ward.care()()
    assert (ward.blobs.has(key), ward.blobs.has(kept)) == (False, True)
