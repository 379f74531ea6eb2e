"""A damaged desk is put right: nothing is overwritten, nothing is sent twice, the agent's own words come back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.bridge.journal_sealer import JournalSealer
from app.domain.commands import Command, KeepDraft, QueueReply
from app.domain.errors import Problem
from app.domain.mending import Damage, Harm, Stage
from app.domain.outbox import SendState
from app.host.vault import KEY_SIZE
from app.services.handlers import carry_out
from app.services.mending import Mender, refuse_lost
from app.store.backup import back_up, backup_name, check_file
from app.store.engine import Engine, open_local
from app.store.journal import Journal
from app.store.outbound import load_outbound
from app.store.outbox import next_ready
from app.store.unit_of_work import unit_of_work
from tests.builders import Story, channels, dump
from tests.fakes import FakeClock, SeededIds
from tests.services.scenes import Stage as Scene
from tests.store.conftest import KEY

HOUR = timedelta(hours=1)


@dataclass
class Profile:
    """A desk with one conversation, a copy of yesterday, and a journal."""

    folder: Path
    scene: Scene
    journal: Journal
    told: list[tuple[Stage, int]] = field(default_factory=list)
    room: int = 10**9

    @property
    def database(self) -> Path:
        return self.folder / "quayside.db"

    @property
    def clock(self) -> FakeClock:
        return self.scene.story.clock

    @property
    def mender(self) -> Mender:
        return Mender(
            self.database,
            KEY,
            self.folder / "backups",
            self.journal,
            channels,
            self.clock,
            lambda _: self.room,
        )

    def do(self, command: Command) -> None:
        carry_out(self.scene.story.engine, command, self.clock.now(), channels)
        self.journal.write(command, self.clock.now())

    def copy(self) -> None:
        back_up(self.database, KEY, self.folder / "backups" / backup_name(self.clock.now()))
        self.clock.advance(HOUR)

    def reply(self, text: str) -> QueueReply:
        reply = self.scene.a_reply(text=text)
        self.do(reply)
        return reply

    def lose(self, spoil: Callable[[Path], None]) -> bytes:
        """The program ends, then the disk does its worst; what the file looks like then."""
        self.scene.story.engine.dispose()
        spoil(self.database)
        return self.database.read_bytes()

    def hear(self, stage: Stage, done: int) -> None:
        self.told.append((stage, done))

    def states(self, *replies: QueueReply) -> list[SendState]:
        engine = open_local(self.database, KEY)
        try:
            with unit_of_work(engine) as work:
                return [load_outbound(work, one.outbound).state for one in replies]
        finally:
            engine.dispose()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    from app.store.create import create_desk

    engine: Engine = open_local(tmp_path / "quayside.db", KEY)
    create_desk(engine)
    scene = Scene(Story(engine))
    journal = Journal(tmp_path / "journal.ndjson", JournalSealer(bytes(KEY_SIZE), SeededIds()))
    return Profile(tmp_path, scene, journal)


def no_beginning(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[:4096] = Random(3).randbytes(4096)
    file.write_bytes(content)


def a_bad_page(file: Path) -> None:
    """The newest page, which the list of tables does not need."""
    content = bytearray(file.read_bytes())
    content[-3000:-2000] = Random(3).randbytes(1000)
    file.write_bytes(content)


def test_what_can_be_done_is_said_with_dates_and_sizes(profile: Profile) -> None:
    profile.copy()
    profile.copy()
    profile.reply("Danke.")
    profile.lose(a_bad_page)
    damage = profile.mender.look()
    assert (damage.harm, damage.repairable, damage.own_words) == (Harm.DAMAGED, True, 1)
    newest, oldest = damage.copies
    assert newest.made - oldest.made == HOUR
    assert newest.size == newest.file.stat().st_size > 0


def test_a_repair_takes_what_is_readable_and_keeps_the_damaged_file(profile: Profile) -> None:
    reply = profile.reply("Danke.")
    damaged = profile.lose(a_bad_page)
    mended = profile.mender.repair(profile.hear)
    assert (profile.folder / mended.aside).read_bytes() == damaged
    assert check_file(profile.database, KEY, thorough=True) == ()
    assert mended.rows > 5
    assert profile.states(reply) == [SendState.NEEDS_REVIEW]
    assert [stage for stage, _ in profile.told][-1] is Stage.PLACING
    assert max(done for stage, done in profile.told if stage is Stage.READING) >= mended.rows


def test_a_copy_takes_its_place_and_words_since_then_are_held(profile: Profile) -> None:
    before = profile.reply("Vorher")
    profile.copy()
    since = profile.reply("Seither")
    damaged = profile.lose(no_beginning)
    damage = profile.mender.look()
    assert (damage.harm, damage.repairable) == (Harm.UNREADABLE, False)
    mended = profile.mender.put_back(damage.copies[0], profile.hear)
    assert (profile.folder / mended.aside).read_bytes() == damaged
    assert (mended.to_decide, mended.homeless) == (2, ())
    assert profile.states(before, since) == [SendState.NEEDS_REVIEW] * 2
    assert damage.copies[0].file.exists()


def test_nothing_is_ready_to_leave_at_any_moment_of_the_work(profile: Profile) -> None:
    """Whatever the power does, the file in place is the damaged one or one in which every reply is held."""
    profile.reply("Vielleicht schon fort")
    profile.copy()
    profile.reply("Auch vielleicht")
    damaged = profile.lose(a_bad_page)
    shop = profile.scene.shop
    ready: list[object] = []

    def look(stage: Stage, done: int) -> None:
        assert profile.database.read_bytes() == damaged, stage

    profile.mender.put_back(profile.mender.look().copies[0], look)
    engine = open_local(profile.database, KEY)
    with unit_of_work(engine, channels) as work:
        profile.clock.advance(timedelta(days=1))
        ready.append(next_ready(work, shop, profile.clock.now()))
    engine.dispose()
    assert ready == [None]


def test_a_power_cut_in_the_middle_changes_nothing(profile: Profile) -> None:
    profile.copy()
    damaged = profile.lose(a_bad_page)

    def cut(stage: Stage, done: int) -> None:
        if stage is Stage.CHECKING:
            raise KeyboardInterrupt

    for work in (
        lambda: profile.mender.repair(cut),
        lambda: profile.mender.put_back(profile.mender.look().copies[0], cut),
    ):
        with pytest.raises(KeyboardInterrupt):
            work()
        assert profile.database.read_bytes() == damaged
    assert profile.mender.repair(profile.hear).aside


def test_a_power_cut_between_the_two_renames_is_made_good(profile: Profile) -> None:
    profile.lose(a_bad_page)
    profile.mender.repair(profile.hear)
    profile.database.unlink()
    assert profile.mender.look().harm is Harm.MISSING
    assert profile.mender.look().repairable
    profile.mender.repair(profile.hear)
    assert check_file(profile.database, KEY, thorough=True) == ()


def test_a_damaged_copy_is_refused_and_another_may_be_chosen(profile: Profile) -> None:
    profile.copy()
    profile.copy()
    damaged = profile.lose(a_bad_page)
    newest, oldest = profile.mender.look().copies
    no_beginning(newest.file)
    with pytest.raises(Problem) as refused:
        profile.mender.put_back(newest, profile.hear)
    assert refused.value.key == "copy_damaged"
    assert profile.database.read_bytes() == damaged
    assert profile.mender.put_back(oldest, profile.hear).aside


def test_without_room_on_the_disk_nothing_is_begun(profile: Profile) -> None:
    profile.copy()
    profile.lose(a_bad_page)
    profile.room = 1000
    for work in (
        lambda: profile.mender.repair(profile.hear),
        lambda: profile.mender.put_back(profile.mender.look().copies[0], profile.hear),
    ):
        with pytest.raises(Problem) as refused:
            work()
        assert refused.value.key == "mending_needs_room"


def test_where_nothing_else_is_left_words_are_shown_and_the_desk_begins_anew(profile: Profile) -> None:
    profile.reply("Heimatlos")
    profile.do(profile.scene.named(KeepDraft, conversation=profile.scene.talk, text="Halb"))
    profile.lose(no_beginning)
    mended = profile.mender.begin_anew(profile.hear)
    assert mended.homeless == ("Heimatlos", "Halb")
    assert (profile.folder / mended.aside).exists()
    engine = open_local(profile.database, KEY)
    with unit_of_work(engine) as work:
        assert dump(work)["message"] == []
    engine.dispose()


def test_a_lost_file_is_not_taken_for_a_new_desk(profile: Profile) -> None:
    profile.copy()
    backups, journal = profile.folder / "backups", profile.journal
    refuse_lost(profile.database, backups, journal)
    profile.lose(lambda file: file.write_bytes(b""))
    with pytest.raises(Problem) as refused:
        refuse_lost(profile.database, backups, journal)
    assert refused.value.key == "database_missing"
    shutil.rmtree(backups)
    refuse_lost(profile.database, backups, journal)
    profile.folder.joinpath("quayside-damaged-20260302T090000Z.db").touch()
    with pytest.raises(Problem):
        refuse_lost(profile.database, backups, journal)


def test_a_look_says_where_nothing_is(profile: Profile) -> None:
    profile.lose(lambda file: file.write_bytes(b""))
    assert profile.mender.look() == Damage(Harm.MISSING, 0, False, (), 0)
    with pytest.raises(Problem) as refused:
        profile.mender.repair(profile.hear)
    assert refused.value.key == "database_missing"
