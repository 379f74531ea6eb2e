"""What our acts post to Walmart, and every answer to them, is what its published contracts describe."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.aftersales import Act, Verb
from app.connectors.walmart.after_sales import WalmartAfterSales
from app.domain.outbox import ReceiptKind
from app.simulator.running import RunningTown
from tests.connectors.test_walmart_after_sales import a_parcel, a_return, an_act, placed
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.contract.published import hold_all, listen
from tests.fakes import FakeClock

pytestmark = pytest.mark.contracts


@pytest.fixture
def walmart(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("walmart", town, clock)
    yield bench
    bench.close()


def acts(bench: Bench) -> list[Act]:
    """One of each kind."""
    fresh, arrived = placed(bench), placed(bench, "delivered", "71718671")
    other, case = placed(bench, head="81718671"), a_return(bench)
    odd = a_parcel(bench, carrier="Harbour Mail", url="https://h.example/1")
    return [
        an_act(Verb.ACKNOWLEDGE, fresh, bench),
        an_act(Verb.SHIP, fresh, bench, parcel=a_parcel(bench)),
        an_act(Verb.ACKNOWLEDGE, other, bench),
        an_act(Verb.SHIP, other, bench, parcel=odd),
        an_act(Verb.CANCEL, placed(bench, head="91718671"), bench, reason="SELLER_CANCEL_OUT_OF_STOCK"),
        an_act(Verb.REFUND, arrived, bench, reason="DamagedItem", comment="Sorry"),
        an_act(Verb.REFUND_RETURN, case.order, bench, case_key=case.id),
    ]


def test_every_act_keeps_to_the_contract(walmart: Bench) -> None:
    heard = listen(walmart.town)
    door = WalmartAfterSales(walmart.shop, walmart.logins, walmart.tools)
    for act in acts(walmart):
        assert door.act(act).kind is ReceiptKind.SENT
    door.close()
    assert hold_all(heard) >= {
        "POST /v3/orders/{purchaseOrderId}/acknowledge",
        "POST /v3/orders/{purchaseOrderId}/shipping",
        "POST /v3/orders/{purchaseOrderId}/cancel",
        "POST /v3/orders/{purchaseOrderId}/refund",
        "POST /v3/returns/{returnOrderId}/refund",
        "GET /v3/orders",
        "GET /v3/returns",
    }
    assert [one.request.path for one in heard if not one.request.header("wm_qos.correlation_id")] == []
    numbers = [one.request.header("wm_qos.correlation_id") for one in heard]
    assert len(set(numbers)) == len(numbers)


def test_the_number_of_a_call_is_new_each_time_also_after_a_restart(walmart: Bench) -> None:
    heard = listen(walmart.town)
    source = walmart.source("api")
    source.check()
    walmart.tools = replace(walmart.tools)
    walmart.source("api").check()
    numbers = [one.request.header("wm_qos.correlation_id") for one in heard]
    assert len(set(numbers)) == len(numbers)
    assert all(number[14] == "4" for number in numbers)
