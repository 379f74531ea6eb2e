"""Times as people say them: how long is left, how long ago, what day; in the reader's zone and words."""

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.views.words import say

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def span(length: timedelta) -> str:
    """`1:42` up to a day, then `2 天`; a begun minute counts while time is left."""
    length = abs(length)
    if length >= DAY:
        return say("moment.days", n=length // DAY)
    minutes = length // MINUTE
    return f"{minutes // 60}:{minutes % 60:02}"


def spoken(length: timedelta) -> str:
    """`2 小时 12 分`, for sentences."""
    length = abs(length)
    if length >= DAY:
        return say("moment.days_hours", days=length // DAY, hours=length % DAY // HOUR)
    if length >= HOUR:
        return say("moment.hours_minutes", hours=length // HOUR, minutes=length % HOUR // MINUTE)
    return say("moment.minutes", n=length // MINUTE)


def ago(moment: datetime, now: datetime) -> str:
    """`20 秒前`, `3 分钟前` …"""
    past = max(now - moment, timedelta())
    if past < MINUTE:
        return say("moment.seconds_ago", n=past.seconds)
    if past < HOUR:
        return say("moment.minutes_ago", n=past // MINUTE)
    if past < DAY:
        return say("moment.hours_ago", n=past // HOUR)
    return say("moment.days_ago", n=past // DAY)


def clock_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """`09:12` in the reader's zone, or in `zone`."""
    return moment.astimezone(zone).strftime("%H:%M")


def dated(moment: datetime) -> str:
    """`2026-05-13 14:33 UTC+0800`: for readers elsewhere."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M UTC%z}"


def weekday(day: date) -> str:
    return say(f"moment.{_WEEKDAYS[day.weekday()]}")


def day_words(moment: datetime, now: datetime) -> str:
    """A day as a heading: `今天 5 月 13 日 周三`, with the year where it is another."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    words = say(
        "moment.day" if day.year == today.year else "moment.day_year",
        year=day.year, month=say(f"moment.month.{day.month}"), day=day.day, weekday=weekday(day),
    )  # fmt: skip
    if day == today:
        return say("moment.today", day=words)
    return say("moment.yesterday", day=words) if day == today - DAY else words


def short_moment(moment: datetime, now: datetime) -> str:
    """The shortest unmistakable form: `16:05`, `昨天 16:05`, `周五 09:00`, `5 月 6 日 09:00`."""
    here, today = moment.astimezone(), now.astimezone().date()
    time, days = clock_time(moment), (here.date() - today).days
    if days == 0:
        return time
    if days in (-1, 1):
        return say("moment.short_yesterday" if days < 0 else "moment.short_tomorrow", time=time)
    if 0 < days < 7:
        return say("moment.short_weekday", weekday=weekday(here.date()), time=time)
    key = "moment.short_day" if here.year == today.year else "moment.short_day_year"
    return say(key, year=here.year, month=say(f"moment.month.{here.month}"), day=here.day, time=time)


def short_day(moment: datetime, now: datetime) -> str:
    """A day without its time: `5 月 6 日`, with the year where it differs."""
    here = moment.astimezone()
    key = "moment.only_day" if here.year == now.astimezone().year else "moment.only_day_year"
    return say(key, year=here.year, month=say(f"moment.month.{here.month}"), day=here.day)


def their_time(now: datetime, zone: str) -> str:
    """The customer's clock: `14:05 周三`; '' where the zone is not known."""
    try:
        there = now.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    return f"{there.strftime('%H:%M')} {weekday(there.date())}" if there else ""
