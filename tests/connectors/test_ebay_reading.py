"""eBay as a source: short looks, hourly sweeps, orders with parcels and pictures, cases, notices, refusals."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    ItemPicture,
    OrderSnapshot,
    Rejected,
    RemoteMessage,
    Surprise,
    Unreachable,
    Unreadable,
)
from app.connectors.ebay import reading_messages
from app.connectors.ebay.api import EbayApi, read
from app.connectors.ebay.cases import SEARCHES
from app.connectors.ebay.source import EbaySource
from app.domain.conversations import MessageKind
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.ebay_login import ROOT
from app.simulator.running import RunningTown
from tests.connectors.ebay_bench import an_order, disputed, door, opened
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def test_old_messages_of_the_last_minutes_are_not_lost_between_two_looks(
    ebay: Bench, clock: FakeClock
) -> None:
    source = ebay.source()
    stream = ebay.live(source)
    _, cursor = ebay.drain(source, stream, None)
    ebay.town.tell("weather", lag_seconds=400)
    for number in range(6):
        ebay.say(f"late {number}")
        clock.advance(timedelta(minutes=2))
    seen: set[str] = set()
    for _ in range(90):
        items, cursor = ebay.drain(source, stream, cursor)
        seen |= {one.text for one in ebay.messages(tuple(items))}
        clock.advance(timedelta(minutes=1))
    assert {f"late {number}" for number in range(6)} <= seen


def test_neither_a_look_nor_a_sweep_brings_what_was_there_before_the_first_look(
    ebay: Bench, clock: FakeClock
) -> None:
    source = ebay.source()
    stream = ebay.live(source)
    ebay.say("An older question")
    clock.advance(timedelta(minutes=13))
    items, cursor = ebay.drain(source, stream, None)
    seen = ebay.messages(tuple(items))
    ebay.say("A new question")
    for _ in range(3):
        clock.advance(timedelta(minutes=40))
        items, cursor = ebay.drain(source, stream, cursor)
        seen += ebay.messages(tuple(items))
    assert "A new question" in {one.text for one in seen}
    assert "An older question" not in {one.text for one in seen}


def test_a_message_written_while_the_platform_says_a_later_time_is_not_missed(
    ebay: Bench, clock: FakeClock
) -> None:
    """Found by the storm with seed 4000008: the first look began ten minutes ahead of the stamps of messages."""
    ebay.town.tell("weather", profile="calm", skew_seconds=600)
    source = ebay.source()
    stream = ebay.live(source)
    _, cursor = ebay.drain(source, stream, None)
    ebay.say("A new question")
    seen: list[RemoteMessage] = []
    for _ in range(3):
        clock.advance(timedelta(minutes=40))
        items, cursor = ebay.drain(source, stream, cursor)
        seen += ebay.messages(tuple(items))
    assert "A new question" in {one.text for one in seen}


def test_an_order_placed_while_the_platform_says_a_later_time_is_not_missed(
    ebay: Bench, clock: FakeClock
) -> None:
    """Found by the storm with seed 6000359, like the message before."""
    ebay.town.tell("weather", profile="calm", skew_seconds=600)
    source = ebay.source()
    stream = ebay.named(source, "orders")
    _, cursor = ebay.drain(source, stream, None)
    order = an_order(ebay, "delivered")
    clock.advance(timedelta(minutes=6))
    items, _ = ebay.drain(source, stream, cursor)
    assert order.id in {item.remote_key for item in items if isinstance(item, OrderSnapshot)}


def test_a_sweep_comes_once_an_hour_and_asks_without_a_moment(ebay: Bench, clock: FakeClock) -> None:
    source = ebay.source()
    stream = ebay.live(source)
    looked = source.pull(stream, None)
    started = json.loads(looked.next_cursor)["swept"]
    clock.advance(timedelta(minutes=61))
    _, swept = ebay.drain(source, stream, looked.next_cursor)
    assert json.loads(swept)["swept"] > started
    clock.advance(timedelta(minutes=1))
    _, again = ebay.drain(source, stream, swept)
    assert json.loads(again)["swept"] == json.loads(swept)["swept"]


def test_a_desk_that_slept_looks_first_and_sweeps_then(ebay: Bench, clock: FakeClock) -> None:
    clock.advance(timedelta(hours=5))
    cursor = '{"since": "2026-03-02T09:00:00Z", "swept": "2026-03-02T09:00:00Z", "looked": false}'
    source = ebay.source()
    page = source.pull(ebay.live(source), cursor)
    assert page.more
    assert not source.pull(ebay.live(source), page.next_cursor).more


def test_a_message_seen_in_one_look_does_not_come_again_in_the_next(ebay: Bench, clock: FakeClock) -> None:
    source = ebay.source()
    stream = ebay.live(source)
    _, cursor = ebay.drain(source, stream, None)
    ebay.say("once")
    first, cursor = ebay.drain(source, stream, cursor)
    clock.advance(timedelta(minutes=1))
    second, _ = ebay.drain(source, stream, cursor)
    assert len(ebay.messages(tuple(first))) == 1
    assert second == []


def test_orders_come_with_parcels_and_then_pictures(ebay: Bench, clock: FakeClock) -> None:
    source = ebay.source()
    stream = ebay.named(source, "backfill:orders")
    items, cursor = ebay.drain(source, stream, None)
    orders = [item for item in items if isinstance(item, OrderSnapshot)]
    rows = ebay.town.ask("orders")
    assert isinstance(rows, list)
    wanted = {str(row["id"]) for row in rows if isinstance(row, dict) and row["shop"] == "ebay-uk"}
    assert {order.remote_key for order in orders} == wanted
    lines = {line.item_ref for order in orders for line in order.lines}
    assert {item.item_ref for item in items if isinstance(item, ItemPicture)} == lines
    assert any(order.shipments for order in orders if order.status is OrderStatus.SHIPPED)
    assert source.pull(stream, cursor).items == ()


def test_an_order_that_changed_comes_live_with_its_carrier(ebay: Bench, clock: FakeClock) -> None:
    source = ebay.source()
    stream = ebay.named(source, "orders")
    _, cursor = ebay.drain(source, stream, None)
    rows = ebay.town.ask("orders")
    assert isinstance(rows, list)
    number = next(str(row["id"]) for row in rows if isinstance(row, dict) and row["shop"] == "ebay-uk")
    clock.advance(timedelta(minutes=10))
    ebay.town.tell("ship", order=number, stage="shipped")
    items, cursor = ebay.drain(source, stream, cursor)
    changed = next(item for item in items if isinstance(item, OrderSnapshot) and item.remote_key == number)
    assert changed.status is OrderStatus.SHIPPED
    assert changed.shipments[0].carrier
    assert changed.shipments[0].shipped_at is not None


def test_cases_of_three_kinds_come_with_their_due_dates(ebay: Bench) -> None:
    source = ebay.source()
    items, cursor = ebay.drain(source, ebay.named(source, "cases"), None)
    cases = [item for item in items if isinstance(item, AfterSale)]
    assert cases
    assert all(case.order_remote_key and case.state for case in cases)
    assert any(case.due is not None for case in cases if case.open)
    wanted = {AfterSaleKind.RETURN, AfterSaleKind.INQUIRY, AfterSaleKind.CANCELLATION}
    assert {case.kind for case in cases} == wanted
    again, _ = ebay.drain(source, ebay.named(source, "cases"), cursor)
    assert len(again) == len(items)


def test_a_case_and_a_payment_dispute_are_claims_with_what_they_are_about(ebay: Bench) -> None:
    order = an_order(ebay, "delivered")
    case = opened(ebay, "inquiry", order)
    case.kind, case.state = "claim", "WAITING_CS"
    one = disputed(ebay, order)
    source = ebay.source()
    items, _ = ebay.drain(source, ebay.named(source, "cases"), None)
    claims = {
        item.remote_key: item
        for item in items
        if isinstance(item, AfterSale) and item.kind is AfterSaleKind.CLAIM
    }
    total = Money(order.total, "GBP")
    first, second = claims[f"case:{case.id}"], claims[f"dispute:{one.id}"]
    assert (first.open, first.amount, first.due) == (True, total, case.due)
    assert (second.open, second.amount, second.due) == (True, total, one.due)
    assert (second.order_remote_key, second.reason) == (order.id, "ITEM_NOT_RECEIVED")
    one.response = "SELLER_ACCEPT"
    items, _ = ebay.drain(source, ebay.named(source, "cases"), None)
    assert [
        item.open for item in items if isinstance(item, AfterSale) and item.remote_key == second.remote_key
    ] == [False]


def test_a_case_without_its_number_is_kept_as_it_came(ebay: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    source = ebay.source()
    odd = {SEARCHES[0].rows: [{"state": "OPEN", "reason": "who knows"}]}
    monkeypatch.setattr(source, "_search", lambda search, offset, now: odd if search is SEARCHES[0] else {})
    items, _ = ebay.drain(source, ebay.named(source, "cases"), None)
    (kept,) = items
    assert isinstance(kept, Unreadable)
    assert json.loads(kept.content)["reason"] == "who knows"


def test_who_signed_in_before_we_asked_for_disputes_sees_everything_else(ebay: Bench) -> None:
    disputed(ebay, an_order(ebay, "delivered"))
    refresh = ebay.keeper.secrets[ebay.logins["api"].id]["refresh_token"]
    grant = door(ebay).keys.by_refresh[refresh]
    grant.scopes = frozenset(
        {f"{ROOT}/{name}" for name in ("commerce.message", "sell.fulfillment", "commerce.identity.readonly")}
    )
    source = ebay.source()
    report = {tried: (worked, why) for tried, worked, why in source.check().report}
    assert report["disputes"] == (True, "ebay_no_dispute_scope")
    assert all(worked for worked, _ in report.values())
    for stream in source.streams():
        items, _ = ebay.drain(source, stream, None)
        assert not [
            item for item in items if isinstance(item, AfterSale) and item.remote_key.startswith("dispute:")
        ]
    assert {
        item.kind
        for item in ebay.drain(source, ebay.named(source, "cases"), None)[0]
        if isinstance(item, AfterSale)
    }
    fresh = ebay.source().check().report
    grant.scopes = grant.scopes | {f"{ROOT}/sell.payment.dispute"}
    ebay.forget_tokens()
    assert ("disputes", True, "") in ebay.source().check().report
    assert ("disputes", True, "") not in fresh


def test_ebays_own_notices_are_system_messages_that_take_no_reply(ebay: Bench, clock: FakeClock) -> None:
    source = ebay.source()
    stream = ebay.named(source, "notices")
    _, cursor = ebay.drain(source, stream, None)
    clock.advance(timedelta(minutes=1))
    ebay.town.tell("say", conversation="system-ebay-uk", text="Policy update")
    items, _ = ebay.drain(source, stream, cursor)
    notice = next(item for item in items if isinstance(item, RemoteMessage) and item.text == "Policy update")
    assert notice.kind is MessageKind.SYSTEM
    receipt = ebay.sender().send(ebay.reply(notice, "Thanks"))
    assert receipt.reason == "ebay_system_message"


def test_a_picture_of_a_message_can_be_fetched(ebay: Bench) -> None:
    source = ebay.source()
    _, cursor = ebay.drain(source, ebay.live(source), None)
    ebay.clock.advance(timedelta(seconds=5))
    ebay.town.tell("say", conversation="demo-28", text="See photo", picture=True)
    items, _ = ebay.drain(source, ebay.live(source), cursor)
    (message,) = ebay.messages(tuple(items))
    sender = ebay.sender()
    assert sender.fetch_file(message.files[0].url).startswith(b"\x89PNG")
    with pytest.raises(Rejected):
        sender.fetch_file(message.files[0].url + "gone")
    with pytest.raises(Rejected):
        sender.fetch_file("file:///etc/passwd")


@dataclass
class Canned:
    """The answers of a platform, by the end of the address; the rest of an API is not needed here."""

    answers: dict[str, list[dict[str, object]]]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    class hosts:  # noqa: N801  stands in for an attribute
        messages = "m"

    def me(self) -> tuple[str, str]:
        return ("us", "us-id")

    def get(self, url: str, query: dict[str, str]) -> dict[str, object]:
        self.asked.append((url, query))
        return self.answers[url].pop(0)


def row(number: int, minute: int, sender: str = "buyer") -> dict[str, object]:
    return {
        "messageId": str(number),
        "createdDate": f"2026-03-02T08:{minute:02}:00Z",
        "senderUsername": sender,
        "recipientUsername": "us",
        "messageBody": f"m{number}",
    }


def talk_of(number: int, minute: int) -> dict[str, object]:
    return {"conversationId": "c", "conversationType": "FROM_MEMBERS", "latestMessage": row(number, minute)}


def test_pages_that_run_from_old_to_new_are_walked_to_their_end(clock: FakeClock) -> None:
    api = Canned({"m/conversation/c": [
        {"messages": [row(1, 1), row(2, 2)], "next": "x"},
        {"messages": [row(3, 50)]},
    ]})  # fmt: skip
    walk = reading_messages.Walk("FROM_MEMBERS", clock.now() - timedelta(minutes=20))
    items = reading_messages.messages(api, talk_of(3, 50), walk)  # type: ignore[arg-type]
    assert [item.remote_key for item in items if isinstance(item, RemoteMessage)] == ["3"]
    assert len(api.asked) == 2


def test_pages_that_run_from_new_to_old_end_at_the_first_old_one(clock: FakeClock) -> None:
    api = Canned({"m/conversation/c": [
        {"messages": [row(9, 59), row(8, 58)], "next": "x"},
        {"messages": [row(2, 2), row(1, 1)], "next": "x"},
        {"messages": [row(0, 0)], "next": "x"},
    ]})  # fmt: skip
    walk = reading_messages.Walk("FROM_MEMBERS", clock.now() - timedelta(minutes=20), until=clock.now())
    items = reading_messages.messages(api, talk_of(9, 59), walk)  # type: ignore[arg-type]
    assert [item.remote_key for item in items if isinstance(item, RemoteMessage)] == ["8", "9"]
    assert len(api.asked) == 2


def test_a_row_that_cannot_be_read_is_kept_beside_the_good_ones(clock: FakeClock) -> None:
    broken = {"messageBody": "who am I"}
    api = Canned({"m/conversation/c": [{"messages": [row(9, 59), broken]}]})
    walk = reading_messages.Walk("FROM_MEMBERS", clock.now() - timedelta(minutes=20))
    items = reading_messages.messages(api, talk_of(9, 59), walk)  # type: ignore[arg-type]
    assert {type(item) for item in items} == {RemoteMessage, Unreadable}


def test_a_list_that_shows_the_same_page_for_ever_is_noticed(clock: FakeClock) -> None:
    page = {"conversations": [talk_of(1, 1)], "next": "x"}
    api = Canned({"m/conversation": [page, page]})
    first = reading_messages.live(api, {}, clock.now())  # type: ignore[arg-type]
    with pytest.raises(Surprise):
        reading_messages.live(api, json.loads(first.next_cursor), clock.now())  # type: ignore[arg-type]


def test_what_was_seen_stays_small_in_the_cursor() -> None:
    many = {str(number): "x" for number in range(1000)}
    assert list(reading_messages.bounded(many)) == [str(number) for number in range(600, 1000)]


@pytest.mark.parametrize(
    ("status", "body", "error", "key"),
    [
        (401, b'{"errors": [{"errorId": 1001}]}', AuthExpired, "sign_in_again"),
        (403, b'{"errors": [{"errorId": 1100}]}', AuthExpired, "ebay_scope_missing"),
        (400, b'{"error": [{"errorId": 7}]}', Rejected, "ebay_rejected"),
        (418, b"{}", Surprise, "unknown_status"),
    ],
)
def test_refusals_of_reading(status: int, body: bytes, error: type[Exception], key: str) -> None:
    with pytest.raises(error) as caught:
        read(Answer(status, {}, body))
    assert str(caught.value) == key
    assert read(Answer(204, {}, b"")) == {}


def test_a_login_without_a_consent_asks_for_one(ebay: Bench) -> None:
    ebay.keeper.secrets[ebay.logins["api"].id].pop("refresh_token")
    with pytest.raises(AuthExpired):
        ebay.source().check()


def test_a_token_refused_twice_needs_a_person(ebay: Bench) -> None:
    message = ebay.inbound()
    sender = ebay.sender()
    ebay.town.tell("expire", seller="")
    for expired in (False, True):
        ebay.town.tell("force", fault="token_expires", path="send_message", times=1)
        receipt = sender.send(ebay.reply(message, "Hello"))
        assert receipt.kind.value == "later"
        assert receipt.needs_sign_in is expired
    assert sender.send(ebay.reply(message, "Hello")).kind.value == "sent"


def test_an_order_without_number_is_kept_whole(ebay: Bench, clock: FakeClock) -> None:
    source = ebay.source()
    assert isinstance(source, EbaySource)
    (item,) = source._order({"buyerCheckoutNotes": "x"}, live=False)
    assert isinstance(item, Unreadable)
    assert isinstance(source._api, EbayApi)


def test_a_listing_that_is_gone_has_no_picture(ebay: Bench) -> None:
    source = ebay.source()
    page = source.pull(ebay.named(source, "orders"), '{"wanted": ["999999999999"]}')
    assert page.items == ()
    assert not page.more


def test_a_fresh_token_called_invalid_is_a_hiccup_until_it_goes_on(ebay: Bench) -> None:
    source = ebay.source()
    stream = ebay.live(source)
    for error in (Unreachable, Unreachable, AuthExpired):
        ebay.town.tell("force", fault="token_expires", path="conversation", times=2)
        with pytest.raises(error):
            source.pull(stream, None)
    assert source.pull(stream, None).next_cursor
