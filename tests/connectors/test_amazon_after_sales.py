"""Acting on Amazon's orders: parcels at once, money and cancellations by feeds that only their reports prove."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.aftersales import Act, ActLine, AfterSalesDoor, Parcel, Verb
from app.connectors.amazon import feeds
from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.envelopes import CANCEL_REASONS, REFUND_REASONS
from app.connectors.amazon.feeds import Feed, accepted, hand_in, none_since, verdict
from app.connectors.amazon.shipping import judged
from app.connectors.contract import Found, Receipt, Surprise
from app.connectors.registry import CHANNELS
from app.domain.outbox import ReceiptKind
from app.domain.values import Money
from app.simulator.running import RunningTown
from app.simulator.trade import Order
from tests.connectors.amazon_bench import KEY, an_answer, arrived, placed, told_by, town_api, with_api
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.net.scripted import Heard, Script, a_server, answering, read_request

LOST = ["reset_after", "error_after", "reset_midway", "truncated", "garbage"]
NEVER = ["reset_before", "error_before", "gateway", "portal"]
WORKED_OFF = timedelta(seconds=70)


@pytest.fixture
def amazon(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("amazon", town, clock)
    yield bench
    bench.close()


@pytest.fixture
def third(amazon: Bench) -> Iterator[AfterSalesDoor]:
    """The third door."""
    opened = a_door(amazon)
    yield opened
    opened.close()


def a_door(bench: Bench) -> AfterSalesDoor:
    make = CHANNELS["amazon"].open_after_sales
    assert make is not None
    return make(bench.shop, bench.logins, bench.tools)


def an_act(verb: Verb, order: Order, bench: Bench, **more: object) -> Act:
    usual: dict[str, object] = {
        "key": KEY,
        "verb": verb,
        "order_key": order.id,
        "decided_at": bench.clock.now(),
    }
    return Act(**(usual | more))  # type: ignore[arg-type]


def a_refund(order: Order, bench: Bench, **more: object) -> Act:
    return an_act(Verb.REFUND, order, bench, **({"reason": "CustomerReturn"} | more))


def a_parcel(bench: Bench, **more: str) -> Parcel:
    return replace(Parcel("Yamato", "403912345678", bench.clock.now()), **more)  # type: ignore[arg-type]


def wait(bench: Bench) -> None:
    """Until Amazon has worked off what was handed in."""
    bench.clock.advance(WORKED_OFF)
    bench.town.ask("time")


def back(order: Order) -> int:
    return sum(refund.minor for refund in order.refunds)


# --- parcels --------------------------------------------------------------------------------------------------------


def test_a_parcel_is_told_of_and_its_number_corrected(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon)
    act = an_act(Verb.SHIP, order, amazon, parcel=a_parcel(amazon))
    assert third.find_act(act, amazon.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert (order.carrier, order.tracking) == ("YAMATO", "403912345678")
    assert third.find_act(act, amazon.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"
    other = replace(act, parcel=a_parcel(amazon, tracking="403900000000"))
    assert third.find_act(other, amazon.clock.now()).found is Found.UNSURE
    (number,) = town_api(amazon).parcels.told.values()
    mended = replace(
        other,
        verb=Verb.CORRECT_TRACKING,
        parcel=a_parcel(amazon, tracking="4039", key=f"{order.id}/{number}"),
    )
    assert third.act(mended).kind is ReceiptKind.SENT
    assert order.tracking == "4039"


def test_a_carrier_amazon_does_not_know_goes_by_its_name(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon)
    parcel = a_parcel(amazon, carrier="Harbour Mail", service="Express")
    assert third.act(an_act(Verb.SHIP, order, amazon, parcel=parcel)).kind is ReceiptKind.SENT
    assert order.carrier == "Harbour Mail"


@pytest.mark.parametrize("fault", [*LOST, *NEVER])
def test_a_parcel_that_went_unseen_is_looked_for_in_the_order(amazon: Bench, fault: str) -> None:
    door, order, began = a_door(amazon), placed(amazon), amazon.clock.now()
    act = an_act(Verb.SHIP, order, amazon, parcel=a_parcel(amazon))
    amazon.town.tell("force", fault=fault, path="/shipmentConfirmation", times=1)
    first = door.act(act).kind
    done = order.tracking == "403912345678"
    assert first is ReceiptKind.UNKNOWN or (first is ReceiptKind.SENT and done)
    assert door.find_act(act, began).found is (Found.YES if done else Found.NO)
    assert door.act(act).kind is ReceiptKind.SENT
    assert order.tracking == "403912345678"
    door.close()


# --- money ----------------------------------------------------------------------------------------------------------


def test_a_whole_refund_is_open_until_its_report_and_gives_everything_back_once(
    amazon: Bench, third: AfterSalesDoor
) -> None:
    order = placed(amazon, "shipped", postage=399)
    act = a_refund(order, amazon)
    assert third.find_act(act, amazon.clock.now()).found is Found.NO
    taken = third.act(act)
    assert (taken.kind, taken.evidence) == (ReceiptKind.UNKNOWN, "202 taken in")
    held = replace(act, ticket=taken.remote_key)
    assert third.find_act(held, amazon.clock.now()).found is Found.UNSURE
    again = third.act(held)
    assert (again.kind, again.remote_key) == (ReceiptKind.UNKNOWN, taken.remote_key)
    wait(amazon)
    assert back(order) == order.total
    assert third.find_act(held, amazon.clock.now()).found is Found.YES
    assert third.act(held) == Receipt.sent(taken.remote_key, "report")
    assert [one.id for one in order.refunds] == [f"{KEY}-1"]


def test_a_part_is_refunded_to_the_smallest_unit(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon, "shipped")
    third.act(a_refund(order, amazon, amount=Money(123, "JPY")))
    wait(amazon)
    assert back(order) == 123
    line = ActLine(order.lines[0].id, 1, Money(7, "JPY"))
    third.act(a_refund(order, amazon, key="e" * 32, lines=(line,)))
    wait(amazon)
    assert back(order) == 130


def test_what_the_report_refuses_did_not_happen(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon, "shipped")
    first = third.act(a_refund(order, amazon))
    second = a_refund(order, amazon, key="f" * 32)
    refused = third.act(second)
    wait(amazon)
    assert (
        third.find_act(a_refund(order, amazon, ticket=first.remote_key), amazon.clock.now()).found
        is Found.YES
    )
    held = replace(second, ticket=refused.remote_key)
    assert third.find_act(held, amazon.clock.now()).found is Found.NO
    assert back(order) == order.total


@pytest.mark.parametrize("fault", LOST)
def test_money_whose_feed_number_got_lost_is_not_claimed_to_be_known(amazon: Bench, fault: str) -> None:
    door, order, began = a_door(amazon), placed(amazon, "shipped"), amazon.clock.now()
    act = a_refund(order, amazon, amount=Money(700, "JPY"))
    amazon.town.tell("force", fault=fault, path="/2021-06-30/feeds", times=1)
    lost = door.act(act)
    assert (lost.kind, lost.remote_key) == (ReceiptKind.UNKNOWN, "")
    wait(amazon)
    assert back(order) == 700
    assert door.find_act(act, began).found is Found.UNSURE
    door.close()


@pytest.mark.parametrize("fault", NEVER)
def test_money_that_never_left_is_proven_absent(amazon: Bench, fault: str) -> None:
    door, order, began = a_door(amazon), placed(amazon, "shipped"), amazon.clock.now()
    act = a_refund(order, amazon, amount=Money(700, "JPY"))
    amazon.town.tell("force", fault=fault, path="/2021-06-30/feeds", times=1)
    assert door.act(act).kind is ReceiptKind.UNKNOWN
    wait(amazon)
    assert back(order) == 0
    assert door.find_act(act, began).found is Found.NO
    door.close()


def test_trouble_before_the_feed_is_made_leaves_nothing_behind(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon, "shipped")
    for path in ("/2021-06-30/documents", "/amazon-s3/"):
        amazon.town.tell("force", fault="unavailable", path=path, times=1)
        assert third.act(a_refund(order, amazon)).kind is ReceiptKind.LATER
    assert town_api(amazon).feeds.known == {}


def test_a_feed_that_failed_as_a_whole_proves_nothing_and_a_cancelled_one_did_nothing(
    amazon: Bench, third: AfterSalesDoor
) -> None:
    order = placed(amazon, "shipped")
    town_api(amazon).feeds.fatal = True
    taken = third.act(a_refund(order, amazon))
    wait(amazon)
    held = a_refund(order, amazon, ticket=taken.remote_key)
    assert third.find_act(held, amazon.clock.now()).found is Found.UNSURE
    town_api(amazon).feeds.known[taken.remote_key].end = "CANCELLED"
    assert third.find_act(held, amazon.clock.now()).found is Found.NO
    assert third.find_act(replace(held, ticket="404"), amazon.clock.now()).found is Found.UNSURE


# --- cancelling -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", [Verb.CANCEL, Verb.ACCEPT_CANCELLATION])
def test_what_has_not_left_can_be_cancelled(amazon: Bench, third: AfterSalesDoor, verb: Verb) -> None:
    order = placed(amazon)
    act = an_act(verb, order, amazon, reason="NoInventory" if verb is Verb.CANCEL else "")
    assert third.find_act(act, amazon.clock.now()).found is Found.NO
    taken = third.act(act)
    assert taken.kind is ReceiptKind.UNKNOWN
    assert third.find_act(replace(act, ticket=taken.remote_key), amazon.clock.now()).found is Found.UNSURE
    wait(amazon)
    assert order.stage(amazon.clock.now()) == "cancelled"
    assert third.find_act(act, amazon.clock.now()).found is Found.YES
    assert third.act(act).evidence == "done already"


def test_a_cancellation_that_came_too_late_did_not_happen(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon)
    act = an_act(Verb.CANCEL, order, amazon, reason="NoInventory")
    taken = third.act(act)
    order.plan = replace(order.plan, shipped=amazon.clock.now())
    wait(amazon)
    assert third.find_act(replace(act, ticket=taken.remote_key), amazon.clock.now()).found is Found.NO
    assert order.stage(amazon.clock.now()) == "shipped"


# --- a review -------------------------------------------------------------------------------------------------------


def test_a_review_is_asked_for_once(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon, "settled")
    act = an_act(Verb.REQUEST_REVIEW, order, amazon)
    assert third.find_act(act, amazon.clock.now()).found is Found.NO
    assert third.act(act).kind is ReceiptKind.SENT
    assert third.find_act(act, amazon.clock.now()).found is Found.YES
    assert third.act(act).reason == "amazon_review_window"
    assert len(arrived(amazon, order)) == 1


# --- what must not leave --------------------------------------------------------------------------------------------


def test_what_cannot_be_done_is_refused_before_it_leaves(amazon: Bench, third: AfterSalesDoor) -> None:
    paid, sent = placed(amazon), placed(amazon, "shipped", "250-9900000-0000002")
    gone = placed(amazon, number="250-9900000-0000003")
    gone.plan = replace(gone.plan, cancelled=amazon.clock.now())
    two = (replace(sent.lines[0], id="1"), replace(sent.lines[0], id="2"))
    many = placed(amazon, "shipped", "250-9900000-0000004", lines=two)
    line = ActLine(sent.lines[0].id, 99)
    for act, reason in (
        (a_refund(replace(sent, id="250-0000000-0000000"), amazon), "amazon_order_unknown"),
        (a_refund(paid, amazon), "amazon_cancel_instead"),
        (a_refund(sent, amazon, reason="no"), "amazon_reason_unknown"),
        (a_refund(sent, amazon, lines=(ActLine("404"),)), "amazon_line_unknown"),
        (a_refund(sent, amazon, lines=(line,)), "amazon_pieces_wrong"),
        (a_refund(sent, amazon, amount=Money(10**7, "JPY")), "amazon_more_than_paid"),
        (a_refund(sent, amazon, amount=Money(5, "EUR")), "amazon_amount_wrong"),
        (a_refund(sent, amazon, amount=Money(0, "JPY")), "amazon_amount_wrong"),
        (a_refund(many, amazon, amount=Money(5, "JPY")), "amazon_amount_per_line"),
        (a_refund(many, amazon, lines=(ActLine("1"),)), "amazon_name_the_amount"),
        (an_act(Verb.CANCEL, sent, amazon, reason="NoInventory"), "amazon_already_sent"),
        (an_act(Verb.CANCEL, paid, amazon, reason="no"), "amazon_reason_unknown"),
        (an_act(Verb.CANCEL, paid, amazon, lines=(ActLine("404"),)), "amazon_line_unknown"),
        (an_act(Verb.SHIP, paid, amazon), "amazon_parcel_missing"),
        (
            an_act(Verb.SHIP, paid, amazon, parcel=a_parcel(amazon), lines=(ActLine("404"),)),
            "amazon_line_unknown",
        ),
        (an_act(Verb.SHIP, gone, amazon, parcel=a_parcel(amazon)), "amazon_order_cancelled"),
        (an_act(Verb.CORRECT_TRACKING, sent, amazon, parcel=a_parcel(amazon)), "amazon_parcel_missing"),
        (an_act(Verb.DISPUTE, sent, amazon), "amazon_cannot_do"),
    ):
        receipt = third.act(act)
        assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
        amazon.clock.advance(timedelta(seconds=4))
    assert town_api(amazon).feeds.known == {}
    assert back(sent) == back(many) == 0


def test_without_the_api_nothing_can_be_done(amazon: Bench) -> None:
    order = placed(amazon)
    amazon.logins.pop("api")
    door = a_door(amazon)
    assert door.verbs() == frozenset()
    assert door.act(a_refund(order, amazon)).reason == "api_login_missing"
    assert door.find_act(a_refund(order, amazon), amazon.clock.now()).found is Found.UNSURE
    door.close()


def test_a_feed_without_the_sellers_id_does_not_leave(amazon: Bench) -> None:
    login = amazon.logins["api"]
    amazon.logins["api"] = replace(login, settings={**login.settings, "seller_id": ""})
    door = a_door(amazon)
    assert door.act(a_refund(placed(amazon, "shipped"), amazon)).reason == "amazon_seller_id_missing"
    door.close()


def test_the_reasons_are_the_platforms_own(amazon: Bench, third: AfterSalesDoor) -> None:
    order = placed(amazon)
    assert [one.key for one in third.reasons(a_refund(order, amazon))] == list(REFUND_REASONS)
    assert [one.key for one in third.reasons(an_act(Verb.CANCEL, order, amazon))] == list(CANCEL_REASONS)
    assert third.reasons(an_act(Verb.SHIP, order, amazon)) == ()
    assert Verb.REFUND in third.verbs()


# --- what answers prove ---------------------------------------------------------------------------------------------


def a_report(results: str = "", good: int = 1, status: str = "Complete") -> bytes:
    return (
        f"<AmazonEnvelope><Message><ProcessingReport><StatusCode>{status}</StatusCode><ProcessingSummary>"
        f"<MessagesSuccessful>{good}</MessagesSuccessful></ProcessingSummary>{results}</ProcessingReport></Message>"
        "</AmazonEnvelope>"
    ).encode()


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (a_report(), Found.YES),
        (a_report(good=0), Found.UNSURE),
        (a_report(status="Processing"), Found.UNSURE),
        (a_report("<Result><MessageID>7</MessageID><ResultCode>Error</ResultCode></Result>"), Found.NO),
        (a_report("<Result><MessageID>0</MessageID><ResultCode>Error</ResultCode></Result>", 0), Found.NO),
        (a_report("<Result><MessageID>8</MessageID><ResultCode>Error</ResultCode></Result>"), Found.UNSURE),
        (a_report("<Result><MessageID>7</MessageID><ResultCode>Warning</ResultCode></Result>"), Found.YES),
        (b"", Found.UNSURE),
        (b"<html>", Found.UNSURE),
        (b"<a/>", Found.UNSURE),
    ],
)
def test_a_processing_report_proves_what_it_says_of_our_message(report: bytes, found: Found) -> None:
    assert verdict(report, 7) is found


def one_after_the_other(*bodies: bytes) -> Script:
    """Answers each request with the next of these, whichever connection it comes by."""
    left = list(bodies)

    def script(line: socket.socket, heard: Heard) -> None:
        while read_request(line, heard):
            body = left.pop(0)
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    return script


ANOTHER = b'{"feeds": [], "nextToken": "page-2"}'


@pytest.mark.parametrize(
    ("rest", "none"),
    [((b'{"feeds": [{"feedId": "7"}]}',), False), ((b"{}",), True), ((ANOTHER,), False)],
)
def test_that_no_feed_was_made_is_proven_by_the_last_page_only(
    amazon: Bench, rest: tuple[bytes, ...], none: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "PAGES", 2)

    def use(api: AmazonApi) -> None:
        assert none_since(api, "POST_PAYMENT_ADJUSTMENT_DATA", amazon.clock.now()) is none

    with a_server(one_after_the_other(ANOTHER, *rest)) as (port, heard):
        told_by(amazon, port)
        with_api(amazon, use)
    first, more, *_ = (request.split(b"\r\n")[0] for request in heard.requests)
    assert b"feedTypes=POST_PAYMENT_ADJUSTMENT_DATA" in first
    assert b"?nextToken=page-2 " in more  # Amazon takes it alone


def test_without_a_place_for_its_document_no_feed_is_made(amazon: Bench) -> None:
    def use(api: AmazonApi) -> None:
        with pytest.raises(Surprise, match="amazon_no_place"):
            hand_in(api, Feed("POST_PAYMENT_ADJUSTMENT_DATA", "A1VC38T7YXB528", b"<money/>", 1))

    with a_server(answering(b'{"url": "http://127.0.0.1:9/"}')) as (port, heard):
        told_by(amazon, port)
        with_api(amazon, use)
    assert [request.split(b" ")[1] for request in heard.requests] == [b"/feeds/2021-06-30/documents"]


def test_only_a_feed_with_a_number_is_taken_in() -> None:
    assert accepted(an_answer(202, b'{"feedId": "5"}'), "", "202") == Receipt.unknown("202 taken in", "5")
    for body in (b"{}", b"[]", b"x"):
        assert accepted(an_answer(202, body), "", "202").remote_key == ""
    assert accepted(an_answer(400), "InvalidInput", "").kind is ReceiptKind.REFUSED
    assert accepted(an_answer(400), "", "").kind is ReceiptKind.UNKNOWN
    assert judged(an_answer(204, b""), "", "204").kind is ReceiptKind.SENT
    assert judged(an_answer(200), "", "").kind is ReceiptKind.UNKNOWN
    assert judged(an_answer(404), "NotFound", "").kind is ReceiptKind.REFUSED
