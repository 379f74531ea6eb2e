"""Looks after the desk itself: one PC at a time, a copy a day, checks, room on the disk.

A thorough check runs after a sudden end and once a week, slowly, beside everything else. What it finds stops sending
and is remembered, until the desk is put right (services/mending.py).
"""

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.domain.errors import Outage, Problem
from app.domain.moments import Clock, IdSource
from app.host.blobs import BlobStore
from app.host.diskspace import DiskRoom, Reserve, free_bytes, room
from app.host.log import EventLog
from app.services.writing import Writer
from app.store.backup import back_up_regularly, check_file, copy_is_due, kept_copies, try_backup
from app.store.checks import checked_at, note_check, note_copy_tried
from app.store.command_log import forget_old
from app.store.desk_lock import BEAT, leave_desk, note_closed, note_opened, take_desk
from app.store.journal import Journal

_log = EventLog("care")
COPY_LOOK, COPY_NOT_BEFORE = timedelta(hours=1), timedelta(minutes=3)
CHECK_EVERY, CHECK_NOT_BEFORE = timedelta(days=7), timedelta(minutes=10)
"""the start of the day belongs to the agent"""
RAW_SHARE = 0.05
"""the share of free room that raw mails may take"""
Tell = Callable[[str, bool], None]
"""a condition of the desk begins or ends: checking, damaged, two_desks, disk_full, disk_low"""


@dataclass(slots=True)
class Care:
    """One round of the care lane, and what must be said at a calm end."""

    writer: Writer
    database: Path
    key: bytes = field(repr=False)
    backups: Path
    reserve: Reserve
    blobs: BlobStore
    clock: Clock
    ids: IdSource
    tell: Tell
    journal: Journal
    rest: Callable[[], bool]
    """a short pause in a long check, so that others get the disk and the processor; True breaks the check off"""
    keeps_copies: bool = True
    free: Callable[[Path], int] = free_bytes
    ending: Callable[[], bool] = lambda: False
    """whether the program ends: a copy of a large desk is then broken off, and due again"""
    _own: UUID | None = None
    _began: float = 0.0
    _alone: bool = False
    _damaged: bool = False
    _suspect: bool = False
    _tidied_at: datetime | None = None
    _copied_at: datetime | None = None
    _told: dict[str, bool] = field(default_factory=dict)

    @property
    def may_send(self) -> bool:
        """False until it is known that no other PC is at work on the same profile, and while the file is damaged."""
        return self._alone and not self._damaged

    def note_damage(self) -> None:
        """Somebody came upon a place that cannot be read."""
        self._damaged = True
        self._say("damaged", True)

    def __call__(self) -> float | None:
        """Seconds to rest."""
        self._beat(self._own or self._begin())
        self._look_at_disk()
        self._check_weekly()
        self._tidy()
        self._copy()
        return BEAT.total_seconds()

    def end(self) -> None:
        """The program ends calmly: the desk is free, and no check is needed the next time if this one is sound."""
        own = self._own
        if own is None:
            return
        self.writer.run(lambda work: leave_desk(work, own))
        if not self._damaged and not self._suspect:
            self.writer.run(note_closed)

    def _begin(self) -> UUID:
        calm = self.writer.run(note_opened)
        self._own, self._began = self.ids.new(), self.clock.monotonic()
        if not calm:
            self._check_after_sudden_end()
        return self._own

    def _check_after_sudden_end(self) -> None:
        self._suspect = True
        self._say("checking", True)
        self._check("checked_after_sudden_end")
        self._say("checking", False)

    def _check_weekly(self) -> None:
        if self._damaged or self._runs_since() < CHECK_NOT_BEFORE:
            return
        last = self.writer.run(checked_at)
        if last is not None and self.clock.now() - last < CHECK_EVERY:
            return
        self._check("checked_weekly")
        if self.keeps_copies and not self._damaged:
            self._try_copy()

    def _check(self, occasion: str) -> None:
        try:
            complaints = check_file(self.database, self.key, thorough=True, rest=self.rest)
        except Outage:
            return  # the program ends; the check is due again
        self._suspect = False
        _log.event(occasion, count=len(complaints))
        if complaints:
            self.note_damage()
        now = self.clock.now()
        self.writer.run(lambda work: note_check(work, now, len(complaints)))

    def _try_copy(self) -> None:
        """A copy that nobody ever opened does not count as one."""
        copies = kept_copies(self.backups)
        if copies:
            drill = try_backup(copies[0][1], self.key, self.rest)
            _log.event("copy_tried", count=drill.messages, lost=len(drill.problems))
            self.writer.run(lambda work: note_copy_tried(work, self.clock.now(), not drill.problems))

    def _beat(self, own: UUID) -> None:
        now = self.clock.now()
        other = self.writer.run(lambda work: take_desk(work, own, platform.node(), now))
        self._alone = other is None
        self._say("two_desks", other is not None)

    def _look_at_disk(self) -> None:
        level = room(self.database.parent, self.free)
        if level >= DiskRoom.NO_POLLING:
            self.reserve.release()
        elif level is DiskRoom.ENOUGH:
            self.reserve.ensure()
        self._say("disk_full", level >= DiskRoom.NO_POLLING)
        self._say("disk_low", DiskRoom.LOW <= level < DiskRoom.NO_POLLING)

    def _runs_since(self) -> timedelta:
        return timedelta(seconds=self.clock.monotonic() - self._began)

    def _tidy(self) -> None:
        now = self.clock.now()
        if self._tidied_at is not None and now - self._tidied_at < COPY_LOOK:
            return
        self._tidied_at = now
        self.writer.run(lambda work: forget_old(work, now))
        self.blobs.prune(int(self.free(self.database.parent) * RAW_SHARE))

    def _copy(self) -> None:
        now = self.clock.now()
        if not self.keeps_copies or self._damaged or self._runs_since() < COPY_NOT_BEFORE:
            return
        if self._copied_at is not None and now - self._copied_at < COPY_LOOK:
            return
        self._copied_at = now
        try:
            self._copy_and_turn(now)
        except Problem as error:
            _log.event("copy_failed", error=error.key)
            if error.key == "database_damaged":
                self.note_damage()
        except OSError as error:
            _log.event("copy_failed", error=type(error).__name__)

    def _copy_and_turn(self, now: datetime) -> None:
        """The journal turns a page before each copy, and forgets what every kept copy holds."""
        if not copy_is_due(self.backups, now):
            return
        self.writer.run(lambda _: self.journal.set_apart())
        back_up_regularly(self.database, self.key, self.backups, now, self.ending)
        self.journal.trim(min((at for at, _ in kept_copies(self.backups)), default=None))

    def _say(self, condition: str, on: bool) -> None:
        if self._told.get(condition, False) != on:
            self._told[condition] = on
            self.tell(condition, on)
