"""Walmart in the practice town: its keys, its headers, its lists and its traps."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from app.simulator.talk import Conversation
from app.simulator.town import Town
from app.simulator.walmart_api import WalmartApi
from app.simulator.walmart_platform import BOX, WalmartDoor
from app.simulator.walmart_store import purchases
from app.simulator.wire import Request, Response
from tests.simulator.contracts import Contract
from tests.simulator.practice import FORM, START, Client, a_reply, a_town, at, field

HEADERS = {
    "wm_qos.correlation_id": "b3261d2d-028a-4ef7-8602-633c23200af6",
    "wm_svc.name": "Walmart Marketplace",
}


class Seller(Client):
    """Calls Walmart with a token of its own."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        found = town.doors["walmart"]
        assert isinstance(found, WalmartDoor)
        self.door = found

    @property
    def api(self) -> WalmartApi:
        return self.door.api

    def login(self, secret: str = "", **headers: str) -> Response:
        client, password = self.door.clients["10001204"]
        basic = "Basic " + base64.b64encode(f"{client}:{secret or password}".encode()).decode()
        shown = {**FORM, **HEADERS, "authorization": basic, **headers}
        body = b"grant_type=client_credentials"
        return self.town.handle(Request.of("POST", "/walmart/v3/token", shown, body), self.now)

    def ask(self, path: str, method: str = "GET", body: object = None, **headers: str) -> Response:
        if "token" not in self.tokens:
            self.tokens["token"] = field(self.login(), "access_token")
        shown = {"wm_sec.access_token": self.tokens["token"], **HEADERS, **headers}
        posted = b"" if body is None else json.dumps(body).encode()
        return self.town.handle(Request.of(method, f"/walmart{path}", shown, posted), self.now)

    def orders(self, query: str = "") -> list[dict[str, Any]]:
        answered = self.ask(f"/v3/orders?createdStartDate={(START - timedelta(days=170)):%Y-%m-%d}{query}")
        return list(at(answered, "list", "elements", "order")) if answered.status == 200 else []


@pytest.fixture
def seller() -> Seller:
    return Seller(a_town())


def test_the_keys_give_a_token_for_fifteen_minutes_and_no_more(seller: Seller) -> None:
    granted = seller.login()
    assert at(granted, "expires_in") == 900
    assert seller.ask("/v3/token/detail").status == 200
    seller.wait(seconds=901)
    assert seller.ask("/v3/token/detail").status == 401
    assert seller.login("wrong").status == 401
    assert seller.login(authorization="Bearer x").status == 401


@pytest.mark.parametrize("name", list(HEADERS))
def test_a_call_without_its_number_or_service_is_refused(seller: Seller, name: str) -> None:
    assert seller.ask("/v3/orders", **{name: ""}).status == 400
    assert seller.login(**{name: ""}).status == 400


def test_the_three_places_are_listed_apart_and_an_empty_list_is_missing(seller: Seller) -> None:
    nodes = ("SellerFulfilled", "WFSFulfilled", "3PLFulfilled")
    found = [row for node in nodes for row in seller.orders(f"&shipNodeType={node}&limit=200")]
    known = [
        one
        for order in seller.town.world.orders.values()
        if order.shop.channel == "walmart"
        for one in purchases(order)
    ]
    assert {row["purchaseOrderId"] for row in found} == {one.number for one in known}
    assert {row["shipNode"]["type"] for row in seller.orders()} == {"SellerFulfilled"}
    nothing = seller.ask("/v3/orders?customerOrderId=1")
    assert nothing.status == 404
    assert "CONTENT_NOT_FOUND" in field(nothing, "errors", 0, "code")
    assert seller.ask("/v3/orders?limit=201").status == 400
    assert seller.ask("/v3/orders?createdStartDate=yesterday").status == 400
    assert seller.ask("/v3/orders?createdStartDate=2020-01-01").status == 400


def test_without_a_date_only_a_week_is_shown(seller: Seller) -> None:
    week = seller.ask("/v3/orders")
    numbers = (
        {row["customerOrderId"] for row in at(week, "list", "elements", "order")}
        if week.status == 200
        else set()
    )
    young = {
        order.id
        for order in seller.town.world.orders.values()
        if order.shop.channel == "walmart" and START - order.plan.created <= timedelta(days=7)
    }
    assert numbers <= young
    assert len(seller.orders()) > len(numbers)


def test_the_next_page_is_a_ready_query_that_begins_with_its_mark(seller: Seller) -> None:
    first = seller.ask("/v3/orders?limit=1&createdStartDate=2026-07-01")
    onward = field(first, "list", "meta", "nextCursor")
    assert onward.startswith("?limit=1&hasMoreElements=true&soIndex=")
    second = seller.ask("/v3/orders" + onward)
    assert at(first, "list", "elements", "order") != at(second, "list", "elements", "order")
    pages, cursor = 2, second
    while "nextCursor" in at(cursor, "list", "meta"):
        cursor = seller.ask("/v3/orders" + field(cursor, "list", "meta", "nextCursor"))
        pages += 1
    assert pages == at(first, "list", "meta", "totalCount")


