"""A file is replaced whole or not at all."""

import sys
from pathlib import Path

import pytest

from app.host.durable import write_durably


def test_a_file_is_written_where_its_folder_does_not_exist_yet(tmp_path: Path) -> None:
    write_durably(tmp_path / "new" / "file", b"harbour")
    assert (tmp_path / "new" / "file").read_bytes() == b"harbour"


def test_a_replacement_leaves_no_second_file(tmp_path: Path) -> None:
    write_durably(tmp_path / "file", b"old")
    write_durably(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_keeps_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "child").touch()
    with pytest.raises(OSError):
        write_durably(tmp_path / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_others_cannot_read_it(tmp_path: Path) -> None:
    write_durably(tmp_path / "file", b"secret")
    if sys.platform != "win32":  # which knows other rights
        assert (tmp_path / "file").stat().st_mode & 0o077 == 0
