"""What the hand feels: frame times of the real list over a million rows, and the UI thread's beat and the latency of
commands while the writer takes messages in.

The list is the product's own (table, model, delegate) on real read models; a frame is one rendering of the whole list
into a picture. The beat is a 60 Hz timer on the UI thread that renders the list each time: `late` says how long after
its moment it came, `work` how long the rendering took, waiting for the interpreter included. An idle stretch in the
same run stands beside it.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, process_time, thread_time
from typing import cast

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.bridge.desk import Desk, Failed
from app.bridge.lane import Lane
from app.bridge.writer import WriterThread
from app.domain.commands import Command, QueueReply
from app.domain.errors import QuaysideError
from app.domain.outcome import Outcome
from app.domain.reader import Reader
from app.domain.readmodels import Group, InboxPage, InboxRow, SortOrder, View, ViewKind
from app.domain.values import AgentId, CommandId, MessageId, OutboundId
from app.host.interpreter import tune
from app.services.handlers import carry_out
from app.services.ingest import Intake, Prepared, Sorted
from app.services.pace import Pace
from app.services.shop_doors import facts_of
from app.store.checkpoint import Checkpoints
from app.store.cursors import Place
from app.store.queries import LocalReader, open_local_reader
from app.store.unit_of_work import unit_of_work
from app.views import words
from app.views.inbox.list_view import InboxList
from app.views.theme import Mode, Theme
from benchmarks.corpus import SEED, Corpus, remote
from benchmarks.desk_file import KEY, NOW, PAGE, BenchDesk, BenchIds, ingest_page, new_desk, pages
from benchmarks.measure import Report, percentile

ROWS = 1_000_000
REAL_ROWS = 2_000
WIDTH, HEIGHT = 348, 860
FRAMES = 400
JUMPS = 150
BEAT_MS = 16
IDLE = timedelta(seconds=8)
COMMAND_EVERY = timedelta(milliseconds=300)
FIRST_MESSAGES = 3_000
"""messages that stand in the file before the measured ones come"""


@dataclass(slots=True)
class BenchClock:
    """Stands still, so that every run paints the same."""

    def now(self) -> object:
        return NOW

    def monotonic(self) -> float:
        return 0.0


@dataclass(slots=True)
class MovingClock:
    """The machine's monotonic time, on a day that stands still."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return perf_counter()


@dataclass(slots=True)
class ManyRows:
    """A reader whose view has a million rows: real ones, over and over, each under its own id."""

    rows: tuple[InboxRow, ...]

    def inbox_page(self, view: View, first: int, limit: int, now: object) -> InboxPage:
        wanted = range(first, min(first + limit, ROWS))
        return InboxPage(tuple(self.rows[number % len(self.rows)] for number in wanted), first, ROWS)

    def inbox_groups(self, view: View, now: object) -> tuple[Group, ...]:
        return (Group("breached", 0, 40), Group("hour", 40, 400), Group("none", 440, ROWS - 440))

    def position(self, view: View, conversation: object, now: object) -> int | None:
        return ROWS // 2


@dataclass(slots=True)
class InlineReads:
    """Answers at once; the desk still delivers through the event loop."""

    reader: Reader

    def submit(
        self, question: Callable[[Reader], object], answer: Callable[[object], None], failed: Failed
    ) -> None:
        answer(question(self.reader))


class Nothing:
    """No writer and no task pool are needed to paint."""

    def submit(self, *_: object) -> None:
        raise AssertionError


