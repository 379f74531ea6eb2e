"""Looks after one desk's file while the program runs: a copy a day, a check after a fall, one PC at a time.

Steps are plain functions of the present moment; a thread only calls `step` and sleeps as long as it says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.domain.commands import Command
from app.domain.errors import Problem, QuaysideError
from app.host.log import EventLog
from app.host.vault import Vault
from app.services.writing import Writer
from app.store.backup import back_up_regularly, check_file
from app.store.desk_lock import BEAT, leave_desk, note_closed, note_opened, take_desk
from app.store.facts import note_fact, read_fact
from app.store.journal import Journal
from app.store.unit_of_work import Work

THOROUGH_EVERY = timedelta(days=7)
BACKUP_EVERY = timedelta(hours=20)
_log = EventLog("desk_care")


@dataclass(frozen=True, slots=True)
class VaultSealer:
    """Closes journal lines with the profile's key."""

    vault: Vault

    def seal(self, plain: bytes) -> bytes:
        return self.vault.seal("journal", "line", 1, plain)

    def unseal(self, sealed: bytes) -> bytes:
        return self.vault.open("journal", "line", 1, sealed)


@dataclass(slots=True)
class DeskCare:
    """What is looked after, and who is told."""

    writer: Writer
    path: Path
    key: bytes
    backups: Path
    journal: Journal
    own: UUID
    """this run of the program"""
    machine: str
    hold_sending: Callable[[bool], None]
    """told when another PC is at work on the same file, and when it has gone"""
    tell: Callable[[Problem], None]
    """what a person should know: damage, a failed backup, another PC"""
    _held: bool = field(default=False)
    _fell: bool = field(default=False)

    def opened(self, now: datetime) -> bool:
        """At the start, before any lane: whether sending is free. Asks for a check where the last end was no calm one."""
        self._fell = not self.writer.run(note_opened)
        self._beat(now)
        return not self._held

    def carried_out(self, command: Command, now: datetime) -> None:
        """On the writer's thread, after the commit of a command. A journal that fails must not undo what is stored."""
        try:
            self.journal.write(command, now)
        except QuaysideError as error:
            _log.event("journal_failed", error=error.key)

    def step(self, now: datetime) -> timedelta:
        """Does what is due; how long to sleep."""
        self._beat(now)
        self._check(now)
        self._back_up(now)
        return BEAT

    def close(self, now: datetime) -> None:
        """At a calm end, after the lanes have stopped."""
        self.writer.run(self._leave)

    def _leave(self, work: Work) -> None:
        leave_desk(work, self.own)
        note_closed(work)

    # --- one PC at a time -------------------------------------------------------------------------------------------

    def _beat(self, now: datetime) -> None:
        other = self.writer.run(lambda work: take_desk(work, self.own, self.machine, now))
        if (other is not None) == self._held:
            return
        self._held = other is not None
        self.hold_sending(self._held)
        if other is not None:
            self.tell(Problem("desk_in_use_elsewhere", machine=other.machine))

    # --- checks and copies ------------------------------------------------------------------------------------------

    def _check(self, now: datetime) -> None:
        """Thoroughly after a fall and once a week: damage does not announce itself."""
        if not self._fell and not self._is_due("checked_at", THOROUGH_EVERY, now):
            return
        problems = check_file(self.path, self.key, thorough=True)
        self._fell = False
        self._note("checked_at", now)
        if problems:
            _log.event("file_damaged", count=len(problems))
            self.tell(Problem("database_damaged"))

    def _back_up(self, now: datetime) -> None:
        """A copy a day; what the journal held before it is in the copy."""
        if not self._is_due("backed_up_at", BACKUP_EVERY, now):
            return
        self._note("backed_up_at", now)
        try:
            self.writer.run(lambda _work: self.journal.set_apart())
            if back_up_regularly(self.path, self.key, self.backups, now) is not None:
                self.journal.forget_older()
        except QuaysideError as error:
            _log.event("backup_failed", error=error.key)
            self.tell(Problem("backup_failed", reason=error.key))

    def _is_due(self, key: str, every: timedelta, now: datetime) -> bool:
        kept = self.writer.run(lambda work: read_fact(work, key))
        return not kept or abs(now - datetime.fromisoformat(kept)) >= every

    def _note(self, key: str, now: datetime) -> None:
        self.writer.run(lambda work: note_fact(work, key, now.isoformat()))
