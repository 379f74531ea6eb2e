"""What our acts post to eBay, and every answer to them, is what its published contracts describe.

The Post-Order API has no published contract, and the one of the Media API that we hold is older than its pictures.
"""

from collections.abc import Iterator

import pytest

from app.domain.outbox import ReceiptKind
from app.simulator.running import RunningTown
from tests.connectors.ebay_bench import ACTS, third
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


SIGNS = {"POST /signing_key"}
DISPUTE = "/payment_dispute/{payment_dispute_id}"
MET = {
    "ship": {
        "GET /order/{orderId}",
        "GET /order/{orderId}/shipping_fulfillment",
        "POST /order/{orderId}/shipping_fulfillment",
    },
    "refund": {"GET /order/{orderId}", "POST /order/{order_id}/issue_refund", *SIGNS},
    "accept a dispute": {f"GET {DISPUTE}", f"POST {DISPUTE}/accept"},
    "contest a dispute": {
        f"GET {DISPUTE}",
        f"POST {DISPUTE}/upload_evidence_file",
        f"POST {DISPUTE}/add_evidence",
        f"POST {DISPUTE}/contest",
    },
}
"""what each act must have asked of a published interface"""


@pytest.mark.parametrize("name", ACTS)
def test_every_act_keeps_to_the_contracts(ebay: Bench, name: str) -> None:
    heard = listen(ebay.town)
    opened = third(ebay)
    act, took_place = ACTS[name](ebay)
    assert opened.act(act).kind is ReceiptKind.SENT
    assert took_place()
    opened.find_act(act, ebay.clock.now())
    assert hold_all(heard) >= MET.get(name, set())
