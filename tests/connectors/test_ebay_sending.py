"""What eBay's answers to a send prove."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.connectors.contract import Ability, AuthExpired, Found, Outbound, OutboundFile, Rejected
from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.messages import file_of
from app.connectors.ebay.pictures import EACH, laid_up
from app.connectors.ebay.posting import Call, Poster
from app.connectors.ebay.sender import accepted, alike, refusal, target
from app.domain.customers import Party
from app.domain.outbox import ReceiptKind
from app.net.http import Answer
from app.simulator.ebay_login import ROOT
from app.simulator.pictures import product_picture
from app.simulator.running import RunningTown
from tests.connectors.ebay_bench import door
from tests.connectors.test_kit import an_outbound
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering


@pytest.fixture
def ebay(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("ebay", town, clock)
    yield bench
    bench.close()


def judged(ebay: Bench, status: int, body: bytes, **headers: str) -> tuple[ReceiptKind, str]:
    poster = Poster(ebay.logins["api"], ebay.tools)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    receipt = poster.judge(Answer(status, named, body), "token", Call("", b"", accepted, refusal))
    return receipt.kind, receipt.reason


ERROR = b'{"errors": [{"errorId": %d}]}'


def test_each_answer_proves_what_it_proves(ebay: Bench) -> None:
    assert judged(ebay, 201, b'{"messageId": "7"}') == (ReceiptKind.SENT, "")
    assert judged(ebay, 201, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 204, b"")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 200, b"<html>hotel")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 400, ERROR % 355013) == (ReceiptKind.REFUSED, "too_long")
    assert judged(ebay, 400, ERROR % 999) == (ReceiptKind.REFUSED, "ebay_rejected")
    assert judged(ebay, 404, ERROR % 355007)[0] is ReceiptKind.REFUSED
    assert judged(ebay, 400, b"{}")[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 403, ERROR % 1100) == (ReceiptKind.LATER, "ebay_scope_missing")
    assert judged(ebay, 429, ERROR % 2001) == (ReceiptKind.LATER, "rate_limited")
    assert judged(ebay, 503, ERROR % 1, retry_after="60")[0] is ReceiptKind.LATER
    assert judged(ebay, 503, ERROR % 1)[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 500, ERROR % 335000)[0] is ReceiptKind.UNKNOWN
    assert judged(ebay, 307, b"{}")[0] is ReceiptKind.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "   "}, "nothing_to_send"),
        ({"text": "x" * 2001}, "too_long"),
        ({"files": (OutboundFile("a.pdf", "application/pdf", b"x"),)}, "ebay_pictures_only"),
        ({"files": (OutboundFile("a.png", "image/png", b""),)}, "ebay_picture_refused"),
        ({"files": (OutboundFile("a.png", "image/png", bytes(EACH + 1)),)}, "ebay_picture_refused"),
        ({"files": (OutboundFile("a.png", "image/png", b"x"),) * 6}, "too_many_files"),
        ({"reply_refs": {"no_reply": "ebay_system_message"}}, "ebay_system_message"),
        ({"reply_refs": {}, "customer": Party("", "")}, "ebay_buyer_unknown"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_leaves(
    ebay: Bench, changes: dict[str, object], reason: str
) -> None:
    outbound = replace(an_outbound(), **changes)  # type: ignore[arg-type]
    receipt = ebay.sender().send(outbound)
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, reason)


def test_letters_that_are_written_in_two_ways_count_as_one(ebay: Bench) -> None:
    message = ebay.inbound()
    receipt = ebay.sender().send(ebay.reply(message, "e\u0301" * 2000))
    assert receipt.kind is ReceiptKind.SENT


def test_whom_a_message_goes_to() -> None:
    assert target(an_outbound(reply_refs={"conversation_id": "c", "other_party": "b"})) == {
        "conversationId": "c"
    }
    assert target(an_outbound(reply_refs={"other_party": "b", "item": "1"})) == {
        "otherPartyUsername": "b",
        "reference": {"referenceType": "LISTING", "referenceId": "1"},
    }
    named = Party("ann_k82", "Ann Kowalski")
    assert target(an_outbound(reply_refs={}, customer=named)) == {"otherPartyUsername": "ann_k82"}
    assert target(an_outbound(reply_refs={}, customer=Party("", "ann_k82"))) == {
        "otherPartyUsername": "ann_k82"
    }
    assert (
        target(an_outbound(reply_refs={}, customer=Party("ann", ""), item_ref="2"))["otherPartyUsername"]
        == "ann"
    )


def test_the_first_message_to_a_buyer_is_sent_and_found_again(ebay: Bench) -> None:
    message = ebay.inbound()
    refs = {name: value for name, value in message.reply_refs.items() if name != "conversation_id"}
    first = replace(ebay.reply(message, "We write first"), reply_refs=refs)
    sender, began = ebay.sender(), ebay.clock.now()
    assert sender.send(first).kind is ReceiptKind.SENT
    assert sender.find_sent(first, began).found is Found.YES


def test_the_buyer_of_an_order_is_written_to_by_the_name_ebay_knows_him_by(ebay: Bench) -> None:
    message = ebay.inbound()
    buyer = Party(message.customer.key, "Name On The Parcel")
    first = replace(ebay.reply(message, "About your order"), reply_refs={}, customer=buyer)
    sender, began = ebay.sender(), ebay.clock.now()
    assert sender.send(first).kind is ReceiptKind.SENT
    assert sender.find_sent(first, began).found is Found.YES


# --- pictures ---

LAMP = OutboundFile("lamp.png", "image/png", product_picture("lamp", "c08040", 96))
VASE = OutboundFile("vase.png", "image/png", product_picture("kettle", "4080c0", 96))
UPLOAD = "create_image_from_file"


def with_pictures(ebay: Bench, text: str, *files: OutboundFile) -> Outbound:
    return replace(ebay.reply(ebay.inbound(), text), files=files)


def shown(ebay: Bench) -> list[list[tuple[str, str]]]:
    """Names and digests of the pictures that customers received, message by message."""
    found = []
    for row in ebay.received():
        listed = row["attachments"]
        assert isinstance(listed, list)
        found.append([(str(one["name"]), str(one["sha256"])) for one in listed])
    return found


def pair(file: OutboundFile) -> tuple[str, str]:
    return file.name, hashlib.sha256(file.content).hexdigest()


def test_the_shop_says_that_it_sends_pictures(ebay: Bench) -> None:
    assert Ability.MOVES_FILES in ebay.sender().capabilities().can
    login = ebay.logins["api"]
    ebay.logins["api"] = replace(login, settings={**login.settings, "rights": "basic"})
    assert ebay.sender().capabilities().cannot[Ability.MOVES_FILES] == "ebay_no_picture_scope"


def test_pictures_reach_the_customer_byte_for_byte_with_the_words(ebay: Bench) -> None:
    receipt = ebay.sender().send(with_pictures(ebay, "Is it this one?", LAMP, VASE))
    assert receipt.kind is ReceiptKind.SENT
    assert shown(ebay) == [[pair(LAMP), pair(VASE)]]


def test_a_picture_needs_no_words(ebay: Bench) -> None:
    reply = with_pictures(ebay, "", LAMP)
    sender, began = ebay.sender(), ebay.clock.now()
    assert sender.find_sent(reply, began).found is Found.NO
    assert sender.send(reply).kind is ReceiptKind.SENT
    assert shown(ebay) == [[pair(LAMP)]]
    assert sender.find_sent(reply, began).found is Found.YES
    other = replace(reply, files=(VASE,))
    assert sender.find_sent(other, began).found is Found.UNSURE


def test_an_upload_that_failed_is_repeated_and_the_message_leaves_once(ebay: Bench) -> None:
    reply, sender = with_pictures(ebay, "Look", LAMP), ebay.sender()
    for fault in ("reset_after", "unavailable", "gateway"):
        ebay.town.tell("force", fault=fault, path=UPLOAD, times=1)
        receipt = sender.send(reply)
        assert receipt.kind is ReceiptKind.LATER
        assert shown(ebay) == []
    assert sender.send(reply).kind is ReceiptKind.SENT
    assert shown(ebay) == [[pair(LAMP)]]


def test_a_message_with_pictures_whose_answer_got_lost_is_found(ebay: Bench) -> None:
    reply, sender, began = with_pictures(ebay, "Look", LAMP), ebay.sender(), ebay.clock.now()
    ebay.force("reset_after")
    assert sender.send(reply).kind is ReceiptKind.UNKNOWN
    assert sender.find_sent(reply, began).found is Found.YES
    assert shown(ebay) == [[pair(LAMP)]]


def test_what_the_picture_service_does_not_take_is_refused_and_nothing_is_sent(ebay: Bench) -> None:
    receipt = ebay.sender().send(
        with_pictures(ebay, "Look", OutboundFile("a.png", "image/png", b"no picture"))
    )
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "ebay_picture_refused")
    assert shown(ebay) == []


def test_who_signed_in_before_we_asked_for_pictures_is_told_and_still_writes(ebay: Bench) -> None:
    refresh = ebay.keeper.secrets[ebay.logins["api"].id]["refresh_token"]
    door(ebay).keys.by_refresh[refresh].scopes -= {f"{ROOT}/sell.inventory"}
    sender = ebay.sender()
    receipt = sender.send(with_pictures(ebay, "Look", LAMP))
    assert (receipt.kind, receipt.reason) == (ReceiptKind.REFUSED, "ebay_no_picture_scope")
    assert sender.send(ebay.reply(ebay.inbound(), "Only words")).kind is ReceiptKind.SENT


def test_a_consent_taken_back_is_no_fault_of_the_picture(ebay: Bench) -> None:
    ebay.keeper.secrets[ebay.logins["api"].id]["refresh_token"] = "taken-back"
    ebay.forget_tokens()
    api = EbayApi(ebay.logins["api"], ebay.tools)
    with pytest.raises(AuthExpired) as caught:
        laid_up(api, LAMP)
    assert caught.value.key == "sign_in_again"
    api.close()


def test_a_picture_that_got_no_address_is_not_pointed_at(ebay: Bench) -> None:
    login = ebay.logins["api"]
    with a_server(answering(b'{"expirationDate": "2026-12-01"}', "201 Created")) as (port, heard):
        settings = {**login.settings, "apim_url": f"http://127.0.0.1:{port}"}
        api = EbayApi(replace(login, settings=settings), ebay.tools)
        with pytest.raises(Rejected, match="ebay_picture_refused"):
            laid_up(api, LAMP)
        api.close()
    assert LAMP.content in heard.requests[0]


def test_uploads_keep_to_their_pace(ebay: Bench) -> None:
    sender, reply = ebay.sender(), with_pictures(ebay, "Look", *(LAMP,) * 5)
    receipts = [sender.send(replace(reply, text=f"Look {number}")) for number in range(11)]
    assert [one.kind for one in receipts] == [ReceiptKind.SENT] * 10 + [ReceiptKind.LATER]
    assert receipts[-1].reason == "rate_limited"


def test_a_reply_is_told_from_another_by_words_and_pictures() -> None:
    row = {"messageBody": "Look", "messageMedia": [{"mediaName": "lamp.png"}]}
    assert alike(row, an_outbound(text="Look", files=(LAMP,))) is Found.YES
    assert alike(row, an_outbound(text="Look", files=(VASE,))) is Found.UNSURE
    assert alike(row, an_outbound(text="Look")) is Found.UNSURE
    assert alike(row, an_outbound(text="Other", files=(LAMP,))) is Found.NO
    bare = {"messageBody": "", "messageMedia": [{"mediaName": "IMG_1.jpg"}]}
    assert alike(bare, an_outbound(text="", files=(LAMP,))) is Found.UNSURE
    assert alike({"messageBody": "Look"}, an_outbound(text="Look")) is Found.YES


def test_a_received_picture_says_what_sort_it_is_where_that_can_be_told() -> None:
    def kind(name: str, url: str, sort: str = "IMAGE") -> str:
        found = file_of({"mediaName": name, "mediaType": sort, "mediaUrl": url})
        assert found is not None
        return found.content_type

    assert kind("x", "https://i.ebayimg.example/00/s/1/$_1.JPG?set_id=8") == "image/jpeg"
    assert kind("damage.png", "https://i.ebayimg.example/a") == "image/png"
    assert kind("x", "https://i.ebayimg.example/a") == "image/*"
    assert kind("x.exe", "https://i.ebayimg.example/a.html") == "image/*"
    assert kind("x.png", "https://i.ebayimg.example/a", "PDF") == "application/pdf"
    assert kind("x", "https://[broken") == "image/*"
