"""AliExpress's messages, orders and disputes in our words; fields of the wrong type are absent fields."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors.aliexpress import feed, issues, orders
from app.connectors.aliexpress.feed import Talk
from app.connectors.aliexpress.messages import message_of
from app.connectors.aliexpress.pacific import from_wall, wall
from app.connectors.contract import RemoteMessage, Unreadable
from app.connectors.reading import Fields
from app.domain.cards import CardKind
from app.domain.conversations import Direction, MessageKind
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TALK = Talk("2200000001", "ES123abc")


def row(template: int = 1, content: object = None, **changes: object) -> Fields:
    value: dict[str, object] = {
        "message_id": "m1",
        "content": json.dumps(content if content is not None else {"txt": "when do you ship?"}),
        "from_account_id": "2200000001",
        "from_account_type": 11,
        "to_account_id": "2300000002",
        "to_account_type": 12,
        "send_time": 1_700_000_000_000,
        "template_id": template,
        "type": 1,
        **changes,
    }
    return value  # type: ignore[return-value]


def message(template: int = 1, content: object = None, **changes: object) -> RemoteMessage:
    found = message_of(row(template, content, **changes), TALK)
    assert isinstance(found, RemoteMessage)
    return found


def test_a_buyers_words_are_an_inbound_message_under_the_name_orders_know() -> None:
    found = message()
    assert (found.direction, found.kind) == (Direction.INBOUND, MessageKind.CUSTOMER)
    assert (found.text, found.thread_keys) == ("when do you ship?", ("buyer:2200000001",))
    assert (found.customer.key, found.customer.name) == ("es123abc", "ES123abc")
    assert found.sent_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert found.reply_refs == {"buyer_id": "2200000001"}


def test_numbers_may_come_in_quotes_or_not() -> None:
    quoted = message(from_account_type="11", send_time="1700000000000", template_id="1", type="1")
    assert quoted == message(from_account_id=2200000001, to_account_id=2300000002)


def test_our_own_words_are_outbound_and_the_platforms_are_neither() -> None:
    ours = message(
        from_account_id="2300000002", from_account_type=12, to_account_id="2200000001", to_account_type=11
    )
    assert (ours.direction, ours.kind) == (Direction.OUTBOUND, MessageKind.AGENT)
    assert ours.customer.key == "es123abc"
    system = message(type=2, from_account_type=12, to_account_id="2200000001", to_account_type=11)
    assert (system.direction, system.kind) == (Direction.INBOUND, MessageKind.SYSTEM)


@pytest.mark.parametrize(
    "content", [{"imgUrl": "https://ae.example/x.jpg"}, {"img_url": "https://ae.example/x.jpg"}]
)
def test_a_picture_is_a_file_behind_its_address(content: dict[str, str]) -> None:
    (file,) = message(3, content).files
    assert (file.url, file.content_type) == ("https://ae.example/x.jpg", "image/*")


def test_a_picture_without_a_usable_address_is_still_shown() -> None:
    found = message(3, {"imgUrl": "file:///etc/passwd"})
    assert found.files == ()
    assert [card.name for card in found.cards] == ["template 3"]


@pytest.mark.parametrize(
    ("template", "content", "kind", "ref"),
    [
        (10006, {"itemId": 1005001, "title": "Lamp", "price": "$9"}, CardKind.ITEM, "1005001"),
        (10007, {"orderId": "8012345678901234"}, CardKind.ORDER, "8012345678901234"),
        (21004, {"promotion_id": 9}, CardKind.VOUCHER, "9"),
        (4, {"txt": "[smile]"}, CardKind.STICKER, ""),
        (6, {"videoId": "5", "imgUrl": "https://ae.example/x.jpg"}, CardKind.VIDEO, "5"),
        (10010, {}, CardKind.FOLLOW, ""),
        (20999, {"mood": "wave"}, CardKind.UNKNOWN, ""),
    ],
)
def test_every_template_is_a_card_and_none_is_dropped(
    template: int, content: dict[str, object], kind: CardKind, ref: str
) -> None:
    (card,) = message(template, content).cards
    assert (card.kind, card.ref) == (kind, ref)
    assert (card.name == f"template {template}") is (kind is CardKind.UNKNOWN)


def test_an_order_card_names_its_order() -> None:
    assert message(10007, {"orderId": "8012345678901234"}).order_keys == ("8012345678901234",)


def test_content_that_is_no_json_is_taken_for_words() -> None:
    assert message(content="x").text == "x"
    for raw in ("{half", "[1]"):
        found = message_of({**row(), "content": raw}, TALK)
        assert isinstance(found, RemoteMessage)
        assert found.text == raw


@pytest.mark.parametrize("missing", ["message_id", "send_time"])
def test_a_message_without_number_or_date_is_kept_whole(missing: str) -> None:
    found = message_of(row(**{missing: None}), TALK)
    assert isinstance(found, Unreadable)
    assert b"when do you ship" in found.content


# --- the untyped answers


@pytest.mark.parametrize(
    "wrap", [lambda data: data, lambda data: {"data": data}, lambda data: {"result": {"data": data}}]
)
def test_the_feed_is_read_wherever_its_parts_lie(wrap: object) -> None:
    assert callable(wrap)
    data = {"sync_id": 9, "has_more": "true", "sync_list": [{"session": {"buyer_id": 7}, "message": row()}]}
    news = feed.news_of(wrap(data))
    assert news is not None
    assert (news.position, news.more, news.strange) == ("9", True, False)
    assert [talk.buyer for _, talk in news.messages] == ["7"]


def test_a_feed_of_another_shape_says_that_it_is_not_understood() -> None:
    assert feed.news_of({"result": {"ticks": []}}) is None
    assert feed.news_of({}) is None
    odd = feed.news_of({"sync_id": 9, "sync_list": [{"wave": 1}]})
    assert odd is not None
    assert odd.strange


def test_a_list_of_buyers_of_another_shape_says_so() -> None:
    assert feed.buyers_of({"result": {"people": []}}) is None
    found = feed.buyers_of({"data": {"buyer_list": [{"buyer_id": 7, "last_message_time": "5"}, {"x": 1}]}})
    assert found is not None
    assert found.talks == (Talk("7", "", 5),)


# --- times


def test_their_wall_has_summer_time() -> None:
    summer, winter = datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert (wall(summer), wall(winter)) == ("2026-07-01 05:00:00", "2026-12-01 04:00:00")
    for moment in (summer, winter):
        assert from_wall(wall(moment), NOW) == moment


def test_the_hour_that_comes_twice_is_the_later_one_that_has_come() -> None:
    """Clocks went back at 09:00 UTC on 1 November 2026."""
    first, second = datetime(2026, 11, 1, 8, 30, tzinfo=UTC), datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    assert wall(first) == wall(second) == "2026-11-01 01:30:00"
    assert from_wall("2026-11-01 01:30:00", first + timedelta(minutes=1)) == first
    assert from_wall("2026-11-01 01:30:00", second + timedelta(minutes=1)) == second


@pytest.mark.parametrize("nonsense", [None, 7, "", "yesterday", "2026-13-01 00:00:00"])
def test_what_is_no_time_is_none(nonsense: object) -> None:
    assert from_wall(nonsense, NOW) is None


# --- orders

ORDER: dict[str, object] = {
    "order_id": 8012345678901234,
    "order_status": "WAIT_SELLER_SEND_GOODS",
    "buyer_login_id": "ES123abc",
    "buyer_signer_fullname": "Irene Solano",
    "gmt_create": "2026-11-20 14:13:20",
    "gmt_update": "2026-11-21 14:13:20",
    "pay_amount": {"amount": "19.90", "currency_code": "USD"},
    "left_send_good_day": 4,
    "left_send_good_hour": "2",
    "left_send_good_min": 30,
    "product_list": [
        {
            "child_id": 8012345678901235,
            "product_id": 1005001,
            "product_name": "Lamp",
            "product_img_url": "https://ae.example/x.jpg",
            "sku_code": "LAMP-W",
            "product_count": 2,
            "product_unit_price": {"amount": "9.95", "currency_code": "USD"},
            "memo": "white please",
        }
    ],
}
DETAIL: dict[str, object] = {
    "receipt_address": {
        "contact_person": "Irene Solano", "country": "ES", "city": "Gijón", "province": "Asturias",
        "detail_address": "Muelle 4", "zip": "33201", "phone_country": "+34", "mobile_no": "600000000",
    },
    "logistic_info_list": [
        {"logistics_no": "LP00000000000001", "logistics_service_name": "Standard", "gmt_send": "2026-11-22 01:00:00"},
        {"logistics_no": ""},
    ],
}  # fmt: skip


def order(detail: dict[str, object] | None = None, **changes: object) -> orders.OrderSnapshot:
    found = orders.order_of({**ORDER, **changes}, detail or {}, NOW)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_an_order_is_read_whole() -> None:
    found = order(DETAIL)
    assert found.remote_key == "8012345678901234"
    assert (found.total, found.buyer_keys) == (Money(1990, "USD"), ("es123abc",))
    assert found.placed_at == datetime(2026, 11, 20, 22, 13, 20, tzinfo=UTC)
    assert found.ship_by == NOW + timedelta(days=4, hours=2, minutes=30)
    assert (found.recipient.city, found.recipient.phone) == ("Gijón", "+34 600000000")
    (parcel,) = found.shipments
    assert (parcel.tracking, parcel.shipped_at) == ("LP00000000000001", datetime(2026, 11, 22, 9, tzinfo=UTC))
    (line,) = found.lines
    assert (line.quantity, line.price, line.picture) == (2, Money(995, "USD"), "https://ae.example/x.jpg")
    assert found.buyer_note == "white please"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"order_status": "PLACE_ORDER_SUCCESS"}, OrderStatus.PENDING),
        ({"order_status": "RISK_CONTROL"}, OrderStatus.PENDING),
        ({"order_status": "IN_CANCEL"}, OrderStatus.PAID),
        ({"order_status": "SELLER_PART_SEND_GOODS"}, OrderStatus.SHIPPED),
        ({"order_status": "WAIT_BUYER_ACCEPT_GOODS"}, OrderStatus.SHIPPED),
        ({"order_status": "FUND_PROCESSING"}, OrderStatus.DELIVERED),
        ({"order_status": "IN_ISSUE"}, OrderStatus.OTHER),
        ({"order_status": "IN_ISSUE", "gmt_send_goods_time": "2026-11-21 00:00:00"}, OrderStatus.SHIPPED),
        ({"order_status": "FINISH", "end_reason": "buyer_accept_goods"}, OrderStatus.DELIVERED),
        ({"order_status": "FINISH", "end_reason": "accept_goods_timeout"}, OrderStatus.DELIVERED),
        ({"order_status": "FINISH", "end_reason": "cancel_order_close_trade"}, OrderStatus.CANCELLED),
        ({"order_status": "FINISH", "end_reason": "something_new"}, OrderStatus.OTHER),
        ({"order_status": "SOMETHING_NEW"}, OrderStatus.OTHER),
        ({"order_status": None}, OrderStatus.OTHER),
    ],
)
def test_each_word_has_its_rung(changes: dict[str, object], status: OrderStatus) -> None:
    assert order(**changes).status is status


def test_an_order_without_number_or_date_is_none() -> None:
    for name in ("order_id", "gmt_create"):
        assert orders.order_of({**ORDER, name: None}, {}, NOW) is None  # type: ignore[arg-type]


def test_only_what_is_to_be_sent_counts_down() -> None:
    assert order(order_status="FINISH").ship_by is None
    assert order(left_send_good_day=None).ship_by is None
    assert order(left_send_good_day=10**6).ship_by is None


# --- disputes

ISSUE: dict[str, object] = {
    "reverse_detail_status": "wait_for_seller_response",
    "reason_english": "Not as described",
    "timeout_trigger_time": "2026-11-25 04:00:00",
    "buyer_solution_list": [
        {
            "id": 1,
            "solution_type": "return_and_refund",
            "refund_money": "19.90",
            "refund_money_currency": "USD",
        }
    ],
    "process_dto_list": [{"gmt_create": "2026-11-22 04:00:00"}, {"gmt_create": None}],
}
KNOWN = issues.Known("77", "es123abc", "8012345678901234", "")


def test_a_dispute_says_what_is_wanted_and_until_when() -> None:
    found = issues.issue_of(KNOWN, ISSUE, NOW)  # type: ignore[arg-type]
    assert found is not None
    assert (found.kind, found.open, found.amount) == (AfterSaleKind.RETURN, True, Money(1990, "USD"))
    assert found.due == datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert found.opened_at == datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        ("wait_for_AE_feedback", True),
        ("refund_success", False),
        ("refund_reject", False),
        ("brand_new", True),
    ],
)
def test_a_state_we_do_not_know_leaves_it_open(state: str, is_open: bool) -> None:
    found = issues.issue_of(KNOWN, {"reverse_detail_status": state}, NOW)
    assert found is not None
    assert found.open is is_open
    assert found.kind is AfterSaleKind.REFUND


def test_a_dispute_without_number_or_order_is_none() -> None:
    assert issues.issue_of(issues.Known("", "a", "1", ""), {}, NOW) is None
    assert issues.issue_of(issues.Known("1", "a", "", ""), {}, NOW) is None
