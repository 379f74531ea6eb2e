"""TikTok says no, too much, or half of it: only what it spoke of rests, and nothing is called missing that was not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    FindsOrders,
    RateLimited,
    Rejected,
    Source,
    Unreachable,
    Unreadable,
)
from app.connectors.tiktok.answers import DAY_IS_SPENT, NO_RIGHT
from app.connectors.tiktok.hosts import ORDER_SEARCH, ORDERS, RETURNS, TALKS
from app.simulator.running import RunningTown
from app.simulator.wire import Request
from tests.connectors.odd_answers import Json, says
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

ADDRESS = 36009033
"""our address is not on the application's list: a person must mend it"""


@pytest.fixture
def tiktok(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("tiktok", town, clock)
    yield bench
    bench.close()


def no(code: int) -> Json:
    return {"code": code, "message": "no", "data": None}


def found(source: Source, number: str) -> object:
    assert isinstance(source, FindsOrders)
    return source.find_order(number)


# --- a day's calls ---


@pytest.mark.parametrize(
    ("at", "ahead", "wait"),
    [
        (datetime(2026, 3, 2, 23, 58, tzinfo=UTC), 5, timedelta(minutes=1)),
        (datetime(2026, 3, 3, 0, 2, tzinfo=UTC), -5, timedelta(minutes=3)),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), 0, timedelta(hours=1)),
    ],
)
def test_a_spent_day_rests_the_messages_until_it_ends_and_orders_go_on(
    tiktok: Bench, at: datetime, ahead: int, wait: timedelta
) -> None:
    """Around midnight TikTok may mean its own day, which is not ours: a whole day must not be lost to that."""
    tiktok.town.tell("weather", skew_seconds=ahead * 60)
    tiktok.clock.advance(at - tiktok.clock.now())
    tiktok.forget_tokens()
    source = tiktok.source()
    _, cursor = tiktok.drain(source, tiktok.live(source), None)
    says(tiktok.town, TALKS, no(DAY_IS_SPENT))
    page = source.pull(tiktok.live(source), cursor)
    assert (page.items, page.next_cursor, page.more) == ((), cursor, False)
    assert page.rest == wait
    assert source.pull(tiktok.named(source, "orders"), None).next_cursor


# --- who may not, and what passes ---


@pytest.mark.parametrize(
    ("code", "error", "key"),
    [
        (ADDRESS, AuthExpired, "tiktok_address_not_listed"),
        (36009002, RateLimited, "rate_limited"),
        (45101001, Unreachable, "server_trouble"),
    ],
)
def test_what_is_no_matter_of_the_messages_alone_is_told_as_it_is(
    tiktok: Bench, code: int, error: type[Exception], key: str
) -> None:
    source = tiktok.source()
    says(tiktok.town, TALKS, no(code))
    with pytest.raises(error) as caught:
        source.pull(tiktok.live(source), None)
    assert str(caught.value) == key


def test_without_the_right_to_orders_messages_come_and_no_order_is_called_unknown(tiktok: Bench) -> None:
    source = tiktok.source()
    _, cursor = tiktok.drain(source, tiktok.live(source), None)
    for path in (ORDER_SEARCH, ORDERS):
        says(tiktok.town, path, no(NO_RIGHT))
    with pytest.raises(Rejected, match="tiktok_right_missing"):
        source.pull(tiktok.named(source, "orders"), None)
    assert found(source, "576461413038785752") is None
    tiktok.say("Where is it?")
    items, _ = tiktok.drain(source, tiktok.live(source), cursor)
    assert [one.text for one in tiktok.messages(tuple(items))] == ["Where is it?"]


def test_a_login_that_must_be_mended_is_no_order_that_is_missing(tiktok: Bench) -> None:
    source = tiktok.source()
    says(tiktok.town, ORDERS, no(ADDRESS))
    with pytest.raises(AuthExpired, match="tiktok_address_not_listed"):
        found(source, "576461413038785752")


def test_an_order_that_is_found_and_cannot_be_read_is_kept(tiktok: Bench) -> None:
    source = tiktok.source()
    says(tiktok.town, ORDERS, {"code": 0, "data": {"orders": [{"id": "576461413038785752"}]}})
    items = found(source, "576461413038785752")
    assert isinstance(items, tuple)
    (kept,) = items
    assert isinstance(kept, Unreadable)
    assert "576461413038785752" in kept.remote_key


def test_the_check_refuses_a_consent_that_opens_neither_messages_nor_orders(tiktok: Bench) -> None:
    for path in (TALKS, ORDER_SEARCH):
        says(tiktok.town, path, no(NO_RIGHT))
    with pytest.raises(AuthExpired, match="tiktok_right_missing"):
        tiktok.source().check()


def test_the_check_takes_no_other_trouble_for_a_right_that_is_missing(tiktok: Bench) -> None:
    says(tiktok.town, TALKS, no(ADDRESS))
    with pytest.raises(AuthExpired, match="tiktok_address_not_listed"):
        tiktok.source().check()


def test_a_login_without_a_refresh_token_asks_for_a_person_and_not_the_platform(tiktok: Bench) -> None:
    del tiktok.keeper.secrets[tiktok.logins["api"].id]["refresh_token"]
    tiktok.forget_tokens()
    with pytest.raises(AuthExpired, match="sign_in_again"):
        tiktok.source().check()


# --- cases ---


def test_cases_over_several_pages_come_whole_and_cancellations_after_them(tiktok: Bench) -> None:
    pages: dict[str | None, tuple[list[str], str]] = {
        None: (["1", "2"], "second"),
        "second": (["3"], "third"),
        "third": (["4"], ""),
    }
    asked: list[str | None] = []

    def listed(request: Request) -> Json:
        asked.append(request.one("page_token"))
        numbers, onward = pages[asked[-1]]
        returns: list[Json] = [
            {"return_id": n, "order_id": "9", "return_status": "AWAITING_BUYER_RESPONSE"} for n in numbers
        ]
        return {"code": 0, "data": {"return_orders": returns, "next_page_token": onward}}

    says(tiktok.town, f"{RETURNS}/search", listed)
    source = tiktok.source()
    stream = tiktok.named(source, "cases")
    items, cursor = tiktok.drain(source, stream, None)
    keys = [one.remote_key for one in items if isinstance(one, AfterSale)]
    assert [key for key in keys if key.startswith("return:")] == [f"return:{n}" for n in "1234"]
    assert asked == [None, "second", "third"]
    assert "token" not in cursor
