"""A row of the list in words: the sentence a screen reader speaks, and the tooltip with both clocks."""

from datetime import datetime

from app.domain.readmodels import InboxRow
from app.domain.values import AgentId
from app.views.moments import short_moment, spoken
from app.views.words import say, say_or, tag_words


def row_sentence(row: InboxRow, now: datetime, me: AgentId, ticked: bool) -> str:
    """Name, time left, preview, order, status: what the eye would take in."""
    parts = [
        say("row.say.ticked") if ticked else "",
        say("row.say.unread") if row.unread else "",
        row.customer_name,
        say("row.vip") if row.vip else "",
        say_or(f"language.{row.language}", row.language),
        say_or(f"channel.{row.channel}", row.channel),
        _left(row, now),
        row.preview,
        say("row.say.order", order=row.order_key) if row.order_key else "",
        say("row.say.tags", tags=", ".join(map(tag_words, row.tags))) if row.tags else "",
        say(f"status.{row.status}"),
        _assignee(row, me),
    ]
    return ", ".join(part for part in parts if part)


def _left(row: InboxRow, now: datetime) -> str:
    if row.snoozed_until is not None:
        return say("row.say.snoozed", time=short_moment(row.snoozed_until, now))
    if row.due is None:
        return ""
    left = row.due - now
    return say("row.say.late" if left.total_seconds() <= 0 else "row.say.left", left=spoken(left))


def _assignee(row: InboxRow, me: AgentId) -> str:
    if row.assignee is None:
        return say("row.unassigned")
    return say("row.say.assignee", name=say("row.me") if row.assignee == me else row.assignee_initials)


def row_tooltip(row: InboxRow, now: datetime) -> str:
    """Where it came from, both clocks, and how long the customer has waited."""
    lines = [
        say("row.tip.shop", channel=say_or(f"channel.{row.channel}", row.channel), shop=row.shop_title),
        say("row.tip.platform", time=_clock(row.platform_due, now)),
        say("row.tip.internal", time=_clock(row.internal_due, now)),
    ]
    if row.waiting_since is not None:
        lines.append(say("row.tip.waiting", left=spoken(now - row.waiting_since)))
    return "\n".join(lines)


def _clock(due: datetime | None, now: datetime) -> str:
    if due is None:
        return say("row.tip.none")
    key = "row.tip.late" if due <= now else "row.tip.left"
    return say(key, moment=short_moment(due, now), left=spoken(due - now))
