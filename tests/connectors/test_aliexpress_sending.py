"""What AliExpress's answers to a send prove, and that every message is a person's."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.aliexpress import pictures
from app.connectors.aliexpress.answers import complaint_in
from app.connectors.aliexpress.sender import AliExpressSender, number_of
from app.connectors.aliexpress.walking import MESSAGES
from app.connectors.contract import Found, Outbound, OutboundFile
from app.connectors.picture_size import size_of
from app.domain.cards import Card, CardKind
from app.domain.customers import Party
from app.domain.outbox import ReceiptKind
from app.net.http import Answer
from app.simulator.aliexpress_gateway import Gateway
from app.simulator.aliexpress_platform import AliExpressDoor
from app.simulator.pictures import product_picture
from app.simulator.running import RunningTown
from tests.connectors.odd_answers import Json, says
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

PICTURE = product_picture("mug", "aa3322", 32)


@pytest.fixture
def shop(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("aliexpress", town, clock)
    yield bench
    bench.close()


def gateway(bench: Bench) -> Gateway:
    door = bench.town.service.town.doors["aliexpress"]
    assert isinstance(door, AliExpressDoor)
    return door.gateway


def judged(shop: Bench, status: int, body: bytes, **headers: str) -> tuple[ReceiptKind, str]:
    sender = shop.sender()
    assert isinstance(sender, AliExpressSender)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    receipt = sender._deeds._judge(Answer(status, named, body), "token", number_of)
    return receipt.kind, receipt.reason


def error(code: str, kind: str = "ISV", words: str = "") -> bytes:
    return b'{"error_response":{"type":"%s","code":"%s","msg":"%s"}}' % (
        kind.encode(),
        code.encode(),
        words.encode(),
    )


def test_each_answer_proves_what_it_proves(shop: Bench) -> None:
    done = b'{"result":{"success":true,"data":{"message_id":"7"}}}'
    assert judged(shop, 200, done) == (ReceiptKind.SENT, "")
    wrapped = b'{"aliexpress_message_send_response":{"result":{"success":"true","message_id":"7"}}}'
    assert judged(shop, 200, wrapped)[0] is ReceiptKind.SENT
    assert judged(shop, 200, b'{"result":{}}')[0] is ReceiptKind.UNKNOWN
    assert judged(shop, 200, b"<html>hotel")[0] is ReceiptKind.UNKNOWN
    no = b'{"result":{"success":false,"error_code":"X","error_message":"Mind your language"}}'
    assert judged(shop, 200, no) == (ReceiptKind.REFUSED, "remote:Mind your language")
    assert judged(shop, 200, b'{"result":{"success":false}}') == (ReceiptKind.REFUSED, "aliexpress_rejected")
    assert judged(shop, 200, error("ApiCallLimit")) == (ReceiptKind.LATER, "rate_limited")
    assert judged(shop, 200, error("AppCallLimit")) == (ReceiptKind.LATER, "daily_quota")
    assert judged(shop, 200, error("IllegalAccessToken")) == (ReceiptKind.LATER, "sign_in_again")
    assert judged(shop, 200, error("IncompleteSignature")) == (ReceiptKind.LATER, "client_refused")
    assert judged(shop, 200, error("AppWhiteIpLimit")) == (ReceiptKind.LATER, "aliexpress_address_refused")
    assert judged(shop, 200, error("11"))[0] is ReceiptKind.REFUSED
    assert judged(shop, 200, error("15", "ISP"))[0] is ReceiptKind.UNKNOWN
    assert judged(shop, 200, error("MissingParameter", words="no dto")) == (
        ReceiptKind.REFUSED,
        "remote:no dto",
    )
    assert judged(shop, 429, b"", retry_after="9") == (ReceiptKind.LATER, "rate_limited")
    assert judged(shop, 502, b"<html>")[0] is ReceiptKind.UNKNOWN


def test_a_second_refused_token_asks_for_a_person(shop: Bench) -> None:
    sender = shop.sender()
    assert isinstance(sender, AliExpressSender)
    answer = Answer(200, {}, error("IllegalAccessToken"))
    first, second = (sender._deeds._judge(answer, "token", number_of) for _ in range(2))
    assert (first.needs_sign_in, second.needs_sign_in) == (False, True)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "   "}, "nothing_to_send"),
        ({"files": (OutboundFile("a.pdf", "application/pdf", b"x"),), "text": ""}, "file_type_refused"),
        ({"files": (OutboundFile("a.png", "image/png", b"x"),)}, "too_many_files"),
        ({"card": Card(CardKind.ITEM), "text": ""}, "nothing_to_send"),
        ({"reply_refs": {}, "customer": Party("", "")}, "aliexpress_buyer_unknown"),
        ({"reply_refs": {}, "customer": Party("nobody", "")}, "aliexpress_chat_refused"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_leaves(
    shop: Bench, changes: dict[str, object], reason: str
) -> None:
    outbound = replace(shop.reply(shop.inbound(), "words"), **changes)  # type: ignore[arg-type]
    receipt = shop.sender().send(outbound)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)
    assert shop.received() == []


def test_every_message_says_that_a_person_wrote_it(shop: Bench) -> None:
    message = shop.inbound()
    for outbound in (shop.reply(message, "one"), card(shop, message_card(shop)), picture(shop)):
        assert shop.sender().send(replace(outbound, reply_refs=message.reply_refs)).kind is ReceiptKind.SENT
    assert gateway(shop).books.scenes == [1, 1, 1]


def message_card(shop: Bench) -> Card:
    goods = next(iter(shop.town.service.town.world.products.values()))
    return Card(CardKind.ITEM, ref=goods.item_id)


def card(shop: Bench, shown: Card) -> Outbound:
    return replace(shop.reply(shop.inbound(), ""), card=shown)


def picture(shop: Bench) -> Outbound:
    return replace(shop.reply(shop.inbound(), ""), files=(OutboundFile("Anna.png", "image/png", PICTURE),))


def test_a_picture_is_put_where_the_chat_can_show_it(shop: Bench) -> None:
    outbound, began = picture(shop), shop.clock.now()
    sender = shop.sender()
    assert sender.find_sent(outbound, began).found is Found.NO
    receipt = sender.send(outbound)
    assert receipt.kind is ReceiptKind.SENT
    (row,) = shop.received()
    (file,) = row["attachments"]  # type: ignore[misc]
    assert file["size"] == len(PICTURE)
    assert "Anna" not in file["name"]
    assert sender.find_sent(outbound, began).found is Found.UNSURE
    assert sender.find_sent(outbound, began, frozenset({receipt.remote_key})).found is Found.NO


def test_a_card_is_sent_and_found_again(shop: Bench) -> None:
    outbound, began = card(shop, message_card(shop)), shop.clock.now()
    sender = shop.sender()
    assert sender.find_sent(outbound, began).found is Found.NO
    receipt = sender.send(outbound)
    assert receipt.kind is ReceiptKind.SENT
    found = sender.find_sent(outbound, began)
    assert (found.found, found.remote_key) == (Found.YES, receipt.remote_key)


@pytest.mark.parametrize("kind", [CardKind.ORDER, CardKind.VOUCHER])
def test_a_card_of_something_the_shop_has_not_is_refused(shop: Bench, kind: CardKind) -> None:
    receipt = shop.sender().send(card(shop, Card(kind, ref="8000000000000001")))
    assert receipt.kind is ReceiptKind.REFUSED


def test_a_conversation_begins_by_the_name_an_order_knows(shop: Bench) -> None:
    world = shop.town.service.town.world
    order = next(one for one in world.orders.values() if one.shop.key == "aliexpress")
    buyer = Party(order.customer.handle, order.customer.handle)
    first = replace(shop.reply(shop.inbound(), "About your order"), reply_refs={}, customer=buyer)
    sender, began = shop.sender(), shop.clock.now()
    receipt = sender.send(first)
    assert receipt.kind is ReceiptKind.SENT
    assert shop.received()[-1]["customer"] == order.customer.handle
    assert sender.find_sent(first, began).remote_key == receipt.remote_key


def test_a_reply_is_found_behind_a_page_of_other_words(shop: Bench) -> None:
    message, sender, began = shop.inbound(), shop.sender(), shop.clock.now()
    receipt = sender.send(shop.reply(message, "The first of many"))
    for number in range(30):
        sender.send(shop.reply(message, f"Another {number}", number + 2))
    found = sender.find_sent(shop.reply(message, "The first of many"), began)
    assert (found.found, found.remote_key) == (Found.YES, receipt.remote_key)


def test_a_list_without_an_end_proves_nothing(shop: Bench) -> None:
    message, sender, began = shop.inbound(), shop.sender(), shop.clock.now()
    for number in range(25):
        sender.send(shop.reply(message, f"Another {number}", number + 2))
    shop.town.tell("force", fault="loop", path="message/list", times=9)
    assert sender.find_sent(shop.reply(message, "Not sent"), began).found is Found.UNSURE


@pytest.mark.parametrize("fault", ["busy_until", "unavailable"])
def test_trouble_before_the_message_leaves_means_later(shop: Bench, fault: str) -> None:
    reply = replace(shop.reply(shop.inbound(), "Hello"), reply_refs={}, customer=Party("nobody", ""))
    shop.town.tell("force", fault=fault, path="session/open", times=1)
    assert shop.sender().send(reply).kind is ReceiptKind.LATER


def test_a_list_that_cannot_be_read_proves_nothing(shop: Bench) -> None:
    reply = shop.reply(shop.inbound(), "Did it leave?")
    gateway(shop).garbled.add(MESSAGES)
    assert shop.sender().find_sent(reply, shop.clock.now()).found is Found.UNSURE


def test_a_buyer_who_takes_no_messages_is_told_in_the_platforms_words(shop: Bench) -> None:
    message = shop.inbound()
    shop.town.tell("opt_out", conversation=str(shop.written()[0]["conversation"]))
    receipt = shop.sender().send(shop.reply(message, "Hello"))
    assert receipt.kind is ReceiptKind.REFUSED
    assert receipt.reason.startswith("remote:")


def test_a_yes_without_a_number_is_confirmed_in_the_conversation(
    shop: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.connectors.aliexpress.sender.number_of", lambda value: "")
    receipt = shop.sender().send(shop.reply(shop.inbound(), "Where is my number?"))
    assert receipt.kind is ReceiptKind.SENT
    assert receipt.remote_key == shop.received()[0]["id"]


def test_a_chat_that_was_not_granted_refuses_and_says_why(shop: Bench) -> None:
    message = shop.inbound()
    gateway(shop).no_chat = True
    receipt = shop.sender().send(shop.reply(message, "Hello"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "aliexpress_permission_missing")


def test_a_picture_says_how_large_it_is() -> None:
    assert size_of(PICTURE) == (32, 32)
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x20\x00\x40\x01\x11\x00"
    assert size_of(jpeg) == (64, 32)
    for broken in (b"", b"\xff\xd8\xff", b"GIF89a", jpeg[:9], b"\xff\xd8\xff\xe0\x00\x00" * 3):
        assert size_of(broken) is None


def test_an_answer_without_refusal_is_none() -> None:
    assert complaint_in({}) is None


@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [
        ({"result": {"success": "true"}}, ReceiptKind.REFUSED, "file_refused"),
        ({"result": {"success": "false", "error_code": "X"}}, ReceiptKind.REFUSED, "aliexpress_rejected"),
        ({"error_response": {"type": "ISV", "code": "ApiCallLimit"}}, ReceiptKind.LATER, "rate_limited"),
        ({"error_response": {"type": "ISV", "code": "AppCallLimit"}}, ReceiptKind.LATER, "daily_quota"),
    ],
)
def test_a_picture_that_finds_no_place_is_not_sent_without_it(
    shop: Bench, value: Json, kind: ReceiptKind, reason: str
) -> None:
    outbound = picture(shop)
    says(shop.town, pictures.UPLOAD, value)
    receipt = shop.sender().send(outbound)
    assert (receipt.kind, receipt.reason) == (kind, reason)
    assert shop.received() == []
