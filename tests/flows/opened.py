"""The real program up to the moment when the first rows would be asked for, and its calm end."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.bootstrap import Program
from app.host.keyring import KeyStore
from app.host.options import RunOptions
from app.host.paths import ProfilePaths

DEMO = RunOptions(demo=True, language="zh")


class Opened(Program):
    """Stops where the first rows would be asked for."""

    is_open = False

    def _go_on(self, code: str) -> None:
        self.is_open = True


def started(paths: ProfilePaths, store: KeyStore) -> Opened:
    """A start of the program."""
    program = Opened(DEMO, paths, store)
    program.start()
    return program


def press(screen: QWidget, name: str) -> None:
    """A click."""
    button = screen.findChild(QPushButton, name)
    assert button is not None
    button.click()


def ended(program: Opened) -> None:
    """The program as it leaves."""
    program.window.put_away()
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
