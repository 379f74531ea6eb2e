"""What is done rarely: somebody takes the desk, diagnostics are copied, the log folder is opened."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from app.bridge.desk import Desk
from app.domain.commands import SaveAgent
from app.domain.ports import Housekeeping
from app.domain.readmodels import AgentRow
from app.domain.team import Role
from app.domain.values import CommandId
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
        self._greeted = self._asked_name = False
        self._agents: tuple[AgentRow, ...] = ()

    def greet(self, agents: tuple[AgentRow, ...]) -> None:
        """Once after the start: who closed his name with a PIN is asked for it, so that nobody writes under it. Where
        this desk no longer knows who sat at it, or he has left, everybody is asked."""
        self._agents = agents
        me = next((agent for agent in agents if agent.id == self._desk.agent and agent.active), None)
        others = tuple(agent for agent in agents if agent.active and agent != me)
        if self._greeted or not (me or others):
            return
        self._greeted = True
        if me is None and len(others) == 1 and not others[0].has_pin:
            self._desk.switch_agent(others[0].id)
        elif me is None:
            QTimer.singleShot(0, self, lambda: self._ask_who(others))
        elif me.has_pin:
            QTimer.singleShot(0, self, lambda: self._ask_who((me, *others)))

    def expect_somebody(self) -> None:
        """There are shops, so somebody works here: where nobody ever said his name, it is asked for once."""
        if not self._asked_name:
            self._asked_name = True
            self._desk.ask(lambda reader: reader.agents(), self._ask_name)

    def _ask_name(self, agents: tuple[AgentRow, ...]) -> None:
        if agents:
            return
        name, sure = QInputDialog.getText(self._window, say("agent.me"), say("first.name"))
        if sure and name.strip():
            self.name_me(name.strip())

    def name_me(self, name: str) -> None:
        """Whoever sits here is called so from now on; the first of a profile is its administrator."""
        me = self._desk.agent
        known = next((agent for agent in self._agents if agent.id == me), None)
        if known is not None and known.name == name:
            return
        role = known.role if known else Role.ADMIN
        number = CommandId(self._desk.new_id())
        self._desk.do(SaveAgent(id=number, agent=me, subject=me, name=name, role=role))

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
