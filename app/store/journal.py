"""A second copy of what nobody can fetch again: drafts and queued replies, one sealed line each, beside the database.

Appended and flushed to the disk with each such action, read only when the database was lost. A line torn by a power cut
is noticed by its checksum and left out. It reaches back as far as the oldest copy, so that any of them can be put back.
"""

import base64
import binascii
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

from app.domain import commands as c
from app.domain.command_codec import decode, encode
from app.domain.commands import Command
from app.domain.drafts import DraftKind
from app.domain.errors import Problem, QuaysideError

ROTATE_AT = 4_000_000
JOURNALLED = (
    c.QueueReply, c.StartConversation, c.ForwardMessage, c.CancelReply, c.EditQueuedReply, c.ReleaseReply,
    c.RetryFailed, c.SettleUnknown, c.KeepDraft, c.KeepFirstDraft, c.AddNote, c.DeleteNote, c.AddFile, c.Undo,
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
    """One file and its predecessor. Writing belongs to the writer's thread; trimming may be done by another."""

    def __init__(self, path: Path, sealer: Sealer) -> None:
        self._path, self._sealer = path, sealer
        self._before = path.with_name(f"{path.name}.1")
        self._turning = Lock()

    def write(self, command: Command, at: datetime) -> bool:
        """Writes a command down, if it is one that matters; returns when the disk has it."""
        if not isinstance(command, JOURNALLED):
            return False
        plain = json.dumps({"at": at.isoformat(), "command": encode(command)}).encode()
        body = base64.b64encode(self._sealer.seal(plain))
        if self._path.exists() and self._path.stat().st_size > ROTATE_AT:
            self.set_apart()
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, b"\n%08x %s" % (zlib.crc32(body), body))
            os.fsync(handle)
        except OSError as error:
            raise Problem("disk_full" if error.errno == 28 else "disk_error") from error
        finally:
            os.close(handle)
        return True

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
            yield from _lines_of(path)

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
        """Before a copy is made: what was written until now goes into the older file, what follows into a new one."""
        with self._turning:
            if not self._path.exists():
                return
            with self._before.open("ab") as older:
                older.write(b"\n" + self._path.read_bytes())
                older.flush()
                os.fsync(older.fileno())
            self._path.unlink()

    def trim(self, since: datetime | None) -> int:
        """Takes out of the older file what every copy holds, and drafts that a later line replaced; lines left.

        `since`: when the oldest copy was made; None where there is none, then everything is still needed.
        """
        with self._turning:
            read = [(line, entry) for line in _lines_of(self._before) if (entry := self._entry(line))]
            spent = spent_drafts([entry for _, entry in read])
            kept = [
                line
                for place, (line, entry) in enumerate(read)
                if place not in spent and (since is None or entry.at >= since)
            ]
            unfinished = self._before.with_name(f".{self._before.name}.part")
            with unfinished.open("wb") as file:
                file.write(b"".join(b"\n" + line for line in kept))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._before)
            return len(kept)

    def size(self) -> int:
        """Bytes it takes on the disk."""
        return sum(path.stat().st_size for path in (self._before, self._path) if path.exists())


def _lines_of(path: Path) -> Iterable[bytes]:
    return [line for line in path.read_bytes().split(b"\n") if line] if path.exists() else []


def spent_drafts(entries: Iterable[Entry]) -> frozenset[int]:
    """Places of drafts that say nothing any more: typed on since, or the words were queued in the meantime."""
    waiting: dict[tuple[object, ...], int] = {}
    spent: set[int] = set()
    for place, entry in enumerate(entries):
        box = _box(entry.command)
        if box is None:
            continue
        if box in waiting:
            spent.add(waiting.pop(box))
        if isinstance(entry.command, c.KeepDraft | c.KeepFirstDraft):
            waiting[box] = place
    return frozenset(spent)


def _box(command: Command) -> tuple[object, ...] | None:
    """Whose box a command fills or empties; None where it does neither."""
    match command:
        case c.KeepDraft():
            return command.agent, command.conversation, command.as_note
        case c.QueueReply():
            return command.agent, command.conversation, False
        case c.AddNote():
            return command.agent, command.conversation, True
        case c.KeepFirstDraft() | c.StartConversation():
            return command.agent, command.order, DraftKind.FIRST
    return None
