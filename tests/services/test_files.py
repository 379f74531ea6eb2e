"""Attachments: fetched once, opened as copies that cannot run unseen, and refused before they are sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import insert, update

from app.connectors.manifests import FileLimits
from app.domain.commands import AddFile
from app.domain.errors import Problem, Rejected
from app.domain.values import AgentId, AttachmentId, MessageId, ShopId
from app.host.blobs import BlobStore, Shelf
from app.services.attachments import FileDesk, check_limits
from app.store import schema
from app.store.files import Whereabouts
from app.worker.client import WorkerClient, worker_command
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said
from tests.services.inline import InlineWriter
from tests.worker.letters import container, file_part, html_letter, part
from tests.worker.test_attachments import _encoded

PNG = _encoded(Image.new("RGB", (600, 400), "navy"), "PNG")
MAIL = container(
    "mixed",
    [part("text/plain", "See the photo"), file_part("image/png", "photo.png", PNG)],
)


@dataclass
class Bench:
    """A desk with one customer's message, and what its channel still has."""

    desk: Desk
    files: FileDesk
    at_channel: dict[str, bytes] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def blobs(self) -> BlobStore:
        return self.files.blobs

    @property
    def talk(self) -> dict[str, object]:
        return self.desk.talk()

    @property
    def message(self) -> MessageId:
        return self.talk["last_message_id"]  # type: ignore[return-value]  # a row's mapping

    def attach(self, name: str = "photo.png", **more: object) -> AttachmentId:
        new = AttachmentId(self.desk.ids.new())
        values: dict[str, object] = {
            "id": new, "conversation_id": self.talk["id"], "message_id": self.message, "position": 0, "name": name,
            "content_type": "image/png", "size": 1, "inline": False, "content_id": "", "blob_key": "", "url": "",
            "mail_part": "", "dangerous": False,
        } | more  # fmt: skip
        self.desk.work(lambda work: work.connection.execute(insert(schema.attachment).values(**values)))
        return new

    def here(self, content: bytes, name: str = "photo.png", **more: object) -> AttachmentId:
        return self.attach(name, blob_key=self.blobs.put(Shelf.FILES, content), **more)


@pytest.fixture
def worker() -> Iterator[WorkerClient]:
    client = WorkerClient(worker_command())
    yield client
    client.close()


@pytest.fixture
def shelf(tmp_path: Path, clock: FakeClock, ids: SeededIds, worker: WorkerClient) -> Iterator[Bench]:
    desk = Desk(tmp_path, clock, ids)
    desk.ingest([said("m:1", clock.now())])
    bench: Bench

    def fetch_file(shop: ShopId, url: str) -> bytes:
        bench.asked.append(url)
        if url not in bench.at_channel:
            raise Rejected("file_gone")
        return bench.at_channel[url]

    def fetch_mail(place: Whereabouts) -> bytes:
        bench.asked.append(place.remote_key)
        if not bench.mails:
            raise Problem("raw_gone")
        return bench.mails[0]

    def add_file(command: AddFile) -> object:
        return desk.do(command)

    files = FileDesk(
        InlineWriter(desk.engine), BlobStore(tmp_path / "blobs", bytes(32), clock, ids), worker, ids,
        lambda: AgentId(desk.agent), add_file, fetch_file, fetch_mail, tmp_path / "opened",
    )  # fmt: skip
    bench = Bench(desk, files)
    yield bench
    desk.close()


# --- seeing ---------------------------------------------------------------------------------------------------------


def test_on_a_crowded_disk_what_is_here_is_shown_and_nothing_more_is_fetched(shelf: Bench) -> None:
    shelf.files.crowded = lambda: True
    assert shelf.files.thumbnail(shelf.here(PNG)) is not None
    shelf.at_channel["https://files.example/1"] = PNG
    with pytest.raises(Problem, match="disk_crowded"):
        shelf.files.thumbnail(shelf.attach("photo.png", url="https://files.example/1"))
    assert shelf.asked == []


