"""Puts a damaged desk right: out of what is readable, or out of a copy, and with the agent's own words since then.

The new file grows beside the old one and takes its place only when it is whole, held and checked, so that a power cut
at any moment leaves either the damaged file or the mended one, and no reply ever stands there ready to leave. Nothing
is overwritten: the damaged file is renamed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

from app.domain.channel_facts import Channels
from app.domain.errors import Problem
from app.domain.mending import Copy, Damage, Harm, Mended, Progress, Stage
from app.domain.moments import Clock
from app.host.diskspace import free_bytes
from app.host.log import EventLog
from app.services.replaying import Replayed, replay
from app.store.backup import check_file, kept_copies, set_aside, set_in_place
from app.store.create import open_or_create
from app.store.journal import Journal
from app.store.salvage import Salvaged, can_salvage, salvage

_log = EventLog("mending")
CLOCK_SLIP = timedelta(hours=1)
"""journal lines from so long before a copy are looked at too: a clock may have been set back"""
ROOM_FACTOR = 1.5


@dataclass(frozen=True, slots=True)
class Mender:
    """Implements `app.domain.mending.Mending` for one profile's file."""

    database: Path
    key: bytes = field(repr=False)
    backups: Path
    journal: Journal
    channels: Channels
    clock: Clock
    free: Callable[[Path], int] = free_bytes

    def look(self) -> Damage:
        """What is wrong, and what can be done."""
        source = self._source()
        repairable = source is not None and can_salvage(source, self.key)
        harm = Harm.DAMAGED if repairable else Harm.UNREADABLE
        return Damage(
            harm=harm if source == self.database else Harm.MISSING,
            size=0 if source is None else source.stat().st_size,
            repairable=repairable,
            copies=self._copies(),
            own_words=len(self.journal.read()[0]),
        )

    def repair(self, progress: Progress) -> Mended:
        """Every readable row goes into a new file, then the journal's words."""
        source, fresh = self._source(), self._cleared()
        if source is None:
            raise Problem("database_missing")
        self._check_room(source.stat().st_size)
        taken = salvage(source, self.key, fresh, lambda rows: progress(Stage.READING, rows))
        return self._finish(fresh, None, progress, taken)

    def put_back(self, copy: Copy, progress: Progress) -> Mended:
        """A copy takes the place of the file, then the journal's words since."""
        fresh = self._cleared()
        self._check_room(copy.size)
        progress(Stage.COPYING, 0)
        copyfile(copy.file, fresh)
        progress(Stage.CHECKING, 0)
        if check_file(fresh, self.key, thorough=True):
            self._cleared()
            raise Problem("copy_damaged")
        return self._finish(fresh, copy.made - CLOCK_SLIP, progress, None)

    def begin_anew(self, progress: Progress) -> Mended:
        """Where nothing else is left: an empty file, and the journal's words are shown."""
        return self._finish(self._cleared(), None, progress, None)

    def _finish(
        self, fresh: Path, since: datetime | None, progress: Progress, taken: Salvaged | None
    ) -> Mended:
        result = self._replay(fresh, since, progress)
        progress(Stage.CHECKING, 0)
        if check_file(fresh, self.key, thorough=True):
            raise Problem("mending_failed")
        progress(Stage.PLACING, 0)
        aside = set_aside(self.database, self.clock.now())
        set_in_place(fresh, self.database)
        rows, gaps = (0, 0) if taken is None else (sum(taken.rows.values()), taken.gaps)
        _log.event("mended", rows=rows, lost=gaps, count=result.done, held=result.to_decide)
        return Mended(
            rows, gaps, result.done, result.to_decide, tuple(words for _, words in result.homeless),
            "" if aside is None else aside.name,
        )  # fmt: skip

    def _replay(self, fresh: Path, since: datetime | None, progress: Progress) -> Replayed:
        entries = [entry for entry in self.journal.read()[0] if since is None or entry.at >= since]
        engine = open_or_create(fresh, self.key, self.backups)
        try:
            return replay(
                engine, entries, self.channels, self.clock.now(), lambda done: progress(Stage.REPLAYING, done)
            )
        finally:
            engine.dispose()

    # --- files ------------------------------------------------------------------------------------------------------

    def _source(self) -> Path | None:
        """The file to read from: the desk's own, else the newest one set aside when a power cut came in between."""
        if self.database.exists() and self.database.stat().st_size:
            return self.database
        pattern = f"{self.database.stem}-damaged-*{self.database.suffix}"
        return max(self.database.parent.glob(pattern), default=None)

    def _copies(self) -> tuple[Copy, ...]:
        return tuple(Copy(file, made, file.stat().st_size) for made, file in kept_copies(self.backups))

    def _cleared(self) -> Path:
        """The place where the new file grows; a half-made one of an earlier try goes."""
        fresh = self.database.with_name(f"{self.database.stem}-mending{self.database.suffix}")
        for ending in ("", "-wal", "-shm", "-journal"):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
        return fresh

    def _check_room(self, size: int) -> None:
        if self.free(self.database.parent) < size * ROOM_FACTOR:
            raise Problem("mending_needs_room", megabytes=int(size * ROOM_FACTOR / 1_000_000) + 1)


def refuse_lost(database: Path, backups: Path, journal: Journal) -> None:
    """Where there was a desk and its file is gone or empty, a new one is not begun silently: Problem."""
    there = database.exists() and database.stat().st_size > 0
    aside = database.parent.glob(f"{database.stem}-damaged-*{database.suffix}")
    if not there and (kept_copies(backups) or journal.size() or any(aside)):
        raise Problem(Harm.MISSING.value)
