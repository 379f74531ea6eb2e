"""What still works when the disk fills up, and the room kept aside for drafts."""

from pathlib import Path

import pytest

from app.host.diskspace import MEGABYTE, DiskRoom, Reserve, free_bytes, room


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        (5000, DiskRoom.ENOUGH),
        (1000, DiskRoom.ENOUGH),
        (999, DiskRoom.LOW),
        (499, DiskRoom.NO_FILES),
        (199, DiskRoom.NO_POLLING),
        (0, DiskRoom.NO_POLLING),
    ],
)
def test_less_works_as_room_goes(tmp_path: Path, free: int, expected: DiskRoom) -> None:
    assert room(tmp_path, lambda _: free * MEGABYTE) is expected


def test_the_real_disk_says_a_number(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0


def test_the_reserve_takes_real_room_and_gives_it_back_once(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "reserve.bin", 3 * MEGABYTE + 5)
    assert reserve.ensure()
    assert reserve.ensure()
    assert (tmp_path / "reserve.bin").stat().st_size == 3 * MEGABYTE + 5
    assert reserve.release()
    assert not reserve.release()


def test_a_disk_too_full_for_the_reserve_stops_nothing(tmp_path: Path) -> None:
    missing = Reserve(tmp_path / "no such folder" / "reserve.bin")
    assert not missing.ensure()


def test_half_a_reserve_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / "reserve.bin").write_bytes(b"short")
    assert Reserve(tmp_path / "reserve.bin", MEGABYTE).ensure()
    assert (tmp_path / "reserve.bin").stat().st_size == MEGABYTE
