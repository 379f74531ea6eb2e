"""Brings what was committed from the log into the file itself, beside the writer instead of inside a commit.

A commit that also copies a thousand pages and waits for the disk twice makes the next command wait. Nothing rests on
this: a log that nobody tends to is copied by the commit that makes it too long (`wal_autocheckpoint`), and only such a
commit lets a busy writer begin the log anew; what was copied before is then no longer in its way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.host.log import EventLog
from app.store.pragmas import QUIET_PRAGMA, key_pragma, writer_pragmas
from app.store.reading import ReadConnection

_log = EventLog("checkpoint")
WORTH_IT = 1000
"""pages that are not in the file yet"""


LOOK_EVERY = 0.2
"""seconds between two looks while much is committed"""


@dataclass(slots=True)
class Checkpoints:
    """Tends the log of one file: `step` on a thread that may wait, `due` on the one that commits."""

    path: Path
    key: bytes = field(repr=False)
    _looked: float = 0.0

    def due(self, now: float) -> bool:
        """Whether it is time for a look, after a commit at `now`, in monotonic seconds."""
        if now - self._looked < LOOK_EVERY:
            return False
        self._looked = now
        return True

    def __call__(self) -> None:
        """One round of a lane, which rests until it is poked."""
        self.step()

    def step(self) -> bool:
        """Copies what is due; False where too little was."""
        try:
            with self._connection() as connection:
                if self._left(connection, "NOOP") < WORTH_IT:
                    return False
                self._left(connection, "PASSIVE")
        except sqlcipher.DatabaseError as error:
            _log.event("checkpoint_failed", error=type(error).__name__)
            return False
        return True

    @staticmethod
    def _left(connection: ReadConnection, kind: str) -> int:
        """How many pages of the log are not in the file."""
        _busy, pages, copied = connection.execute(f"PRAGMA wal_checkpoint({kind})").fetchone()
        return int(pages) - int(copied)

    @contextmanager
    def _connection(self) -> Iterator[ReadConnection]:
        """As careful with the disk as the writer's own."""
        connection = sqlcipher.connect(str(self.path), isolation_level=None)
        try:
            for pragma in (QUIET_PRAGMA, key_pragma(self.key), *writer_pragmas()):
                connection.execute(pragma)
            yield connection
        finally:
            connection.close()
