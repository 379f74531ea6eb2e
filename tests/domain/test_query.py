"""The search field understands operators in English and Chinese, and says which value means nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import Problem
from app.domain.query import Has, Is, SearchQuery, has_words, parse_query

NOW = datetime(2026, 5, 13, 8, 0, tzinfo=UTC)


def test_words_stay_words() -> None:
    assert parse_query("where is my parcel", NOW) == SearchQuery(text="where is my parcel")


def test_operators_leave_the_text() -> None:
    query = parse_query('退款 order:8815 from:"Maria S" shop:北岸 tag:物流 lang:DE', NOW)
    assert query == SearchQuery("退款", ("8815",), ("Maria S",), ("北岸",), ("物流",), ("de",))


@pytest.mark.parametrize("typed", ["is:unread has:attachment", "状态：未读 含：附件", "IS:UNREAD HAS:附件"])
def test_chinese_names_and_wide_colons_mean_the_same(typed: str) -> None:
    query = parse_query(typed, NOW)
    assert query.states == {Is.UNREAD}
    assert query.things == {Has.ATTACHMENT}


def test_dates_are_days_where_the_agent_sits() -> None:
    query = parse_query("after:2026-05-01 before:2026-05", NOW, ZoneInfo("Asia/Shanghai"))
    assert query.after == datetime(2026, 4, 30, 16, tzinfo=UTC)
    assert query.before == query.after


@pytest.mark.parametrize(("typed", "days"), [("7d", 7), ("2w", 14), ("1m", 30), ("1y", 365), ("3天", 3)])
def test_a_span_counts_back_from_now(typed: str, days: int) -> None:
    assert parse_query(f"before:{typed}", NOW).before == NOW - timedelta(days=days)


@pytest.mark.parametrize("typed", ["is:green", "has:wings", "before:soon", "after:2026-13-45"])
def test_a_value_that_means_nothing_is_named(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_query(typed, NOW)
    assert caught.value.key == "search_value"
    assert caught.value.values["operator"] == typed.split(":")[0]


def test_an_unknown_operator_and_a_quoted_phrase_are_text() -> None:
    assert (
        parse_query('http://x.example "two words" foo:bar', NOW).text == "http://x.example two words foo:bar"
    )


def test_an_empty_field_asks_for_nothing() -> None:
    assert not parse_query("   ", NOW)
    assert parse_query("tag:x", NOW)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", False), ("tag:物流 is:unread", False), ('shop:"eBay UK"', False), ("order:5814 早于:3d", False),
        ("退款", True), ("退款 tag:物流", True), ("from:anna", True), ('"not yet"', True), ("12:30", True),
    ],
)  # fmt: skip
def test_words_to_look_up_are_told_from_filters(typed: str, words: bool) -> None:
    assert has_words(typed) is words
