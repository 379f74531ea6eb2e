"""A second start on the same profile rings here, and the first window comes forward."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 1500
"""a program that does not answer within this is not coming forward"""
RING, COMING = b"come forward\n", b"coming\n"


def bell_name(profile: Path) -> str:
    """Where a profile's bell hangs: short enough for every system, and without a path in it."""
    return f"quayside-{sha256(str(profile.absolute()).encode()).hexdigest()[:16]}"


class Doorbell(QObject):
    """Hangs at the first program. Only the same person's programs may ring."""

    rung = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = bell_name(profile)
        if not self._server.listen(name):
            QLocalServer.removeServer(
                name
            )  # a killed program left it; the profile's lock says that it is ours
            self._server.listen(name)

    def take_down(self) -> None:
        """Nobody can ring any more."""
        self._server.close()

    def _greet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(lambda caller=caller: self._answer(caller))
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._answer(caller)

    def _answer(self, caller: QLocalSocket) -> None:
        if bytes(caller.readAll().data()).startswith(RING):
            caller.write(COMING)
            caller.flush()
            self.rung.emit()


def ring(profile: Path) -> bool:
    """Whether the first program answered that it comes forward. Waits a moment; there is no window yet to block."""
    caller = QLocalSocket()
    caller.connectToServer(bell_name(profile))
    if not caller.waitForConnected(PATIENCE_MS):
        return False
    caller.write(RING)
    caller.flush()
    answered = caller.waitForReadyRead(PATIENCE_MS) and bytes(caller.readAll().data()) == COMING
    caller.disconnectFromServer()
    return answered
