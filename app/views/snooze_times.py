"""When a conversation put aside may come back: moments an agent names, in the agent's own zone."""

from datetime import datetime, time, timedelta

MORNING, EVENING = time(9), time(18)


def snooze_times(now: datetime) -> tuple[tuple[str, datetime], ...]:
    """Word keys and moments, all in the future and without two alike."""
    here = now.astimezone()
    today = here.date()
    monday = today + timedelta(days=7 - today.weekday())
    moments = [("snooze.hour", here + timedelta(hours=1)), ("snooze.three_hours", here + timedelta(hours=3))]
    if here.hour < EVENING.hour - 1:
        moments.append(("snooze.evening", _local(datetime.combine(today, EVENING))))
    moments.append(("snooze.tomorrow", _local(datetime.combine(today + timedelta(days=1), MORNING))))
    if monday != today + timedelta(days=1):
        moments.append(("snooze.monday", _local(datetime.combine(monday, MORNING))))
    if today.weekday():  # a week from a Monday is next Monday
        moments.append(("snooze.week", _local(datetime.combine(today + timedelta(days=7), MORNING))))
    return tuple((key, moment.astimezone(now.tzinfo)) for key, moment in moments)


def _local(wall: datetime) -> datetime:
    """A time on the wall as a moment; summer time of that day, not of today."""
    return wall.astimezone()