def main(n: int | None = None) -> int:
    """Frames over a million rows; then `n` messages taken in while the list beats."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = n or 100_000
    report = Report("scroll", n=count, rows=ROWS)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    tune()
    words.install(cast(QApplication, application), "zh")
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder) / "desk.db")
        for number, page in enumerate(pages(FIRST_MESSAGES)):
            ingest_page(desk, page, number)
        reader = open_local_reader(desk.path, KEY, facts_of)
        rows = reader.inbox_page(View(ViewKind.OPEN, desk.agent, SortOrder.NEWEST), 0, REAL_ROWS, NOW).rows
        shown = _list(rows, desk.agent)
        _frames(report, shown)
        _beat(report, shown, desk, reader, count)
        shown.hide()
        reader.close()
        desk.engine.dispose()
    return report.close()


def _list(rows: tuple[InboxRow, ...], agent: AgentId) -> InboxList:
    reader = cast(Reader, ManyRows(rows))
    desk = Desk(InlineReads(reader), Nothing(), Nothing(), BenchClock(), BenchIds(), agent)  # type: ignore[arg-type]  # a clock that stands
    shown = InboxList(desk, Theme(Mode.LIGHT))
    shown.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    shown.resize(WIDTH, HEIGHT)
    shown.show()
    shown.show_view(View(ViewKind.OPEN, agent))
    _until(lambda: shown.rows.total == ROWS)
    return shown


def _until(ready: Callable[[], bool]) -> None:
    while not ready():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


# --- frames -----------------------------------------------------------------------------------------------------------


def _frames(report: Report, shown: InboxList) -> None:
    """A wheel's steps, then jumps: the frame at once, and the frame once its rows are there, of which none was painted
    before.
    """
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    bar, random = shown.verticalScrollBar(), Random(SEED)
    wheel, jump, filled = Frames(), Frames(), Frames()
    for _ in range(FRAMES):
        bar.setValue(bar.value() + 3 * shown.rowHeight(1) // 2)
        wheel.take(lambda: shown.render(picture))
        QApplication.processEvents()
    for _ in range(JUMPS):
        bar.setValue(random.randrange(bar.maximum()))
        jump.take(lambda: shown.render(picture))
        _until(partial(_there, shown, shown.rowAt(0)))
        shown.delegate.forget()  # what the event loop may already have painted
        filled.take(lambda: shown.render(picture))
    for name, frames in (("wheel", wheel), ("jump, at once", jump), ("jump, rows there", filled)):
        report.figure(f"frame, {name}", unit="ms", frames=len(frames.wall), **frames.figures())


def _there(shown: InboxList, row: int) -> bool:
    return shown.rows.row_at(row) is not None


@dataclass(slots=True)
class Frames:
    """How long renderings took."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, render: Callable[[], object]) -> None:
        wall, cpu = perf_counter(), thread_time()
        render()
        self.wall.append((perf_counter() - wall) * 1000)
        self.cpu.append((thread_time() - cpu) * 1000)

    def figures(self) -> dict[str, float]:
        return {"p50": percentile(self.wall, 0.5), "p95": percentile(self.wall, 0.95),
                "p99": percentile(self.wall, 0.99), "cpu_p50": percentile(self.cpu, 0.5),
                "cpu_p95": percentile(self.cpu, 0.95)}  # fmt: skip


# --- the beat ---------------------------------------------------------------------------------------------------------


class Beat:
    """A 60 Hz timer on the UI thread that renders the list one step further."""

    def __init__(self, shown: InboxList) -> None:
        self._shown = shown
        self._picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        self.late: list[float] = []
        self.work = Frames()
        self._last: float | None = None
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = perf_counter()
        if self._last is not None:
            self.late.append(max((now - self._last) * 1000 - BEAT_MS, 0.0))
        bar = self._shown.verticalScrollBar()
        bar.setValue((bar.value() + 37) % bar.maximum())
        self.work.take(lambda: self._shown.render(self._picture))
        self._last = perf_counter() if self.work.wall[-1] > BEAT_MS else now

    def figures(self) -> dict[str, float]:
        return {"late_p50": percentile(self.late, 0.5), "late_p99": percentile(self.late, 0.99),
                **{f"work_{name}": value for name, value in self.work.figures().items()}}  # fmt: skip


