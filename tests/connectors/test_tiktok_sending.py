"""What TikTok's answers to a send prove, and that words, pictures and cards leave one by one."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.contract import Found, Outbound, OutboundFile
from app.connectors.file_forms import multipart
from app.connectors.tiktok.api import DAY
from app.connectors.tiktok.sender import TikTokSender
from app.domain.cards import Card, CardKind
from app.domain.customers import Party
from app.domain.outbox import ReceiptKind
from app.net.http import Answer
from app.simulator.running import RunningTown
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
PHOTO = OutboundFile("Unsere Lampe.png", "image/png", PNG)


@pytest.fixture
def tiktok(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("tiktok", town, clock)
    yield bench
    bench.close()


def sender_of(bench: Bench) -> TikTokSender:
    sender = bench.sender()
    assert isinstance(sender, TikTokSender)
    return sender


def judged(
    bench: Bench, status: int, code: int, message: str = "", **data: object
) -> tuple[ReceiptKind, str]:
    body = json.dumps({"code": code, "message": message, "data": data}).encode()
    receipt = sender_of(bench)._judge(Answer(status, {}, body), "token")
    return receipt.kind, receipt.reason


def test_each_answer_proves_what_it_proves(tiktok: Bench) -> None:
    assert judged(tiktok, 200, 0, message_id="7") == (ReceiptKind.SENT, "")
    assert judged(tiktok, 200, 0)[0] is ReceiptKind.UNKNOWN
    assert judged(tiktok, 500, 0, message_id="7")[0] is ReceiptKind.UNKNOWN
    assert judged(tiktok, 200, 36009003)[0] is ReceiptKind.UNKNOWN
    assert judged(tiktok, 200, 36009007)[0] is ReceiptKind.UNKNOWN
    assert judged(tiktok, 200, 45101006) == (ReceiptKind.REFUSED, "tiktok_sensitive")
    assert judged(tiktok, 200, 45109001) == (ReceiptKind.REFUSED, "tiktok_window_closed")
    assert judged(tiktok, 200, 45109003) == (ReceiptKind.REFUSED, "tiktok_may_not_start")
    assert judged(tiktok, 200, 45999999) == (ReceiptKind.REFUSED, "tiktok_rejected")
    assert judged(tiktok, 429, 36009002) == (ReceiptKind.LATER, "rate_limited")
    assert judged(tiktok, 200, 36009002) == (ReceiptKind.LATER, "rate_limited")
    assert judged(tiktok, 200, 45101004) == (ReceiptKind.LATER, "daily_quota")
    assert judged(tiktok, 401, 36009004, "Invalid timestamp.") == (ReceiptKind.LATER, "")
    assert judged(tiktok, 401, 105005) == (ReceiptKind.LATER, "tiktok_right_missing")
    assert judged(tiktok, 401, 106001) == (ReceiptKind.LATER, "client_refused")
    page = sender_of(tiktok)._judge(Answer(200, {}, b"<html>hotel"), "token")
    assert page.kind is ReceiptKind.UNKNOWN


def test_a_token_refused_once_is_renewed_and_twice_is_a_persons_matter(tiktok: Bench) -> None:
    sender = sender_of(tiktok)
    ended = Answer(401, {}, b'{"code": 105002, "message": "Expired", "data": null}')
    first, second = sender._judge(ended, "token"), sender._judge(ended, "token")
    assert (first.kind, first.needs_sign_in, first.reason) == (ReceiptKind.LATER, False, "")
    assert (second.needs_sign_in, second.reason) == (True, "sign_in_again")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "   "}, "nothing_to_send"),
        ({"text": "x" * 2001}, "too_long"),
        ({"files": (PHOTO,)}, "tiktok_one_thing"),
        ({"text": "", "files": (OutboundFile("a.pdf", "application/pdf", b"x"),)}, "file_type_refused"),
        (
            {"text": "", "files": (OutboundFile("a.png", "image/png", b"x" * (10 * 1024 * 1024 + 1)),)},
            "tiktok_picture_too_large",
        ),
        ({"text": "", "card": Card(CardKind.VOUCHER, "1")}, "tiktok_card_unknown"),
        ({"reply_refs": {}, "customer": Party("", "")}, "tiktok_buyer_unknown"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_leaves(
    tiktok: Bench, changes: dict[str, object], reason: str
) -> None:
    outbound = replace(an_outbound(reply_refs={"conversation_id": "7"}), **changes)  # type: ignore[arg-type]
    receipt = tiktok.sender().send(outbound)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def test_two_thousand_characters_are_counted_as_people_count_them(tiktok: Bench) -> None:
    message = tiktok.inbound()
    assert tiktok.sender().send(tiktok.reply(message, "e\u0301" * 2000)).kind is ReceiptKind.SENT
    assert tiktok.sender().send(tiktok.reply(message, "😀" * 2000, 2)).kind is ReceiptKind.SENT


def a_picture(bench: Bench) -> Outbound:
    return replace(bench.reply(bench.inbound(), ""), files=(PHOTO,))


def test_a_picture_is_laid_down_first_and_arrives_as_it_is(tiktok: Bench) -> None:
    reply, sender, began = a_picture(tiktok), tiktok.sender(), tiktok.clock.now()
    receipt = sender.send(reply)
    assert receipt.kind is ReceiptKind.SENT
    (row,) = tiktok.received()
    assert row["attachments"][0]["size"] == len(PNG)  # type: ignore[index]
    assert sender.find_sent(reply, began).remote_key == receipt.remote_key


def test_a_picture_whose_address_was_lost_with_the_program_is_a_persons_matter(tiktok: Bench) -> None:
    reply, began = a_picture(tiktok), tiktok.clock.now()
    assert tiktok.sender().find_sent(reply, began).found is Found.NO
    tiktok.sender().send(reply)
    assert tiktok.sender().find_sent(reply, began).found is Found.UNSURE


def test_a_pictures_own_name_stays_here() -> None:
    body, form = multipart("data", PHOTO)
    assert b"Lampe" not in body
    assert PNG in body
    seam = form.partition("boundary=")[2]
    assert body.count(seam.encode()) == 2
    assert multipart("data", replace(PHOTO, content=PNG + b"x"))[1] != form


@pytest.mark.parametrize("kind", [CardKind.ORDER, CardKind.ITEM])
def test_a_card_arrives_and_is_found_again(tiktok: Bench, kind: CardKind) -> None:
    message, sender, began = tiktok.inbound(), tiktok.sender(), tiktok.clock.now()
    orders = tiktok.town.ask("orders")
    assert isinstance(orders, list)
    talks = tiktok.town.ask("conversations")
    assert isinstance(talks, list)
    number = next(
        str(one["order"])
        for one in talks
        if isinstance(one, dict) and one["customer"] == message.customer.key
    )
    goods = next(iter(tiktok.town.service.town.world.products.values()))
    ref = number if kind is CardKind.ORDER else f"1729{goods.item_id}"
    reply = replace(tiktok.reply(message, ""), card=Card(kind, ref))
    receipt = sender.send(reply)
    assert receipt.kind is ReceiptKind.SENT
    assert [(row["kind"], row["text"]) for row in tiktok.received()] == [
        (f"{'order' if kind is CardKind.ORDER else 'product'}_card", ref)
    ]
    assert sender.find_sent(reply, began).found is Found.YES
    other = replace(reply, card=Card(kind, "1"))
    assert sender.find_sent(other, began).found is Found.NO


def test_somebody_elses_order_is_not_shown(tiktok: Bench) -> None:
    reply = replace(tiktok.reply(tiktok.inbound(), ""), card=Card(CardKind.ORDER, "579999999999999999"))
    receipt = tiktok.sender().send(reply)
    assert receipt.kind is ReceiptKind.REFUSED


def test_a_link_is_refused_by_tiktok_and_said_so(tiktok: Bench) -> None:
    receipt = tiktok.sender().send(tiktok.reply(tiktok.inbound(), "See https://quay.example"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "tiktok_sensitive")
    assert tiktok.received() == []


def test_a_closed_window_is_told_in_words(tiktok: Bench) -> None:
    message = tiktok.inbound()
    tiktok.town.tell("opt_out", conversation=message.reply_refs["conversation_id"])
    receipt = tiktok.sender().send(tiktok.reply(message, "Hello?"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "tiktok_window_closed")


def test_the_first_message_to_a_buyer_opens_the_conversation_there_is(tiktok: Bench) -> None:
    message = tiktok.inbound()
    refs = {"buyer_user_id": message.reply_refs["buyer_user_id"]}
    first = replace(tiktok.reply(message, "We write first"), reply_refs=refs)
    sender, began = tiktok.sender(), tiktok.clock.now()
    assert sender.send(first).kind is ReceiptKind.SENT
    assert sender.find_sent(first, began).found is Found.YES
    stranger = replace(first, reply_refs={"buyer_user_id": "740000"})
    refused = sender.send(stranger)
    assert refused.kind is ReceiptKind.REFUSED


def test_marking_as_read_reaches_tiktok(tiktok: Bench) -> None:
    message = tiktok.inbound()
    talks = tiktok.town.service.town.world.conversations.values()
    talk = next(one for one in talks if one.id == message.reply_refs["conversation_id"])
    assert not talk.utterances[-1].read
    tiktok.sender().mark_read(message.thread_keys[0])
    assert talk.utterances[-1].read


def test_a_reply_finds_a_call_left_when_the_background_has_stopped(tiktok: Bench) -> None:
    message, sender = tiktok.inbound(), sender_of(tiktok)
    sender._api.shop()
    day = sender._api.day
    while day.left() > DAY.calls * 0.1:
        day.take(for_person=True)
    source = tiktok.source()
    page = source.pull(tiktok.live(source), "{}")
    assert page.items == ()
    assert page.rest is not None
    assert page.rest > timedelta(hours=1)
    assert source.pull(tiktok.named(source, "orders"), None).next_cursor
    assert sender.send(tiktok.reply(message, "Still here")).kind is ReceiptKind.SENT


def test_a_day_that_the_platform_calls_spent_is_spent_here_too(tiktok: Bench) -> None:
    sender = sender_of(tiktok)
    message = tiktok.inbound()
    door = tiktok.town.service.town.doors["tiktok"]
    used = door.api.day.used  # type: ignore[attr-defined]
    for key in used:
        used[key] = DAY.calls
    receipt = sender.send(tiktok.reply(message, "Tomorrow then"))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.LATER, "daily_quota")
    assert receipt.retry_after is not None
    assert receipt.retry_after > timedelta(minutes=30)
    assert sender._api.day.left() == 0
