"""The moments the SLA keeper waits for: the next due conversation, the next snoozed one that wakes."""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from app.domain.conversations import Status
from app.domain.values import ConversationId
from app.store.conversations import in_list
from app.store.schema import conversation
from app.store.unit_of_work import Work

LATE_AT_MOST = timedelta(days=14)
"""a shop's own promise is nearer to the platform's than this"""


def next_moment(work: Work, after: datetime) -> datetime | None:
    """The soonest due moment after `after`, or waking moment of a snoozed conversation, whichever comes first."""
    due = work.connection.execute(
        select(func.min(conversation.c.due)).where(*in_list(Status.PENDING), conversation.c.due > after)
    ).scalar()
    wakes = work.connection.execute(
        select(func.min(conversation.c.snoozed_until)).where(*in_list(Status.SNOOZED))
    ).scalar()
    return min((moment for moment in (due, wakes) if moment is not None), default=None)


def crossed(work: Work, since: datetime, until: datetime) -> tuple[ConversationId, ...]:
    """Conversations of which a due moment passed in (since, until]: the nearer one, or later the platform's."""
    platform = and_(
        conversation.c.due > until - LATE_AT_MOST,
        conversation.c.platform_due > since,
        conversation.c.platform_due <= until,
    )
    rows = work.connection.execute(
        select(conversation.c.id)
        .where(
            *in_list(Status.PENDING),
            conversation.c.due <= until,
            or_(conversation.c.due > since, platform),
        )
        .order_by(conversation.c.due, conversation.c.id)
    )
    return tuple(ConversationId(row.id) for row in rows)
