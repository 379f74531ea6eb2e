"""After the database was lost and a copy put in its place: drafts and queued replies come back from the journal.

Nothing leaves by itself afterwards: whether a reply was sent before the loss is not known here, so a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain import commands as c
from app.domain.channel_facts import Channels
from app.domain.errors import Bug, Problem
from app.domain.outbox import SendState
from app.services.clocks import clock_runs_again
from app.services.handlers import carry_out
from app.store.engine import Engine
from app.store.journal import Entry
from app.store.outbound import in_state, move_outbound
from app.store.unit_of_work import Work, unit_of_work


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came back, and the words that found no place: they are shown to the agent."""

    done: int
    homeless: tuple[tuple[UUID, str], ...]
    """(conversation or reply, words)"""


def replay(engine: Engine, entries: Iterable[Entry], channels: Channels, now: datetime) -> Replayed:
    """Carries out again what is missing; what is there already counts once. To be run before any lane starts."""
    done = 0
    homeless: list[tuple[UUID, str]] = []
    for entry in _last_drafts(entries):
        try:
            carry_out(engine, entry.command, entry.at, channels)
            done += 1
        except (Problem, Bug):
            homeless += _words(entry.command)
    with unit_of_work(engine, channels) as work:
        hold_everything(work, now)
    return Replayed(done, tuple(homeless))


def hold_everything(work: Work, now: datetime) -> int:
    """After a loss no reply leaves unseen: queued ones are held, those that were leaving are unknown."""
    leaving = in_state(work, SendState.SENDING)
    for record in leaving:
        move_outbound(work, record, (SendState.SENDING,), SendState.UNKNOWN, unknown_since=now, next_look=now)
    queued = in_state(work, SendState.QUEUED)
    for record in queued:
        move_outbound(
            work, record, (SendState.QUEUED,), SendState.NEEDS_REVIEW, reason="after_loss", undo_until=None
        )
        if record.kind != "forward":
            clock_runs_again(work, record)
    return len(queued) + len(leaving)


def _last_drafts(entries: Iterable[Entry]) -> list[Entry]:
    """Of all the pauses while a draft was typed only the last one counts."""
    kept = list(entries)
    last = {
        (entry.command.agent, entry.command.conversation): place
        for place, entry in enumerate(kept)
        if isinstance(entry.command, c.KeepDraft)
    }
    return [
        entry
        for place, entry in enumerate(kept)
        if not isinstance(entry.command, c.KeepDraft)
        or last[entry.command.agent, entry.command.conversation] == place
    ]


def _words(command: c.Command) -> list[tuple[UUID, str]]:
    text = getattr(command, "text", "")
    owner = getattr(command, "conversation", None) or getattr(command, "outbound", None)
    return [(owner, text)] if text and owner else []
