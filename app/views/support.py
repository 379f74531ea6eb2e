"""What is done rarely: another agent takes the desk, diagnostics are copied, the log folder is opened."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from app.bridge.desk import Desk
from app.domain.ports import Housekeeping
from app.domain.readmodels import AgentRow
from app.views.words import say


class Support(QObject):
    """Asks housekeeping, off the UI thread."""

    def __init__(
        self, desk: Desk, housekeeping: Housekeeping, tell: Callable[[str], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._housekeeping, self._tell, self._window = desk, housekeeping, tell, window

    def change_agent(self, agent: AgentRow) -> None:
        """Another agent takes the desk, with the PIN if there is one."""
        if not agent.has_pin:
            self._desk.switch_agent(agent.id)
            return
        asked = say("agent.pin", name=agent.name)
        title, hidden = say("agent.switch"), QLineEdit.EchoMode.Password
        pin, sure = QInputDialog.getText(self._window, title, asked, hidden)
        if sure:
            self._desk.task(
                lambda: self._housekeeping.pin_fits(agent.id, pin),
                lambda fits: (
                    self._desk.switch_agent(agent.id) if fits else self._tell(say("agent.pin_wrong"))
                ),
            )

    def copy_diagnostics(self) -> None:
        def copy(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._tell(say("done.diagnostics"))

        self._desk.task(self._housekeeping.diagnostics, copy)

    def open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._housekeeping.log_folder())))
