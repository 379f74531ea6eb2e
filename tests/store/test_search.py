"""Search finds everything a plain look through the texts finds, in every script and with every filter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from app.domain.query import parse_query
from app.domain.readmodels import SortOrder, View, ViewKind
from app.domain.segment import fold, identifier_key
from app.domain.values import AgentId, ConversationId, message_number, uuid7
from app.store import search_sorted
from app.store.engine import open_local
from app.store.local_objects import INDEXES
from app.store.reading import ReadConnection, open_reader
from app.store.schema import local, shared
from app.store.search import SearchPage, search_conversations
from app.store.search_index import SEARCH_OBJECTS, Document, forget_documents, index_documents
from app.store.unit_of_work import Work, unit_of_work

KEY = bytes(range(32))
NOW = datetime(2026, 5, 13, 8, 0, tzinfo=UTC)
ME = AgentId(UUID(int=7))
TEXTS = (
    "Wo ist mein Paket? Es sollte gestern ankommen.",
    "我要退款，杯子破了",
    "返金をお願いします",
    "ต้องการคืนเงินค่ะ",
    "Please refund the order, the cup is broken",
    "Möchte die Größe umtauschen",
    "أريد استرداد المبلغ",
    "请问有现货吗",
    "हमें धनवापसी चाहिए",
    "Хочу вернуть деньги",
)


class Shelf:
    """A small database of messages whose texts are known."""

    def __init__(self, folder: Path) -> None:
        self._random = Random(5)
        self.engine = open_local(folder / "desk.db", KEY)
        self.shop = self._id(NOW)
        self.texts: dict[UUID, list[str]] = {}
        self.numbers: dict[UUID, list[int]] = {}
        with unit_of_work(self.engine) as work:
            shared.create_all(work.connection)
            local.create_all(work.connection)
            for statement in (*SEARCH_OBJECTS, *INDEXES):
                work.connection.exec_driver_sql(statement)
        self.engine.raw_connection().driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        self.reader: ReadConnection = open_reader(folder / "desk.db", KEY)

    def _id(self, at: datetime) -> UUID:
        return uuid7(at, self._random.randbytes(10))

    def add(
        self, text: str, *, who: str = "Maria Schmidt", status: str = "pending", tags: tuple[str, ...] = (),
        language: str = "de", photo: bool = False, age: timedelta = timedelta(hours=1), order: str = "",
        assignee: UUID | None = None, due: timedelta | None = None,
    ) -> UUID:  # fmt: skip
        """One conversation of one message, due so long from now."""
        at = NOW - age - timedelta(milliseconds=len(self.texts))
        conversation, message = self._id(at), self._id(at)
        n = message_number(at, message)
        with unit_of_work(self.engine) as work:
            self._conversation(work, conversation, status, n, assignee)
            if due is not None:
                moved = shared.tables["conversation"].update().values(due=NOW + due)
                work.connection.execute(moved.where(shared.tables["conversation"].c.id == conversation))
            self._message(work, n, message, conversation, text, language)
            if photo:
                self._photo(work, message, conversation)
            for tag in tags:
                work.connection.exec_driver_sql(
                    "INSERT INTO conversation_tag VALUES (?,?)", (conversation.bytes, tag)
                )
            if order:
                work.connection.exec_driver_sql(
                    "INSERT INTO identifier VALUES (?,'conversation',?)",
                    (identifier_key(order), conversation.bytes),
                )
            index_documents(work, [Document(n, who, f"{text} {order}", language, photo)])
            work.log.conversations.add(ConversationId(conversation))
        self.texts[conversation] = [text]
        self.numbers[conversation] = [n]
        return conversation

    def buy(self, conversation: UUID, sku: str) -> None:
        """An order with one article, tied to a conversation."""
        order = self._id(NOW)
        with unit_of_work(self.engine) as work:
            work.connection.execute(
                shared.tables["orders"].insert(),
                {
                    "id": order, "shop_id": self.shop, "remote_key": str(order), "customer_id": None, "status": "paid",
                    "remote_status": "", "placed_at": NOW, "updated_at": NOW, "buyer_name": "", "buyer_keys": [],
                    "total_minor": None, "currency": "", "recipient": {}, "ship_by": None, "deliver_by": None,
                    "country": "", "url": "", "buyer_note": "",
                },
            )  # fmt: skip
            for sql, values in (
                ("INSERT INTO identifier VALUES (?,'sku',?)", (identifier_key(sku), order.bytes)),
                (
                    "INSERT INTO conversation_order VALUES (?,?,0)",
                    (conversation.bytes, order.bytes),
                ),
            ):
                work.connection.exec_driver_sql(sql, values)

    def _conversation(
        self, work: Work, conversation: UUID, status: str, n: int, assignee: UUID | None
    ) -> None:
        work.connection.execute(
            shared.tables["conversation"].insert(),
            {
                "id": conversation, "shop_id": self.shop, "customer_id": conversation, "subject": "", "status": status,
                "assignee_id": assignee, "country": "", "language": "", "order_key": "", "item_ref": "", "preview": "",
                "last_n": n, "last_at": NOW, "last_direction": "inbound", "news_n": n, "message_count": 1,
                "reply_refs": {}, "can_reply": "", "created_at": NOW,
            },
        )  # fmt: skip

    def _message(
        self, work: Work, n: int, message: UUID, conversation: UUID, text: str, language: str
    ) -> None:
        work.connection.execute(
            shared.tables["message"].insert(),
            {
                "n": n, "id": message, "conversation_id": conversation, "shop_id": self.shop, "direction": "inbound",
                "kind": "customer", "author": "", "sent_at": NOW, "stored_at": NOW, "subject": "", "text": text,
                "language": language, "imported": False, "low_confidence": False, "raw_key": "", "reply_refs": {},
            },
        )  # fmt: skip

    def _photo(self, work: Work, message: UUID, conversation: UUID) -> None:
        work.connection.execute(
            shared.tables["attachment"].insert(),
            {
                "id": message, "conversation_id": conversation, "message_id": message, "position": 0, "name": "a.jpg",
                "content_type": "image/jpeg", "size": 1, "inline": False, "content_id": "", "blob_key": "", "url": "",
                "mail_part": "", "dangerous": False,
            },
        )  # fmt: skip

    def search(
        self, typed: str, *, kind: ViewKind = ViewKind.SEARCH, limit: int = 50, best: bool = False,
        resume: int | None = None, sort: SortOrder = SortOrder.DUE_FIRST,
    ) -> SearchPage:  # fmt: skip
        view = View(kind, ME, sort, query=typed, best_match=best)
        return search_conversations(self.reader, view, parse_query(typed, NOW), NOW, limit, resume)

    def found(self, typed: str, **options: object) -> set[UUID]:
        return set(self.search(typed, **options).conversations)  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.reader.close()
    made.engine.dispose()


@pytest.mark.parametrize(
    "typed", ["退款", "退", "破了", "返金", "คืนเงิน", "paket", "PAK", "große", "استرداد", "धनवापसी", "вернуть"]
)
def test_any_script_is_found_by_word_prefix_or_part(shelf: Shelf, typed: str) -> None:
    wanted = {shelf.add(text) for text in TEXTS if _plainly_contains(text, typed)}
    for text in TEXTS:
        if not _plainly_contains(text, typed):
            shelf.add(text)
    assert wanted
    assert shelf.found(typed) == wanted


def _plainly_contains(text: str, typed: str) -> bool:
    plain = fold(text).replace("ö", "o").replace("ß", "ss")
    return fold(typed).replace("ö", "o") in plain


def test_random_pieces_of_random_texts_are_all_found(shelf: Shelf) -> None:
    seed = 20260513
    random = Random(seed)
    alphabet = "退款申请破损发货物流订单客服"
    texts = ["".join(random.choice(alphabet) for _ in range(random.randint(1, 12))) for _ in range(120)]
    owners = {shelf.add(text): text for text in texts}
    for _ in range(200):
        source = random.choice(texts)
        start = random.randrange(len(source))
        piece = source[start : start + random.randint(1, 4)]
        wanted = {conversation for conversation, text in owners.items() if piece in text}
        assert shelf.found(piece, limit=200) == wanted, f"seed {seed}, piece {piece}"


def test_newest_hits_come_first_and_each_conversation_once(shelf: Shelf) -> None:
    old = shelf.add("refund", age=timedelta(days=3))
    new = shelf.add("refund", age=timedelta(hours=1))
    assert shelf.search("refund").conversations == (new, old)


def test_a_page_resumes_where_the_last_one_ended(shelf: Shelf) -> None:
    made = [shelf.add("refund", age=timedelta(hours=hour)) for hour in range(1, 8)]
    first = shelf.search("refund", limit=3)
    second = shelf.search("refund", limit=3, resume=first.resume)
    third = shelf.search("refund", limit=3, resume=second.resume)
    assert [*first.conversations, *second.conversations, *third.conversations] == made
    assert third.resume is None


def test_filters_and_words_combine(shelf: Shelf) -> None:
    wanted = shelf.add("refund please", tags=("物流",), who="Anna Berg", language="en", photo=True)
    shelf.add("refund please", tags=("发票",), who="Anna Berg", language="en", photo=True)
    shelf.add("refund please", tags=("物流",), who="Bert Berg", language="en", photo=True)
    shelf.add("refund please", tags=("物流",), who="Anna Berg", language="de", photo=True)
    shelf.add("refund please", tags=("物流",), who="Anna Berg", language="en")
    shelf.add("something else", tags=("物流",), who="Anna Berg", language="en", photo=True)
    assert shelf.found("refund tag:物流 from:anna lang:en has:attachment") == {wanted}


def test_a_rare_filter_hides_behind_no_limit(shelf: Shelf) -> None:
    rare = shelf.add("refund", tags=("rare",), age=timedelta(days=300))
    for minute in range(300):
        shelf.add("refund", age=timedelta(minutes=minute + 1))
    assert shelf.found("refund tag:rare", limit=5) == {rare}


def test_the_open_view_narrows_the_search(shelf: Shelf) -> None:
    mine = shelf.add("refund", assignee=ME)
    free = shelf.add("refund")
    done = shelf.add("refund", status="resolved")
    assert shelf.found("refund", kind=ViewKind.MINE) == {mine}
    assert shelf.found("refund", kind=ViewKind.UNASSIGNED) == {free}
    assert shelf.found("refund", kind=ViewKind.RESOLVED) == {done}
    assert shelf.found("is:resolved") == {done}


@pytest.mark.parametrize("typed", ["5814", "825814", "302-4471906-8825814", "order:5814", "4471906-8825814"])
def test_a_number_is_found_by_its_end(shelf: Shelf, typed: str) -> None:
    wanted = shelf.add("where is it", order="302-4471906-8825814")
    shelf.add("where is it", order="302-4471906-8825815")
    assert shelf.found(typed) == {wanted}


@pytest.mark.parametrize("typed", ["MUG-BLUE", "mugblue", "-blue", "order:mug-blue"])
def test_an_article_number_without_digits_is_found_by_its_end(shelf: Shelf, typed: str) -> None:
    wanted = shelf.add("where is it")
    shelf.buy(wanted, "MUG-BLUE")
    shelf.buy(shelf.add("where is it"), "MUG-RED")
    assert shelf.found(typed) == {wanted}


def test_three_characters_of_a_number_are_too_few(shelf: Shelf) -> None:
    shelf.add("where is it", order="302-4471906-8825814")
    assert shelf.found("814") == set()


def test_dates_bound_the_hits(shelf: Shelf) -> None:
    old = shelf.add("refund", age=timedelta(days=10))
    new = shelf.add("refund", age=timedelta(days=1))
    assert shelf.found("refund before:5d") == {old}
    assert shelf.found("refund after:5d") == {new}


def test_what_is_forgotten_is_not_found(shelf: Shelf) -> None:
    conversation = shelf.add("refund")
    with unit_of_work(shelf.engine) as work:
        forget_documents(work, shelf.numbers[conversation])
    assert shelf.found("refund") == set()


def test_the_best_of_the_newest_comes_first_when_asked_for(shelf: Shelf) -> None:
    short = shelf.add("refund", age=timedelta(days=2))
    long = shelf.add("refund " + "and many other words " * 40, age=timedelta(hours=1))
    assert shelf.search("refund", best=True).conversations == (short, long)
    assert shelf.search("refund").conversations == (long, short)
    assert shelf.search("nothing", best=True).conversations == ()


def test_filters_follow_what_changes(shelf: Shelf) -> None:
    conversation = shelf.add("refund")
    with unit_of_work(shelf.engine) as work:
        work.connection.exec_driver_sql("UPDATE conversation SET status = 'resolved'")
        work.connection.exec_driver_sql(
            "INSERT INTO conversation_tag VALUES (?, 'late')", (conversation.bytes,)
        )
        work.log.conversations.add(ConversationId(conversation))
    assert shelf.found("refund is:pending") == set()
    assert shelf.found("refund is:resolved tag:late") == {conversation}
    assert shelf.found("tag:late") == {conversation}


def test_a_search_crosses_the_slices_of_time(shelf: Shelf) -> None:
    made = [shelf.add("refund", age=timedelta(days=120 * year)) for year in range(6)]
    assert list(shelf.search("refund").conversations) == made
    assert list(shelf.search("refund after:200d").conversations) == made[:2]


def test_an_unknown_shop_finds_nothing(shelf: Shelf) -> None:
    shelf.add("refund")
    assert shelf.found("refund shop:nowhere") == set()


def test_quotes_and_signs_in_a_query_do_no_harm(shelf: Shelf) -> None:
    shelf.add('he said "refund" now')
    assert len(shelf.found('"refund" NOT) OR (')) == 0
    assert len(shelf.found('refund" *')) == 1


# --- filters alone, in the order of the list ------------------------------------------------------------------------


@pytest.fixture(params=[0, 3_000], ids=["walked", "gathered"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to the same answer: along the order, and by what the filters lead to."""
    monkeypatch.setattr(search_sorted, "FEW", request.param)


