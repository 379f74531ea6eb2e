"""The practice AliExpress as its generated kit describes the real one; there is no contract to hold it against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from app.simulator.aliexpress_gateway import signature
from app.simulator.aliexpress_platform import AliExpressDoor
from app.simulator.stamps import millis as iso
from app.simulator.town import Town
from app.simulator.wire import Json, Request
from tests.simulator.practice import START, a_town

LIST = "aliexpress.trade.seller.orderlist.get"
SELLER = "2671230001"


class Seller:
    """Signs and calls; knows nothing of the program."""

    def __init__(self, town: Town | None = None) -> None:
        self.town = town or a_town()
        door = self.town.doors["aliexpress"]
        assert isinstance(door, AliExpressDoor)
        self.door, self.now, self.skew = door, START, timedelta(0)
        self.token = str(
            self.rest("/auth/token/refresh", refresh_token=door.consents[SELLER])["access_token"]
        )

    def call(
        self, verb: str, path: str, base: str, parameters: dict[str, str], secret: str = ""
    ) -> dict[str, Json]:
        """One signed call, everything in the address or, for a POST, the rest in a form."""
        key, own = self.door.client
        stamp = str(int((self.now + self.skew).timestamp() * 1000))
        signed = {"app_key": key, "sign_method": "sha256", "timestamp": stamp, **parameters}
        signed["sign"] = signature(secret or own, base, signed)
        inside = verb == "POST"
        target = f"/aliexpress{path}" + ("" if inside else f"?{urlencode(signed)}")
        body = urlencode(signed).encode() if inside else b""
        headers = {"content-type": "application/x-www-form-urlencoded;charset=utf-8"}
        found = self.town.handle(Request.of(verb, target, headers, body), self.now).json()
        assert isinstance(found, dict)
        return found

    def rest(self, path: str, **parameters: str) -> dict[str, Json]:
        """The gateway by path."""
        return self.call("POST", f"/rest{path}", path, parameters)

    def sync(self, method: str, verb: str = "POST", **parameters: object) -> dict[str, Json]:
        """The gateway by name."""
        own = {name: one if isinstance(one, str) else json.dumps(one) for name, one in parameters.items()}
        system = {"method": method, "session": self.token, "v": "2.0", "format": "json", "simplify": "true"}
        return self.call(verb, "/sync", "", {**system, **own})

    def orders(self, **query: object) -> list[dict[str, Json]]:
        """A page of the order list."""
        asked = {"current_page": 1, "page_size": 50, **query}
        found = inner(self.sync(LIST, param_aeop_order_query=asked), "result", "target_list")
        assert isinstance(found, list)
        return [one for one in found if isinstance(one, dict)]


def inner(value: Json, *path: str) -> Json:
    for name in path:
        assert isinstance(value, dict), path
        value = value.get(name)
    return value


def code(value: Mapping[str, Json]) -> Json:
    error = value.get("error_response")
    return inner(error, "code") if error else value.get("code")


def test_the_signature_is_that_of_the_worked_examples() -> None:
    query = '{"current_page":1,"page_size":20,"order_status":"WAIT_SELLER_SEND_GOODS"}'
    parameters = {
        "app_key": "500001", "format": "json", "method": LIST, "param_aeop_order_query": query,
        "session": "test_token", "sign_method": "sha256", "simplify": "true", "timestamp": "1700000000000", "v": "2.0",
    }  # fmt: skip
    expected = "DB915329D54D48D5531AA78F4C059BED8C732754537AE5D7E0F9B9679D1D2F8B"
    assert signature("ae_fake_secret", "", parameters) == expected


def test_each_gateway_refuses_in_its_own_words() -> None:
    seller = Seller()
    by_name = seller.call("POST", "/sync", "", {"method": LIST, "session": seller.token}, secret="wrong")
    assert code(by_name) == "IncompleteSignature"
    assert inner(by_name, "error_response", "msg")
    by_path = seller.call("POST", "/rest/auth/token/refresh", "/auth/token/refresh", {}, secret="wrong")
    assert by_path["code"] == "IncompleteSignature"
    assert by_path["message"]
    assert "error_response" not in by_path


def test_one_more_signed_parameter_harms_nobody() -> None:
    assert (
        inner(Seller().sync(LIST, param_aeop_order_query={}, partner_id="sdk-1"), "result", "success") is True
    )


@pytest.mark.parametrize(("hours", "accepted"), [(-1.9, True), (1.9, True), (-2.1, False), (2.1, False)])
def test_two_hours_of_a_wrong_clock_are_forgiven(hours: float, accepted: bool) -> None:
    seller = Seller()
    seller.skew = timedelta(hours=hours)
    answer = seller.sync(LIST, param_aeop_order_query={})
    assert (code(answer) is None) is accepted
    if not accepted:
        assert code(answer) == "InvalidTimestamp"


def test_a_token_ends_and_is_renewed() -> None:
    seller = Seller()
    seller.door.expire(SELLER)
    assert code(seller.sync(LIST, param_aeop_order_query={})) == "IllegalAccessToken"
    seller.token = str(
        seller.rest("/auth/token/refresh", refresh_token=seller.door.consents[SELLER])["access_token"]
    )
    assert code(seller.sync(LIST, param_aeop_order_query={})) is None
    seller.door.revoke(SELLER)
    refused = seller.rest("/auth/token/refresh", refresh_token=seller.door.consents[SELLER])
    assert refused["code"] == "IllegalRefreshToken"


def test_the_consent_page_lands_with_a_code_that_is_good_once() -> None:
    seller = Seller()
    back = "https://x.example/b"
    query = {"response_type": "code", "client_id": seller.door.client[0], "redirect_uri": back, "state": "s"}
    target = f"/aliexpress/oauth/authorize?{urlencode(query)}"
    landed = seller.town.handle(Request.of("GET", target), START)
    assert landed.status == 302
    fields = parse_qs(urlsplit(landed.header("Location")).query)
    assert fields["state"] == ["s"]
    bought = seller.rest("/auth/token/create", code=fields["code"][0])
    assert (bought["seller_id"], bought["sp"], bought["code"]) == (SELLER, "ae", "0")
    assert seller.rest("/auth/token/create", code=fields["code"][0])["code"] == "InvalidCode"
    wrong = seller.town.handle(Request.of("GET", "/aliexpress/oauth/authorize?client_id=x"), START)
    assert wrong.status == 400


def test_without_simplify_answers_are_wrapped_and_lists_lie_in_objects() -> None:
    answer = Seller().sync(LIST, simplify="false", param_aeop_order_query={"page_size": 1})
    assert list(answer) == ["aliexpress_trade_seller_orderlist_get_response"]
    rows = inner(
        answer,
        "aliexpress_trade_seller_orderlist_get_response",
        "result",
        "target_list",
        "aeop_order_item_dto",
    )
    assert isinstance(rows, list)
    assert inner(rows[0], "product_list", "aeop_order_product_dto")


def test_finished_orders_come_only_when_asked_for() -> None:
    seller = Seller()
    assert "FINISH" not in {row["order_status"] for row in seller.orders()}
    assert {row["order_status"] for row in seller.orders(order_status="FINISH")} == {"FINISH"}


def test_a_window_of_changes_needs_one_of_creation_around_it() -> None:
    seller = Seller()
    asked = {"modified_date_start": "2026-11-20 00:00:00"}
    assert code(seller.sync(LIST, param_aeop_order_query=asked)) == "InvalidParameter"
    wide = {**asked, "create_date_start": "2026-06-01 00:00:00"}
    assert code(seller.sync(LIST, param_aeop_order_query=wide)) is None
    assert (
        code(seller.sync(LIST, param_aeop_order_query={"create_date_start": "20 June"})) == "InvalidParameter"
    )
    assert code(seller.sync(LIST, param_aeop_order_query={"page_size": 51})) == "InvalidParameter"


@pytest.mark.parametrize(
    ("created", "shown"),
    [
        (datetime(2026, 10, 31, 19, 0, tzinfo=UTC), "2026-10-31 12:00:00"),
        (datetime(2026, 11, 1, 20, 0, tzinfo=UTC), "2026-11-01 12:00:00"),
    ],
    ids=["summer time", "winter time"],
)
def test_windows_are_read_off_a_wall_in_los_angeles(created: datetime, shown: str) -> None:
    seller = Seller()
    order = next(one for one in seller.town.world.orders.values() if one.shop.key == "aliexpress")
    order.plan = type(order.plan)(created, created, created, created)
    (row,) = [one for one in seller.orders() if one["order_id"] == int(order.id)]
    assert row["gmt_create"] == shown
    within = seller.orders(create_date_start=shown, create_date_end=shown)
    assert [one["order_id"] for one in within] == [int(order.id)]
    assert seller.orders(create_date_start=iso(created)[:19].replace("T", " "), create_date_end=shown) == []


def test_the_feed_tells_each_message_once_and_its_past_ends() -> None:
    seller = Seller()
    start = inner(
        seller.sync("aliexpress/message/sync/rebase", im_sync_data_dto={}), "result", "data", "sync_id"
    )
    talk = next(one for one in seller.town.world.conversations.values() if one.shop.key == "aliexpress")
    seller.town.world.customer_says(talk, "Are you there?", seller.now)
    answer = seller.sync("aliexpress/message/sync", im_sync_data_dto={"sync_id": start})
    (entry,) = inner(answer, "result", "data", "sync_list")  # type: ignore[misc]
    assert "Are you there?" in str(inner(entry, "message", "content"))
    after = inner(answer, "result", "data", "sync_id")
    again = seller.sync("aliexpress/message/sync", im_sync_data_dto={"sync_id": after})
    assert inner(again, "result", "data", "sync_list") == []
    expired = seller.sync("aliexpress/message/sync", im_sync_data_dto={"sync_id": 1})
    assert inner(expired, "result", "error_code") == "SYNC_ID_EXPIRED"


def test_the_list_of_messages_is_a_get_and_has_twenty_a_page() -> None:
    seller = Seller()
    asked = {"buyer_id": 1, "page_size": 20}
    assert code(seller.sync("aliexpress/message/list", im_query_message_dto=asked)) == "UnsupportedMethod"
    assert code(seller.sync("aliexpress/message/list", "GET", im_query_message_dto=asked)) is None
    too_many = {"buyer_id": 1, "page_size": 21}
    assert (
        code(seller.sync("aliexpress/message/list", "GET", im_query_message_dto=too_many))
        == "InvalidParameter"
    )


def test_a_session_tells_the_number_behind_a_login_and_back() -> None:
    seller = Seller()
    order = next(one for one in seller.town.world.orders.values() if one.shop.key == "aliexpress")
    opened = seller.sync(
        "aliexpress/message/session/open", im_session_open_dto={"buyer_login_id": order.customer.handle}
    )
    number = inner(opened, "result", "data", "current_buyer_id")
    known = seller.sync("aliexpress/message/session/get", im_query_session_dto={"buyer_id": number})
    assert inner(known, "result", "data", "buyer_login_id") == order.customer.handle
    nobody = seller.sync("aliexpress/message/session/open", im_session_open_dto={"buyer_login_id": "nobody"})
    assert inner(nobody, "result", "data", "open_result") == "FAIL"


@pytest.mark.parametrize(
    "content",
    [
        {"template_id": 1, "message_content_dto": {"txt": " "}},
        {
            "template_id": 3,
            "message_content_dto": {"img_url": "https://elsewhere.example/x.jpg", "width": 1, "height": 1},
        },
        {"template_id": 10007, "message_content_dto": {"order_id": 1}},
        {"template_id": 9, "message_content_dto": {}},
    ],
)
def test_content_that_does_not_fit_its_template_is_refused(content: dict[str, object]) -> None:
    seller = Seller()
    listed = seller.sync("aliexpress/message/history/buyer/list", ae_im_query_session_dto={"page_size": 1})
    (row,) = inner(listed, "result", "data", "session_list")  # type: ignore[misc]
    dto = {"buyer_id": inner(row, "buyer_id"), "scene_id": 1, **content}
    answer = seller.sync("aliexpress/message/send", im_send_message_dto=dto)
    assert inner(answer, "result", "error_code") == "PARAM_ERROR"
    no_scene = seller.sync("aliexpress/message/send", im_send_message_dto={**dto, "scene_id": 0})
    assert code(no_scene) == "MissingParameter"


def test_calls_without_their_parameters_are_refused() -> None:
    seller = Seller()
    assert code(seller.sync(LIST)) == "MissingParameter"
    assert code(seller.sync(LIST, param_aeop_order_query="{half")) == "InvalidParameter"
    assert code(seller.sync("aliexpress.unheard.of")) == "InvalidApiPath"
    assert seller.town.handle(Request.of("GET", "/aliexpress/elsewhere"), START).status == 404
