"""Lazada's lists over many pages: the window moves on with what was read, and no order is lost where pages meet."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors import paging
from app.connectors.contract import AfterSale, OrderSnapshot, Page, Surprise
from app.connectors.lazada import reading_orders
from app.connectors.lazada.reading_orders import CASES_AT_ONCE, ORDERS_AT_ONCE
from app.connectors.reading import Fields

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SITE = "SG"
BEGINNING = {"since": paging.stamp(NOW - timedelta(days=2))}


class Books:
    """A country's orders and reverse orders, listed as Lazada lists them."""

    def __init__(self, *orders: datetime, cases: int = 0, stuck: bool = False) -> None:
        self.orders = {str(1000 + number): at for number, at in enumerate(orders)}
        self.cases = cases
        self.stuck = stuck
        """the list always begins at its beginning"""
        self.asked: list[Mapping[str, str]] = []

    def now(self) -> datetime:
        return NOW

    def get(self, site: str, path: str, query: Mapping[str, str]) -> Fields:
        assert site == SITE
        if path == "/orders/items/get":
            assert len(json.loads(query["order_ids"])) <= ORDERS_AT_ONCE
            return {"data": []}
        self.asked.append(query)
        return self._cases(query) if path.startswith("/reverse/") else self._orders(query)

    def _orders(self, query: Mapping[str, str]) -> Fields:
        after = datetime.fromisoformat(query.get("update_after") or query["created_after"])
        meant = sorted((at, key) for key, at in self.orders.items() if at >= after or self.stuck)
        begin = 0 if self.stuck else int(query["offset"])
        return {
            "data": {
                "countTotal": len(meant),
                "orders": [
                    {"order_id": key, "created_at": at.isoformat(), "updated_at": at.isoformat()}
                    for at, key in meant[begin : begin + int(query["limit"])]
                ],
            }
        }

    def _cases(self, query: Mapping[str, str]) -> Fields:
        size = int(query["page_size"])
        begin = (int(query["page_no"]) - 1) * size
        numbers = range(self.cases)[begin : begin + size]
        return {
            "result": {
                "total": self.cases,
                "items": [{"reverse_order_id": str(n), "trade_order_id": "9"} for n in numbers],
            }
        }


Look = Callable[[Books, Mapping[str, object]], Page]


def live(books: Books, fields: Mapping[str, object]) -> Page:
    return reading_orders.live(books, SITE, fields)  # type: ignore[arg-type]


def past(books: Books, fields: Mapping[str, object]) -> Page:
    return reading_orders.past(books, SITE, fields, NOW, 2)  # type: ignore[arg-type]


def cases(books: Books, fields: Mapping[str, object]) -> Page:
    return reading_orders.cases(books, SITE, fields, NOW)  # type: ignore[arg-type]


def walked(look: Look, books: Books, fields: Mapping[str, object]) -> list[Page]:
    pages = [look(books, fields)]
    while pages[-1].more:
        pages.append(look(books, paging.load(pages[-1].next_cursor)))
        assert len(pages) < 20, "the list has no end"
    return pages


def orders_on(pages: list[Page]) -> set[str]:
    return {one.remote_key for page in pages for one in page.items if isinstance(one, OrderSnapshot)}


MINUTES_APART = [NOW - timedelta(minutes=10 * number) for number in range(120)]
BUSY_SECOND = [NOW - timedelta(hours=6), *[NOW - timedelta(hours=5)] * 120]
"""one second that changes more orders than a page holds, as a carrier's scan does"""
NOTHING_ELSE = BUSY_SECOND[1:]


@pytest.mark.parametrize(
    "moments",
    [MINUTES_APART, BUSY_SECOND, NOTHING_ELSE],
    ids=["minutes apart", "one second", "only one second"],
)
@pytest.mark.parametrize("look", [live, past])
def test_every_order_is_met_over_many_pages(look: Look, moments: list[datetime]) -> None:
    books = Books(*moments)
    pages = walked(look, books, BEGINNING if look is live else {})
    assert orders_on(pages) == books.orders.keys()
    assert len(pages) >= 3


def test_a_long_walk_moves_its_window_on_and_counts_no_further_than_it_must() -> None:
    """Lazada counts no further than 5,000: a shop with more orders would never be read to its end by counting."""
    books = Books(*MINUTES_APART)
    walked(live, books, BEGINNING)
    assert {query["offset"] for query in books.asked} == {"0"}
    assert len({query["update_after"] for query in books.asked}) == len(books.asked)


def test_the_next_round_begins_where_this_one_ended() -> None:
    books = Books(*MINUTES_APART)
    cursor = paging.load(walked(live, books, BEGINNING)[-1].next_cursor)
    assert cursor == {"since": paging.stamp(NOW)}
    assert len(orders_on(walked(live, books, cursor))) == 2  # the ten minutes that every round looks back


def test_how_far_the_past_has_come_is_told_and_it_is_read_once() -> None:
    books = Books(*MINUTES_APART)
    pages = walked(past, books, {})
    told = [page.progress for page in pages if page.progress is not None]
    assert len(told) == len(pages)
    assert [done for done, _ in told] == [50, 100, told[-1][0]]
    assert all(done <= whole for done, whole in told)
    assert told[-1][0] == told[-1][1]
    looks = len(books.asked)
    assert past(books, paging.load(pages[-1].next_cursor)).items == ()
    assert len(books.asked) == looks


@pytest.mark.parametrize("look", [live, past])
def test_a_list_that_never_gets_on_is_noticed(look: Look) -> None:
    with pytest.raises(Surprise, match="cursor_loops"):
        walked(look, Books(*MINUTES_APART, stuck=True), BEGINNING if look is live else {})


def test_every_case_is_met_over_many_pages_and_the_round_then_moves_on() -> None:
    books = Books(cases=2 * CASES_AT_ONCE + 5)
    pages = walked(cases, books, {})
    keys = [one.remote_key for page in pages for one in page.items if isinstance(one, AfterSale)]
    assert keys == [f"reverse:{n}" for n in range(books.cases)]
    assert [query["page_no"] for query in books.asked] == ["1", "2", "3"]
    assert paging.load(pages[-1].next_cursor) == {"since": paging.stamp(NOW)}


def test_a_last_page_that_is_full_is_the_last() -> None:
    books = Books(cases=2 * CASES_AT_ONCE)
    assert len(walked(cases, books, {})) == 2
