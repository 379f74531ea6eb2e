"""Played in a session with a real gnome-keyring: it is locked, the program says so, it is unlocked, and all is well.

`tests/flows/test_opening.py` judges what a person reads meanwhile.
"""

import os
from collections.abc import Callable
from pathlib import Path

import secretstorage
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication
from secretstorage.util import DBusAddressWrapper, format_secret, open_session

from app.host.keyring import SystemKeyStore
from app.host.paths import ProfilePaths
from tests.flows.day import PATIENCE_MS
from tests.flows.opened import ended, press, started

SECRETS = "/org/freedesktop/secrets"
DAEMON = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
"""the daemon's own name for what its prompt calls; there is nobody here to answer a prompt"""
PASSWORD = b"harbour"


def play(folder: Path) -> list[str]:
    """A first start, one with a locked keyring, and one more try; what stood on the screen of the second."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    paths = ProfilePaths(folder)
    paths.create()
    program = started(paths, SystemKeyStore())
    _until(application, lambda: program.is_open)
    ended(program)
    bus = secretstorage.dbus_init()
    keyring = secretstorage.get_default_collection(bus)
    keyring.lock()
    program = started(paths, SystemKeyStore())
    _until(application, lambda: program.doorkeeper.screen is not None)
    screen = program.doorkeeper.screen
    assert screen is not None
    read = [type(screen).__name__, screen.title.text(), screen.text.text()]
    session = open_session(bus)
    DBusAddressWrapper(SECRETS, DAEMON, bus).call(
        "UnlockWithMasterPassword",
        "o(oayays)",
        keyring.collection_path,
        format_secret(session, PASSWORD, "text/plain"),
    )
    press(screen, "opening_go_on")
    _until(application, lambda: program.is_open)
    ended(program)
    return read


def _until(application: QApplication, done: Callable[[], bool]) -> None:
    patience = QDeadlineTimer(PATIENCE_MS)
    while not done() and not patience.hasExpired():
        application.processEvents()
    assert done()
