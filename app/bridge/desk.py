"""What every screen holds in its hand: ask a question, do a command, run a task; answers come back on the UI thread."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.changes import Changes
from app.domain.commands import Command
from app.domain.errors import QuaysideError
from app.domain.moments import Clock, IdSource
from app.domain.outcome import Outcome
from app.domain.reader import Reader
from app.domain.values import AgentId, ConversationId

T = TypeVar("T")
Show = Callable[[T], None]
Failed = Callable[[QuaysideError], None]
Deliver = Callable[[], None]
"""a closure that must run on the UI thread"""


class Reads(Protocol):
    """Runs questions on a reader thread."""

    def submit(
        self, question: Callable[[Reader], object], answer: Callable[[object], None], failed: Failed
    ) -> None:
        """`answer` and `failed` are called on the reader's thread."""
        ...


class Writes(Protocol):
    """Queues commands for the one writer."""

    def submit(self, command: Command, done: Callable[[Outcome], None], failed: Failed) -> None:
        """`done` and `failed` are called on the writer's thread."""
        ...


class Tasks(Protocol):
    """Runs slow work (files, network) on a pool thread."""

    def submit(self, task: Callable[[], object], answer: Callable[[object], None], failed: Failed) -> None:
        """`answer` and `failed` are called on the pool's thread."""
        ...


class Desk(QObject):
    """Screens keep one of these; nothing on it ever blocks."""

    changed = Signal(object)
    """Changes: emitted after every commit, merged"""
    acted = Signal(object, object)
    """Command, Outcome: a command was carried out (the undo bar listens)"""
    troubled = Signal(object)
    """QuaysideError of a command or question that nobody else handled"""
    condition = Signal(str, bool, object)
    """a condition of the whole desk begins or ends (views.banners names them all), and its values"""
    overdue = Signal(object)
    """tuple of ConversationId: their moment has just passed"""
    woken = Signal(object)
    """tuple of ConversationId: snoozed ones that have just come back"""
    agent_changed = Signal(object)
    """AgentId: another agent sits at this desk now"""
    _deliver = Signal(object)

    def __init__(
        self, reads: Reads, writes: Writes, tasks: Tasks, clock: Clock, ids: IdSource, agent: AgentId
    ) -> None:
        super().__init__()
        self._reads, self._writes, self._tasks = reads, writes, tasks
        self._clock, self._ids = clock, ids
        self.agent = agent
        self._turn: dict[str, int] = {}
        self._deliver.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self._clock.now()

    def new_id(self) -> UUID:
        """A fresh id for a command or what it makes."""
        return self._ids.new()

    def ask(
        self, question: Callable[[Reader], T], show: Show[T], *, slot: str = "", failed: Failed | None = None
    ) -> None:
        """Asks off the UI thread. With a `slot`, an answer overtaken by a newer question is dropped."""
        self._submit(lambda answer, bad: self._reads.submit(question, answer, bad), show, slot, failed)

    def task(
        self, work: Callable[[], T], show: Show[T], *, slot: str = "", failed: Failed | None = None
    ) -> None:
        """Runs slow work (files, network) off the UI thread."""
        self._submit(lambda answer, bad: self._tasks.submit(work, answer, bad), show, slot, failed)

    def do(
        self, command: Command, done: Show[Outcome] | None = None, *, failed: Failed | None = None
    ) -> None:
        """Carries out a command; `done` hears of it after the commit."""

        def finished(outcome: Outcome) -> None:
            self._deliver.emit(lambda: self._settle(command, outcome, done))

        self._writes.submit(command, finished, self._on_ui(failed))

    def announce(self, changes: Changes) -> None:
        """Tells the screens what a commit touched; callable from any thread."""
        self._deliver.emit(lambda: self.changed.emit(changes))

    def report(self, error: QuaysideError) -> None:
        """Tells the screens of trouble in the background; callable from any thread."""
        self._deliver.emit(lambda: self.troubled.emit(error))

    def tell_condition(self, condition: str, on: bool, /, **values: object) -> None:
        """Tells the screens of a condition of the whole desk; callable from any thread."""
        self._deliver.emit(lambda: self.condition.emit(condition, on, values))

    def tell_overdue(self, conversations: tuple[ConversationId, ...]) -> None:
        """Tells the screens of conversations that just became overdue; callable from any thread."""
        self._deliver.emit(lambda: self.overdue.emit(conversations))

    def tell_woken(self, conversations: tuple[ConversationId, ...]) -> None:
        """Tells the screens of snoozed conversations that came back; callable from any thread."""
        self._deliver.emit(lambda: self.woken.emit(conversations))

    def background(self, work: Callable[[], None]) -> None:
        """Runs work on a pool thread that nobody waits for; callable from any thread."""
        self._tasks.submit(work, lambda _: None, self.report)

    def switch_agent(self, agent: AgentId) -> None:
        """Another agent takes the desk."""
        self.agent = agent
        self.agent_changed.emit(agent)

    def _submit(
        self,
        start: Callable[[Callable[[object], None], Failed], None],
        show: Callable[[T], None],
        slot: str,
        failed: Failed | None,
    ) -> None:
        turn = self._turn[slot] = self._turn.get(slot, 0) + 1

        def deliver(answer: object) -> None:
            if not slot or self._turn[slot] == turn:
                show(answer)  # type: ignore[arg-type]  # the question's own type, carried through object

        start(lambda answer: self._deliver.emit(lambda: deliver(answer)), self._on_ui(failed))

    def _on_ui(self, failed: Failed | None) -> Failed:
        handler = failed or self.troubled.emit
        return lambda error: self._deliver.emit(lambda: handler(error))

    def _settle(self, command: Command, outcome: Outcome, done: Show[Outcome] | None) -> None:
        if done is not None:
            done(outcome)
        self.acted.emit(command, outcome)

    @Slot(object)
    def _run(self, closure: Deliver) -> None:
        closure()
