"""Nothing an agent did is lost: copies, salvage, the journal, a full disk, two PCs at one desk."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine

from app.domain.errors import Outage, Problem
from app.domain.outbox import SendState
from app.domain.readmodels import View, ViewKind
from app.domain.values import AgentId, OutboundId
from app.services.handlers import carry_out
from app.services.replaying import replay
from app.store import backup, desk_lock
from app.store.create import create_desk
from app.store.engine import open_local
from app.store.facts import forget_fact, note_fact, read_fact
from app.store.failures import meaning_of
from app.store.journal import ROTATE_AT, Journal
from app.store.outbound import load_outbound, move_outbound
from app.store.queries import open_local_reader
from app.store.reading import open_reader
from app.store.rows import find_row
from app.store.salvage import salvage
from app.store.schema import outbound
from app.store.unit_of_work import unit_of_work
from tests.builders import Story, channels, dump
from tests.services.scenes import SCENES, Stage
from tests.store.conftest import KEY

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def stage(story: Story) -> Stage:
    return Stage(story)


MANY_ROWS = """INSERT INTO template (id, title, body, language, channel, category, uses, changed_at)
               WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
               SELECT randomblob(16), 'Hi', hex(randomblob(100)), '', '', '', 0, i FROM n"""

# --- copies ---------------------------------------------------------------------------------------------------------


def test_a_copy_is_complete_and_can_be_tried(stage: Stage, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "backups" / backup.backup_name(NOW)
    backup.back_up(file, KEY, copy)
    drill = backup.try_backup(copy, KEY)
    assert (drill.made, drill.problems, drill.conversations, drill.messages) == (NOW, (), 2, 2)
    assert sorted(path.name for path in copy.parent.iterdir()) == [copy.name]


def test_a_copy_is_made_while_somebody_writes(stage: Stage, file: Path, tmp_path: Path) -> None:
    with stage.story.work() as work:
        note_fact(work, "half", "written")
        backup.back_up(file, KEY, tmp_path / "copy.db")
    other = open_local(tmp_path / "copy.db", KEY)
    with unit_of_work(other) as work:
        assert read_fact(work, "half") == ""
    other.dispose()


def test_a_copy_that_cannot_be_made_leaves_nothing(file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(Random(3).randbytes(8192))
    with pytest.raises(Problem) as refused:
        backup.back_up(tmp_path / "bad.db", KEY, tmp_path / "backups" / "copy.db")
    assert refused.value.key == "database_key_wrong"
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_copy_that_is_broken_off_leaves_nothing_and_is_due_again(
    stage: Stage, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    with stage.story.work() as work:
        work.connection.exec_driver_sql(MANY_ROWS)
    with pytest.raises(Outage) as over:
        backup.back_up_regularly(file, KEY, folder, NOW, lambda: True)
    assert over.value.key == "closing"
    assert list(folder.iterdir()) == []
    assert backup.copy_is_due(folder, NOW)
    assert backup.back_up_regularly(file, KEY, folder, NOW, lambda: False) is not None


def test_three_days_and_two_weeks_are_kept(tmp_path: Path) -> None:
    at = [NOW - timedelta(hours=9 * n) for n in range(120)]
    kept = sorted(backup.worth_keeping(at), reverse=True)
    assert [moment.date() for moment in kept[:3]] == [NOW.date() - timedelta(days=n) for n in range(3)]
    assert len(kept) == 5
    weeks = [moment.isocalendar()[:2] for moment in kept[3:]]
    assert len(set(weeks)) == 2
    for moment in at:
        (tmp_path / backup.backup_name(moment)).write_bytes(b"x" * 100)
    (tmp_path / "before-0000-to-0001.db").write_bytes(b"x")
    backup.prune(tmp_path, lambda _: 1_000_000)
    assert len(list(tmp_path.glob("quayside-*"))) == 5
    assert (tmp_path / "before-0000-to-0001.db").exists()
    backup.prune(tmp_path, lambda _: 500)
    assert [path.name for path in tmp_path.glob("quayside-*")] == [backup.backup_name(NOW)]


def test_of_the_copies_from_before_a_change_the_newest_two_are_kept_where_the_disk_allows(
    tmp_path: Path,
) -> None:
    names = [backup.former_copy(tmp_path, found, found + 1).name for found in range(7, 12)]
    for name in (backup.backup_name(NOW), backup.backup_name(NOW - timedelta(days=1)), *names):
        (tmp_path / name).write_bytes(b"x" * 100)
    assert backup.prune(tmp_path, lambda _: 1_000_000) == (names[2], names[1], names[0])
    assert backup.prune(tmp_path, lambda _: 2_600) == (names[3],)
    assert backup.prune(tmp_path, lambda _: 1_700) == (backup.backup_name(NOW - timedelta(days=1)),)
    assert backup.prune(tmp_path, lambda _: 0) == (names[4],)
    assert [path.name for path in tmp_path.iterdir()] == [backup.backup_name(NOW)]


def test_without_a_regular_copy_the_one_from_before_the_newest_change_stays(tmp_path: Path) -> None:
    for found in (7, 8):
        backup.former_copy(tmp_path, found, found + 1).write_bytes(b"x" * 100)
    assert backup.prune(tmp_path, lambda _: 0) == ("before-0007-to-0008.db",)


def test_one_copy_a_day(stage: Stage, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert backup.back_up_regularly(file, KEY, folder, NOW) is not None
    assert backup.back_up_regularly(file, KEY, folder, NOW + timedelta(hours=3)) is None
    assert backup.back_up_regularly(file, KEY, folder, NOW + timedelta(hours=24)) is not None


def test_putting_back_keeps_the_damaged_file(stage: Stage, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup.back_up(file, KEY, copy)
    stage.story.engine.dispose()
    damaged = bytearray(file.read_bytes())
    damaged[5000:9000] = Random(3).randbytes(4000)
    file.write_bytes(damaged)
    assert backup.check_file(file, KEY) != ()
    aside = backup.set_aside(file, NOW)
    backup.set_in_place(copy, file)
    assert aside is not None
    assert aside.read_bytes() == damaged
    again = backup.set_aside(file, NOW)
    assert again is not None
    assert (again != aside, aside.read_bytes() == damaged) == (True, True)
    backup.set_in_place(again, file)
    assert backup.check_file(file, KEY, thorough=True) == ()
    assert backup.set_aside(tmp_path / "absent.db", NOW) is None


def test_a_broken_copy_is_no_copy(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(Random(3).randbytes(8192))
    assert backup.try_backup(broken, KEY).problems != ()
    assert backup.made_at("broken.db") is None


# --- salvage --------------------------------------------------------------------------------------------------------


def test_rows_around_damaged_pages_are_salvaged(story: Story, file: Path, tmp_path: Path, seed: int) -> None:
    agent, shop = story.an_agent(), story.a_shop()
    customer = story.a_customer(shop)
    talk = story.a_conversation(shop, customer)
    for n in range(200):
        story.clock.advance(timedelta(seconds=1))
        story.a_message(talk, f"Zeile {n} " + "wort " * 40)
    with story.work() as work:
        whole = dump(work)["message"]
    story.engine.dispose()
    content, random = bytearray(file.read_bytes()), Random(seed)
    for page in _pages_of(file, "message", random):
        content[(page - 1) * 4096 + 100 : (page - 1) * 4096 + 900] = random.randbytes(800)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(content)
    result = salvage(damaged, KEY, tmp_path / "fresh.db")
    assert result.gaps >= 1
    fresh = open_local(tmp_path / "fresh.db", KEY)
    with unit_of_work(fresh) as work:
        rows = dump(work)
    fresh.dispose()
    assert all(row in whole for row in rows["message"])
    assert len(rows["message"]) > len(whole) - 3 * 40
    assert [row[1] for row in rows["agent"]] == ["林小码"]
    assert backup.check_file(tmp_path / "fresh.db", KEY, thorough=True) == ()
    reader = open_local_reader(tmp_path / "fresh.db", KEY, channels)
    page = reader.inbox_page(View(ViewKind.OPEN, agent, query="zeile"), 0, 10, story.clock.now())
    reader.close()
    assert page.total == 1


def _pages_of(file: Path, table: str, random: Random) -> list[int]:
    """Three pages that hold rows of a table and nothing else of importance, found by trying."""
    content, found = file.read_bytes(), list[int]()
    trial = file.with_name("trial.db")
    pages = list(range(2, len(content) // 4096 + 1))
    random.shuffle(pages)
    for page in pages:
        at = (page - 1) * 4096
        trial.write_bytes(content[: at + 100] + bytes(800) + content[at + 900 :])
        others = ("agent", "shop", "customer", "identity", "conversation", "thread_key")
        sound = _reads(trial, f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid LIMIT 1") and all(
            _reads(trial, f"SELECT * FROM {one} NOT INDEXED") for one in others
        )
        if sound and not _reads(trial, f"SELECT * FROM {table} NOT INDEXED"):
            found.append(page)
        if len(found) == 3:
            break
    return found


def _reads(file: Path, query: str) -> bool:
    try:
        connection = open_reader(file, KEY)
    except sqlcipher.DatabaseError:
        return False
    try:
        connection.execute(query).fetchall()
    except sqlcipher.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def test_an_undamaged_file_comes_through_whole(stage: Stage, file: Path, tmp_path: Path) -> None:
    with stage.story.work() as work:
        whole = dump(work, without=("fact", "cursor"))
    result = salvage(file, KEY, tmp_path / "fresh.db")
    assert (result.gaps, result.orphans) == (0, 0)
    fresh = open_local(tmp_path / "fresh.db", KEY)
    with unit_of_work(fresh) as work:
        assert dump(work, without=("fact", "cursor")) == whole
    fresh.dispose()


# --- the journal ----------------------------------------------------------------------------------------------------


class Sealed:
    """AES-GCM with a counter, as the desk's vault does."""

    def __init__(self) -> None:
        self._cipher, self._count = AESGCM(KEY), 0

    def seal(self, plain: bytes) -> bytes:
        self._count += 1
        nonce = self._count.to_bytes(12, "big")
        return nonce + self._cipher.encrypt(nonce, plain, b"journal")

    def unseal(self, sealed: bytes) -> bytes:
        try:
            return self._cipher.decrypt(sealed[:12], sealed[12:], b"journal")
        except Exception as error:
            raise ValueError from error


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.log", Sealed())


