"""What runs below the window: the file, the writer, the shops' doors and the lanes, brought up one after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, cast

from app.bridge.desk import Desk
from app.bridge.later import Later
from app.bridge.long_work import LongWork
from app.bridge.task_pool import TaskPool
from app.bridge.writer import WriterThread
from app.domain.changes import Changes
from app.domain.channel_facts import ChannelFacts
from app.domain.commands import Command, MarkRead
from app.domain.errors import Bug, Problem, QuaysideError
from app.domain.health import no_line
from app.domain.moments import Clock, IdSource
from app.domain.opening import Heard, OfferedCode, Watch
from app.domain.outcome import Outcome
from app.domain.ports import Files, ShopFloor, Shops
from app.domain.reader import Reader
from app.domain.values import AgentId
from app.domain.zones import zone_of
from app.host.chest import Chest, ProfileKeys
from app.host.log import EventLog, diagnostics
from app.host.paths import ProfilePaths
from app.host.recovery import offered
from app.host.redaction import Redactor
from app.services.pace import Pace

if TYPE_CHECKING:
    from app.bridge.doors import Doors
    from app.store.engine import Engine
    from app.store.journal import Journal
    from app.store.unit_of_work import Work

_log = EventLog("engine_room")


class EngineRoom:
    """Owns everything with a thread but readers and tasks. Implements `app.domain.ports.Housekeeping`."""

    def __init__(
        self, paths: ProfilePaths, clock: Clock, ids: IdSource, tasks: TaskPool, redactor: Redactor,
        *, practice: bool,
    ) -> None:  # fmt: skip
        self._redactor = redactor
        self._paths, self._clock, self._ids, self._tasks, self._practice = paths, clock, ids, tasks, practice
        self._keys: ProfileKeys | None = None
        self._chest: Chest | None = None
        self._readable, self._closing = Event(), Event()
        self._engine: Engine | None = None
        self._desk: Desk | None = None
        self._doors: Doors | None = None
        self._journal: Journal | None = None
        self._files, self._shops, self._floor = Later(), Later(), Later()
        self._pace = Pace(clock)
        self.writer = WriterThread(
            self._transaction, self._carry_out, self._announce, self._pace.somebody_acts
        )

    # --- before the window ------------------------------------------------------------------------------------------

    @property
    def files(self) -> Files:
        """Attachments, as soon as the doors are there."""
        return cast(Files, self._files)

    @property
    def shops(self) -> Shops:
        """The wizard's other half, as soon as the doors are there."""
        return cast(Shops, self._shops)

    @property
    def floor(self) -> ShopFloor:
        """What the shops' lanes know, as soon as the doors are there."""
        return cast(ShopFloor, self._floor)

    def attach(self, desk: Desk) -> None:
        """Changes are announced on this desk from now on."""
        self._desk = desk

    # --- opening ----------------------------------------------------------------------------------------------------

    def prepare(self, keys: ProfileKeys, heard: Heard, chest: Chest | None = None) -> None:
        """On a pool thread: makes a new file, or brings an old one up to date, so that readers can read it.

        Outage where the program is closed meanwhile; the file is then what it was. `chest`: where the key came from.
        """
        self._keys, self._chest = keys, chest
        if not self._paths.database.exists() or not self._is_current(keys):
            self._open_engine(LongWork(self._clock, heard, self._closing.is_set))
        self._readable.set()

    def _is_current(self, keys: ProfileKeys) -> bool:
        from app.store.version import is_current

        return is_current(self._paths.database, keys.database)

    def _open_engine(self, watch: Watch | None = None) -> "Engine":
        if self._engine is None:
            if self._keys is None:
                raise Bug("engine_before_key")
            from app.store.create import open_or_create

            self._engine = open_or_create(
                self._paths.database, self._keys.database, self._paths.backups, watch
            )
        return self._engine

    @contextmanager
    def open_reader(self) -> Iterator[Reader]:
        """A reader for one thread; waits until there is something to read."""
        self._readable.wait()
        if self._keys is None:
            raise Bug("reader_before_key")
        from app.store.queries import open_local_reader

        reader = open_local_reader(self._paths.database, self._keys.database, facts_of, None, zone_of)
        try:
            yield reader
        finally:
            reader.close()

    # --- running ----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """The writer begins; the doors are built behind the window."""
        self.writer.start()
        self._tasks.submit(self._build_doors, lambda _: None, self._trouble)

    def _build_doors(self) -> None:
        from app.bridge.doors import Doors

        if self._keys is None or self._desk is None:
            raise Bug("doors_before_key")
        doors = Doors(
            self._paths, self._keys, self._clock, self._ids, self.writer, self._desk, self._redactor,
            self._pace, self._open_journal(), practice=self._practice,
        )  # fmt: skip
        self._doors = doors
        self._files.arrive(doors.files)
        self._shops.arrive(doors.shops)
        self._floor.arrive(doors.floor)
        doors.start()

    def close(self) -> None:
        """Lanes first, then the writer works off what was queued, then the file is closed."""
        self._closing.set()
        if self._doors is not None:
            self._doors.close()
        if self._readable.is_set():
            self.writer.stop()
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def _transaction(self) -> "Iterator[Work]":
        from app.store.unit_of_work import unit_of_work

        try:
            with unit_of_work(self._open_engine(), facts_of) as work:
                yield work
        except Problem as error:
            self._look_for_damage(error)
            raise

    def _look_for_damage(self, error: Problem) -> None:
        if error.key == "database_damaged":
            self.note_damage()

    def note_damage(self) -> None:
        """A place of the file cannot be read: the person is told, and nothing is sent any more."""
        if self._doors is not None:
            self._doors.note_damage()

    def _carry_out(self, command: Command) -> Outcome:
        from app.services.handlers import carry_out

        now = self._clock.now()
        try:
            outcome = carry_out(self._open_engine(), command, now, facts_of)
        except Problem as error:
            self._look_for_damage(error)
            raise
        self._write_down(command, now)
        if self._doors is not None and "outbox" in outcome.changes.subjects:
            self._doors.poke_sending()
        if self._doors is not None and isinstance(command, MarkRead) and command.read:
            self._doors.was_read(command.conversations)
        return outcome

    def _write_down(self, command: Command, now: datetime) -> None:
        """An agent's own words, a second time: the one thing nobody can fetch again."""
        if self._practice:
            return
        try:
            self._open_journal().write(command, now)
        except Problem as error:
            self._trouble(error)

    def _open_journal(self) -> "Journal":
        if self._keys is None:
            raise Bug("journal_before_key")
        if self._journal is None:
            from app.bridge.journal_sealer import journal_of

            self._journal = journal_of(self._paths, self._keys, self._ids)
        return self._journal

    def _announce(self, changes: Changes) -> None:
        if self._desk is None or not changes:
            return
        self._desk.announce(changes)
        if self._doors is not None:
            self._doors.committed()
        if self._doors is not None and changes.orders:
            self._doors.supervisor.poke("pictures")
        if self._doors is not None and (changes.shops or "logins" in changes.subjects):
            self._doors.refresh_later()

    def _trouble(self, error: QuaysideError) -> None:
        _log.event("engine_room_trouble", error=error.key)
        if self._desk is not None:
            self._desk.report(error)

    # --- practice and housekeeping ----------------------------------------------------------------------------------

    def open_practice(self) -> None:
        """Starts the practice town and connects its shops. Slow: for the task pool."""
        self._files.wait()
        if self._doors is not None:
            self._doors.open_practice()

    def offer_code(self, code: str = "") -> OfferedCode:
        """A recovery code to be written down, or this one; it opens nothing before it is kept."""
        return offered(code or self._open_chest().new_code(), self._ids)

    def keep_code(self, code: str) -> None:
        """Somebody holds this code: it opens the profile from now on, instead of any other. Slow: for the task pool."""
        self._open_chest().keep_code(code)

    def _open_chest(self) -> Chest:
        if self._chest is None:
            raise Bug("chest_before_key")
        return self._chest

    def diagnostics(self) -> str:
        """Versions, counts, states and the newest lines of the log: no name, no address, no text."""
        facts = self._doors.facts() if self._doors is not None else {}
        return diagnostics(facts, self._paths.logs, self._redactor)

    def log_folder(self) -> Path:
        """Where the log files lie."""
        return self._paths.logs

    def pin_fits(self, agent: AgentId, pin: str) -> bool:
        """Whether this is the agent's PIN. Slow on purpose: for the task pool."""
        from app.services.agents import pin_fits
        from app.store.agents import pin_hash_of

        return pin_fits(pin, self.writer.run(lambda work: pin_hash_of(work, agent)))

    def look_again(self) -> None:
        """The agent has made room on the disk, or closed the other PC: look now instead of later."""
        if self._doors is not None:
            self._doors.supervisor.poke()

    def set_offline(self, offline: bool) -> None:
        """Stops all network of this desk, or allows it again."""
        if self._doors is not None:
            self._doors.supervisor.set_offline(offline)

    def line_lost(self) -> bool:
        """Whether nobody answers any of the shops' logins."""
        doors = self._doors
        return doors is not None and not doors.supervisor.offline and no_line(doors.floor.pulses())


def facts_of(channel: str) -> ChannelFacts:
    """A channel's facts; the doors' libraries are loaded when the first one is asked for."""
    from app.services.shop_doors import facts_of as known

    return known(channel)
