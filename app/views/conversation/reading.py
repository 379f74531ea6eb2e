"""When a conversation counts as read: it has stood open for a moment, or was answered or put away."""

from PySide6.QtCore import QObject, QTimer

from app.bridge.desk import Desk
from app.domain.commands import CloseWithoutReply, Command, MarkRead, QueueReply, SetStatus
from app.domain.conversations import Status
from app.domain.outcome import Outcome
from app.domain.readmodels import ConversationView
from app.domain.values import CommandId, ConversationId

READ_AFTER_MS = 1000
"""skimming down the list rests on a row for half a second at most, and must leave the dots of what nobody read"""


class Reading(QObject):
    """Follows the conversation on screen."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: ConversationView | None = None
        self._moment = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._moment.timeout.connect(self._mark)
        desk.acted.connect(self._acted)

    def show(self, view: ConversationView, *, news: bool) -> None:
        """What is on screen now; `news` where it holds words that this agent may not have read."""
        self._view = view
        if not view.row.unread:
            self._moment.stop()
        elif news:
            self._moment.start()

    def leave(self) -> None:
        """Another conversation comes, or none."""
        self._view = None
        self._moment.stop()

    def waits(self) -> bool:
        """Whether it will be marked in a moment."""
        return self._moment.isActive()

    def _mark(self) -> None:
        self._moment.stop()
        if self._view is not None and self._view.row.unread:
            mine, seen = self._desk.agent, self._view.row.id
            number = CommandId(self._desk.new_id())
            self._desk.do(MarkRead(id=number, agent=mine, conversations=(seen,), read=True))

    def _acted(self, command: Command, outcome: Outcome) -> None:
        if self._view is None or self._view.row.id not in _concerned(command):
            return
        if isinstance(command, MarkRead):
            self._moment.stop()  # the agent has decided
        else:
            self._mark()


def _concerned(command: Command) -> tuple[ConversationId, ...]:
    """The conversations that were dealt with or marked."""
    if isinstance(command, QueueReply):
        return (command.conversation,)
    if isinstance(command, SetStatus) and command.status is not Status.RESOLVED:
        return ()
    return command.conversations if isinstance(command, CloseWithoutReply | MarkRead | SetStatus) else ()
