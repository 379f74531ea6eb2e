"""What our acts post to eBay, and every answer to them, is what its published contracts describe.

The Post-Order API has no published contract, and the one of the Media API that we hold is older than its pictures.
"""

from collections.abc import Iterator

import pytest

from app.domain.outbox import ReceiptKind
from app.simulator.running import RunningTown
from tests.connectors.ebay_bench import ACTS, book, third
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.contract.published import hold_all, listen
from tests.fakes import FakeClock

pytestmark = pytest.mark.contracts


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def test_every_act_keeps_to_the_contracts(ebay: Bench) -> None:
    heard = listen(ebay.town)
    opened = third(ebay)
    for name, make in ACTS.items():
        # each on a world of its own: the same order is made for all
        ebay.town.inside(lambda: ebay.town.service.town.world.cases.clear())
        act, took_place = make(ebay)
        assert opened.act(act).kind is ReceiptKind.SENT, name
        assert took_place(), name
        opened.find_act(act, ebay.clock.now())
        book(ebay).disputes.clear()
    assert hold_all(heard) >= {
        "GET /order/{orderId}",
        "GET /order/{orderId}/shipping_fulfillment",
        "POST /order/{orderId}/shipping_fulfillment",
        "POST /order/{order_id}/issue_refund",
        "GET /payment_dispute/{payment_dispute_id}",
        "POST /payment_dispute/{payment_dispute_id}/accept",
        "POST /payment_dispute/{payment_dispute_id}/upload_evidence_file",
        "POST /payment_dispute/{payment_dispute_id}/add_evidence",
        "POST /payment_dispute/{payment_dispute_id}/contest",
        "POST /signing_key",
    }

