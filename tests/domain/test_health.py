"""Store and lanes together say how a shop is, and what helps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.domain.budgets import Budget
from app.domain.health import (
    HealthRow,
    LoginPulse,
    Remedy,
    ShopHealth,
    StoredHealth,
    StreamPulse,
    StreamRow,
    Way,
    health_of,
    no_line,
)
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import Health, ShopState
from app.domain.values import LoginId, ShopId

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOGIN, SHOP = LoginId(UUID(int=1)), ShopId(UUID(int=2))
WELL = LoginRow(LOGIN, "market", "label", Health.OK, "", NOW, NOW, 0, 0)
ROW = ShopRow(SHOP, "market", "Market", "me", 0, ShopState.ACTIVE, {}, {"api": WELL}, 0)
LIVE = StreamPulse("messages", Way.LIVE, NOW - timedelta(seconds=20), NOW + timedelta(seconds=40))
ASKED = StreamPulse("sessions", Way.BY_HAND, None, None)
PAST = StreamPulse("backfill:messages", Way.PAST, None, NOW)


def test_a_pc_has_no_line_when_nobody_answers_any_login() -> None:
    lost, fine = LoginPulse(LOGIN, silent=True), LoginPulse(LOGIN)
    assert no_line((lost, lost))
    assert not no_line((lost, fine))
    assert not no_line(())


def look(
    *streams: StreamPulse, login: LoginRow = WELL, shop: ShopRow = ROW, stored: tuple[StreamRow, ...] = (),
    aside: int = 0, **pulse: object,
) -> ShopHealth:  # fmt: skip
    beat = LoginPulse(LOGIN, streams, **pulse)  # type: ignore[arg-type]  # the fields a test names
    known = StoredHealth((replace(shop, logins={"api": login}),), stored, {LOGIN: aside} if aside else {})
    (found,) = health_of(known, [beat])
    return found


def only(shop: ShopHealth) -> HealthRow:
    (row,) = shop.rows
    return row


def test_a_shop_that_is_heard_is_calm() -> None:
    shop = look(LIVE)
    assert shop.calm(NOW)
    assert only(shop).lag(NOW) == timedelta(seconds=20)
    assert only(shop).remedy is Remedy.NOTHING


@pytest.mark.parametrize(
    ("health", "reason", "remedy"),
    [
        (Health.SIGN_IN, "sign_in_again", Remedy.SIGN_IN),
        (Health.SLOW, "proxy_failed", Remedy.CHECK_PROXY),
        (Health.SIGN_IN, "proxy_refused", Remedy.CHECK_PROXY),
        (Health.SLOW, "no_answer", Remedy.TRY_NOW),
        (Health.BROKEN, "broken_answer", Remedy.TRY_NOW),
    ],
)
def test_what_helps_follows_from_what_is_wrong(health: Health, reason: str, remedy: Remedy) -> None:
    shop = look(LIVE, login=replace(WELL, health=health, reason=reason))
    assert [(one.error, one.remedy) for one in shop.logins] == [(reason, remedy)]
    assert not shop.calm(NOW)


def test_one_lost_line_is_no_news_and_a_platform_that_asks_for_patience_only_waits() -> None:
    assert look(LIVE, error="no_answer").logins[0].remedy is Remedy.NOTHING
    slowed = look(LIVE, error="rate_limited", rests_until=NOW + timedelta(minutes=5))
    assert slowed.logins[0].remedy is Remedy.WAIT
    assert slowed.logins[0].rests_until == NOW + timedelta(minutes=5)
    assert slowed.calm(NOW)  # time ends it: nobody has to look


def test_a_day_s_calls_that_run_out_are_told_before_they_are_gone() -> None:
    def with_left(left: int) -> ShopHealth:
        return look(LIVE, budgets=(Budget("", left, 1000, begins_anew=NOW + timedelta(hours=9)),))

    assert with_left(201).calm(NOW)
    assert not with_left(200).calm(NOW)
    assert with_left(150).logins[0].remedy is Remedy.NOTHING
    assert with_left(100).logins[0].remedy is Remedy.WAIT


def test_a_stream_that_only_a_person_may_look_at_keeps_the_time_of_the_last_look_over_restarts() -> None:
    before = NOW - timedelta(days=2)
    shop = look(ASKED, stored=(StreamRow(LOGIN, "sessions", before, "", False),))
    assert (only(shop).remedy, only(shop).looked_at, only(shop).next_at) == (Remedy.ASK, before, None)
    assert shop.calm(NOW)
    shut = look(ASKED, login=replace(WELL, health=Health.SIGN_IN, reason="sign_in_again"))
    assert only(shut).remedy is Remedy.NOTHING  # there is no door to ask through


def test_what_is_done_with_is_not_shown() -> None:
    shop = look(LIVE, PAST, stored=(StreamRow(LOGIN, "backfill:messages", NOW, "", True),))
    assert [row.stream for row in shop.rows] == ["messages"]
    assert [row.stream for row in look(LIVE, PAST).rows] == ["messages", "backfill:messages"]


def test_without_a_lane_the_store_says_what_was_seen_last() -> None:
    known = StoredHealth((ROW,), (StreamRow(LOGIN, "messages", NOW, "", False),), {})
    (shop,) = health_of(known, [])
    assert (only(shop).stream, only(shop).looked_at, only(shop).next_at) == ("messages", NOW, None)


def test_what_lies_aside_or_ends_soon_needs_a_look() -> None:
    assert not look(LIVE, aside=2).calm(NOW)
    assert look(LIVE, aside=2).quarantined == 2
    assert look(LIVE, login=replace(WELL, good_until=NOW + timedelta(days=31))).calm(NOW)
    assert not look(LIVE, login=replace(WELL, good_until=NOW + timedelta(days=30))).calm(NOW)


def test_a_practice_shop_goes_before_its_login_does() -> None:
    login = replace(WELL, good_until=NOW + timedelta(days=9))
    assert look(LIVE, login=login, shop=replace(ROW, settings={"practice": "yes"})).calm(NOW)


def test_a_stream_that_rests_alone_says_why() -> None:
    shop = look(LIVE, replace(LIVE, name="orders", error="ebay_scope_missing"))
    assert [row.error for row in shop.rows] == ["", "ebay_scope_missing"]
    assert not shop.calm(NOW)


def test_a_shop_shows_its_own_of_what_its_login_reads_for_several() -> None:
    login = replace(WELL, settings={"marketplaces": "11 22"})
    mine = replace(ROW, settings={"marketplaces": "22"})
    pulse = LoginPulse(
        LOGIN,
        tuple(StreamPulse(name, Way.LIVE, NOW, NOW) for name in ("messages:11", "messages:22", "orders")),
        budgets=(
            Budget("11", 5, 10, begins_anew=NOW),
            Budget("22", 9, 10, begins_anew=NOW),
            Budget("calls", 1, 1),
        ),
    )
    known = StoredHealth((replace(mine, logins={"api": login}),), (), {})
    (shop,) = health_of(known, [pulse])
    assert [(row.stream, row.shown) for row in shop.rows] == [
        ("messages:22", "messages"),
        ("orders", "orders"),
    ]
    assert [(one.operation, one.left) for one in shop.logins[0].budgets] == [("", 9), ("calls", 1)]
    assert shop.calm(NOW), "the other shop's spent day is not this one's"
    whole = health_of(StoredHealth((replace(ROW, logins={"api": login}),), (), {}), [pulse])[0]
    assert [row.shown for row in whole.rows] == ["messages:11", "messages:22", "orders"]
