"""What a Shopee shop does about an order: done once, refused in words, or looked for."""

from collections.abc import Iterator

import pytest

from app.connectors.aftersales import Act, ActLine, Parcel, Verb
from app.connectors.contract import AuthExpired, Found, OutboundFile
from app.connectors.shopee.handover import ways_of
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.simulator.running import RunningTown
from app.simulator.shopee_returns import buyer_offers
from tests.connectors.shopee_bench import after_sales, an_act, door_of, order_of, return_of, rules_of
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

TO_SEND, MOVING, WISHED = "261126HD5V9CXT", "261119QK4T7H2M", "261126HD5V9CXT"
PNG = OutboundFile("proof.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(50))


@pytest.fixture
def shopee(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("shopee", town, clock)
    yield bench
    bench.close()


def calm(shopee: Bench) -> None:
    """The customer takes back his wish: the order can be sent."""
    order_of(shopee, TO_SEND).cancel_asked = None


def returning(shopee: Bench, verb: Verb, **more: object) -> Act:
    case = return_of(shopee)
    return an_act(shopee, verb, case.order.id, case_key=f"return:{case.id}", **more)


def state_of(shopee: Bench, number: str) -> str:
    deeds = door_of(shopee).api.deeds
    return "arranged" if number in deeds.arranged else order_of(shopee, number).stage(shopee.clock.now())


# --- sending a parcel ---


def test_a_parcel_is_handed_over_the_way_a_person_chose(shopee: Bench) -> None:
    calm(shopee)
    door, ask = after_sales(shopee), an_act(shopee, Verb.SHIP, TO_SEND)
    ways = door.reasons(ask)
    assert [way.key for way in ways] == ["pickup:126194:slot2", "pickup:126194:slot1", "dropoff"]
    assert door.act(ask).reason == "shopee_choose_handover"
    chosen = an_act(shopee, Verb.SHIP, TO_SEND, choice=ways[0].key)
    assert door.find_act(chosen, shopee.clock.now()).found is Found.NO
    assert door.act(chosen).kind is ReceiptKind.SENT
    assert state_of(shopee, TO_SEND) == "arranged"
    assert door_of(shopee).api.deeds.ways[TO_SEND] == "pickup"
    assert door.find_act(chosen, shopee.clock.now()).found is Found.YES


def test_a_drop_off_is_posted_as_an_empty_block(shopee: Bench) -> None:
    calm(shopee)
    assert (
        after_sales(shopee).act(an_act(shopee, Verb.SHIP, TO_SEND, choice="dropoff")).kind is ReceiptKind.SENT
    )
    assert door_of(shopee).api.deeds.ways[TO_SEND] == "dropoff"


def test_what_is_on_its_way_is_not_sent_again(shopee: Bench) -> None:
    receipt = after_sales(shopee).act(an_act(shopee, Verb.SHIP, MOVING, choice="dropoff"))
    assert receipt.kind is ReceiptKind.REFUSED


def test_ways_are_read_from_what_is_needed() -> None:
    own = ways_of({"info_needed": {"non_integrated": ["tracking_no"]}})
    assert [way.key for way in own] == ["non_integrated"]
    branches = {
        "info_needed": {"dropoff": ["branch_id"]},
        "dropoff": {"branch_list": [{"branch_id": 7, "address": "Quay 1"}]},
    }
    assert [(way.key, way.block) for way in ways_of(branches)] == [("dropoff:7", {"branch_id": 7})]  # type: ignore[arg-type]
    bare = ways_of({"info_needed": {"pickup": []}, "pickup": {"address_list": [{"address_id": 3}]}})
    assert [way.key for way in bare] == ["pickup:3:"]
    assert ways_of({}) == []


def test_an_own_number_is_posted_with_it(shopee: Bench, clock: FakeClock) -> None:
    calm(shopee)
    parcel = Parcel("Pos", "PL123", clock.now())
    receipt = after_sales(shopee).act(an_act(shopee, Verb.SHIP, TO_SEND, parcel=parcel))
    assert receipt.reason == "shopee_choose_handover"  # this order's channel makes its own numbers


# --- cancelling ---


def test_we_cancel_what_is_out_of_stock_by_its_lines(shopee: Bench) -> None:
    calm(shopee)
    door = after_sales(shopee)
    keys = [choice.key for choice in door.reasons(an_act(shopee, Verb.CANCEL, TO_SEND))]
    assert keys == ["OUT_OF_STOCK", "CUSTOMER_REQUEST", "COD_NOT_SUPPORTED", "UNDELIVERABLE_AREA"]
    unknown = an_act(shopee, Verb.CANCEL, TO_SEND, reason="OUT_OF_STOCK", lines=(ActLine("1/1"),))
    assert door.act(unknown).reason == "order_line_unknown"
    act = an_act(shopee, Verb.CANCEL, TO_SEND, reason="OUT_OF_STOCK")
    assert door.find_act(act, shopee.clock.now()).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert state_of(shopee, TO_SEND) == "cancelled"
    assert door.find_act(act, shopee.clock.now()).found is Found.YES
    assert door.act(act).kind is ReceiptKind.REFUSED


def test_what_is_on_its_way_cannot_be_cancelled(shopee: Bench) -> None:
    receipt = after_sales(shopee).act(an_act(shopee, Verb.CANCEL, MOVING, reason="CUSTOMER_REQUEST"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "remote:Can not cancel this order")


@pytest.mark.parametrize(
    ("verb", "stage", "other"),
    [
        (Verb.ACCEPT_CANCELLATION, "cancelled", Verb.REFUSE_CANCELLATION),
        (Verb.REFUSE_CANCELLATION, "paid", Verb.ACCEPT_CANCELLATION),
    ],
)
def test_a_wish_to_cancel_is_answered_once(shopee: Bench, verb: Verb, stage: str, other: Verb) -> None:
    door, act = after_sales(shopee), an_act(shopee, verb, WISHED)
    assert door.find_act(act, shopee.clock.now()).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert state_of(shopee, WISHED) == stage
    assert door.find_act(act, shopee.clock.now()).found is Found.YES
    assert door.act(an_act(shopee, other, WISHED)).kind is ReceiptKind.REFUSED


# --- returns ---


def test_a_confirmed_return_pays_back_once(shopee: Bench) -> None:
    door, act = after_sales(shopee), returning(shopee, Verb.REFUND_RETURN)
    assert door.find_act(act, shopee.clock.now()).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert door.act(act).kind is ReceiptKind.REFUSED
    order = return_of(shopee).order
    assert [refund.minor for refund in order.refunds] == [order.total]
    assert door.find_act(act, shopee.clock.now()).found is Found.YES


def test_an_offer_stands_and_is_found_by_its_money(shopee: Bench) -> None:
    door = after_sales(shopee)
    assert [one.key for one in door.reasons(returning(shopee, Verb.OFFER))] == ["RETURN_REFUND", "REFUND"]
    assert (
        door.act(returning(shopee, Verb.OFFER, amount=Money(1000, "MYR"))).reason == "shopee_choose_solution"
    )
    act = returning(shopee, Verb.OFFER, choice="REFUND", amount=Money(1000, "MYR"))
    assert door.find_act(act, shopee.clock.now()).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert door.find_act(act, shopee.clock.now()).found is Found.YES
    other = returning(shopee, Verb.OFFER, choice="REFUND", amount=Money(1001, "MYR"))
    assert door.find_act(other, shopee.clock.now()).found is Found.UNSURE
    assert door.act(act).kind is ReceiptKind.REFUSED


def test_the_buyers_own_offer_is_accepted_and_ours_is_not(shopee: Bench) -> None:
    door, act = after_sales(shopee), returning(shopee, Verb.ACCEPT_OFFER)
    assert door.act(act).kind is ReceiptKind.REFUSED
    buyer_offers(door_of(shopee).api.deeds.offers, return_of(shopee), 12.5)
    assert door.act(act).kind is ReceiptKind.SENT
    assert [refund.minor for refund in return_of(shopee).order.refunds] == [1250]
    assert door.find_act(act, shopee.clock.now()).found is Found.YES


def test_a_dispute_carries_its_proof(shopee: Bench) -> None:
    door = after_sales(shopee)
    reasons = door.reasons(returning(shopee, Verb.DISPUTE))
    assert [(one.key, one.needs_picture, one.needs_comment) for one in reasons] == [
        ("50", True, True),
        ("44", False, True),
    ]
    bare = returning(shopee, Verb.DISPUTE, reason="50", comment="All was there")
    assert door.act(bare).kind is ReceiptKind.REFUSED
    act = returning(shopee, Verb.DISPUTE, reason="50", comment="All was there", files=(PNG,))
    assert door.find_act(act, shopee.clock.now()).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert return_of(shopee).state == "JUDGING"
    assert door.find_act(act, shopee.clock.now()).found is Found.YES
    assert door.act(act).kind is ReceiptKind.REFUSED


def test_a_dispute_that_cannot_be_made_says_what_is_missing(shopee: Bench) -> None:
    door = after_sales(shopee)
    gif = OutboundFile("a.gif", "image/gif", b"GIF89a")
    assert door.act(returning(shopee, Verb.DISPUTE, reason="50", files=(gif,))).reason == "file_refused"
    assert (
        door.act(returning(shopee, Verb.DISPUTE, reason="99", files=(PNG,))).reason == "shopee_reason_unknown"
    )
    del shopee.logins["api"].settings["contact_email"]
    assert (
        after_sales(shopee).act(returning(shopee, Verb.DISPUTE, reason="44")).reason == "shopee_email_missing"
    )


def test_an_act_without_its_return_leaves_nothing(shopee: Bench) -> None:
    assert after_sales(shopee).act(an_act(shopee, Verb.REFUND_RETURN)).reason == "shopee_return_unknown"


# --- attempts that prove nothing ---


@pytest.mark.parametrize("fault", ["reset_after", "error_after", "stall_after"])
def test_an_act_whose_answer_is_lost_is_unknown_and_then_found(shopee: Bench, fault: str) -> None:
    shopee.town.service.http.stall = 0.02
    door, act = after_sales(shopee), returning(shopee, Verb.REFUND_RETURN)
    began = shopee.clock.now()
    shopee.town.tell("force", fault=fault, path="returns/confirm")
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert door.find_act(act, began).found is Found.YES
    assert len(return_of(shopee).order.refunds) == 1


def test_an_act_that_never_arrived_is_proven_absent(shopee: Bench) -> None:
    door, act = after_sales(shopee), returning(shopee, Verb.REFUND_RETURN)
    shopee.town.tell("force", fault="reset_before", path="returns/confirm")
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert door.find_act(act, shopee.clock.now()).found is Found.NO


def test_a_type_of_application_without_the_right_is_refused(shopee: Bench) -> None:
    calm(shopee)
    rules_of(shopee).app_type = "customer_service"
    door = after_sales(shopee)
    act = an_act(shopee, Verb.CANCEL, TO_SEND, reason="CUSTOMER_REQUEST")
    assert door.act(act).kind is ReceiptKind.REFUSED
    assert door.act(an_act(shopee, Verb.SHIP, TO_SEND, choice="dropoff")).reason == "shopee_no_right"
    assert door.act(returning(shopee, Verb.REFUND_RETURN)).kind is ReceiptKind.SENT


def test_what_shopee_has_no_call_for_is_refused_here(shopee: Bench) -> None:
    door = after_sales(shopee)
    assert Verb.REFUSE_RETURN not in door.verbs()
    assert door.act(an_act(shopee, Verb.REFUSE_RETURN)).reason == "platform_cannot"
    assert door.reasons(an_act(shopee, Verb.REFUND_RETURN)) == ()


def test_a_consent_taken_back_holds_the_act(shopee: Bench) -> None:
    shopee.town.tell("revoke", seller=shopee.shop.remote_key)
    receipt = after_sales(shopee).act(returning(shopee, Verb.REFUND_RETURN))
    assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, True)
    with pytest.raises(AuthExpired):
        after_sales(shopee).find_act(returning(shopee, Verb.REFUND_RETURN), shopee.clock.now())
