"""AliExpress writes orders and disputes in Los Angeles' wall time, with its summer time and no zone beside it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
SHAPE = "%Y-%m-%d %H:%M:%S"
OVERLAP = timedelta(hours=2)
"""by how much windows reach back: one hour of autumn stands on the wall twice"""
AHEAD = timedelta(minutes=5)


def wall(moment: datetime) -> str:
    """A moment as their wall shows it."""
    return moment.astimezone(LOS_ANGELES).strftime(SHAPE)


def from_wall(value: object, now: datetime) -> datetime | None:
    """The moment a wall time names; None where it is none.

    Of the two moments an hour of autumn may mean it is the later one that has already come: so what was changed
    later is never taken for older.
    """
    if not isinstance(value, str):
        return None
    try:
        read = datetime.strptime(value.strip()[:19], SHAPE).replace(tzinfo=LOS_ANGELES)
        first, second = (read.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError):
        return None
    return second if first < second <= now + AHEAD else first
