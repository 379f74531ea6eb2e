"""A platform that can be asked for one order by its number tells the same of it as its lists do."""

from dataclasses import replace

import pytest

from app.connectors.contract import FindsOrders, Item, OrderSnapshot, Rejected, Source, StreamMode
from tests.contract.bench import Bench

WITHOUT = frozenset({"email", "aliexpress"})
"""a mailbox has no orders; AliExpress tells of one order in words of its own, which nobody has published whole"""


def listed(source: Source) -> OrderSnapshot:
    """The first order that the past brings."""
    for stream in source.streams():
        page, cursor = None, None
        while stream.mode is StreamMode.BACKFILL and (page is None or page.more):
            page = source.pull(stream, cursor)
            cursor = page.next_cursor
            orders = [item for item in page.items if isinstance(item, OrderSnapshot)]
            if orders:
                return orders[0]
    raise AssertionError("no order in the past")


def asked(source: FindsOrders, number: str) -> tuple[Item, ...] | None:
    """What asking for a number brings; nothing where the platform refuses it."""
    try:
        return source.find_order(number)
    except Rejected:
        return ()


def finders(bench: Bench) -> list[FindsOrders]:
    """The logins that may be asked."""
    doors = [bench.source(role) for role in bench.logins]
    able = [door for door in doors if isinstance(door, FindsOrders) and asked(door, "1") is not None]
    assert bool(able) != (bench.channel in WITHOUT)
    return able


def test_an_order_found_by_its_number_is_the_one_that_the_lists_show(bench: Bench) -> None:
    for source in finders(bench):
        order = listed(source)  # type: ignore[arg-type]  # every finder is a source
        found = asked(source, order.remote_key)
        assert found
        (again,) = [item for item in found if isinstance(item, OrderSnapshot)]
        parcels = [(one.remote_key, one.tracking) for one in again.shipments]
        assert {tracking for _, tracking in parcels} >= {one.tracking for one in order.shipments}
        assert again == replace(order, shipments=again.shipments, lines=again.lines)
        assert [(one.sku, one.quantity, one.price) for one in again.lines] == [
            (one.sku, one.quantity, one.price) for one in order.lines
        ]


@pytest.mark.parametrize("number", ["999-0000000-0000000", "1", "../orders?x=1"])
def test_a_number_of_no_order_brings_nothing(bench: Bench, number: str) -> None:
    for source in finders(bench):
        assert asked(source, number) == ()
