"""Times, money and sizes as people say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.values import Money
from app.views import words
from app.views.amounts import money_words, size_words
from app.views.moments import ago, clock_time, day_words, short_day, short_moment, span, spoken, their_time
from app.views.snooze_times import snooze_times

NOON = datetime(2026, 5, 13, 12, 0).astimezone()


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> None:
    words.install(qapp, "zh")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0:00"), (12, "0:12"), (102, "1:42"), (1439, "23:59"), (1440, "1 天"), (-80, "1:20")],
)
def test_a_span_is_hours_and_minutes_up_to_a_day(minutes: int, words: str) -> None:
    assert span(timedelta(minutes=minutes)) == words


def test_a_span_in_a_sentence() -> None:
    assert spoken(timedelta(minutes=5)) == "5 分钟"
    assert spoken(timedelta(hours=2, minutes=12)) == "2 小时 12 分"
    assert spoken(timedelta(days=3, hours=4)) == "3 天 4 小时"


def test_how_long_ago() -> None:
    said = [
        ago(NOON - past, NOON)
        for past in (timedelta(seconds=20), timedelta(minutes=3), timedelta(hours=5), timedelta(days=2))
    ]
    assert said == ["20 秒前", "3 分钟前", "5 小时前", "2 天前"]
    assert ago(NOON + timedelta(hours=1), NOON) == "0 秒前"


def test_the_shortest_moment_that_cannot_be_mistaken() -> None:
    said = [short_moment(NOON + ahead, NOON) for ahead in (
        timedelta(hours=4), timedelta(days=1), timedelta(days=-1), timedelta(days=2), timedelta(days=30),
        timedelta(days=400),
    )]  # fmt: skip
    assert said == [
        "16:00",
        "明天 12:00",
        "昨天 12:00",
        "周五 12:00",
        "6 月 12 日 12:00",
        "2027 年 6 月 17 日 12:00",
    ]


def test_days_as_headings() -> None:
    assert day_words(NOON, NOON) == "今天 5 月 13 日 周三"
    assert day_words(NOON - timedelta(days=1), NOON) == "昨天 5 月 12 日 周二"
    assert day_words(NOON - timedelta(days=9), NOON) == "5 月 4 日 周一"
    assert day_words(NOON - timedelta(days=365), NOON) == "2025 年 5 月 13 日 周二"
    assert (short_day(NOON, NOON), short_day(NOON - timedelta(days=365), NOON)) == (
        "5 月 13 日",
        "2025 年 5 月 13 日",
    )


def test_the_customers_own_clock() -> None:
    noon = datetime(2026, 5, 13, 12, 0, tzinfo=UTC)
    assert their_time(noon, "Asia/Tokyo") == "21:00 周三"
    assert their_time(noon, "") == ""
    assert their_time(noon, "Nowhere/Atall") == ""
    assert clock_time(noon, ZoneInfo("Europe/Berlin")) == "14:00"


def test_moments_to_put_things_aside_until_lie_ahead_and_differ() -> None:
    for hour in range(24):
        for day in range(11, 18):
            now = datetime(2026, 5, day, hour, 30).astimezone()
            moments = [moment for _, moment in snooze_times(now)]
            assert all(moment > now for moment in moments)
            assert len(set(moments)) == len(moments)
            assert all(moment.tzinfo is now.tzinfo for moment in moments)


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(5998, "EUR"), "€59.98"), (Money(320000, "JPY"), "¥320,000"), (Money(-5, "USD"), "-US$0.05"),
        (Money(123456789, "XYZ"), "XYZ 1,234,567.89"), (Money(1500, "KWD"), "KWD 1.500"), (Money(0, "GBP"), "£0.00"),
    ],
)  # fmt: skip
def test_money_is_exact(money: Money, words: str) -> None:
    assert money_words(money) == words


def test_sizes() -> None:
    assert [size_words(size) for size in (12, 188_416, 2_516_582)] == ["12 B", "184 KB", "2.4 MB"]
