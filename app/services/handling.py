"""What every handler shares: its answer, its inverse, ids that follow from the command, and who may do what."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.commands import Command
from app.domain.errors import Problem
from app.domain.outcome import Notice
from app.domain.restoring import Restore, turned_round
from app.domain.team import Role
from app.domain.values import CommandId, uuid7
from app.store.agents import find_agent
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Handled:
    """What a handler answers: the command that takes it back, or None, and what the person should know."""

    inverse: Command | None = None
    notices: tuple[Notice, ...] = ()


Handler = Callable[[Work, Any, datetime], Handled]
"""a plain function of the open transaction, one command and the present moment"""


def undoable(work: Work, command: Command, *notices: Notice) -> Handled:
    """The answer of a handler whose rows can simply be put back."""
    if not work.rows:
        return Handled(None, notices)
    rows = turned_round(tuple(work.rows))
    inverse = Restore(id=CommandId(derived(command.id, b"undo")), agent=command.agent, rows=rows)
    return Handled(inverse, notices)


def derived(source: UUID, purpose: bytes, at: datetime | None = None) -> UUID:
    """An id that follows from another: the same on every machine."""
    digest = hashlib.sha256(source.bytes + purpose).digest()
    if at is None:
        return UUID(bytes=source.bytes[:6] + uuid7_tail(digest))
    return uuid7(at, digest[:10])


def uuid7_tail(digest: bytes) -> bytes:
    """The last ten bytes of a version 7 id."""
    return bytes([0x70 | digest[0] & 0x0F, digest[1], 0x80 | digest[2] & 0x3F]) + digest[3:10]


def require_role(work: Work, command: Command, least: Role) -> None:
    """Raises Problem `role_missing` where the agent may not do this."""
    ranks = list(Role)
    agent = find_agent(work, command.agent)
    if agent is None or not agent.active or ranks.index(agent.role) < ranks.index(least):
        raise Problem("role_missing", role=least.value)
