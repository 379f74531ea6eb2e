"""Copies of a desk's file: made while it is in use, proven readable, kept sparingly, put back in an emergency."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.errors import Outage, Problem
from app.store.failures import meaning_of
from app.store.pragmas import QUIET_PRAGMA, key_pragma
from app.store.reading import ReadConnection, open_reader

DAILY, WEEKLY = 3, 2
FORMER = 2
"""copies from before a change of the tables: the way back to the program of then, which is walked soon or never"""
DISK_SHARE = 0.1
"""of what would be free without backups: more than this they never take, except for the newest one"""
STEPS_BETWEEN_RESTS = 10_000
Copied = Callable[[int, int], bool]
"""hears again and again how many bytes of how many are copied; True breaks the copy off"""
_STAMP = "%Y%m%dT%H%M%SZ"


def back_up(
    path: Path, key: bytes, target: Path, copied: Copied | None = None, rest: Callable[[], bool] | None = None
) -> None:
    """A complete, defragmented copy under the same key. The writer goes on meanwhile.

    Raises Problem `backup_failed` (or `disk_full`), Outage where `copied` or `rest` (while it is checked) say that it
    is over; nothing half made is left under the name `target`.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        _copy(path, key, unfinished, copied)
        if problems := check_file(unfinished, key, rest=rest):
            raise Problem("backup_failed", reason=problems[0])
        _to_disk(unfinished)
        unfinished.replace(target)
        _to_disk(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(path: Path, key: bytes, target: Path, copied: Copied | None) -> None:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        for pragma in (
            QUIET_PRAGMA,
            key_pragma(key),
            "PRAGMA busy_timeout = 5000",
            "PRAGMA wal_autocheckpoint = 0",
        ):
            connection.execute(pragma)
        if copied is not None:
            whole = _bytes_in_use(connection)
            connection.set_progress_handler(lambda: copied(_size(target), whole), STEPS_BETWEEN_RESTS)
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlcipher.DatabaseError as error:
        if str(error) == "interrupted":
            raise Outage("closing") from error
        raise Problem(meaning_of(error) or "backup_failed", reason=type(error).__name__) from error
    finally:
        connection.close()


def _bytes_in_use(connection: ReadConnection) -> int:
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _to_disk(path: Path) -> None:
    """Waits until the disk has it. Windows needs no flush of folders and cannot do it."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_file(
    path: Path, key: bytes, *, thorough: bool = False, rest: Callable[[], bool] | None = None
) -> tuple[str, ...]:
    """What is wrong with a file, nothing where it is sound. Damage does not announce itself, so somebody must ask.

    `rest` is called again and again in between, to leave the machine to others; Outage when it says that it is over.
    """
    try:
        connection = open_reader(path, key)
        if rest is not None:
            connection.set_progress_handler(rest, STEPS_BETWEEN_RESTS)
        try:
            return _complaints(connection, thorough)
        finally:
            connection.close()
    except sqlcipher.DatabaseError as error:
        if str(error) == "interrupted":
            raise Outage("closing") from error
        return (str(error),)


def _complaints(connection: ReadConnection, thorough: bool) -> tuple[str, ...]:
    statement = "PRAGMA integrity_check(20)" if thorough else "PRAGMA quick_check(20)"
    found = [row[0] for row in connection.execute(statement) if row[0] != "ok"]
    if thorough:
        found += [f"link broken in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]
        found += _unopened_pages(connection)
    return tuple(found)


def _unopened_pages(connection: ReadConnection) -> set[str]:
    """Pages whose seal is broken, unused ones too. Asked twice: a page being written meanwhile only looks broken."""
    first, again = (
        {str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")} for _ in range(2)
    )
    return first & again


# --- keeping few ----------------------------------------------------------------------------------------------------


def backup_name(at: datetime) -> str:
    """The name of a regular backup."""
    return f"quayside-{at.astimezone(UTC).strftime(_STAMP)}.db"


def made_at(name: str) -> datetime | None:
    """When a regular backup was made, None for any other file."""
    try:
        return datetime.strptime(name, f"quayside-{_STAMP}.db").replace(tzinfo=UTC)
    except ValueError:
        return None


def worth_keeping(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The newest of each of the last 3 days that have one, and of the last 2 weeks before them."""
    newest_first = sorted(moments, reverse=True)
    days = _newest_of_each(newest_first, lambda at: at.date().toordinal(), DAILY)
    older = [at for at in newest_first if days and at < min(days)]
    weeks = _newest_of_each(older, lambda at: at.date().isocalendar()[:2], WEEKLY)
    return frozenset(days + weeks)


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], object], limit: int
) -> list[datetime]:
    kept: dict[object, datetime] = {}
    for at in newest_first:
        kept.setdefault(period(at), at)
    return list(kept.values())[:limit]