def _beat(report: Report, shown: InboxList, desk: BenchDesk, reader: LocalReader, count: int) -> None:
    idle = Beat(shown)
    _wait(IDLE)
    idle.stop()
    report.figure("beat, idle", unit="ms", beats=len(idle.late), **idle.figures())
    clock = MovingClock()
    pace, checkpoints = Pace(clock), Checkpoints(desk.path, KEY)
    log = Lane("log", checkpoints)
    writer = WriterThread(
        lambda: unit_of_work(desk.engine, facts_of),
        lambda command: carry_out(desk.engine, command, NOW, facts_of),
        lambda _: log.poke() if checkpoints.due(clock.monotonic()) else None,
        pace.somebody_acts,
    )
    log.start()
    writer.start()
    commands = Commands(writer, desk, reader)
    alone = commands.latencies(IDLE)
    intake = Intake(writer, pace, clock, desk.ids)
    ready, cpu, began = _ready_pages(desk, count), process_time(), perf_counter()
    feeder = Thread(target=lambda: _take(intake, desk, ready))
    beat = Beat(shown)
    feeder.start()
    during = commands.latencies_while(feeder.is_alive)
    beat.stop()
    feeder.join()
    spent, cpu = perf_counter() - began, process_time() - cpu
    writer.stop()
    log.end()
    log.wait()
    report.figure("beat, while taking in", unit="ms", beats=len(beat.late), messages_per_second=count / spent,
                  cpu_seconds=cpu, wall_seconds=spent, **beat.figures())  # fmt: skip
    for name, taken in (("alone", alone), ("while taking in", during)):
        report.figure(f"command latency, {name}", unit="ms", commands=len(taken), p50=percentile(taken, 0.5),
                      p95=percentile(taken, 0.95), p99=percentile(taken, 0.99), refused=commands.refused)  # fmt: skip


def _ready_pages(desk: BenchDesk, count: int) -> list[tuple[Prepared, Place]]:
    """Pages that only need storing: what they hold was parsed elsewhere, as in the program."""
    source = islice(Corpus().messages(FIRST_MESSAGES + count), FIRST_MESSAGES, None)
    ready: list[tuple[Prepared, Place]] = []
    while page := list(islice(source, PAGE)):
        items = [Sorted(desk.shop, remote(said), False) for said in page]
        ready.append((Prepared(items), Place(f"page {len(ready)}")))
    return ready


def _take(intake: Intake, desk: BenchDesk, ready: list[tuple[Prepared, Place]]) -> None:
    for prepared, place in ready:
        intake.take(desk.login, "messages", prepared, place)


class Commands:
    """Replies, one every now and then: from the queue of the UI thread to the commit."""

    def __init__(self, writer: WriterThread, desk: BenchDesk, reader: LocalReader) -> None:
        self._writer, self._agent, self._ids = writer, desk.agent, BenchIds(7)
        page = reader.inbox_page(View(ViewKind.OPEN, desk.agent, SortOrder.NEWEST), 0, REAL_ROWS, NOW)
        self._rows = page.rows
        self._number = 0
        self.refused: list[str] = []

    def latencies(self, time: timedelta) -> list[float]:
        """For so long."""
        end = perf_counter() + time.total_seconds()
        return self.latencies_while(lambda: perf_counter() < end)

    def latencies_while(self, going: Callable[[], bool]) -> list[float]:
        """As long as something goes on."""
        taken: list[float] = []
        while going():
            self._submit(taken)
            _wait(COMMAND_EVERY)
        return taken

    def _submit(self, taken: list[float]) -> None:
        row = self._rows[self._number % len(self._rows)]
        self._number += 1
        command = QueueReply(
            id=CommandId(self._ids.new()), agent=self._agent, conversation=row.id,
            outbound=OutboundId(self._ids.new()), message=MessageId(self._ids.new()),
            text=f"Thank you, we look into it ({self._number}).", base_last_message=None,
        )  # fmt: skip
        before = perf_counter()

        def done(_: Outcome) -> None:
            taken.append((perf_counter() - before) * 1000)

        def failed(error: QuaysideError) -> None:
            self.refused.append(error.key)

        self._writer.submit(cast(Command, command), done, failed)


def _wait(time: timedelta) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(time / timedelta(milliseconds=1)), loop.quit)
    loop.exec()
