"""Everyday acts on conversations, one or many at once: assign, set a status, snooze, close, tag."""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain.commands import (
    AddTag,
    Assign,
    CloseWithoutReply,
    NoteNoResponse,
    RemoveTag,
    SetCustomerNote,
    SetStatus,
    Snooze,
    WakeSnoozed,
)
from app.domain.conversations import ActivityKind, Status
from app.domain.errors import Problem
from app.domain.outcome import Notice
from app.domain.sla import STOPPED
from app.domain.values import ActivityId, ConversationId, MessageId
from app.services.handling import Handled, derived, undoable
from app.store.agents import find_agent
from app.store.conversations import (
    ConversationRecord,
    change_conversation,
    clock_columns,
    load_conversation,
    news_since,
    set_status,
)
from app.store.customers import change_customer
from app.store.history import add_activity, add_tag, remove_tag
from app.store.sla import due_for_waking
from app.store.unit_of_work import Work

Act = Callable[[int, ConversationRecord, ActivityId], Problem | None]
"""does one conversation of several; a Problem where this one must be left alone"""


def _each(
    work: Work, conversations: Sequence[ConversationId], activities: Sequence[ActivityId], act: Act
) -> tuple[Notice, ...]:
    """Does all that can be done. What could not be done is told; if nothing could, its Problem is raised."""
    if len(conversations) != len(activities):
        raise Problem("command_malformed")
    refused: list[Problem] = []
    for position, (one, line) in enumerate(zip(conversations, activities, strict=True)):
        problem = act(position, load_conversation(work, one), line)
        if problem is not None:
            refused.append(problem)
    if refused and len(refused) == len(conversations):
        raise refused[0]
    if not refused:
        return ()
    return (Notice("some_left_alone", {"count": len(refused), "reason": refused[0].key}),)


def assign(work: Work, command: Assign, now: datetime) -> Handled:
    """Gives conversations to somebody. The first who took one keeps it, and the later one is told."""
    assignee = find_agent(work, command.assignee) if command.assignee else None
    if command.assignee and (assignee is None or not assignee.active):
        raise Problem("agent_gone")

    def act(position: int, record: ConversationRecord, line: ActivityId) -> Problem | None:
        if record.assignee_id == command.assignee:
            return None
        if record.assignee_id != command.base_assignees[position]:
            holder = find_agent(work, record.assignee_id) if record.assignee_id else None
            return Problem("assigned_meanwhile", name=holder.name if holder else "")
        change_conversation(work, record.id, assignee_id=command.assignee)
        name = assignee.name if assignee else ""
        add_activity(work, line, record.id, command.agent, now, ActivityKind.ASSIGNED, to=name)
        return None

    if len(command.base_assignees) != len(command.conversations):
        raise Problem("command_malformed")
    return undoable(work, command, *_each(work, command.conversations, command.activities, act))


def change_status(work: Work, command: SetStatus, now: datetime) -> Handled:
    """Sets a status. Nothing is resolved over a message that the agent has not seen."""

    def act(position: int, record: ConversationRecord, line: ActivityId) -> Problem | None:
        if record.status is command.status:
            return None
        if command.status is Status.RESOLVED and _news(work, record, command.base_last_messages[position]):
            return Problem("new_message")
        return _moved(work, record, command, line, now)

    _check_bases(command.conversations, command.base_last_messages)
    return undoable(work, command, *_each(work, command.conversations, command.activities, act))


def _moved(
    work: Work, record: ConversationRecord, command: SetStatus, line: ActivityId, now: datetime
) -> Problem | None:
    try:
        set_status(work, record, command.status)
    except Problem as problem:
        return problem
    add_activity(
        work, line, record.id, command.agent, now, ActivityKind.STATUS,
        before=record.status.value, after=command.status.value,
    )  # fmt: skip
    return None


def _news(work: Work, record: ConversationRecord, base: MessageId | None) -> bool:
    return record.last_message_id != base and news_since(work, record, base, None) > 0


def _check_bases(conversations: Sequence[object], bases: Sequence[object]) -> None:
    if len(conversations) != len(bases):
        raise Problem("command_malformed")


def snooze(work: Work, command: Snooze, now: datetime) -> Handled:
    """Puts conversations aside until a moment."""
    if command.until <= now:
        raise Problem("moment_past")

    def act(position: int, record: ConversationRecord, line: ActivityId) -> Problem | None:
        try:
            set_status(work, record, Status.SNOOZED, command.until)
        except Problem as problem:
            return problem
        until = command.until.isoformat()
        add_activity(work, line, record.id, command.agent, now, ActivityKind.SNOOZED, until=until)
        return None

    return undoable(work, command, *_each(work, command.conversations, command.activities, act))


def wake_snoozed(work: Work, command: WakeSnoozed, now: datetime) -> Handled:
    """Everything whose moment has come returns to the list. Nobody takes that back."""
    for one in due_for_waking(work, command.until):
        set_status(work, load_conversation(work, one), Status.PENDING)
        line = ActivityId(derived(command.id, one.bytes, now))
        add_activity(work, line, one, None, now, ActivityKind.WOKE)
    return Handled()


def close_without_reply(work: Work, command: CloseWithoutReply, now: datetime) -> Handled:
    """Resolves with a reason; the clocks stop, since no answer is owed."""

    def act(position: int, record: ConversationRecord, line: ActivityId) -> Problem | None:
        if record.status is Status.RESOLVED:
            return None
        if _news(work, record, command.base_last_messages[position]):
            return Problem("new_message")
        set_status(work, record, Status.RESOLVED)
        reason = command.reason.value
        add_activity(work, line, record.id, command.agent, now, ActivityKind.CLOSED, reason=reason)
        return None

    _check_bases(command.conversations, command.base_last_messages)
    return undoable(work, command, *_each(work, command.conversations, command.activities, act))


def note_no_response(work: Work, command: NoteNoResponse, now: datetime) -> Handled:
    """Nobody waits any more, here as at the platform."""
    record = load_conversation(work, command.conversation)
    if record.status is Status.PENDING:
        set_status(work, record, Status.RESOLVED)
    elif record.waiting_since is not None:
        change_conversation(work, record.id, **clock_columns(STOPPED, record.status))
    add_activity(work, command.activity, record.id, command.agent, now, ActivityKind.NO_RESPONSE_NEEDED)
    return undoable(work, command)


def tag(work: Work, command: AddTag, now: datetime) -> Handled:
    """Tags conversations; both desks' tags are kept."""
    name = " ".join(command.tag.split())
    if not name:
        raise Problem("tag_empty")

    def act(position: int, record: ConversationRecord, line: ActivityId) -> Problem | None:
        if add_tag(work, record.id, name):
            add_activity(work, line, record.id, command.agent, now, ActivityKind.TAGGED, tag=name)
        return None

    return undoable(work, command, *_each(work, command.conversations, command.activities, act))


def untag(work: Work, command: RemoveTag, now: datetime) -> Handled:
    """Takes a tag away."""

    def act(position: int, record: ConversationRecord, line: ActivityId) -> Problem | None:
        if remove_tag(work, record.id, command.tag):
            add_activity(work, line, record.id, command.agent, now, ActivityKind.UNTAGGED, tag=command.tag)
        return None

    return undoable(work, command, *_each(work, command.conversations, command.activities, act))


def set_customer_note(work: Work, command: SetCustomerNote, now: datetime) -> Handled:
    """What agents should know of a customer."""
    change_customer(work, command.customer, note=command.text, vip=command.vip)
    return undoable(work, command)
