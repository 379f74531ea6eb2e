"""How much room the disk has, what stops when it runs out, and the 8 MB kept aside to save drafts even then."""

import shutil
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

MEGABYTE = 1_000_000
RESERVE_SIZE = 8 * MEGABYTE


class DiskRoom(IntEnum):
    """What still works, from everything down to drafts and the outbox."""

    ENOUGH = 0
    LOW = 1
    """everything works; the agent is told"""
    NO_FILES = 2
    """attachments are no longer fetched"""
    NO_POLLING = 3
    """nothing new is fetched; cursors stand still, so nothing is skipped"""


THRESHOLDS = (
    (200 * MEGABYTE, DiskRoom.NO_POLLING),
    (500 * MEGABYTE, DiskRoom.NO_FILES),
    (1000 * MEGABYTE, DiskRoom.LOW),
)


def free_bytes(folder: Path) -> int:
    """Room left for us on the disk of `folder`."""
    return shutil.disk_usage(folder).free


def room(folder: Path, free: Callable[[Path], int] = free_bytes) -> DiskRoom:
    """How much of the program may work with the room there is."""
    left = free(folder)
    return next((level for limit, level in THRESHOLDS if left < limit), DiskRoom.ENOUGH)


class Reserve:
    """A file that is only there to be deleted: on a full disk even deleting rows needs room."""

    def __init__(self, path: Path, size: int = RESERVE_SIZE) -> None:
        self._path = path
        self._size = size

    def ensure(self) -> bool:
        """Sets the room aside; False when the disk has none, which must not stop the program."""
        try:
            if self._path.exists() and self._path.stat().st_size == self._size:
                return True
            with self._path.open("wb") as file:
                for _ in range(self._size // MEGABYTE):
                    file.write(bytes(MEGABYTE))  # real blocks: a sparse file would keep nothing
                file.write(bytes(self._size % MEGABYTE))
        except OSError:
            self._path.unlink(missing_ok=True)
            return False
        return True

    def release(self) -> bool:
        """Gives the room back; False when it was given before."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        return True
