"""A second copy of what nobody can fetch again: drafts and queued replies, one sealed line each, beside the database.

Appended and flushed to the disk with each such action, read only when the database was lost. A line torn by a power cut
is noticed by its checksum and left out.
"""

import base64
import binascii
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.domain import commands as c
from app.domain.command_codec import decode, encode
from app.domain.commands import Command
from app.domain.errors import Problem, QuaysideError

ROTATE_AT = 4_000_000
JOURNALLED = (
    c.QueueReply, c.StartConversation, c.ForwardMessage, c.CancelReply, c.EditQueuedReply, c.ReleaseReply,
    c.RetryFailed, c.SettleUnknown, c.KeepDraft, c.AddNote, c.AddFile,
)  # fmt: skip
"""what is written down: an agent's own words and what he decided about them"""


class Sealer(Protocol):
    """Closes and opens bytes with a key of this desk."""

    def seal(self, plain: bytes) -> bytes: ...
    def unseal(self, sealed: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as it was carried out."""

    at: datetime
    command: Command


class Journal:
    """One file and its predecessor. Belongs to the writer's thread."""

    def __init__(self, path: Path, sealer: Sealer) -> None:
        self._path, self._sealer = path, sealer
        self._before = path.with_name(f"{path.name}.1")

    def write(self, command: Command, at: datetime) -> bool:
        """Writes a command down, if it is one that matters; returns when the disk has it."""
        if not isinstance(command, JOURNALLED):
            return False
        plain = json.dumps({"at": at.isoformat(), "command": encode(command)}).encode()
        body = base64.b64encode(self._sealer.seal(plain))
        self._rotate()
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, b"\n%08x %s" % (zlib.crc32(body), body))
            os.fsync(handle)
        except OSError as error:
            raise Problem("disk_full" if error.errno == 28 else "disk_error") from error
        finally:
            os.close(handle)
        return True

    def _rotate(self) -> None:
        if self._path.exists() and self._path.stat().st_size > ROTATE_AT:
            self._path.replace(self._before)

    def read(self) -> tuple[tuple[Entry, ...], int]:
        """Everything written down, oldest first, and how many lines could not be read."""
        entries: list[Entry] = []
        bad = 0
        for line in self._lines():
            entry = self._entry(line)
            if entry is None:
                bad += 1
            else:
                entries.append(entry)
        return tuple(entries), bad

    def _lines(self) -> Iterator[bytes]:
        for path in (self._before, self._path):
            if path.exists():
                yield from (line for line in path.read_bytes().split(b"\n") if line)

    def _entry(self, line: bytes) -> Entry | None:
        checksum, _, body = line.partition(b" ")
        try:
            if int(checksum, 16) != zlib.crc32(body):
                return None
            kept = json.loads(self._sealer.unseal(base64.b64decode(body, validate=True)))
            return Entry(datetime.fromisoformat(kept["at"]), decode(kept["command"]))
        except (ValueError, KeyError, TypeError, binascii.Error, QuaysideError):
            return None

    def set_apart(self) -> None:
        """Before a backup: what was written until now goes into the older file, what follows into a new one."""
        if not self._path.exists():
            return
        with self._before.open("ab") as older:
            older.write(b"\n" + self._path.read_bytes())
            older.flush()
            os.fsync(older.fileno())
        self._path.unlink()

    def forget_older(self) -> None:
        """After a good backup: it holds what was set apart before."""
        self._before.unlink(missing_ok=True)
