"""Shopee as a source: signing, tokens that are good once, words of refusal, chats, orders and returns."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors import paging
from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    DeliveryNews,
    OrderSnapshot,
    RateLimited,
    Rejected,
    RemoteMessage,
    Surprise,
    Unreachable,
    Unreadable,
)
from app.connectors.reading import Fields
from app.connectors.shopee import cases, reading_messages, reading_orders
from app.connectors.shopee.answers import Fault, fault_of, read
from app.connectors.shopee.cases import return_of
from app.connectors.shopee.hosts import picture_url, sign
from app.connectors.shopee.messages import items_of, message_of
from app.connectors.shopee.orders import order_of
from app.connectors.shopee.sign_in import consent_at, covered, pasted, sign_in
from app.connectors.shopee.tokens import lifetime, pair_of
from app.domain.cards import CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.errors import QuaysideError
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.running import RunningTown
from tests.connectors.shopee_bench import api_of, door_of, rules_of, talk_of
from tests.connectors.shopee_bench import order_of as the_order
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

KEY, PARTNER = "shopee_fake_partner_key_0123456789", "2001887"
TOKEN = "59777174636562737266615546704c6d"
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def shopee(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("shopee", town, clock)
    yield bench
    bench.close()


# --- signing and signing in ---


@pytest.mark.parametrize(
    ("path", "token", "owner", "signature"),
    [
        (
            "/api/v2/sellerchat/get_conversation_list",
            TOKEN,
            "14701711",
            "d275ca9dcf45e2abe91a8851ae0415a53a8fc34a020aa94976645f15b815f9bb",
        ),
        (
            "/api/v2/auth/token/get",
            "",
            "",
            "ea7f1b1296a8e476e6827dfe721f826787f0c8ecad675ccf3e72c83015ccca23",
        ),
        (
            "/api/v2/sellerchat/get_conversation_list",
            TOKEN,
            "1000000",
            "417b08b7b9d4a61ff75f84528d2322a25dd233f3102565eb07c965a893c15f1e",
        ),
    ],
)
def test_the_worked_examples_are_signed_as_they_stand(
    path: str, token: str, owner: str, signature: str
) -> None:
    assert sign(KEY, PARTNER, path, 1_700_000_000, token, owner) == signature


def test_the_consent_page_carries_its_moment_and_its_signature() -> None:
    values = {"client_id": PARTNER, "client_secret": KEY, "redirect_url": "https://example.com/a?b=1"}
    page = consent_at(values, datetime.fromtimestamp(1_700_000_000, UTC))
    at = sign(KEY, PARTNER, "/api/v2/shop/auth_partner", 1_700_000_000)
    assert page.startswith("https://openplatform.shopee.cn/api/v2/shop/auth_partner?partner_id=2001887")
    assert f"timestamp=1700000000&sign={at}&redirect=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1" in page
    with pytest.raises(Rejected, match="fill_client_first"):
        consent_at({**values, "client_secret": ""}, NOW)


@pytest.mark.parametrize(
    ("address", "extra", "found"),
    [
        ("https://x.example/?code=abc&shop_id=77", {}, ("abc", {"shop_id": 77})),
        ("https://x.example/?code=abc&main_account_id=9", {}, ("abc", {"main_account_id": 9})),
        ("abc", {"shop_id": "77"}, ("abc", {"shop_id": 77})),
    ],
)
def test_a_pasted_address_says_the_code_and_whose_it_is(
    address: str, extra: dict[str, str], found: tuple[str, dict[str, int]]
) -> None:
    assert pasted({"pasted": address, **extra}) == found


def test_an_address_without_a_shop_asks_for_it() -> None:
    with pytest.raises(Rejected, match="shopee_shop_missing"):
        pasted({"pasted": "abc"})
    with pytest.raises(Rejected, match="no_code_in_address"):
        pasted({"pasted": "https://x.example/?shop_id=7"})


def test_a_main_account_brings_all_of_its_shops_unless_one_is_named() -> None:
    assert covered({"shop_id_list": [1, 2, 1]}, {}, "") == ("1", "2")
    assert covered({"shop_id_list": [1, 2]}, {"shop_id": "2"}, "") == ("2",)
    assert covered({}, {}, "77") == ("77",)
    with pytest.raises(Rejected, match="shopee_shop_missing"):
        covered({"shop_id_list": [1, 2]}, {"shop_id": "3"}, "")
    with pytest.raises(Rejected, match="shopee_no_shops"):
        covered({"shop_id_list": [], "merchant_id_list": [5]}, {}, "")


@pytest.mark.parametrize("wrong_by", [timedelta(0), timedelta(minutes=9), timedelta(minutes=-9)])
def test_a_code_buys_a_pair_once_also_with_a_wrong_clock(shopee: Bench, wrong_by: timedelta) -> None:
    door, row = door_of(shopee), shopee.logins["api"].settings
    code = door.keys.code((row["shop_id"],), "", shopee.clock.now())
    values = {
        "client_id": row["client_id"],
        "client_secret": door.keys.key,
        "api_url": row["api_url"],
        "pasted": f"https://x.example/?code={code}&shop_id={row['shop_id']}",
    }
    shopee.town.tell("weather", profile="calm", skew_seconds=wrong_by.total_seconds())
    secrets = sign_in(values, None, shopee.tools, lambda _: None)
    assert secrets["shops"] == row["shop_id"]
    assert secrets[f"refresh_token {row['shop_id']}"] == door.keys.consents[row["shop_id"]].refresh
    with pytest.raises(Rejected, match="shopee_code_spent"):
        sign_in(values, None, shopee.tools, lambda _: None)


def test_a_main_accounts_code_serves_the_shop_that_was_named(shopee: Bench) -> None:
    door, row = door_of(shopee), shopee.logins["api"].settings
    code = door.keys.code(("601208831", "601208840"), "88", shopee.clock.now())
    values = {
        "client_id": row["client_id"],
        "client_secret": door.keys.key,
        "api_url": row["api_url"],
        "shop_id": "601208840",
        "pasted": f"https://x.example/?code={code}&main_account_id=88",
    }
    assert sign_in(values, None, shopee.tools, lambda _: None)["shops"] == "601208840"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (14_400, timedelta(hours=4)),
        (int(NOW.timestamp()) + 600, timedelta(minutes=10)),
        (0, timedelta(hours=4)),
        (-5, timedelta(hours=4)),
    ],
)
def test_a_lifetime_is_a_length_or_a_moment(said: int, meant: timedelta) -> None:
    assert lifetime(said, NOW) == meant


def test_both_ways_to_write_a_lifetime_lead_to_the_same_token(shopee: Bench) -> None:
    rules_of(shopee).absolute = True
    assert shopee.source().check().remote_key == "601208831"
    until = paging.moment(shopee.keeper.secrets[shopee.logins["api"].id]["access_until 601208831"])
    assert until is not None
    assert abs(until - shopee.clock.now() - timedelta(hours=4)) < timedelta(minutes=1)


def test_a_renewal_is_stored_before_it_is_used_and_a_restart_spends_none(shopee: Bench) -> None:
    shopee.source().check()
    assert len(shopee.keeper.stored) == 1
    kept = shopee.keeper.stored[0]
    assert set(kept) == {f"{name} 601208831" for name in ("refresh_token", "access_token", "access_until")}
    for _ in range(3):
        shopee.forget_tokens()
        shopee.source().check()
    assert len(shopee.keeper.stored) == 1
    shopee.clock.advance(timedelta(hours=5))
    shopee.forget_tokens()
    shopee.source().check()
    assert len(shopee.keeper.stored) == 2


def test_a_renewal_whose_answer_is_lost_asks_for_a_sign_in(shopee: Bench) -> None:
    shopee.town.tell("force", fault="reset_after", path="access_token/get")
    with pytest.raises(Unreachable):
        shopee.source().check()
    with pytest.raises(AuthExpired, match="sign_in_again"):
        shopee.source().check()


def test_the_old_token_lives_five_minutes_beside_the_new_one(shopee: Bench) -> None:
    keys = door_of(shopee).keys
    shopee.source().check()
    old = next(iter(keys.access))
    keys.renew(keys.consents["601208831"], shopee.clock.now())
    assert keys.opens(old, "601208831", shopee.clock.now() + timedelta(minutes=4))
    assert not keys.opens(old, "601208831", shopee.clock.now() + timedelta(minutes=6))


# --- what a refusal means ---


def answer(word: str, sentence: str = "", status: int = 200) -> Answer:
    return Answer(status, {}, json.dumps({"error": word, "message": sentence, "response": None}).encode())


@pytest.mark.parametrize(
    ("word", "sentence", "error", "key"),
    [
        ("error_sign", "Wrong sign.", AuthExpired, "client_refused"),
        ("error_param", "Invalid partner_id.", AuthExpired, "client_refused"),
        ("error_auth", "partner_id is invalid", AuthExpired, "client_refused"),
        ("error_partner_key_expired", "", AuthExpired, "shopee_key_expired"),
        ("error_auth", "Invalid access_token.", AuthExpired, "sign_in_again"),
        ("invalid_acceess_token", "", AuthExpired, "sign_in_again"),
        ("error_auth", "Invalid refresh_token.", AuthExpired, "sign_in_again"),
        ("shop_no_linked", "", AuthExpired, "sign_in_again"),
        ("refresh_token_expired", "", AuthExpired, "sign_in_again"),
        ("error_api_permission", "This app type has no permission to this API.", Rejected, "shopee_no_right"),
        ("error_auth", "No permission to current api.", Rejected, "shopee_no_right"),
        ("shop_banned", "", Rejected, "shopee_shop_closed"),
        ("invalid_code", "", Rejected, "shopee_code_spent"),
        ("api_suspended", "", Rejected, "shopee_call_gone"),
        ("error_param", "Permission denied. This API is currently offline.", Rejected, "shopee_call_gone"),
        ("error_not_found", "the order is not found.", Rejected, "shopee_rejected"),
        ("order.order_list_invalid_time", "diff in 15days.", Rejected, "shopee_rejected"),
        ("error_rate_limit", "Too many requests.", RateLimited, "rate_limited"),
        ("error_server", "", Unreachable, "server_trouble"),
        ("error_limit", "Core server error.", Unreachable, "server_trouble"),
        ("error_of_next_year", "", Surprise, "unknown_error"),
    ],
)
def test_each_refusal_means_what_it_means(
    word: str, sentence: str, error: type[QuaysideError], key: str
) -> None:
    with pytest.raises(error) as caught:
        read(answer(word, sentence))
    assert caught.value.key == key


@pytest.mark.parametrize("word", ["", "-", " "])
def test_three_words_say_that_all_is_well(word: str) -> None:
    assert read(answer(word))["response"] is None


def test_no_answer_of_shopees_is_no_complaint() -> None:
    assert fault_of(Answer(200, {}, b"<html>")) == Fault()
    with pytest.raises(Unreachable):
        read(Answer(502, {}, b"<html>"))
    with pytest.raises(Surprise):
        read(Answer(302, {}, b"{}"))


def test_an_undeclared_address_is_told_with_the_address(shopee: Bench) -> None:
    rules_of(shopee).undeclared = True
    with pytest.raises(Rejected) as caught:
        shopee.source().check()
    assert caught.value.told == "shopee_address_undeclared 203.0.113.7"


def test_an_expired_key_asks_for_a_new_one(shopee: Bench) -> None:
    rules_of(shopee).key_expired = True
    with pytest.raises(AuthExpired, match="shopee_key_expired"):
        shopee.source().check()


def test_a_spent_day_stops_every_lane_until_midnight_in_singapore(shopee: Bench) -> None:
    source = shopee.source()
    source.check()
    rules_of(shopee).day_spent = True
    with pytest.raises(RateLimited, match="daily_quota") as caught:
        source.pull(shopee.live(source), None)
    wait = caught.value.retry_after
    assert wait is not None
    assert (shopee.clock.now() + wait).astimezone(UTC).hour == 16
    calls = sum(door_of(shopee).api.calls.values())
    other = shopee.source()
    with pytest.raises(RateLimited, match="daily_quota"):
        other.check()
    assert sum(door_of(shopee).api.calls.values()) == calls
    rules_of(shopee).day_spent = False
    shopee.clock.advance(wait + timedelta(seconds=1))
    assert shopee.source().check()


def test_too_many_calls_make_the_pauses_longer(shopee: Bench) -> None:
    api = api_of(shopee)
    api.whose()
    waits = []
    for _ in range(4):
        shopee.town.tell("force", fault="busy", path="get_order_list")
        with pytest.raises(RateLimited) as caught:
            reading_orders.look(api)
        assert caught.value.retry_after is not None
        waits.append(caught.value.retry_after.total_seconds())
        shopee.clock.advance(timedelta(minutes=5))
    assert waits == [2, 4, 8, 16]
    reading_orders.look(api)
    shopee.town.tell("force", fault="busy", path="get_order_list")
    with pytest.raises(RateLimited) as again:
        reading_orders.look(api)
    assert again.value.retry_after == timedelta(seconds=2)


def test_a_fresh_token_refused_again_and_again_is_the_agents_matter(shopee: Bench) -> None:
    api = api_of(shopee)
    api.whose()
    for expected in (Unreachable, Unreachable, AuthExpired):
        shopee.town.tell("force", fault="token_expires", path="get_order_list", times=2)
        with pytest.raises(expected):
            reading_orders.look(api)


# --- an application without chat ---


def test_an_application_without_chat_connects_for_its_orders(shopee: Bench) -> None:
    rules_of(shopee).app_type = "erp"
    identity = shopee.source().check()
    assert identity.report[-1] == ("messages", True, "shopee_no_chat")
    assert identity.facts["chat"] == "no"
    source = shopee.source(**identity.facts)
    names = [stream.name for stream in source.streams()]
    assert names == [f"{name}:601208831" for name in ("orders", "cases", "backfill:orders")]
    assert shopee.drain(source, shopee.named(source, "backfill:orders"), None)[0]


def test_a_right_that_is_taken_away_is_told_in_words(shopee: Bench) -> None:
    source = shopee.source()
    rules_of(shopee).app_type = "erp"
    with pytest.raises(Rejected, match="shopee_no_right"):
        source.pull(shopee.live(source), None)


# --- chats ---


def a_row(**changed: object) -> dict[str, object]:
    row: dict[str, object] = {
        "message_id": "2302748948493123953",
        "message_type": "text",
        "from_id": 1170319091,
        "from_shop_id": 99887766,
        "to_id": 5550001,
        "to_shop_id": 14701711,
        "conversation_id": "60712345678901234",
        "created_timestamp": 1_700_000_000,
        "region": "VN",
        "status": "normal",
        "content": {"text": "where is my parcel?"},
        "source_content": {"order_sn": "2404098R48U37H", "item_id": 0},
    }
    return row | changed


TALK = {"conversation_id": "60712345678901234", "to_id": "1170319091", "to_name": "xt4fdsf96j"}


def mapped(**changed: object) -> RemoteMessage:
    found = message_of(a_row(**changed), TALK, "14701711", "VN")  # type: ignore[arg-type]
    assert isinstance(found, RemoteMessage)
    return found


def test_a_buyer_who_owns_a_shop_is_still_a_buyer() -> None:
    message = mapped()
    assert (message.direction, message.kind) == (Direction.INBOUND, MessageKind.CUSTOMER)
    assert message.customer.key == "1170319091"
    assert message.customer.name == "xt4fdsf96j"
    assert message.order_keys == ("2404098R48U37H",)
    assert message.item_ref == ""
    assert message.sent_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert message.language == ""


def test_what_a_colleague_wrote_is_ours_whatever_account_it_came_from() -> None:
    message = mapped(from_shop_id=14701711, from_id=42, to_id=1170319091)
    assert (message.direction, message.kind) == (Direction.OUTBOUND, MessageKind.AGENT)
    assert message.customer.key == "1170319091"


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"status": "auto_reply", "from_shop_id": 14701711}, MessageKind.AUTO_REPLY),
        ({"message_type": "notification"}, MessageKind.SYSTEM),
        ({"business_type": 11}, MessageKind.SYSTEM),
        ({"business_type": 11, "from_shop_id": 14701711}, MessageKind.AGENT),
    ],
)
def test_what_no_customers_hand_wrote_starts_no_clock(changed: dict[str, object], kind: MessageKind) -> None:
    assert mapped(**changed).kind is kind


@pytest.mark.parametrize(
    ("name", "content", "kind", "ref"),
    [
        ("item", {"item_id": 300717444334}, CardKind.ITEM, "300717444334"),
        ("order", {"order_sn": "2404098R48U37H"}, CardKind.ORDER, "2404098R48U37H"),
        ("sticker", {"sticker_id": "0042", "sticker_package_id": "1001"}, CardKind.STICKER, "1001/0042"),
        ("video", {"vid": "v1", "video_url": "abc", "duration_seconds": 12}, CardKind.VIDEO, "v1"),
        ("voucher", {"voucher_code": "X"}, CardKind.UNKNOWN, ""),
        ("bundle_message", {"messages": []}, CardKind.UNKNOWN, ""),
        ("", {}, CardKind.UNKNOWN, ""),
    ],
)
def test_what_is_no_text_is_a_card_and_nothing_is_dropped(
    name: str, content: dict[str, object], kind: CardKind, ref: str
) -> None:
    message = mapped(message_type=name, content=content)
    assert [(card.kind, card.ref) for card in message.cards] == [(kind, ref)]
    assert message.cards[0].name == (name or "?" if kind is CardKind.UNKNOWN else "")
    assert message.kind is MessageKind.CUSTOMER


def test_an_item_card_says_what_the_conversation_is_about() -> None:
    assert mapped(message_type="item", content={"item_id": 77}).item_ref == "77"
    assert mapped(source_content={"item_id": 78}).item_ref == "78"


@pytest.mark.parametrize(
    ("value", "region", "url"),
    [
        ("https://cf.shopee.sg/file/a", "VN", "https://cf.shopee.sg/file/a"),
        ("vn-11134-7r98o", "VN", "https://cf.shopee.vn/file/vn-11134-7r98o"),
        ("abc", "MY", "https://cf.shopee.com.my/file/abc"),
        ("abc", "??", "https://cf.shopee.sg/file/abc"),
        ("file:///etc/passwd", "VN", ""),
        ("//evil.example/x", "VN", ""),
        ("", "VN", ""),
    ],
)
def test_a_picture_lies_behind_an_address_or_a_bare_number(value: str, region: str, url: str) -> None:
    assert picture_url(value, region) == url


def test_a_picture_is_a_file_and_a_broken_one_still_a_message() -> None:
    assert (
        mapped(message_type="image", content={"url": "abc"}).files[0].url == "https://cf.shopee.vn/file/abc"
    )
    broken = mapped(message_type="image", content={"url": "file:///x"})
    assert (broken.files, broken.cards[0].name) == ((), "image")


def test_a_stopped_message_of_ours_is_news_about_it() -> None:
    message, news = items_of(a_row(status="blocked", from_shop_id=14701711), TALK, "14701711", "VN")  # type: ignore[arg-type]
    assert isinstance(message, RemoteMessage)
    assert isinstance(news, DeliveryNews)
    assert (news.refers_to, news.delivered, news.reason) == (message.remote_key, False, "shopee_blocked")


def test_a_message_from_taiwan_says_that_nothing_can_be_answered() -> None:
    assert mapped(region="TW").reply_refs["no_reply"] == "shopee_region_cannot_send"
    assert "no_reply" not in mapped().reply_refs


@pytest.mark.parametrize("gone", ["message_id", "created_timestamp"])
def test_a_row_without_number_or_date_is_kept_as_it_came(gone: str) -> None:
    found = message_of(a_row(**{gone: None}), TALK, "14701711", "VN")  # type: ignore[arg-type]
    assert isinstance(found, Unreadable)
    assert b"where is my parcel?" in found.content


SAVED_LIST = """{"request_id":"r1","error":"","message":"","response":{"page_result":{"page_size":25,"next_cursor":
{"next_message_time_nano":"1700000000000000000","conversation_id":"60712345678901234"},"more":false},"conversations":[
{"conversation_id":"60712345678901234","to_id":1170319091,"to_name":"xt4fdsf96j","to_avatar":"","shop_id":14701711,
"unread_count":2,"pinned":false,"mute":false,"last_read_message_id":"2302748948493123000","latest_message_id":
"2302748948493123953","latest_message_type":"text","latest_message_content":{"text":"where is my parcel?"},
"latest_message_from_id":1170319091,"last_message_timestamp":1700000000123456789,"last_message_option":0,
"max_general_option_hide_time":"0"}]}}"""


def test_a_saved_list_is_read_to_the_nanosecond_and_loses_no_digit(
    shopee: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = api_of(shopee)
    saved = read(Answer(200, {}, SAVED_LIST.encode()))["response"]
    monkeypatch.setattr(api, "get", lambda path, query: saved)
    page = reading_messages.page_of_list(api, "")
    assert page.after == ""
    assert page.newest == datetime.fromtimestamp(1_700_000_000.123456789, UTC)
    (wanted,) = reading_messages.wanted_of(page, page.newest, {})
    assert wanted == {**TALK, "mark": "2302748948493123953/2"}
    assert reading_messages.wanted_of(page, page.newest, {TALK["conversation_id"]: wanted["mark"]}) == []
    assert reading_messages.wanted_of(page, page.newest + timedelta(seconds=1), {}) == []


def test_pinned_conversations_hide_nothing(shopee: Bench) -> None:
    source = shopee.source()
    stream = shopee.live(source)
    _, cursor = shopee.drain(source, stream, None)
    rules_of(shopee).pinned = {talk_of(shopee, name).id for name in ("Arif Rahman", "林美玲")}
    shopee.say("new below the pinned ones")
    items, _ = shopee.drain(source, stream, cursor)
    assert [one.text for one in shopee.messages(tuple(items))] == ["new below the pinned ones"]


def test_many_conversations_are_read_page_by_page(shopee: Bench, clock: FakeClock) -> None:
    source = shopee.source()
    stream = shopee.live(source)
    _, cursor = shopee.drain(source, stream, None)
    clock.advance(timedelta(minutes=30))
    world = shopee.town.service.town.world
    first = talk_of(shopee, "Aina Zulkifli")

    def crowd_in() -> None:
        for number in range(60):
            clock.advance(timedelta(seconds=1))
            buyer = replace(first.customer, key=f"b{number}", handle=f"buyer{number}")
            talk = world.open_conversation(first.shop, buyer, "", clock.now())
            world.customer_says(talk, f"hello {number}", clock.now())

    shopee.town.inside(crowd_in)
    items, cursor = shopee.drain(source, stream, cursor)
    assert sorted(one.text for one in shopee.messages(tuple(items))) == sorted(
        f"hello {n}" for n in range(60)
    )
    assert shopee.drain(source, stream, cursor)[0] == []


def test_a_long_conversation_is_read_to_its_floor(shopee: Bench, clock: FakeClock) -> None:
    source = shopee.source()
    stream = shopee.live(source)
    _, cursor = shopee.drain(source, stream, None)
    clock.advance(timedelta(minutes=30))
    talk, world = talk_of(shopee, "Aina Zulkifli"), shopee.town.service.town.world

    def chatter() -> None:
        for number in range(120):
            world.customer_says(talk, f"line {number}", clock.now())

    shopee.town.inside(chatter)
    items, _ = shopee.drain(source, stream, cursor)
    assert len(shopee.messages(tuple(items))) == 120


def test_what_the_platform_lists_late_is_found_by_the_sweep(shopee: Bench, clock: FakeClock) -> None:
    source = shopee.source()
    stream = shopee.live(source)
    _, cursor = shopee.drain(source, stream, None)
    shopee.town.tell("weather", lag_seconds=400)
    for number in range(6):
        shopee.say(f"late {number}")
        clock.advance(timedelta(minutes=2))
    seen: set[str] = set()
    for _ in range(90):
        items, cursor = shopee.drain(source, stream, cursor)
        seen |= {one.text for one in shopee.messages(tuple(items))}
        clock.advance(timedelta(minutes=1))
    assert {f"late {number}" for number in range(6)} <= seen


def test_an_offset_that_turns_in_circles_is_noticed(shopee: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    api = api_of(shopee)
    api.whose()
    page = {"messages": [a_row()], "page_result": {"next_offset": "7"}}
    monkeypatch.setattr(api, "get", lambda path, query: page)
    with pytest.raises(Surprise, match="cursor_loops"):
        reading_messages.messages(api, TALK, NOW - timedelta(days=5000))


# --- orders ---


def test_an_order_is_understood_whole(shopee: Bench) -> None:
    source = shopee.source()
    items, _ = shopee.drain(source, shopee.named(source, "backfill:orders"), None)
    orders = {one.remote_key: one for one in items if isinstance(one, OrderSnapshot)}
    moving = orders["261119QK4T7H2M"]
    world = the_order(shopee, "261119QK4T7H2M")
    assert moving.status is OrderStatus.SHIPPED
    assert moving.shipments[0].status is OrderStatus.IN_TRANSIT
    assert moving.shipments[0].tracking == world.tracking
    assert moving.total == Money(world.total, "MYR")
    assert moving.recipient.name == "Aina Zulkifli"
    assert moving.lines[0].title == world.lines[0].product.title("en")
    assert moving.lines[0].quantity == world.lines[0].quantity
    delivered = orders["261112ZB8R3WNP"]
    assert delivered.status is OrderStatus.DELIVERED
    assert orders["261126HD5V9CXT"].shipments == ()
    said = shopee.drain(source, shopee.named(source, "backfill:messages"), None)[0]
    keys = {one.customer.key for one in said if isinstance(one, RemoteMessage)}
    assert set(moving.buyer_keys) & keys


def test_a_change_comes_with_the_next_round_and_not_for_ever(shopee: Bench, clock: FakeClock) -> None:
    source = shopee.source()
    stream = shopee.named(source, "orders")
    _, cursor = shopee.drain(source, stream, None)
    clock.advance(timedelta(minutes=10))
    shopee.town.tell("ship", order="261126HD5V9CXT", stage="cancelled")
    items, cursor = shopee.drain(source, stream, cursor)
    found = [one for one in items if isinstance(one, OrderSnapshot)]
    assert [(one.remote_key, one.status) for one in found] == [("261126HD5V9CXT", OrderStatus.CANCELLED)]
    clock.advance(timedelta(minutes=10))
    again, cursor = shopee.drain(source, stream, cursor)  # five minutes are looked at twice
    assert again == found
    clock.advance(timedelta(minutes=10))
    assert shopee.drain(source, stream, cursor)[0] == []


def test_a_desk_that_was_away_for_two_months_asks_fifteen_days_at_a_time(
    shopee: Bench, clock: FakeClock
) -> None:
    source = shopee.source()
    since = clock.now() - timedelta(days=60)
    cursor = paging.dump({"since": paging.stamp(since), "cancelling": []})
    stream = shopee.named(source, "orders")
    items, _ = shopee.drain(source, stream, cursor)
    found = {one.remote_key for one in items if isinstance(one, OrderSnapshot)}
    assert found == {"261119QK4T7H2M", "261112ZB8R3WNP", "261126HD5V9CXT"}
    assert door_of(shopee).api.calls["/api/v2/order/get_order_list"] == 5


def test_orders_and_returns_of_many_pages_are_all_read(
    shopee: Bench, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_orders, "LIMIT", 1)
    monkeypatch.setattr(cases, "LIMIT", 1)
    world = shopee.town.service.town.world
    first = next(case for case in world.cases.values() if case.kind == "return")
    other = replace(first, id="5999999999", order=the_order(shopee, "261119QK4T7H2M"))
    shopee.town.inside(lambda: world.cases.update({other.id: other}))
    source = shopee.source()
    for name, wanted in (("backfill:orders", OrderSnapshot), ("cases", AfterSale)):
        items, _ = shopee.drain(source, shopee.named(source, name), None)
        keys = [one.remote_key for one in items if isinstance(one, wanted)]
        assert len(set(keys)) >= 2
    _, cursor = shopee.drain(source, shopee.named(source, "orders"), None)
    clock.advance(timedelta(minutes=10))
    for number in ("261119QK4T7H2M", "261126HD5V9CXT"):
        shopee.town.tell("ship", order=number, stage="delivered")
    items, _ = shopee.drain(source, shopee.named(source, "orders"), cursor)
    assert {"261119QK4T7H2M", "261126HD5V9CXT"} <= {
        one.remote_key for one in items if isinstance(one, OrderSnapshot)
    }


def test_a_parcel_without_a_number_yet_is_no_trouble(shopee: Bench) -> None:
    api = api_of(shopee)
    value: Fields = {
        "order_sn": "NOSUCHORDER",
        "package_list": [{"package_number": "OFG1", "logistics_status": "LOGISTICS_PICKUP_DONE"}],
    }
    assert reading_orders.tracking_of(api, value) == {"OFG1": ""}


def test_an_answer_without_a_token_is_no_pair() -> None:
    with pytest.raises(Surprise, match="no_token"):
        pair_of({"access_token": "a"}, NOW, b"{}")


def test_a_login_without_any_token_asks_for_a_sign_in(shopee: Bench) -> None:
    del shopee.keeper.secrets[shopee.logins["api"].id]["refresh_token"]
    with pytest.raises(AuthExpired, match="sign_in_again"):
        shopee.source().check()


def test_a_wish_to_cancel_opens_a_case_and_its_end_closes_it(shopee: Bench, clock: FakeClock) -> None:
    source = shopee.source()
    stream = shopee.named(source, "orders")
    _, cursor = shopee.drain(source, stream, None)
    past, _ = shopee.drain(source, shopee.named(source, "backfill:orders"), None)
    opened = [one for one in past if isinstance(one, AfterSale)]
    assert [(one.kind, one.open) for one in opened] == [(AfterSaleKind.CANCELLATION, True)]
    clock.advance(timedelta(minutes=10))
    order = the_order(shopee, "261126HD5V9CXT")
    order.cancel_asked = None
    door_of(shopee).api.deeds.touched[order.id] = clock.now()
    items, _ = shopee.drain(source, stream, cursor)
    closed = [one for one in items if isinstance(one, AfterSale)]
    assert [(one.remote_key, one.open) for one in closed] == [(opened[0].remote_key, False)]


def test_an_order_without_a_number_is_kept_and_an_unknown_word_is_other() -> None:
    assert order_of({"create_time": 1_700_000_000}, {}) is None
    strange = order_of({"order_sn": "A", "create_time": 1_700_000_000, "order_status": "TELEPORTED"}, {})
    assert strange is not None
    assert strange.status is OrderStatus.OTHER
    assert strange.total is None


def test_what_shopee_hides_is_absent(shopee: Bench) -> None:
    value = {
        "order_sn": "A",
        "create_time": 1_700_000_000,
        "buyer_username": "****",
        "recipient_address": {"name": "****", "phone": "****", "city": "Ipoh", "region": "MY"},
    }
    order = order_of(value, {})  # type: ignore[arg-type]
    assert order is not None
    assert (order.buyer_name, order.recipient.phone, order.recipient.city) == ("", "", "Ipoh")
    assert order.buyer_keys == ()


def test_an_address_says_nothing_twice() -> None:
    value = {
        "order_sn": "A",
        "create_time": 1_700_000_000,
        "recipient_address": {
            "full_address": "C-15-14 Jalan 30, Asajaya, 40009, Sarawak",
            "city": "Asajaya",
            "zipcode": "40009",
            "state": "Sarawak",
            "district": "Samarahan",
        },
    }
    order = order_of(value, {})  # type: ignore[arg-type]
    assert order is not None
    to = order.recipient
    assert (to.lines, to.city, to.postal_code) == (
        ("C-15-14 Jalan 30, Asajaya, 40009, Sarawak", "Samarahan"),
        "",
        "",
    )
    assert to.region == "Sarawak"


def test_a_thing_bought_under_two_promotions_is_two_lines() -> None:
    row = {
        "item_id": 1,
        "model_id": 2,
        "item_name": "Lamp",
        "model_name": "Red",
        "model_discounted_price": 9.9,
    }
    order = order_of(
        {"order_sn": "A", "create_time": 1, "currency": "MYR", "item_list": [row, dict(row)]}, {}
    )  # type: ignore[list-item]
    assert order is not None
    assert [line.line_id for line in order.lines] == ["1/2", "1/2/1"]
    assert order.lines[0].price == Money(990, "MYR")
    assert order.lines[0].title == "Lamp · Red"


# --- returns ---


def test_returns_of_three_months_come_with_the_first_round(shopee: Bench) -> None:
    source = shopee.source()
    items, cursor = shopee.drain(source, shopee.named(source, "cases"), None)
    (case,) = [one for one in items if isinstance(one, AfterSale)]
    assert (case.kind, case.state, case.open) == (AfterSaleKind.RETURN, "REQUESTED", True)
    assert case.order_remote_key == "261112ZB8R3WNP"
    assert case.due is not None
    shopee.clock.advance(timedelta(hours=1))
    assert shopee.drain(source, shopee.named(source, "cases"), cursor)[0] == []


@pytest.mark.parametrize(
    ("state", "goods_back", "open_"),
    [
        ("REQUESTED", True, True),
        ("PROCESSING", True, True),
        ("JUDGING", True, True),
        ("ACCEPTED", True, True),
        ("ACCEPTED", False, False),
        ("CLOSED", True, False),
        ("CANCELLED", True, False),
        ("SOMETHING_NEW", False, True),
    ],
)
def test_a_return_is_open_until_nothing_is_left_to_do(state: str, goods_back: bool, open_: bool) -> None:
    case = return_of({"return_sn": "1", "order_sn": "A", "status": state, "needs_logistics": goods_back})
    assert case is not None
    assert case.open is open_


def test_our_turn_ends_with_one_date_for_the_wish_and_another_for_the_goods() -> None:
    dates = {
        "return_sn": "1",
        "order_sn": "A",
        "due_date": 1_700_000_000,
        "return_seller_due_date": 1_700_900_000,
    }
    first = return_of({**dates, "status": "REQUESTED"})
    second = return_of({**dates, "status": "PROCESSING"})
    assert first is not None
    assert second is not None
    assert first.due == datetime.fromtimestamp(1_700_000_000, UTC)
    assert second.due == datetime.fromtimestamp(1_700_900_000, UTC)
    assert return_of({"return_sn": "1"}) is None
