"""Small stories as rows: a_shop(), a_customer(), a_conversation(), a_message(), an_order() … on either engine."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Table, insert, select

from app.domain.channel_facts import ChannelFacts, Channels
from app.domain.conversations import Direction, MessageKind, Status
from app.domain.segment import identifier_key
from app.domain.sla import Clocks, running_from
from app.domain.team import Role
from app.domain.values import (
    AgentId,
    AttachmentId,
    ConversationId,
    CustomerId,
    LoginId,
    MessageId,
    OrderId,
    ShopId,
    message_number,
)
from app.store import schema
from app.store.conversations import (
    change_conversation,
    clock_columns,
    load_conversation,
    promises_of,
    refresh_newest,
)
from app.store.messages import index_messages
from app.store.order_rows import name_owners
from app.store.unit_of_work import Work, unit_of_work
from tests.fakes import START, FakeClock, SeededIds

MAIL = ChannelFacts("email", "E-mail", can_copy=True, can_attach=True, no_first_message="",
                    letters=True)  # fmt: skip
MARKET = ChannelFacts("market", "Marketplace", reply_limit=2000, platform_target=timedelta(hours=24), can_attach=True,
                      no_first_message="", letters=True)  # fmt: skip


def channels(channel: str) -> ChannelFacts:
    """Facts of two invented channels."""
    return {"email": MAIL, "market": MARKET}[channel]


@dataclass
class Story:
    """Writes rows as ingest would have left them. Ids rise and repeat in every run."""

    engine: Engine
    clock: FakeClock = field(default_factory=FakeClock)
    facts: Channels = channels

    def __post_init__(self) -> None:
        self.ids = SeededIds(7, self.clock)

    def an_agent(self, name: str = "林小码", role: Role = Role.ADMIN) -> AgentId:
        new = AgentId(self.ids.new())
        self._add(
            schema.agent, id=new, name=name, role=role.value, active=True, pin_hash="", created_at=START
        )
        return new

    def a_login(self, channel: str = "email") -> LoginId:
        new = LoginId(self.ids.new())
        self._add(
            schema.login, id=new, channel=channel, label="post@shop.example", settings={"host": "mail.example"},
            proxy=None, health="ok", health_reason="", checked_at=None, created_at=START,
        )  # fmt: skip
        return new

    def a_shop(self, title: str = "码头一号", channel: str = "market", **settings: str) -> ShopId:
        new = ShopId(self.ids.new())
        self._add(
            schema.shop, id=new, channel=channel, title=title, remote_key=new.hex, state="active", colour=2,
            settings=settings, added_at=self.clock.now(),
        )  # fmt: skip
        return new

    def a_customer(
        self, shop: ShopId, name: str = "Maria Schmidt", key: str = "maria@buyer.example"
    ) -> CustomerId:
        new = CustomerId(self.ids.new())
        self._add(
            schema.customer, id=new, name=name, country="DE", language="de", vip=False, note="",
            first_seen=self.clock.now(),
        )  # fmt: skip
        self._add(schema.identity, shop_id=shop, key=key, customer_id=new, name=name)
        return new

    def a_conversation(
        self, shop: ShopId, customer: CustomerId, text: str = "Wo ist mein Paket?", *, subject: str = "Lieferung",
        status: Status = Status.PENDING, assignee: AgentId | None = None, age: timedelta = timedelta(hours=1),
        waiting: bool = True,
    ) -> ConversationId:  # fmt: skip
        """One customer message, `age` old; somebody waits for an answer while it is pending."""
        new = ConversationId(self.ids.new())
        at = self.clock.now() - age
        self._add(
            schema.conversation, id=new, shop_id=shop, customer_id=customer, subject=subject, status=status.value,
            assignee_id=assignee, snoozed_until=None, country="DE", language="de", order_key="", item_ref="",
            preview="", last_n=0, last_at=at, last_direction="inbound", last_message_id=None, news_n=0,
            message_count=0, waiting_since=None, platform_due=None, internal_due=None, due=None,
            reply_refs={"to": "maria@buyer.example"}, can_reply="", created_at=at, merged_into=None,
        )  # fmt: skip
        self._add(schema.thread_key, shop_id=shop, key=f"talk:{new.hex}", conversation_id=new, seen_at=at)
        self.a_message(new, text, at=at)
        if waiting and status is Status.PENDING:
            self._run_clock(new, at)
        return new

    def _run_clock(self, owner: ConversationId, since: datetime) -> None:
        with unit_of_work(self.engine, self.facts) as work:
            record = load_conversation(work, owner)
            clocks: Clocks = running_from(since, promises_of(work, record.shop_id))
            change_conversation(work, owner, **clock_columns(clocks, record.status))

    def a_message(
        self, owner: ConversationId, text: str, *, at: datetime | None = None,
        direction: Direction = Direction.INBOUND, kind: MessageKind = MessageKind.CUSTOMER, imported: bool = False,
        agent: AgentId | None = None,
    ) -> MessageId:  # fmt: skip
        new, at = MessageId(self.ids.new()), at or self.clock.now()
        n = message_number(at, new)
        with unit_of_work(self.engine, self.facts) as work:
            shop = work.connection.execute(
                select(schema.conversation.c.shop_id).where(schema.conversation.c.id == owner)
            ).scalar_one()
            work.connection.execute(
                insert(schema.message).values(
                    n=n, id=new, conversation_id=owner, shop_id=shop, remote_key=f"remote:{new.hex}",
                    direction=direction.value, kind=kind.value, author="Maria Schmidt", agent_id=agent, sent_at=at,
                    stored_at=at, subject="", text=text, quoted_from=None, language="de", imported=imported,
                    low_confidence=False, raw_key="", reply_refs={},
                )
            )  # fmt: skip
            index_messages(work, [n])
            refresh_newest(work, owner)
        return new

    def a_file(self, owner: ConversationId, name: str = "label.pdf") -> AttachmentId:
        new = AttachmentId(self.ids.new())
        self._add(
            schema.attachment, id=new, conversation_id=owner, message_id=None, position=0, name=name, size=1200,
            content_type="application/pdf", inline=False, content_id="", blob_key="ab12", url="", mail_part="",
            dangerous=False,
        )  # fmt: skip
        return new

    def an_order(
        self, shop: ShopId, customer: CustomerId | None = None, number: str = "302-8812345-6677001"
    ) -> OrderId:
        new = OrderId(self.ids.new())
        now = self.clock.now()
        self._add(
            schema.orders, id=new, shop_id=shop, remote_key=number, customer_id=customer, status="shipped",
            remote_status="Shipped", placed_at=now - timedelta(days=5), updated_at=now, buyer_name="Maria Schmidt",
            buyer_keys=["maria@buyer.example"], total_minor=4599, currency="EUR",
            recipient={"name": "Maria Schmidt", "lines": ["Hafenweg 3"], "city": "Kiel", "country": "DE"},
            ship_by=None, deliver_by=now + timedelta(days=2), country="DE", url="https://market.example/o",
            buyer_note="",
        )  # fmt: skip
        self._add(
            schema.order_line, order_id=new, position=0, line_key="1", sku="LAMP-07-BLK", item_ref="ITEM7",
            title="Schreibtischlampe", quantity=1, price_minor=4599, currency="EUR", picture="",
        )  # fmt: skip
        self._add(
            schema.shipment, order_id=new, remote_key="p1", carrier="DHL", tracking="00340434161094042557",
            tracking_url="", status="in_transit", shipped_at=now - timedelta(days=3), last_event="", last_event_at=None,
        )  # fmt: skip
        with unit_of_work(self.engine, self.facts) as work:
            named = [("order", number), ("sku", "LAMP-07-BLK"), ("tracking", "00340434161094042557")]
            name_owners(work, [(identifier_key(number), kind, new) for kind, number in named])
        return new

    def newest(self, owner: ConversationId) -> MessageId:
        """The message an agent sees last."""
        with unit_of_work(self.engine) as work:
            found = load_conversation(work, owner).last_message_id
        assert found is not None
        return found

    def work(self) -> Any:
        """A unit of work that knows the channels."""
        return unit_of_work(self.engine, self.facts)

    def _add(self, table: Table, **values: Any) -> None:
        with unit_of_work(self.engine) as work:
            work.connection.execute(insert(table).values(**values))


def dump(work: Work, *, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every shared table, and on a desk of every local one, in key order."""
    tables = {**schema.shared.tables, **(schema.local.tables if work.is_desk else {})}
    dumped = {}
    for name, table in sorted(tables.items()):
        if name not in without:
            order = list(table.primary_key.columns)
            rows = work.connection.execute(select(table).order_by(*order)).all()
            dumped[name] = [_plain(row) for row in rows]
    return dumped


def _plain(row: Any) -> tuple[Any, ...]:
    return tuple(value.hex if isinstance(value, UUID) else value for value in row)
