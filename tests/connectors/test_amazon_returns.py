"""Returns from Amazon's report: ordered once a round for each site, waited for, unpacked, and read with doubt."""

import gzip
from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.connectors.amazon.returns import returns_in
from app.connectors.amazon.uploads import unpacked
from app.connectors.contract import AfterSale, Page, Source, Surprise, Unreachable
from app.domain.orders import AfterSaleKind
from app.domain.values import Money
from app.simulator.running import RunningTown
from app.simulator.trade import Case
from tests.connectors.amazon_bench import placed, town_api
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

MADE = timedelta(seconds=50)


@pytest.fixture
def amazon(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("amazon", town, clock)
    yield bench
    bench.close()


def asked_back(bench: Bench, state: str = "RETURN_REQUESTED", days: int = 2) -> Case:
    """A buyer wants to send something back."""
    order = placed(bench, "settled")
    opened = bench.clock.now() - timedelta(days=days)
    case = Case("5551", "return", order, "NOT_AS_DESCRIBED", opened, opened + timedelta(days=3), state)
    bench.town.inside(lambda: bench.town.service.town.world.cases.update({case.id: case}))
    return case


def step(bench: Bench, source: Source, cursor: str | None) -> Page:
    page = source.pull(bench.named(source, "returns"), cursor)
    bench.clock.advance(MADE)
    return page


def round_of(bench: Bench, source: Source, cursor: str | None = None) -> Page:
    """Until a page rests for long."""
    for _ in range(20):
        page = step(bench, source, cursor)
        if not page.more and page.rest and page.rest > timedelta(hours=1):
            return page
        cursor = page.next_cursor
        if page.items:
            return page
    raise AssertionError("the round has no end")


def test_a_return_of_the_report_is_a_matter_of_its_order(amazon: Bench) -> None:
    case = asked_back(amazon)
    (fact,) = round_of(amazon, amazon.source("api")).items
    assert isinstance(fact, AfterSale)
    assert (fact.kind, fact.remote_key) == (AfterSaleKind.RETURN, f"return:{case.order.id}")
    assert (fact.state, fact.open, fact.reason) == ("Pending Approval", True, "AMZ-PG-BAD-DESC")
    assert fact.opened_at == case.opened.replace(microsecond=0)
    assert fact.due == fact.opened_at + timedelta(hours=48)
    line = case.order.lines[0]
    assert fact.amount == Money(line.price * line.quantity, "JPY")
    assert fact.site == "A1VC38T7YXB528"


def test_a_report_is_ordered_once_a_round_and_a_hurry_orders_no_other(amazon: Bench) -> None:
    asked_back(amazon)
    source = amazon.source("api")
    page = round_of(amazon, source)
    for _ in range(5):
        page = step(amazon, source, page.next_cursor)
        assert page.items == ()
        assert page.rest is not None
    assert len(town_api(amazon).reports.known) == 1
    amazon.clock.advance(timedelta(hours=6))
    assert round_of(amazon, source, page.next_cursor).items
    first, second = town_api(amazon).reports.known.values()
    assert second.since < first.until < second.until


def test_a_restart_goes_on_with_the_report_that_was_ordered(amazon: Bench) -> None:
    asked_back(amazon)
    page = step(amazon, amazon.source("api"), None)
    assert page.items == ()
    assert step(amazon, amazon.source("api"), page.next_cursor).items
    assert len(town_api(amazon).reports.known) == 1


def test_no_returns_and_reports_that_are_gone_end_the_round(amazon: Bench) -> None:
    source = amazon.source("api", backfill_days="0")
    assert round_of(amazon, source).items == ()
    lost = source.pull(amazon.named(source, "returns"), '{"report": "404", "begun": "2026-03-01T00:00:00Z"}')
    assert lost.items == ()
    assert '"since":"2026-03-01T00:00:00Z"' in lost.next_cursor


def test_every_site_gets_a_report_of_its_own(amazon: Bench) -> None:
    asked_back(amazon)
    source = amazon.source("api", marketplaces="A1VC38T7YXB528 A19VAU5U5O7RUS")
    cursor: str | None = None
    for _ in range(6):
        page = step(amazon, source, cursor)
        cursor = page.next_cursor
        if page.rest and page.rest > timedelta(hours=1):
            break
    sites = [[shop.key for shop in one.shops] for one in town_api(amazon).reports.known.values()]
    assert sites == [["amazon-jp"], []]


def test_a_login_without_sites_orders_none(amazon: Bench) -> None:
    source = amazon.source("api", marketplaces="")
    assert step(amazon, source, None).rest == timedelta(hours=6)


def test_a_report_looks_back_sixty_days_at_most(amazon: Bench) -> None:
    source = amazon.source("api", backfill_days="365")
    step(amazon, source, None)
    (one,) = town_api(amazon).reports.known.values()
    assert timedelta(days=58) < one.until - one.since < timedelta(days=60)


# --- reading it -----------------------------------------------------------------------------------------------------


def a_row(order: str, at: str, state: str, more: str = "") -> str:
    return (
        f"<return_details>{more}<order_id>{order}</order_id><return_request_date>{at}</return_request_date>"
        f"<return_request_status>{state}</return_request_status>"
        "<label_details><currency_code>EUR</currency_code></label_details></return_details>"
    )


def report(*rows: str) -> bytes:
    return f"<AmazonEnvelope><Message>{''.join(rows)}</Message></AmazonEnvelope>".encode()


def test_of_several_requests_about_an_order_the_newest_counts() -> None:
    older = a_row("302-1", "2026-03-01T08:00:00Z", "Approved")
    newer = a_row("302-1", "2026-03-02T08:00:00Z", "Completed")
    for rows in ((older, newer), (newer, older)):
        (fact,) = returns_in(report(*rows), "X")
        assert (fact.state, fact.open, fact.due) == ("Completed", False, None)


def test_a_word_nobody_knows_leaves_a_return_open() -> None:
    (fact,) = returns_in(report(a_row("302-1", "no date", "SomethingNew")), "")
    assert (fact.open, fact.opened_at, fact.amount, fact.reason) == (True, None, None, "")
    (bare,) = returns_in(report("<return_details><order_id>302-2</order_id></return_details>"), "")
    assert (bare.state, bare.open) == ("RETURN_REQUESTED", True)


def test_an_amount_is_told_only_where_one_line_says_it() -> None:
    item = "<item_details><refund_amount>59.9</refund_amount></item_details>"
    (one,) = returns_in(report(a_row("302-1", "2026-03-01T08:00:00Z", "Approved", item)), "")
    assert one.amount == Money(5990, "EUR")
    (two,) = returns_in(report(a_row("302-1", "2026-03-01T08:00:00Z", "Approved", item * 2)), "")
    assert two.amount is None


def test_what_is_no_report_is_kept_as_a_surprise_and_an_empty_one_lists_nothing() -> None:
    assert returns_in(b" \n", "") == []
    assert returns_in(report("<return_details/>"), "") == []
    with pytest.raises(Surprise):
        returns_in(b"order-id\treturn-date", "")


def test_a_packed_report_is_unpacked_whole_or_not_at_all() -> None:
    packed = gzip.compress(b"x" * 1000)
    assert unpacked(packed) == b"x" * 1000
    with pytest.raises(Unreachable):
        unpacked(packed[:-10])
    with pytest.raises(Surprise):
        unpacked(b"\x1f\x8b nonsense")
    with pytest.raises(Surprise):
        unpacked(gzip.compress(b"\0" * (33 * 1024 * 1024)))