def test_a_photo_is_shown_small_and_other_files_are_not_shown_at_all(shelf: Bench) -> None:
    small = shelf.files.thumbnail(shelf.here(PNG))
    assert small is not None
    assert small.startswith(b"\x89PNG")
    assert shelf.files.thumbnail(shelf.here(b"%PDF", "a.pdf", content_type="application/pdf")) is None


def test_a_photo_of_which_the_platform_only_says_that_it_is_one_is_shown_as_well(shelf: Bench) -> None:
    small = shelf.files.thumbnail(shelf.here(PNG, content_type="image/*"))
    assert small is not None
    assert small.startswith(b"\x89PNG")
    assert shelf.files.thumbnail(shelf.here(b"%PDF", content_type="image/*")) is None


def test_bytes_that_only_pretend_to_be_a_picture_show_nothing_and_harm_nobody(shelf: Bench) -> None:
    fake = shelf.here(b"MZ this is a program", content_id="c1")
    assert shelf.files.thumbnail(fake) is None
    assert shelf.files.inline_picture(shelf.message, "c1") is None
    assert shelf.files.picture(shelf.blobs.put(Shelf.FILES, b"no picture")) is None


def test_a_product_picture_is_redrawn_and_one_that_is_gone_leaves_its_place_empty(shelf: Bench) -> None:
    key = shelf.blobs.put(Shelf.FILES, PNG)
    assert shelf.files.picture(key) is not None
    shelf.blobs.delete(key)
    assert shelf.files.picture(key) is None


def test_a_picture_inside_a_mail_is_drawn_where_the_mail_names_it(shelf: Bench) -> None:
    shelf.here(PNG, content_id="logo@shop")
    assert shelf.files.inline_picture(shelf.message, "logo@shop") is not None
    assert shelf.files.inline_picture(shelf.message, "other") is None


# --- fetching -------------------------------------------------------------------------------------------------------


def test_a_file_that_lies_with_the_channel_is_fetched_once(shelf: Bench, tmp_path: Path) -> None:
    shelf.at_channel["https://files.example/1"] = b"label"
    file = shelf.attach("label.pdf", url="https://files.example/1")
    for name in ("one.pdf", "two.pdf"):
        shelf.files.save_as(file, tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"label"
    assert shelf.asked == ["https://files.example/1"]


def test_a_file_of_a_mail_is_cut_from_it_even_when_the_mail_must_be_fetched_again(
    shelf: Bench, tmp_path: Path
) -> None:
    shelf.mails.append(MAIL)
    file = shelf.attach(mail_part="2")
    shelf.files.save_as(file, tmp_path / "photo.png")
    assert (tmp_path / "photo.png").read_bytes() == PNG
    assert shelf.files.original(shelf.message) == MAIL.decode()
    assert shelf.asked == ["m:1"]  # the mail was kept again: it is asked for once


def test_what_nobody_has_any_more_is_a_calm_sentence(shelf: Bench, tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="file_gone"):
        shelf.files.save_as(shelf.attach(url="https://files.example/gone"), tmp_path / "x")
    with pytest.raises(Problem, match="raw_gone"):
        shelf.files.original(shelf.message)
    with pytest.raises(Problem, match="file_gone"):
        shelf.files.outbound_files([shelf.attach(message_id=None).hex])
    with pytest.raises(Problem, match="file_gone"):
        shelf.files.open_copy(AttachmentId(shelf.desk.ids.new()))
    assert not (tmp_path / "x").exists()


def test_the_raw_mail_and_its_formatted_view_come_from_the_same_bytes(shelf: Bench) -> None:
    raw = html_letter("<p>Hello <img src='https://spy.example/p.gif'>there</p>")
    key = shelf.blobs.put(Shelf.RAW, raw)
    shelf.desk.work(lambda work: work.connection.execute(update(schema.message).values(raw_key=key)))
    assert shelf.files.original(shelf.message) == raw.decode()
    shown = shelf.files.formatted(shelf.message)
    assert "Hello" in shown
    assert "https:" not in shown
    assert shelf.asked == []


# --- opening and saving ---------------------------------------------------------------------------------------------


def test_a_copy_to_open_has_a_harmless_name_lies_apart_and_cannot_be_changed(shelf: Bench) -> None:
    file = shelf.here(b"bill", "../../bill\u202efdp.exe")
    path = shelf.files.open_copy(file)
    assert path.parent == shelf.files.opened / file.hex
    assert path.name == "_.._bill_fdp.exe"
    assert path.stat().st_mode & 0o777 == 0o400
    assert shelf.files.open_copy(file) == path


def test_a_copy_that_finds_no_room_leaves_no_half_file_behind(shelf: Bench) -> None:
    file = shelf.here(b"bill", "bill.pdf")
    folder = shelf.files.opened / file.hex
    (folder / "bill.pdf").mkdir(parents=True)
    (folder / "bill.pdf" / "in the way").touch()
    with pytest.raises(Problem, match="file_not_written"):
        shelf.files.save_as(file, folder / "bill.pdf")
    assert [path.name for path in folder.iterdir()] == ["bill.pdf"]


# --- sending --------------------------------------------------------------------------------------------------------


def test_a_file_for_a_reply_is_kept_and_goes_out_with_its_bytes(shelf: Bench, tmp_path: Path) -> None:
    source = tmp_path / "invoice.pdf"
    source.write_bytes(b"%PDF-1.4")
    row = shelf.files.add(source, shelf.talk["id"])  # type: ignore[arg-type]  # a row's mapping
    assert (row.name, row.content_type, row.size, row.dangerous) == (
        "invoice.pdf",
        "application/pdf",
        8,
        False,
    )
    source.unlink()
    (file,) = shelf.files.outbound_files([row.id.hex])
    assert (file.name, file.content_type, file.content) == ("invoice.pdf", "application/pdf", b"%PDF-1.4")


def test_a_file_that_cannot_be_read_is_not_taken(shelf: Bench, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="file_not_read"):
        shelf.files.add(tmp_path / "gone.pdf", shelf.talk["id"])  # type: ignore[arg-type]  # a row's mapping


def test_a_file_for_a_message_that_begins_a_conversation_is_kept_and_counted_with_those_beside_it(
    shelf: Bench, tmp_path: Path
) -> None:
    source = tmp_path / "Rück sendung.pdf"
    source.write_bytes(b"%PDF-1.7")
    one = shelf.files.prepare(source, shelf.desk.shop.id, ())
    assert (one.name, one.content_type, one.size) == ("Rück sendung.pdf", "application/pdf", 8)
    assert shelf.blobs.get(one.blob_key) == b"%PDF-1.7"
    huge = replace(one, size=200_000_000)
    with pytest.raises(Problem, match="files_too_large"):
        shelf.files.prepare(source, shelf.desk.shop.id, (huge,))


def test_the_agent_hears_which_limit_a_file_breaks_before_anything_is_sent() -> None:
    limits = FileLimits(count=2, each_bytes=10, total_bytes=15, types=("image/*", "application/pdf"))
    check_limits(limits, 2, 10, 15, "image/png")
    check_limits(limits, 1, 1, 1, "application/pdf")
    for sizes, key in {
        (3, 1, 1, "image/png"): "too_many_files",
        (1, 11, 11, "image/png"): "file_too_large",
        (2, 10, 16, "image/png"): "files_too_large",
        (1, 1, 1, "text/plain"): "file_type_not_allowed",
    }.items():
        with pytest.raises(Problem, match=key):
            check_limits(limits, *sizes)
    pictures = FileLimits(count=2, each_bytes=10, total_bytes=15, types=("image/jpeg", "image/png"))
    with pytest.raises(Problem, match="only_pictures_allowed") as told:
        check_limits(pictures, 1, 1, 1, "application/pdf")
    assert told.value.values["kinds"] == "JPEG PNG"
    with pytest.raises(Problem, match="files_not_allowed"):
        check_limits(FileLimits(count=0, each_bytes=0, total_bytes=0), 1, 1, 1, "image/png")
