"""Parts for testing screens without threads or a store: a desk that answers at once, a reader with believable rows."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.bridge.desk import Desk, Failed
from app.domain.cards import Card
from app.domain.changes import Changes
from app.domain.commands import Command
from app.domain.conversations import Direction, MessageKind, Status
from app.domain.drafts import FirstDraft
from app.domain.errors import Problem, QuaysideError
from app.domain.forms import Form
from app.domain.health import LoginPulse, StoredHealth, StreamRow
from app.domain.opening import OfferedCode
from app.domain.orders import OrderLine, OrderStatus, Recipient, Shipment
from app.domain.outbox import SendState
from app.domain.outcome import Outcome
from app.domain.ports import FirstWord
from app.domain.query import Has, Is, parse_query
from app.domain.reader import Reader
from app.domain.readmodels import (
    SHOWN_HISTORY,
    AgentRow,
    Badges,
    ContextView,
    ConversationView,
    CustomerCard,
    Group,
    ImportedWaiting,
    InboxPage,
    InboxRow,
    MessageItem,
    NoteItem,
    OrderCard,
    OutboxRow,
    QuarantineRow,
    ShopBadge,
    ShopRow,
    SyncState,
    Tally,
    TemplateRow,
    View,
    ViewKind,
)
from app.domain.shops import Health, ShopState
from app.domain.team import Role
from app.domain.values import (
    AgentId,
    ConversationId,
    CustomerId,
    LoginId,
    MessageId,
    Money,
    NoteId,
    OrderId,
    OutboundId,
    ShopId,
    TemplateId,
    uuid7,
)

NOW = datetime(2026, 5, 13, 6, 33, tzinfo=UTC)
"""the moment of the drawings"""


class StillClock:
    """Time that moves only when a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.moment.timestamp()

    def pass_(self, time: timedelta) -> None:
        self.moment += time


class SeededIds:
    """Ids that are the same in every run."""

    def __init__(self, clock: StillClock, seed: int = 1) -> None:
        self._clock, self._random = clock, Random(seed)

    def new(self) -> UUID:
        return uuid7(self._clock.now(), self._random.randbytes(10))

    def token(self, length: int) -> bytes:
        return self._random.randbytes(length)

    def jitter(self) -> float:
        return self._random.random()


def an_id(name: str) -> UUID:
    """A fixed id for a name."""
    return UUID(bytes=Random(name).randbytes(16), version=4)


@dataclass(slots=True)
class InlineReads:
    """Answers on the spot; the desk still delivers through the event loop."""

    reader: Reader
    asked: int = 0

    def submit(
        self, question: Callable[[Reader], object], answer: Callable[[object], None], failed: Failed
    ) -> None:
        self.asked += 1
        try:
            found = question(self.reader)
        except QuaysideError as error:
            failed(error)
        else:
            answer(found)


class InlineTasks:
    """Runs slow work on the spot."""

    def submit(self, task: Callable[[], object], answer: Callable[[object], None], failed: Failed) -> None:
        try:
            done = task()
        except QuaysideError as error:
            failed(error)
        else:
            answer(done)


@dataclass(slots=True)
class RecordingWrites:
    """Keeps every command; `refuse` makes the next one fail; `carry_out` may change the fake reader's rows."""

    commands: list[Command] = field(default_factory=list)
    refuse: QuaysideError | None = None
    carry_out: Callable[[Command], Changes] = field(default=lambda command: Changes())
    undoable: bool = True

    def submit(self, command: Command, done: Callable[[Outcome], None], failed: Failed) -> None:
        if self.refuse is not None:
            error, self.refuse = self.refuse, None
            failed(error)
            return
        self.commands.append(command)
        done(Outcome(self.carry_out(command), undoable=self.undoable))


