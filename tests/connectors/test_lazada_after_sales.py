"""What a Lazada shop can do about orders: every verb done, refused, and looked for after an answer that got lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.connectors.aftersales import Act, ActLine, AfterSalesDoor, Parcel, Verb
from app.connectors.contract import Found, OutboundFile
from app.connectors.registry import CHANNELS
from app.domain.outbox import ReceiptKind
from app.simulator.pictures import product_picture
from app.simulator.running import RunningTown
from app.simulator.trade import Case, Order
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

PROOF = (OutboundFile("proof.png", "image/png", product_picture("mug", "1f4e79", 24)),)
PAID = "260422900520918"
"""an order that was paid, whose buyer wants to cancel"""
MOVING = "260422900198363"


@pytest.fixture
def lazada(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("lazada", town, clock)
    yield bench
    bench.close()


@pytest.fixture
def door(lazada: Bench) -> Iterator[AfterSalesDoor]:
    make = CHANNELS["lazada"].open_after_sales
    assert make is not None
    opened = make(lazada.shop, lazada.logins, lazada.tools)
    yield opened
    opened.close()


def order(lazada: Bench, number: str) -> Order:
    return lazada.town.service.town.world.orders[number]


def a_case(lazada: Bench, kind: str, state: str = "RETURN_REQUESTED") -> Case:
    """A case of this kind about an order of the shop."""
    world, now = lazada.town.service.town.world, lazada.clock.now()
    case = Case(
        "5000000001", kind, order(lazada, MOVING), "NOT_AS_DESCRIBED", now, now + timedelta(days=3), state
    )
    lazada.town.inside(lambda: world.cases.update({case.id: case}))
    return case


def cancellation(lazada: Bench) -> Case:
    world = lazada.town.service.town.world
    return next(case for case in world.cases.values() if case.order.id == PAID)


def act(lazada: Bench, verb: Verb, case: Case | None = None, **more: object) -> Act:
    number = case.order.id if case else PAID
    key = f"reverse:{case.id}" if case else ""
    return Act("0" * 32, verb, number, lazada.clock.now(), case_key=key, **more)  # type: ignore[arg-type]


def whole(lazada: Bench, number: str = PAID) -> tuple[ActLine, ...]:
    """Every piece of an order, as its lines name them."""
    source = lazada.source("api")
    items, _ = lazada.drain(source, lazada.named(source, "backfill:orders:SG"), None)
    found = next(item for item in items if getattr(item, "remote_key", "") == number)
    return tuple(ActLine(line.line_id, line.quantity) for line in found.lines)  # type: ignore[union-attr]


REASONED = {"reason": "4001", "comment": "It was used.", "files": PROOF}
STEPS = [
    ("return", Verb.ACCEPT_RETURN, "RETURN_REQUESTED", "RTM_SHIPPING_BACK", {}),
    ("return", Verb.REFUSE_RETURN, "RETURN_REQUESTED", "REQUEST_REJECT", REASONED),
    ("return", Verb.REFUND, "RETURN_REQUESTED", "REFUND_SUCCESS", {}),
    ("return", Verb.CONFIRM_RECEIPT, "RTM_SHIPPING_BACK", "RTM_RECEIVE_ITEM", {}),
    ("return", Verb.REFUND_RETURN, "RTM_RECEIVE_ITEM", "REFUND_SUCCESS", {}),
    ("return", Verb.DISPUTE, "RTM_RECEIVE_ITEM", "REFUND_REJECTED", REASONED),
    ("inquiry", Verb.REFUND, "OPEN", "REFUND_SUCCESS", {}),
    ("inquiry", Verb.DISPUTE, "OPEN", "DISPUTE", REASONED),
    ("cancel", Verb.ACCEPT_CANCELLATION, "INITIAL", "CANCEL_SUCCESS", {}),
    ("cancel", Verb.REFUSE_CANCELLATION, "INITIAL", "REQUEST_REJECT", {"reason": "1"}),
]


@pytest.mark.parametrize(("kind", "verb", "before", "after", "more"), STEPS)
def test_each_decision_moves_its_case(
    lazada: Bench,
    door: AfterSalesDoor,
    kind: str,
    verb: Verb,
    before: str,
    after: str,
    more: dict[str, object],
) -> None:
    case = a_case(lazada, kind, before)
    decision = act(lazada, verb, case, **more)
    assert door.act(decision).kind is ReceiptKind.SENT
    assert case.state == after
    again = door.act(decision)
    assert again.kind is ReceiptKind.REFUSED
    assert again.reason.startswith("remote:E0")


@pytest.mark.parametrize(("kind", "verb", "before", "after", "more"), STEPS)
def test_a_decision_whose_answer_got_lost_is_found_or_left_to_a_person(
    lazada: Bench,
    door: AfterSalesDoor,
    kind: str,
    verb: Verb,
    before: str,
    after: str,
    more: dict[str, object],
) -> None:
    case = a_case(lazada, kind, before)
    decision, began = act(lazada, verb, case, **more), lazada.clock.now()
    for path in ("seller/decide", "return/update"):
        lazada.town.tell("force", fault="reset_after", path=path, times=1)
    assert door.act(decision).kind is ReceiptKind.UNKNOWN
    assert case.state == after
    assert door.find_act(decision, began).found is Found.YES


def test_a_decision_that_never_arrived_is_provably_absent(lazada: Bench, door: AfterSalesDoor) -> None:
    case = a_case(lazada, "return")
    decision = act(lazada, Verb.ACCEPT_RETURN, case)
    lazada.town.tell("force", fault="reset_before", path="return/update", times=1)
    assert door.act(decision).kind is ReceiptKind.UNKNOWN
    assert door.find_act(decision, lazada.clock.now()).found is Found.NO
    case.state = "SOMETHING_NEW"
    assert door.find_act(decision, lazada.clock.now()).found is Found.UNSURE


def test_money_moves_once(lazada: Bench, door: AfterSalesDoor) -> None:
    case = a_case(lazada, "return")
    decision = act(lazada, Verb.REFUND, case)
    for _ in range(3):
        door.act(decision)
    assert len(case.order.refunds) == 1


@pytest.mark.parametrize(
    ("kind", "verb", "more", "reason"),
    [
        ("return", Verb.REFUSE_RETURN, {}, "lazada_reason_missing"),
        ("return", Verb.REFUSE_RETURN, {"reason": "4001"}, "lazada_comment_missing"),
        ("return", Verb.DISPUTE, {"reason": "4001", "comment": "no"}, "lazada_picture_missing"),
        ("inquiry", Verb.DISPUTE, {}, "lazada_comment_missing"),
        ("inquiry", Verb.ACCEPT_RETURN, {}, "lazada_not_for_this_case"),
        ("cancel", Verb.REFUND, {}, "lazada_not_for_this_case"),
    ],
)
def test_what_a_decision_lacks_is_said_before_it_leaves(
    lazada: Bench, door: AfterSalesDoor, kind: str, verb: Verb, more: dict[str, object], reason: str
) -> None:
    case = a_case(lazada, kind)
    assert door.act(act(lazada, verb, case, **more)).reason == reason
    assert case.state == "RETURN_REQUESTED"


def test_the_customers_wish_to_cancel_is_granted(lazada: Bench, door: AfterSalesDoor) -> None:
    case = cancellation(lazada)
    assert door.act(act(lazada, Verb.ACCEPT_CANCELLATION, case)).kind is ReceiptKind.SENT
    assert order(lazada, PAID).stage(lazada.clock.now()) == "cancelled"


def test_we_cancel_with_one_of_lazadas_reasons(lazada: Bench, door: AfterSalesDoor) -> None:
    lines = whole(lazada)
    (first, *_) = door.reasons(act(lazada, Verb.CANCEL, lines=lines))
    assert door.act(act(lazada, Verb.CANCEL, lines=lines)).reason == "lazada_reason_missing"
    decision, began = act(lazada, Verb.CANCEL, lines=lines, reason=first.key), lazada.clock.now()
    assert door.find_act(decision, began).found is Found.NO
    lazada.town.tell("force", fault="error_after", path="cancel/create", times=1)
    assert door.act(decision).kind is ReceiptKind.UNKNOWN
    assert door.find_act(decision, began).found is Found.YES
    assert door.act(decision).kind is ReceiptKind.REFUSED


def test_a_parcel_is_packed_and_then_handed_over(lazada: Bench, door: AfterSalesDoor) -> None:
    lines = whole(lazada)
    (way, *_) = door.reasons(act(lazada, Verb.ACKNOWLEDGE, lines=lines))
    assert way.key == "NTFS FM49"
    packing = act(lazada, Verb.ACKNOWLEDGE, lines=lines, choice=way.key)
    assert door.find_act(packing, lazada.clock.now()).found is Found.NO
    packed = door.act(packing)
    assert packed.kind is ReceiptKind.SENT
    assert packed.remote_key == f"FP{PAID}"
    assert door.find_act(packing, lazada.clock.now()).remote_key == packed.remote_key
    assert door.act(packing).kind is ReceiptKind.REFUSED
    parcel = Parcel("", "", lazada.clock.now(), key=packed.remote_key)
    handing = act(lazada, Verb.SHIP, parcel=parcel)
    assert door.find_act(handing, lazada.clock.now()).found is Found.NO
    assert door.act(handing).kind is ReceiptKind.SENT
    assert door.find_act(handing, lazada.clock.now()).found is Found.YES
    assert door.act(handing).kind is ReceiptKind.REFUSED


def test_a_parcel_without_a_number_or_pieces_cannot_leave(lazada: Bench, door: AfterSalesDoor) -> None:
    assert door.act(act(lazada, Verb.SHIP)).reason == "lazada_package_unknown"
    assert door.act(act(lazada, Verb.ACKNOWLEDGE)).reason == "lazada_items_unknown"
    assert door.act(act(lazada, Verb.REFUND)).reason == "lazada_case_unknown"


def test_reasons_say_what_they_want(lazada: Bench, door: AfterSalesDoor) -> None:
    case = a_case(lazada, "return", "RTM_RECEIVE_ITEM")
    reasons = door.reasons(act(lazada, Verb.DISPUTE, case))
    assert [(one.key, one.needs_comment, one.needs_picture) for one in reasons] == [
        ("4001", True, True),
        ("4002", True, True),
    ]


def test_no_line_and_no_right_change_nothing(lazada: Bench, door: AfterSalesDoor) -> None:
    case = a_case(lazada, "return")
    lazada.town.tell("revoke", seller=lazada.shop.remote_key)
    receipt = door.act(act(lazada, Verb.REFUND, case))
    assert receipt.kind is ReceiptKind.LATER
    assert receipt.needs_sign_in
    assert case.order.refunds == []


def test_a_shop_without_an_order_application_can_do_nothing(lazada: Bench) -> None:
    make = CHANNELS["lazada"].open_after_sales
    assert make is not None
    door = make(lazada.shop, {"chat": lazada.logins["chat"]}, lazada.tools)
    assert door.verbs() == frozenset()
    assert door.act(act(lazada, Verb.SHIP)).kind is ReceiptKind.REFUSED
    door.close()
