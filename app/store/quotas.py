"""What this desk has used, or set aside, of an application's day: one row for each allowance, its newest day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.store.schema import quota
from app.store.unit_of_work import Work


def used_of_day(work: Work, key: str, day: date) -> int:
    """Calls that were written down for this day; nothing of another day counts."""
    row = work.connection.execute(select(quota.c.day, quota.c.used).where(quota.c.key == key)).one_or_none()
    return int(row.used) if row is not None and row.day == day.isoformat() else 0


def note_used(work: Work, key: str, day: date, used: int) -> None:
    """Writes the day's calls down in place of what stood there."""
    values = {"day": day.isoformat(), "used": used}
    statement = insert(quota).values(key=key, **values)
    work.connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=values))