def test_who_asks_too_often_reads_both_spellings_of_the_header(seller: Seller) -> None:
    answers = [seller.ask("/v3/returns") for _ in range(303)]
    refused = [one for one in answers if one.status == 429]
    names = {name.lower() for one in refused for name, _ in one.headers if "replenish" in name.lower()}
    assert names == {"x-next-replenish-time", "x-next-replenishment-time"}
    assert answers[0].header("x-current-token-count") == "299"
    seller.wait(seconds=1)
    assert seller.ask("/v3/returns").status != 429


def test_a_part_of_a_list_is_a_success_with_an_error(seller: Seller) -> None:
    seller.api.partial = 1
    part = seller.ask("/v3/orders?createdStartDate=2026-07-01")
    assert part.status == 206
    assert "SOME_CONTENT_NOT_FOUND" in field(part, "list", "errors", 0, "code")
    assert seller.ask("/v3/orders?createdStartDate=2026-07-01").status == 200


def refund_of(amount: float, number: str) -> dict[str, Any]:
    charge = {
        "chargeType": "PRODUCT",
        "chargeName": "Item Price",
        "chargeAmount": {"currency": "USD", "amount": amount},
    }
    given = {
        "refundComments": "x",
        "refundCharges": {"refundCharge": [{"refundReason": "DamagedItem", "charge": charge}]},
    }
    line = {"lineNumber": "1", "isFullRefund": False, "refunds": {"refund": [given]}}
    return {"orderRefund": {"purchaseOrderId": number, "orderLines": {"orderLine": [line]}}}


def test_money_goes_back_only_below_zero_and_never_twice_more_than_was_paid(seller: Seller) -> None:
    order = next(
        order
        for order in seller.town.world.orders.values()
        if order.shop.channel == "walmart" and order.stage(START) == "delivered"
    )
    number = purchases(order)[0].number
    path = f"/v3/orders/{number}/refund"
    assert seller.ask(path, "POST", refund_of(5, number)).status == 400
    assert seller.ask(path, "POST", refund_of(0, number)).status == 400
    assert seller.ask(path, "POST", refund_of(-100_000, number)).status == 400
    assert order.refunds == []
    assert seller.ask(path, "POST", refund_of(-0.1, number)).status == 200
    assert [refund.minor for refund in order.refunds] == [10]


def a_talk(town: Town) -> Conversation:
    """A conversation about an order."""
    talks = town.world.conversations.values()
    return next(talk for talk in talks if talk.shop.channel == "walmart" and talk.order is not None)


def inbox(town: Town) -> list[EmailMessage]:
    letters = town.mailroom.boxes[BOX].folders["INBOX"].letters
    parsed = [message_from_bytes(letter.raw, policy=policy.default) for letter in letters]
    return [mail for mail in parsed if isinstance(mail, EmailMessage)]


def test_two_mails_on_one_order_come_from_two_addresses_and_both_can_be_answered(seller: Seller) -> None:
    town = seller.town
    talk = a_talk(town)
    assert talk.order is not None
    town.world.customer_says(talk, "Hello again", START)
    mine = [mail for mail in inbox(town) if talk.order.id in str(mail["Subject"])]
    addresses = {str(mail["From"]) for mail in mine}
    assert len(mine) == len(addresses) == len(talk.utterances)
    for number, address in enumerate(sorted(addresses)):
        mail = a_reply(talk, f"Answer {number}", sender=BOX, mark=str(number), to=address)
        town.post.submit(BOX, (address,), mail.as_bytes(), START)
    assert [said.text for said in talk.utterances if said.author == "shop"][-2:] == ["Answer 0", "Answer 1"]


def test_the_relay_refuses_a_sender_it_does_not_know(seller: Seller) -> None:
    town = seller.town
    talk = a_talk(town)
    address = str(inbox(town)[0]["From"])
    before = len(talk.utterances)
    mail = a_reply(talk, "Hello", sender="stranger@northshore.example", to=address)
    town.post.submit(BOX, (address,), mail.as_bytes(), START)
    town.world.advance(START + timedelta(minutes=4))
    report = inbox(town)[-1]
    assert report.get_content_type() == "multipart/report"
    assert "550 5.7.1" in report.as_string()
    assert len(talk.utterances) == before


@pytest.mark.contracts
def test_every_answer_is_what_the_contract_describes(seller: Seller) -> None:
    orders, returns = Contract("walmart/us_mp_orders.json"), Contract("walmart/us_mp_returns.json")
    for node in ("SellerFulfilled", "WFSFulfilled", "3PLFulfilled"):
        listed = seller.ask(f"/v3/orders?createdStartDate=2026-07-01&productInfo=true&shipNodeType={node}")
        if listed.status == 200:
            orders.hold(listed.json(), "PurchaseOrderTypeV3")
            number = at(listed, "list", "elements", "order", 0, "purchaseOrderId")
            orders.hold(seller.ask(f"/v3/orders/{number}").json(), "GetOrderResponse")
    returns.hold(seller.ask("/v3/returns?limit=1").json(), "GetReturnOrdersResponse")
    auth = Contract("walmart/us_mp_auth.json")
    auth.hold(seller.login().json(), "OAuthToken")
    auth.hold(seller.ask("/v3/token/detail").json(), "TokenDetailResponse")
    error = seller.ask("/v3/orders?limit=0")
    orders.hold(at(error, "errors", 0), "GatewayError")
