"""Lazada as a source: every kind of message, orders piece by piece, reverse orders, countries, refusals."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    DeliveryNews,
    OrderSnapshot,
    RateLimited,
    Rejected,
    RemoteMessage,
    StreamMode,
    Surprise,
    Unreachable,
    Unreadable,
)
from app.connectors.lazada.api import DAYS
from app.connectors.lazada.cases import case_of
from app.connectors.lazada.envelope import ban_of, date, read
from app.connectors.lazada.messages import items_of, message_of, session_in, thread_key
from app.connectors.lazada.orders import order_of, status_of
from app.connectors.lazada.sign_in import authorize_url, sign_in
from app.connectors.lazada.sites import api_of
from app.connectors.lazada.tokens import granted_of, sellers_of
from app.connectors.signing import hex_hmac, joined, sign_sorted
from app.domain.cards import CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.lazada_platform import LazadaDoor
from app.simulator.running import RunningTown
from app.simulator.wire import Request
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

SESSION = {"session_id": "100094063_2_1011822749_1_103", "title": "bruce liu", "buyer_id": "1011822749"}


@pytest.fixture
def lazada(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("lazada", town, clock)
    yield bench
    bench.close()


# --- signing ---

IM = {
    "access_token": "test", "app_key": "123456", "session_id": "100094063_2_1011822749_1_103",
    "sign_method": "sha256", "template_id": "1", "timestamp": "1700000000000",
    "txt": "Hello, your parcel is on the way.",
}  # fmt: skip


def test_a_message_is_signed_as_the_worked_examples_are() -> None:
    expected = "98DB723EE5551A5EEA187A1B4C349390D3C05870468ADC2B43085ED4437CEC5E"
    assert sign_sorted("helloworld", "/im/message/send", IM) == expected
    chinese = sign_sorted("helloworld", "/im/message/send", {**IM, "txt": "您好 👋"})
    assert chinese == "7B58E41A15F733F45556709E6DC8244E1F62591251F55B0DC276D604CED1C5BC"
    assert joined(IM).startswith("access_tokentestapp_key123456")


def test_a_push_is_checked_over_key_and_body() -> None:
    body = (
        '{"seller_id":"1234567","message_type":0,"data":{"order_status":"unpaid",'
        '"trade_order_id":"260422900198363","trade_order_line_id":"260422900298363",'
        '"status_update_time":1603698638},"timestamp":1603766859530,"site":"lazada_vn"}'
    )
    expected = "b0cfd0349e915667babf3c35e2335fb09653527421c46a94bd9e70e874c16322"
    assert hex_hmac("helloworld", "123456" + body) == expected


# --- messages ---


def a_row(template: int = 1, content: object = None, **changes: object) -> dict[str, object]:
    """A message of the list; its scalars in quotes, as the documents write them."""
    inner = {"txt": "hello"} if content is None else content
    return {
        "message_id": "1zYOS7N0cuIqw96026", "content": inner if isinstance(inner, str) else json.dumps(inner),
        "from_account_id": "1011822749", "from_account_type": "1", "to_account_id": "100094063",
        "to_account_type": "2", "send_time": "1700000000000", "template_id": str(template), "type": "1",
        "site_id": "SG", "process_msg": "", "auto_reply": "false", "status": "0", **changes,
    }  # fmt: skip


def mapped(row: dict[str, object]) -> RemoteMessage:
    message = message_of(row, SESSION, "SG", old=False)  # type: ignore[arg-type]
    assert isinstance(message, RemoteMessage)
    return message


def test_a_customers_words() -> None:
    message = mapped(a_row())
    assert (message.text, message.direction, message.kind) == (
        "hello",
        Direction.INBOUND,
        MessageKind.CUSTOMER,
    )
    assert message.thread_keys == ("session:SG:100094063_2_1011822749_1_103",)
    assert (message.customer.key, message.customer.name) == ("1011822749", "bruce liu")
    assert message.sent_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert message.site == "SG"
    assert message.language == ""


OURS = {"from_account_type": 2, "from_account_id": "100094063", "to_account_id": "1011822749"}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (a_row(**OURS), MessageKind.AGENT),
        (a_row(**OURS, auto_reply=True), MessageKind.AUTO_REPLY),
        (a_row(10015, {"activeContent": "We are closed."}, **OURS), MessageKind.AUTO_REPLY),
        (a_row(**OURS, process_msg="NOTE: not sent"), MessageKind.SYSTEM),
        (a_row(**OURS, status=1), MessageKind.SYSTEM),
        (a_row(2), MessageKind.SYSTEM),
        (a_row(type=2), MessageKind.SYSTEM),
        (a_row(type=1, status="1"), MessageKind.CUSTOMER),
    ],
)
def test_only_a_persons_words_move_a_clock(row: dict[str, object], kind: MessageKind) -> None:
    assert mapped(row).kind is kind


@pytest.mark.parametrize(
    ("template", "content", "kind", "ref"),
    [
        (10006, {"itemId": "77", "title": "Kettle", "price": "SGD 29.00"}, CardKind.ITEM, "77"),
        (10007, {"orderId": "260422900198363", "title": "Order"}, CardKind.ORDER, "260422900198363"),
        (10008, {"promotionId": "91471122422003", "title": "10% off"}, CardKind.VOUCHER, "91471122422003"),
        (10010, {"title": "Follow us"}, CardKind.FOLLOW, ""),
        (10011, {"orderId": "5", "title": "Refund"}, CardKind.REFUND, "5"),
        (6, {"videoId": "9", "imgUrl": "https://x.example/c.png"}, CardKind.VIDEO, "9"),
        (20001, {"title": "Lucky draw"}, CardKind.UNKNOWN, ""),
    ],
)
def test_what_is_shown_beside_words_is_a_card(
    template: int, content: dict[str, str], kind: CardKind, ref: str
) -> None:
    (card,) = mapped(a_row(template, content)).cards
    assert (card.kind, card.ref) == (kind, ref)
    assert card.name == ("20001" if kind is CardKind.UNKNOWN else "")


def test_a_card_names_the_order_or_the_product_it_is_about() -> None:
    assert mapped(a_row(10007, {"orderId": "5"})).order_keys == ("5",)
    assert mapped(a_row(10006, {"itemId": "6"})).item_ref == "6"


def test_pictures_emoji_and_bare_text() -> None:
    picture = mapped(a_row(3, {"imgUrl": "https://sg.example/a/b.png?x=1", "width": 4, "height": 5}))
    assert [(file.name, file.url) for file in picture.files] == [("b.png", "https://sg.example/a/b.png?x=1")]
    assert mapped(a_row(3, {"imgUrl": "file:///etc/passwd"})).files == ()
    assert mapped(a_row(4, {"txt": "[confused]"})).text == "[confused]"
    assert mapped(a_row(1, "no json at all")).text == "no json at all"
    assert mapped(a_row(1, {"txt": "", "translateTxt": "hi"})).text == ""


def test_a_message_taken_back_says_so() -> None:
    (card,) = mapped(a_row(status=1)).cards
    assert (card.kind, card.name) == (CardKind.UNKNOWN, "recalled")


def test_what_the_moderation_kept_back_is_told_with_its_own_words() -> None:
    row = a_row(**OURS, process_msg="NOTE: not sent")
    message, news = items_of(row, SESSION, "SG", old=False)  # type: ignore[arg-type]
    assert isinstance(message, RemoteMessage)
    assert isinstance(news, DeliveryNews)
    assert (news.refers_to, news.delivered, news.reason) == (
        message.remote_key,
        False,
        "remote:NOTE: not sent",
    )


@pytest.mark.parametrize("gone", ["message_id", "send_time"])
def test_a_row_that_cannot_be_read_is_kept(gone: str) -> None:
    row = {name: value for name, value in a_row().items() if name != gone}
    assert isinstance(message_of(row, SESSION, "SG", old=False), Unreadable)  # type: ignore[arg-type]


def test_names_of_conversations_lead_back_to_their_sessions() -> None:
    assert session_in(thread_key("MY", "1_2_3_1_103")) == ("MY", "1_2_3_1_103")
    assert session_in("nonsense") == session_in("session:MY:") == session_in("conv:x:y") == ("", "")


def test_a_gap_is_closed_by_further_wishes(lazada: Bench, clock: FakeClock) -> None:
    """Thirty customers write between two wishes; a page holds twenty."""
    source = lazada.source()
    stream = lazada.live(source)
    cursor = source.pull(stream, None).next_cursor
    world = lazada.town.service.town.world
    shop = world.shops["lazada-sg"]

    def crowd_in() -> None:
        first = next(talk for talk in world.conversations.values() if talk.shop is shop)
        for number in range(30):
            talk = world.open_conversation(shop, first.customer, "", clock.now())
            world.customer_says(talk, f"wave {number}", clock.now() - timedelta(seconds=number))

    clock.advance(timedelta(minutes=11))
    lazada.town.inside(crowd_in)
    seen: set[str] = set()
    for _ in range(6):
        clock.advance(timedelta(minutes=11))
        page = source.pull(stream, cursor)
        cursor = page.next_cursor
        seen |= {one.text for one in lazada.messages(page.items)}
    assert {f"wave {number}" for number in range(30)} <= seen


def test_a_long_conversation_is_read_to_where_we_know_it(lazada: Bench, clock: FakeClock) -> None:
    source = lazada.source()
    stream = lazada.live(source)
    cursor = source.pull(stream, None).next_cursor
    clock.advance(timedelta(minutes=11))
    for number in range(45):
        clock.advance(timedelta(seconds=5))
        talk = str(lazada.written()[0]["conversation"])
        lazada.town.tell("say", conversation=talk, text=f"line {number}")
    page = source.pull(stream, cursor)
    assert {f"line {number}" for number in range(45)} <= {one.text for one in lazada.messages(page.items)}


def test_quoted_scalars_are_read_like_bare_ones(lazada: Bench) -> None:
    door = lazada.town.service.town.doors["lazada"]
    assert isinstance(door, LazadaDoor)
    bare = everything(lazada)
    lazada.town.inside(lambda: setattr(door.api.ledger, "quoted", True))
    lazada.forget_tokens()
    assert everything(lazada) == bare


def everything(lazada: Bench) -> list[object]:
    found: list[object] = []
    for role in lazada.logins:
        source = lazada.source(role)
        found.append(source.check())
        for stream in source.streams():
            found += lazada.drain(source, stream, None)[0]
    return found


# --- countries ---


def test_one_consent_serves_two_countries_each_as_a_shop_of_its_own(lazada: Bench, clock: FakeClock) -> None:
    identity = lazada.source("api").check()
    assert [site.key for site in identity.sites] == ["SG", "MY"]
    both = lazada.source("api", marketplaces="SG MY")
    names = [stream.name for stream in both.streams() if stream.mode is StreamMode.BACKFILL]
    assert names == ["backfill:orders:SG", "backfill:orders:MY"]
    sites = {
        item.site
        for name in names
        for item in lazada.drain(both, lazada.named(both, name), None)[0]
        if isinstance(item, OrderSnapshot)
    }
    assert sites == {"SG", "MY"}


def test_wishes_take_turns_between_countries(lazada: Bench, clock: FakeClock) -> None:
    source = lazada.source("chat", marketplaces="SG MY")
    stream = lazada.live(source)
    cursor, sites = None, []
    for _ in range(2):
        page = source.pull(stream, cursor)
        cursor = page.next_cursor
        sites.append({item.site for item in page.items if isinstance(item, RemoteMessage)})
        clock.advance(timedelta(minutes=2))
    assert sites == [{"SG"}, {"MY"}]
    assert source.pull(stream, cursor).items == ()


# --- orders ---


def test_past_orders_come_with_pieces_pictures_and_parcels(lazada: Bench) -> None:
    source = lazada.source("api")
    items, cursor = lazada.drain(source, lazada.named(source, "backfill:orders:SG"), None)
    orders = [item for item in items if isinstance(item, OrderSnapshot)]
    rows = lazada.town.ask("orders")
    assert isinstance(rows, list)
    wanted = {str(row["id"]) for row in rows if isinstance(row, dict) and row["shop"] == "lazada-sg"}
    assert {order.remote_key for order in orders} == wanted
    assert all(line.picture for order in orders for line in order.lines)
    assert all(order.buyer_keys and order.total for order in orders)
    assert source.pull(lazada.named(source, "backfill:orders:SG"), cursor).items == ()


def test_an_order_that_changed_comes_live(lazada: Bench, clock: FakeClock) -> None:
    source = lazada.source("api")
    stream = lazada.named(source, "orders:SG")
    _, cursor = lazada.drain(source, stream, None)
    clock.advance(timedelta(minutes=15))
    lazada.town.tell("ship", order="260422900520918", stage="shipped")
    items, cursor = lazada.drain(source, stream, cursor)
    (order,) = [item for item in items if isinstance(item, OrderSnapshot)]
    assert (order.remote_key, order.status) == ("260422900520918", OrderStatus.SHIPPED)
    for _ in range(2):
        clock.advance(timedelta(hours=1))
        items, cursor = lazada.drain(source, stream, cursor)
    assert items == []


def test_a_chat_and_its_order_name_the_same_buyer(lazada: Bench) -> None:
    source = lazada.source("api")
    items, _ = lazada.drain(source, lazada.named(source, "backfill:orders:SG"), None)
    buyers = {key for item in items if isinstance(item, OrderSnapshot) for key in item.buyer_keys}
    chat = lazada.source()
    heard = [item for item in chat.pull(lazada.live(chat), None).items if isinstance(item, RemoteMessage)]
    assert {message.customer.key for message in heard} & buyers


PIECE = {
    "order_item_id": 1, "sku_id": "9", "item_price": "10.00", "currency": "SGD", "status": "pending", "name": "Mug",
    "sla_time_stamp": "2026-03-03T09:00:00+08:00", "buyer_id": "7",
}  # fmt: skip
ORDER = {
    "order_id": 260422900198363, "created_at": "2026-03-02 22:44:30 +0800", "updated_at": "2026-03-02T22:44:30+08:00",
    "price": "20.00", "shipping_fee": "1.50", "voucher": "3.00", "customer_first_name": "Ann",
    "address_shipping": {"address1": "1 Quay", "addressDsitrict": "Bedok", "city": "Singapore", "post_code": "46"},
}  # fmt: skip


def test_pieces_of_one_product_are_one_line_that_knows_all_their_numbers() -> None:
    order = order_of(
        ORDER, [PIECE, {**PIECE, "order_item_id": 2}, {**PIECE, "sku_id": "8", "order_item_id": 3}], "SG"
    )  # type: ignore[dict-item]
    assert order is not None
    assert [(line.line_id, line.quantity) for line in order.lines] == [("1,2", 2), ("3", 1)]
    assert order.total == Money(1850, "SGD")
    assert order.recipient.lines == ("1 Quay", "Bedok")
    assert order.ship_by == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    assert order.placed_at == datetime(2026, 3, 2, 14, 44, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["unpaid"], OrderStatus.PENDING),
        (["topack", "shipped"], OrderStatus.PAID),
        (["shipped", "canceled"], OrderStatus.SHIPPED),
        (["canceled"], OrderStatus.CANCELLED),
        (["delivered"], OrderStatus.DELIVERED),
        (["returned"], OrderStatus.OTHER),
        (["levitating"], OrderStatus.OTHER),
        ([], OrderStatus.OTHER),
    ],
)
def test_the_piece_that_is_least_far_says_how_far_an_order_is(words: list[str], status: OrderStatus) -> None:
    assert status_of(words) is status


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2018-02-09T22:44:30+08:00", datetime(2018, 2, 9, 14, 44, 30, tzinfo=UTC)),
        ("2018-02-09 22:44:30 +0800", datetime(2018, 2, 9, 14, 44, 30, tzinfo=UTC)),
        ("2018-02-09 22:44:30", datetime(2018, 2, 9, 14, 44, 30, tzinfo=UTC)),
        ("1518187470000", datetime(2018, 2, 9, 14, 44, 30, tzinfo=UTC)),
        ("soon", None),
        ("", None),
    ],
)
def test_moments_in_all_three_spellings(written: str, moment: datetime | None) -> None:
    assert date({"at": written}, "at") == moment


# --- reverse orders ---


def test_cases_come_with_their_due_dates(lazada: Bench, clock: FakeClock) -> None:
    source = lazada.source("api", marketplaces="SG MY")
    found: list[AfterSale] = []
    for name in ("cases:SG", "cases:MY"):
        items, _ = lazada.drain(source, lazada.named(source, name), None)
        found += [item for item in items if isinstance(item, AfterSale)]
    assert {case.kind for case in found} == {AfterSaleKind.CANCELLATION, AfterSaleKind.RETURN}
    assert all(case.open and case.due and case.amount and case.order_remote_key for case in found)
    assert {case.site for case in found} == {"SG", "MY"}


def test_money_of_a_case_is_in_the_smallest_unit_also_in_vietnam() -> None:
    row = {
        "reverse_order_id": 1, "trade_order_id": 2, "request_type": "ONLY_REFUND",
        "reverse_order_lines": [{"reverse_status": "REQUEST_INITIATE", "refund_amount": "10000"}],
    }  # fmt: skip
    dong, cents = case_of(row, "VN"), case_of(row, "SG")  # type: ignore[arg-type]
    assert dong is not None
    assert cents is not None
    assert dong.amount == Money(10000, "VND")
    assert cents.amount == Money(10000, "SGD")
    assert cents.kind is AfterSaleKind.REFUND


def test_an_unknown_word_leaves_a_case_open_and_visible() -> None:
    row = {"reverse_order_id": 1, "trade_order_id": 2, "request_type": "MAGIC",
           "reverse_order_lines": [{"reverse_status": "SOMETHING_NEW"}]}  # fmt: skip
    case = case_of(row, "SG")  # type: ignore[arg-type]
    assert case is not None
    assert case.open
    assert case.kind is AfterSaleKind.CLAIM
    assert case_of({"trade_order_id": 2}, "SG") is None


# --- refusals, tokens, sign-in ---


@pytest.mark.parametrize(
    ("status", "body", "error", "key"),
    [
        (200, {"type": "ISV", "code": "IllegalAccessToken"}, AuthExpired, "sign_in_again"),
        (200, {"type": "ISV", "code": "IllegalRefreshToken"}, AuthExpired, "sign_in_again"),
        (200, {"type": "ISV", "code": "IncompleteSignature"}, AuthExpired, "client_refused"),
        (200, {"type": "ISV", "code": "AppWhiteIpLimit"}, AuthExpired, "lazada_address_refused"),
        (200, {"type": "ISV", "code": "InsufficientPermission"}, Rejected, "lazada_no_right"),
        (200, {"code": "ApiCallLimit", "message": "x"}, RateLimited, "rate_limited"),
        (200, {"code": "901"}, RateLimited, "rate_limited"),
        (200, {"type": "ISP", "code": "E1"}, Unreachable, "server_trouble"),
        (200, {"code": "InvalidTimestamp"}, Unreachable, "server_trouble"),
        (200, {"code": "0", "err_code": "-22", "success": "false"}, Rejected, "lazada_rejected"),
        (200, {"code": "0", "result": {"success": False, "error_code": "9"}}, Rejected, "lazada_rejected"),
        (429, {}, RateLimited, "rate_limited"),
        (503, {}, Unreachable, "server_trouble"),
        (418, {}, Surprise, "unknown_status"),
    ],
)
def test_refusals_of_reading(status: int, body: dict[str, object], error: type[Exception], key: str) -> None:
    with pytest.raises(error) as caught:
        read(Answer(status, {}, json.dumps(body).encode()))
    assert str(caught.value) == key


def test_a_ban_lasts_as_long_as_its_sentence_says() -> None:
    said = "Api access frequency exceeds the limit. this ban will last 17 seconds."
    assert ban_of({"message": said}) == timedelta(seconds=17)
    assert ban_of({"message": "slow down"}) == timedelta(seconds=1)


def test_both_spellings_of_who_the_seller_is() -> None:
    rows = [{"country": "sg", "seller_id": 1001}, {"country": "xx", "seller_id": "7"}]
    assert sellers_of({"country_user_info": rows}) == {"SG": "1001"}  # type: ignore[dict-item]
    assert sellers_of({"country_user_info_list": rows}) == {"SG": "1001"}  # type: ignore[dict-item]
    granted = granted_of({"access_token": "a", "expires_in": "60", "refresh_expires_in": "0"})
    assert (granted.lifetime, granted.refresh_lifetime) == (timedelta(seconds=60), None)


def test_signing_in_by_the_pasted_address(lazada: Bench, town: RunningTown, clock: FakeClock) -> None:
    login = lazada.logins["chat"]
    values = {**login.settings, "client_secret": lazada.keeper.secrets[login.id]["client_secret"]}
    assert authorize_url(values).startswith(
        "https://auth.lazada.com/oauth/authorize?response_type=code&force_auth"
    )
    consent = Request.of("GET", "/lazada/auth" + authorize_url(values).partition("auth.lazada.com")[2])
    landed = town.inside(lambda: town.service.town.handle(consent, clock.now())).header("location")
    secrets = sign_in({**values, "pasted": landed}, None, lazada.tools, lambda url: None)
    assert secrets["sellers"] == "MY=100094064 SG=100094063"
    assert secrets["refresh_token"].startswith("50001")
    assert secrets["refresh_until"] > clock.now().isoformat()
    with pytest.raises(AuthExpired):
        sign_in({**values, "pasted": landed}, None, lazada.tools, lambda url: None)


def test_a_new_refresh_token_is_stored_before_it_is_used(lazada: Bench) -> None:
    old = lazada.keeper.secrets[lazada.logins["api"].id]["refresh_token"]
    lazada.source("api").check()
    new = lazada.keeper.secrets[lazada.logins["api"].id]["refresh_token"]
    assert new != old
    lazada.forget_tokens()
    assert lazada.source("api").check().remote_key == "100094063"


def test_a_clock_that_is_hours_wrong_is_put_right_by_the_first_answer(lazada: Bench) -> None:
    lazada.town.tell("weather", profile="calm", skew_seconds=3 * 3600)
    source = lazada.source("api")
    with pytest.raises(Unreachable):
        source.check()
    assert source.check().remote_key


def test_a_relay_of_the_sellers_own_may_stand_in_for_the_hosts() -> None:
    assert api_of({}, "VN") == "https://api.lazada.vn/rest"
    assert api_of({"api_url": "https://relay.example/{site}/rest/"}, "VN") == "https://relay.example/vn/rest"


def test_an_application_in_test_has_ten_thousand_calls_a_day(lazada: Bench) -> None:
    login = lazada.logins["api"]
    lazada.logins["api"] = replace(login, settings={**login.settings, "app_stage": "test"})
    source = lazada.source("api")
    source.check()
    stream = lazada.named(source, "orders:SG")
    key, day = lazada.tools.share(login, login.settings["client_id"]), DAYS["test"]
    while lazada.tools.quotas.left(key, day) > 1_000:
        lazada.tools.quotas.take(key, day)
    with pytest.raises(RateLimited):
        source.pull(stream, None)
