"""What arriving messages do to a conversation's clocks and status, in whatever order they arrive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.conversations import Status
from app.domain.sla import Promises, dues
from app.domain.values import number_at
from app.store.engine import Connection
from app.store.standing import Said, Standing, load_said

REOPENED = frozenset({Status.RESOLVED, Status.WAITING, Status.SNOOZED})
"""where a customer's new words put the conversation back to work; a transferred one stays with its desk"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A new message as far as the clock cares."""

    standing: Standing
    n: int
    sent_at: datetime
    customer: bool
    """a customer's own new words"""
    reply: bool
    """an answer of ours, given elsewhere"""


def settle_clocks(connection: Connection, spoken: Sequence[Spoken], promises: Promises) -> list[Standing]:
    """Starts and stops clocks for a batch; returns the conversations that were woken from their snooze."""
    by_standing: dict[int, list[Spoken]] = {}
    for one in spoken:
        if one.customer or one.reply:
            by_standing.setdefault(id(one.standing), []).append(one)
    before = _before(connection, by_standing.values())
    woken: list[Standing] = []
    for group in by_standing.values():
        standing = group[0].standing
        asleep = standing.status == Status.SNOOZED
        _settle(standing, group, before.get(standing.id, []), promises)
        if asleep and standing.status == Status.PENDING:
            woken.append(standing)
    return woken


def _before(connection: Connection, groups: Iterable[list[Spoken]]) -> dict[UUID, list[Said]]:
    """The stored messages that can matter: from the oldest new or still unanswered one on."""
    since = []
    for group in groups:
        standing = group[0].standing
        if standing.fresh:
            continue
        oldest = min(one.n for one in group)
        if standing.waiting_since is not None:
            oldest = min(oldest, number_at(standing.waiting_since))
        since.append((standing.id, oldest))
    return load_said(connection, since)


def _settle(standing: Standing, new: list[Spoken], old: list[Said], promises: Promises) -> None:
    replies = [one.n for one in new if one.reply] + [one.n for one in old if one.reply]
    last_reply = max(replies, default=-1)
    waiting = standing.waiting_since
    moments = [one.sent_at for one in new if one.customer and one.n > last_reply]
    asked = bool(moments)
    if waiting is not None:
        still = [one.sent_at for one in old if one.customer and one.n > last_reply and one.sent_at >= waiting]
        moments += still if last_reply >= number_at(waiting) else [waiting]
    standing.waiting_since = min(moments, default=None)
    if asked and (standing.fresh or standing.status in REOPENED):
        standing.status, standing.snoozed_until = Status.PENDING.value, None
    elif not moments and standing.status == Status.PENDING and (waiting or last_reply >= standing.last_n):
        standing.status = Status.WAITING.value
    show_dues(standing, promises)


def show_dues(standing: Standing, promises: Promises) -> None:
    """Writes both clocks, and the nearer one while it is our turn."""
    found = dues(standing.waiting_since, promises)
    standing.platform_due, standing.internal_due = found.platform, found.internal
    standing.due = found.nearest if standing.status == Status.PENDING else None
