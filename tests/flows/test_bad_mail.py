"""What strangers send, all the way to the list: read where it can be, whole in quarantine where not, nothing lost.

Real file, real worker; only the server is a list of mails.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from app.connectors.contract import Item, Page, RawMail, Stream, StreamMode
from app.connectors.registry import PROFILES
from app.domain.readmodels import InboxRow, MessageItem, View, ViewKind
from app.host.blobs import BlobStore
from app.services.ingest import Sorter
from app.services.lane_plans import BlobShelves
from app.services.sync import SyncDesk
from app.store import schema
from app.store.queries import open_local_reader
from app.worker.client import WorkerClient, worker_command
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import KEY, Desk, facts
from tests.services.inline import InlineWriter
from tests.worker.letters import container, file_part, head, html_letter, letter, part

ADDRESS = {"To": "shop@shop.example"}


def named(number: int) -> dict[str, str | None]:
    return {"Message_ID": f"<{number}@buyer.example>", "From": f"Buyer {number} <b{number}@buyer.example>"}


BAD: dict[str, bytes] = {
    "no_boundary": container("mixed", [part("text/plain", "first words")], boundary="x", **named(1))[:-9],
    "wrong_charset": letter("您好，包裹在哪里？".encode("gb18030"), charset="us-ascii", **named(2)),
    "unknown_charset": letter("Wo ist mein Paket?", Content_Type="text/plain; charset=klingon", **named(3)),
    "one_line_of_40_kb": letter("parcel " * 6000, **named(4)),
    "html_bomb": html_letter("<div>" * 50_000 + "still here" + "</div>" * 50_000, **named(5)),
    "pictures_that_tell": html_letter(
        "See <img src='file:///etc/passwd'><img src='\\\\spy.example\\s\\a.png'>"
        "<img src='https://spy.example/open.gif'> this",
        **named(6),
    ),
    "a_million_emoji": letter("😀" * 250_000 + " why?", **named(7)),
    "nothing_but_a_head": head(**named(8)),
    "file_that_is_no_base64": container(
        "mixed", [part("text/plain", "see file"), part("image/png", "@@@@", Content_Transfer_Encoding="base64")],
        **named(9),
    ),
    "bytes_without_sense": Random(5).randbytes(4000),
    "nothing_at_all": b"",
    "a_name_that_hides": container(
        "mixed", [part("text/plain", "my bill"), file_part("application/pdf", "bill\u202efdp.exe", b"MZ")], **named(10)
    ),
}  # fmt: skip


@dataclass
class Mailbox:
    """A source whose folder holds what the test put there; every page may be handed out again."""

    pages: list[tuple[Item, ...]]
    streams_: tuple[Stream, ...] = (Stream("folder:INBOX", StreamMode.LIVE, timedelta(minutes=1)),)
    asked: list[str | None] = field(default_factory=list)

    def streams(self) -> tuple[Stream, ...]:
        return self.streams_

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        self.asked.append(cursor)
        number = int(cursor or 0)
        more = number + 1 < len(self.pages)
        items = self.pages[number] if number < len(self.pages) else ()
        return Page(items, str(number + 1), more)

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        return False

    def close(self) -> None: ...


def arrived(content: bytes) -> datetime:
    """When the server took the mail: the minute its date names, where it names one of this morning."""
    found = re.search(rb"Date: Mon, 2 Mar 2026 08:(\d\d)", content)
    return datetime(2026, 3, 2, 8, int(found[1]) if found else 0, tzinfo=UTC)


@dataclass
class Scene:
    """A desk that receives, and what its agent sees."""

    desk: Desk
    blobs: BlobStore
    worker: WorkerClient

    def receive(self, *pages: Sequence[bytes]) -> None:
        numbered = [
            tuple(
                RawMail("INBOX", 1, 100 * page + n, arrived(content), content)
                for n, content in enumerate(contents)
            )
            for page, contents in enumerate(pages)
        ]
        sorter = Sorter("email", (self.desk.shop,), self.worker, BlobShelves(self.blobs), PROFILES)
        writer = InlineWriter(self.desk.engine)
        sync = SyncDesk(self.desk.login, Mailbox(numbered), sorter, writer, self.desk.clock, self.desk.ids)  # type: ignore[arg-type]  # a source of the test
        while sync.step():
            pass

    def rows(self) -> tuple[InboxRow, ...]:
        with_reader = open_local_reader(self.desk.path, KEY, facts)
        try:
            view = View(ViewKind.OPEN, self.desk.agent)
            return with_reader.inbox_page(view, 0, 100, self.desk.clock.now()).rows
        finally:
            with_reader.close()

    def shown(self, row: InboxRow) -> list[MessageItem]:
        reader = open_local_reader(self.desk.path, KEY, facts)
        try:
            view = reader.conversation(row.id, self.desk.agent)
        finally:
            reader.close()
        assert view is not None
        return [item for item in view.items if isinstance(item, MessageItem)]

    def kept(self) -> list[bytes]:
        """The raw bytes behind every message and every entry of the quarantine."""
        keys = [*self.desk.rows(schema.message, "raw_key"), *self.desk.rows(schema.quarantine, "blob_key")]
        return [self.blobs.get(str(key)) for (key,) in keys]


@pytest.fixture
def scene(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Scene]:
    desk = Desk(tmp_path, clock, ids)
    worker = WorkerClient(worker_command())
    yield Scene(desk, BlobStore(tmp_path / "blobs", bytes(32), clock, ids), worker)
    worker.close()
    desk.close()


def test_every_mail_however_bad_is_a_conversation_or_lies_whole_in_quarantine(scene: Scene) -> None:
    good = letter("Where is my parcel?", **named(99))
    scene.receive([good, *BAD.values()])
    assert sorted(scene.kept()) == sorted([good, *BAD.values()])
    assert any("Where is my parcel?" in row.preview for row in scene.rows())


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("no_boundary", "first words"),
        ("wrong_charset", "您好，包裹在哪里？"),
        ("unknown_charset", "Wo ist mein Paket?"),
        ("one_line_of_40_kb", "parcel parcel"),
        ("html_bomb", "still here"),
        ("pictures_that_tell", "See"),
        ("a_million_emoji", "why?"),
        ("file_that_is_no_base64", "see file"),
        ("a_name_that_hides", "my bill"),
    ],
)
def test_what_can_be_read_is_read(scene: Scene, bad: str, words: str) -> None:
    scene.receive([BAD[bad]])
    (row,) = scene.rows()
    (message,) = scene.shown(row)
    assert words in message.text
    assert len(row.preview) < 1000
    assert message.has_raw
    assert [file.dangerous for file in message.attachments] in ([], [bad == "a_name_that_hides"])


def test_pages_that_come_twice_and_out_of_order_show_each_mail_once_in_its_own_order(scene: Scene) -> None:
    thread = [
        letter(
            f"word {n}", Date=f"Mon, 2 Mar 2026 08:0{n}:00 +0000",
            Message_ID=f"<{n}@t>", From="Bea <bea@buyer.example>", References="<0@t>",
        )
        for n in range(5)
    ]  # fmt: skip
    scene.receive(thread[3:], thread[:2], thread[1:4], thread)
    (row,) = scene.rows()
    assert [item.text.strip() for item in scene.shown(row)] == [f"word {n}" for n in range(5)]
    scene.receive(thread[::-1])
    assert len(scene.shown(row)) == 5
