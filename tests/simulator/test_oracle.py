"""The oracle over HTTP: what it tells, and what it lets one change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.simulator.oracle import Oracle
from app.simulator.wire import Json, Request, Response
from tests.simulator.practice import EU_SELLER, MESSAGE, START, Client, a_town, at, rows, talk_of


class Asking:
    """A town, its client and its oracle."""

    def __init__(self) -> None:
        self.client = Client(a_town())
        self.oracle = Oracle(self.client.town)

    def get(self, what: str) -> Response:
        path = f"/oracle/{self.client.town.oracle_key}/{what}"
        return self.oracle.handle(Request.of("GET", path), self.client.now)

    def post(self, what: str, body: str = "{}") -> Response:
        path = f"/oracle/{self.client.town.oracle_key}/{what}"
        return self.oracle.handle(Request.of("POST", path, {}, body.encode()), self.client.now)


@pytest.fixture
def asking() -> Asking:
    return Asking()


def test_without_the_key_it_says_nothing(asking: Asking) -> None:
    assert asking.oracle.handle(Request.of("GET", "/oracle/guess/received"), START).status == 403
    assert asking.oracle.handle(Request.of("GET", "/oracle/"), START).status == 403


def test_it_lists_what_customers_received_and_wrote(asking: Asking) -> None:
    talk = talk_of(asking.client.town, "Grace Turner")
    body: Json = {"conversationId": talk.id, "messageText": "Sent today"}
    asking.client.ebay(f"{MESSAGE}/send_message", method="POST", body=body)
    received = asking.get(f"received?conversation={talk.key}").json()
    assert isinstance(received, list)
    assert isinstance(received[0], dict)
    assert received[0]["text"] == "Sent today"
    assert received[0]["shop"] == "ebay-uk"
    assert received[0]["history"] is False
    assert len(asking.get("written?shop=ebay-uk").body) > len(asking.get("received?shop=ebay-uk").body)
    assert asking.get("doubles").json() == []
    asking.client.ebay(f"{MESSAGE}/send_message", method="POST", body=body)
    assert at(asking.get("doubles"), 0, "count") == 2
    recent = asking.get("received?since=2026-11-23T12:00:00Z").json()
    assert isinstance(recent, list)
    assert len(recent) == 2


def test_a_buyer_can_be_made_to_order_and_to_write_about_it(asking: Asking) -> None:
    before = len(asking.client.town.world.of_shop(asking.client.town.world.shops["ebay-uk"]))
    for _ in range(3):
        told = asking.post("order", '{"shop": "ebay-uk", "says": true}').json()
    assert isinstance(told, dict)
    world = asking.client.town.world
    assert len(world.of_shop(world.shops["ebay-uk"])) == before + 3
    assert [said.author for said in world.conversations[str(told["conversation"])].utterances] == ["customer"]
    assert asking.post("order", '{"shop": "nowhere"}').status == 400


@pytest.mark.parametrize(
    "what", ["handed", "orders", "conversations", "mailboxes", "weather", "time", "spoken"]
)
def test_every_question_has_an_answer(asking: Asking, what: str) -> None:
    answer = asking.get(what)
    assert answer.status == 200
    assert answer.json()


def test_a_wrong_question_or_act_names_the_right_ones(asking: Asking) -> None:
    assert "received" in str(at(asking.get("everything"), "error"))
    assert "weather" in str(at(asking.post("dance"), "error"))
    assert asking.post("weather", '{"profile": "sunny"}').status == 400
    assert asking.post("force", '{"fault": "rain"}').status == 400
    assert asking.post("say", '{"conversation": "nobody"}').status == 400
    assert asking.post("uidvalidity", '{"mailbox": "nobody"}').status == 400
    assert asking.post("ship", '{"order": "nothing"}').status == 400


def test_weather_is_set_and_counted(asking: Asking) -> None:
    body = '{"profile": "storm", "seed": 4, "seconds": 600, "rates": {"busy": 0.9}, "skew_seconds": 60}'
    asking.client.tokens["northshore_us"] = "unknown"
    asking.post("weather", body)
    for _ in range(20):
        asking.client.ebay("/ebay/api/sell/fulfillment/v1/order", seller="northshore_us")
    weather = asking.get("weather")
    assert at(weather, "skew_seconds") == 60
    assert int(str(at(weather, "counts", "busy"))) > 3
    asking.client.wait(minutes=10)
    calm = asking.client.ebay("/ebay/api/sell/fulfillment/v1/order", seller="northshore_us")
    assert calm.status == 401


def test_time_jumps_and_things_happen(asking: Asking) -> None:
    answer = asking.post("time", '{"seconds": 3600}')
    assert int(str(at(answer, "happened"))) > 5
    assert asking.oracle.skipped == timedelta(hours=1)


def test_a_customer_writes_on_command(asking: Asking) -> None:
    said = asking.post("say", '{"conversation": "Rui Tavares", "text": "E então?", "picture": true}')
    assert at(said, "text") == "E então?"
    assert at(said, "attachments", 0, "type") == "image/png"
    box = asking.client.town.mailroom.boxes["care@northshore.example"]
    assert b"photo.png" in box.folders["INBOX"].letters[-1].raw


def test_keys_are_expired_and_revoked(asking: Asking) -> None:
    client = asking.client
    assert client.amazon("/sellers/v1/marketplaceParticipations").status == 200
    asking.post("expire", f'{{"seller": "{EU_SELLER}"}}')
    assert client.amazon("/sellers/v1/marketplaceParticipations").status == 403
    assert client.lwa().status == 200
    asking.post("revoke", f'{{"seller": "{EU_SELLER}"}}')
    assert client.lwa().status == 400


def test_orders_move_buyers_opt_out_and_questions_are_closed(asking: Asking) -> None:
    order = talk_of(asking.client.town, "Tobias Lang").order
    assert order is not None
    for stage in ("shipped", "moving", "delivered", "cancelled"):
        asking.client.wait(minutes=5)
        assert at(asking.post("ship", f'{{"order": "{order.id}", "stage": "{stage}"}}'), "stage") == stage
    asking.post("opt_out", '{"conversation": "Tobias Lang"}')
    asking.post("no_response", '{"conversation": "Tobias Lang"}')
    talks = asking.get("conversations").json()
    assert isinstance(talks, list)
    row = next(row for row in talks if isinstance(row, dict) and row["customer_name"] == "Tobias Lang")
    assert (row["opted_out"], row["no_response_needed"]) == (True, True)


def test_a_lost_numbering_keeps_the_mails(asking: Asking) -> None:
    folder = asking.client.town.mailroom.boxes["care@northshore.example"].folders["INBOX"]
    before, count = folder.validity, len(folder.letters)
    asking.post("uidvalidity", '{"mailbox": "care@northshore.example"}')
    assert folder.validity != before
    assert [letter.uid for letter in folder.letters] == list(range(1, count + 1))


def test_a_reset_forgets_what_was_said_and_keeps_the_keys(asking: Asking) -> None:
    client = asking.client
    asking.post("say", '{"conversation": "Rui Tavares", "text": "Forget me"}')
    asking.post("reset", '{"conversations": 12, "seed": 2}')
    assert len(client.town.world.conversations) == 12
    assert client.lwa().status == 200
    listed = client.ebay(f"{MESSAGE}/conversation", {"conversation_type": "FROM_MEMBERS"})
    assert listed.status == 200
    assert rows(listed, "conversations") is not None