ME = AgentId(an_id("agent 王晓"))
LI_NA = AgentId(an_id("agent 李娜"))
AGENTS = (
    AgentRow(ME, "王晓", "王", Role.ADMIN, True, False),
    AgentRow(LI_NA, "李娜", "李", Role.AGENT, True, True),
)
SHOPS = tuple(
    ShopBadge(ShopId(an_id(f"shop {title}")), channel, title, colour, ShopState.ACTIVE, health, count)
    for channel, title, colour, health, count in (
        ("amazon", "Amazon DE", 0, Health.OK, 9), ("amazon", "Amazon JP", 3, Health.OK, 6),
        ("ebay", "eBay UK", 1, Health.OK, 4), ("amazon", "Amazon ES", 2, Health.OK, 3),
        ("email", "邮箱 客服", 4, Health.OK, 2), ("ebay", "eBay US", 6, Health.SIGN_IN, 1),
    )
)  # fmt: skip
# name, country, language, shop, minutes left, whole hours, unread, vip, order, tags, preview, status
_PEOPLE = (
    ("田中 美咲", "JP", "ja", 1, -80, 24, True, True, "250-1183047-5520918", ("破损",),
     "届いたらふたが割れていました。新しいものと交換していただけますか。", Status.PENDING),
    ("James Whitlock", "GB", "en", 2, 12, 8, True, False, "14-09182-33705", ("未收到",),
     "Still nothing. I will open a case tonight.", Status.PENDING),
    ("Lucía Ferrer", "ES", "es", 3, 38, 4, True, False, "404-7725190-1136842", ("改地址",),
     "¿Puedo cambiar la dirección antes del envío? Me he mudado.", Status.PENDING),
    ("Maria Schmidt", "DE", "de", 0, 102, 8, False, True, "302-4471906-8825114", ("物流",),
     "Kommt es vor Freitag an? Sonst möchte ich mein Geld zurück.", Status.PENDING),
    ("Sophie Laurent", "FR", "fr", 4, 125, 6, True, False, "NB-20418", ("发票",),
     "Le nom de la société est faux sur la facture, merci de la refaire.", Status.PENDING),
    ("Oliver Brandt", "DE", "de", 2, 200, 8, False, False, "11-09177-80254", ("售前",),
     "Passt der Deckel auch auf das 0,5-l-Modell?", Status.PENDING),
    ("佐藤 健", "JP", "ja", 1, 348, 14, False, False, "250-9036621-4471835", ("发票",),
     "領収書の宛名を変更していただけますか。", Status.PENDING),
    ("Emma Clarke", "GB", "en", 4, 550, 12, False, False, "NB-20397", ("好评", "补发"),
     "Thank you, the replacement colour is exactly right!", Status.PENDING),
    ("Diego Ramírez", "ES", "es", 3, 690, 16, True, False, "404-5518327-9906471", ("退货",),
     "La etiqueta de devolución no se abre, ¿me la envían otra vez?", Status.PENDING),
    ("أحمد الحربي", "AE", "ar", 4, 790, 20, True, False, "NB-20399", (),
     "هل يمكن توصيل الطلب قبل يوم الخميس؟ شكراً لكم", Status.PENDING),
    ("Anna Lindqvist", "SE", "sv", 0, 1085, 24, False, False, "302-8890145-2276310", ("售前",),
     "Finns den i 750 ml också?", Status.PENDING),
    ("Giulia Conti", "IT", "it", 0, 2600, 48, False, False, "302-7714098-1120365", (),
     "Grazie per la risposta, resto in attesa del rimborso.", Status.PENDING),
)  # fmt: skip


