"""A whole program that cannot open its file, or not at once: the first screen says why, and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from pytestqt.qtbot import QtBot

from app.host.keyring import MemoryKeyStore
from app.host.paths import ProfilePaths
from app.store.pragmas import key_pragma
from app.store.version import SCHEMA_VERSION
from app.views.opening.key_dialogs import TroubleDialog
from app.views.opening.preparing import PreparingScreen
from app.views.words import say
from tests.flows.day import PATIENCE_MS
from tests.flows.opened import DEMO, Opened, ended, press, started
from tests.migrations.one_back import BEFORE, ONE_VERSION_BACK


def a_profile(paths: ProfilePaths, store: MemoryKeyStore, qtbot: QtBot) -> bytes:
    """Made by a first start; the key of its file."""
    program = started(paths, store)
    qtbot.waitUntil(lambda: program.is_open, timeout=PATIENCE_MS)
    keys = program.room._keys
    assert keys is not None
    ended(program)
    return keys.database


def ask(paths: ProfilePaths, key: bytes, *statements: str) -> str:
    connection = sqlcipher.connect(str(paths.database))
    connection.execute(key_pragma(key))
    for statement in statements:
        row = connection.execute(statement).fetchone()
    connection.commit()
    connection.close()
    return str(row[0]) if row else ""


VERSION = "SELECT value FROM fact WHERE key = 'schema_version'"


def set_version(version: int) -> str:
    return f"UPDATE fact SET value = '{version}' WHERE key = 'schema_version'"


def trouble(program: Opened, qtbot: QtBot) -> TroubleDialog:
    qtbot.waitUntil(lambda: isinstance(program.doorkeeper.screen, TroubleDialog), timeout=PATIENCE_MS)
    screen = program.doorkeeper.screen
    assert isinstance(screen, TroubleDialog)
    return screen


def test_a_file_of_a_newer_program_is_left_alone_until_the_program_is_newer(
    paths: ProfilePaths, qtbot: QtBot
) -> None:
    store = MemoryKeyStore()
    key = a_profile(paths, store, qtbot)
    ask(paths, key, set_version(99))
    before = paths.database.read_bytes()
    program = started(paths, store)
    screen = trouble(program, qtbot)
    assert screen.text.text() == "这份数据来自更新的版本。请先更新程序，数据没有改动。"
    assert paths.database.read_bytes() == before
    ask(paths, key, set_version(SCHEMA_VERSION))  # as if the newer program had been set up
    press(screen, "opening_go_on")
    qtbot.waitUntil(lambda: program.is_open, timeout=PATIENCE_MS)
    ended(program)


MANY = """INSERT INTO template (id, title, body, language, channel, category, uses, changed_at)
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
          SELECT randomblob(16), 'Hi', hex(randomblob(100)), '', '', '', 0, i FROM n"""


def test_who_leaves_while_a_large_file_is_brought_up_to_date_loses_nothing(
    paths: ProfilePaths, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.bridge.long_work.PAUSE", 0.0)
    store = MemoryKeyStore()
    key = a_profile(paths, store, qtbot)
    ask(paths, key, MANY, *ONE_VERSION_BACK)
    program = Opened(DEMO, paths, store)
    tell, ending = program.doorkeeper._prepared.emit, program.room._closing

    def tell_and_wait(*what: object) -> None:
        tell(*what)
        ending.wait()

    program.doorkeeper._opening.hear(tell_and_wait)
    program.start()
    qtbot.waitUntil(lambda: isinstance(program.doorkeeper.screen, PreparingScreen), timeout=PATIENCE_MS)
    screen = program.doorkeeper.screen
    assert isinstance(screen, PreparingScreen)
    assert "MB" in screen.step.text()
    with qtbot.waitSignal(program.doorkeeper.given_up):
        press(screen, "opening_leave")
    ended(program)
    assert ask(paths, key, VERSION) == str(BEFORE)
    program = started(paths, store)
    qtbot.waitUntil(lambda: program.is_open, timeout=PATIENCE_MS)
    ended(program)
    assert ask(paths, key, VERSION) == str(SCHEMA_VERSION)


@pytest.mark.server
def test_a_locked_keyring_is_told_and_tried_again_once_it_is_open(
    in_keyring_session: Callable[[str], str], tmp_path: Path
) -> None:
    source = f"""
from pathlib import Path
from tests.flows.locked_keyring import play
print("\\n".join(play(Path({str(tmp_path / "locked")!r}))))
"""
    kind, title, text = in_keyring_session(source).splitlines()
    assert (kind, title) == ("TroubleDialog", say("opening.trouble"))
    assert text == say("error.keyring_locked")
