"""Looks after the desk itself: one PC at a time, a copy a day, a check after a sudden end, room on the disk."""

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.domain.errors import Problem
from app.domain.moments import Clock, IdSource
from app.host.blobs import BlobStore
from app.host.diskspace import DiskRoom, Reserve, free_bytes, room
from app.host.log import EventLog
from app.services.writing import Writer
from app.store.backup import back_up_regularly, check_file
from app.store.command_log import forget_old
from app.store.desk_lock import BEAT, leave_desk, note_closed, note_opened, take_desk

_log = EventLog("care")
COPY_LOOK = timedelta(hours=1)
RAW_SHARE = 0.05
"""the share of free room that raw mails may take"""
Tell = Callable[[str, bool], None]
"""a condition of the desk begins or ends: checking, damaged, two_desks, disk_full"""


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
    keeps_copies: bool = True
    free: Callable[[Path], int] = free_bytes
    _own: UUID | None = None
    _alone: bool = False
    _copied_at: datetime | None = None
    _told: dict[str, bool] = field(default_factory=dict)

    @property
    def may_send(self) -> bool:
        """False until it is known that no other PC is at work on the same profile: both would send."""
        return self._alone

    def __call__(self) -> float | None:
        """Seconds to rest."""
        self._beat(self._own or self._begin())
        self._look_at_disk()
        self._copy()
        return BEAT.total_seconds()

    def end(self) -> None:
        """The program ends calmly: the desk is free, and no check is needed the next time."""
        own = self._own
        if own is not None:
            self.writer.run(lambda work: leave_desk(work, own))
            self.writer.run(note_closed)

    def _begin(self) -> UUID:
        calm = self.writer.run(note_opened)
        self._own = own = self.ids.new()
        if not calm:
            self._check()
        return own

    def _check(self) -> None:
        self._say("checking", True)
        complaints = check_file(self.database, self.key, thorough=True)
        self._say("checking", False)
        self._say("damaged", bool(complaints))
        _log.event("checked_after_sudden_end", count=len(complaints))

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

    def _copy(self) -> None:
        now = self.clock.now()
        if self._copied_at is not None and now - self._copied_at < COPY_LOOK:
            return
        self._copied_at = now
        self.writer.run(lambda work: forget_old(work, now))
        self.blobs.prune(int(self.free(self.database.parent) * RAW_SHARE))
        if not self.keeps_copies:
            return
        try:
            back_up_regularly(self.database, self.key, self.backups, now)
        except Problem as error:
            _log.event("copy_failed", error=error.key)
        except OSError as error:
            _log.event("copy_failed", error=type(error).__name__)

    def _say(self, condition: str, on: bool) -> None:
        if self._told.get(condition, False) != on:
            self._told[condition] = on
            self.tell(condition, on)
