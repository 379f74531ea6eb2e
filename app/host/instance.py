"""One window per profile: a lock the operating system lets go of even when the program is killed."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(4096)  # beyond the pid, which others may then still read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class InstanceLock:
    """Held while the program runs. Whoever does not get it asks the other window to come forward (bridge)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def acquire(self) -> bool:
        """True when this process is now the one. The file stays; only the lock on it matters."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._path.open("a+b")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()).encode())
        file.flush()
        self._file = file
        return True

    def holder(self) -> int | None:
        """Process id of whoever holds it, for the message only."""
        try:
            return int(self._path.read_bytes())
        except (OSError, ValueError):
            return None

    def release(self) -> None:
        """Lets the next one in."""
        if self._file is not None:
            self._file.close()
            self._file = None
