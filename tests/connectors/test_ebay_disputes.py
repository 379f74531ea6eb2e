"""Payment disputes at eBay: evidence laid up once, refused before it leaves where a bank would not take it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from app.connectors.aftersales import Verb
from app.connectors.contract import Found, OutboundFile
from app.domain.outbox import ReceiptKind
from app.simulator.running import RunningTown
from app.simulator.wire import Request, Response
from tests.connectors.ebay_bench import ACTS, JPG, PNG, an_act, an_order, book, contest, disputed, third
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def test_evidence_is_laid_up_once_however_often_it_is_tried(ebay: Bench) -> None:
    act, _ = contest(ebay)
    one = next(iter(book(ebay).disputes.values()))
    act = replace(act, files=(JPG, PNG))
    opened_door = third(ebay)
    ebay.town.tell("force", fault="error_before", path="/contest", times=1)
    assert opened_door.act(act).kind is ReceiptKind.UNKNOWN
    assert (len(one.files), len(one.evidence), one.response) == (2, 1, "")
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert (len(one.files), len(one.evidence), one.response) == (2, 1, "SELLER_CONTEST")
    assert one.note == "It was handed over on Monday."


def test_what_a_bank_would_not_take_is_refused_before_it_leaves(ebay: Bench) -> None:
    act, _ = contest(ebay)
    opened_door = third(ebay)
    one = next(iter(book(ebay).disputes.values()))
    for changed, reason in (
        (replace(act, comment="x" * 1001), "ebay_comment_too_long"),
        (replace(act, files=()), "ebay_evidence_missing"),
        (replace(act, reason="PROOF_OF_LOVE"), "ebay_reason_unknown"),
        (replace(act, files=(OutboundFile("a.pdf", "application/pdf", b"%PDF"),)), "ebay_evidence_pictures"),
        (replace(act, files=(replace(PNG, content=bytes(1_500_001)),)), "ebay_evidence_too_large"),
    ):
        receipt = opened_door.act(changed)
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert one.files == {}


def test_goods_not_as_described_need_an_address_to_send_them_back(ebay: Bench) -> None:
    one = disputed(ebay, an_order(ebay, "delivered"), "SIGNIFICANTLY_NOT_AS_DESCRIBED")
    act = an_act(
        ebay, Verb.CONTEST_DISPUTE, one.order, case_key=f"dispute:{one.id}", files=(PNG,),
        reason="PROOF_OF_ITEM_AS_DESCRIBED",
    )  # fmt: skip
    assert third(ebay).act(act).reason == "ebay_return_address_missing"
    one.address = True
    assert third(ebay).act(act).kind is ReceiptKind.SENT


def test_a_dispute_that_went_on_meanwhile_is_looked_at_again(ebay: Bench) -> None:
    act, _ = ACTS["accept a dispute"](ebay)
    one = next(iter(book(ebay).disputes.values()))
    town = ebay.town.service.town
    serve = town.handle

    def meanwhile(request: Request, now: datetime) -> Response:
        if request.path.endswith("/accept"):
            one.revision += 1
            town.handle = serve  # type: ignore[method-assign]
        return serve(request, now)

    town.handle = meanwhile  # type: ignore[method-assign]
    opened_door = third(ebay)
    assert opened_door.act(act).kind is ReceiptKind.LATER
    assert one.response == ""
    assert opened_door.act(act).kind is ReceiptKind.SENT


def test_a_dispute_that_was_answered_takes_no_other_answer(ebay: Bench) -> None:
    act, _ = ACTS["accept a dispute"](ebay)
    opened_door = third(ebay)
    assert opened_door.act(act).kind is ReceiptKind.SENT
    other = replace(act, verb=Verb.CONTEST_DISPUTE, files=(PNG,), reason="PROOF_OF_DELIVERY")
    assert opened_door.act(other).reason == "ebay_case_closed"
    assert opened_door.find_act(other, ebay.clock.now()).found is Found.UNSURE
