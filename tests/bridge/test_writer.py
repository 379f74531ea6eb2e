"""The writer carries out commands before jobs, one at a time, and says what happened to each."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from uuid import UUID

import pytest

from app.bridge.writer import WriterThread
from app.domain.changes import Changes
from app.domain.commands import Command
from app.domain.errors import Outage, Problem, QuaysideError
from app.domain.outcome import Outcome
from app.domain.values import AgentId, CommandId, ConversationId
from app.store.unit_of_work import Work
from tests.guards import LogWatch

SHOWN = ConversationId(UUID(int=4))
ANNOUNCED = Changes(frozenset({SHOWN}))


class Desk:
    """A writer over no database, and a record of what it did."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.announced: list[Changes] = []
        self.gate = Event()
        self.entered = Event()
        self.acts: list[str] = []
        self.writer = WriterThread(
            self._transaction, self._carry_out, self.announced.append, lambda: self.acts.append("somebody")
        )

    @contextmanager
    def _transaction(self) -> Iterator[Work]:
        yield Work(connection=None)  # type: ignore[arg-type]  # the jobs of these tests touch no row
        self.done.append("commit")

    def _carry_out(self, command: Command) -> Outcome:
        self.done.append(f"command {command.id.int}")
        if command.id.int == 13:
            raise Problem("unlucky")
        if command.id.int == 14:
            raise ZeroDivisionError
        return Outcome(ANNOUNCED)

    def job(self, name: str, waits: bool = False) -> None:
        def perform(work: Work) -> str:
            self.done.append(name)
            self.entered.set()
            if waits:
                assert self.gate.wait(10)
            work.log.conversations.add(SHOWN)
            return name

        assert self.writer.run(perform) == name


def command(number: int) -> Command:
    return Command(id=CommandId(UUID(int=number)), agent=AgentId(UUID(int=1)))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    made.writer.start()
    yield made
    made.gate.set()
    made.writer.stop()


def test_a_job_runs_in_a_transaction_and_its_changes_are_announced(desk: Desk) -> None:
    desk.job("ingest")
    assert desk.done == ["ingest", "commit"]
    assert desk.announced == [ANNOUNCED]


def test_what_a_job_raises_reaches_whoever_waits_and_nothing_is_announced(desk: Desk) -> None:
    def fail(work: Work) -> None:
        raise Problem("full")

    with pytest.raises(Problem, match="full"):
        desk.writer.run(fail)
    assert desk.announced == []
    desk.job("next")


def test_commands_overtake_waiting_jobs(desk: Desk) -> None:
    from app.bridge.task_pool import TaskPool

    pool, finished, answers = TaskPool(2), Event(), []
    pool.submit(lambda: desk.job("first", waits=True), answers.append, answers.append)
    assert desk.entered.wait(10)
    pool.submit(lambda: desk.job("second"), lambda _: finished.set(), answers.append)
    while not desk.writer._jobs:
        pass
    desk.writer.submit(command(7), lambda outcome: answers.append(outcome), answers.append)
    desk.gate.set()
    assert finished.wait(10)
    pool.stop()
    assert desk.done == ["first", "commit", "command 7", "second", "commit"]


def test_a_refused_command_is_told_and_the_writer_goes_on(desk: Desk) -> None:
    refusals: list[QuaysideError] = []
    told = Event()

    def failed(error: QuaysideError) -> None:
        refusals.append(error)
        told.set()

    desk.writer.submit(command(13), lambda _: None, failed)
    assert told.wait(10)
    assert [error.key for error in refusals] == ["unlucky"]
    assert desk.writer.carry_out(command(5)) == Outcome(ANNOUNCED)
    assert desk.announced == [ANNOUNCED]


def test_a_bug_in_a_handler_becomes_a_bug_and_not_the_end(desk: Desk, expected_log: LogWatch) -> None:
    expected_log.announce("command_failed .*ZeroDivisionError")
    told: list[QuaysideError] = []
    heard = Event()
    desk.writer.submit(command(14), lambda _: None, lambda error: (told.append(error), heard.set()))
    assert heard.wait(10)
    assert told[0].key == "command_failed"
    desk.job("next")


def test_waiting_for_a_command_that_fails_raises(desk: Desk) -> None:
    with pytest.raises(Problem, match="unlucky"):
        desk.writer.carry_out(command(13))


def test_a_stopped_writer_refuses(desk: Desk) -> None:
    desk.writer.stop()
    with pytest.raises(Outage, match="closing"):
        desk.writer.run(lambda work: None)


def test_a_window_that_goes_away_is_told_and_not_hit(desk: Desk) -> None:
    desk.writer.stop()
    told: list[QuaysideError] = []
    desk.writer.submit(command(7), lambda _: None, told.append)
    assert [(type(error), error.key) for error in told] == [(Outage, "closing")]
    assert desk.done == []


def test_a_screen_s_command_says_that_somebody_works_here(desk: Desk) -> None:
    desk.job("ingest")
    desk.writer.carry_out(command(5))
    assert desk.acts == []
    told = Event()
    desk.writer.submit(command(7), lambda _: told.set(), lambda _: None)
    assert told.wait(10)
    assert desk.acts == ["somebody"]
