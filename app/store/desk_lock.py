"""One profile, one PC: who has this file open, and whether it was closed calmly.

A copy of the profile on a shared or synchronised drive would otherwise let two PCs send the same replies.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.store.facts import note_fact, read_fact
from app.store.unit_of_work import Work

ALIVE = timedelta(minutes=2)
"""an owner who has not said anything for so long is gone"""
BEAT = timedelta(seconds=30)
"""how often the owner says that it is there"""


@dataclass(frozen=True, slots=True)
class Owner:
    """A running program on some PC."""

    id: UUID
    machine: str
    seen: datetime


def current_owner(work: Work) -> Owner | None:
    """Who wrote last that he is at work here."""
    kept = read_fact(work, "desk_owner")
    if not kept:
        return None
    known = json.loads(kept)
    return Owner(UUID(hex=known["id"]), known["machine"], datetime.fromisoformat(known["seen"]))


def take_desk(work: Work, own: UUID, machine: str, now: datetime) -> Owner | None:
    """Takes the desk, or says who else is at work on it: then nothing may be sent from here.

    To be called at the start and every `BEAT`. A clock set back cannot make a living owner look gone for ever.
    """
    other = current_owner(work)
    if other is not None and other.id != own and abs(now - other.seen) < ALIVE:
        return other
    note_fact(work, "desk_owner", json.dumps({"id": own.hex, "machine": machine, "seen": now.isoformat()}))
    return None


def leave_desk(work: Work, own: UUID) -> None:
    """Gives the desk free, if it is ours."""
    other = current_owner(work)
    if other is not None and other.id == own:
        note_fact(work, "desk_owner", "")


def note_opened(work: Work) -> bool:
    """Notes that the file is in use; whether it was closed calmly the last time."""
    calm = read_fact(work, "closed_calmly", "yes") == "yes"
    note_fact(work, "closed_calmly", "no")
    return calm


def note_closed(work: Work) -> None:
    """Notes a calm end."""
    note_fact(work, "closed_calmly", "yes")