def a_row(number: int = 3, **changes: object) -> InboxRow:
    """One of the people of the drawings; after the twelfth they come again with other ids."""
    name, country, language, shop, left, hours, unread, vip, order, tags, preview, status = _PEOPLE[
        number % len(_PEOPLE)
    ]
    badge = SHOPS[shop]
    due = NOW + timedelta(minutes=left + number // len(_PEOPLE) * 3000)
    row = InboxRow(
        id=ConversationId(an_id(f"conversation {number}")), channel=badge.channel, shop=badge.id,
        shop_title=badge.title, shop_colour=badge.colour, customer_name=name, country=country, language=language,
        vip=vip, unread=unread, status=status, preview=preview, last_direction=Direction.INBOUND,
        last_at=due - timedelta(hours=hours), order_key=order, item_ref="", tags=tags, assignee=ME,
        assignee_initials="王", waiting_since=due - timedelta(hours=hours), due=due,
        platform_due=due + timedelta(hours=16), internal_due=due, snoozed_until=None, has_draft=False,
        send_state=None, last_message=MessageId(an_id(f"message {number}")), stamp=number,
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]  # tests name the fields they care about


class FakeReader:
    """A small store in memory, or a huge one whose rows are made when they are asked for."""

    def __init__(self, rows: Sequence[InboxRow] | None = None, huge: int = 0) -> None:
        self.other_tags: tuple[str, ...] = ()
        self.rows = [a_row(number) for number in range(len(_PEOPLE))] if rows is None else list(rows)
        self.huge = huge
        self.pages: list[tuple[int, int]] = []
        """which pages were asked for"""
        self.agent_rows: tuple[AgentRow, ...] = AGENTS
        self.outbox_rows: tuple[OutboxRow, ...] = (_an_outbox_row(),)
        self.template_rows: tuple[TemplateRow, ...] = _TEMPLATES
        self.shop_rows: tuple[ShopRow, ...] = ()
        self.silent: tuple[OrderCard, ...] = ()
        """orders about which nobody has written"""
        self.quarantine_rows: tuple[QuarantineRow, ...] = ()
        self.stream_rows: tuple[StreamRow, ...] = ()
        self.imported: tuple[ImportedWaiting, ...] = ()
        self.badge_shops: tuple[ShopBadge, ...] = SHOPS
        self.said: dict[ConversationId, str] = {}
        """customers' words, where the preview is ours"""
        self.views: dict[ConversationId, ConversationView] = {}
        self.histories: list[int] = []
        self.contexts: dict[ConversationId, ContextView] = {}
        self.first_drafts: dict[OrderId, FirstDraft] = {}

    def inbox_page(self, view: View, first: int, limit: int, now: datetime) -> InboxPage:
        self.pages.append((first, limit))
        if self.huge:
            rows = tuple(a_row(number) for number in range(first, min(first + limit, self.huge)))
            return InboxPage(rows, first, self.huge)
        found = self._found(view, now)
        walked = min(first + limit, len(found)) if view.query else len(found)
        return InboxPage(tuple(found[first : first + limit]), first, walked, more=walked < len(found))

    def inbox_groups(self, view: View, now: datetime) -> tuple[Group, ...]:
        if self.huge:
            return (Group("breached", 0, 1000), Group("day", 1000, self.huge - 1000))
        groups: list[Group] = []
        for at, row in enumerate(self._found(view, now)):
            key = _group_of(row, now)
            if groups and groups[-1].key == key:
                groups[-1] = replace(groups[-1], count=groups[-1].count + 1)
            else:
                groups.append(Group(key, at, 1))
        return tuple(groups)

    def inbox_ids(self, view: View, now: datetime) -> tuple[ConversationId, ...]:
        return tuple(row.id for row in self._found(view, now))

    def inbox_rows(self, ids: Sequence[ConversationId], agent: AgentId) -> tuple[InboxRow, ...]:
        return tuple(row for row in self.rows if row.id in set(ids))

    def customer_words(self, ids: Sequence[ConversationId]) -> dict[ConversationId, str]:
        return {row.id: self.said.get(row.id, row.preview) for row in self.rows if row.id in set(ids)}

    def position(self, view: View, conversation: ConversationId, now: datetime) -> int | None:
        ids = self.inbox_ids(view, now)
        return ids.index(conversation) if conversation in ids else None

    def tally(self, view: View, upto: int, conversation: ConversationId | None, now: datetime) -> Tally:
        ids = self.inbox_ids(view, now)
        counted = ids[:upto]
        at = counted.index(conversation) if conversation in counted else None
        return Tally(len(counted), len(ids) > upto, at)

    def badges(self, agent: AgentId, now: datetime) -> Badges:
        kinds = (ViewKind.MINE, ViewKind.UNASSIGNED, ViewKind.DUE_SOON, ViewKind.OPEN, ViewKind.WAITING,
                 ViewKind.SNOOZED, ViewKind.TRANSFERRED, ViewKind.RESOLVED)  # fmt: skip
        counts = {kind: len(self._found(View(kind, agent), now)) for kind in kinds}
        troubled = sum(row.state is SendState.ASK_HUMAN for row in self.outbox_rows)
        return Badges(counts, len(self.outbox_rows), troubled, len(self.quarantine_rows), self.badge_shops)

    def first_draft(self, order: OrderId, agent: AgentId) -> FirstDraft:
        return self.first_drafts.get(order, FirstDraft())

    def conversation(
        self, conversation: ConversationId, agent: AgentId, newest: int = 60
    ) -> ConversationView | None:
        if conversation in self.views:
            return self.views[conversation]
        row = next((row for row in self.rows if row.id == conversation), None)
        return a_conversation_view(row) if row else None

    def context(
        self, conversation: ConversationId, agent: AgentId, history: int = SHOWN_HISTORY
    ) -> ContextView | None:
        self.histories.append(history)
        if conversation in self.contexts:
            return self.contexts[conversation]
        row = next((row for row in self.rows if row.id == conversation), None)
        return a_context(row) if row else None

    def find_orders(self, text: str, limit: int = 20) -> tuple[OrderCard, ...]:
        cards = (an_order_card(row) for row in self.rows if row.order_key)
        return tuple(card for card in cards if card.remote_key.endswith(text))[:limit]

    def silent_orders(self, typed: str, now: datetime, limit: int = 5) -> tuple[OrderCard, ...]:
        return tuple(card for card in self.silent if card.remote_key.endswith(typed))[:limit]

    def order(self, order: OrderId) -> OrderCard | None:
        cards = (an_order_card(row) for row in self.rows)
        return next((card for card in cards if card.id == order), None)

    def templates(self, channel: str = "", language: str = "", text: str = "") -> tuple[TemplateRow, ...]:
        found = [row for row in self.template_rows if text in row.title + row.body]
        return tuple(sorted(found, key=lambda row: row.language != language))

    def outbox(self) -> tuple[OutboxRow, ...]:
        return self.outbox_rows

    def shops(self) -> tuple[ShopRow, ...]:
        return self.shop_rows

    def quarantine(self) -> tuple[QuarantineRow, ...]:
        return self.quarantine_rows

    def stored_health(self) -> StoredHealth:
        aside = Counter(row.login for row in self.quarantine_rows)
        return StoredHealth(self.shop_rows, self.stream_rows, aside)

    def imported_waiting(self) -> tuple[ImportedWaiting, ...]:
        return self.imported

    def tags(self) -> tuple[str, ...]:
        return tuple(sorted({tag for row in self.rows for tag in row.tags} | set(self.other_tags)))

    def agents(self) -> tuple[AgentRow, ...]:
        return self.agent_rows

    def sync_state(self, now: datetime) -> SyncState:
        bad = sum(shop.health is Health.SIGN_IN for shop in self.badge_shops)
        dues = sorted((row.due, row.customer_name) for row in self.rows if row.due)
        due, who = dues[0] if dues else (None, "")
        good = len(self.badge_shops) - bad
        return SyncState(good, bad, 0, now - timedelta(seconds=20), len(self.outbox_rows), due, who, 83)

    def _found(self, view: View, now: datetime) -> list[InboxRow]:
        rows = [row for row in self.rows if _belongs(row, view, now)]
        if view.sort.value == "due_first":
            rows.sort(key=lambda row: (row.due is None, row.due or now))
        else:
            rows.sort(key=lambda row: row.last_at, reverse=view.sort.value == "newest")
        return rows


def _group_of(row: InboxRow, now: datetime) -> str:
    if row.due is None:
        return "none"
    left = row.due - now
    if left <= timedelta():
        return "breached"
    return "hour" if left <= timedelta(hours=1) else "day" if left <= timedelta(days=1) else "later"


def _belongs(row: InboxRow, view: View, now: datetime) -> bool:
    pending = row.status is Status.PENDING
    soon = pending and row.due is not None and row.due - now <= timedelta(hours=1)
    of_kind = {
        ViewKind.MINE: pending and row.assignee == view.agent,
        ViewKind.UNASSIGNED: pending and row.assignee is None,
        ViewKind.DUE_SOON: soon,
        ViewKind.OPEN: pending,
        ViewKind.WAITING: row.status is Status.WAITING,
        ViewKind.SNOOZED: row.status is Status.SNOOZED,
        ViewKind.TRANSFERRED: row.status is Status.TRANSFERRED,
        ViewKind.RESOLVED: row.status is Status.RESOLVED,
        ViewKind.SHOP: row.shop == view.shop and row.status is not Status.RESOLVED,
        ViewKind.SEARCH: True,
    }[view.kind]
    return of_kind and (not view.query or _matches(row, view.query, now))


def _matches(row: InboxRow, typed: str, now: datetime) -> bool:
    query = parse_query(typed, now)
    everything = f"{row.customer_name} {row.preview} {row.order_key}".lower()
    return (
        all(word.lower() in everything for word in query.text.split())
        and all(row.order_key.endswith(order) for order in query.orders)
        and all(tag in row.tags for tag in query.tags)
        and all(language == row.language for language in query.languages)
        and (Is.UNREAD not in query.states or row.unread)
        and (Is.VIP not in query.states or row.vip)
        and (Has.DRAFT not in query.things or row.has_draft)
    )


def a_message(name: str, direction: Direction, at: datetime, text: str, **changes: object) -> MessageItem:
    """One message of a timeline."""
    inbound = direction is Direction.INBOUND
    message = MessageItem(
        id=MessageId(an_id(f"item {name} {at}")), n=int(at.timestamp()), direction=direction,
        kind=MessageKind.CUSTOMER if inbound else MessageKind.AGENT, author=name,
        agent_name="" if inbound else name, sent_at=at, subject="", text=text, quoted_from=None, language="de",
        attachments=(), send_state=None if inbound else SendState.SENT, outbound=None, undo_until=None,
        send_reason="", next_look=None, has_raw=inbound, low_confidence=False, imported=False,
    )  # fmt: skip
    return replace(message, **changes)  # type: ignore[arg-type]  # tests name the fields they care about


def a_conversation_view(row: InboxRow, **changes: object) -> ConversationView:
    """The middle pane of a row: yesterday's question, a note, our answer, today's question."""
    since = row.waiting_since or NOW - timedelta(hours=6)
    before = since - timedelta(days=1)
    items = (
        a_message(row.customer_name, Direction.INBOUND, before,
                  "Guten Tag, das Paket sollte gestern ankommen, aber die Sendungsverfolgung steht seit Freitag "
                  "still. Ich möchte es am 15. Mai verschenken. Wo ist es?"),
        NoteItem(NoteId(an_id(f"note {row.id}")), before + timedelta(minutes=19), "王晓",
                 "已联系货代：包裹在莱比锡，预计 14 日派送；14 日中午仍无更新就补发。"),
        a_message("王晓", Direction.OUTBOUND, before + timedelta(minutes=28),
                  "Ihr Paket ist in Leipzig und wird voraussichtlich am 14. Mai zugestellt. Bei Änderungen melde "
                  "ich mich sofort."),
        a_message(row.customer_name, Direction.INBOUND, since, row.preview, language=row.language),
    )  # fmt: skip
    view = ConversationView(
        row=row, customer=CustomerId(an_id(f"customer {row.customer_name}")), subject="Wo ist mein Paket?",
        items=items, earlier=False, participants=(),
        reply_limit=4000, can_copy=row.channel == "email", can_attach=True, cannot_reply="",
        timezone="Europe/Berlin", manners=("manners_amazon", "manners_amazon_time", "manners_amazon_tone"),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]  # tests name the fields they care about


def an_order_card(row: InboxRow, **changes: object) -> OrderCard:
    """The order beside a row."""
    line = OrderLine("1", "TB-1000-GR", "B0EXAMPLE1", "不锈钢保温杯 1 L 钛灰", 2, Money(2999, "EUR"))
    shipment = Shipment(
        "s1", "DHL", "00340434161094048815", OrderStatus.IN_TRANSIT, NOW - timedelta(days=5),
        "离开莱比锡", NOW - timedelta(hours=4), "https://tracking.example/00340434161094048815",
    )  # fmt: skip
    card = OrderCard(
        id=OrderId(an_id(f"order {row.order_key}")), shop=row.shop, shop_title=row.shop_title,
        channel=row.channel, remote_key=row.order_key,
        status=OrderStatus.IN_TRANSIT, remote_status="Shipped", placed_at=NOW - timedelta(days=7),
        updated_at=NOW - timedelta(hours=4), total=Money(5998, "EUR"),
        recipient=Recipient("M. Schmidt", ("Hafenweg 4",), "Leipzig", "", "04277", row.country),
        lines=(line,), pictures=("",), shipments=(shipment,), after_sales=(), ship_by=NOW - timedelta(days=5),
        deliver_by=NOW + timedelta(days=1), url="https://seller.example/orders/1", buyer_note="",
    )  # fmt: skip
    return replace(card, **changes)  # type: ignore[arg-type]  # tests name the fields they care about


def a_context(row: InboxRow) -> ContextView:
    """The right pane of a row."""
    card = an_order_card(row)
    old = replace(
        card, id=OrderId(an_id("old order")), remote_key="302-1190457-6630028", status=OrderStatus.DELIVERED,
        placed_at=NOW - timedelta(days=95), shipments=(),
    )  # fmt: skip
    customer = CustomerCard(
        id=CustomerId(an_id(f"customer {row.customer_name}")), name=row.customer_name, vip=row.vip,
        note="送礼客户，重视到货日期", country=row.country, language=row.language,
        identities=((row.channel, "m.schmidt@marketplace.example"), ("ebay", "m_schmidt_le")), order_count=3,
        spent=(Money(18420, "EUR"),), first_seen=NOW - timedelta(days=400), conversations=(a_row(5),),
    )  # fmt: skip
    return ContextView(row.id, row.shop, (card,), (old,), customer)


def _an_outbox_row() -> OutboxRow:
    row = a_row(1)
    return OutboxRow(
        id=OutboundId(an_id("outbound 1")), conversation=row.id, channel=row.channel, shop_title=row.shop_title,
        customer_name=row.customer_name, text="I'm very sorry. We are sending a replacement today.",
        state=SendState.QUEUED, reason="", queued_at=NOW - timedelta(minutes=2), undo_until=None,
        not_before=None, attempts=0, next_look=None, due=row.due, blocked_by=None,
    )  # fmt: skip


_TEMPLATES = tuple(
    TemplateRow(TemplateId(an_id(title)), title, body, language, "", "物流", uses)
    for title, body, language, uses in (
        (
            "运输延误：说明新的到货日",
            "Guten Tag {{customer.name}}, Ihr Paket {{order.number}} ist unterwegs.",
            "de",
            12,
        ),
        ("未按时到达：退款或补发", "Es tut uns leid, {{customer.name}}. Erstattung oder Ersatz?", "de", 7),
        (
            "Where is my order",
            "Hello {{customer.name}}, your order {{order.number}} is on its way.",
            "en",
            20,
        ),
    )
)


def raises(key: str) -> Callable[..., None]:
    """A stand-in that fails like the layer below would."""

    def fail(*_: object) -> None:
        raise Problem(key)

    return fail


def fake_desk(
    reader: FakeReader | None = None, writes: RecordingWrites | None = None, clock: StillClock | None = None
) -> Desk:
    """A desk over fakes; answers come with the next turn of the event loop."""
    time = clock or StillClock()
    return Desk(
        InlineReads(reader or FakeReader()),
        writes or RecordingWrites(),
        InlineTasks(),
        time,
        SeededIds(time),
        ME,
    )


class MemorySettings:
    """Settings that forget everything when the test ends."""

    def __init__(self, **stored: str) -> None:
        self.stored = {"first_run": "never", **stored}

    def text(self, key: str, default: str = "") -> str:
        return self.stored.get(key, default)

    def put(self, key: str, value: str) -> None:
        self.stored[key] = value


class FakeHousekeeping:
    """Housekeeping that notes what it was asked."""

    def __init__(self) -> None:
        self.offline: list[bool] = []
        self.lost = False
        self.codes: list[str] = []
        """recovery codes that were written down"""
        self.pin = "1234"
        self.tried: list[str] = []
        """PINs that were typed"""

    def diagnostics(self) -> str:
        return "quayside 0.1.0"

    def offer_code(self) -> OfferedCode:
        return OfferedCode(("AAAA", "BBBB"), (1,))

    def keep_code(self, code: str) -> None:
        self.codes.append(code)

    def log_folder(self) -> Path:
        return Path("logs")

    def set_offline(self, offline: bool) -> None:
        self.offline.append(offline)

    def line_lost(self) -> bool:
        return self.lost

    def pin_fits(self, agent: AgentId, pin: str) -> bool:
        self.tried.append(pin)
        return pin == self.pin


class SimplePane(QLabel):
    """Stands in for a pane or page of another folder and remembers what it was told."""

    wants_conversation = Signal(object)
    command_wanted = Signal(str)
    left = Signal()
    told = Signal(str)
    template_wanted = Signal(object)
    card_wanted = Signal(object)
    context_read = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown: list[ConversationId | None] = []
        self.begun: list[str] = []

    def show_conversation(self, conversation: ConversationId | None) -> None:
        self.shown.append(conversation)

    def start_reply(self) -> None:
        self.begun.append("reply")

    def start_note(self) -> None:
        self.begun.append("note")

    def send_as(self) -> None:
        self.begun.append("send_as")

    def writing(self) -> bool:
        return self.hasFocus()

    def send(self, resolve: bool) -> None:
        self.begun.append("send and resolve" if resolve else "send")

    def insert_template(self, row: TemplateRow) -> None:
        self.begun.append(row.title)

    def send_card(self, card: Card) -> None:
        self.begun.append(card.kind)

    def set_context(self, context: ContextView | None) -> None:
        self.begun.append("context")

    def save_draft(self) -> None:
        self.begun.append("draft")

    def sign_in(self, shop: ShopId) -> None:
        self.begun.append("sign_in")

    def connect_shop(self) -> None:
        self.begun.append("connect")

    def show_health(self, shop: ShopId | None) -> None:
        self.begun.append(f"health {shop}" if shop else "health")

    def show_quarantine(self) -> None:
        self.begun.append("quarantine")


class SimplePanes:
    """Makes simple panes, once each."""

    def __init__(self) -> None:
        self.made: dict[str, SimplePane] = {}

    def _make(self, name: str) -> SimplePane:
        self.made[name] = SimplePane(name)
        return self.made[name]

    def conversation(self) -> SimplePane:
        return self._make("conversation")

    def context(self) -> SimplePane:
        return self._make("context")

    def order(self, parent: QWidget, card: OrderCard) -> SimplePane:
        made = self._make(f"order {card.remote_key}")
        made.setParent(parent)
        return made

    def outbox(self) -> SimplePane:
        return self._make("outbox")

    def templates(self) -> SimplePane:
        return self._make("templates")

    def shops(self) -> SimplePane:
        return self._make("shops")


class FakeFloor:
    """Lanes that say what a test wants, and remember what they were asked for."""

    def __init__(self) -> None:
        self.beats: tuple[LoginPulse, ...] = ()
        self.looks: list[tuple[LoginId, str]] = []
        self.able: frozenset[str] = frozenset()
        self.first = FirstWord(letters=True)
        self.offered: tuple[Form, ...] = ()
        self.practised: list[tuple[str, str]] = []
        self.refuse = ""

    def pulses(self) -> tuple[LoginPulse, ...]:
        return self.beats

    def look_at(self, login: LoginId, stream: str = "") -> None:
        if self.refuse:
            raise Problem(self.refuse)
        self.looks.append((login, stream))

    def abilities(self, shop: ShopId) -> frozenset[str]:
        return self.able

    def first_word(self, shop: ShopId) -> FirstWord:
        return self.first

    def forms(self, conversation: ConversationId) -> tuple[Form, ...]:
        if self.refuse:
            raise Problem(self.refuse)
        return self.offered

    def practise(self, channel: str, title: str) -> ShopId:
        self.practised.append((channel, title))
        return ShopId(an_id("practice"))


class FakeShops:
    """Connecting is somebody else's test; this only counts rounds of syncing."""

    def __init__(self) -> None:
        self.rounds = 0

    def sync_now(self) -> None:
        self.rounds += 1
