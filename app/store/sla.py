"""The moments the SLA keeper waits for: the next due conversation, the next snoozed one that wakes.

Each question names its index: left to itself, SQLite walks through every pending conversation, which on a large desk
holds the writer for a quarter of a second, several times a minute.
"""

from datetime import datetime

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.sql.selectable import TextualSelect

from app.domain.values import ConversationId
from app.store.schema import conversation
from app.store.types import Id, Moment
from app.store.unit_of_work import Work

_PENDING = "status = 'pending' AND merged_into IS NULL"
_SNOOZED = "status = 'snoozed' AND merged_into IS NULL"
_SET_ASIDE = "status IN ('snoozed', 'transferred') AND merged_into IS NULL"


def next_moment(work: Work, after: datetime) -> datetime | None:
    """The soonest due moment after `after`, or waking moment of a snoozed conversation, whichever comes first."""
    moments = (
        _first(work, "due", "list_due", f"{_PENDING} AND due > :after", after),
        _first(work, "snoozed_until", "list_snoozed", f"{_SNOOZED} AND snoozed_until IS NOT NULL"),
    )
    return min((moment for moment in moments if moment is not None), default=None)


def crossed(work: Work, since: datetime, until: datetime) -> tuple[ConversationId, ...]:
    """Conversations of which a due moment passed in (since, until]: the nearer one, or later the platform's; of what
    was set aside only the platform's, whose clock an agent cannot stop."""
    found: dict[ConversationId, datetime] = {}
    for column, index in (("due", "list_due"), ("platform_due", "list_platform")):
        question = _typed(
            f"SELECT id, due FROM {_along(work, index)} WHERE {_PENDING} AND {column} > :since AND {column} <= :until",
            since=since,
            until=until,
        )
        rows = work.connection.execute(question.columns(id=Id, due=Moment))
        found.update(
            (ConversationId(row.id), row.due) for row in rows if row.due is not None and row.due <= until
        )
    found.update(_set_aside(work, since, until))
    return tuple(sorted(found, key=lambda one: (found[one], one)))


def _set_aside(work: Work, since: datetime, until: datetime) -> dict[ConversationId, datetime]:
    question = _typed(
        f"SELECT id, platform_due FROM {_along(work, 'list_status_new')} WHERE {_SET_ASIDE}"
        " AND platform_due > :since AND platform_due <= :until",
        since=since,
        until=until,
    )
    rows = work.connection.execute(question.columns(id=Id, platform_due=Moment))
    return {ConversationId(row.id): row.platform_due for row in rows}


def due_for_waking(work: Work, until: datetime) -> tuple[ConversationId, ...]:
    """Snoozed conversations whose moment has come."""
    question = _typed(
        f"SELECT id FROM {_along(work, 'list_snoozed')} WHERE {_SNOOZED} AND snoozed_until <= :until"
        " ORDER BY snoozed_until, id",
        until=until,
    )
    return tuple(ConversationId(row.id) for row in work.connection.execute(question.columns(id=Id)))


def _first(work: Work, column: str, index: str, where: str, after: datetime | None = None) -> datetime | None:
    known = {} if after is None else {"after": after}
    sql = f"SELECT {column} AS moment FROM {_along(work, index)} WHERE {where} ORDER BY {column} LIMIT 1"
    return _moment(work, _typed(sql, **known).columns(moment=Moment))


def _moment(work: Work, question: TextualSelect) -> datetime | None:
    found = work.connection.execute(question).scalar()
    return found if isinstance(found, datetime) else None


def _along(work: Work, index: str) -> str:
    """The table and, on a desk, the index to walk along."""
    return f"{conversation.name} INDEXED BY {index}" if work.is_desk else conversation.name


def _typed(sql: str, **moments: datetime) -> TextClause:
    return text(sql).bindparams(*(bindparam(name, value, Moment) for name, value in moments.items()))
