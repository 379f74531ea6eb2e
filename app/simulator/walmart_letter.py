"""Walmart's relay mails: each from an address of its own, known by the order in its subject (facts 3.2)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from app.simulator.mime import date, leaf, letter, mailbox, multi, word
from app.simulator.mime import file as file_part
from app.simulator.talk import Utterance

RELAY = "relay.walmart.com"
TOPICS = {
    "where": "Where is my order",
    "damaged": "Item arrived damaged",
    "wrong_colour": "Wrong item received",
    "address": "Change delivery address",
    "cancel": "Cancel Order",
    "return": "Return item",
    "refund": "Refund status",
    "missing_part": "Missing parts",
    "presale": "Product Question",
}
SENTENCES = {
    "not_approved": "550 5.7.1 Sender address is not registered for this seller",
    "too_large": "552 5.3.4 Message size exceeds fixed limit",
    "unknown": "550 5.1.1 Recipient address is not known",
}


def digest(text: str) -> str:
    """A stable hexadecimal name for something."""
    return hashlib.sha256(text.encode()).hexdigest()


def address(said: Utterance) -> str:
    """The relay address of one mail: every mail has another."""
    return f"c-{digest(f'walmart/{said.conversation.key}/{said.id}')[:32].upper()}@{RELAY}"


def message_id(said: Utterance) -> str:
    """The Message-ID of one mail."""
    return f"<{digest(f'walmart/message/{said.id}/{said.conversation.key}')[:24]}@{RELAY}>"


def subject(said: Utterance) -> str:
    """A fixed beginning, two blanks, a topic, and the order where there is one."""
    talk = said.conversation
    about = f", {talk.order.id}" if talk.order else ""
    return f"Message from Walmart.com Customer:  {TOPICS.get(talk.topic, 'Other')}{about}"


def body(said: Utterance) -> str:
    """The order and the item, a blank line, the customer's words."""
    talk = said.conversation
    head = []
    if talk.order is not None:
        head.append(f"Sales Order ID: {talk.order.id}")
    if talk.product is not None:
        head += [f"Item ID: {talk.product.item_id[:9]}", f"Item: {talk.product.title('en')}"]
    return "\n".join([*head, "", said.text, ""])


def customer_letter(said: Utterance, to: str) -> bytes:
    """A customer's message; of kind `care` when Walmart's service passes it on."""
    sender = address(said)
    by_service = said.kind == "care"
    fields = [
        ("Return-Path", f"<{sender}>"),
        ("Date", date(said.at)),
        ("From", mailbox("Walmart Customer Care", "help@walmart.com") if by_service else sender),
        *([("Reply-To", sender)] if by_service else []),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(said.subject or subject(said))),
        ("Authentication-Results", "mx.northshore.example; spf=pass; dkim=pass"),
    ]
    entity = leaf("text/plain", body(said))
    if said.attachments:
        mark = digest(f"boundary/{said.id}")[:24]
        entity = multi("mixed", [entity, *(file_part(file) for file in said.attachments)], f"mix_{mark}")
    return letter(fields, entity)


def platform_letter(said: Utterance, to: str) -> bytes:
    """A notice to the seller."""
    fields = [
        ("Return-Path", "<noreply@walmart.com>"),
        ("Date", date(said.at)),
        ("From", mailbox("Walmart Marketplace", "noreply@walmart.com")),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", "An update for Marketplace sellers"),
    ]
    return letter(fields, leaf("text/plain", said.text or "Please read the news in Seller Center.\n"))


def refusal(why: str, ours: str, to: str, at: datetime) -> bytes:
    """The relay's mail host did not take our mail: a delivery report (RFC 3464)."""
    sentence = SENTENCES[why]
    mark = digest(f"walmart/refusal/{ours}/{why}")
    fields = [
        ("Return-Path", "<>"),
        ("Date", date(at)),
        ("From", mailbox("Mail Delivery System", f"mailer-daemon@{RELAY}")),
        ("To", to),
        ("Message-ID", f"<{mark[:24]}@{RELAY}>"),
        ("Subject", "Undelivered Mail Returned to Sender"),
        ("Auto-Submitted", "auto-replied"),
    ]
    status = (
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {RELAY}\r\n\r\n"
        f"Final-Recipient: rfc822; customer@{RELAY}\r\nAction: failed\r\nStatus: {sentence[4:9]}\r\n"
        f"Diagnostic-Code: smtp; {sentence}\r\n"
    )
    original = f"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: {ours}\r\n"
    parts = [
        leaf("text/plain", f"Your message was not delivered: {sentence}\n"),
        status.encode(),
        original.encode(),
    ]
    return letter(fields, multi("report", parts, f"dsn_{mark[:16]}", "; report-type=delivery-status"))
