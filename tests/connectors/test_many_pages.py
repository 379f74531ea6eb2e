"""Shops with more than one page of everything: nothing is skipped at the seams, and a stop in between costs nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from app.connectors.contract import AfterSale, OrderSnapshot, StreamMode, Surprise, Unreachable
from app.connectors.ebay.source import EbaySource
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from tests.connectors.test_ebay_reading import Canned, talk_of
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture(params=["amazon", "ebay", "tiktok"])
def crowd(request: pytest.FixtureRequest, clock: FakeClock) -> Iterator[Bench]:
    """A busy shop of one channel."""
    setting = Setting(11, clock.now(), "crowd", 900, request.param, timedelta(days=20))
    with RunningTown(setting, clock.now) as town:
        bench = open_bench(request.param, town, clock)
        yield bench
        bench.close()


def orders_of(bench: Bench) -> set[str]:
    rows = bench.town.ask("orders")
    assert isinstance(rows, list)
    return {str(row["id"]) for row in rows if isinstance(row, dict) and row["shop"] == bench.town_shop}


def walk(bench: Bench, name: str, cursor: str | None) -> tuple[set[str], int, str]:
    """Order numbers of a stream, page by page, each from a fresh door; pictures are waited for."""
    found: set[str] = set()
    pages = 0
    for _ in range(400):
        source = bench.source("api")
        page = source.pull(bench.named(source, name), cursor)
        source.close()
        bench.clock.advance(timedelta(seconds=1))
        found |= {item.remote_key for item in page.items if isinstance(item, OrderSnapshot)}
        pages += any(isinstance(item, OrderSnapshot) for item in page.items)
        cursor = page.next_cursor
        if not page.more:
            return found, pages, cursor
    raise AssertionError("no end")


def test_the_past_of_a_busy_shop_is_read_over_many_pages(crowd: Bench) -> None:
    found, pages, _ = walk(crowd, "backfill:orders", None)
    assert found == orders_of(crowd)
    assert pages > 1


def test_changes_of_a_busy_shop_come_over_many_pages(crowd: Bench) -> None:
    since = crowd.clock.now() - timedelta(days=19)
    found, pages, cursor = walk(crowd, "orders", f'{{"since": "{since.isoformat()}"}}')
    assert pages > 1
    assert len(found) > 100
    assert "token" not in cursor
    assert walk(crowd, "orders", cursor)[1] <= 1


def test_a_line_that_breaks_between_two_pages_loses_none(crowd: Bench) -> None:
    source = crowd.source("api")
    stream = crowd.named(source, "backfill:orders")
    path = "order"
    page = source.pull(stream, None)
    kept = {item.remote_key for item in page.items if isinstance(item, OrderSnapshot)}
    crowd.town.tell("force", fault="reset_midway", path=path, times=1)
    crowd.clock.advance(timedelta(seconds=2))
    cursor = page.next_cursor
    for _ in range(20):
        try:
            page = source.pull(stream, cursor)
        except Unreachable:
            break
        kept |= {item.remote_key for item in page.items if isinstance(item, OrderSnapshot)}
        cursor = page.next_cursor
        crowd.clock.advance(timedelta(seconds=2))
    found, _, _ = walk(crowd, "backfill:orders", cursor)
    assert kept | found == orders_of(crowd)


@pytest.mark.parametrize("channel", ["ebay", "tiktok"])
def test_messages_of_a_busy_shop_come_whole(clock: FakeClock, channel: str) -> None:
    setting = Setting(11, clock.now(), "crowd", 300, channel, timedelta(days=20))
    with RunningTown(setting, clock.now) as town:
        bench = open_bench(channel, town, clock)
        source = bench.source()
        items, _ = bench.drain(source, bench.named(source, "backfill:messages"), None)
        since = (clock.now() - timedelta(days=25)).isoformat()
        live, _ = bench.drain(
            source, bench.live(source), f'{{"since": "{since}", "swept": "{clock.now().isoformat()}"}}'
        )
        written = {str(row["id"]) for row in bench.written()}
        bench.close()
    keys = {one.remote_key for one in bench.messages(tuple(items))}
    assert written <= keys
    assert written <= {one.remote_key for one in bench.messages(tuple(live))}


def test_no_days_back_means_no_orders_of_the_past(crowd: Bench) -> None:
    source = crowd.source("api", backfill_days="0")
    stream = next(one for one in source.streams() if one.mode is StreamMode.BACKFILL and "orders" in one.name)
    page = source.pull(stream, None)
    assert page.items == ()
    assert not page.more
    assert source.pull(stream, page.next_cursor).items == ()
    assert source.wait(stream, timedelta(seconds=5)) is False


class Cases(Canned):
    """A platform with more cases than fit on a page."""

    class hosts:  # noqa: N801  stands in for an attribute
        messages = "m"
        cases = "c"
        disputes = "d"

    def get(self, url: str, query: dict[str, str], scheme: str = "") -> dict[str, object]:
        return super().get(url, query)

    def now(self) -> datetime:
        return FakeClock().now()

    def close(self) -> None:
        """Nothing is open."""


def a_source(bench: Bench, answers: dict[str, list[dict[str, object]]]) -> EbaySource:
    source = bench.source()
    assert isinstance(source, EbaySource)
    source._api.close()
    source._api = Cases(answers)  # type: ignore[assignment]
    return source


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def test_cases_beyond_one_page_are_read_too(ebay: Bench) -> None:
    def page(*numbers: int) -> dict[str, object]:
        rows = [{"returnId": str(n), "orderId": "o", "state": "NEW_WORD"} for n in numbers]
        return {"members": rows, "paginationOutput": {"totalEntries": 3}}

    empty: dict[str, object] = {"members": [], "paginationOutput": {"totalEntries": 3}}
    source = a_source(
        ebay,
        {
            "c/return/search": [page(1, 2), page(3)],
            "c/inquiry/search": [empty],
            "c/cancellation/search": [{}],
            "c/casemanagement/search": [{}],
            "d/payment_dispute_summary": [{}],
        },
    )
    items, cursor = ebay.drain(source, ebay.named(source, "cases"), None)
    assert [item.remote_key for item in items if isinstance(item, AfterSale)] == [
        "return:1",
        "return:2",
        "return:3",
    ]
    assert cursor == '{"search":0}'


def test_notices_beyond_one_page_are_walked_and_a_loop_is_noticed(ebay: Bench) -> None:
    first: dict[str, object] = {"conversations": [talk_of(1, 1)], "next": "x"}
    other: dict[str, object] = {"conversations": [{**talk_of(1, 1), "conversationId": "d"}]}
    source = a_source(ebay, {"m/conversation": [first, other, first, first]})
    stream = ebay.named(source, "notices")
    later = '{"since": "2026-03-09T00:00:00Z"}'
    items, cursor = ebay.drain(source, stream, later)
    assert items == []
    assert "offset" not in cursor
    page = source.pull(stream, later)
    with pytest.raises(Surprise):
        source.pull(stream, page.next_cursor)
