"""The practice Shopee: its door and its traps, called by a client that knows nothing of our connector."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from app.simulator.shopee_platform import ShopeeDoor
from app.simulator.town import Town
from app.simulator.wire import Request, Response
from tests.simulator.practice import START, a_town, talk_of

SHOP = "601208831"
LIST, MESSAGE, SEND = "get_conversation_list", "get_message", "send_message"


class Seller:
    """One shop that signs by itself."""

    def __init__(self, town: Town, shop: str = SHOP) -> None:
        self.town, self.shop, self.now = town, shop, START
        self.token = ""
        self.refresh = self.door.keys.consents[shop].refresh

    @property
    def door(self) -> ShopeeDoor:
        door = self.town.doors["shopee"]
        assert isinstance(door, ShopeeDoor)
        return door

    def signed(self, path: str, *, public: bool = False, at: datetime | None = None) -> dict[str, str]:
        keys, stamp = self.door.keys, str(int((at or self.now).timestamp()))
        owner = {} if public else {"access_token": self.token, "shop_id": self.shop}
        base = keys.partner + path + stamp + "".join(owner.values())
        sign = hmac.new(keys.key.encode(), base.encode(), hashlib.sha256).hexdigest()
        return {"partner_id": keys.partner, "timestamp": stamp, **owner, "sign": sign}

    def call(self, method: str, path: str, query: Mapping[str, str], body: object = None) -> Response:
        data = b"" if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        return self.town.handle(
            Request.of(method, f"/shopee{path}?{urlencode(query)}", headers, data), self.now
        )

    def renew(self) -> Response:
        path = "/api/v2/auth/access_token/get"
        body = {
            "refresh_token": self.refresh,
            "partner_id": int(self.door.keys.partner),
            "shop_id": int(self.shop),
        }
        answer = self.call("POST", path, self.signed(path, public=True), body)
        if not told(answer)["error"]:
            self.token, self.refresh = told(answer)["access_token"], told(answer)["refresh_token"]
        return answer

    def get(self, path: str, **query: str) -> dict[str, Any]:
        if not self.token:
            self.renew()
        return told(self.call("GET", path, {**self.signed(path), **query}))

    def chat(self, name: str, **query: str) -> dict[str, Any]:
        answer = self.get(f"/api/v2/sellerchat/{name}", **query)
        assert answer["error"] == "", answer
        found: dict[str, Any] = answer["response"]
        return found

    def post(self, path: str, body: object) -> dict[str, Any]:
        if not self.token:
            self.renew()
        return told(self.call("POST", path, self.signed(path), body))


def told(response: Response) -> dict[str, Any]:
    value = response.json()
    assert isinstance(value, dict)
    return value


@pytest.fixture
def seller() -> Seller:
    return Seller(a_town())


# --- the door ---


def test_a_signature_is_checked_to_the_last_letter(seller: Seller) -> None:
    seller.renew()
    path = "/api/v2/shop/get_shop_info"
    right = seller.signed(path)
    assert told(seller.call("GET", path, right))["shop_name"] == "Northshore Home MY"
    last = "0" if right["sign"][-1] != "0" else "1"
    assert (
        told(seller.call("GET", path, {**right, "sign": right["sign"][:-1] + last}))["error"] == "error_sign"
    )
    assert told(seller.call("GET", path, {**right, "sign": right["sign"].upper()}))["error"] == "error_sign"
    assert told(seller.call("GET", path, {**right, "partner_id": "7"}))["error"] == "invalid_partner_id"


@pytest.mark.parametrize(("minutes", "good"), [(-6, False), (-4, True), (4, True), (6, False)])
def test_a_call_is_good_for_five_minutes(seller: Seller, minutes: int, good: bool) -> None:
    seller.renew()
    path = "/api/v2/shop/get_shop_info"
    answer = told(seller.call("GET", path, seller.signed(path, at=START + timedelta(minutes=minutes))))
    assert (answer["error"] == "") is good
    assert good or answer["message"] == "Timestamp is expired."


def test_a_refresh_token_is_good_once_and_the_old_access_token_five_minutes_more(seller: Seller) -> None:
    spent = seller.refresh
    seller.renew()
    old = seller.token
    seller.renew()
    fresh, seller.refresh = seller.refresh, spent
    assert told(seller.renew())["message"] == "Invalid refresh_token."
    seller.refresh = fresh
    for minutes, error in ((4, ""), (2, "invalid_acceess_token")):
        seller.now += timedelta(minutes=minutes)
        seller.token = old
        assert seller.get("/api/v2/shop/get_shop_info")["error"] == error


def test_a_token_ends_after_four_hours(seller: Seller) -> None:
    assert told(seller.renew())["expire_in"] == 14_400
    seller.now += timedelta(hours=4, seconds=1)
    assert seller.get("/api/v2/shop/get_shop_info")["error"] == "invalid_acceess_token"


def test_the_consent_page_lands_with_a_code_that_is_good_once(seller: Seller) -> None:
    path = "/api/v2/shop/auth_partner"
    query = {**seller.signed(path, public=True), "redirect": "https://northshore.example/shopee"}
    page = seller.call("GET", path, query)
    landed = parse_qs(urlsplit(page.header("Location")).query)
    assert landed["shop_id"] == [SHOP]
    exchange = "/api/v2/auth/token/get"
    body = {"code": landed["code"][0], "partner_id": 1, "shop_id": int(SHOP)}
    first = told(seller.call("POST", exchange, seller.signed(exchange, public=True), body))
    assert first["access_token"]
    again = told(seller.call("POST", exchange, seller.signed(exchange, public=True), body))
    assert again["error"] == "invalid_code"
    del query["redirect"]
    assert seller.call("GET", path, query).status == 400


def test_a_main_accounts_shops_begin_with_one_pair_and_part_at_the_first_renewal(seller: Seller) -> None:
    path, exchange = "/api/v2/shop/auth_partner", "/api/v2/auth/token/get"
    query = {**seller.signed(path, public=True), "redirect": "https://x.example/", "main_account_id": "88"}
    landed = parse_qs(urlsplit(seller.call("GET", path, query).header("Location")).query)
    body = {"code": landed["code"][0], "partner_id": 1, "main_account_id": 88}
    pair = told(seller.call("POST", exchange, seller.signed(exchange, public=True), body))
    assert pair["shop_id_list"] == [601208831, 601208840]
    other = Seller(seller.town, "601208840")
    seller.refresh = other.refresh = pair["refresh_token"]
    assert told(seller.renew())["error"] == told(other.renew())["error"] == ""
    assert seller.refresh != other.refresh


@pytest.mark.parametrize(
    ("app_type", "path", "allowed"),
    [
        ("erp", "/api/v2/sellerchat/get_conversation_list", False),
        ("erp", "/api/v2/order/get_order_list", True),
        ("customer_service", "/api/v2/sellerchat/get_conversation_list", True),
        ("customer_service", "/api/v2/logistics/get_shipping_parameter", False),
        ("in_house", "/api/v2/logistics/get_shipping_parameter", True),
    ],
)
def test_each_type_of_application_has_its_own_rights(
    seller: Seller, app_type: str, path: str, allowed: bool
) -> None:
    seller.door.rules.app_type = app_type
    assert (seller.get(path)["error"] != "error_api_permission") is allowed


def test_an_undeclared_address_is_named_and_a_spent_day_says_until_when(seller: Seller) -> None:
    seller.renew()
    seller.door.rules.undeclared = True
    answer = seller.get("/api/v2/shop/get_shop_info")
    assert answer["error"] == "source_ip_undeclared"
    assert "(203.0.113.7)" in answer["message"]
    seller.door.rules.undeclared, seller.door.rules.day_spent = False, True
    answer = seller.get("/api/v2/shop/get_shop_info")
    assert (answer["error"], "00: 00 (UTC+08:00)" in answer["message"]) == ("error_limit", True)


# --- chat ---


def test_latest_begins_with_the_oldest_and_older_with_the_newest(seller: Seller) -> None:
    def times(direction: str) -> list[int]:
        found = seller.chat(LIST, direction=direction, type="all", page_size="25")["conversations"]
        return [row["last_message_timestamp"] for row in found]

    assert times("latest") == sorted(times("latest"))
    assert times("older") == sorted(times("older"), reverse=True)
    assert len(times("older")) == 4


def test_more_than_25_give_an_empty_page_in_some_shops(seller: Seller) -> None:
    assert seller.chat(LIST, direction="older", type="all", page_size="26")["conversations"] == []
    seller.door.rules.many_per_page = True
    assert len(seller.chat(LIST, direction="older", type="all", page_size="26")["conversations"]) == 4


def test_pinned_ones_stand_first_and_pages_follow_moments(seller: Seller) -> None:
    everything = seller.chat(LIST, direction="older", type="all", page_size="25")["conversations"]
    oldest = everything[-1]["conversation_id"]
    seller.door.rules.pinned = {oldest}
    first = seller.chat(LIST, direction="older", type="all", page_size="2")
    assert first["conversations"][0]["conversation_id"] == oldest
    assert first["page_result"]["more"]
    after = first["page_result"]["next_cursor"]["next_message_time_nano"]
    second = seller.chat(LIST, direction="older", type="all", page_size="2", next_timestamp_nano=after)
    listed = first["conversations"] + second["conversations"]
    assert {row["conversation_id"] for row in everything} <= {row["conversation_id"] for row in listed} | {
        row["conversation_id"] for row in everything[3:]
    }


def test_messages_are_paged_by_an_offset_without_more(seller: Seller) -> None:
    talk = talk_of(seller.town, "Aina Zulkifli")
    for number in range(5):
        seller.town.world.customer_says(talk, f"line {number}", START)
    first = seller.chat(MESSAGE, conversation_id=talk.id, page_size="3")
    assert [row["content"]["text"] for row in first["messages"]] == ["line 4", "line 3", "line 2"]
    assert "more" not in first["page_result"]
    second = seller.chat(
        MESSAGE, conversation_id=talk.id, page_size="3", offset=first["page_result"]["next_offset"]
    )
    assert [row["content"]["text"] for row in second["messages"]][:2] == ["line 1", "line 0"]


def test_a_reply_goes_to_the_buyer_and_its_conversation_comes_back_as_a_bare_number(seller: Seller) -> None:
    talk = talk_of(seller.town, "Aina Zulkifli")
    to = seller.chat("get_one_conversation", conversation_id=talk.id)["to_id"]
    assert to > 2**31
    body = {"to_id": to, "message_type": "text", "content": {"text": "Hello"}}
    answer = seller.post(f"/api/v2/sellerchat/{SEND}", body)
    assert answer["response"]["conversation_id"] == int(talk.id) > 2**53
    assert [said.text for said in seller.town.world.received() if said.at >= START] == ["Hello"]


def test_taiwan_takes_nothing_and_a_closed_buyer_neither(seller: Seller) -> None:
    taiwan = Seller(seller.town, "601208840")
    body = {"to_id": 1, "message_type": "text", "content": {"text": "Hello"}}
    assert taiwan.post(f"/api/v2/sellerchat/{SEND}", body)["error"] == "error_permission"
    talk = talk_of(seller.town, "Aina Zulkifli")
    to = seller.chat("get_one_conversation", conversation_id=talk.id)["to_id"]
    seller.door.rules.closed_buyers = {to}
    assert seller.post(f"/api/v2/sellerchat/{SEND}", {**body, "to_id": to})["error"] == "user_is_forbidden"


def test_what_is_stopped_was_accepted_and_reaches_nobody(seller: Seller) -> None:
    talk = talk_of(seller.town, "Aina Zulkifli")
    to = seller.chat("get_one_conversation", conversation_id=talk.id)["to_id"]
    body = {"to_id": to, "message_type": "text", "content": {"text": "My WhatsApp is 123"}}
    assert seller.post(f"/api/v2/sellerchat/{SEND}", body)["error"] == ""
    newest = seller.chat(MESSAGE, conversation_id=talk.id, page_size="1")["messages"][0]
    assert newest["status"] == "blocked"
    assert [said for said in seller.town.world.received() if said.at >= START] == []


# --- orders and returns ---


def test_orders_are_asked_for_at_most_fifteen_days(seller: Seller) -> None:
    to = int(START.timestamp())
    query = {"time_range_field": "create_time", "page_size": "50", "cursor": "", "time_to": str(to)}
    path = "/api/v2/order/get_order_list"
    assert seller.get(path, **query, time_from=str(to - 15 * 86400))["error"] == ""
    assert (
        seller.get(path, **query, time_from=str(to - 15 * 86400 - 1))["error"]
        == "order.order_list_invalid_time"
    )


def test_details_hold_only_what_was_asked_for(seller: Seller) -> None:
    path = "/api/v2/order/get_order_detail"
    bare = seller.get(path, order_sn_list="261119QK4T7H2M")["response"]["order_list"][0]
    assert "item_list" not in bare
    assert "tracking_number" not in json.dumps(bare)
    more = seller.get(path, order_sn_list="261119QK4T7H2M", response_optional_fields="item_list,package_list")
    assert more["response"]["order_list"][0]["item_list"]


def test_the_returns_list_says_well_by_a_dash_and_begins_at_page_nought(seller: Seller) -> None:
    answer = seller.get("/api/v2/returns/get_return_list", page_no="0", page_size="10")
    assert (answer["error"], len(answer["response"]["return"])) == ("-", 1)
    assert (
        seller.get("/api/v2/returns/get_return_list", page_no="1", page_size="10")["response"]["return"] == []
    )
