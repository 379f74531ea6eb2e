"""TikTok's messages, orders and cases in our words, and how few calls they cost."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.connectors.contract import (
    AfterSale,
    OrderSnapshot,
    Rejected,
    RemoteMessage,
    StreamMode,
    Surprise,
    Unreadable,
)
from app.connectors.tiktok.cases import cancellation_of, return_of
from app.connectors.tiktok.messages import message_of
from app.connectors.tiktok.orders import order_of
from app.connectors.tiktok.sender import TikTokSender
from app.domain.cards import CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money
from app.simulator.running import RunningTown
from app.simulator.tiktok_login import CHAT
from app.simulator.tiktok_platform import TikTokDoor
from app.simulator.town import Setting
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

TALK: dict[str, Any] = {
    "id": "7494560109732334261",
    "can_send_message": True,
    "participants": [
        {
            "im_user_id": "7494560109732334270",
            "user_id": "7494560109732334262",
            "role": "BUYER",
            "nickname": "Albert",
        },
        {"im_user_id": "7494560109732334271", "user_id": "1", "role": "SHOP", "nickname": "Shop"},
    ],
}


def row(shape: str, content: object, role: str = "BUYER", **more: object) -> dict[str, Any]:
    return {
        "id": "7494560109732334263",
        "type": shape,
        "content": content if isinstance(content, str) else json.dumps(content),
        "create_time": 1691411573,
        "is_visible": True,
        "sender": {"im_user_id": "7494560109732334270", "role": role, "nickname": "Albert"},
        "index": "7494560109732334274",
        **more,
    }


def read(shape: str, content: object, role: str = "BUYER", **more: object) -> RemoteMessage:
    found = message_of(row(shape, content, role, **more), TALK, "Look in TikTok Shop")
    assert isinstance(found, RemoteMessage)
    return found


@pytest.fixture
def tiktok(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("tiktok", town, clock)
    yield bench
    bench.close()


# --- messages ---


def test_a_text_carries_everything_an_answer_needs() -> None:
    message = read("TEXT", {"content": "hi"})
    assert (message.text, message.kind, message.direction) == ("hi", MessageKind.CUSTOMER, Direction.INBOUND)
    assert message.thread_keys == ("conv:7494560109732334261",)
    assert (message.customer.key, message.customer.name) == ("7494560109732334262", "Albert")
    assert message.reply_refs == {
        "conversation_id": "7494560109732334261",
        "buyer_user_id": "7494560109732334262",
    }
    assert message.sent_at == datetime(2023, 8, 7, 12, 32, 53, tzinfo=UTC)
    assert message.language == ""


@pytest.mark.parametrize(
    ("role", "kind", "direction"),
    [
        ("BUYER", MessageKind.CUSTOMER, Direction.INBOUND),
        ("SHOP", MessageKind.AGENT, Direction.OUTBOUND),
        ("CUSTOMER_SERVICE", MessageKind.AGENT, Direction.OUTBOUND),
        ("ROBOT", MessageKind.AUTO_REPLY, Direction.OUTBOUND),
        ("SYSTEM", MessageKind.SYSTEM, Direction.INBOUND),
        ("SOMETHING_NEW", MessageKind.CUSTOMER, Direction.INBOUND),
    ],
)
def test_only_people_on_our_side_count_as_an_answer(
    role: str, kind: MessageKind, direction: Direction
) -> None:
    message = read("TEXT", {"content": "x"}, role)
    assert (message.kind, message.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("shape", "content", "kind", "ref"),
    [
        ("PRODUCT_CARD", {"product_id": "12345"}, CardKind.ITEM, "12345"),
        ("ORDER_CARD", {"order_id": "57"}, CardKind.ORDER, "57"),
        ("RETURN_REFUND_CARD", {"order_id": "57", "sku_id": "4"}, CardKind.REFUND, "57"),
        ("COUPON_CARD", {"coupon_id": "72"}, CardKind.VOUCHER, "72"),
        ("BUYER_ENTER_FROM_PRODUCT", {"product_id": "12345"}, CardKind.ARRIVAL, "12345"),
        ("BUYER_ENTER_FROM_ORDER", {"order_id": "57"}, CardKind.ARRIVAL, "57"),
        ("EMOTICONS", {"url": "https://p16.tiktokcdn.com/a.png"}, CardKind.STICKER, ""),
    ],
)
def test_everything_beside_words_is_a_card(
    shape: str, content: dict[str, str], kind: CardKind, ref: str
) -> None:
    message = read(shape, content)
    (card,) = message.cards
    assert (card.kind, card.ref) == (kind, ref)
    assert message.order_keys == ((ref,) if "order_id" in content else ())
    assert message.item_ref == content.get("product_id", "")


def test_coming_from_a_product_is_no_question_yet() -> None:
    assert read("BUYER_ENTER_FROM_PRODUCT", {"product_id": "1"}).kind is MessageKind.SYSTEM
    for shape in ("ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"):
        notice = read(shape, {"content": "Anna joined"}, "SHOP")
        assert (notice.kind, notice.text, notice.cards) == (MessageKind.SYSTEM, "Anna joined", ())


@pytest.mark.parametrize("shape", ["OTHER", "HOLOGRAM", ""])
def test_a_type_nobody_knows_is_shown_with_the_way_to_the_original(shape: str) -> None:
    message = read(shape, {"content": "?"})
    (card,) = message.cards
    assert (card.kind, card.name, card.detail) == (CardKind.UNKNOWN, shape or "?", "Look in TikTok Shop")
    assert message.low_confidence


def test_pictures_and_films_are_files() -> None:
    (photo,) = read(
        "IMAGE", {"height": "290", "url": "https://p16.tiktokcdn.com/x/photo-1", "width": "304"}
    ).files
    assert (photo.name, photo.content_type) == ("photo.jpg", "image/jpeg")
    (film,) = read("VIDEO", {"url": "https://v.tiktokcdn.com/v?x=1", "size": 400_000}).files
    assert (film.name, film.content_type, film.size) == ("video.mp4", "video/mp4", 400_000)
    (card,) = read("IMAGE", {"url": "file:///etc/passwd"}).cards
    assert (card.kind, card.picture) == (CardKind.UNKNOWN, "")


def test_what_tiktok_hides_stays_hidden_and_what_is_broken_is_kept() -> None:
    assert message_of(row("NOTIFICATION", {"content": "Rate us"}, is_visible=False), TALK) is None
    kept = message_of(row("TEXT", {"content": "x"}, create_time="soon"), TALK)
    assert isinstance(kept, Unreadable)
    assert b'"soon"' in kept.content
    assert read("TEXT", "no json at all").text == "no json at all"
    assert read("TEXT", "[1]").text == "[1]"


def keys(bench: Bench, stream: str) -> list[RemoteMessage]:
    source = bench.source()
    return bench.messages(tuple(bench.drain(source, bench.named(source, stream), None)[0]))


def test_the_past_shows_arrivals_and_hides_what_is_not_for_us(tiktok: Bench) -> None:
    past = keys(tiktok, "backfill:messages")
    assert [card.kind for one in past for card in one.cards] == [CardKind.ARRIVAL]
    assert not any("Rate this chat" in one.text for one in past)
    photo = next(one for one in past if one.files)
    url = photo.files[0].url
    assert tiktok.sender().fetch_file(url).startswith(b"\x89PNG")


def test_messages_of_one_second_keep_their_order(tiktok: Bench) -> None:
    source = tiktok.source()
    items, _ = tiktok.drain(source, tiktok.named(source, "backfill:messages"), None)
    read = tiktok.messages(tuple(items))
    arrival = next(number for number, one in enumerate(read) if one.cards)
    before, after = read[arrival], read[arrival + 1]
    assert (before.thread_keys, before.kind) == (after.thread_keys, MessageKind.SYSTEM)
    assert after.sent_at - before.sent_at == timedelta(milliseconds=1)


def calls_of(bench: Bench, part: str = "/customer_service/") -> list[str]:
    """Paths of what is asked from now on."""
    heard: list[str] = []
    town = bench.town.service.town
    serve = town.handle

    def handle(request: Any, now: datetime) -> Any:
        if part in request.path:
            heard.append(request.path.rpartition("/")[2])
        return serve(request, now)

    town.handle = handle  # type: ignore[method-assign]
    return heard


def test_a_quiet_look_costs_one_call_and_news_one_more(tiktok: Bench) -> None:
    source = tiktok.source()
    stream = tiktok.live(source)
    _, cursor = tiktok.drain(source, stream, None)
    heard = calls_of(tiktok)
    _, cursor = tiktok.drain(source, stream, cursor)
    assert heard == ["conversations"]
    tiktok.say("Any news?")
    items, cursor = tiktok.drain(source, stream, cursor)
    assert len(items) == 1
    assert heard[1:] == ["conversations", "messages"]


def test_a_list_out_of_order_costs_a_look_no_walk_to_its_end(clock: FakeClock) -> None:
    setting = Setting(11, clock.now(), "crowd", 200, "tiktok", timedelta(days=20))
    with RunningTown(setting, clock.now) as town:
        bench = open_bench("tiktok", town, clock)
        source = bench.source()
        stream = bench.live(source)
        _, cursor = bench.drain(source, stream, None)
        bench.say("Any news?")
        town.tell("weather", rates={"shuffled": 1.0}, seed=1)
        heard = calls_of(bench)
        items, _ = bench.drain(source, stream, cursor)
        bench.close()
    assert [one.text for one in bench.messages(tuple(items))] == ["Any news?"]
    assert heard.count("conversations") <= 2


def test_what_was_listed_late_is_found_by_the_hourly_sweep(tiktok: Bench) -> None:
    source = tiktok.source()
    stream = tiktok.live(source)
    _, cursor = tiktok.drain(source, stream, None)
    tiktok.town.tell("weather", lag_seconds=60, seed=4)
    texts: list[str] = []
    for number in range(4):
        tiktok.say(f"late {number}")
        items, cursor = tiktok.drain(source, stream, cursor)
        texts += [one.text for one in tiktok.messages(tuple(items))]
    for _ in range(2):
        tiktok.clock.advance(timedelta(minutes=61))
        items, cursor = tiktok.drain(source, stream, cursor)
        texts += [one.text for one in tiktok.messages(tuple(items))]
    assert set(texts) >= {f"late {number}" for number in range(4)}


def test_a_page_that_leads_to_itself_is_noticed(tiktok: Bench) -> None:
    source = tiktok.source()
    stream = tiktok.live(source)
    _, cursor = tiktok.drain(source, stream, None)
    for number in range(12):
        tiktok.say(f"{number}")
    tiktok.town.tell("weather", rates={"loop": 1.0}, seed=1)
    with pytest.raises(Surprise, match="cursor_loops"):
        tiktok.drain(source, stream, cursor)
    tiktok.town.tell("weather", profile="calm")
    assert len(tiktok.drain(source, stream, cursor)[0]) == 12


def test_an_old_page_token_begins_the_round_anew(tiktok: Bench) -> None:
    source = tiktok.source()
    stream = tiktok.live(source)
    _, cursor = tiktok.drain(source, stream, None)
    tiktok.say("Hello again")
    stale = json.dumps({**json.loads(cursor), "token": "bm9ib2R5", "steps": 1})
    page = source.pull(stream, stale)
    assert (page.items, page.more) == ((), False)
    assert len(tiktok.drain(source, stream, page.next_cursor)[0]) == 1


# --- without the right to messages ---


def without_chat(bench: Bench) -> None:
    door = bench.town.service.town.doors["tiktok"]
    assert isinstance(door, TikTokDoor)
    for grant in door.keys.by_refresh.values():
        grant.scopes -= {CHAT}
    door.keys.expire("")
    bench.forget_tokens()


def test_a_shop_without_the_right_to_messages_is_connected_for_its_orders(tiktok: Bench) -> None:
    without_chat(tiktok)
    source = tiktok.source()
    report = {name: (worked, why) for name, worked, why in source.check().report}
    assert report["orders"] == (True, "")
    assert report["messages"] == (True, "tiktok_chat_not_granted")
    names = [one.name.rpartition(":")[0] for one in source.streams()]
    assert names == ["orders", "cases", "backfill:orders"]
    abilities = tiktok.sender().capabilities()
    assert {one.value for one in abilities.can} == {"reads_orders", "acts_on_orders"}
    assert set(abilities.cannot.values()) >= {"tiktok_chat_not_granted"}


def test_a_right_taken_away_rests_the_messages_and_leaves_the_orders_alone(tiktok: Bench) -> None:
    source = tiktok.source()
    stream = tiktok.live(source)
    _, cursor = tiktok.drain(source, stream, None)
    without_chat(tiktok)
    with pytest.raises(Rejected, match="tiktok_chat_not_granted"):
        source.pull(stream, cursor)
    assert source.pull(tiktok.named(source, "orders"), None).next_cursor


# --- orders ---

ORDER: dict[str, Any] = {
    "id": "576461413038785752",
    "status": "IN_TRANSIT",
    "user_id": "7021436810468230477",
    "create_time": 1619611561,
    "update_time": 1619621355,
    "rts_time": 1619611999,
    "rts_sla_time": 1619611688,
    "delivery_sla_time": 1678389618,
    "buyer_message": "Please ship asap!",
    "payment": {"currency": "GBP", "total_amount": "31.50"},
    "recipient_address": {
        "name": "C*** H***", "phone_number": "(+44)78*****12", "postal_code": "PR2 5AB", "region_code": "GB",
        "address_line1": "1*** Quay", "address_line2": " ", "post_town": "Ribbleton",
    },
    "line_items": [
        {"id": "1", "sku_id": "s", "product_id": "p", "product_name": "Mug", "sku_name": "Blue", "seller_sku": "MUG-B",
         "sale_price": "9.50", "package_id": "115", "package_status": "FULFILLING", "tracking_number": "JX1",
         "shipping_provider_name": "Evri", "sku_image": "https://p16.ibyteimg.com/a.png"},
        {"id": "2", "sku_id": "s", "product_id": "p", "product_name": "Mug", "sku_name": "Blue", "seller_sku": "MUG-B",
         "sale_price": "9.50", "package_id": "115", "tracking_number": "JX1"},
        {"id": "3", "sku_id": "t", "product_id": "q", "product_name": "Lamp", "sku_name": "", "sale_price": "12.50"},
    ],
}  # fmt: skip


def test_an_order_counts_its_pieces_and_keeps_what_is_masked_masked() -> None:
    order = order_of(ORDER, "GB")
    assert order is not None
    assert order.status is OrderStatus.IN_TRANSIT
    assert [(line.line_id, line.title, line.quantity, line.price) for line in order.lines] == [
        ("1,2", "Mug · Blue", 2, Money(950, "GBP")),
        ("3", "Lamp", 1, Money(1250, "GBP")),
    ]
    (parcel,) = order.shipments
    assert (parcel.remote_key, parcel.carrier, parcel.tracking, parcel.status) == (
        "115",
        "Evri",
        "JX1",
        OrderStatus.IN_TRANSIT,
    )
    assert (order.recipient.name, order.recipient.city, order.recipient.lines) == (
        "C*** H***",
        "Ribbleton",
        ("1*** Quay",),
    )
    assert order.total == Money(3150, "GBP")
    assert order.buyer_keys == ("7021436810468230477",)
    assert order.url == "https://seller-gb.tiktok.com/order/detail?order_no=576461413038785752"
    assert order.ship_by == datetime.fromtimestamp(1619611688, UTC)


@pytest.mark.parametrize(
    ("word", "status"),
    [("UNPAID", OrderStatus.PENDING), ("ON_HOLD", OrderStatus.PENDING), ("AWAITING_SHIPMENT", OrderStatus.PAID),
     ("PARTIALLY_SHIPPING", OrderStatus.SHIPPED), ("AWAITING_COLLECTION", OrderStatus.SHIPPED),
     ("IN_TRANSIT", OrderStatus.IN_TRANSIT), ("DELIVERED", OrderStatus.DELIVERED), ("COMPLETED", OrderStatus.DELIVERED),
     ("CANCELLED", OrderStatus.CANCELLED), ("CANCEL", OrderStatus.CANCELLED), ("TELEPORTED", OrderStatus.OTHER)],
)  # fmt: skip
def test_every_state_has_a_rung_and_an_unknown_one_crashes_nothing(word: str, status: OrderStatus) -> None:
    order = order_of({**ORDER, "status": word})
    assert order is not None
    assert (order.status, order.remote_status) == (status, word)


def test_an_order_with_a_number_of_its_own_has_one_parcel() -> None:
    bare = {
        **ORDER,
        "line_items": [],
        "tracking_number": "JX9",
        "shipping_provider": "Evri",
        "packages": [{"id": "116"}],
    }
    order = order_of(bare)
    assert order is not None
    assert [(one.remote_key, one.tracking, one.carrier) for one in order.shipments] == [
        ("116", "JX9", "Evri")
    ]
    assert order_of({"id": "5"}) is None


def test_orders_come_as_they_change_and_from_the_past(tiktok: Bench) -> None:
    source = tiktok.source()
    past, _ = tiktok.drain(source, tiktok.named(source, "backfill:orders"), None)
    found = {one.remote_key: one for one in past if isinstance(one, OrderSnapshot)}
    assert found["576461413038785752"].lines[0].picture.endswith("/media/p/lamp.png")
    live = tiktok.named(source, "orders")
    _, cursor = tiktok.drain(source, live, None)
    tiktok.clock.advance(timedelta(minutes=5))
    tiktok.town.tell("ship", order="576461413038785752", stage="delivered")
    tiktok.clock.advance(timedelta(minutes=1))
    (changed,) = tiktok.drain(source, live, cursor)[0]
    assert isinstance(changed, OrderSnapshot)
    assert changed.status is OrderStatus.DELIVERED


def test_an_order_is_found_although_tiktoks_clock_was_ahead_at_the_first_look(tiktok: Bench) -> None:
    """Found by a storm: the first look began at a moment that had not come yet."""
    source = tiktok.source()
    live = next(one for one in source.streams() if one.name.startswith("orders"))
    tiktok.town.tell("weather", profile="calm", skew_seconds=600)
    _, cursor = tiktok.drain(source, live, None)
    tiktok.clock.advance(timedelta(minutes=1))
    placed = tiktok.town.tell("order", shop=tiktok.town_shop)
    assert isinstance(placed, dict)
    tiktok.town.tell("weather", profile="calm")
    tiktok.clock.advance(timedelta(minutes=15))
    found = tiktok.drain(source, live, cursor)[0]
    assert placed["order"] in [one.remote_key for one in found if isinstance(one, OrderSnapshot)]


# --- cases ---


def test_a_return_tells_until_when_somebody_must_act() -> None:
    case = return_of(
        {
            "return_id": "4035318504086604100",
            "order_id": "577686530908261117",
            "return_type": "RETURN_AND_REFUND",
            "return_status": "RETURN_OR_REFUND_REQUEST_PENDING",
            "return_reason_text": "Wrong colour",
            "create_time": 1690451136,
            "refund_amount": {"currency": "USD", "refund_total": "1.23"},
            "seller_next_action_response": [{"action": "SELLER_RESPOND_RETURN", "deadline": 1690554680}],
        }
    )
    assert case is not None
    assert (case.kind, case.open, case.amount) == (AfterSaleKind.RETURN, True, Money(123, "USD"))
    assert case.due == datetime.fromtimestamp(1690554680, UTC)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        ("AWAITING_BUYER_RESPONSE", True),
        ("RETURN_OR_REFUND_REQUEST_COMPLETE", False),
        ("SOMETHING_NEW", True),
    ],
)
def test_a_state_nobody_knows_leaves_a_case_open(state: str, is_open: bool) -> None:
    case = return_of({"return_id": "1", "order_id": "2", "return_type": "REFUND", "return_status": state})
    assert case is not None
    assert (case.kind, case.open) == (AfterSaleKind.REFUND, is_open)


@pytest.mark.parametrize("state", ["CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_CANCELLED"])
def test_both_spellings_of_a_refused_cancellation_close_it(state: str) -> None:
    case = cancellation_of({"cancel_id": "1", "order_id": "2", "cancel_status": state})
    assert case is not None
    assert (case.kind, case.open) == (AfterSaleKind.CANCELLATION, False)
    assert cancellation_of({"cancel_id": "1"}) is None
    assert return_of({}) is None


def test_a_dispute_keeps_a_refused_return_open() -> None:
    refused = {"return_id": "1", "order_id": "2", "return_status": "REFUND_OR_RETURN_REQUEST_REJECT"}
    closed, disputed = return_of(refused), return_of({**refused, "arbitration_status": "IN_PROGRESS"})
    assert closed is not None
    assert disputed is not None
    assert (closed.open, disputed.open) == (False, True)


def test_cases_come_once_and_again_when_they_change(tiktok: Bench) -> None:
    source = tiktok.source()
    stream = tiktok.named(source, "cases")
    first, cursor = tiktok.drain(source, stream, None)
    assert {one.kind for one in first if isinstance(one, AfterSale)} == {AfterSaleKind.RETURN}
    tiktok.clock.advance(timedelta(minutes=15))
    again, cursor = tiktok.drain(source, stream, cursor)
    assert again == []


def test_live_streams_quicken_and_rest(tiktok: Bench) -> None:
    stream = tiktok.live(tiktok.source())
    assert stream.mode is StreamMode.LIVE
    assert stream.quick is not None
    assert stream.idle is not None
    assert stream.quick < stream.period < stream.idle


def test_an_indonesian_picture_is_asked_for_with_our_token_at_tiktok_alone(tiktok: Bench) -> None:
    from app.connectors.tiktok.pictures import is_guarded

    assert is_guarded("https://p16-oec-sg.ibyteimg.com/a.png")
    for url in (
        "http://p16.ibyteimg.com/a",
        "https://ibyteimg.com.evil.example/a",
        "https://evil.example/?ibyteimg.com",
    ):
        assert not is_guarded(url)
    assert isinstance(tiktok.sender(), TikTokSender)