def test_what_was_written_down_is_read_again(stage: Stage, journal: Journal, tmp_path: Path) -> None:
    reply, draft = stage.a_reply(), SCENES["KeepDraft"](stage)
    assert journal.write(reply, NOW)
    assert journal.write(draft, NOW)
    assert not journal.write(SCENES["AddTag"](stage), NOW)
    entries, bad = journal.read()
    assert ([entry.command for entry in entries], bad) == ([reply, draft], 0)
    assert b"morgen" not in (tmp_path / "journal.log").read_bytes()


def test_torn_and_garbled_lines_are_left_out(stage: Stage, journal: Journal, tmp_path: Path) -> None:
    path = tmp_path / "journal.log"
    journal.write(stage.a_reply(), NOW)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2] + b"\nnonsense\n00000000 \n")
    journal.write(stage.a_reply(), NOW)
    entries, bad = journal.read()
    assert (len(entries), bad) == (2, 3)
    foreign = Journal(path, Sealed())
    path.write_bytes(whole.replace(b" ", b" AAAA", 1))
    assert foreign.read() == ((), 1)


def test_a_long_journal_starts_a_new_file_and_forgets_nothing(
    stage: Stage, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "journal.log"
    first, second = stage.a_reply(), stage.a_reply(text="Danach")
    journal.write(first, NOW)
    with path.open("ab") as file:
        file.write(b"\n")
        file.truncate(ROTATE_AT + 1)
    journal.write(second, NOW)
    assert path.stat().st_size < 4000
    assert [entry.command for entry in journal.read()[0]] == [first, second]


def test_the_journal_reaches_back_to_the_oldest_copy(stage: Stage, journal: Journal) -> None:
    hour = timedelta(hours=1)
    for n, text in enumerate(("Vor der ältesten", "Danach", "Heute")):
        journal.write(stage.a_reply(text=text), NOW + n * hour)
    for n in range(40):
        journal.write(_draft(stage, f"Halb {n}"), NOW + 3 * hour)
    journal.set_apart()
    journal.write(stage.a_reply(text="Später"), NOW + 4 * hour)
    assert journal.trim(None) == 4
    assert journal.trim(NOW + hour) == 3
    texts = [getattr(entry.command, "text", "") for entry in journal.read()[0]]
    assert texts == ["Danach", "Heute", "Halb 39", "Später"]


def test_a_draft_that_was_queued_since_does_not_come_back(stage: Stage, journal: Journal) -> None:
    journal.write(_draft(stage, "Halb"), NOW)
    journal.write(stage.a_reply(text="Ganz"), NOW)
    journal.set_apart()
    assert journal.trim(None) == 1
    assert [getattr(entry.command, "text", "") for entry in journal.read()[0]] == ["Ganz"]


def test_after_a_loss_words_come_back_and_nothing_leaves_by_itself(
    stage: Stage, journal: Journal, file: Path, tmp_path: Path
) -> None:
    story, now = stage.story, stage.story.clock.now()
    early = stage.a_reply()
    carry_out(story.engine, early, now, channels)
    copy = tmp_path / "copy.db"
    backup.back_up(file, KEY, copy)
    late = stage.a_reply(text="Spät.", base_last_message=early.message)
    for command in (early, late, *[_draft(stage, f"Halb {n}") for n in range(3)]):
        carry_out(story.engine, command, now, channels)
        journal.write(command, now)
    gone = stage.a_reply(text="Heimatlos")
    journal.write(_elsewhere(gone, stage), now)
    restored = open_local(copy, KEY)
    result = replay(restored, journal.read()[0], channels, now)
    assert (result.done, [words for _, words in result.homeless]) == (3, ["Heimatlos"])
    with unit_of_work(restored) as work:
        states = {load_outbound(work, OutboundId(one.outbound)).state for one in (early, late)}
        drafts = [row[3] for row in dump(work)["draft"]]
        status = {row[0]: row[4] for row in dump(work)["conversation"]}[stage.talk.hex]
    restored.dispose()
    assert states == {SendState.NEEDS_REVIEW}
    assert drafts == ["Halb 2"]
    assert status == "pending"


def _draft(stage: Stage, text: str) -> object:
    from app.domain import commands as c

    return stage.named(c.KeepDraft, conversation=stage.talk, text=text)


def _elsewhere(command: object, stage: Stage) -> object:
    from dataclasses import replace

    return replace(command, conversation=stage.new())  # type: ignore[type-var]


@pytest.mark.parametrize("state", [SendState.SENDING, SendState.UNKNOWN])
def test_a_reply_that_was_leaving_is_a_persons_to_decide_after_a_loss(stage: Stage, state: SendState) -> None:
    """A look that finds nothing would send it again; the copy may be too old to know that it arrived."""
    reply = stage.queued(SendState.SENDING)
    with stage.story.work() as work:
        if state is SendState.UNKNOWN:
            move_outbound(work, load_outbound(work, reply), (SendState.SENDING,), state)
    replay(stage.story.engine, (), channels, NOW)
    with stage.story.work() as work:
        assert load_outbound(work, reply).state is SendState.ASK_HUMAN


def test_a_held_reply_may_have_been_released_since_the_copy(stage: Stage) -> None:
    reply = stage.queued(SendState.NEEDS_REVIEW)
    replay(stage.story.engine, (), channels, NOW)
    with stage.story.work() as work:
        row = find_row(work, outbound, {"id": reply})
    assert row is not None
    assert (row["state"], row["reason"]) == ("needs_review", "after_loss")


def test_a_reply_whose_row_was_lost_comes_back_though_it_is_on_record(stage: Stage, journal: Journal) -> None:
    engine, reply = stage.story.engine, stage.a_reply()
    carry_out(engine, reply, NOW, channels)
    journal.write(reply, NOW)
    with stage.story.work() as work:
        for table in ("outbound", "message"):
            key = reply.outbound if table == "outbound" else reply.message
            work.connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (key.bytes,))
    assert replay(engine, journal.read()[0], channels, NOW).to_decide == 1
    with stage.story.work() as work:
        assert load_outbound(work, reply.outbound).text == reply.text


