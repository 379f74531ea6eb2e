"""Amazon's relay mails, header by header, and what happens to our answers."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app.simulator.amazon_platform import EU_BOX
from app.simulator.relay_letter import CLASSES
from app.simulator.town import Town
from tests.simulator.practice import START, a_reply, a_town, talk_of

PRE = re.compile(r"<pre[^>]*white-space:\s*-o-pre-wrap[^>]*>([\s\S]*?)</pre>", re.IGNORECASE)


def inbox(town: Town, box: str = EU_BOX) -> list[EmailMessage]:
    """All mails of a mailbox, parsed."""
    letters = town.mailroom.boxes[box].folders["INBOX"].letters
    parsed = [message_from_bytes(letter.raw, policy=policy.default) for letter in letters]
    return [mail for mail in parsed if isinstance(mail, EmailMessage)]


def text_of(mail: EmailMessage, kind: str) -> str:
    """The text of one subtype."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def newest(town: Town, box: str = EU_BOX) -> EmailMessage:
    """The last mail that came."""
    return inbox(town, box)[-1]


def test_a_buyers_message_has_the_relays_headers_and_both_bodies() -> None:
    town = a_town()
    talk = talk_of(town, "Jonas Keller")
    mail = next(m for m in inbox(town) if m["Message-ID"] == talk.utterances[0].message_id)
    assert mail["X-Space-Notification-Type"] == "BBC_MESSAGE_SENT_TO_MERCHANT"
    assert mail["X-Marketplace-ID"] == "A1PA6795UKMFR9"
    local, _, domain = talk.customer.handle.partition("@")
    assert mail["Reply-To"] == f"{local}+{talk.id}@{domain}"
    assert talk.order is not None
    assert talk.order.id in mail["Subject"]
    plain, html = text_of(mail, "plain"), text_of(mail, "html")
    assert re.search(rf"# {talk.order.id}:\n\d / .+ \[ASIN: B0[A-Z0-9]{{8}}\]", plain)
    start, end = re.findall(r"(?m)^-{3,}\s*(.{1,60}?)\s*:?\s*-{3,}\s*$", plain)
    assert (start, end) == ("Nachricht", "Ende der Nachricht")
    assert PRE.findall(html) == [talk.utterances[0].text]
    assert "no-response-needed?t=" in plain.replace("=\n", "")


@pytest.mark.parametrize("kind", ["message", "stripped", "forged", "broken_name", "cs_on_behalf"])
def test_every_shape_of_buyer_message(kind: str) -> None:
    town = a_town()
    talk = talk_of(town, "Tobias Lang")
    town.world.say(talk, "customer", "Wo ist es?", START, kind=kind)
    mail = newest(town)
    assert (mail["X-Space-Notification-Type"] is None) == (kind == "stripped")
    assert ("Amazon Marketplace" in str(mail["From"])) is True
    if kind == "broken_name":
        assert talk.shop.store in str(mail["From"])
        assert talk.order is not None
        assert talk.order.id not in str(mail["Subject"])
    if kind == "forged":
        assert "dkim=fail" in mail["Authentication-Results"]
    if kind == "cs_on_behalf":
        assert "Order#: " in text_of(mail, "plain")
        assert "Details: Wo ist es?" in text_of(mail, "plain")
    if kind == "stripped":
        assert "customAttribute1Value=BBC_MESSAGE_SENT_TO_MERCHANT" in text_of(mail, "html")


def test_a_photo_only_message_has_an_empty_block_and_a_picture() -> None:
    town = a_town()
    talk = talk_of(town, "Heike Wolff")
    mail = next(m for m in inbox(town) if m["Message-ID"] == talk.utterances[0].message_id)
    assert PRE.findall(text_of(mail, "html")) == [""]
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["image/png"]


@pytest.mark.parametrize("kind", sorted(CLASSES))
def test_system_mails_have_their_class_and_sender(kind: str) -> None:
    town = a_town()
    town.world.say(talk_of(town, "Tobias Lang"), "platform", "", START, kind=kind)
    mail = newest(town)
    assert mail["X-Space-Notification-Type"] == CLASSES[kind][0]
    assert CLASSES[kind][1] in mail["From"]
    assert mail["X-AMAZON-MAIL-RELAY-TYPE"] == "notification"


