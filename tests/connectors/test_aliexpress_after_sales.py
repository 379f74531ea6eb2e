"""Acting on AliExpress's orders: each verb done, refused, and looked for when nobody said what became of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.aftersales import Act, AfterSalesDoor, Parcel, Verb
from app.connectors.aliexpress import issues
from app.connectors.aliexpress.after_sales import fits
from app.connectors.aliexpress.proposals import decimal
from app.connectors.aliexpress.reading_orders import DETAIL
from app.connectors.contract import Found
from app.connectors.registry import CHANNELS
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.simulator.running import RunningTown
from app.simulator.trade import Case, Order
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def shop(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("aliexpress", town, clock)
    yield bench
    bench.close()


@pytest.fixture
def door(shop: Bench) -> Iterator[AfterSalesDoor]:
    opened = CHANNELS["aliexpress"].open_after_sales
    assert opened is not None
    found = opened(shop.shop, shop.logins, shop.tools)
    yield found
    found.close()


def an_order(shop: Bench, *, asked: bool) -> Order:
    """The paid order whose buyer wants to cancel; without his wish where that is not wanted."""
    world = shop.town.service.town.world
    order = next(
        one for one in world.orders.values() if one.shop.key == "aliexpress" and one.cancel_asked is not None
    )
    if not asked:
        order.cancel_asked = None
    return order


def a_dispute(shop: Bench) -> Case:
    world = shop.town.service.town.world
    return next(
        one for one in world.cases.values() if one.order.shop.key == "aliexpress" and one.kind == "return"
    )


def act(shop: Bench, verb: Verb, order: str, **more: object) -> Act:
    return replace(Act("0" * 32, verb, order, shop.clock.now()), **more)  # type: ignore[arg-type]


def lost(shop: Bench, path: str) -> None:
    """The next call is done, and its answer is lost."""
    shop.town.tell("force", fault="reset_after", path=path, times=1)


@pytest.mark.parametrize(
    ("verb", "path", "stage"),
    [
        (Verb.ACCEPT_CANCELLATION, "acceptcancel", "cancelled"),
        (Verb.REFUSE_CANCELLATION, "refusecancel", "paid"),
    ],
)
def test_a_wish_to_cancel_is_answered_once_and_found(
    shop: Bench, door: AfterSalesDoor, verb: Verb, path: str, stage: str
) -> None:
    order = an_order(shop, asked=True)
    wanted, began = act(shop, verb, order.id, comment="as you wish"), shop.clock.now()
    assert door.find_act(wanted, began).found is Found.NO
    lost(shop, path)
    assert door.act(wanted).kind is ReceiptKind.UNKNOWN
    assert order.stage(shop.clock.now()) == stage
    assert door.find_act(wanted, began).found is Found.YES
    again = door.act(wanted)
    assert again.kind is ReceiptKind.REFUSED
    assert again.reason.startswith("remote:")


def test_what_happened_to_a_cancellation_otherwise_is_not_claimed(shop: Bench, door: AfterSalesDoor) -> None:
    order = an_order(shop, asked=True)
    assert door.act(act(shop, Verb.ACCEPT_CANCELLATION, order.id)).kind is ReceiptKind.SENT
    refused = door.find_act(act(shop, Verb.REFUSE_CANCELLATION, order.id), shop.clock.now())
    assert refused.found is Found.UNSURE


@pytest.mark.parametrize("verb", [Verb.ACCEPT_RETURN, Verb.ACCEPT_OFFER])
def test_the_buyers_proposal_is_agreed_to(shop: Bench, door: AfterSalesDoor, verb: Verb) -> None:
    case, began = a_dispute(shop), shop.clock.now()
    agreed = act(shop, verb, case.order.id, case_key=f"issue:{case.id}")
    (choice,) = door.reasons(agreed)
    agreed = replace(agreed, choice=f"{choice.key}/4711", amount=Money(case.order.total, "USD"))
    assert door.find_act(agreed, began).found is Found.NO
    lost(shop, "solution.agree")
    assert door.act(agreed).kind is ReceiptKind.UNKNOWN
    assert case.state == "wait_for_buyer_return"
    assert door.find_act(agreed, began).found is Found.YES


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "aliexpress_needs_return_address"),
        ({"choice": "1/2"}, "aliexpress_proposal_unknown"),
        ({"choice": "/4711", "amount": Money(1, "USD")}, "aliexpress_proposal_changed"),
        ({"case_key": "issue:1"}, "aliexpress_issue_unknown"),
    ],
)
def test_what_cannot_be_agreed_to_never_leaves(
    shop: Bench, door: AfterSalesDoor, changes: dict[str, object], reason: str
) -> None:
    case = a_dispute(shop)
    agreed = act(shop, Verb.ACCEPT_RETURN, case.order.id, case_key=f"issue:{case.id}")
    receipt = door.act(replace(agreed, **changes))  # type: ignore[arg-type]
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert case.state != "wait_for_buyer_return"


@pytest.mark.parametrize("verb", [Verb.REFUSE_RETURN, Verb.OFFER])
def test_a_refusal_is_a_proposal_of_our_own(shop: Bench, door: AfterSalesDoor, verb: Verb) -> None:
    case, began = a_dispute(shop), shop.clock.now()
    ours = act(
        shop, verb, case.order.id, case_key=f"issue:{case.id}", amount=Money(250, "USD"), comment="Keep it"
    )
    assert door.find_act(ours, began).found is Found.NO
    lost(shop, "solution.save")
    assert door.act(ours).kind is ReceiptKind.UNKNOWN
    assert case.state == "wait_for_buyer_response"
    assert door.find_act(ours, began).found is Found.YES
    better = replace(ours, amount=Money(500, "USD"), comment="Half of it")
    assert door.find_act(better, began).found is Found.NO
    assert door.act(better).kind is ReceiptKind.SENT
    assert door.find_act(better, began).found is Found.YES


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount": None}, "aliexpress_refusal_is_a_proposal"),
        ({"comment": ""}, "aliexpress_refusal_is_a_proposal"),
        ({"amount": Money(10**7, "USD")}, "aliexpress_too_much_money"),
        ({"amount": Money(100, "EUR")}, "aliexpress_too_much_money"),
    ],
)
def test_a_proposal_without_money_words_or_measure_never_leaves(
    shop: Bench, door: AfterSalesDoor, changes: dict[str, object], reason: str
) -> None:
    case = a_dispute(shop)
    ours = act(
        shop, Verb.REFUSE_RETURN, case.order.id,
        case_key=f"issue:{case.id}", amount=Money(250, "USD"), comment="Keep it",
    )  # fmt: skip
    receipt = door.act(replace(ours, **changes))  # type: ignore[arg-type]
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def parcel(shop: Bench, tracking: str = "LP00123456789012", service: str = "CAINIAO_STANDARD") -> Parcel:
    return Parcel("Cainiao", tracking, shop.clock.now(), service)


def test_a_parcel_is_told_once_and_found(shop: Bench, door: AfterSalesDoor) -> None:
    order, began = an_order(shop, asked=False), shop.clock.now()
    sent = act(shop, Verb.SHIP, order.id, parcel=parcel(shop))
    assert [one.key for one in door.reasons(sent)] == ["CAINIAO_STANDARD", "OTHER"]
    assert door.find_act(sent, began).found is Found.NO
    lost(shop, "order.fulfill")
    assert door.act(sent).kind is ReceiptKind.UNKNOWN
    assert order.tracking == "LP00123456789012"
    assert door.find_act(sent, began).found is Found.YES


@pytest.mark.parametrize(
    ("tracking", "service", "reason"),
    [
        ("", "CAINIAO_STANDARD", "aliexpress_tracking_missing"),
        ("12", "CAINIAO_STANDARD", "aliexpress_tracking_shape"),
        ("LP00123456789012", "PIGEON", "aliexpress_service_unknown"),
    ],
)
def test_a_parcel_the_platform_would_not_take_never_leaves(
    shop: Bench, door: AfterSalesDoor, tracking: str, service: str, reason: str
) -> None:
    order = an_order(shop, asked=False)
    receipt = door.act(act(shop, Verb.SHIP, order.id, parcel=parcel(shop, tracking, service)))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert order.stage(shop.clock.now()) == "paid"


@pytest.mark.parametrize(
    ("verb", "call"), [(Verb.SHIP, DETAIL), (Verb.OFFER, issues.DETAIL), (Verb.ACCEPT_OFFER, issues.DETAIL)]
)
def test_an_answer_that_shows_nothing_proves_nothing(
    shop: Bench, door: AfterSalesDoor, verb: Verb, call: str
) -> None:
    case = a_dispute(shop)
    gateway = shop.town.service.town.doors["aliexpress"].gateway  # type: ignore[attr-defined]
    gateway.garbled.add(call)
    wanted = act(shop, verb, case.order.id, case_key=f"issue:{case.id}", parcel=parcel(shop))
    assert door.find_act(wanted, shop.clock.now()).found is Found.UNSURE


def test_a_step_of_ours_that_settled_nothing_proves_nothing(shop: Bench, door: AfterSalesDoor) -> None:
    case, began = a_dispute(shop), shop.clock.now()
    ours = act(
        shop,
        Verb.OFFER,
        case.order.id,
        case_key=f"issue:{case.id}",
        amount=Money(250, "USD"),
        comment="Keep it",
    )
    assert door.act(ours).kind is ReceiptKind.SENT
    case.state = "wait_for_seller_response"
    agreed = replace(ours, verb=Verb.ACCEPT_RETURN)
    assert door.find_act(agreed, began).found is Found.UNSURE


def test_what_the_interface_cannot_do_is_refused(shop: Bench, door: AfterSalesDoor) -> None:
    assert Verb.REFUND not in door.verbs()
    receipt = door.act(act(shop, Verb.REFUND, "8000000000000001"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "aliexpress_act_unknown")
    assert door.reasons(act(shop, Verb.REFUND, "8000000000000001")) == ()


def test_no_line_proves_that_nothing_was_done(shop: Bench, door: AfterSalesDoor) -> None:
    order = an_order(shop, asked=True)
    shop.town.tell("force", fault="reset_before", path="findorderbyid", times=1)
    assert door.act(act(shop, Verb.ACCEPT_CANCELLATION, order.id)).kind is ReceiptKind.LATER


def test_money_is_written_with_its_digits() -> None:
    assert decimal(Money(1990, "USD")) == "19.90"
    assert decimal(Money(5, "USD")) == "0.05"
    assert decimal(Money(1990, "JPY")) == "1990"


def test_a_shape_nobody_can_read_lets_a_number_pass() -> None:
    assert fits("", "x")
    assert fits("(", "x")
    assert not fits(".*", "x" * 65)
