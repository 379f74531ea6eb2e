"""Acting on a Shopify shop's orders: done once, refused with a reason, or unknown until the order itself shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.connectors.aftersales import Act, ActLine, Parcel, Verb
from app.connectors.contract import AuthExpired, Found
from app.connectors.outgoing import OutboundFile
from app.connectors.shopify import act_questions as ask
from app.connectors.shopify.after_sales import ShopifyAfterSales
from app.connectors.shopify.case_deeds import DECLINE_REASONS
from app.connectors.shopify.deeds import CANCEL_REASONS, KEEPS_STOCK, SILENT, Deed
from app.connectors.shopify.marks import unmarked
from app.connectors.shopify.money_back import decimal
from app.connectors.shopify.verdicts import judge
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.shopify_store import gid
from app.simulator.trade import Order
from app.simulator.wire import Request, Response
from tests.connectors.shopify_bench import a_case, an_act, back, host, placed
from tests.contract.bench import Bench

LOST = ["reset_after", "error_after", "reset_midway", "truncated", "garbage"]
"""done, but the answer did not arrive as it left"""
NEVER = ["reset_before", "error_before", "gateway", "portal"]
"""not done, and nobody can tell from the answer"""


@pytest.fixture
def third(shopify: Bench) -> Iterator[ShopifyAfterSales]:
    """The third door."""
    opened = ShopifyAfterSales(shopify.shop, shopify.logins, shopify.tools)
    yield opened
    opened.close()


def a_parcel(bench: Bench, **more: str) -> Parcel:
    return replace(Parcel("DHL", "JJD000390", bench.clock.now()), **more)  # type: ignore[arg-type]


def line_of(order: Order, number: int = 0) -> str:
    return gid("LineItem", order.lines[number].id)


def pieces(order: Order, count: int) -> tuple[object, ...]:
    return (replace(order.lines[0], quantity=count),)


# --- parcels --------------------------------------------------------------------------------------------------------


def test_a_parcel_leaves_once_and_its_number_can_be_corrected(
    shopify: Bench, third: ShopifyAfterSales
) -> None:
    order = placed(shopify)
    act = an_act(Verb.SHIP, order, shopify, parcel=a_parcel(shopify))
    assert third.find_act(act, shopify.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert (order.carrier, order.tracking) == ("DHL", "JJD000390")
    assert order.stage(shopify.clock.now()) == "shipped"
    assert third.find_act(act, shopify.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"
    fixed = an_act(Verb.CORRECT_TRACKING, order, shopify, parcel=a_parcel(shopify, tracking="JJD000391"))
    assert third.find_act(fixed, shopify.clock.now()).found is Found.NO
    assert third.act(fixed).kind is ReceiptKind.SENT
    assert order.tracking == "JJD000391"
    assert third.find_act(fixed, shopify.clock.now()).found is Found.YES
    assert third.act(replace(act, parcel=a_parcel(shopify, tracking="X"))).reason == "shopify_nothing_to_send"


def test_some_pieces_leave_first_and_the_rest_later(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify)
    order.lines = pieces(order, 3)  # type: ignore[assignment]
    two = (ActLine(line_of(order), 2),)
    act = an_act(Verb.SHIP, order, shopify, parcel=a_parcel(shopify), lines=two)
    assert third.act(act).kind is ReceiptKind.SENT
    books = host(shopify.town).books
    assert books.left(order, order.lines[0], shopify.clock.now()) == 1
    second = replace(act, key="f" * 32, parcel=a_parcel(shopify, tracking="JJD000399"))
    assert third.act(second).reason == "shopify_pieces_wrong"
    assert third.act(replace(second, lines=())).kind is ReceiptKind.SENT
    assert books.left(order, order.lines[0], shopify.clock.now()) == 0
    wrong = an_act(Verb.CORRECT_TRACKING, order, shopify, parcel=a_parcel(shopify, tracking="NEW"))
    assert third.act(wrong).reason == "shopify_which_parcel"
    chosen = replace(wrong, parcel=a_parcel(shopify, tracking="NEW", key="gid://shopify/Fulfillment/1"))
    assert third.act(chosen).reason == "shopify_parcel_unknown"
    first = gid("Fulfillment", books.of(order).parcels[0].number)
    named = replace(wrong, parcel=a_parcel(shopify, tracking="NEW", key=f"{first}/1"))
    assert third.act(named).kind is ReceiptKind.SENT
    assert books.of(order).parcels[0].tracking == "NEW"


def test_what_lies_at_two_places_leaves_from_one_at_a_time(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify)
    order.lines = (order.lines[0], replace(order.lines[0], id="4711"))
    host(shopify.town).books.split.add(order.id)
    act = an_act(Verb.SHIP, order, shopify, parcel=a_parcel(shopify))
    assert third.act(act).reason == "shopify_several_places"
    one = replace(act, lines=(ActLine(line_of(order, 1), 1),))
    assert third.act(one).kind is ReceiptKind.SENT
    assert (
        third.act(replace(act, parcel=a_parcel(shopify, tracking="B"), key="e" * 32)).kind is ReceiptKind.SENT
    )


# --- cancel ---------------------------------------------------------------------------------------------------------


def test_a_cancellation_is_unknown_until_the_order_shows_it(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify)
    act = an_act(Verb.CANCEL, order, shopify, reason="CUSTOMER", comment="asked by mail")
    began = shopify.clock.now()
    assert third.find_act(act, began).found is Found.UNSURE  # a job may still run
    assert third.act(act).kind is ReceiptKind.UNKNOWN
    assert order.stage(shopify.clock.now()) == "paid"
    shopify.clock.advance(timedelta(seconds=30))
    assert third.find_act(act, began).found is Found.YES
    assert order.stage(shopify.clock.now()) == "cancelled"
    assert back(order) == order.total
    assert third.act(act).evidence == "done already"
    assert third.act(replace(act, key="f" * 32)).reason == "shopify_order_cancelled"
    assert third.find_act(replace(act, key="f" * 32), began).found is Found.UNSURE  # somebody else's


def test_a_cancellation_is_not_asked_for_again_while_its_job_runs(
    shopify: Bench, third: ShopifyAfterSales
) -> None:
    order = placed(shopify)
    host(shopify.town).books.jobs_fail = True
    act = an_act(Verb.CANCEL, order, shopify, reason="CUSTOMER")
    began = shopify.clock.now()
    receipt = third.act(act)
    assert (receipt.kind, bool(receipt.remote_key)) == (ReceiptKind.UNKNOWN, True)
    held = replace(act, ticket=receipt.remote_key)
    assert third.act(held).evidence == "not decided"
    assert third.find_act(held, began).found is Found.UNSURE
    shopify.clock.advance(timedelta(seconds=30))
    assert third.find_act(held, began).found is Found.NO  # the job is over, the order stands
    host(shopify.town).books.jobs_fail = False
    assert third.act(held).kind is ReceiptKind.UNKNOWN
    shopify.clock.advance(timedelta(seconds=30))
    assert third.find_act(held, began).found is Found.YES
    assert back(order) == order.total


def test_an_order_that_still_stands_long_after_was_not_cancelled(
    shopify: Bench, third: ShopifyAfterSales
) -> None:
    act = an_act(Verb.CANCEL, placed(shopify), shopify, reason="CUSTOMER")
    began = shopify.clock.now()
    shopify.clock.advance(timedelta(minutes=11))
    assert third.find_act(act, began).found is Found.NO


# --- money ----------------------------------------------------------------------------------------------------------


def test_the_whole_goes_back_once_with_its_postage(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify, "delivered")
    act = an_act(Verb.REFUND, order, shopify, comment="Sorry")
    assert third.find_act(act, shopify.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert back(order) == order.total
    assert third.find_act(act, shopify.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"
    assert third.act(replace(act, key="f" * 32)).reason == "shopify_nothing_to_refund"
    assert back(order) == order.total
    assert unmarked(order.refunds[0].reason) == "Sorry"


def test_a_part_goes_back_to_the_cent_and_never_more_than_is_left(
    shopify: Bench, third: ShopifyAfterSales
) -> None:
    order = placed(shopify, "delivered")
    act = an_act(Verb.REFUND, order, shopify, amount=Money(1234, "EUR"))
    assert third.act(act).kind is ReceiptKind.SENT
    assert back(order) == 1234
    books = host(shopify.town).books
    assert (
        books.refundable(order, order.lines[0]) == order.lines[0].quantity
    )  # money alone: the goods stay sold
    for amount, reason in (
        (Money(10**7, "EUR"), "shopify_more_than_paid"),
        (Money(0, "EUR"), "shopify_amount_wrong"),
        (Money(-5, "EUR"), "shopify_amount_wrong"),
        (Money(5, "USD"), "shopify_amount_wrong"),
    ):
        assert third.act(replace(act, key="e" * 32, amount=amount)).reason == reason
    assert back(order) == 1234


def test_lines_go_back_at_their_price_or_at_a_stated_one(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify, "delivered")
    order.lines = pieces(order, 3)  # type: ignore[assignment]
    price = order.lines[0].price
    act = an_act(Verb.REFUND, order, shopify, lines=(ActLine(line_of(order), 1),))
    assert third.act(act).kind is ReceiptKind.SENT
    assert back(order) == price
    stated = replace(act, key="a" * 32, lines=(ActLine(line_of(order), 1, Money(100, "EUR")),))
    assert third.act(stated).kind is ReceiptKind.SENT
    assert back(order) == price + 100
    assert host(shopify.town).books.refundable(order, order.lines[0]) == 1
    assert (
        third.act(replace(act, key="b" * 32, lines=(ActLine(line_of(order), 2),))).reason
        == "shopify_pieces_wrong"
    )
    assert third.act(replace(act, key="c" * 32, lines=(ActLine("gid://shopify/LineItem/1"),))).reason == (
        "shopify_line_unknown"
    )


def test_posted_twice_under_one_key_the_money_goes_back_once(
    shopify: Bench, third: ShopifyAfterSales
) -> None:
    order = placed(shopify, "delivered")
    act = an_act(Verb.REFUND, order, shopify, amount=Money(500, "EUR"))
    receipt = third.act(act)
    books = host(shopify.town).books
    hidden, order.refunds = order.refunds, [replace(order.refunds[0], reason="")]  # as if no note were kept
    again = third.act(act)
    assert again.remote_key == receipt.remote_key
    assert len(order.refunds) == 1
    assert back(order) == 500
    order.refunds = hidden
    assert books.back(order) == 500


def test_amounts_are_written_in_the_currencys_own_digits() -> None:
    assert [decimal(Money(1234, code)) for code in ("EUR", "JPY", "KWD")] == ["12.34", "1234", "1.234"]


# --- returns and disputes -------------------------------------------------------------------------------------------


def return_act(bench: Bench, verb: Verb, **more: object) -> Act:
    case = a_case(bench, "return")
    return an_act(verb, case.order, bench, case_key=f"return:{case.id}", **more)


def test_a_return_is_accepted_taken_in_and_paid_back(shopify: Bench, third: ShopifyAfterSales) -> None:
    case = a_case(shopify, "return")
    deed = host(shopify.town).books.return_of(case)
    accept, arrive, pay = (
        return_act(shopify, verb) for verb in (Verb.ACCEPT_RETURN, Verb.CONFIRM_RECEIPT, Verb.REFUND_RETURN)
    )
    now = shopify.clock.now()
    assert third.act(pay).reason == third.act(arrive).reason == "shopify_return_not_open"
    assert third.find_act(accept, now).found is Found.NO
    assert third.act(accept).kind is ReceiptKind.SENT
    assert deed.status == "OPEN"
    assert third.find_act(accept, now).found is Found.YES
    assert third.act(accept).reason == "shopify_return_decided"
    assert third.find_act(arrive, now).found is Found.NO
    assert third.act(arrive).kind is ReceiptKind.SENT
    assert (deed.processed, back(case.order)) == (case.order.lines[0].quantity, 0)
    assert third.find_act(arrive, now).found is Found.YES
    assert third.act(arrive).reason == "shopify_return_done"
    assert third.find_act(pay, now).found is Found.NO
    assert third.act(pay).kind is ReceiptKind.SENT
    assert back(case.order) == case.order.goods
    assert third.find_act(pay, now).found is Found.YES
    assert third.act(pay).evidence == "done already"
    assert third.find_act(replace(pay, key="f" * 32), now).found is Found.UNSURE
    assert back(case.order) == case.order.goods


def test_a_return_may_be_paid_back_in_part_when_it_arrives(shopify: Bench, third: ShopifyAfterSales) -> None:
    case = a_case(shopify, "return")
    third.act(return_act(shopify, Verb.ACCEPT_RETURN))
    pay = return_act(shopify, Verb.REFUND_RETURN, amount=Money(700, "EUR"))
    for amount, reason in (
        (Money(10**7, "EUR"), "shopify_more_than_paid"),
        (Money(5, "USD"), "shopify_amount_wrong"),
    ):
        assert third.act(replace(pay, amount=amount)).reason == reason
    assert third.act(replace(pay, lines=(ActLine("x"),))).reason == "shopify_line_unknown"
    assert third.act(pay).kind is ReceiptKind.SENT
    assert back(case.order) == 700
    assert host(shopify.town).books.return_of(case).processed == case.order.lines[0].quantity


def test_a_return_is_refused_with_a_reason_of_the_list(shopify: Bench, third: ShopifyAfterSales) -> None:
    deed = host(shopify.town).books.return_of(a_case(shopify, "return"))
    act = return_act(shopify, Verb.REFUSE_RETURN, reason="FINAL_SALE", comment="It was on sale")
    assert third.act(replace(act, reason="no")).reason == "shopify_reason_unknown"
    assert third.act(replace(act, case_key="return:404")).reason == "shopify_return_unknown"
    assert third.act(replace(act, case_key="")).reason == "shopify_return_unknown"
    assert third.act(replace(act, order_key="#1")).reason == "shopify_return_unknown"
    assert third.find_act(act, shopify.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert (deed.status, deed.reason, deed.note) == ("DECLINED", "FINAL_SALE", "It was on sale")
    assert third.find_act(act, shopify.clock.now()).found is Found.YES
    accept = return_act(shopify, Verb.ACCEPT_RETURN)
    assert third.find_act(accept, shopify.clock.now()).found is Found.UNSURE


def test_evidence_goes_to_the_bank_once(shopify: Bench, third: ShopifyAfterSales) -> None:
    case = a_case(shopify, "inquiry")
    deed = host(shopify.town).books.dispute_of(case)
    act = an_act(
        Verb.CONTEST_DISPUTE, case.order, shopify, case_key=f"dispute:{case.id}", comment="Signed for."
    )
    files = (OutboundFile("a.pdf", "application/pdf", b"x"),)
    assert third.act(replace(act, comment=" ")).reason == "shopify_words_missing"
    assert third.act(replace(act, files=files)).reason == "shopify_no_files_here"
    assert third.act(replace(act, case_key="dispute:404")).reason == "shopify_dispute_unknown"
    assert third.find_act(act, shopify.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert (deed.words, deed.status) == ("Signed for.", "UNDER_REVIEW")
    assert third.find_act(act, shopify.clock.now()).found is Found.YES
    assert third.find_act(replace(act, comment="Other"), shopify.clock.now()).found is Found.UNSURE
    assert third.act(act).reason == "shopify_dispute_decided"


# --- what must not leave --------------------------------------------------------------------------------------------


def test_what_cannot_be_done_is_refused_before_it_leaves(shopify: Bench, third: ShopifyAfterSales) -> None:
    paid, arrived = placed(shopify), placed(shopify, "delivered", "#70011")
    for act, reason in (
        (
            an_act(Verb.SHIP, replace(paid, id="#404"), shopify, parcel=a_parcel(shopify)),
            "shopify_order_unknown",
        ),
        (an_act(Verb.SHIP, paid, shopify), "shopify_parcel_missing"),
        (an_act(Verb.SHIP, arrived, shopify, parcel=a_parcel(shopify)), "shopify_nothing_to_send"),
        (
            an_act(Verb.SHIP, paid, shopify, parcel=a_parcel(shopify), lines=(ActLine("x"),)),
            "shopify_line_unknown",
        ),
        (an_act(Verb.CORRECT_TRACKING, paid, shopify, parcel=a_parcel(shopify)), "shopify_parcel_unknown"),
        (an_act(Verb.CANCEL, paid, shopify, reason="no"), "shopify_reason_unknown"),
        (
            an_act(Verb.CANCEL, paid, shopify, reason="OTHER", amount=Money(1, "EUR")),
            "shopify_cancels_whole",
        ),
        (an_act(Verb.DISPUTE, paid, shopify), "shopify_cannot_do"),
        (an_act(Verb.ACCEPT_DISPUTE, paid, shopify), "shopify_cannot_do"),
    ):
        receipt = third.act(act)
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert (back(paid), paid.stage(shopify.clock.now())) == (0, "paid")


def test_the_platforms_own_no_is_told_in_its_words(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify, "delivered")
    receipt = third.act(an_act(Verb.CANCEL, order, shopify, reason="OTHER"))
    assert receipt.kind is ReceiptKind.REFUSED
    assert receipt.reason == "remote:Cannot cancel an order with outstanding fulfillments."
    assert "outstanding" not in receipt.evidence


def test_of_orders_that_begin_alike_the_one_meant_is_acted_on(
    shopify: Bench, third: ShopifyAfterSales
) -> None:
    order, other = placed(shopify, "delivered", "#700"), placed(shopify, "delivered", "#7001")
    assert third.act(an_act(Verb.REFUND, order, shopify, amount=Money(100, "EUR"))).kind is ReceiptKind.SENT
    assert (back(order), back(other)) == (100, 0)


def test_whether_shopify_writes_to_the_customer_is_a_choice(shopify: Bench, third: ShopifyAfterSales) -> None:
    asked: list[dict[str, object]] = []
    serve = shopify.town.service.town.handle

    def handle(request: Request, now: datetime) -> Response:
        asked.append(request.json() or {})
        return serve(request, now)

    shopify.town.service.town.handle = handle  # type: ignore[method-assign]
    third.act(an_act(Verb.SHIP, placed(shopify), shopify, parcel=a_parcel(shopify)))
    third.act(an_act(Verb.SHIP, placed(shopify, name="#8"), shopify, parcel=a_parcel(shopify), choice=SILENT))
    third.act(an_act(Verb.CANCEL, placed(shopify, name="#9"), shopify, reason="OTHER", choice=KEEPS_STOCK))
    told = [one["variables"] for one in asked if one.get("operationName") in ("Ship", "Cancel")]
    assert [one["input"]["notifyCustomer"] for one in told[:2]] == [True, False]  # type: ignore[index]
    assert (told[2]["tell"], told[2]["restock"]) == (True, False)  # type: ignore[index]


def test_without_the_api_nothing_can_be_done(shopify: Bench) -> None:
    alone = ShopifyAfterSales(shopify.shop, {"mail": shopify.logins["mail"]}, shopify.tools)
    act = an_act(Verb.REFUND, placed(shopify), shopify)
    assert alone.verbs() == frozenset()
    assert alone.act(act).reason == "api_login_missing"
    assert alone.find_act(act, shopify.clock.now()).found is Found.UNSURE
    alone.close()


def test_the_reasons_are_the_platforms_own(third: ShopifyAfterSales, shopify: Bench) -> None:
    order = placed(shopify)
    assert [one.key for one in third.reasons(an_act(Verb.CANCEL, order, shopify))] == list(CANCEL_REASONS)
    assert [one.key for one in third.reasons(an_act(Verb.REFUSE_RETURN, order, shopify))] == list(
        DECLINE_REASONS
    )
    assert third.reasons(an_act(Verb.SHIP, order, shopify)) == ()
    assert {Verb.REFUND, Verb.CANCEL, Verb.CONTEST_DISPUTE, Verb.CORRECT_TRACKING} <= third.verbs()


# --- outcomes nobody knows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [*LOST, *NEVER])
def test_money_is_found_where_it_went_and_proven_absent_where_not(shopify: Bench, fault: str) -> None:
    order = placed(shopify, "delivered")
    act = an_act(Verb.REFUND, order, shopify, amount=Money(700, "EUR"))
    door, began = ShopifyAfterSales(shopify.shop, shopify.logins, shopify.tools), shopify.clock.now()
    shopify.town.tell("force", fault=fault, path="/Refund", times=1)
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    assert back(order) == (700 if fault in LOST else 0)
    assert door.find_act(act, began).found is (Found.YES if fault in LOST else Found.NO)
    assert door.act(act).kind is ReceiptKind.SENT
    assert back(order) == 700
    door.close()


@pytest.mark.parametrize("fault", [*LOST, *NEVER])
@pytest.mark.parametrize("verb", [Verb.SHIP, Verb.ACCEPT_RETURN, Verb.REFUND_RETURN, Verb.CONTEST_DISPUTE])
def test_every_other_act_is_looked_for_where_it_shows(shopify: Bench, verb: Verb, fault: str) -> None:
    door = ShopifyAfterSales(shopify.shop, shopify.logins, shopify.tools)
    case = a_case(shopify, "inquiry" if verb is Verb.CONTEST_DISPUTE else "return")
    if verb is Verb.REFUND_RETURN:
        door.act(return_act(shopify, Verb.ACCEPT_RETURN))
    order = placed(shopify) if verb is Verb.SHIP else case.order
    act = an_act(verb, order, shopify, parcel=a_parcel(shopify), case_key=case.id, comment="Signed for.")
    name = {Verb.SHIP: "/Ship", Verb.ACCEPT_RETURN: "/Approve", Verb.REFUND_RETURN: "/Process"}.get(
        verb, "/Evidence"
    )
    shopify.town.tell("force", fault=fault, path=name, times=1)
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    wanted = Found.YES if fault in LOST else Found.NO
    assert door.find_act(act, shopify.clock.now()).found is wanted
    door.close()


def test_a_busy_platform_is_asked_later(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify, "delivered")
    shopify.town.tell("force", fault="busy_until", path="/Refund", times=1)
    receipt = third.act(an_act(Verb.REFUND, order, shopify))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "rate_limited")
    assert receipt.retry_after
    assert back(order) == 0


# --- what answers prove ---------------------------------------------------------------------------------------------

DEED = Deed(ask.REFUND, "refundCreate", {}, "refund")


def judged(code: int, body: bytes, deed: Deed = DEED) -> tuple[ReceiptKind, str]:
    receipt = judge(Answer(code, {}, body), deed)
    return receipt.kind, receipt.reason


def failing(code: str, data: str = "null") -> bytes:
    return f'{{"data": {data}, "errors": [{{"message": "x", "extensions": {{"code": "{code}"}}}}]}}'.encode()


def test_each_answer_proves_what_it_proves() -> None:
    done = b'{"data": {"refundCreate": {"refund": {"id": "1"}, "userErrors": []}}}'
    said = b'{"data": {"refundCreate": {"refund": null, "userErrors": [{"message": "Too much"}]}}}'
    assert judged(200, done)[0] is ReceiptKind.SENT
    assert judged(200, said) == (ReceiptKind.REFUSED, "remote:Too much")
    assert (
        judged(200, b'{"data": {"refundCreate": {"refund": null, "userErrors": []}}}')[0]
        is ReceiptKind.UNKNOWN
    )
    assert judged(200, b'{"data": {"refundCreate": null}}')[0] is ReceiptKind.UNKNOWN
    assert judged(200, failing("THROTTLED")) == (ReceiptKind.LATER, "rate_limited")
    assert judged(200, failing("ACCESS_DENIED")) == (ReceiptKind.LATER, "shopify_scope_missing")
    assert judged(200, failing("SHOP_INACTIVE")) == (ReceiptKind.REFUSED, "shopify_shop_frozen")
    assert judged(200, failing("INTERNAL_SERVER_ERROR"))[0] is ReceiptKind.UNKNOWN
    assert judged(200, failing("NEW_WORD", '{"refundCreate": null}'))[0] is ReceiptKind.UNKNOWN
    assert judged(200, b'{"errors": [{"message": "no such field"}]}') == (
        ReceiptKind.REFUSED,
        "shopify_rejected",
    )
    assert judged(401, b"{}") == (ReceiptKind.LATER, "")
    assert judged(403, b"{}") == (ReceiptKind.LATER, "shopify_scope_missing")
    assert judged(402, b"{}") == (ReceiptKind.REFUSED, "shopify_shop_frozen")
    assert judged(429, b"{}") == (ReceiptKind.LATER, "rate_limited")
    assert judged(500, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(200, b"<html>hotel")[0] is ReceiptKind.UNKNOWN
    job = Deed(ask.CANCEL, "orderCancel", {}, "job", errors="orderCancelUserErrors")
    assert (
        judged(200, b'{"data": {"orderCancel": {"job": {"id": "1", "done": false}}}}', job)[0]
        is ReceiptKind.UNKNOWN
    )
    assert (
        judged(200, b'{"data": {"orderCancel": {"job": {"id": "1", "done": true}}}}', job)[0]
        is ReceiptKind.SENT
    )


def test_what_could_not_even_begin_is_tried_later(shopify: Bench) -> None:
    order = placed(shopify, "delivered")
    act, login = an_act(Verb.REFUND, order, shopify), shopify.logins["api"]
    nowhere = replace(login, settings={**login.settings, "api_url": "http://127.0.0.1:9"})
    door = ShopifyAfterSales(shopify.shop, {"api": nowhere}, shopify.tools)
    assert door.act(act).kind is ReceiptKind.LATER
    door.close()
    shopify.keeper.secrets[login.id] = {"client_secret": "wrong"}
    shopify.forget_tokens()
    locked_out = ShopifyAfterSales(shopify.shop, shopify.logins, shopify.tools)
    receipt = locked_out.act(act)
    assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, True)
    with pytest.raises(AuthExpired):
        locked_out.find_act(act, shopify.clock.now())
    locked_out.close()
    assert back(order) == 0


def test_a_token_that_ended_between_look_and_act_is_renewed(shopify: Bench, third: ShopifyAfterSales) -> None:
    order = placed(shopify, "delivered")
    act = an_act(Verb.REFUND, order, shopify)
    shopify.town.tell("force", fault="token_expires", path="/Refund", times=1)
    first = third.act(act)
    assert (first.kind, first.needs_sign_in, back(order)) == (ReceiptKind.LATER, False, 0)
    assert third.act(act).kind is ReceiptKind.SENT
    assert back(order) == order.total
