"""A whole program, offscreen, on a practice town of its own: what a flow does and what it may look at."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.bootstrap import Program
from app.domain.commands import Command, EditShop, QueueReply, SaveAgent
from app.domain.outcome import Outcome
from app.domain.reader import Reader
from app.domain.readmodels import ConversationView, InboxRow, MessageItem, View, ViewKind
from app.domain.team import Role
from app.domain.values import CommandId, ConversationId, MessageId, OutboundId, ShopId
from app.host.clock import SystemClock
from app.host.keyring import MemoryKeyStore
from app.host.options import RunOptions
from app.host.paths import ProfilePaths
from app.services.practice import connect_practice
from app.simulator.running import RunningTown
from app.simulator.town import Setting

PATIENCE_MS = 40_000


class FlowProgram(Program):
    """The real program, connected to the flow's town instead of a town in a process of its own."""

    def _go_on(self, code: str) -> None:
        self.readers.start()
        self.room.start()
        self.window.start()
        self.is_open = True

    is_open = False


class Day:
    """One agent's day. `with Day(...)` ends it in order."""

    def __init__(self, qtbot: QtBot, folder: Path, shop: str = "", seed: int = 7) -> None:
        """Without a shop the desk begins empty: the flow connects its own."""
        self.qtbot = qtbot
        clock = SystemClock()
        self.town = RunningTown(Setting(seed, clock.now()), clock.now)
        self._wanted = shop
        paths = ProfilePaths(folder / "profile")
        paths.create()
        self._switch = sys.getswitchinterval()
        self.program = FlowProgram(RunOptions(demo=True, language="zh"), paths, MemoryKeyStore())
        self.shop = ShopId(UUID(int=0))

    def __enter__(self) -> "Day":
        self.town.__enter__()
        try:
            self._open()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _open(self) -> None:
        self.program.start()
        self.until(lambda: self.program.is_open)
        agent = self.program.desk.agent
        self.do(SaveAgent(id=self.command(), agent=agent, subject=agent, name="王晓", role=Role.ADMIN))
        if not self._wanted:
            return
        line: dict[str, Any] = dict(self.town.line)
        line["shops"] = [one for one in line["shops"] if one["key"] == self._wanted]
        connected: list[ShopId] = []
        self.program.desk.task(
            lambda: connect_practice(self.program.room.shops, line, lambda: None),
            connected.extend,
        )
        self.until(lambda: bool(connected))
        self.shop = connected[0]
        self.do(
            EditShop(
                id=self.command(), agent=agent, shop=self.shop, title="Shop", settings={"undo_seconds": "0"}
            )
        )
        self.until(self.listens)

    def __exit__(self, *error: object) -> None:
        self.program.close()
        QCoreApplication.sendPostedEvents(self.program.desk)  # answers under way still find their screens
        self.program.window.hide()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.town.__exit__(None, None, None)

    def listens(self) -> bool:
        """Whether the shop's messages are heard live: what was written before counts as history."""
        question = (
            "SELECT stream FROM cursor WHERE ok_at IS NOT NULL AND stream IN ('folder:INBOX', 'messages')"
        )
        found = self.program.room.writer.run(lambda work: work.connection.exec_driver_sql(question).all())
        return bool(found)

    # --- looking ----------------------------------------------------------------------------------------------------

    def until(self, happened: Callable[[], bool]) -> None:
        """Waits for it, while the window lives on."""
        self.qtbot.waitUntil(happened, timeout=PATIENCE_MS)

    def read(self, question: Callable[[Reader], Any]) -> Any:
        """Asks as a screen does."""
        with self.program.room.open_reader() as reader:
            return question(reader)

    def state(self) -> Any:
        return self.read(lambda reader: reader.sync_state(self.program.desk.now()))

    def rows(self, kind: ViewKind = ViewKind.OPEN) -> tuple[InboxRow, ...]:
        view = View(kind, self.program.desk.agent)
        found: tuple[InboxRow, ...] = self.read(
            lambda reader: reader.inbox_page(view, 0, 200, self.program.desk.now()).rows
        )
        return found

    def conversation(self, wanted: ConversationId) -> ConversationView:
        found: ConversationView = self.read(
            lambda reader: reader.conversation(wanted, self.program.desk.agent)
        )
        return found

    def row_about(self, text: str) -> InboxRow:
        """The open conversation whose newest words are these; waits for it."""
        found: list[InboxRow] = []

        def look() -> bool:
            found[:] = [row for row in self.rows() if text in row.preview]
            return bool(found)

        self.until(look)
        return found[0]

    def states(self, wanted: ConversationId) -> list[str]:
        """Where our replies of a conversation stand."""
        items = self.conversation(wanted).items
        return [str(one.send_state) for one in items if isinstance(one, MessageItem) and one.send_state]

    def received(self, text: str, shop: str = "") -> int:
        """How often customers of a shop got these words."""
        answer = self.town.ask("received", shop=shop or self._wanted)
        assert isinstance(answer, list)
        return sum(1 for one in answer if isinstance(one, dict) and text in str(one["text"]))

    # --- acting -----------------------------------------------------------------------------------------------------

    def customer_says(self, text: str) -> None:
        """The customer of the town's first conversation with this shop writes."""
        written = self.town.ask("written", shop=self._wanted)
        assert isinstance(written, list)
        first = written[0]
        assert isinstance(first, dict)
        self.town.tell("say", conversation=str(first["conversation"]), text=text)

    def hurry(self) -> None:
        """As `sync now` does."""
        self.program.desk.task(self.program.room.shops.sync_now, lambda _: None)

    def command(self) -> CommandId:
        return CommandId(self.program.desk.new_id())

    def do(self, command: Command) -> Outcome:
        """Carries a command out and waits for its commit."""
        done: list[Outcome] = []
        self.program.desk.do(command, done.append)
        self.until(lambda: bool(done))
        return done[0]

    def answer(self, row: InboxRow, text: str) -> OutboundId:
        """Ctrl+Enter."""
        outbound = OutboundId(self.program.desk.new_id())
        self.do(
            QueueReply(
                id=self.command(), agent=self.program.desk.agent, conversation=row.id, outbound=outbound,
                message=MessageId(self.program.desk.new_id()), text=text, base_last_message=row.last_message,
            )
        )  # fmt: skip
        return outbound

    def offline(self, off: bool) -> None:
        """The switch in the status bar."""
        done: list[bool] = []
        self.program.desk.task(lambda: self.program.room.set_offline(off), lambda _: done.append(True))
        self.until(lambda: bool(done))