def test_words_that_cannot_be_queued_wait_in_the_draft(stage: Stage, journal: Journal) -> None:
    reply = stage.a_reply(text="{{leer}}")
    journal.write(reply, NOW)
    result = replay(stage.story.engine, journal.read()[0], channels, NOW)
    assert (result.done, result.homeless) == (0, ())
    with stage.story.work() as work:
        assert [row[3] for row in dump(work)["draft"]] == ["{{leer}}"]


# --- a full disk ----------------------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_ends_when_there_is_room(tmp_path: Path) -> None:
    engine = open_local(tmp_path / "small.db", KEY)
    create_desk(engine)
    story = Story(engine)
    stage = Stage(story)
    driver = engine.raw_connection().driver_connection
    (pages,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {pages + 2}")
    before = _rows(engine)
    with pytest.raises(Problem) as refused:
        _fill_up(stage)
    assert refused.value.key == "disk_full"
    driver.execute("PRAGMA max_page_count = 100000")
    stage.do(_draft(stage, "Geht wieder"))
    assert _rows(engine)["message"] == before["message"]
    engine.dispose()


def _fill_up(stage: Stage) -> None:
    for n in range(200):
        stage.do(_draft(stage, f"{n} " * 3000))


def _rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with unit_of_work(engine) as work:
        return dump(work)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("database or disk is full", "disk_full"),
        ("disk I/O error", "disk_error"),
        ("database disk image is malformed", "database_damaged"),
        ("UNIQUE constraint failed", ""),
    ],
)
def test_the_databases_complaints_have_a_meaning(said: str, key: str) -> None:
    assert meaning_of(Exception(said)) == key


