"""Ordinary customers' mails: how they quote, lie about charsets, bounce; and who receives ours."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app.simulator.mail_platform import OWN_BOX
from app.simulator.town import Town
from tests.simulator.practice import START, a_reply, a_town, talk_of


def raw_of(town: Town, name: str) -> bytes:
    """The newest mail of a customer as it came."""
    wanted = talk_of(town, name).last_from("customer")
    assert wanted is not None
    letters = town.mailroom.boxes[OWN_BOX].folders["INBOX"].letters
    return next(letter.raw for letter in letters if wanted.message_id.encode() in letter.raw)


def parsed(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_gbk_bytes_call_themselves_ascii() -> None:
    town = a_town()
    raw = raw_of(town, "陈晓雨")
    assert b"charset=us-ascii" in raw
    body = raw.split(b"\r\n\r\n", 1)[1]
    assert "杯盖" in body.decode("gbk")


def test_gmail_quotes_below_and_outlook_behind_a_line() -> None:
    town = a_town()
    for name, kind, sign in (
        ("Bas Willems", "gmail", "gmail_quote"),
        ("Marco Rinaldi", "outlook", "border-top:solid #E1E1E1"),
    ):
        talk = talk_of(town, name)
        mail = a_reply(talk, "We are looking into it.", sender=OWN_BOX, mark=name.replace(" ", ""))
        town.submit(OWN_BOX, (talk.customer.handle,), mail.as_bytes(), START)
        town.world.say(talk, "customer", "Grazie!", START + timedelta(minutes=5), kind=kind)
        answer = parsed(raw_of(town, name))
        assert answer["In-Reply-To"] == mail["Message-ID"]
        assert mail["Message-ID"] in answer["References"]
        html = answer.get_body(("html",))
        assert html is not None
        assert sign in html.get_content()
        assert "We are looking into it." in html.get_content()


def test_robots_say_that_they_are_robots() -> None:
    town = a_town()
    auto = parsed(raw_of(town, "Rachel Stone"))
    assert auto["Auto-Submitted"] == "auto-replied"
    assert auto["Return-Path"] == "<>"
    news = parsed(raw_of(town, "Northern Packaging News"))
    assert news["List-Id"] is not None
    assert news["Precedence"] == "bulk"


def test_html_mail_carries_a_pixel_and_cid_mail_a_picture() -> None:
    town = a_town()
    assert b"open.gif" in raw_of(town, "Emma Clarke").replace(b"=\r\n", b"")
    big = a_town(kind="crowd", conversations=300, channel="mail")
    shown = [
        letter.raw
        for letter in big.mailroom.boxes[OWN_BOX].folders["INBOX"].letters
        if b"multipart/related" in letter.raw
    ]
    assert shown
    assert b"cid:picture@post.example" in shown[0].replace(b"=\r\n", b"").replace(b"=3D", b"=")


@pytest.mark.parametrize(
    "kind",
    [
        "plain",
        "gmail",
        "outlook",
        "html",
        "broken_mime",
        "cid",
        "newsletter",
        "long_line",
        "emoji_flood",
        "html_bomb",
        "reaching",
    ],
)
def test_every_kind_of_mail_can_be_taken_apart_by_a_tolerant_parser(kind: str) -> None:
    town = a_town()
    talk = talk_of(town, "Rui Tavares")
    town.world.say(talk, "customer", "Olá, outra vez.", START, kind=kind)
    raw = town.mailroom.boxes[OWN_BOX].folders["INBOX"].letters[-1].raw
    assert message_from_bytes(raw)["Message-ID"] == talk.utterances[-1].message_id


def test_an_unknown_address_bounces_and_an_outsider_does_not() -> None:
    town = a_town()
    talk = talk_of(town, "Rui Tavares")
    mail = a_reply(talk, "Olá", sender=OWN_BOX)
    to = ("nobody@nowhere.example", "ship@partner.example", talk.customer.handle)
    verdict, _ = town.submit(OWN_BOX, to, mail.as_bytes(), START)
    assert verdict.code == 250
    assert talk.utterances[-1].text == "Olá"
    assert [copy[1] for copy in town.post.ledger.copies] == ["ship@partner.example"]
    town.world.advance(START + timedelta(minutes=1))
    bounce = parsed(town.mailroom.boxes[OWN_BOX].folders["INBOX"].letters[-1].raw)
    assert bounce.get_content_type() == "multipart/report"
    status = next(part for part in bounce.walk() if part.get_content_type() == "message/delivery-status")
    assert "nobody@nowhere.example" in str(status)
    assert "5.1.1" in str(status)
    original = next(part for part in bounce.walk() if part.get_content_type() == "text/rfc822-headers")
    assert mail["Message-ID"] in str(original)


def test_an_address_that_is_none_is_refused_at_once() -> None:
    town = a_town()
    assert town.post.recipient("nobody").code == 501
    assert town.post.recipient("a@refused.example").code == 550
    assert town.post.recipient("a@post.example").code == 250


def test_attachments_reach_the_customer_byte_for_byte() -> None:
    town = a_town()
    talk = talk_of(town, "Rui Tavares")
    mail = a_reply(talk, "Em anexo.", sender=OWN_BOX)
    mail.add_attachment(b"%PDF-1.7 invoice", maintype="application", subtype="pdf", filename="fatura.pdf")
    town.submit(OWN_BOX, (talk.customer.handle,), mail.as_bytes(), START)
    received = town.world.received()[-1]
    assert [(file.name, file.data) for file in received.attachments] == [("fatura.pdf", b"%PDF-1.7 invoice")]


def test_a_mail_of_thirty_megabytes_is_refused() -> None:
    town = a_town()
    verdict, _ = town.submit(OWN_BOX, ("a@post.example",), b"x" * (26 * 1024 * 1024), START)
    assert verdict.code == 552
