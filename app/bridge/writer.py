"""The one thread that changes rows: commands first, everything else in turn, one transaction each."""

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Condition, Event
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QThread

from app.domain.changes import Changes
from app.domain.commands import Command
from app.domain.errors import Bug, Outage, QuaysideError
from app.domain.outcome import Outcome
from app.host.log import EventLog

if TYPE_CHECKING:  # the window must not wait for SQLAlchemy
    from app.store.unit_of_work import Work

T = TypeVar("T")
Transaction: TypeAlias = "Callable[[], AbstractContextManager[Work]]"
CarryOut = Callable[[Command], Outcome]
Announce = Callable[[Changes], None]
_log = EventLog("writer")


class _Job(Generic[T]):
    """Work that somebody waits for."""

    def __init__(self, work: "Callable[[Work], T]") -> None:
        self.work = work
        self.finished = Event()
        self.result: T | None = None
        self.error: BaseException | None = None


class _Loop(QThread):
    def __init__(self, body: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("writer")
        self._body = body

    def run(self) -> None:
        self._body()


class WriterThread:
    """Owns the writing connection. Screens queue commands; lanes hand in jobs and wait for their commit."""

    def __init__(
        self,
        transaction: Transaction,
        carry_out: CarryOut,
        announce: Announce,
        somebody_acts: Callable[[], None] = lambda: None,
    ) -> None:
        """`somebody_acts` is called with every command a screen gives, so that other work makes itself small."""
        self._transaction = transaction
        self._carry_out = carry_out
        self._announce = announce
        self._somebody_acts = somebody_acts
        self._commands: deque[Callable[[], None]] = deque()
        self._jobs: deque[Callable[[], None]] = deque()
        self._wake = Condition()
        self._stopping = False
        self._loop = _Loop(self._work_off)

    def start(self) -> None:
        """Begins to work off both queues."""
        self._loop.start()

    def stop(self) -> None:
        """Works off what was queued, then ends; later calls are refused."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._loop.wait()

    def submit(
        self, command: Command, done: Callable[[Outcome], None], failed: Callable[[QuaysideError], None]
    ) -> None:
        """Queues a command ahead of every job; `done` or `failed` is called on this thread. While the program closes
        `failed` is called at once: a window that goes away must not be met with an error."""
        self._somebody_acts()
        try:
            self._put(self._commands, lambda: self._command(command, done, failed))
        except Outage as closing:
            failed(closing)

    def carry_out(self, command: Command) -> Outcome:
        """Carries a command out and waits for its commit; for lanes and tasks, never for the UI thread."""
        job: _Job[Outcome] = _Job(lambda _work: Outcome(Changes()))

        def perform() -> None:
            try:
                job.result = self._carry_out(command)
                self._announce(job.result.changes)
            except BaseException as error:  # noqa: BLE001  # handed to whoever waits
                job.error = error
            job.finished.set()

        self._put(self._commands, perform)
        return self._await(job)

    def run(self, work: "Callable[[Work], T]") -> T:
        """Runs `work` in one transaction behind waiting commands, waits for its commit, announces its changes."""
        job = _Job(work)
        self._put(self._jobs, lambda: self._perform(job))
        return self._await(job)

    def _await(self, job: _Job[T]) -> T:
        job.finished.wait()
        if job.error is not None:
            raise job.error
        return job.result  # type: ignore[return-value]  # set by whoever finished without an error

    def _put(self, queue: deque[Callable[[], None]], item: Callable[[], None]) -> None:
        with self._wake:
            if self._stopping:
                raise Outage("closing")
            queue.append(item)
            self._wake.notify()

    def _work_off(self) -> None:
        while (item := self._next()) is not None:
            item()

    def _next(self) -> Callable[[], None] | None:
        with self._wake:
            self._wake.wait_for(lambda: self._commands or self._jobs or self._stopping)
            if self._commands:
                return self._commands.popleft()
            return self._jobs.popleft() if self._jobs else None

    def _command(
        self, command: Command, done: Callable[[Outcome], None], failed: Callable[[QuaysideError], None]
    ) -> None:
        try:
            outcome = self._carry_out(command)
        except QuaysideError as error:
            failed(error)
            return
        except Exception as error:  # noqa: BLE001  # the thread's border: a bug must not end all writing
            _log.trouble("command_failed", error, command=command.id, kind=type(command).__name__)
            failed(Bug("command_failed", kind=type(command).__name__))
            return
        self._announce(outcome.changes)
        done(outcome)

    def _perform(self, job: _Job[T]) -> None:
        try:
            with self._transaction() as work:
                job.result = job.work(work)
            self._announce(work.log.freeze())
        except BaseException as error:  # noqa: BLE001  # handed to whoever waits
            job.error = error
        job.finished.set()