# --- two PCs, one desk ----------------------------------------------------------------------------------------------


@pytest.fixture
def machines(story: Story) -> tuple[AgentId, AgentId]:
    return AgentId(story.ids.new()), AgentId(story.ids.new())


def test_the_second_pc_is_told_of_the_first(story: Story, machines: tuple[AgentId, AgentId]) -> None:
    first, second = machines
    with story.work() as work:
        assert desk_lock.take_desk(work, first, "PC-1", NOW) is None
        assert desk_lock.take_desk(work, first, "PC-1", NOW + timedelta(seconds=30)) is None
        other = desk_lock.take_desk(work, second, "PC-2", NOW + timedelta(minutes=1))
        assert other is not None
        assert (other.id, other.machine) == (first, "PC-1")
        assert desk_lock.take_desk(work, second, "PC-2", NOW + timedelta(minutes=3)) is None
        assert desk_lock.take_desk(work, first, "PC-1", NOW + timedelta(minutes=3)) is not None
        desk_lock.leave_desk(work, first)
        assert desk_lock.take_desk(work, first, "PC-1", NOW + timedelta(minutes=3)) is not None
        desk_lock.leave_desk(work, second)
        assert desk_lock.take_desk(work, first, "PC-1", NOW + timedelta(minutes=3)) is None


def test_an_end_that_was_not_calm_is_noticed(story: Story) -> None:
    with story.work() as work:
        assert desk_lock.note_opened(work)
        assert not desk_lock.note_opened(work)
        desk_lock.note_closed(work)
        assert desk_lock.note_opened(work)
        forget_fact(work, "closed_calmly")
        assert desk_lock.note_opened(work)


def test_a_reply_is_moved_on_only_by_whom_it_waits_for(stage: Stage) -> None:
    reply = stage.queued()
    with pytest.raises(Exception, match="send_state_move"), stage.story.work() as work:
        move_outbound(work, load_outbound(work, reply), (SendState.QUEUED,), SendState.SENT)


def test_files_may_be_copied_while_open(stage: Stage, file: Path, tmp_path: Path) -> None:
    """What a sync service does to us: the copy at least opens."""
    shutil.copyfile(file, tmp_path / "copied.db")
    assert isinstance(backup.check_file(tmp_path / "copied.db", KEY), tuple)