def test_our_answer_reaches_the_buyer_and_its_copy_comes_back() -> None:
    town = a_town()
    talk = talk_of(town, "Tobias Lang")
    mail = a_reply(talk, "Das geht noch.\n", sender=EU_BOX)
    verdict, fault = town.submit(EU_BOX, (talk.customer.handle,), mail.as_bytes(), START)
    assert (verdict.code, fault) == (250, None)
    received = town.world.received()[-1]
    assert (received.conversation, received.text) == (talk, "Das geht noch.")
    before = len(inbox(town))
    town.world.advance(START + timedelta(seconds=30))
    copy = newest(town)
    assert len(inbox(town)) == before + 1
    assert copy["X-Space-Notification-Type"] == "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT"
    assert copy["From"] == "donotreply@amazon.com"
    assert copy.get_content_type() == "text/html"
    assert talk.order is not None
    assert talk.order.id not in str(copy)


@pytest.mark.parametrize("why", ["sender", "opt_out", "alias"])
def test_a_refusal_comes_minutes_later_and_names_our_mail(why: str) -> None:
    town = a_town()
    talk = talk_of(town, "Tobias Lang")
    talk.opted_out = why == "opt_out"
    sender = "private@northshore.example" if why == "sender" else EU_BOX
    to = "nosuchalias00000@marketplace.amazon.de" if why == "alias" else talk.customer.handle
    mail = a_reply(talk, "Hallo", sender=sender)
    verdict, _ = town.submit(EU_BOX, (to,), mail.as_bytes(), START)
    assert verdict.code == 250
    assert [said.text for said in talk.utterances if said.author == "shop"] == []
    town.world.advance(START + timedelta(minutes=3))
    refusal = newest(town)
    assert refusal["In-Reply-To"] == "<reply-1@northshore.example>"
    words = {"sender": "approved", "opt_out": "opt out", "alias": "not valid"}
    assert words[why] in text_of(refusal, "plain")


def test_important_reaches_a_buyer_who_opted_out() -> None:
    town = a_town()
    talk = talk_of(town, "Tobias Lang")
    talk.opted_out = True
    mail = a_reply(talk, "Bitte nennen Sie die Hausnummer.", sender=EU_BOX)
    mail.replace_header("Subject", "[Important] Ihre Adresse")
    town.submit(EU_BOX, (talk.customer.handle,), mail.as_bytes(), START)
    assert talk.utterances[-1].author == "shop"


def test_the_case_in_the_address_tells_two_conversations_of_one_buyer_apart() -> None:
    town = a_town()
    first, second = (t for t in town.world.conversations.values() if t.customer.name == "田中 美咲")
    assert first.customer.handle == second.customer.handle
    local, _, domain = first.customer.handle.partition("@")
    for talk in (first, second):
        mail = a_reply(talk, talk.key, sender="amazon-jp@northshore.example", mark=talk.key)
        to = f"{local}+{talk.id}@{domain}"
        town.submit("amazon-jp@northshore.example", (to,), mail.as_bytes(), START)
        assert talk.utterances[-1].text == talk.key


def test_mails_lie_in_order_of_time_and_history_is_in_sent() -> None:
    town = a_town()
    for box in town.mailroom.boxes.values():
        for folder in box.folders.values():
            moments = [letter.at for letter in folder.letters]
            assert moments == sorted(moments)
            assert [letter.uid for letter in folder.letters] == list(range(1, len(moments) + 1))
    assert town.mailroom.boxes[EU_BOX].folders["Sent"].letters


def test_every_mail_has_its_own_message_id() -> None:
    town = a_town(kind="crowd", conversations=400)
    ids = [mail["Message-ID"] for box in town.mailroom.boxes for mail in inbox(town, box)]
    assert len(ids) == len(set(ids)) > 200
