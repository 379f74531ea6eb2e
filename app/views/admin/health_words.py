"""How streams, allowances and remedies are said."""

from datetime import datetime, timedelta

from app.domain.budgets import Budget
from app.domain.health import HealthRow, LoginHealth, Remedy, ShopHealth, Way
from app.domain.shops import Health, ShopState
from app.views.moments import ago, short_day, short_moment, spoken
from app.views.words import reason_words, say, say_or

BACKFILL = "backfill:"
FOLDER = "folder:"
BUTTONS = {
    Remedy.SIGN_IN: "pulse.sign_in",
    Remedy.CHECK_PROXY: "pulse.proxy",
    Remedy.TRY_NOW: "pulse.try",
    Remedy.ASK: "pulse.ask",
}
"""remedies that are a button"""
SOON = timedelta(seconds=2)
OVERDUE = timedelta(minutes=2)
"""a look that should have been made long ago is not promised any more: the desk is offline, or the line is"""


def stream_words(name: str) -> str:
    """`messages` → 消息, `orders:SG` → 订单 · SG, `folder:INBOX` → 邮箱「INBOX」; else its own name."""
    if name.startswith(BACKFILL):
        inner = name.removeprefix(BACKFILL)
        return say("stream.past", name=_known(inner) or say("stream.folder", name=inner))
    if name.startswith(FOLDER):
        return say("stream.folder", name=name.removeprefix(FOLDER))
    return _known(name) or name


def _known(name: str) -> str:
    """The words for a stream, with its site where there is one of each; '' where nobody named it."""
    kind, _, site = name.partition(":")
    words = say_or(f"stream.{kind}", "")
    return f"{words} · {site}" if words and site else words


def looked_words(row: HealthRow, now: datetime) -> str:
    """How old the newest look is."""
    return ago(row.looked_at, now) if row.looked_at else say("pulse.never")


def next_words(row: HealthRow, now: datetime) -> str:
    """When it is looked at again."""
    if row.next_at is None or now - row.next_at > OVERDUE:
        return ""
    return say("pulse.now") if row.next_at - now <= SOON else clock_time_exact(row.next_at)


def clock_time_exact(moment: datetime) -> str:
    """With seconds: the next look is seldom further away than a minute."""
    return moment.astimezone().strftime("%H:%M:%S")


def note_words(row: HealthRow) -> str:
    """What is to be said of one stream beside its times."""
    if row.error:
        return reason_words(row.error)
    if row.way is Way.BY_HAND:
        return say("pulse.by_hand")
    return say("pulse.way.past") if row.way is Way.PAST else ""


def state_words(shop: ShopHealth, now: datetime) -> tuple[str, str, str]:
    """(icon, colour, words) of a whole shop: the gravest thing first."""
    if shop.state is ShopState.PAUSED:
        return "pause", "text3", say("pulse.paused")
    for one in shop.logins:
        if one.remedy is Remedy.SIGN_IN:
            return "key", "red", say(f"health.{Health.SIGN_IN.value}")
    for one in shop.logins:
        if one.remedy in (Remedy.CHECK_PROXY, Remedy.TRY_NOW):
            return "alert", "amber", reason_words(one.error)
    for row in shop.rows:
        if row.error:
            return (
                "alert",
                "amber",
                say("pulse.about", about=stream_words(row.shown), words=reason_words(row.error)),
            )
    if shop.quarantined:
        return "quarantine", "amber", say("pulse.aside", n=shop.quarantined)
    if any(one.ends_soon(now) for one in shop.logins):
        return "hourglass", "amber", next(ends_words(one, now) for one in shop.logins if one.ends_soon(now))
    if any(budget.low for one in shop.logins for budget in one.budgets):
        return "hourglass", "amber", say("pulse.low")
    return "resolved", "good", say("pulse.well")


def login_words(login: LoginHealth, now: datetime) -> str:
    """What is the matter with a login; '' where nothing is."""
    if login.remedy is Remedy.WAIT and login.rests_until is not None and login.rests_until > now:
        return say("pulse.waits", time=short_moment(login.rests_until, now))
    words = reason_words(login.error)
    if words and login.rests_until is not None and login.rests_until > now:
        return f"{words} · {say('pulse.rests', time=clock_time_exact(login.rests_until))}"
    return words


def ends_words(login: LoginHealth, now: datetime) -> str:
    """When a person must sign in again."""
    if login.ends is None:
        return ""
    if login.ends <= now:
        return say("pulse.ended")
    return say("pulse.ends", day=short_day(login.ends, now), n=max((login.ends - now).days, 0))


def budget_words(budget: Budget, now: datetime) -> str:
    """What is left, and when there is more."""
    numbers = {"left": f"{budget.left:,}", "most": f"{budget.most:,}"}
    if budget.begins_anew is not None:
        return say("pulse.day", **numbers, time=short_moment(budget.begins_anew, now))
    if budget.per_second >= 1:
        return say("pulse.rate_fast", **numbers, n=f"{budget.per_second:g}")
    every = timedelta(seconds=1 / budget.per_second) if budget.per_second > 0 else timedelta(0)
    return say("pulse.rate", **numbers, span=every_words(every))


def operation_words(budget: Budget) -> str:
    """What kind of call it is; one that nobody named stands under the platform's own name."""
    if not budget.operation:
        return say("pulse.all_calls")
    return say_or(f"budget.{budget.operation}", budget.operation)


def every_words(span: timedelta) -> str:
    """`2 秒`, `3 分钟`."""
    seconds = round(span.total_seconds())
    return say("pulse.seconds", n=seconds) if seconds < 120 else spoken(span)
