"""A whole program finds its file damaged, and a person is led back to work with two presses."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.mending import Harm
from app.host.keyring import MemoryKeyStore
from app.host.paths import ProfilePaths
from app.store.backup import back_up, backup_name
from app.views.opening.mending_dialog import MendingDialog
from tests.flows.day import PATIENCE_MS
from tests.flows.opened import ended, press, started


def test_a_destroyed_file_is_replaced_by_its_copy(paths: ProfilePaths, qtbot: QtBot) -> None:
    store = MemoryKeyStore()
    first = started(paths, store)
    qtbot.waitUntil(lambda: first.is_open, timeout=PATIENCE_MS)
    keys = first.room._keys
    assert keys is not None
    back_up(paths.database, keys.database, paths.backups / backup_name(first.desk.now()))
    ended(first)
    paths.database.write_bytes(b"\0" * 50_000)
    second = started(paths, store)
    qtbot.waitUntil(lambda: isinstance(second.doorkeeper.screen, MendingDialog), timeout=PATIENCE_MS)
    screen = second.doorkeeper.screen
    assert isinstance(screen, MendingDialog)
    assert screen._damage.harm is Harm.UNREADABLE
    press(screen, "mend_copy")
    qtbot.waitUntil(lambda: screen.findChild(QPushButton, "mend_open") is not None, timeout=PATIENCE_MS)
    press(screen, "mend_open")
    qtbot.waitUntil(lambda: second.is_open, timeout=PATIENCE_MS)
    ended(second)
    (aside,) = paths.folder.glob("quayside-damaged-*.db")
    assert aside.read_bytes() == b"\0" * 50_000
