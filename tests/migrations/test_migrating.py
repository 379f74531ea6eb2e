"""An older file becomes the newest one whole, or stays what it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, insert

from app.domain.errors import Problem
from app.domain.values import ConversationId
from app.store import schema
from app.store.backup import check_file
from app.store.create import SCHEMA_VERSION, create_desk, open_or_create, schema_version
from app.store.engine import open_local
from app.store.facts import note_fact
from app.store.migrating import FOLDER, manifest, migrate
from app.store.unit_of_work import unit_of_work
from tests.builders import Story, dump
from tests.migrations.one_back import ONE_VERSION_BACK

KEY = bytes(range(32))
SCRIPTS = Path(__file__).parent / "scripts"
FIRST = Path(__file__).parent / "schema_0001.sql"
FIFTH = Path(__file__).parent / "schema_0005.sql"
SIXTH = Path(__file__).parent / "schema_0006.sql"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def old(file: Path) -> Iterator[Engine]:
    engine = _old_desk(file, 10_000)
    yield engine
    engine.dispose()


@pytest.fixture
def small(file: Path) -> Iterator[Engine]:
    engine = _old_desk(file, 50)
    yield engine
    engine.dispose()


def _old_desk(file: Path, messages: int) -> Engine:
    """A file as a made-up earlier version left it: messages, triggers, a table that is gone today."""
    engine = open_local(file, KEY)
    create_desk(engine)
    story = Story(engine)
    agent, shop = story.an_agent(), story.a_shop()
    customer = story.a_customer(shop)
    talks = [story.a_conversation(shop, customer, f"Frage {n}") for n in range(20)]
    with unit_of_work(engine) as work:
        rows = [_message(story, shop, talks[n % 20], n) for n in range(messages)]
        work.connection.execute(insert(schema.message), rows)
        work.connection.execute(
            insert(schema.note).values(
                n=5,
                id=story.ids.new(),
                conversation_id=talks[0],
                agent_id=agent,
                at=story.clock.now(),
                text="?",
            )
        )
        for statement in (
            "ALTER TABLE template DROP COLUMN category",
            "CREATE TABLE leftover (a INTEGER PRIMARY KEY)",
            "INSERT INTO leftover VALUES (1), (2)",
            "CREATE TRIGGER old_trigger AFTER INSERT ON leftover BEGIN DELETE FROM leftover WHERE a = 0; END",
        ):
            work.connection.exec_driver_sql(statement)
        work.connection.exec_driver_sql(
            "INSERT INTO template (id, title, body, language, channel, uses, changed_at)"
            " VALUES (zeroblob(16), 'Hi', 'Hi', '', '', 3, 1)"
        )
        note_fact(work, "schema_version", "0")
    return engine


def _message(story: Story, shop: object, talk: ConversationId, n: int) -> dict[str, object]:
    at = story.clock.now()
    return {
        "n": 1000 + n, "id": story.ids.new(), "conversation_id": talk, "shop_id": shop, "remote_key": f"r{n}",
        "direction": "inbound", "kind": "customer", "author": "M", "agent_id": None, "sent_at": at, "stored_at": at,
        "subject": "", "text": f"Zeile {n}", "quoted_from": None, "language": "de", "imported": False,
        "low_confidence": False, "raw_key": "", "reply_refs": {},
    }  # fmt: skip


def _plain(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with unit_of_work(engine) as work:
        return dump(work, without=("fact", "template"))


def test_an_old_file_becomes_a_new_one_with_every_row(old: Engine, file: Path, tmp_path: Path) -> None:
    before = _plain(old)
    copy = migrate(old, file, KEY, tmp_path / "backups", 0, 1, SCRIPTS)
    assert _plain(old) == before
    assert schema_version(old) == 1
    with unit_of_work(old) as work:
        rows = work.connection.execute(schema.template.select()).all()
        assert [(row.title, row.uses, row.category) for row in rows] == [("Hi", 3, "")]
        triggers = {name for kind, name in manifest(work.connection) if kind == "trigger"}
        assert {"count_new", "count_gone", "count_moved_view"} <= triggers
        assert "old_trigger" not in triggers
    assert check_file(file, KEY, thorough=True) == ()
    assert check_file(copy, KEY) == ()


def test_killed_at_any_statement_it_stays_what_it_was(small: Engine, file: Path, tmp_path: Path) -> None:
    with unit_of_work(small) as work:
        before = manifest(work.connection)
    rows = _plain(small)
    countdown = [0]

    def trip(*_: object) -> None:
        countdown[0] -= 1
        if countdown[0] == 0:
            raise OSError

    for nth in range(2, 500):
        countdown[0] = nth
        event.listen(small, "before_cursor_execute", trip)
        try:
            migrate(small, file, KEY, tmp_path / "backups", 0, 1, SCRIPTS)
            break
        except Problem:
            pass
        finally:
            event.remove(small, "before_cursor_execute", trip)
        with unit_of_work(small) as work:
            assert manifest(work.connection) == before, nth
            assert work.connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    assert nth > 50
    assert _plain(small) == rows


def test_a_script_that_loses_rows_is_refused(small: Engine, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    (folder / "versions").mkdir(parents=True)
    lossy = (SCRIPTS / "versions" / "old_0001.py").read_text()
    (folder / "versions" / "old_0001.py").write_text(f'{lossy}    op.execute("DELETE FROM note")\n')
    with pytest.raises(Problem) as refused:
        migrate(small, file, KEY, tmp_path / "backups", 0, 1, folder)
    assert refused.value.values["reason"] == "migration_lost_rows"
    assert schema_version(small) == 0


def test_a_script_that_forgets_a_column_is_refused(small: Engine, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "scripts"
    (folder / "versions").mkdir(parents=True)
    (folder / "versions" / "a.py").write_text(
        'revision = "0001"\ndown_revision = None\n\n\ndef upgrade():\n    pass\n'
    )
    with pytest.raises(Problem) as refused:
        migrate(small, file, KEY, tmp_path / "backups", 0, 1, folder)
    assert refused.value.values["reason"] == "migration_differs"


def test_the_shipped_scripts_lead_to_the_shipped_version() -> None:
    found = sorted(path.name for path in (FOLDER / "versions").glob("rev_*.py"))
    assert found[-1].startswith(f"rev_{SCHEMA_VERSION:04d}_")
    assert len(found) == SCHEMA_VERSION


def test_what_a_file_counted_before_is_counted_anew(file: Path) -> None:
    engine = open_or_create(file, KEY)
    story = Story(engine)
    shop = story.a_shop()
    story.a_conversation(shop, story.a_customer(shop))
    with unit_of_work(engine) as work:
        counted = dump(work)["counter"]
        work.connection.exec_driver_sql("INSERT INTO counter VALUES ('hour', x'00', 0)")
        for statement in ONE_VERSION_BACK:
            work.connection.exec_driver_sql(statement)
    engine.dispose()
    engine = open_or_create(file, KEY)
    with unit_of_work(engine) as work:
        assert dump(work)["counter"] == counted != []
        names = work.connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'count_gone'")
        assert "DELETE FROM counter" in str(names.scalar_one())
    engine.dispose()


def test_a_file_of_a_later_version_is_left_alone(file: Path) -> None:
    engine = open_or_create(file, KEY)
    with unit_of_work(engine) as work:
        note_fact(work, "schema_version", "99")
    engine.dispose()
    with pytest.raises(Problem) as refused:
        open_or_create(file, KEY)
    assert (refused.value.key, refused.value.values["found"]) == ("database_newer", 99)


def test_opening_twice_makes_nothing_twice(file: Path) -> None:
    open_or_create(file, KEY).dispose()
    engine = open_or_create(file, KEY)
    assert schema_version(engine) == SCHEMA_VERSION
    engine.dispose()


def test_a_wrong_key_is_a_matter_for_a_person(file: Path) -> None:
    open_or_create(file, KEY).dispose()
    with pytest.raises(Problem) as refused:
        open_or_create(file, bytes(32))
    assert refused.value.key == "database_key_wrong"


def _file_of(file: Path, tables: Path, version: int, *rows: str) -> None:
    """A file as the program of an earlier version left it."""
    engine = open_local(file, KEY)
    with unit_of_work(engine) as work:
        for statement in (*tables.read_text("utf-8").split(";\n"), *rows):
            if statement.strip():
                work.connection.exec_driver_sql(statement)
        note_fact(work, "schema_version", str(version))
    engine.dispose()


def test_a_file_of_the_first_version_becomes_todays_with_its_rows(file: Path, tmp_path: Path) -> None:
    template = (
        "INSERT INTO template (id, title, body, language, channel, category, uses, changed_at)"
        " VALUES (zeroblob(16), 'Hi', 'Hi', '', '', '', 3, 1)"
    )
    _file_of(file, FIRST, 1, template)
    engine = open_or_create(file, KEY, tmp_path / "backups")
    with unit_of_work(engine) as work:
        assert work.connection.execute(schema.template.select()).one().uses == 3
        assert work.connection.exec_driver_sql("SELECT count(*) FROM mail_place").scalar_one() == 0
    assert schema_version(engine) == SCHEMA_VERSION
    engine.dispose()
    assert check_file(file, KEY, thorough=True) == ()


def test_every_draft_of_the_fifth_version_lies_in_the_box_it_was_meant_for(
    file: Path, tmp_path: Path
) -> None:
    photo = '["00000000000000000000000000000007"]'
    drafts = [("01", "Kommt", "[]", 0), ("02", "Nur", "[]", 1), ("03", "Auch", photo, 1), ("04", "", photo, 0),
              ("05", "", photo, 1)]  # fmt: skip
    rows = [
        f"INSERT INTO draft VALUES (zeroblob(16), x'{talk * 16}', '{text}', '{files}', {note}, 9)"
        for talk, text, files, note in drafts
    ]
    _file_of(file, FIFTH, 5, *rows)
    engine = open_or_create(file, KEY, tmp_path / "backups")
    with unit_of_work(engine) as work:
        found = work.connection.exec_driver_sql(
            "SELECT hex(substr(owner_id, 1, 1)), kind, text, files, cc, card, form, saved_at FROM draft"
            " ORDER BY owner_id, kind"
        )
        rest = ("[]", "{}", "", 9)
        assert [tuple(row) for row in found] == [
            ("01", "reply", "Kommt", "[]", *rest), ("02", "note", "Nur", "[]", *rest),
            ("03", "note", "Auch", "[]", *rest), ("03", "reply", "", photo, *rest),
            ("04", "reply", "", photo, *rest), ("05", "reply", "", photo, *rest),
        ]  # fmt: skip
    assert schema_version(engine) == SCHEMA_VERSION
    engine.dispose()
    assert check_file(file, KEY, thorough=True) == ()


def test_orders_that_conversations_of_the_sixth_version_miss_are_wanted(file: Path, tmp_path: Path) -> None:
    shop, customer = "x'07'", "x'08'"
    rows = [
        f"INSERT INTO shop VALUES ({shop}, 'market', 'Markt', 'm', 'active', 0, '{{}}', 1)",
        f"INSERT INTO customer VALUES ({customer}, 'Maria', 'DE', 'de', 0, '', 1)",
        f"""INSERT INTO orders VALUES (x'09', {shop}, 'here', NULL, 'paid', '', 1, 1, '', '[]', NULL, '', '{{}}', NULL,
              NULL, '', '', '')""",
    ]
    talks = [("0a", "here", 5), ("0b", "missing", 6), ("0c", "missing", 9), ("0d", "", 7)]
    rows += [
        f"""INSERT INTO conversation (id, shop_id, customer_id, subject, status, country, language, order_key, item_ref,
              preview, last_n, last_at, last_direction, news_n, message_count, reply_refs, can_reply, created_at)
            VALUES (x'{one}', {shop}, {customer}, '', 'resolved', '', '', '{order}', '', '', {at}, {at}, 'inbound', 0,
              0, '{{}}', '', 1)"""
        for one, order, at in talks
    ]
    _file_of(file, SIXTH, 6, *rows)
    engine = open_or_create(file, KEY, tmp_path / "backups")
    with unit_of_work(engine) as work:
        found = work.connection.exec_driver_sql(
            "SELECT hex(shop_id), order_key, tries, next_at FROM wanted_order"
        )
        assert [tuple(row) for row in found] == [("07", "missing", 0, 9)]
    assert schema_version(engine) == SCHEMA_VERSION
    engine.dispose()
    assert check_file(file, KEY, thorough=True) == ()
