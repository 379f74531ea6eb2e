"""What could not be read stays whole, and takes its place once it can be."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.connectors.contract import Item, RawMail, StreamMode, Unreadable, Unserved
from app.domain.errors import Problem
from app.domain.mail import AutoKind, Failure, Mailbox, ParsedMail
from app.domain.shops import Shop
from app.domain.values import LoginId
from app.services.ingest import Sorter, batches, take_in
from app.services.quarantine import QuarantineDesk
from app.store import schema
from app.store.cursors import Place
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said
from tests.services.test_sync import Direct, Shelf


def a_mail(subject: str) -> ParsedMail:
    return ParsedMail(
        "1@x", (), (), Mailbox("Bea", "bea@buyer.example"), (), (), (), (), subject, None, "Hello", None, "", "",
        False, (), {}, (), AutoKind.NONE, None, "k",
    )  # fmt: skip


class Reader:
    """Reads everything that does not say `broken`."""

    broken = b"broken"

    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        return [Failure("crashed") if raw == self.broken else a_mail(raw.decode()) for raw in raws]


class Plain:
    channel = "email"

    def __init__(self, *elsewhere: str) -> None:
        self.elsewhere = elsewhere

    def claims(self, mail: ParsedMail) -> bool:
        return mail.subject != "unclaimed"

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | Unserved | None:
        return Unserved("Market.es") if mail.subject in self.elsewhere else shops[0]

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        return (said(f"uid:{raw.uid}", raw.arrived_at, mail.text, keys=(f"k{raw.uid}",)),)


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


def sorter(desk: Desk, shelf: Shelf, reader: Reader, *elsewhere: str) -> Sorter:
    return Sorter("email", (desk.shop,), reader, shelf, (Plain(*elsewhere),))  # type: ignore[arg-type]


def put(
    desk: Desk, shelf: Shelf, *items: Item, mode: StreamMode = StreamMode.LIVE, elsewhere: str = ""
) -> None:
    prepared = sorter(desk, shelf, Reader(), elsewhere).prepare(items, mode)
    for batch in batches(desk.login, "folder:INBOX", prepared, Place("7")):
        desk.work(lambda work, batch=batch: take_in(work, batch, desk.clock.now(), desk.ids))  # type: ignore[misc]


def raw(desk: Desk, uid: int, content: bytes, **more: bool) -> RawMail:
    return RawMail("Kunden/INBOX", uid, 3, desk.clock.now(), content, **more)  # type: ignore[arg-type]


class Blobs:
    """The one thing that was kept."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, key: str) -> bytes:
        return self._shelf.kept[0]


def quarantine(desk: Desk, shelf: Shelf, reader: Reader, *, works: bool = True) -> QuarantineDesk:
    def sorter_of(login: LoginId) -> Sorter | None:
        return sorter(desk, shelf, reader) if works and login == desk.login else None

    return QuarantineDesk(Direct(desk), Blobs(shelf), sorter_of, desk.clock, desk.ids)  # type: ignore[arg-type]


def test_a_broken_mail_costs_its_neighbours_nothing(desk: Desk) -> None:
    shelf = Shelf()
    put(
        desk,
        shelf,
        raw(desk, 1, b"one"),
        raw(desk, 2, b"broken"),
        raw(desk, 3, b"three"),
        raw(desk, 4, b"unclaimed"),
    )
    assert len(desk.rows(schema.message, "id")) == 2
    assert desk.rows(schema.message, "raw_key") == [("raw",), ("raw",)]
    assert desk.rows(schema.quarantine, "remote_key", "reason") == [("Kunden/INBOX/3/2", "crashed")]
    assert shelf.kept == [b"broken"]


def test_a_mail_that_may_have_been_seen_before_is_history(desk: Desk) -> None:
    put(desk, Shelf(), raw(desk, 1, b"one", resync=True))
    assert desk.rows(schema.message, "imported") == [(True,)]


def test_what_an_agent_has_seen_to_is_listed_no_more_and_its_bytes_stay(desk: Desk) -> None:
    shelf = Shelf()
    put(desk, shelf, raw(desk, 2, b"broken"))
    entry = desk.rows(schema.quarantine, "n")[0][0]
    assert isinstance(entry, int)
    quarantine(desk, shelf, Reader()).dismiss(entry)
    assert desk.rows(schema.quarantine, "n") == []
    assert shelf.kept == [b"broken"]


def test_trying_again_works_once_the_reader_has_learned(desk: Desk) -> None:
    shelf, reader = Shelf(), Reader()
    put(desk, shelf, raw(desk, 2, b"broken"))
    entry = desk.rows(schema.quarantine, "n")[0][0]
    assert isinstance(entry, int)
    list_ = quarantine(desk, shelf, reader)
    assert list_.raw(entry) == b"broken"
    assert list_.retry(entry) is False
    assert desk.rows(schema.quarantine, "tries") == [(2,)]
    reader.broken = b"something else"
    assert list_.retry(entry) is True
    assert desk.rows(schema.quarantine, "n") == []
    assert len(desk.rows(schema.message, "id")) == 1
    with pytest.raises(Problem, match="quarantine_gone"):
        list_.retry(entry)


def test_an_api_item_waits_for_its_own_stream(desk: Desk) -> None:
    shelf = Shelf()
    put(desk, shelf, Unreadable("order:1", "order_incomplete", b"{}"))
    entry = desk.rows(schema.quarantine, "n")[0][0]
    list_ = quarantine(desk, shelf, Reader())
    assert list_.retry(entry) is False  # type: ignore[arg-type]  # a number


def test_a_paused_shop_reads_nothing_again(desk: Desk) -> None:
    shelf = Shelf()
    put(desk, shelf, raw(desk, 2, b"broken"))
    entry = desk.rows(schema.quarantine, "n")[0][0]
    list_ = quarantine(desk, shelf, Reader(), works=False)
    with pytest.raises(Problem, match="shop_paused"):
        list_.retry(entry)  # type: ignore[arg-type]  # a number


def test_news_for_a_site_without_a_shop_waits_in_sight_and_finds_the_shop_when_it_comes(desk: Desk) -> None:
    shelf = Shelf()
    put(desk, shelf, raw(desk, 5, b"hola"), raw(desk, 6, b"hello"), raw(desk, 7, b"broken"), elsewhere="hola")
    assert desk.rows(schema.quarantine, "remote_key", "reason") == [
        ("Kunden/INBOX/3/5", "no_shop_for_site Market.es"),
        ("Kunden/INBOX/3/7", "crashed"),
    ]
    assert len(desk.rows(schema.message, "id")) == 1
    quarantine(desk, shelf, Reader()).shop_joined(desk.login)
    assert desk.rows(schema.quarantine, "reason", "tries") == [("crashed", 1)]
    assert len(desk.rows(schema.message, "id")) == 2


def test_the_past_of_a_site_without_a_shop_is_left_on_its_server(desk: Desk) -> None:
    put(desk, Shelf(), raw(desk, 5, b"hola"), mode=StreamMode.BACKFILL, elsewhere="hola")
    assert desk.rows(schema.quarantine, "n") == []
    assert desk.rows(schema.message, "id") == []
