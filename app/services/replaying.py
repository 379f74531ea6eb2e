"""After the database was lost and another file takes its place: the agent's own words come back from the journal.

Nothing leaves by itself afterwards: whether a reply was sent before the loss is not known here, so a person decides,
unless the channel shows our own words first (store/outbox_echoes.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain import commands as c
from app.domain.channel_facts import Channels
from app.domain.drafts import NOTHING, Draft, DraftKind
from app.domain.errors import QuaysideError
from app.domain.outbox import FORWARD, SendState
from app.services.clocks import clock_runs_again
from app.services.handlers import carry_out
from app.store.command_log import find_logged, forget_logged
from app.store.drafts import find_draft, keep_draft
from app.store.engine import Engine
from app.store.failures import every_failure_named
from app.store.journal import Entry, spent_drafts
from app.store.outbound import OutboundRecord, in_state, is_there, move_outbound
from app.store.rows import find_row
from app.store.schema import conversation
from app.store.unit_of_work import Work, unit_of_work

REPLIES = (c.QueueReply, c.StartConversation, c.ForwardMessage)
AFTER_LOSS = "after_loss"
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came back, and the words that found no place: they are shown to the agent."""

    done: int
    to_decide: int
    homeless: tuple[tuple[UUID, str], ...]
    """(conversation or reply, words)"""


def replay(
    engine: Engine, entries: Iterable[Entry], channels: Channels, now: datetime, told: Told = lambda _: None
) -> Replayed:
    """Carries out again what is missing; what is there already counts once. To be run before any lane starts."""
    done = 0
    homeless: list[tuple[UUID, str]] = []
    kept = list(entries)
    spent = spent_drafts(kept)
    for place, entry in enumerate(kept):
        if place not in spent:
            came_back = _again(engine, entry, channels)
            done += came_back
            homeless += [] if came_back else _words(engine, entry, channels)
        told(place + 1)
    with unit_of_work(engine, channels) as work:
        to_decide = hold_everything(work)
    return Replayed(done, to_decide, tuple(homeless))


def _again(engine: Engine, entry: Entry, channels: Channels) -> bool:
    """Whether the entry now stands in the file."""
    command = entry.command
    try:
        with every_failure_named():
            if isinstance(command, REPLIES):
                with unit_of_work(engine, channels) as work:
                    logged = find_logged(work, command.id)
                    if is_there(work, command.outbound) or (logged and logged.undone):
                        return True
                    forget_logged(work, command.id)  # the row is lost though its record is not
            carry_out(engine, command, entry.at, channels)
    except QuaysideError:
        return False
    return True


def hold_everything(work: Work) -> int:
    """After a loss no reply leaves unseen, and none is looked for and sent again; how many a person must decide."""
    for record in in_state(work, SendState.SENDING):
        move_outbound(work, record, (SendState.SENDING,), SendState.UNKNOWN)
    unknown = in_state(work, SendState.UNKNOWN)
    for record in unknown:
        move_outbound(
            work, record, (SendState.UNKNOWN,), SendState.ASK_HUMAN, reason=AFTER_LOSS, next_look=None
        )
    waiting = in_state(work, SendState.QUEUED, SendState.NEEDS_REVIEW)
    for record in waiting:
        _hold(work, record)
    return len(waiting) + len(unknown)


def _hold(work: Work, record: OutboundRecord) -> None:
    """Held ones too may have been released and sent since the copy was made."""
    move_outbound(work, record, (record.state,), SendState.NEEDS_REVIEW, reason=AFTER_LOSS, undo_until=None)
    if record.state is SendState.QUEUED and record.kind != FORWARD:
        clock_runs_again(work, record)


def _words(engine: Engine, entry: Entry, channels: Channels) -> list[tuple[UUID, str]]:
    """Words that could not be carried out: they wait in an empty draft of their conversation, else they are shown."""
    command = entry.command
    text = getattr(command, "text", "")
    named = ("conversation", "outbound", "order")
    owner = next((one for name in named if (one := getattr(command, name, None)) is not None), None)
    if not text or owner is None:
        return []
    if isinstance(command, c.QueueReply | c.AddNote):
        with unit_of_work(engine, channels) as work:
            is_known = find_row(work, conversation, {"id": command.conversation}) is not None
            kind, words = _draft_of(command)
            if is_known and find_draft(work, command.agent, command.conversation, kind) == NOTHING:
                keep_draft(work, command.agent, command.conversation, words, command.id, entry.at, kind)
                return []
    return [(owner, text)]


def _draft_of(command: c.QueueReply | c.AddNote) -> tuple[DraftKind, Draft]:
    """Everything but files, which may be lost."""
    if isinstance(command, c.AddNote):
        return DraftKind.NOTE, Draft(command.text)
    return DraftKind.REPLY, Draft(command.text, (), command.cc, command.bcc, command.form, command.card)
