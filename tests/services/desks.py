"""A small real desk for tests of services: SQLCipher in a temporary folder, one agent, one login, one shop."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Engine, Table, insert, select

from app.connectors.contract import Item, RemoteMessage
from app.domain.changes import Changes
from app.domain.channel_facts import ChannelFacts
from app.domain.commands import QueueReply
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.outcome import Outcome
from app.domain.shops import Login, Shop, ShopState
from app.domain.values import AgentId, CommandId, ConversationId, LoginId, MessageId, OutboundId, ShopId
from app.services.handlers import carry_out
from app.services.ingest import Batch, Sorted, take_in
from app.store import schema
from app.store.create import open_or_create
from app.store.cursors import Place
from app.store.shops import add_login, add_shop, all_shops
from app.store.unit_of_work import Work, unit_of_work
from tests.fakes import FakeClock, SeededIds

T = TypeVar("T")
KEY = bytes(range(32))


def facts(channel: str) -> ChannelFacts:
    """A channel that expects an answer within a day."""
    return ChannelFacts(channel, channel, platform_target=timedelta(hours=24), can_copy=True, can_attach=True)


class Desk:
    """The writing half of a desk, without threads."""

    def __init__(self, folder: Path, clock: FakeClock | None = None, ids: SeededIds | None = None) -> None:
        self._settle(open_or_create(folder / "desk.db", KEY), folder, clock, ids)

    @classmethod
    def on(cls, engine: Engine, folder: Path, clock: FakeClock, ids: SeededIds) -> "Desk":
        """A new desk on an engine that somebody listens to."""
        desk = cls.__new__(cls)
        desk._settle(engine, folder, clock, ids)
        return desk

    def _settle(self, engine: Engine, folder: Path, clock: FakeClock | None, ids: SeededIds | None) -> None:
        self.path, self.engine = folder / "desk.db", engine
        self.clock = clock or FakeClock()
        self.ids = ids or SeededIds(1, self.clock)
        self.agent = AgentId(self.ids.new())
        self.login = LoginId(self.ids.new())
        self.shop = Shop(
            ShopId(self.ids.new()),
            "email",
            "Shop",
            "shop@shop.example",
            ShopState.ACTIVE,
            0,
            {"mail": self.login},
        )
        self.work(self._furnish)

    @classmethod
    def opened(cls, folder: Path, clock: FakeClock | None = None, ids: SeededIds | None = None) -> "Desk":
        """The desk that was made in `folder` before, with nothing but its file."""
        desk = cls.__new__(cls)
        desk.path = folder / "desk.db"
        desk.clock = clock or FakeClock()
        desk.ids = ids or SeededIds(1, desk.clock)
        desk.open()
        desk.work(desk._recall)
        return desk

    def _recall(self, work: Work) -> None:
        self.agent = AgentId(work.connection.execute(select(schema.agent.c.id)).scalar_one())
        self.shop = all_shops(work)[0]
        self.login = self.shop.logins["mail"]

    def _furnish(self, work: Work) -> None:
        now = self.clock.now()
        work.connection.execute(
            insert(schema.agent).values(
                id=self.agent, name="Ada", role="agent", active=True, pin_hash="", created_at=now
            )
        )
        add_login(work, Login(self.login, "email", "shop@shop.example", {}), now)
        add_shop(work, self.shop, now)

    def open(self) -> None:
        """Opens the file that is there."""
        self.engine = open_or_create(self.path, KEY)

    def reopen(self) -> None:
        """As after a restart of the program."""
        self.engine.dispose()
        self.open()

    def close(self) -> None:
        self.engine.dispose()

    def work(self, job: Callable[[Work], T]) -> T:
        """One transaction."""
        with unit_of_work(self.engine, facts) as work:
            return job(work)

    def ingest(
        self,
        items: Iterable[Item],
        *,
        imported: bool = False,
        cursor: str | None = None,
        stream: str = "messages",
    ) -> Changes:
        """Takes items in as the writer would."""
        arrived = [Sorted(self.shop, item, imported) for item in items]
        place = Place(cursor) if cursor is not None else None
        with unit_of_work(self.engine, facts) as work:
            take_in(work, Batch(self.login, stream, arrived, (), place), self.clock.now(), self.ids)
        return work.log.freeze()

    def rows(self, table: Table, *columns: str) -> list[tuple[object, ...]]:
        """Chosen columns of every row, in key order."""
        chosen = [table.c[name] for name in columns]
        order = list(table.primary_key)
        return self.work(
            lambda work: [tuple(row) for row in work.connection.execute(select(*chosen).order_by(*order))]
        )

    def talk(self) -> dict[str, object]:
        """The only conversation."""
        with unit_of_work(self.engine, facts) as work:
            return dict(work.connection.execute(select(schema.conversation)).mappings().one())

    def reply(self, text: str, conversation: UUID | None = None, base: UUID | None = None) -> OutboundId:
        """Queues a reply as the composer would, undo window included."""
        talk = self.talk() if conversation is None else self.load(conversation)
        outbound = OutboundId(self.ids.new())
        seen = base if base is not None else talk["last_message_id"]
        self.do(
            QueueReply(
                id=CommandId(self.ids.new()),
                agent=self.agent,
                conversation=ConversationId(talk["id"]),  # type: ignore[arg-type]  # a mapping of a row
                outbound=outbound,
                message=MessageId(self.ids.new()),
                text=text,
                base_last_message=seen,  # type: ignore[arg-type]  # as above
                repeat_confirmed=True,
            )
        )
        return outbound

    def load(self, conversation: UUID) -> dict[str, object]:
        query = select(schema.conversation).where(schema.conversation.c.id == conversation)
        return self.work(lambda work: dict(work.connection.execute(query).mappings().one()))

    def outbound(self, wanted: UUID) -> dict[str, object]:
        query = select(schema.outbound).where(schema.outbound.c.id == wanted)
        return self.work(lambda work: dict(work.connection.execute(query).mappings().one()))

    def do(self, command: object) -> Outcome:
        return carry_out(self.engine, command, self.clock.now(), facts)  # type: ignore[arg-type]  # any command


def said(
    key: str, at: datetime, text: str = "Where is my parcel?", *, keys: Sequence[str] = ("t:1",),
    ours: bool = False, **more: object,
) -> RemoteMessage:  # fmt: skip
    """A message as a channel reports it."""
    buyer = Party("bea@buyer.example", "Bea")
    values: dict[str, object] = {
        "direction": Direction.OUTBOUND if ours else Direction.INBOUND,
        "kind": MessageKind.AGENT if ours else MessageKind.CUSTOMER,
        "author": Party("", "Shop") if ours else buyer,
        "customer": buyer,
    }
    return RemoteMessage(key, tuple(keys), sent_at=at, text=text, **(values | more))  # type: ignore[arg-type]
