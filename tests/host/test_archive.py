"""Archives from strangers: nothing escapes, nothing explodes, nothing is left half unpacked."""

import hashlib
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from app.domain.errors import Problem
from app.host.archive import Limits, unpack


def packed(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path


def refusal(archive: Path, target: Path, limits: Limits | None = None) -> str:
    """Why it was refused; and nothing is left of the attempt."""
    before = set(target.parent.iterdir())
    with pytest.raises(Problem) as caught:
        unpack(archive, target, limits)
    assert set(target.parent.iterdir()) == before
    return caught.value.key


def test_an_honest_archive_is_unpacked_whole(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"model/words.txt": b"hi", "词.txt": "你好".encode(), "empty/": b""})
    unpack(archive, tmp_path / "out")
    found = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert found == {"model/words.txt", "词.txt"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "a/../../evil", "/etc/passwd", "C:/evil", "a\\b", "a//b", "./a", "a/.", "con", "NUL.txt",
        "a/COM1.log", "LPT0", "trailing.", "trailing ", "bell\x07", "a:stream",
    ],
)  # fmt: skip
def test_a_name_that_could_escape_or_trick_a_system_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(packed(tmp_path / "a.zip", {name: b"x"}), tmp_path / "out") == "archive_unsafe_name"


@pytest.mark.parametrize(("one", "other"), [("A.txt", "a.TXT"), ("caf\u00e9", "cafe\u0301"), ("ß", "ss")])
def test_two_names_that_some_disk_takes_for_one_are_refused(tmp_path: Path, one: str, other: str) -> None:
    archive = packed(tmp_path / "a.zip", {one: b"1", other: b"2"})
    assert refusal(archive, tmp_path / "out") == "archive_unsafe_name"


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(tmp_path / "a.zip", tmp_path / "out") == "archive_unsafe_name"


def test_a_bomb_is_stopped_while_it_unfolds(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"bomb": bytes(5_000_000)})
    assert refusal(archive, tmp_path / "out", Limits(ratio_floor=1_000_000)) == "archive_too_large"


def test_many_small_bombs_together_are_one(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {f"{i}": bytes(400_000) for i in range(10)})
    assert refusal(archive, tmp_path / "out", Limits(ratio=1, ratio_floor=1_000_000)) == "archive_too_large"


def test_the_total_is_limited_even_without_compression(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a": bytes(3000)}, zipfile.ZIP_STORED)
    assert refusal(archive, tmp_path / "out", Limits(total=2000)) == "archive_too_large"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {f"{i}": b"" for i in range(11)})
    assert refusal(archive, tmp_path / "out", Limits(files=10)) == "archive_too_many_files"


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", bytes(100)])
def test_what_is_no_archive_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert refusal(tmp_path / "a.zip", tmp_path / "out") == "archive_damaged"


def test_content_that_lies_about_itself_is_damaged(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a": b"honest content " * 50}, zipfile.ZIP_STORED)
    content = bytearray(archive.read_bytes())
    content[60] ^= 0xFF
    archive.write_bytes(content)
    assert refusal(archive, tmp_path / "out") == "archive_damaged"


def test_an_encrypted_entry_is_damaged_and_asks_nobody(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a": b"x"})
    content = bytearray(archive.read_bytes())
    content[6:8] = struct.pack("<H", 1)
    central = content.index(b"PK\x01\x02")
    content[central + 8 : central + 10] = struct.pack("<H", 1)
    archive.write_bytes(content)
    assert refusal(archive, tmp_path / "out") == "archive_damaged"


def test_an_existing_target_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert refusal(packed(tmp_path / "a.zip", {"a": b"x"}), tmp_path / "out") == "archive_target_exists"


def test_with_a_list_exactly_the_listed_files_are_taken(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a": b"x"})
    unpack(archive, tmp_path / "out", expected={"a": hashlib.sha256(b"x").hexdigest()})
    for expected in ({}, {"a": "0" * 64}, {"a": hashlib.sha256(b"x").hexdigest(), "b": "0" * 64}):
        with pytest.raises(Problem) as caught:
            unpack(archive, tmp_path / "other", expected=expected)
        assert caught.value.key == "archive_not_the_expected_one"
