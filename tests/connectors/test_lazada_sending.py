"""What Lazada's answers to a send prove, and everything a message may be: words, one picture, or one card."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.contract import Ability, OutboundFile, Rejected
from app.connectors.lazada.sender import LazadaSender
from app.connectors.lazada.verdicts import judge
from app.connectors.picture_size import size_of
from app.connectors.registry import CHANNELS
from app.domain.cards import Card, CardKind
from app.domain.outbox import Receipt, ReceiptKind
from app.net.http import Answer
from app.simulator.lazada_platform import LazadaDoor
from app.simulator.pictures import product_picture
from app.simulator.running import RunningTown
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

REFS = {"session_id": "s", "site": "SG"}


@pytest.fixture
def lazada(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("lazada", town, clock)
    yield bench
    bench.close()


def sender_of(bench: Bench) -> LazadaSender:
    sender = bench.sender()
    assert isinstance(sender, LazadaSender)
    return sender


def judged(body: object, status: int = 200, *, person: bool = False) -> Receipt:
    answer = Answer(status, {}, body if isinstance(body, bytes) else json.dumps(body).encode())
    return judge(answer, lambda value, evidence: Receipt.sent("7", evidence), lambda: person)


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ({"code": "0", "err_code": "0", "success": True, "data": {}}, ReceiptKind.SENT, ""),
        ({"code": "0", "err_code": "-22", "success": False}, ReceiptKind.REFUSED, "lazada_order_too_old"),
        ({"code": "0", "err_code": "-9", "success": False}, ReceiptKind.UNKNOWN, ""),
        ({"type": "ISV", "code": "E1", "message": "No."}, ReceiptKind.REFUSED, "remote:No."),
        ({"type": "ISV", "code": "E1"}, ReceiptKind.REFUSED, "lazada_rejected"),
        ({"type": "ISP", "code": "E1"}, ReceiptKind.UNKNOWN, ""),
        ({"code": "ApiCallLimit", "message": "last 9 seconds"}, ReceiptKind.LATER, "rate_limited"),
        ({"type": "ISV", "code": "IllegalAccessToken"}, ReceiptKind.LATER, ""),
        ({"type": "ISV", "code": "IncompleteSignature"}, ReceiptKind.LATER, "client_refused"),
        ({"type": "ISV", "code": "AppWhiteIpLimit"}, ReceiptKind.LATER, "lazada_address_refused"),
        ({"type": "ISV", "code": "InsufficientPermission"}, ReceiptKind.REFUSED, "lazada_no_right"),
        ({"code": "InvalidTimestamp"}, ReceiptKind.LATER, ""),
        (b"<html>hotel</html>", ReceiptKind.UNKNOWN, ""),
    ],
)
def test_each_answer_proves_what_it_proves(body: object, kind: ReceiptKind, reason: str) -> None:
    receipt = judged(body)
    assert (receipt.kind, receipt.reason) == (kind, reason)


def test_a_fresh_token_that_is_refused_needs_a_person() -> None:
    receipt = judged({"code": "IllegalAccessToken"}, person=True)
    assert receipt.needs_sign_in
    assert judged({"code": "0"}, 500).kind is ReceiptKind.UNKNOWN


def test_a_token_refused_twice_needs_a_person(lazada: Bench) -> None:
    message = lazada.inbound()
    sender = lazada.sender()
    for expired in (False, True):
        lazada.force("token_expires")
        receipt = sender.send(lazada.reply(message, "Hello"))
        assert receipt.kind is ReceiptKind.LATER
        assert receipt.needs_sign_in is expired
    assert sender.send(lazada.reply(message, "Hello")).kind is ReceiptKind.SENT


PICTURE = OutboundFile("a.png", "image/png", product_picture("mug", "1f4e79", 24))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "  "}, "nothing_to_send"),
        ({"text": "x" * 1001}, "too_long"),
        ({"reply_refs": {}}, "lazada_session_unknown"),
        ({"reply_refs": {"session_id": "s", "site": "ATLANTIS"}}, "lazada_session_unknown"),
        ({"files": (PICTURE,)}, "lazada_one_part"),
        ({"text": "", "files": (PICTURE, PICTURE)}, "lazada_one_part"),
        ({"text": "", "files": (OutboundFile("a.pdf", "application/pdf", b"%PDF"),)}, "file_type_refused"),
        (
            {"text": "", "files": (OutboundFile("a.png", "image/png", b"x" * 1048577),)},
            "lazada_image_too_large",
        ),
        ({"text": "", "card": Card(CardKind.STICKER, "1")}, "lazada_card_unknown"),
        ({"text": "", "card": Card(CardKind.ITEM)}, "lazada_card_unknown"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_leaves(
    lazada: Bench, changes: dict[str, object], reason: str
) -> None:
    outbound = replace(an_outbound(reply_refs=REFS), **changes)  # type: ignore[arg-type]
    receipt = lazada.sender().send(outbound)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        (Card(CardKind.ITEM, "77"), "item_card"),
        (Card(CardKind.ORDER, "260422900520918"), "order_card"),
        (Card(CardKind.VOUCHER, "91471122422003"), "voucher"),
        (Card(CardKind.FOLLOW), "follow"),
    ],
)
def test_each_card_arrives_as_what_it_is(lazada: Bench, card: Card, kind: str) -> None:
    reply = replace(lazada.reply(lazada.inbound(), ""), card=card)
    assert lazada.sender().send(reply).kind is ReceiptKind.SENT
    assert [row["kind"] for row in lazada.received()] == [kind]
    assert CHANNELS["lazada"].cards >= {card.kind}


def test_a_picture_is_uploaded_and_then_shown(lazada: Bench) -> None:
    reply = replace(lazada.reply(lazada.inbound(), ""), files=(PICTURE,))
    sender = lazada.sender()
    assert sender.send(reply).kind is ReceiptKind.SENT
    (row,) = lazada.received()
    (file,) = row["attachments"]  # type: ignore[misc]
    assert sender.fetch_file(str(file["url"])) == PICTURE.content  # type: ignore[index]


def test_a_refused_upload_sends_nothing(lazada: Bench) -> None:
    reply = replace(lazada.reply(lazada.inbound(), ""), files=(PICTURE,))
    lazada.town.tell("force", fault="refused", path="image/upload", times=1)
    assert lazada.sender().send(reply).kind is ReceiptKind.REFUSED
    lazada.town.tell("force", fault="reset_after", path="image/upload", times=1)
    assert lazada.sender().send(reply).kind is ReceiptKind.LATER
    assert lazada.received() == []


def test_a_jpeg_tells_its_size_too() -> None:
    head = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x20\x00\x10"
    assert size_of(head + b"\x00" * 20) == (16, 32)
    assert size_of(b"\xff\xd8\xff") is None
    assert size_of(b"GIF89a") is None


def test_we_may_write_first_about_a_young_order(lazada: Bench) -> None:
    first = replace(
        lazada.reply(lazada.inbound(), "We pack today."), reply_refs={}, order_key="260422900520918"
    )
    assert lazada.sender().send(first).kind is ReceiptKind.SENT
    old = replace(first, order_key="1")
    assert lazada.sender().send(old).kind is ReceiptKind.REFUSED


def test_an_order_of_last_month_opens_no_session(lazada: Bench) -> None:
    world = lazada.town.service.town.world

    def age() -> None:
        order = world.orders["260422900520918"]
        order.plan = replace(order.plan, created=order.plan.created.replace(year=2025))

    reply = replace(lazada.reply(lazada.inbound(), "Hello"), reply_refs={}, order_key="260422900520918")
    lazada.town.inside(age)
    assert lazada.sender().send(reply).reason == "lazada_order_too_old"


def test_what_the_moderation_keeps_is_not_called_delivered(lazada: Bench) -> None:
    source = lazada.source()
    stream = lazada.live(source)
    _, cursor = lazada.drain(source, stream, None)
    message = lazada.inbound()
    receipt = lazada.sender().send(lazada.reply(message, "Write me on WhatsApp"))
    assert receipt.kind is ReceiptKind.SENT, "Lazada takes it first"
    assert lazada.received() == []
    lazada.clock.advance(lazada.facts.between_looks)
    items, _ = lazada.drain(source, stream, cursor)
    (news,) = [item for item in items if type(item).__name__ == "DeliveryNews"]
    assert (news.refers_to, news.delivered) == (receipt.remote_key, False)  # type: ignore[union-attr]


def test_reading_marks_reach_lazada(lazada: Bench) -> None:
    message = lazada.inbound()
    lazada.sender().mark_read(message.thread_keys[0])
    talk = message.thread_keys[0].rpartition(":")[2]
    world = lazada.town.service.town.world
    unread = lazada.town.inside(
        lambda: [
            said
            for one in world.conversations.values()
            for said in one.utterances
            if one.id == talk and said.author == "customer" and not said.read
        ]
    )
    assert unread == []


def test_a_shop_without_a_chat_application_says_why_it_is_silent(lazada: Bench) -> None:
    message = lazada.inbound()
    del lazada.logins["chat"]
    sender = sender_of(lazada)
    able = sender.capabilities()
    assert Ability.SENDS_MESSAGES not in able.can
    assert able.cannot[Ability.SENDS_MESSAGES] == "lazada_no_chat"
    assert Ability.READS_ORDERS in able.can
    assert sender.send(lazada.reply(message, "Hello")).reason == "lazada_no_chat"
    with pytest.raises(Rejected):
        sender.fetch_file("https://x.example/a.png")
    sender.mark_read(message.thread_keys[0])


def test_the_two_applications_cannot_do_each_others_work(lazada: Bench) -> None:
    door = lazada.town.service.town.doors["lazada"]
    assert isinstance(door, LazadaDoor)
    chat = lazada.logins["chat"]
    lazada.logins["api"] = replace(chat, settings={**chat.settings, "role": "api"})
    with pytest.raises(Rejected) as caught:
        lazada.source("api").check()
    assert caught.value.key == "lazada_no_right"
