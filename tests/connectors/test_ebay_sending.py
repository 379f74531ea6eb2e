"""What eBay's answers to a send prove."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.contract import Found, OutboundFile
from app.connectors.ebay.sender import EbaySender, target
from app.domain.customers import Party
from app.domain.outbox import ReceiptKind
from app.net.http import Answer
from app.simulator.running import RunningTown
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def judged(ebay: Bench, status: int, body: bytes, **headers: str) -> tuple[ReceiptKind, str]:
    sender = ebay.sender()
    assert isinstance(sender, EbaySender)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    receipt = sender._judge(Answer(status, named, body), "token")
    return receipt.kind, receipt.reason


ERROR = b'{"errors": [{"errorId": %d}]}'


def test_each_answer_proves_what_it_proves(ebay: Bench) -> None:
    assert judged(ebay, 201, b'{"messageId": "7"}') == (ReceiptKind.SENT, "")
    assert judged(ebay, 201, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 200, b"<html>hotel")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 400, ERROR % 355013) == (ReceiptKind.REFUSED, "too_long")
    assert judged(ebay, 400, ERROR % 999) == (ReceiptKind.REFUSED, "ebay_rejected")
    assert judged(ebay, 404, ERROR % 355007)[0] is ReceiptKind.REFUSED
    assert judged(ebay, 400, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 403, ERROR % 1100) == (ReceiptKind.LATER, "ebay_scope_missing")
    assert judged(ebay, 429, ERROR % 2001) == (ReceiptKind.LATER, "rate_limited")
    assert judged(ebay, 503, ERROR % 1, retry_after="60")[0] is ReceiptKind.LATER
    assert judged(ebay, 503, ERROR % 1)[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 500, ERROR % 335000)[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 307, b"{}")[0] is ReceiptKind.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "   "}, "nothing_to_send"),
        ({"text": "x" * 2001}, "too_long"),
        ({"files": (OutboundFile("a.png", "image/png", b"x"),)}, "ebay_needs_public_url"),
        ({"reply_refs": {"no_reply": "ebay_system_message"}}, "ebay_system_message"),
        ({"reply_refs": {}, "customer": Party("", "")}, "ebay_buyer_unknown"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_leaves(
    ebay: Bench, changes: dict[str, object], reason: str
) -> None:
    outbound = replace(an_outbound(), **changes)  # type: ignore[arg-type]
    receipt = ebay.sender().send(outbound)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def test_letters_that_are_written_in_two_ways_count_as_one(ebay: Bench) -> None:
    message = ebay.inbound()
    receipt = ebay.sender().send(ebay.reply(message, "e\u0301" * 2000))
    assert receipt.kind is ReceiptKind.SENT


def test_whom_a_message_goes_to() -> None:
    assert target(an_outbound(reply_refs={"conversation_id": "c", "other_party": "b"})) == {
        "conversationId": "c"
    }
    assert target(an_outbound(reply_refs={"other_party": "b", "item": "1"})) == {
        "otherPartyUsername": "b",
        "reference": {"referenceType": "LISTING", "referenceId": "1"},
    }
    assert target(an_outbound(reply_refs={})) == {"otherPartyUsername": "Ann"}
    assert (
        target(an_outbound(reply_refs={}, customer=Party("ann", ""), item_ref="2"))["otherPartyUsername"]
        == "ann"
    )


def test_the_first_message_to_a_buyer_is_sent_and_found_again(ebay: Bench) -> None:
    message = ebay.inbound()
    refs = {name: value for name, value in message.reply_refs.items() if name != "conversation_id"}
    first = replace(ebay.reply(message, "We write first"), reply_refs=refs)
    sender, began = ebay.sender(), ebay.clock.now()
    assert sender.send(first).kind is ReceiptKind.SENT
    assert sender.find_sent(first, began).found is Found.YES
