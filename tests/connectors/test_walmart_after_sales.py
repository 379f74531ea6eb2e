"""Acting on Walmart's orders: done once, refused with a reason, or unknown until the order itself shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.aftersales import Act, ActLine, Parcel, Verb
from app.connectors.contract import AuthExpired, Found
from app.connectors.walmart.after_sales import WalmartAfterSales
from app.connectors.walmart.requests import SHIP_ANYWAY
from app.connectors.walmart.terms import CANCEL_REASONS, REFUND_REASONS
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.running import RunningTown
from app.simulator.trade import Case, Order
from app.simulator.walmart_platform import WalmartDoor
from app.simulator.walmart_store import Books, Purchase, purchases
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

KEY = "0123456789abcdef0123456789abcdef"
LOST = ["reset_after", "error_after", "reset_midway", "truncated", "garbage"]
"""done, but the answer did not arrive as it left"""
NEVER = ["reset_before", "error_before", "gateway", "portal"]
"""not done, and nobody can tell from the answer"""


@pytest.fixture
def walmart(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("walmart", town, clock)
    yield bench
    bench.close()


@pytest.fixture
def third(walmart: Bench) -> Iterator[WalmartAfterSales]:
    """The third door."""
    opened = WalmartAfterSales(walmart.shop, walmart.logins, walmart.tools)
    yield opened
    opened.close()


def books(bench: Bench) -> Books:
    found = bench.town.service.town.doors["walmart"]
    assert isinstance(found, WalmartDoor)
    return found.api.books


def placed(bench: Bench, stage: str = "paid", head: str = "61718671", **more: object) -> Order:
    """An order made for the test: the demo holds few of each kind."""
    world = bench.town.service.town.world
    usual = next(o for o in world.orders.values() if o.shop.channel == "walmart" and o.lines[0].quantity == 1)
    plan = usual.plan
    now = bench.clock.now()
    plan = replace(plan, created=now - timedelta(days=2), paid=now - timedelta(days=2), cancelled=None)
    plan = replace(plan, shipped=None, moving=None, delivered=None)
    if stage == "delivered":
        plan = replace(plan, shipped=now - timedelta(days=1), moving=now - timedelta(hours=20), delivered=now)
    for number in range(10**3):
        order = replace(usual, id=f"{head}{number:05d}", plan=plan, refunds=[], cancel_asked=None)
        if purchases(order)[0].node == "SellerFulfilled":
            break
    order = replace(order, **more)  # type: ignore[arg-type]
    bench.town.inside(lambda: world.orders.update({order.id: order}))
    return order


def first(order: Order) -> Purchase:
    return purchases(order)[0]


def an_act(verb: Verb, order: Order, bench: Bench, **more: object) -> Act:
    usual: dict[str, object] = {
        "key": KEY,
        "verb": verb,
        "order_key": order.id,
        "decided_at": bench.clock.now(),
    }
    return Act(**(usual | more))  # type: ignore[arg-type]


def a_parcel(bench: Bench, **more: str) -> Parcel:
    return replace(Parcel("UPS", "1Z9999999999999999", bench.clock.now()), **more)  # type: ignore[arg-type]


def status(bench: Bench, order: Order) -> str:
    return books(bench).status(first(order), bench.clock.now())


def back(order: Order) -> int:
    """What the customer got back."""
    return sum(refund.minor for refund in order.refunds)


# --- each verb ------------------------------------------------------------------------------------------------------


def test_acknowledge_ship_and_what_the_order_then_says(walmart: Bench, third: WalmartAfterSales) -> None:
    order = placed(walmart)
    assert (
        third.act(an_act(Verb.SHIP, order, walmart, parcel=a_parcel(walmart))).reason
        == "walmart_acknowledge_first"
    )
    seen = an_act(Verb.ACKNOWLEDGE, order, walmart)
    assert third.find_act(seen, walmart.clock.now()).found is Found.NO
    assert third.act(seen).kind is ReceiptKind.SENT
    assert status(walmart, order) == "Acknowledged"
    shipping = an_act(Verb.SHIP, order, walmart, parcel=a_parcel(walmart))
    assert third.find_act(shipping, walmart.clock.now()).found is Found.NO
    receipt = third.act(shipping)
    assert (receipt.kind, receipt.remote_key) == (ReceiptKind.SENT, first(order).number)
    assert status(walmart, order) == "Shipped"
    assert (order.carrier, order.tracking) == ("UPS", "1Z9999999999999999")
    assert third.find_act(shipping, walmart.clock.now()).found is Found.YES
    assert third.find_act(seen, walmart.clock.now()).found is Found.YES
    other = replace(shipping, parcel=a_parcel(walmart, tracking="1Z0000000000000000"))
    assert third.find_act(other, walmart.clock.now()).found is Found.UNSURE


def test_a_carrier_walmart_does_not_know_needs_a_link(walmart: Bench, third: WalmartAfterSales) -> None:
    order = placed(walmart)
    third.act(an_act(Verb.ACKNOWLEDGE, order, walmart))
    freely = an_act(Verb.SHIP, order, walmart, parcel=a_parcel(walmart, carrier="Harbour Mail"))
    assert third.act(freely).reason == "walmart_tracking_link_missing"
    linked = replace(freely, parcel=a_parcel(walmart, carrier="Harbour Mail", url="https://h.example/1"))
    assert third.act(linked).kind is ReceiptKind.SENT
    assert order.carrier == "Harbour Mail"


def test_who_wishes_to_cancel_gets_a_parcel_only_if_a_person_says_so(
    walmart: Bench, third: WalmartAfterSales
) -> None:
    order = placed(walmart, cancel_asked=walmart.clock.now() - timedelta(hours=1))
    third.act(an_act(Verb.ACKNOWLEDGE, order, walmart))
    shipping = an_act(Verb.SHIP, order, walmart, parcel=a_parcel(walmart, carrier="usps"))
    assert third.act(shipping).reason == "walmart_buyer_wants_to_cancel"
    assert third.act(replace(shipping, choice=SHIP_ANYWAY)).kind is ReceiptKind.SENT


@pytest.mark.parametrize("verb", [Verb.CANCEL, Verb.ACCEPT_CANCELLATION])
def test_what_has_not_left_can_be_cancelled(walmart: Bench, third: WalmartAfterSales, verb: Verb) -> None:
    order = placed(walmart)
    act = an_act(verb, order, walmart, reason="SELLER_CANCEL_OUT_OF_STOCK" if verb is Verb.CANCEL else "")
    assert third.find_act(act, walmart.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert order.stage(walmart.clock.now()) == "cancelled"
    assert third.find_act(act, walmart.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"


def test_a_whole_refund_gives_everything_back_once(walmart: Bench, third: WalmartAfterSales) -> None:
    order = placed(walmart, "delivered", postage=399)
    act = an_act(Verb.REFUND, order, walmart, reason="DamagedItem", comment="Sorry")
    assert third.find_act(act, walmart.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    paid = order.goods + order.goods * 8 // 100 + 399 + 399 * 8 // 100
    assert back(order) == paid
    assert status(walmart, order) == "Refund"
    assert third.find_act(act, walmart.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"
    other = replace(act, key="f" * 32)
    assert third.find_act(other, walmart.clock.now()).found is Found.UNSURE
    assert third.act(other).reason == "walmart_partly_refunded"
    assert back(order) == paid


def test_a_part_is_refunded_to_the_cent_and_never_more_than_was_paid(
    walmart: Bench, third: WalmartAfterSales
) -> None:
    order = placed(walmart, "delivered")
    act = an_act(Verb.REFUND, order, walmart, reason="Finance -> Goodwill", amount=Money(1234, "USD"))
    assert third.act(act).kind is ReceiptKind.SENT
    assert back(order) == 1234
    second = replace(act, key="e" * 32, amount=Money(1, "USD"))
    assert third.act(second).kind is ReceiptKind.SENT
    assert back(order) == 1235
    third_one = replace(act, key="d" * 32, amount=Money(10**6, "USD"))
    assert third.act(third_one).reason == "walmart_more_than_paid"
    for amount in (Money(0, "USD"), Money(-5, "USD"), Money(5, "EUR")):
        assert third.act(replace(third_one, amount=amount)).reason == "walmart_amount_wrong"
    assert back(order) == 1235


def a_return(bench: Bench) -> Case:
    world = bench.town.service.town.world
    return next(c for c in world.cases.values() if c.kind == "return" and c.order.shop.channel == "walmart")


def test_a_return_is_paid_back_once(walmart: Bench, third: WalmartAfterSales) -> None:
    case = a_return(walmart)
    act = an_act(Verb.REFUND_RETURN, case.order, walmart, case_key=case.id)
    assert third.find_act(act, walmart.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    given = back(case.order)
    assert given > 0
    assert third.find_act(act, walmart.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"
    assert back(case.order) == given
    for change, reason in (
        ({"amount": Money(5, "USD")}, "walmart_amount_fixed"),
        ({"case_key": "404"}, "walmart_return_unknown"),
        ({"lines": (ActLine("9"),)}, "walmart_return_unknown"),
        ({"lines": (ActLine("1", 99),)}, "walmart_pieces_wrong"),
    ):
        assert third.act(replace(act, **change)).reason == reason  # type: ignore[arg-type]
    assert third.find_act(replace(act, case_key="404"), walmart.clock.now()).found is Found.UNSURE


# --- what must not leave --------------------------------------------------------------------------------------------


def test_what_cannot_be_done_is_refused_before_it_leaves(walmart: Bench, third: WalmartAfterSales) -> None:
    paid, arrived = placed(walmart), placed(walmart, "delivered", "71718671")
    handed = len(books(walmart).deeds)
    number = first(paid).number
    for act, reason in (
        (an_act(Verb.ACKNOWLEDGE, replace(paid, id="1"), walmart), "walmart_order_unknown"),
        (an_act(Verb.ACKNOWLEDGE, paid, walmart, lines=(ActLine("1/1"),)), "walmart_line_unknown"),
        (an_act(Verb.CANCEL, paid, walmart, reason="no"), "walmart_reason_unknown"),
        (an_act(Verb.CANCEL, arrived, walmart, reason=CANCEL_REASONS[0]), "walmart_already_sent"),
        (an_act(Verb.CANCEL, paid, walmart, lines=(ActLine(f"{number}/1", 2),)), "walmart_pieces_wrong"),
        (an_act(Verb.SHIP, paid, walmart), "walmart_parcel_missing"),
        (an_act(Verb.REFUND, arrived, walmart, reason="no"), "walmart_reason_unknown"),
        (an_act(Verb.REFUND, paid, walmart, reason=REFUND_REASONS[0]), "walmart_cancel_instead"),
        (an_act(Verb.DISPUTE, paid, walmart), "walmart_cannot_do"),
    ):
        receipt = third.act(act)
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert status(walmart, paid) == "Created"
    assert back(arrived) == 0
    assert len(books(walmart).deeds) >= handed


def test_an_act_is_about_one_purchase_order(walmart: Bench, third: WalmartAfterSales) -> None:
    line = placed(walmart).lines[0]
    order = placed(walmart, "delivered", "81718671", lines=(replace(line, quantity=2),))
    mine, elsewhere = purchases(order)
    act = an_act(Verb.REFUND, order, walmart, reason="DamagedItem")
    assert third.act(act).reason == "walmart_one_purchase_order"
    one = replace(act, lines=(ActLine(f"{mine.number}/{mine.line_number}", 1, Money(500, "USD")),))
    assert third.act(one).kind is ReceiptKind.SENT
    assert back(order) == 500
    by_walmart = an_act(Verb.CANCEL, order, walmart, reason=CANCEL_REASONS[0])
    by_walmart = replace(by_walmart, lines=(ActLine(f"{elsewhere.number}/2", 1),))
    wanted = "walmart_sent_by_walmart" if elsewhere.node == "WFSFulfilled" else "walmart_already_sent"
    assert third.act(by_walmart).reason == wanted


def test_without_the_api_nothing_can_be_done(walmart: Bench) -> None:
    door = WalmartAfterSales(walmart.shop, {"mail": walmart.logins["mail"]}, walmart.tools)
    act = an_act(Verb.REFUND, placed(walmart), walmart)
    assert door.verbs() == frozenset()
    assert door.act(act).reason == "api_login_missing"
    assert door.find_act(act, walmart.clock.now()).found is Found.UNSURE
    door.close()


def test_the_reasons_are_the_platforms_own(third: WalmartAfterSales, walmart: Bench) -> None:
    order = placed(walmart)
    assert [one.key for one in third.reasons(an_act(Verb.REFUND, order, walmart))] == list(REFUND_REASONS)
    assert [one.key for one in third.reasons(an_act(Verb.CANCEL, order, walmart))] == list(CANCEL_REASONS)
    assert third.reasons(an_act(Verb.SHIP, order, walmart)) == ()
    assert Verb.REFUND_RETURN in third.verbs()


# --- outcomes nobody knows ------------------------------------------------------------------------------------------


def money_act(bench: Bench) -> tuple[Act, Order]:
    order = placed(bench, "delivered")
    return an_act(Verb.REFUND, order, bench, reason="DamagedItem", amount=Money(700, "USD")), order


@pytest.mark.parametrize("fault", LOST)
def test_money_that_went_unseen_is_found_and_not_sent_again(walmart: Bench, fault: str) -> None:
    act, order = money_act(walmart)
    door = WalmartAfterSales(walmart.shop, walmart.logins, walmart.tools)
    began = walmart.clock.now()
    walmart.town.tell("force", fault=fault, path="/refund", times=1)
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert back(order) == 700
    assert door.find_act(act, began).found is Found.YES
    assert door.act(act).evidence == "done already"
    assert back(order) == 700
    door.close()


@pytest.mark.parametrize("fault", NEVER)
def test_money_that_never_left_is_proven_absent(walmart: Bench, fault: str) -> None:
    act, order = money_act(walmart)
    door = WalmartAfterSales(walmart.shop, walmart.logins, walmart.tools)
    began = walmart.clock.now()
    walmart.town.tell("force", fault=fault, path="/refund", times=1)
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert back(order) == 0
    assert door.find_act(act, began).found is Found.NO
    assert door.act(act).kind is ReceiptKind.SENT
    assert back(order) == 700
    door.close()


@pytest.mark.parametrize("fault", [*LOST, *NEVER])
@pytest.mark.parametrize("verb", [Verb.ACKNOWLEDGE, Verb.SHIP, Verb.CANCEL, Verb.REFUND_RETURN])
def test_every_other_act_is_looked_for_where_it_shows(walmart: Bench, verb: Verb, fault: str) -> None:
    door = WalmartAfterSales(walmart.shop, walmart.logins, walmart.tools)
    case = a_return(walmart)
    order = placed(walmart) if verb is not Verb.REFUND_RETURN else case.order
    if verb is Verb.SHIP:
        door.act(an_act(Verb.ACKNOWLEDGE, order, walmart))
    act = an_act(verb, order, walmart, parcel=a_parcel(walmart), reason=CANCEL_REASONS[0], case_key=case.id)
    path = {Verb.ACKNOWLEDGE: "/acknowledge", Verb.SHIP: "/shipping", Verb.CANCEL: "/cancel"}.get(
        verb, "/refund"
    )
    walmart.town.tell("force", fault=fault, path=path, times=1)
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    wanted = Found.YES if fault in LOST else Found.NO
    assert door.find_act(act, walmart.clock.now()).found is wanted
    door.close()


# --- what answers prove ---------------------------------------------------------------------------------------------


def judged(third: WalmartAfterSales, code: int, body: bytes, **headers: str) -> tuple[ReceiptKind, str]:
    assert third._api is not None
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    receipt = third._judge(third._api, Answer(code, shown, body), "token")
    return receipt.kind, receipt.reason


ERROR = b'{"errors": [{"code": "%s"}]}'


def test_each_answer_proves_what_it_proves(third: WalmartAfterSales) -> None:
    assert judged(third, 200, b'{"order": {"purchaseOrderId": "1"}}')[0] is ReceiptKind.SENT
    assert judged(third, 200, b'{"returnOrderId": "1"}')[0] is ReceiptKind.SENT
    assert judged(third, 200, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(third, 200, ERROR % b"PARTLY")[0] is ReceiptKind.UNKNOWN
    assert judged(third, 206, b'{"order": {"purchaseOrderId": "1"}}')[0] is ReceiptKind.UNKNOWN
    assert judged(third, 400, ERROR % b"INVALID_REQUEST") == (ReceiptKind.REFUSED, "walmart_rejected")
    assert judged(third, 400, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(third, 403, ERROR % b"FORBIDDEN") == (ReceiptKind.LATER, "walmart_scope_missing")
    assert judged(third, 401, ERROR % b"UNAUTHORIZED")[0] is ReceiptKind.LATER
    assert judged(third, 423, ERROR % b"LOCKED") == (ReceiptKind.LATER, "")
    assert judged(third, 429, ERROR % b"BUSY") == (ReceiptKind.LATER, "rate_limited")
    assert judged(third, 500, ERROR % b"SYSTEM_ERROR")[0] is ReceiptKind.UNKNOWN
    assert judged(third, 200, b"<html>hotel")[0] is ReceiptKind.UNKNOWN


def test_what_could_not_even_begin_is_tried_later(walmart: Bench) -> None:
    act, order = money_act(walmart)
    login = walmart.logins["api"]
    nowhere = replace(login, settings={**login.settings, "api_url": "http://127.0.0.1:9"})
    door = WalmartAfterSales(walmart.shop, {"api": nowhere}, walmart.tools)
    assert door.act(act).kind is ReceiptKind.LATER
    door.close()
    walmart.keeper.secrets[login.id] = {"client_secret": "wrong"}
    walmart.forget_tokens()
    locked_out = WalmartAfterSales(walmart.shop, walmart.logins, walmart.tools)
    receipt = locked_out.act(act)
    assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, True)
    with pytest.raises(AuthExpired):
        locked_out.find_act(act, walmart.clock.now())
    locked_out.close()
    assert back(order) == 0