def free_bytes(folder: Path) -> int:
    """Room left on the disk of a folder."""
    return shutil.disk_usage(folder).free


def prune(folder: Path, free: Callable[[Path], int] = free_bytes) -> tuple[str, ...]:
    """Removes copies that are not worth keeping or take too much of the disk; the names of those gone."""
    regular, former = dict(kept_copies(folder)), former_copies(folder)
    worth = [regular[at] for at in sorted(worth_keeping(regular), reverse=True)]
    everything = [*(file for _, file in sorted(regular.items())), *former]
    budget = DISK_SHARE * (free(folder) + sum(file.stat().st_size for file in everything))
    wanted = [*worth[:1], *former[:1], *worth[1:], *former[1:FORMER]]
    keep, taken = set(wanted[:1]), 0.0
    for file in wanted:
        taken += file.stat().st_size
        if taken <= budget:
            keep.add(file)
    gone = [file for file in everything if file not in keep]
    for file in gone:
        file.unlink()
    return tuple(file.name for file in gone)


def former_copy(folder: Path, found: int, wanted: int) -> Path:
    """Where the copy from before a change of the tables lies."""
    return folder / f"before-{found:04d}-to-{wanted:04d}.db"


def former_copies(folder: Path) -> list[Path]:
    """Copies from before a change of the tables, the newest change first."""
    return sorted(folder.glob("before-*-to-*.db"), key=lambda file: file.name, reverse=True)


def kept_copies(folder: Path) -> list[tuple[datetime, Path]]:
    """Regular backups and when they were made, the newest first."""
    found = ((made_at(file.name), file) for file in folder.glob("quayside-*.db"))
    return sorted(((at, file) for at, file in found if at is not None), reverse=True)


def copy_is_due(folder: Path, now: datetime) -> bool:
    """Whether the newest copy is from yesterday or older."""
    copies = kept_copies(folder)
    return not copies or now - copies[0][0] >= timedelta(hours=20)


def back_up_regularly(
    path: Path, key: bytes, folder: Path, now: datetime, over: Callable[[], bool] | None = None
) -> Path | None:
    """Today's copy, where there is none yet; older ones are pruned. None where there was nothing to do.

    Outage where `over` says in the middle of it that the program ends."""
    if not copy_is_due(folder, now):
        return None
    target = folder / backup_name(now)
    back_up(path, key, target, (lambda done, whole: over()) if over else None, over)
    prune(folder)
    return target


# --- putting back ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drill:
    """What trying a backup showed."""

    made: datetime | None
    problems: tuple[str, ...]
    conversations: int
    messages: int


def try_backup(copy: Path, key: bytes, rest: Callable[[], bool] | None = None) -> Drill:
    """Opens a backup as an emergency would, checks it thoroughly and counts what is in it. `rest`: as `check_file`."""
    problems = check_file(copy, key, thorough=True, rest=rest)
    if problems:
        return Drill(made_at(copy.name), problems, 0, 0)
    connection = open_reader(copy, key)
    try:
        talks, messages = (
            int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
            for name in ("conversation", "message")
        )
    finally:
        connection.close()
    return Drill(made_at(copy.name), (), talks, messages)


def set_in_place(fresh: Path, path: Path) -> None:
    """A finished file that nobody has open takes a place that is free; on the disk when this returns."""
    _to_disk(fresh)
    fresh.replace(path)
    _to_disk(path.parent)


def _aside(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.stem}-damaged-{now.astimezone(UTC).strftime(_STAMP)}{path.suffix}")


def set_aside(path: Path, now: datetime) -> Path | None:
    """Renames a file and its companions with a time stamp; where it lies now."""
    if not path.exists():
        return None
    while (aside := _aside(path, now)).exists():
        now += timedelta(seconds=1)  # nothing is overwritten, whatever the clock says
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside
