"""What was done at this desk: so that a command counts once, and can be taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from app.domain.command_codec import decode, encode
from app.domain.commands import Command
from app.domain.outcome import Notice
from app.domain.values import CommandId
from app.store.schema import command_log
from app.store.unit_of_work import Work

KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Logged:
    """A command that was carried out."""

    inverse: Command | None
    undone: bool
    notices: tuple[Notice, ...]


def find_logged(work: Work, wanted: CommandId) -> Logged | None:
    """What is known of an earlier command."""
    if not work.is_desk:
        return None
    row = work.connection.execute(
        select(command_log.c.inverse, command_log.c.undone, command_log.c.notices).where(
            command_log.c.id == wanted
        )
    ).one_or_none()
    if row is None:
        return None
    notices = tuple(Notice(one["key"], one["values"]) for one in row.notices)
    return Logged(decode(row.inverse) if row.inverse else None, row.undone, notices)


def log_command(
    work: Work, command: Command, now: datetime, inverse: Command | None, notices: tuple[Notice, ...]
) -> None:
    """Notes that `command` was carried out, in its own transaction."""
    if not work.is_desk:
        return
    work.connection.execute(
        insert(command_log).values(
            id=command.id, agent_id=command.agent, kind=type(command).__name__, version=command.version,
            arguments=encode(command), at=now, inverse=encode(inverse) if inverse else None, undone=False,
            notices=[{"key": notice.key, "values": notice.values} for notice in notices],
        )
    )  # fmt: skip


def forget_old(work: Work, now: datetime) -> int:
    """Commands so old that nobody takes them back, and no desk repeats them, go; how many went."""
    if not work.is_desk:
        return 0
    return work.connection.execute(delete(command_log).where(command_log.c.at < now - KEPT)).rowcount


def forget_logged(work: Work, gone: CommandId) -> None:
    """What the command did was lost: it may be carried out again."""
    work.connection.execute(delete(command_log).where(command_log.c.id == gone))


def mark_undone(work: Work, undone: CommandId) -> None:
    """The command was taken back."""
    work.connection.execute(update(command_log).where(command_log.c.id == undone).values(undone=True))