@pytest.mark.usefixtures("few")
def test_filters_alone_keep_the_nearest_due_moment_first(shelf: Shelf) -> None:
    hour = timedelta(hours=1)
    later = shelf.add("a", tags=("物流",), due=3 * hour, age=hour)
    late = shelf.add("b", tags=("物流",), due=-hour, age=9 * hour)
    calm = shelf.add("c", tags=("物流",), age=2 * hour)
    done = shelf.add("d", tags=("物流",), status="resolved", age=timedelta(minutes=1))
    shelf.add("e", tags=("发票",), due=timedelta(minutes=5))
    assert shelf.search("tag:物流").conversations == (late, later, calm, done)
    assert shelf.search("tag:物流", kind=ViewKind.OPEN).conversations == (late, later, calm)
    assert shelf.search("tag:物流 is:resolved").conversations == (done,)


@pytest.mark.usefixtures("few")
def test_filters_alone_show_the_oldest_or_the_newest_first_when_asked(shelf: Shelf) -> None:
    made = [shelf.add("a", language="fr", age=timedelta(hours=n), due=timedelta(hours=n)) for n in (1, 2, 3)]
    shelf.add("a", language="de", age=timedelta(hours=4))
    oldest = shelf.search("lang:fr", sort=SortOrder.OLDEST, kind=ViewKind.OPEN)
    assert [*oldest.conversations] == made[::-1]
    assert [*shelf.search("lang:fr", sort=SortOrder.NEWEST).conversations] == made
    assert shelf.search("lang:fr", sort=SortOrder.OLDEST).hits == tuple(
        shelf.numbers[one][0] for one in made[::-1]
    )


@pytest.mark.usefixtures("few")
def test_a_page_by_due_moment_goes_on_where_the_last_one_ended(shelf: Shelf) -> None:
    made = [shelf.add("a", photo=True, due=timedelta(hours=n)) for n in range(7)]
    made += [shelf.add("a", photo=True, status="waiting", age=timedelta(hours=n)) for n in (1, 2, 3)]
    found, resume = list[UUID](), None
    for _ in range(4):
        page = shelf.search("has:attachment", limit=3, resume=resume)
        found, resume = [*found, *page.conversations], page.resume
    assert (found, resume) == (made, None)


@pytest.mark.usefixtures("few")
def test_the_order_never_changes_what_is_found(shelf: Shelf) -> None:
    seed = 20260514
    random = Random(seed)
    for n in range(160):
        shelf.add(
            "a", tags=tuple(random.sample(("物流", "退货"), random.randint(0, 2))), photo=random.random() < 0.3,
            status=random.choice(("pending", "waiting", "snoozed", "resolved")), language=random.choice(("de", "en")),
            age=timedelta(hours=n), due=random.choice((None, timedelta(hours=n - 80))),
            assignee=random.choice((ME, None)),
        )  # fmt: skip
    parts = ("tag:物流", "tag:退货", "is:pending", "is:waiting", "is:snoozed", "is:overdue", "is:mine", "lang:de",
             "has:attachment", "has:tag", "before:3d", "after:5d", "is:unread")  # fmt: skip
    for _ in range(80):
        typed = " ".join(random.sample(parts, random.randint(1, 3)))
        kind = random.choice((ViewKind.SEARCH, ViewKind.OPEN, ViewKind.MINE, ViewKind.SNOOZED))
        newest = shelf.found(typed, kind=kind, limit=500, sort=SortOrder.NEWEST)
        for sort in (SortOrder.DUE_FIRST, SortOrder.OLDEST):
            page = shelf.search(typed, kind=kind, limit=500, sort=sort).conversations
            assert (set(page), len(page)) == (newest, len(newest)), f"seed {seed}, {kind} {typed} {sort}"
