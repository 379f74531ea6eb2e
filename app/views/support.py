"""What is done rarely: somebody takes the desk, diagnostics are copied, the log folder is opened."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from app.bridge.desk import Desk
from app.domain.ports import Housekeeping
from app.domain.readmodels import AgentRow
from app.views.words import say


class Support(QObject):
    """Asks housekeeping, off the UI thread."""

    refused = Signal()
    """nobody who may sits at the desk: the program ends"""

    def __init__(
        self, desk: Desk, housekeeping: Housekeeping, tell: Callable[[str], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._housekeeping, self._tell, self._window = desk, housekeeping, tell, window
        self._greeted = False

    def greet(self, agents: tuple[AgentRow, ...]) -> None:
        """Once after the start: who closed his name with a PIN is asked for it, so that nobody writes under it."""
        me = next((agent for agent in agents if agent.id == self._desk.agent), None)
        if self._greeted or me is None:
            return
        self._greeted = True
        if me.has_pin:
            others = tuple(agent for agent in agents if agent.active and agent.id != me.id)
            QTimer.singleShot(0, self, lambda: self._ask_who((me, *others)))

    def _ask_who(self, agents: tuple[AgentRow, ...]) -> None:
        names = [agent.name for agent in agents]
        name, sure = names[0], True
        if len(names) > 1:
            title, asked = say("agent.switch"), say("agent.who")
            name, sure = QInputDialog.getItem(self._window, title, asked, names, 0, False)
        if not sure:
            self.refused.emit()
            return
        chosen = agents[names.index(name)]
        if chosen.has_pin:
            self._ask_pin(chosen, lambda: self._ask_who(agents), self.refused.emit)
        else:
            self._desk.switch_agent(chosen.id)

    def change_agent(self, agent: AgentRow) -> None:
        """Another agent takes the desk, with the PIN if there is one."""
        if not agent.has_pin:
            self._desk.switch_agent(agent.id)
            return
        self._ask_pin(agent, lambda: None, lambda: None)

    def _ask_pin(self, agent: AgentRow, wrong: Callable[[], None], gave_up: Callable[[], None]) -> None:
        asked = say("agent.pin", name=agent.name)
        title, hidden = say("agent.switch"), QLineEdit.EchoMode.Password
        pin, sure = QInputDialog.getText(self._window, title, asked, hidden)
        if not sure:
            gave_up()
            return

        def answered(fits: bool) -> None:
            if fits:
                self._desk.switch_agent(agent.id)
            else:
                self._tell(say("agent.pin_wrong"))
                wrong()

        self._desk.task(lambda: self._housekeeping.pin_fits(agent.id, pin), answered)

    def copy_diagnostics(self) -> None:
        def copy(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._tell(say("done.diagnostics"))

        self._desk.task(self._housekeeping.diagnostics, copy)

    def open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._housekeeping.log_folder())))
