"""Sealed files: stored once, found by key, unreadable without it, pruned by age and by room."""

import errno
import os
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.domain.errors import Bug, Problem
from app.host.blobs import CHUNK, BlobStore, Shelf
from tests.fakes import FakeClock, SeededIds

KEY = b"k" * 32


@pytest.fixture
def blobs(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> BlobStore:
    return BlobStore(tmp_path / "files", KEY, clock, ids)


@pytest.mark.parametrize("shelf", Shelf)
@pytest.mark.parametrize("size", [0, 1, CHUNK - 100, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_what_is_put_comes_back(blobs: BlobStore, shelf: Shelf, size: int) -> None:
    content = Random(size).randbytes(size)
    key = blobs.put(shelf, content)
    assert blobs.has(key)
    assert blobs.get(key) == content


def test_equal_content_is_stored_once(blobs: BlobStore) -> None:
    first = blobs.put(Shelf.FILES, b"photo")
    size = blobs.size()
    assert blobs.put(Shelf.FILES, b"photo") == first
    assert blobs.size() == size


def test_a_mail_takes_less_room_than_it_has_bytes(blobs: BlobStore) -> None:
    blobs.put(Shelf.RAW, b"Subject: Where is my order?\r\n" * 1000)
    assert blobs.size() < 2000


def test_neither_content_nor_its_plain_hash_is_on_the_disk(blobs: BlobStore, tmp_path: Path) -> None:
    import hashlib

    blobs.put(Shelf.FILES, b"a very private sentence")
    names = "".join(path.name for path in tmp_path.rglob("*"))
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"private" not in stored
    assert hashlib.sha256(b"a very private sentence").hexdigest() not in names


def test_another_key_opens_nothing(
    blobs: BlobStore, tmp_path: Path, clock: FakeClock, ids: SeededIds
) -> None:
    key = blobs.put(Shelf.FILES, b"photo")
    with pytest.raises(Problem) as caught:
        BlobStore(tmp_path / "files", b"x" * 32, clock, ids).get(key)
    assert caught.value.key == "blob_damaged"


def test_every_changed_byte_is_noticed(blobs: BlobStore, tmp_path: Path) -> None:
    key = blobs.put(Shelf.FILES, b"photo")
    path = tmp_path / "files" / key
    whole = path.read_bytes()
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(Problem):
            blobs.get(key)


def test_a_file_cut_at_a_chunk_or_anywhere_else_is_damaged(blobs: BlobStore, tmp_path: Path) -> None:
    key = blobs.put(Shelf.FILES, Random(1).randbytes(2 * CHUNK))
    path = tmp_path / "files" / key
    whole = path.read_bytes()
    for length in (0, 3, 10, 20, 36, 20 + CHUNK + 16, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(Problem) as caught:
            blobs.get(key)
        assert caught.value.key == "blob_damaged"


def test_a_file_moved_under_another_key_is_damaged(blobs: BlobStore, tmp_path: Path) -> None:
    one, other = blobs.put(Shelf.FILES, b"one"), blobs.put(Shelf.FILES, b"other")
    (tmp_path / "files" / one).replace(tmp_path / "files" / other)
    with pytest.raises(Problem):
        blobs.get(other)
    with pytest.raises(Problem) as caught:
        blobs.get(one)
    assert caught.value.key == "blob_gone"


@pytest.mark.parametrize(
    "key", ["", "../../etc/passwd", "raw/2026-03-02/../x", "files/ab/" + "g" * 64, "raw/x/y"]
)
def test_a_key_cannot_lead_out_of_the_folder(blobs: BlobStore, key: str) -> None:
    assert not blobs.has(key)
    with pytest.raises(Bug):
        blobs.get(key)


def test_a_deleted_file_is_gone_and_may_be_deleted_again(blobs: BlobStore) -> None:
    key = blobs.put(Shelf.FILES, b"photo")
    blobs.delete(key)
    blobs.delete(key)
    assert not blobs.has(key)


def test_raw_mails_are_dropped_after_ninety_days_and_nothing_else(blobs: BlobStore, clock: FakeClock) -> None:
    old = blobs.put(Shelf.RAW, b"old mail")
    kept = [blobs.put(Shelf.FILES, b"photo"), blobs.put(Shelf.QUARANTINE, b"broken")]
    clock.advance(timedelta(days=45))
    kept.append(blobs.put(Shelf.RAW, b"newer mail"))
    clock.advance(timedelta(days=45))
    assert blobs.prune(room=1_000_000) == 0
    clock.advance(timedelta(days=1))
    assert blobs.prune(room=1_000_000) == 1
    assert not blobs.has(old)
    assert all(blobs.has(key) for key in kept)


def test_when_room_is_short_the_oldest_days_go_first(blobs: BlobStore, clock: FakeClock) -> None:
    keys = []
    for day in range(4):
        keys.append(blobs.put(Shelf.RAW, Random(day).randbytes(1000)))
        clock.advance(timedelta(days=1))
    quarantined = blobs.put(Shelf.QUARANTINE, Random(9).randbytes(50_000))
    assert blobs.prune(room=2_500) == 2
    assert [blobs.has(key) for key in keys] == [False, False, True, True]
    assert blobs.has(quarantined)


def test_pruning_an_empty_store_does_nothing(blobs: BlobStore) -> None:
    assert blobs.prune(room=0) == 0


@pytest.mark.parametrize(
    ("code", "error", "says"), [(errno.ENOSPC, Problem, "disk_full"), (errno.EIO, OSError, "5")]
)
def test_a_full_disk_is_a_matter_for_a_person_and_leaves_nothing_half_written(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception], says: str
) -> None:
    def no_room(handle: int) -> None:
        raise OSError(code, "the disk's word")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(error, match=says):
        blobs.put(Shelf.FILES, b"photo")
    monkeypatch.undo()
    assert blobs.size() == 0
    assert blobs.get(blobs.put(Shelf.FILES, b"photo")) == b"photo"


def test_many_files_are_durable_with_one_more_wait_for_their_folder(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, waits = os.fsync, []

    def counted(handle: int) -> None:
        waits.append(handle)
        real(handle)

    monkeypatch.setattr(os, "fsync", counted)
    contents = [b"one", b"two", b"three"]
    keys = blobs.put_all(Shelf.FILES, contents)
    assert [blobs.get(key) for key in keys] == contents
    assert len(waits) == len(contents) + len({key.rpartition("/")[0] for key in keys})
    before = len(waits)
    assert blobs.put_all(Shelf.FILES, contents) == keys
    assert len(waits) == before
    assert blobs.put_all(Shelf.FILES, []) == []


MAILS = [b"one", b"", b"two" * 5000, Random(1).randbytes(CHUNK + 5), b"one more"]


def test_a_page_of_mails_is_one_file_and_each_comes_back(blobs: BlobStore, tmp_path: Path) -> None:
    keys = blobs.put_all(Shelf.RAW, MAILS)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert [blobs.get(key) for key in keys] == MAILS
    assert all(blobs.has(key) for key in keys)


def test_the_same_page_twice_on_one_day_costs_nothing(blobs: BlobStore) -> None:
    first = blobs.put_all(Shelf.RAW, MAILS)
    size = blobs.size()
    assert blobs.put_all(Shelf.RAW, MAILS) == first
    assert blobs.size() == size


def test_a_mail_of_a_page_cannot_be_read_as_another(blobs: BlobStore, tmp_path: Path) -> None:
    a, b = blobs.put_all(Shelf.RAW, [b"x" * 40, b"y" * 40])
    file = next(path for path in tmp_path.rglob("*") if path.is_file())
    whole = file.read_bytes()
    half = len(whole) // 2
    file.write_bytes(whole[half:] + whole[:half])
    for key in (a, b):
        with pytest.raises(Problem) as caught:
            blobs.get(key)
        assert caught.value.key == "blob_damaged"


def test_one_mail_of_a_page_can_be_forgotten_alone(blobs: BlobStore) -> None:
    keys = blobs.put_all(Shelf.RAW, MAILS)
    blobs.delete(keys[0])
    blobs.delete(keys[0])
    assert not blobs.has(keys[0])
    with pytest.raises(Problem) as caught:
        blobs.get(keys[0])
    assert caught.value.key == "blob_gone"
    assert [blobs.get(key) for key in keys[1:]] == MAILS[1:]


def test_a_page_is_durable_with_two_waits_however_many_mails_it_holds(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[int] = []
    monkeypatch.setattr(os, "fsync", waited.append)
    blobs.put_all(Shelf.RAW, [b"mail %d" % n for n in range(50)])
    assert len(waited) == 2
