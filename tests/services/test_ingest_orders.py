"""Orders find their buyer and their conversation in whatever order things come, and never the wrong one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.connectors.contract import AfterSale
from app.domain.orders import AfterSaleKind, OrderLine
from app.store import schema
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said
from tests.services.test_ingest import order

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


def an_item(ref: str) -> dict[str, object]:
    return {"lines": (OrderLine("1", f"SKU-{ref}", ref, "Cup", 1, None),)}


def test_of_one_order_twice_on_a_page_the_newer_counts(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ingest([order("111-1", at, buyer_note="newer"), order("111-1", at - HOUR, buyer_note="older")])
    assert desk.rows(schema.orders, "buyer_note") == [("newer",)]


def test_a_buyer_is_known_by_any_of_his_names_and_gets_the_others_too(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ingest([said("m1", at, keys=("a",))])
    desk.ingest([order("111-1", at, buyer_keys=("7001", "bea@buyer.example"))])
    desk.ingest([order("111-2", at, buyer_keys=("7001",))])
    assert len({owner for (owner,) in desk.rows(schema.orders, "customer_id")}) == 1
    assert sorted(desk.rows(schema.identity, "key")) == [("7001",), ("bea@buyer.example",)]


@pytest.mark.parametrize(("named", "recipient"), [("Bea", "Bea"), ("", "b-17")])
def test_a_buyer_nobody_knows_is_called_as_the_order_calls_him(
    desk: Desk, named: str, recipient: str
) -> None:
    desk.ingest([order("111-1", desk.clock.now(), buyer_name=named, buyer_keys=("b-17",))])
    assert desk.rows(schema.customer, "name") == [(recipient,)]


def test_an_order_that_loses_its_buyer_keeps_the_one_it_had(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ingest([order("111-1", at)])
    ((before,),) = desk.rows(schema.orders, "customer_id")
    desk.ingest([order("111-1", at + HOUR, buyer_keys=())])
    assert desk.rows(schema.orders, "customer_id") == [(before,)]


def test_whose_name_is_known_keeps_it(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ingest([said("m1", at)])
    desk.ingest([order("111-1", at, buyer_name="B. Kahn")])
    assert desk.rows(schema.customer, "name") == [("Bea",)]


def test_an_order_of_another_product_is_not_set_beside_a_waiting_conversation(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ingest([said("m1", at, item_ref="ASIN5")])
    desk.ingest(
        [order("111-9", at, **an_item("ASIN9")), order("111-8", at, buyer_keys=("x",), **an_item("ASIN5"))]
    )
    assert desk.talk()["order_key"] == ""
    assert desk.rows(schema.conversation_order, "order_id") == []
    desk.ingest([order("111-5", at, **an_item("ASIN5"))])
    assert desk.talk()["order_key"] == "111-5"


def test_a_case_tells_the_screens_of_its_order_and_its_conversation(desk: Desk) -> None:
    at = desk.clock.now()
    desk.ingest([order("111-1", at), said("m1", at, order_keys=("111-1",))])
    ((known,),) = desk.rows(schema.orders, "id")
    changes = desk.ingest([AfterSale(AfterSaleKind.RETURN, "r1", "111-1", "asked", open=True)])
    assert changes.orders == {known}
    assert changes.conversations == {desk.talk()["id"]}
    apart = [AfterSale(AfterSaleKind.CLAIM, "c1", number, "open", open=True) for number in ("", "999-9")]
    assert not desk.ingest(apart).orders
    assert len(desk.rows(schema.after_sale, "remote_key")) == 2
