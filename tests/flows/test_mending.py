"""A whole program finds its file damaged, and a person is led back to work with two presses."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import Program
from app.domain.mending import Harm
from app.host.keyring import MemoryKeyStore
from app.host.options import RunOptions
from app.host.paths import ProfilePaths
from app.store.backup import back_up, backup_name
from app.views.opening.mending_dialog import MendingDialog
from tests.flows.day import PATIENCE_MS

DEMO = RunOptions(demo=True, language="zh")


class Opened(Program):
    """Stops where the first rows would be asked for."""

    is_open = False

    def _go_on(self, code: str) -> None:
        self.is_open = True


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[ProfilePaths]:
    switch = sys.getswitchinterval()
    paths = ProfilePaths(tmp_path / "profile")
    paths.create()
    yield paths
    sys.setswitchinterval(switch)


def test_a_destroyed_file_is_replaced_by_its_copy(paths: ProfilePaths, qtbot: QtBot) -> None:
    store = MemoryKeyStore()
    first = _started(paths, store)
    qtbot.waitUntil(lambda: first.is_open, timeout=PATIENCE_MS)
    keys = first.room._keys
    assert keys is not None
    back_up(paths.database, keys.database, paths.backups / backup_name(first.desk.now()))
    _end(first)
    paths.database.write_bytes(b"\0" * 50_000)
    second = _started(paths, store)
    qtbot.waitUntil(lambda: isinstance(second.doorkeeper.screen, MendingDialog), timeout=PATIENCE_MS)
    screen = second.doorkeeper.screen
    assert isinstance(screen, MendingDialog)
    assert screen._damage.harm is Harm.UNREADABLE
    _press(screen, "mend_copy")
    qtbot.waitUntil(lambda: screen.findChild(QPushButton, "mend_open") is not None, timeout=PATIENCE_MS)
    _press(screen, "mend_open")
    qtbot.waitUntil(lambda: second.is_open, timeout=PATIENCE_MS)
    _end(second)
    (aside,) = paths.folder.glob("quayside-damaged-*.db")
    assert aside.read_bytes() == b"\0" * 50_000


def _started(paths: ProfilePaths, store: MemoryKeyStore) -> Opened:
    program = Opened(DEMO, paths, store)
    program.start()
    return program


def _press(screen: MendingDialog, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None
    button.click()


def _end(program: Opened) -> None:
    program.window.put_away()
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
