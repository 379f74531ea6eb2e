"""The practice TikTok Shop by itself: its gate, its pages, its clock, and what it never does twice."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from app.simulator import tiktok_api
from app.simulator.tiktok_login import CHAT
from app.simulator.tiktok_platform import SELLER, TikTokDoor
from app.simulator.wire import Request, Response
from tests.simulator.practice import START, a_town

UK = "7494049642642441621"
TALKS = "/customer_service/202309/conversations"
JSON = {"content-type": "application/json"}


class Seller:
    """Calls the practice TikTok Shop as its documents say."""

    def __init__(self) -> None:
        self.town = a_town()
        door = self.town.doors["tiktok"]
        assert isinstance(door, TikTokDoor)
        self.door = door
        self.key, self.secret = door.client
        self.now = START
        self.access = self.tokens()["access_token"]
        self.cipher = tiktok_api.cipher_of(next(s for s in self.town.world.shops.values() if s.seller == UK))

    def tokens(self, **changed: str) -> Any:
        query = {
            "app_key": self.key, "app_secret": self.secret, "refresh_token": self.door.consents[UK],
            "grant_type": "refresh_token",
        }  # fmt: skip
        target = "/tiktok/auth/api/v2/token/refresh?" + urlencode(query | changed)
        return self.town.handle(Request.of("GET", target), self.now).json()["data"]  # type: ignore[index,call-overload]

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: bytes = b"",
        *,
        ahead: float = 0,
        headers: Mapping[str, str] | None = None,
        **changed: str,
    ) -> Response:
        stamp = str(int((self.now + timedelta(seconds=ahead)).timestamp()))
        common = {"app_key": self.key, "timestamp": stamp, "shop_cipher": self.cipher, **(query or {})}
        form = "multipart" in (headers or JSON).get("content-type", "")
        words = path + "".join(name + common[name] for name in sorted(common))
        whole = (self.secret + words).encode() + (b"" if form else body) + self.secret.encode()
        common["sign"] = hmac.new(self.secret.encode(), whole, hashlib.sha256).hexdigest()
        shown = {"x-tts-access-token": self.access, **(headers or JSON)}
        target = f"/tiktok/api{path}?{urlencode(common | changed)}"
        return self.town.handle(Request.of(method, target, shown, body), self.now)

    def data(self, *args: Any, **more: Any) -> Any:
        value: Any = self.call(*args, **more).json()
        assert value["code"] == 0, value
        return value["data"]

    def code(self, *args: Any, **more: Any) -> int:
        value: Any = self.call(*args, **more).json()
        return int(value["code"])

    def talk(self) -> str:
        return str(self.data("GET", TALKS, {"page_size": "20"})["conversations"][0]["id"])


@pytest.fixture
def seller() -> Seller:
    return Seller()


LIST = ("GET", TALKS, {"page_size": "20"})


@pytest.mark.parametrize(("ahead", "code"), [(-299, 0), (-301, 36009004), (30, 0), (31, 36009004)])
def test_the_clock_may_be_slow_by_minutes_and_fast_by_seconds(seller: Seller, ahead: int, code: int) -> None:
    assert seller.code(*LIST, ahead=ahead) == code


def test_every_byte_is_signed(seller: Seller) -> None:
    assert seller.code(*LIST) == 0
    assert seller.code(*LIST, page_size="19") == 106001
    assert seller.code(*LIST, sign="0" * 64) == 106001
    body = b'{"type": "TEXT",  "content": "{}"}'
    path = f"{TALKS}/{seller.talk()}/messages"
    signed = seller.call("POST", path, body=body)
    assert signed.status == 200
    tidy = json.dumps(json.loads(body), separators=(",", ":")).encode()
    target = Request.of("POST", "/x", {}, tidy)
    assert target.body != body


def test_a_form_with_files_is_signed_without_its_body(seller: Seller) -> None:
    form = {"content-type": "multipart/form-data; boundary=b"}
    head = b'--b\r\nContent-Disposition: form-data; name="data"; filename="p.png"\r\nContent-Type: image/png\r\n\r\n'
    body = head + b"\x89PNG1234" + b"\r\n--b--\r\n"
    laid = seller.data("POST", "/customer_service/202309/images/upload", body=body, headers=form)
    assert laid["url"].endswith(hashlib.sha256(b"\x89PNG1234").hexdigest())
    wrong = head + b"no picture" + b"\r\n--b--\r\n"
    assert seller.code("POST", "/customer_service/202309/images/upload", body=wrong, headers=form) == 45101001


def test_keys_rights_and_shops_are_told_apart(seller: Seller) -> None:
    assert seller.code(*LIST, app_key="x") == 36009004
    seller.cipher, kept = "", seller.cipher
    assert seller.code(*LIST) == 106013
    seller.cipher = "ROW_other"
    assert seller.code(*LIST) == 101000
    seller.cipher = kept
    seller.door.expire(UK)
    assert seller.code(*LIST) == 105002
    for grant in seller.door.keys.by_refresh.values():
        grant.scopes -= {CHAT}
    seller.access = seller.tokens()["access_token"]
    refused = seller.call(*LIST)
    assert (refused.status, refused.json()["code"]) == (401, 105005)  # type: ignore[index,call-overload]
    assert seller.code("POST", "/order/202309/orders/search", {"page_size": "1"}, b"{}") == 0


def test_a_consent_for_both_shops_opens_each_by_its_own_cipher(seller: Seller) -> None:
    shops = ("GET", "/authorization/202309/shops")
    assert [one["id"] for one in seller.data(*shops)["shops"]] == [UK]
    seller.access = seller.tokens(refresh_token=seller.door.consents[SELLER])["access_token"]
    both = seller.data(*shops)["shops"]
    assert [one["region"] for one in both] == ["GB", "US"]
    talks = []
    for one in both:
        seller.cipher = one["cipher"]
        talks.append({talk["id"] for talk in seller.data(*LIST)["conversations"]})
    assert all(talks)
    assert talks[0].isdisjoint(talks[1])
    seller.door.expire(UK)
    assert seller.code(*LIST) == 105002, "a shop's tokens end with its seller's"


def test_ends_of_tokens_are_moments(seller: Seller) -> None:
    found = seller.tokens()
    assert found["access_token_expire_in"] == int((START + timedelta(days=7)).timestamp())
    assert found["refresh_token_expire_in"] > found["access_token_expire_in"]


def test_pages_hold_twenty_conversations_and_ten_messages(seller: Seller) -> None:
    assert seller.code("GET", TALKS, {"page_size": "21"}) == 45101001
    path = f"{TALKS}/{seller.talk()}/messages"
    assert seller.code("GET", path, {"page_size": "11"}) == 45101001
    assert seller.code("GET", path, {"page_size": "10", "page_token": "bm9ib2R5"}) == 45101001
    first = seller.data("GET", TALKS, {"page_size": "1"})
    second = seller.data("GET", TALKS, {"page_size": "1", "page_token": first["next_page_token"]})
    assert first["conversations"] != second["conversations"]


def test_the_day_ends_after_ten_thousand_calls_and_begins_anew(seller: Seller) -> None:
    assert seller.code(*LIST) == 0
    for key in seller.door.api.day.used:
        seller.door.api.day.used[key] = tiktok_api.DAILY - 1
    assert seller.code(*LIST) == 0
    assert seller.code(*LIST) == 45101004
    assert seller.code("POST", "/order/202309/orders/search", {"page_size": "1"}, b"{}") == 0
    seller.now += timedelta(days=1)
    assert seller.code(*LIST) == 0


def test_some_messages_are_not_for_the_agent_and_some_of_no_known_type(seller: Seller) -> None:
    talk = next(one for one in seller.town.world.conversations.values() if one.shop.seller == UK)
    seller.town.world.say(talk, "customer", "What is this?", seller.now, kind="odd")
    rows = seller.data("GET", f"{TALKS}/{talk.id}/messages", {"page_size": "10", "sort_field": "index"})[
        "messages"
    ]
    assert {"OTHER", "TEXT", "NOTIFICATION", "BUYER_ENTER_FROM_ORDER"} <= {row["type"] for row in rows}
    assert [row["sender"]["role"] for row in rows if not row["is_visible"]] == ["SYSTEM"]
    places = [int(row["index"]) for row in rows]
    assert places == sorted(places, reverse=True)


def test_whoever_may_not_be_written_to_is_marked(seller: Seller) -> None:
    talk = next(one for one in seller.town.world.conversations.values() if one.shop.seller == UK)
    talk.opted_out = True
    rows = seller.data(*LIST)["conversations"]
    assert {row["id"]: row["can_send_message"] for row in rows}[talk.id] is False
    body = json.dumps({"type": "TEXT", "content": json.dumps({"content": "hi"})}).encode()
    assert seller.code("POST", f"{TALKS}/{talk.id}/messages", body=body) == 45109001


def test_addresses_are_masked(seller: Seller) -> None:
    rows = seller.data("POST", "/order/202309/orders/search", {"page_size": "100"}, b"{}")["orders"]
    assert rows
    for row in rows:
        assert "***" in row["recipient_address"]["name"]
        assert "*" in row["recipient_address"]["phone_number"]


def test_a_key_answers_the_same_and_does_nothing_twice(seller: Seller) -> None:
    case = next(
        one
        for one in seller.town.world.cases.values()
        if one.order.shop.seller == UK and one.kind == "return"
    )
    path, body = f"/return_refund/202309/returns/{case.id}/approve", b'{"decision":"APPROVE_REFUND"}'
    first = seller.call("POST", path, {"idempotency_key": "k"}, body)
    again = seller.call("POST", path, {"idempotency_key": "k"}, body)
    assert first.body == again.body
    assert len(case.order.refunds) == 1
    assert seller.code("POST", path, {"idempotency_key": "other"}, body) == 25011012


def test_paths_and_methods_nobody_knows_are_told_apart(seller: Seller) -> None:
    assert seller.code("GET", "/customer_service/202309/moods") == 36009009
    assert seller.code("PUT", TALKS) == 36009010
