"""Acting on eBay's orders and cases: done once, refused with a reason, or unknown until the matter itself shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.connectors.aftersales import Act, ActLine, Verb
from app.connectors.contract import AuthExpired, Found
from app.connectors.ebay.acting import call, done, paid_back
from app.connectors.ebay.after_sales import WAYS
from app.connectors.ebay.order_acts import cancelling, promised
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.ebay_login import ROOT
from app.simulator.running import RunningTown
from app.simulator.trade import Order
from app.simulator.wire import Request, Response
from tests.connectors.ebay_bench import (
    ACTS,
    SIGNED,
    a_parcel,
    an_act,
    an_order,
    back,
    book,
    contest,
    door,
    opened,
    refund,
    third,
    track,
)
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.contract.published import listen
from tests.fakes import FakeClock

LOST = ["reset_after", "error_after", "reset_midway"]
"""done, but the answer did not arrive"""
NEVER = ["reset_before", "error_before", "gateway", "portal"]
"""not done, and nobody can tell from the answer"""
PATHS = {"ship": "shipping_fulfillment", "refund": "issue_refund", "cancel": "v2/cancellation"}


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def posting(name: str, act: Act) -> str:
    """A part of the path of the one call that acts."""
    steps = {
        "accept a cancellation": "/approve",
        "refuse a cancellation": "/reject",
        "accept a return": "/decide",
        "refuse a return": "/decide",
        "confirm receipt": "/mark_as_received",
        "pay a return back": "/issue_refund",
        "escalate a return": "/escalate",
        "tell a parcel": "/provide_shipment_info",
        "pay a lost parcel": "/issue_refund",
        "escalate an inquiry": "/escalate",
        "appeal a case": "/appeal",
        "accept a dispute": "/accept",
        "contest a dispute": "/contest",
        "refund": "/issue_refund",
    }
    return steps.get(name, PATHS.get(name, ""))


# --- every verb -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_done_once_and_then_seen(ebay: Bench, name: str) -> None:
    act, took_place = ACTS[name](ebay)
    opened_door = third(ebay)
    before = opened_door.find_act(act, ebay.clock.now()).found
    assert before is (Found.UNSURE if name == "refund" else Found.NO)
    receipt = opened_door.act(act)
    assert (receipt.kind, bool(receipt.remote_key)) == (ReceiptKind.SENT, True), receipt
    assert took_place()
    assert opened_door.find_act(act, ebay.clock.now()).found is Found.YES
    ebay.clock.advance(timedelta(minutes=1))
    again = opened_door.act(act)
    assert (again.kind, again.evidence) == (ReceiptKind.SENT, "done already")


@pytest.mark.parametrize("name", sorted(set(ACTS) - {"ship", "cancel"}))
@pytest.mark.parametrize("fault", LOST)
def test_an_act_whose_answer_got_lost_is_found_and_not_done_again(ebay: Bench, name: str, fault: str) -> None:
    act, took_place = ACTS[name](ebay)
    opened_door, began = third(ebay), ebay.clock.now()
    ebay.town.tell("force", fault=fault, path=posting(name, act), times=1)
    receipt = opened_door.act(act)
    assert receipt.kind in (ReceiptKind.UNKNOWN, ReceiptKind.SENT)
    assert took_place()
    money = [back(one) for one in ebay.town.service.town.world.orders.values()]
    ebay.clock.advance(timedelta(minutes=3))
    assert opened_door.find_act(act, began).found is Found.YES
    assert opened_door.act(act).evidence == "done already"
    assert money == [back(one) for one in ebay.town.service.town.world.orders.values()]


@pytest.mark.parametrize("name", sorted(set(ACTS) - {"ship", "cancel"}))
@pytest.mark.parametrize("fault", NEVER)
def test_what_never_arrived_is_not_called_done(ebay: Bench, name: str, fault: str) -> None:
    act, took_place = ACTS[name](ebay)
    opened_door, began = third(ebay), ebay.clock.now()
    ebay.town.tell("force", fault=fault, path=posting(name, act), times=1)
    assert opened_door.act(act).kind is ReceiptKind.UNKNOWN
    assert not took_place()
    ebay.clock.advance(timedelta(minutes=3))
    found = opened_door.find_act(act, began).found
    assert found is (Found.UNSURE if name == "refund" else Found.NO)


@pytest.mark.parametrize("name", ["ship", "refund", "accept a return", "contest a dispute"])
def test_a_busy_platform_is_asked_later(ebay: Bench, name: str) -> None:
    act, took_place = ACTS[name](ebay)
    third(ebay).reasons(act)
    path = "/issue_refund" if name == "refund" else posting(name, act)
    ebay.town.tell("force", fault="busy_until", path=path, times=1)
    receipt = third(ebay).act(act)
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.retry_after
    assert not took_place()


@pytest.mark.parametrize("name", ACTS)
def test_what_must_be_signed_is_signed(ebay: Bench, name: str) -> None:
    act, _ = ACTS[name](ebay)
    heard = listen(ebay.town)
    assert third(ebay).act(act).kind is ReceiptKind.SENT
    signs = [one.request.path for one in heard if one.request.header("signature")]
    assert bool(signs) == (name in SIGNED)


def test_a_forged_body_would_be_noticed(ebay: Bench) -> None:
    """The practice town checks signatures: a call that was changed on its way is refused."""
    act, took_place = refund(ebay)
    town = ebay.town.service.town
    serve = town.handle

    def forge(request: Request, now: datetime) -> Response:
        return serve(
            replace(request, body=request.body.replace(b"OTHER_ADJUSTMENT", b"SHIPPING_DISCOUNT")), now
        )

    town.handle = forge  # type: ignore[method-assign]
    assert third(ebay).act(act).kind is not ReceiptKind.SENT
    assert not took_place()


def test_the_door_offers_what_it_can_do(ebay: Bench) -> None:
    opened_door = third(ebay)
    assert opened_door.verbs() == frozenset({*WAYS, Verb.DISPUTE})
    order = an_order(ebay)
    assert "BUYER_CANCEL" in [one.key for one in opened_door.reasons(an_act(ebay, Verb.REFUND, order))]
    assert opened_door.reasons(an_act(ebay, Verb.SHIP, order)) == ()
    assert opened_door.reasons(an_act(ebay, Verb.ACKNOWLEDGE, order)) == ()
    act, _ = contest(ebay)
    asked = opened_door.reasons(act)
    assert [(one.key, one.needs_picture) for one in asked] == [("PROOF_OF_DELIVERY", True)]


# --- orders ---------------------------------------------------------------------------------------------------------


def test_a_part_is_refunded_to_the_penny_and_never_more_than_was_paid(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    opened_door = third(ebay)
    act = an_act(ebay, Verb.REFUND, order, reason="OTHER_ADJUSTMENT", amount=Money(123, "GBP"))
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert back(order) == 123
    ebay.clock.advance(timedelta(minutes=10))
    whole = an_act(ebay, Verb.REFUND, order, reason="OTHER_ADJUSTMENT")
    assert opened_door.act(whole).reason == "ebay_partly_refunded"
    second = replace(whole, amount=Money(1, "GBP"))
    assert opened_door.act(second).kind is ReceiptKind.SENT
    assert back(order) == 124
    ebay.clock.advance(timedelta(minutes=10))
    later = replace(whole, decided_at=ebay.clock.now())
    for amount, reason in (
        (Money(order.total, "GBP"), "ebay_more_than_paid"),
        (Money(0, "GBP"), "ebay_amount_wrong"),
        (Money(-5, "GBP"), "ebay_amount_wrong"),
        (Money(5, "EUR"), "ebay_amount_wrong"),
    ):
        assert opened_door.act(replace(later, amount=amount)).reason == reason
    assert back(order) == 124


def test_a_single_line_is_refunded_and_shown_at_the_line(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    line = order.lines[0].id
    opened_door = third(ebay)
    act = an_act(
        ebay, Verb.REFUND, order, reason="ITEM_NOT_AS_DESCRIBED", lines=(ActLine(line, 1, Money(250, "GBP")),)
    )
    receipt = opened_door.act(act)
    assert receipt.kind is ReceiptKind.SENT
    assert book(ebay).lines[receipt.remote_key] == {line: 250}
    assert opened_door.find_act(act, ebay.clock.now()).found is Found.YES
    assert opened_door.act(act).evidence == "done already"
    strange = replace(act, lines=(ActLine("1", 1, Money(1, "GBP")),))
    assert opened_door.act(strange).reason == "ebay_line_unknown"
    open_end = replace(act, lines=(ActLine(line, 1),))
    assert opened_door.act(open_end).reason == "ebay_amount_missing"


def test_two_refunds_alike_prove_nothing(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    opened_door = third(ebay)
    act = an_act(ebay, Verb.REFUND, order, reason="OTHER_ADJUSTMENT", amount=Money(100, "GBP"))
    assert opened_door.act(act).kind is ReceiptKind.SENT
    ebay.clock.advance(timedelta(seconds=30))
    other = replace(act, key="f" * 32, decided_at=ebay.clock.now())
    assert opened_door.act(other).kind is ReceiptKind.SENT
    assert opened_door.find_act(act, act.decided_at).found is Found.UNSURE


def test_what_ebay_would_refuse_is_refused_before_it_leaves(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    opened_door = third(ebay)
    heard = listen(ebay.town)
    act = an_act(ebay, Verb.REFUND, order, reason="OTHER_ADJUSTMENT", amount=Money(100, "GBP"))
    for changed, reason in (
        (replace(act, reason="BECAUSE"), "ebay_reason_unknown"),
        (replace(act, comment="x" * 101), "ebay_comment_too_long"),
        (replace(act, case_key="return:1"), "ebay_case_first"),
        (replace(act, case_key="case:1"), "ebay_case_on_site"),
        (replace(act, verb=Verb.ACKNOWLEDGE), "ebay_cannot_do"),
        (replace(act, verb=Verb.ACCEPT_RETURN), "ebay_case_unknown"),
        (replace(act, verb=Verb.SHIP), "ebay_parcel_missing"),
        (replace(act, verb=Verb.CANCEL, reason="ADDRESS_ISSUES"), "ebay_already_sent"),
        (replace(act, verb=Verb.CANCEL, reason="WHY"), "ebay_reason_unknown"),
        (replace(act, verb=Verb.CANCEL, lines=(ActLine("1"),)), "ebay_whole_order_only"),
        (replace(act, verb=Verb.DISPUTE, case_key="dispute:1"), "ebay_cannot_do"),
    ):
        receipt = opened_door.act(changed)
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert [
        one.request.path
        for one in heard
        if one.request.method == "POST" and "identity" not in one.request.path
    ] == []


def test_an_open_case_keeps_the_orders_own_refund_shut(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    opened(ebay, "return", order)
    receipt = third(ebay).act(an_act(ebay, Verb.REFUND, order, reason="OTHER_ADJUSTMENT"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "ebay_case_first")
    assert back(order) == 0


def test_a_parcel_with_another_number_may_be_somebody_elses(ebay: Bench) -> None:
    act, _ = ACTS["ship"](ebay)
    opened_door = third(ebay)
    assert opened_door.act(act).kind is ReceiptKind.SENT
    other = replace(act, parcel=a_parcel(ebay, tracking="JV000000000GB"))
    assert opened_door.find_act(other, ebay.clock.now()).found is Found.UNSURE
    strange = replace(other, lines=(ActLine("1"),))
    assert opened_door.act(strange).reason == "ebay_line_unknown"


def test_an_order_that_is_cancelled_already_is_not_cancelled_again(ebay: Bench) -> None:
    order = an_order(ebay)
    opened(ebay, "cancel", order)
    act = an_act(ebay, Verb.CANCEL, order, reason="BUYER_ASKED_CANCEL")
    assert third(ebay).act(act).reason == "ebay_cancellation_there"
    assert third(ebay).find_act(act, ebay.clock.now()).found is Found.UNSURE


def test_an_order_nobody_knows_is_told(ebay: Bench) -> None:
    order = replace(an_order(ebay), id="27-99999-99999")
    receipt = third(ebay).act(an_act(ebay, Verb.REFUND, order, reason="OTHER_ADJUSTMENT"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "ebay_rejected")


# --- cases ----------------------------------------------------------------------------------------------------------


def returning(bench: Bench, verb: Verb, order: Order, **more: object) -> Act:
    case = opened(bench, "return", order)
    return an_act(bench, verb, order, case_key=f"return:{case.id}", **more)


def test_a_part_of_the_money_is_offered_and_known_again_by_its_amount(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    act = returning(ebay, Verb.OFFER, order, amount=Money(500, "GBP"), comment="For the scratch")
    opened_door = third(ebay)
    assert opened_door.act(replace(act, amount=None)).reason == "ebay_amount_missing"
    assert opened_door.act(replace(act, amount=Money(order.total, "GBP"))).reason == "ebay_amount_wrong"
    assert opened_door.find_act(act, ebay.clock.now()).found is Found.NO
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert opened_door.find_act(act, ebay.clock.now()).found is Found.YES
    other = replace(act, amount=Money(600, "GBP"))
    assert opened_door.find_act(other, ebay.clock.now()).found is Found.UNSURE
    assert opened_door.act(other).reason == "ebay_not_offered"


def test_a_return_is_paid_back_in_part_and_only_once(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    act = returning(ebay, Verb.REFUND_RETURN, order, amount=Money(321, "GBP"))
    opened_door = third(ebay)
    assert opened_door.act(replace(act, amount=Money(10**6, "GBP"))).reason == "ebay_more_than_paid"
    assert opened_door.act(replace(act, amount=Money(5, "USD"))).reason == "ebay_amount_wrong"
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert back(order) == 321
    other = replace(act, amount=Money(100, "GBP"))
    assert opened_door.find_act(other, ebay.clock.now()).found is Found.UNSURE
    assert opened_door.act(other).kind is ReceiptKind.REFUSED
    assert back(order) == 321


def test_a_whole_return_gives_back_price_and_postage(ebay: Bench) -> None:
    order = an_order(ebay, "delivered", postage=399)
    act = returning(ebay, Verb.REFUND_RETURN, order)
    assert third(ebay).act(act).kind is ReceiptKind.SENT
    assert back(order) == order.goods + 399


def test_what_is_decided_is_not_decided_again(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    refuse = returning(ebay, Verb.REFUSE_RETURN, order)
    opened_door = third(ebay)
    assert opened_door.act(refuse).kind is ReceiptKind.SENT
    for verb in (Verb.ACCEPT_RETURN, Verb.CONFIRM_RECEIPT, Verb.REFUND_RETURN):
        receipt = opened_door.act(replace(refuse, verb=verb))
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "ebay_case_closed")
        assert opened_door.find_act(replace(refuse, verb=verb), ebay.clock.now()).found is Found.UNSURE
    assert back(order) == 0


def test_ebay_steps_in_for_a_reason_of_its_list_and_then_decides_alone(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    act = returning(ebay, Verb.DISPUTE, order, reason="WHATEVER")
    opened_door = third(ebay)
    assert opened_door.act(act).reason == "ebay_reason_unknown"
    assert opened_door.act(replace(act, reason="OTHER")).kind is ReceiptKind.SENT
    number = book(ebay).escalated[act.case_key.removeprefix("return:")]
    on_case = replace(act, verb=Verb.REFUND_RETURN, case_key=f"case:{number}")
    assert opened_door.act(on_case).reason == "ebay_case_on_site"
    appeal = replace(act, verb=Verb.DISPUTE, case_key=f"case:{number}")
    assert opened_door.act(appeal).reason == "ebay_not_offered"


def test_an_inquiry_wants_a_parcel_or_the_whole_amount(ebay: Bench) -> None:
    act, told = track(ebay)
    opened_door = third(ebay)
    assert opened_door.act(replace(act, parcel=None)).reason == "ebay_tracking_or_refund"
    part = replace(act, parcel=None, choice="refund", amount=Money(1, "GBP"))
    assert opened_door.act(part).reason == "ebay_whole_refund_only"
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert told()
    other = replace(act, parcel=a_parcel(ebay, tracking="XX1"))
    assert opened_door.find_act(other, ebay.clock.now()).found is Found.UNSURE


def test_a_customers_wish_is_answered_once(ebay: Bench) -> None:
    order = an_order(ebay)
    case = opened(ebay, "cancel", order)
    refuse = an_act(
        ebay, Verb.REFUSE_CANCELLATION, order, case_key=f"cancellation:{case.id}", parcel=a_parcel(ebay)
    )
    opened_door = third(ebay)
    assert opened_door.act(refuse).kind is ReceiptKind.SENT
    accept = replace(refuse, verb=Verb.ACCEPT_CANCELLATION)
    assert opened_door.act(accept).reason == "ebay_case_closed"
    assert opened_door.find_act(accept, ebay.clock.now()).found is Found.UNSURE
    assert order.stage(ebay.clock.now()) == "paid"


# --- rights and clocks ----------------------------------------------------------------------------------------------


def test_a_consent_without_the_right_asks_for_a_person_and_moves_no_money(ebay: Bench) -> None:
    act, took_place = refund(ebay)
    keys = door(ebay).keys
    refresh = ebay.keeper.secrets[ebay.logins["api"].id]["refresh_token"]
    keys.by_refresh[refresh].scopes -= {f"{ROOT}/sell.finances"}
    receipt = third(ebay).act(act)
    assert (receipt.kind, receipt.reason, receipt.needs_sign_in) == (
        ReceiptKind.LATER,
        "ebay_scope_missing",
        True,
    )
    assert not took_place()


def test_looking_says_when_somebody_must_sign_in(ebay: Bench) -> None:
    act, _ = refund(ebay)
    ebay.town.tell("revoke", seller="northshore_uk")
    ebay.forget_tokens()
    with pytest.raises(AuthExpired):
        third(ebay).find_act(act, ebay.clock.now())


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_clock_five_minutes_wrong_signs_and_finds(ebay: Bench, minutes: int) -> None:
    ebay.town.tell("weather", skew_seconds=minutes * 60)
    act, took_place = refund(ebay)
    opened_door = third(ebay)
    assert opened_door.act(act).kind is ReceiptKind.SENT
    assert took_place()
    assert opened_door.find_act(act, ebay.clock.now()).found is Found.YES


def test_an_answer_that_proves_nothing_is_unknown(ebay: Bench) -> None:
    poster = third(ebay)._poster
    for proof, status, body, expected in (
        (promised, 200, b'{"refundStatus": "PENDING"}', ReceiptKind.UNKNOWN),
        (promised, 200, b'{"refundStatus": "FAILED"}', ReceiptKind.REFUSED),
        (promised, 200, b'{"refundId": "7"}', ReceiptKind.SENT),
        (paid_back("1"), 200, b"{}", ReceiptKind.UNKNOWN),
        (paid_back("1"), 200, b'{"refundStatus": "FAILED"}', ReceiptKind.REFUSED),
        (paid_back("1"), 200, b'{"refundStatus": "SUCCESS"}', ReceiptKind.SENT),
        (cancelling, 201, b"{}", ReceiptKind.UNKNOWN),
        (cancelling, 200, b'{"orderEligibilityResult": {"eligible": false}}', ReceiptKind.REFUSED),
        (done("1"), 200, b"", ReceiptKind.SENT),
        (done("1"), 200, b"<html>hotel", ReceiptKind.UNKNOWN),
        (done("1"), 500, b'{"errors": [{"errorId": 1}]}', ReceiptKind.UNKNOWN),
        (done("1"), 409, b'{"error": [{"errorId": 5, "message": "No"}]}', ReceiptKind.REFUSED),
    ):
        asked = call("https://api.ebay.com/x", {}, proof)
        assert poster.judge(Answer(status, {}, body), "token", asked).kind is expected
    asked = call("https://api.ebay.com/x", {}, done("1"))
    refused = poster.judge(
        Answer(400, {}, b'{"errors": [{"errorId": 5, "message": "Too old"}]}'), "token", asked
    )
    assert refused.reason == "remote:Too old"
