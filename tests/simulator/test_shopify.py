"""Shopify in the practice town: its keys, its bucket of points, its language, and its traps."""

from __future__ import annotations

import json
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.simulator.shopify_platform import BOX, HOST, ShopifyDoor
from app.simulator.shopify_search import fits
from app.simulator.talk import Conversation
from app.simulator.town import Town
from app.simulator.wire import Request, Response
from tests.simulator.practice import START, Client, a_town, at, field

ROOT = "/shopify/northshore-home"
NAMES = """query Names($first: Int!, $after: String) {
  orders(first: $first, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
}"""
PAYMENT = """{
  orders(first: 1) {
    nodes { id suggestedRefund { suggestedTransactions { gateway parentTransaction { id } } } }
  }
}"""
REFUND = """mutation R($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) { refund { id } userErrors { message } }
}"""


class Owner(Client):
    """Calls the shop's API with a token of its own."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        found = town.doors["shopify"]
        assert isinstance(found, ShopifyDoor)
        self.door = found

    def login(self, **changed: str) -> Response:
        client, secret = self.door.keys.clients[HOST]
        fields = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
        return self.form(f"{ROOT}/admin/oauth/access_token", {**fields, **changed})

    def ask(self, query: str, name: str | None = None, token: str = "", **variables: object) -> Response:
        if "token" not in self.tokens:
            self.tokens["token"] = field(self.login(), "access_token")
        body = {"query": query, "variables": variables, "operationName": name}
        path = f"{ROOT}/admin/api/2026-07/graphql.json"
        return self.call("POST", path, body=body, x_shopify_access_token=token or self.tokens["token"])

    def names(self, first: int = 3, after: str | None = None) -> list[str]:
        return [
            row["name"]
            for row in at(self.ask(NAMES, "Names", first=first, after=after), "data", "orders", "nodes")
        ]

    def refund(self, query: str = REFUND, key: str = "k1", cents: int = 500, name: str = "R") -> Response:
        row = at(self.ask(PAYMENT), "data", "orders", "nodes", 0)
        payment = row["suggestedRefund"]["suggestedTransactions"][0]
        transaction = {
            "orderId": row["id"], "parentId": payment["parentTransaction"]["id"], "gateway": payment["gateway"],
            "kind": "REFUND", "amount": f"{cents / 100:.2f}",
        }  # fmt: skip
        return self.ask(query, name, input={"orderId": row["id"], "transactions": [transaction]}, key=key)

    @property
    def order(self) -> Any:
        return next(o for o in self.town.world.orders.values() if o.id == self.names(1)[0])


@pytest.fixture
def owner() -> Owner:
    return Owner(a_town())


def code(response: Response) -> str:
    return field(response, "errors", 0, "extensions", "code")


def test_the_keys_give_a_token_for_a_day_and_no_more(owner: Owner) -> None:
    granted = owner.login()
    assert at(granted, "expires_in") == 86_399
    assert field(granted, "access_token").startswith("shpat_")
    assert owner.names()
    owner.wait(seconds=86_400)
    assert owner.ask("{ shop { name } }").status == 401
    assert field(owner.login(client_secret="wrong"), "error") == "invalid_client"
    owner.door.revoke(HOST)
    assert field(owner.login(), "error") == "app_not_installed"


def test_a_landing_address_is_signed_and_its_code_is_good_once(owner: Owner) -> None:
    landed = owner.door.keys.landing(HOST, "https://app.example/back", owner.now)
    named = dict(parse_qsl(urlsplit(landed).query))
    assert named["shop"] == HOST
    granted = owner.login(grant_type="", code=named["code"])
    assert "expires_in" not in at(granted)
    owner.wait(days=3)
    assert owner.ask("{ shop { name } }", token=field(granted, "access_token")).status == 200
    assert owner.login(grant_type="", code=named["code"]).status == 400


def test_another_shops_host_knows_nobody(owner: Owner) -> None:
    assert owner.call("POST", "/shopify/someone-else/admin/api/2026-07/graphql.json", body={}).status == 404
    owner.door.api.frozen = True
    assert owner.ask("{ shop { name } }").status == 402


def test_what_is_no_question_is_told_with_status_200(owner: Owner) -> None:
    for query in ("{ shop { nmae } }", "{ shop", "{ orders(first: 1) { nodes { name(x: 1) } } }"):
        response = owner.ask(query)
        assert response.status == 200
        assert at(response, "errors")
        assert "data" not in at(response)


def test_every_answer_says_what_it_cost_and_how_full_the_bucket_is(owner: Owner) -> None:
    cost = at(owner.ask(NAMES, "Names", first=3, after=None), "extensions", "cost")
    assert cost["requestedQueryCost"] == 4
    assert 0 < cost["actualQueryCost"] <= 5
    assert cost["throttleStatus"]["maximumAvailable"] == 2000
    left = cost["throttleStatus"]["currentlyAvailable"]
    owner.wait(seconds=1)
    again = at(owner.ask("{ shop { name } }"), "extensions", "cost", "throttleStatus", "currentlyAvailable")
    assert again >= left


def test_an_empty_bucket_refuses_with_status_200_and_fills_again(owner: Owner) -> None:
    query = "{ orders(first: 140) { nodes { lineItems(first: 5) { nodes { id } } } } }"
    assert at(owner.ask(query), "extensions", "cost", "requestedQueryCost") > 900
    bucket = next(iter(owner.door.api.buckets.values()))
    bucket.left = 10
    response = owner.ask(query)
    assert (response.status, code(response)) == (200, "THROTTLED")
    owner.wait(seconds=11)
    assert "data" in at(owner.ask(query))


def test_a_question_of_more_than_a_thousand_points_is_never_answered(owner: Owner) -> None:
    response = owner.ask("{ orders(first: 250) { nodes { lineItems(first: 50) { nodes { id } } } } }")
    assert code(response) == "MAX_COST_EXCEEDED"


def test_pages_hold_while_the_list_changes_and_a_strange_cursor_is_refused(owner: Owner) -> None:
    seen: list[str] = []
    after: str | None = None
    for _ in range(20):
        listed = at(owner.ask(NAMES, "Names", first=2, after=after), "data", "orders")
        seen += [row["name"] for row in listed["nodes"]]
        if not listed["pageInfo"]["hasNextPage"]:
            break
        after = listed["pageInfo"]["endCursor"]
    assert (
        len(seen)
        == len(set(seen))
        == sum(o.shop.channel == "shopify" for o in owner.town.world.orders.values())
    )
    response = owner.ask(NAMES, "Names", first=2, after="bm90aGluZw==")
    assert at(response, "data") is None
    assert "cursor" in field(response, "errors", 0, "message").lower()
    assert at(owner.ask(NAMES, "Names", first=251, after=None), "errors")


def test_the_same_key_gives_the_first_answer_again_and_no_key_none(owner: Owner) -> None:
    first = owner.refund()
    again = owner.refund()
    assert field(first, "data", "refundCreate", "refund", "id") == field(
        again, "data", "refundCreate", "refund", "id"
    )
    assert [refund.minor for refund in owner.order.refunds] == [500]
    assert code(owner.refund(cents=600)) == "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"
    bare = REFUND.replace(" @idempotent(key: $key)", "").replace(", $key: String!", "")
    assert code(owner.refund(bare)) == "BAD_REQUEST"
    assert [refund.minor for refund in owner.order.refunds] == [500]


def test_more_than_was_paid_is_a_user_error_with_status_200(owner: Owner) -> None:
    response = owner.refund(cents=10**7)
    assert response.status == 200
    assert at(response, "data", "refundCreate", "refund") is None
    assert "exceeds" in field(response, "data", "refundCreate", "userErrors", 0, "message")


def test_buyers_that_are_hidden_come_as_null_with_an_error_beside(owner: Owner) -> None:
    owner.door.api.hidden = True
    response = owner.ask("{ orders(first: 1) { nodes { name email customer { id } } } }")
    assert at(response, "data", "orders", "nodes", 0, "email") is None
    assert at(response, "data", "orders", "nodes", 0, "name")
    assert {one["extensions"]["code"] for one in at(response, "errors")} == {"ACCESS_DENIED"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("updated_at:>='2026-11-23T12:00:00Z'", True),
        ("updated_at:>'2026-11-23T12:00:00Z'", False),
        ("updated_at:<='2026-11-23T12:00:00Z' name:'#1001'", True),
        ("name:'#100'", True),
        ("name:1001", True),
        ("name:#1002", False),
        ("sky:blue", True),
        (None, True),
    ],
)
def test_the_language_of_searches(query: str | None, found: bool) -> None:
    assert fits(query, {"updated_at": START, "name": "#1001"}) is found


# --- the mailbox ----------------------------------------------------------------------------------------------------


def letters(town: Town) -> list[EmailMessage]:
    raws = [letter.raw for letter in town.mailroom.boxes[BOX].folders["INBOX"].since(0)]
    read = [message_from_bytes(raw, policy=policy.default) for raw in raws]
    return [one for one in read if isinstance(one, EmailMessage)]


def test_customers_write_as_people_do_and_visitors_through_the_form(owner: Owner) -> None:
    found = letters(owner.town)
    form = next(one for one in found if "mailer@shopify.com" in str(one["From"]))
    assert str(form["Subject"]).startswith("New customer message on ")
    assert "Emma Clarke" in str(form["Reply-To"])
    assert "Body:\n" in form.get_content().replace("\r\n", "\n")
    confirmed = next(one for one in found if "#1042" in str(one["Subject"]))
    assert str(confirmed["Subject"]) == "Re: Order #1042 confirmed"


def test_shopify_tells_the_staff_of_an_order(owner: Owner) -> None:
    talk: Conversation = next(
        t for t in owner.town.world.conversations.values() if t.order and t.shop.channel == "shopify"
    )
    said = owner.town.world.say(talk, "platform", "", owner.now + timedelta(minutes=1))
    newest = letters(owner.town)[-1]
    assert said.message_id == str(newest["Message-ID"])
    assert talk.order is not None
    assert talk.order.id in str(newest["Subject"])


def test_the_real_host_is_understood_as_well(owner: Owner) -> None:
    client, secret = owner.door.keys.clients[HOST]
    body = f"grant_type=client_credentials&client_id={client}&client_secret={secret}".encode()
    headers = {"host": HOST, "content-type": "application/x-www-form-urlencoded"}
    answer = owner.town.handle(Request.of("POST", "/admin/oauth/access_token", headers, body), owner.now)
    assert json.loads(answer.body)["access_token"]
