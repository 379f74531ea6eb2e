"""Acting on TikTok's orders: what is done is done once, what is refused says why, what is unknown is looked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.connectors.aftersales import Act, ActLine, Parcel, Verb
from app.connectors.contract import Found, OutboundFile
from app.connectors.tiktok.after_sales import TikTokAfterSales
from app.connectors.tiktok.deeds import DEEDS, pieces, spelled
from app.connectors.tiktok.traces import LOOKS
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.simulator.cast import case as new_case
from app.simulator.running import RunningTown
from app.simulator.tiktok_orders import package_number
from app.simulator.trade import Case, Order
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def tiktok(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("tiktok", town, clock)
    yield bench
    bench.close()


@pytest.fixture
def door(tiktok: Bench) -> Iterator[TikTokAfterSales]:
    opened = TikTokAfterSales(tiktok.shop, tiktok.logins, tiktok.tools)
    yield opened
    opened.close()


def world(bench: Bench) -> Any:
    return bench.town.service.town.world


def an_order(bench: Bench, stage: str) -> Order:
    """An order of the shop, brought to a stage."""
    order: Order = next(one for one in world(bench).orders.values() if one.shop.key == "tiktok-uk")
    now = bench.clock.now()
    left = {"paid": None, "shipped": now - timedelta(hours=3)}[stage]
    order.plan = replace(
        order.plan, paid=now - timedelta(days=1), shipped=left, moving=None, delivered=None, cancelled=None
    )
    return order


def a_case(bench: Bench, kind: str) -> Case:
    found = new_case(
        kind, an_order(bench, "paid"), bench.clock.now() - timedelta(hours=5), world(bench).rng(kind), ""
    )
    world(bench).cases = {found.id: found}
    return found


def an_act(bench: Bench, verb: Verb, **more: Any) -> Act:
    usual: dict[str, Any] = {
        "key": f"{7:032x}",
        "order_key": an_order(bench, "paid").id if "order_key" not in more else "",
        "decided_at": bench.clock.now(),
    }
    return Act(verb=verb, **(usual | more))


def about(case: Case, kind: str) -> dict[str, str]:
    return {"order_key": case.order.id, "case_key": f"{kind}:{case.id}"}


def lost(bench: Bench, path: str) -> None:
    """The next answer from a path gets lost on its way back."""
    bench.town.tell("force", fault="reset_after", path=path, times=1)


def never_arrives(bench: Bench, path: str) -> None:
    bench.town.tell("force", fault="reset_before", path=path, times=1)


def test_every_verb_can_be_done_and_looked_for(door: TikTokAfterSales) -> None:
    assert door.verbs() == set(DEEDS) == set(LOOKS)


RETURN_ACTS = [
    (Verb.ACCEPT_RETURN, {}, "AWAITING_BUYER_SHIP"),
    (Verb.REFUND_RETURN, {}, "RETURN_OR_REFUND_REQUEST_SUCCESS"),
    (Verb.ACCEPT_RETURN, {"choice": "ISSUE_REPLACEMENT_REFUND"}, "RETURN_OR_REFUND_REQUEST_SUCCESS"),
    (Verb.OFFER, {"amount": Money(500, "GBP")}, "AWAITING_BUYER_RESPONSE"),
    (
        Verb.REFUSE_RETURN,
        {"reason": "seller_reject_apply_agreement", "comment": "As agreed"},
        "REFUND_OR_RETURN_REQUEST_REJECT",
    ),
]


@pytest.mark.parametrize(("verb", "more", "state"), RETURN_ACTS)
def test_a_return_is_decided_and_the_decision_found(
    tiktok: Bench, door: TikTokAfterSales, verb: Verb, more: dict[str, Any], state: str
) -> None:
    case = a_case(tiktok, "return")
    act = an_act(tiktok, verb, **about(case, "return"), **more)
    began = tiktok.clock.now()
    assert door.find_act(act, began).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert case.state == state
    assert door.find_act(act, began).found is Found.YES


def test_what_came_back_is_confirmed_and_paid(tiktok: Bench, door: TikTokAfterSales) -> None:
    case = a_case(tiktok, "return")
    case.state = "BUYER_SHIPPED_ITEM"
    act = an_act(tiktok, Verb.CONFIRM_RECEIPT, **about(case, "return"))
    assert door.act(act).kind is ReceiptKind.SENT
    assert [refund.minor for refund in case.order.refunds] == [case.order.total]


def test_the_same_decision_twice_pays_once(tiktok: Bench, door: TikTokAfterSales) -> None:
    case = a_case(tiktok, "return")
    act = an_act(tiktok, Verb.REFUND_RETURN, **about(case, "return"))
    lost(tiktok, "/approve")
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert door.act(act).kind is ReceiptKind.SENT  # the key says that it is the same
    assert len(case.order.refunds) == 1
    other = replace(act, key=f"{8:032x}")
    assert door.act(other).kind is ReceiptKind.REFUSED


@pytest.mark.parametrize(
    ("verb", "more", "state"),
    [
        (Verb.ACCEPT_CANCELLATION, {}, "CANCELLATION_REQUEST_SUCCESS"),
        (
            Verb.REFUSE_CANCELLATION,
            {"reason": "seller_reject_apply_on_its_way"},
            "CANCELLATION_REQUEST_CANCELLED",
        ),
    ],
)
def test_a_wish_to_cancel_is_answered_and_the_answer_found(
    tiktok: Bench, door: TikTokAfterSales, verb: Verb, more: dict[str, Any], state: str
) -> None:
    case = a_case(tiktok, "cancel")
    act, began = an_act(tiktok, verb, **about(case, "cancellation"), **more), tiktok.clock.now()
    never_arrives(tiktok, "/approve" if verb is Verb.ACCEPT_CANCELLATION else "/reject")
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert door.find_act(act, began).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert case.state == state
    assert door.find_act(act, began).found is Found.YES


def test_a_parcel_that_left_can_no_longer_be_cancelled(tiktok: Bench, door: TikTokAfterSales) -> None:
    case = a_case(tiktok, "cancel")
    an_order(tiktok, "shipped")
    receipt = door.act(an_act(tiktok, Verb.ACCEPT_CANCELLATION, **about(case, "cancellation")))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "tiktok_rejected")
    assert receipt.evidence == "200/25001045"


def test_we_cancel_and_a_lost_answer_is_found(tiktok: Bench, door: TikTokAfterSales) -> None:
    order = an_order(tiktok, "paid")
    act, began = an_act(tiktok, Verb.CANCEL, reason="seller_cancel_reason_out_of_stock"), tiktok.clock.now()
    assert door.find_act(act, began).found is Found.NO
    lost(tiktok, "/cancellations")
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert order.stage(tiktok.clock.now()) == "cancelled"
    assert door.find_act(act, began).found is Found.YES
    again = door.act(act)
    assert again.kind is ReceiptKind.REFUSED
    assert len(order.refunds) == 1


def a_parcel(bench: Bench, **more: Any) -> Parcel:
    usual: dict[str, Any] = {
        "carrier": "RoyalMail",
        "tracking": "JV123456785GB",
        "shipped_at": bench.clock.now(),
    }
    return Parcel(**(usual | more))


def test_a_parcel_of_our_own_carrier_leaves_and_is_found(tiktok: Bench, door: TikTokAfterSales) -> None:
    order = an_order(tiktok, "paid")
    act, began = an_act(tiktok, Verb.SHIP, parcel=a_parcel(tiktok)), tiktok.clock.now()
    assert door.find_act(act, began).found is Found.NO
    receipt = door.act(act)
    assert (receipt.kind, receipt.remote_key) == (ReceiptKind.SENT, package_number(order))
    assert (order.carrier, order.tracking) == ("RoyalMail", "JV123456785GB")
    assert door.find_act(act, began).found is Found.YES
    assert door.act(act).kind is ReceiptKind.REFUSED


def test_a_package_of_tiktoks_is_handed_over(tiktok: Bench, door: TikTokAfterSales) -> None:
    order = an_order(tiktok, "paid")
    parcel = a_parcel(tiktok, carrier="", tracking="", key=package_number(order))
    act, began = an_act(tiktok, Verb.SHIP, parcel=parcel, choice="PICKUP"), tiktok.clock.now()
    lost(tiktok, "/ship")
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert door.find_act(act, began).found is Found.YES
    assert order.stage(tiktok.clock.now()) == "shipped"


def test_a_number_is_put_right(tiktok: Bench, door: TikTokAfterSales) -> None:
    order = an_order(tiktok, "shipped")
    act = an_act(
        tiktok, Verb.CORRECT_TRACKING, order_key=order.id, parcel=a_parcel(tiktok, tracking="JV999999999GB")
    )
    began = tiktok.clock.now()
    assert door.find_act(act, began).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert order.tracking == "JV999999999GB"
    assert door.find_act(act, began).found is Found.YES


def test_reasons_and_carriers_are_asked_of_tiktok(tiktok: Bench, door: TikTokAfterSales) -> None:
    case = a_case(tiktok, "return")
    reasons = door.reasons(an_act(tiktok, Verb.REFUSE_RETURN, **about(case, "return")))
    assert next(one.key for one in reasons) == "seller_reject_apply_agreement"
    carriers = door.reasons(an_act(tiktok, Verb.SHIP))
    assert ("RoyalMail", "7117858858072016685") in [(one.words, one.key) for one in carriers]
    assert door.reasons(an_act(tiktok, Verb.CANCEL))
    assert door.reasons(an_act(tiktok, Verb.OFFER)) == ()


WRONG = [
    (Verb.ACCEPT_RETURN, {}, "tiktok_case_unknown"),
    (Verb.ACCEPT_RETURN, {"case_key": "return:5", "choice": "APPROVE_EVERYTHING"}, "tiktok_choice_unknown"),
    (Verb.OFFER, {"case_key": "return:5"}, "tiktok_amount_missing"),
    (Verb.REFUSE_RETURN, {"case_key": "return:5"}, "tiktok_reason_missing"),
    (
        Verb.REFUSE_RETURN,
        {"case_key": "return:5", "reason": "r", "files": (OutboundFile("a", "image/png", b"x"),)},
        "tiktok_no_evidence",
    ),
    (Verb.CANCEL, {}, "tiktok_reason_missing"),
    (Verb.SHIP, {}, "tiktok_parcel_missing"),
    (Verb.REFUND, {}, "tiktok_cannot_do"),
    (Verb.REFUND_RETURN, {"case_key": "return:5"}, "tiktok_rejected"),
]


@pytest.mark.parametrize(("verb", "more", "reason"), WRONG)
def test_what_lacks_something_is_refused_with_its_reason(
    tiktok: Bench, door: TikTokAfterSales, verb: Verb, more: dict[str, Any], reason: str
) -> None:
    receipt = door.act(an_act(tiktok, verb, **more))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def test_a_carrier_tiktok_does_not_know_is_refused(tiktok: Bench, door: TikTokAfterSales) -> None:
    receipt = door.act(an_act(tiktok, Verb.SHIP, parcel=a_parcel(tiktok, carrier="Pigeon")))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "tiktok_carrier_unknown")
    chosen = door.act(an_act(tiktok, Verb.SHIP, parcel=a_parcel(tiktok), choice="1"))
    assert chosen.evidence == "200/21011022"


def test_a_case_that_somebody_else_decided_is_a_persons_matter(tiktok: Bench, door: TikTokAfterSales) -> None:
    case = a_case(tiktok, "return")
    case.state, case.changed = "AWAITING_BUYER_SHIP", tiktok.clock.now() - timedelta(hours=1)
    act = an_act(tiktok, Verb.ACCEPT_RETURN, **about(case, "return"))
    assert door.find_act(act, tiktok.clock.now()).found is Found.UNSURE


def test_no_line_proves_that_nothing_was_done(tiktok: Bench) -> None:
    case = a_case(tiktok, "return")
    login = tiktok.logins["api"]
    dead = {"api": replace(login, settings={**login.settings, "api_url": "http://127.0.0.1:9"})}
    door = TikTokAfterSales(tiktok.shop, dead, tiktok.tools)
    receipt = door.act(an_act(tiktok, Verb.ACCEPT_RETURN, **about(case, "return")))
    assert receipt.kind is ReceiptKind.LATER
    assert case.state == "RETURN_REQUESTED"
    door.close()


def test_amounts_and_pieces_are_spelled_as_tiktok_reads_them() -> None:
    amounts = [Money(500, "GBP"), Money(1234, "USD"), Money(1500, "JPY"), Money(1, "KWD")]
    assert [spelled(one) for one in amounts] == ["5", "12.34", "1500", "0.001"]
    assert pieces((ActLine("1,2,3", 2), ActLine("9"))) == ["1", "2", "9"]
