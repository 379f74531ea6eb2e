"""A disk that can lose power: it knows which bytes were safely down, and makes every file that could be left behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import apsw

from tests.faults.recording import Acknowledged, Step

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes handed to the disk, perhaps still in its cache; `data` None cuts the file at `offset`."""

    file: str
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Synced:
    """Everything written to a file before this is safely down."""

    file: str


@dataclass(frozen=True, slots=True)
class Deleted:
    file: str


Event = Wrote | Synced | Deleted | Acknowledged


class RecordingFile(apsw.VFSFile):
    """A real file whose every change is written down."""

    def __init__(self, base: str, name: Any, flags: list[int], events: list[Event]) -> None:
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name
        self._events = events
        super().__init__(base, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._events.append(Wrote(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._events.append(Wrote(self._name, newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self._events.append(Synced(self._name))


class RecordingDisk(apsw.VFS):
    """The file system that our statements are replayed on."""

    def __init__(self, name: str, events: list[Event]) -> None:
        self._events = events
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> RecordingFile:
        return RecordingFile("", name, flags, self._events)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self._events.append(Deleted(Path(filename).name))


def replay(steps: list[Step], folder: Path, synchronous: str = "FULL") -> list[Event]:
    """Runs recorded statements again, unencrypted, on the recording disk: what it was told, in order."""
    events: list[Event] = []
    disk = RecordingDisk(f"recording-{id(events)}", events)
    connection = apsw.Connection(str(folder / "desk.db"), vfs=f"recording-{id(events)}")
    for pragma in (
        "locking_mode = EXCLUSIVE", "journal_mode = WAL", f"synchronous = {synchronous}", "foreign_keys = ON",
        "wal_autocheckpoint = 60", "secure_delete = FAST", "temp_store = MEMORY",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for step in steps:
        if isinstance(step, Acknowledged):
            events.append(step)
        elif step.many:
            connection.executemany(step.sql, step.rows).fetchall()
        else:
            connection.execute(step.sql, step.rows).fetchall()
    connection.close()
    disk.unregister()
    return events


@dataclass(slots=True)
class Disk:
    """What is safely down, and what is on its way."""

    down: dict[str, bytearray] = field(default_factory=dict)
    cache: dict[str, list[Wrote]] = field(default_factory=dict)
    acknowledged: list[Acknowledged] = field(default_factory=list)

    def take(self, event: Event) -> None:
        if isinstance(event, Acknowledged):
            self.acknowledged.append(event)
        elif isinstance(event, Wrote):
            self.cache.setdefault(event.file, []).append(event)
            self.down.setdefault(event.file, bytearray())
        elif isinstance(event, Synced):
            for wrote in self.cache.pop(event.file, []):
                _apply(self.down[event.file], wrote)
        else:
            self.down.pop(event.file, None)
            self.cache.pop(event.file, None)

    def cut(self, random: Random) -> dict[str, bytes]:
        """The files after a power cut: any part of the cache may have made it, torn at sectors."""
        files: dict[str, bytes] = {}
        chance = random.choice((0.0, 0.5, 0.9, 1.0))
        for name, content in self.down.items():
            left = bytearray(content)
            for wrote in self.cache.get(name, []):
                if random.random() < chance:
                    _apply(left, _torn(wrote, random))
            files[name] = bytes(left)
        return files


def _apply(content: bytearray, wrote: Wrote) -> None:
    if wrote.data is None:
        del content[wrote.offset :]
        return
    if len(content) < wrote.offset:
        content.extend(bytes(wrote.offset - len(content)))
    content[wrote.offset : wrote.offset + len(wrote.data)] = wrote.data


def _torn(wrote: Wrote, random: Random) -> Wrote:
    """Perhaps only some of its sectors."""
    if wrote.data is None or len(wrote.data) <= SECTOR or random.random() < 0.5:
        return wrote
    keep = SECTOR * random.randrange(1, len(wrote.data) // SECTOR + 1)
    return Wrote(wrote.file, wrote.offset, wrote.data[:keep])


def crashes(
    events: list[Event], count: int, random: Random
) -> Iterator[tuple[dict[str, bytes], list[Acknowledged]]]:
    """`count` states spread over the whole life, each with what had been acknowledged by then."""
    moments = sorted(random.randrange(len(events)) for _ in range(count))
    disk, at = Disk(), 0
    for moment in moments:
        for event in events[at:moment]:
            disk.take(event)
        at = moment
        yield disk.cut(random), list(disk.acknowledged)
