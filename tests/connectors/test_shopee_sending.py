"""What leaves through Shopee's chat, and what its answers prove."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.contract import Ability, DeliveryNews, Found, Outbound, OutboundFile
from app.connectors.shopee.sender import ShopeeSender
from app.domain.cards import Card, CardKind
from app.domain.outbox import Receipt, ReceiptKind
from app.net.http import Answer
from app.simulator.running import RunningTown
from app.simulator.shopee_words import buyer_id
from tests.connectors.shopee_bench import door_of, rules_of, talk_of
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def shopee(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("shopee", town, clock)
    yield bench
    bench.close()


def a_reply(shopee: Bench, text: str = "", **more: object) -> Outbound:
    return replace(shopee.reply(shopee.inbound(), text), **more)  # type: ignore[arg-type]


def judged(shopee: Bench, status: int, body: object) -> Receipt:
    sender = shopee.sender()
    assert isinstance(sender, ShopeeSender)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    key = lambda value: str(value.get("message_id", ""))  # noqa: E731
    return sender._poster._judge(Answer(status, {}, content), "token", key, lambda fault: "")


def complaint(word: str, sentence: str = "") -> dict[str, object]:
    return {"error": word, "message": sentence, "response": None}


@pytest.mark.parametrize(
    ("status", "body", "kind", "reason"),
    [
        (200, {"error": "", "response": {"message_id": "7"}}, ReceiptKind.SENT, ""),
        (200, {"error": "-", "response": {"message_id": "7"}}, ReceiptKind.SENT, ""),
        (200, {"error": "", "response": {}}, ReceiptKind.UNKNOWN, ""),
        (200, b"<html>", ReceiptKind.UNKNOWN, ""),
        (500, complaint("error_server"), ReceiptKind.UNKNOWN, ""),
        (200, complaint("error_of_next_year"), ReceiptKind.UNKNOWN, ""),
        (403, complaint("user_is_forbidden", "No."), ReceiptKind.REFUSED, "remote:No."),
        (400, complaint("error_param", "too long"), ReceiptKind.REFUSED, "remote:too long"),
        (400, complaint("error_param"), ReceiptKind.REFUSED, "shopee_rejected"),
        (403, complaint("invalid_acceess_token"), ReceiptKind.LATER, ""),
        (403, complaint("error_param", "Timestamp is expired."), ReceiptKind.LATER, "clock_differs"),
        (403, complaint("error_sign", "Wrong sign."), ReceiptKind.LATER, "client_refused"),
        (429, complaint("error_rate_limit"), ReceiptKind.LATER, "rate_limited"),
        (
            403,
            complaint("error_limit", "has reached the daily API call limit"),
            ReceiptKind.LATER,
            "daily_quota",
        ),
    ],
)
def test_each_answer_proves_what_it_proves(
    shopee: Bench, status: int, body: object, kind: ReceiptKind, reason: str
) -> None:
    receipt = judged(shopee, status, body)
    assert (receipt.kind, receipt.reason) == (kind, reason)


def test_the_saved_answer_to_a_send_is_a_yes_although_its_conversation_is_a_bare_number(
    shopee: Bench,
) -> None:
    body = (
        b'{"request_id":"r3","error":"","message":"","response":{"message_id":"2302748948493124000",'
        b'"to_id":1170319091,"message_type":"text","content":{"text":"Hello"},"region":"VN",'
        b'"conversation_id":60712345678901234,"created_timestamp":1700000100,"message_option":0}}'
    )
    assert judged(shopee, 200, body).remote_key == "2302748948493124000"


def test_only_keys_that_are_wrong_ask_for_a_sign_in(shopee: Bench) -> None:
    assert judged(shopee, 403, complaint("error_sign")).needs_sign_in
    assert not judged(shopee, 403, complaint("invalid_acceess_token")).needs_sign_in


def test_an_undeclared_address_holds_the_reply_and_names_it(shopee: Bench) -> None:
    sentence = "Request Source IP (203.0.113.7) is undeclared. Please declare all"
    receipt = judged(shopee, 403, complaint("source_ip_undeclared", sentence))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "shopee_address_undeclared 203.0.113.7")


def test_a_buyer_who_may_not_be_written_to_is_told_in_our_words(shopee: Bench) -> None:
    reply = a_reply(shopee, "Hello")
    rules_of(shopee).closed_buyers.add(int(reply.reply_refs["to_id"]))
    assert shopee.sender().send(reply).reason == "shopee_buyer_closed"
    assert shopee.received() == []


# --- pictures and cards ---


def test_a_picture_arrives_as_it_was(shopee: Bench) -> None:
    file = OutboundFile("crack.png", "image/png", PNG)
    receipt = shopee.sender().send(a_reply(shopee, files=(file,)))
    assert receipt.kind is ReceiptKind.SENT
    (row,) = shopee.received()
    assert row["attachments"][0]["size"] == len(PNG)  # type: ignore[index]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ((OutboundFile("a.pdf", "application/pdf", b"%PDF"),), "file_type_refused"),
        ((OutboundFile("a.png", "image/png", bytes(2 * 1024 * 1024 + 1)),), "file_refused"),
        (
            (OutboundFile("a.png", "image/png", PNG), OutboundFile("b.png", "image/png", PNG)),
            "one_thing_at_a_time",
        ),
    ],
)
def test_what_shopee_would_not_take_does_not_leave(
    shopee: Bench, files: tuple[OutboundFile, ...], reason: str
) -> None:
    receipt = shopee.sender().send(a_reply(shopee, files=files))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def test_a_picture_shopee_cannot_read_is_refused_before_anything_leaves(shopee: Bench) -> None:
    receipt = shopee.sender().send(
        a_reply(shopee, files=(OutboundFile("a.png", "image/png", b"no picture"),))
    )
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "shopee_rejected")
    assert shopee.received() == []


def test_an_order_and_an_item_are_shown_as_cards(shopee: Bench) -> None:
    item = talk_of(shopee, "Tan Wei Ling").product
    assert item is not None
    cards = (Card(CardKind.ORDER, "261119QK4T7H2M"), Card(CardKind.ITEM, item.item_id))
    for card in cards:
        reply = a_reply(shopee, card=card)
        began = shopee.clock.now()
        sender = shopee.sender()
        receipt = sender.send(reply)
        assert receipt.kind is ReceiptKind.SENT
        assert sender.find_sent(reply, began).remote_key == receipt.remote_key
    assert [row["kind"] for row in shopee.received()] == ["order", "item"]


@pytest.mark.parametrize("card", [Card(CardKind.VOUCHER, "V1"), Card(CardKind.ITEM)])
def test_other_cards_are_refused_here(shopee: Bench, card: Card) -> None:
    assert shopee.sender().send(a_reply(shopee, card=card)).reason == "card_refused"


def test_words_and_a_card_are_two_messages(shopee: Bench) -> None:
    reply = a_reply(shopee, "Look", card=Card(CardKind.ORDER, "261119QK4T7H2M"))
    assert shopee.sender().send(reply).reason == "one_thing_at_a_time"
    assert shopee.sender().send(replace(reply, text="", card=None)).reason == "nothing_to_send"


def test_a_card_shopee_does_not_know_is_refused_in_its_own_words(shopee: Bench) -> None:
    receipt = shopee.sender().send(a_reply(shopee, card=Card(CardKind.ORDER, "000000NOSUCH")))
    assert receipt.kind is ReceiptKind.REFUSED
    assert receipt.reason.startswith("remote:")


def test_the_longest_reply_leaves_and_one_more_does_not(shopee: Bench) -> None:
    assert shopee.sender().send(a_reply(shopee, "字" * 1000)).kind is ReceiptKind.SENT
    assert shopee.sender().send(a_reply(shopee, "字" * 1001)).reason == "too_long"


# --- looking for what was sent ---


def test_a_picture_is_no_proof_of_another(shopee: Bench) -> None:
    file = OutboundFile("crack.png", "image/png", PNG)
    reply, sender, began = a_reply(shopee, files=(file,)), shopee.sender(), shopee.clock.now()
    assert sender.find_sent(reply, began).found is Found.NO
    sender.send(reply)
    assert sender.find_sent(reply, began).found is Found.UNSURE


def test_without_a_conversation_nothing_can_be_looked_for(shopee: Bench) -> None:
    reply = a_reply(shopee, "Hello")
    lost = replace(reply, reply_refs={"to_id": reply.reply_refs["to_id"]})
    assert shopee.sender().find_sent(lost, shopee.clock.now()).found is Found.UNSURE


def test_a_message_that_is_stopped_after_all_comes_back_as_news(shopee: Bench) -> None:
    source = shopee.source()
    stream = shopee.live(source)
    reply = a_reply(shopee, "Write to me on WhatsApp")
    _, cursor = shopee.drain(source, stream, None)
    receipt = shopee.sender().send(reply)
    assert receipt.kind is ReceiptKind.SENT
    assert shopee.received() == []
    items, _ = shopee.drain(source, stream, cursor)
    news = [one for one in items if isinstance(one, DeliveryNews)]
    assert [(one.refers_to, one.delivered) for one in news] == [(receipt.remote_key, False)]


@pytest.mark.parametrize("minutes", [-10, 10])
def test_what_was_sent_is_found_although_our_clock_is_wrong(shopee: Bench, minutes: int) -> None:
    reply = a_reply(shopee, "Sent by a wrong clock")
    shopee.town.tell("weather", profile="calm", skew_seconds=minutes * 60)
    sender, began = shopee.sender(), shopee.clock.now()
    receipt = sender.send(reply)
    assert receipt.kind is ReceiptKind.SENT
    assert sender.find_sent(reply, began).remote_key == receipt.remote_key


def test_a_token_refused_twice_in_a_row_is_the_agents_matter(shopee: Bench) -> None:
    reply, sender = a_reply(shopee, "Hello"), shopee.sender()
    for patient in (False, True):
        shopee.town.tell("force", fault="token_expires", path="send_message")
        receipt = sender.send(reply)
        assert (receipt.kind, receipt.needs_sign_in) == (ReceiptKind.LATER, patient)
    assert sender.send(reply).kind is ReceiptKind.SENT
    assert len(shopee.received()) == 1


def test_an_undeclared_address_holds_a_reply_before_it_is_posted(shopee: Bench) -> None:
    reply = a_reply(shopee, "Hello")
    rules_of(shopee).undeclared = True
    receipt = shopee.sender().send(reply)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "shopee_address_undeclared 203.0.113.7")


# --- what a shop can do ---


def test_the_abilities_of_a_shop_that_may_do_everything(shopee: Bench) -> None:
    can = shopee.sender().capabilities().can
    assert {Ability.SENDS_MESSAGES, Ability.SENDS_CARDS, Ability.MOVES_FILES, Ability.ACTS_ON_ORDERS} <= can


@pytest.mark.parametrize(
    ("settings", "lost", "kept", "why"),
    [
        ({"chat": "no"}, Ability.READS_MESSAGES, Ability.READS_ORDERS, "shopee_no_chat"),
        ({"country": "TW"}, Ability.SENDS_MESSAGES, Ability.READS_MESSAGES, "shopee_region_cannot_send"),
    ],
)
def test_what_a_shop_cannot_do_says_why_and_is_not_tried(
    shopee: Bench, settings: dict[str, str], lost: Ability, kept: Ability, why: str
) -> None:
    reply = a_reply(shopee, "Hello")
    login = shopee.logins["api"]
    shopee.logins["api"] = replace(login, settings={**login.settings, **settings})
    shopee.shop = replace(shopee.shop, settings={**shopee.shop.settings, **settings})
    sender = shopee.sender()
    assert sender.capabilities().cannot[lost] == why
    assert kept in sender.capabilities().can
    assert sender.send(reply).reason == why
    sender.mark_read(reply.thread_key)
    assert shopee.received() == []


def test_a_promoters_message_is_answered_in_its_own_conversation(shopee: Bench) -> None:
    reply = a_reply(shopee, "Thank you")
    refs = {**reply.reply_refs, "business_type": "11"}
    assert shopee.sender().send(replace(reply, reply_refs=refs)).kind is ReceiptKind.SENT


def test_reading_is_told_to_shopee(shopee: Bench) -> None:
    message = shopee.inbound()
    shopee.sender().mark_read(message.thread_keys[0])
    talk = talk_of(shopee, "Aina Zulkifli")
    assert buyer_id(talk.customer) == int(message.customer.key)
    assert all(said.read for said in talk.utterances)
    assert door_of(shopee).api.calls["/api/v2/sellerchat/read_conversation"] == 1
