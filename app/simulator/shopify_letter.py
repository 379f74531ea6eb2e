"""Mails in a Shopify shop's mailbox: people's own, visitors' through the contact form, Shopify's notices."""

from __future__ import annotations

from dataclasses import replace

from app.simulator import plain_letter
from app.simulator.mime import date, file, leaf, letter, mailbox, multi, word
from app.simulator.relay_letter import digest
from app.simulator.talk import Utterance

MAILER = "mailer@shopify.com"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def customer_letter(said: Utterance, to: str) -> bytes:
    """A customer's words, in the shape they came."""
    if said.kind == "form":
        return form_letter(said, to)
    order = said.conversation.order
    if said.kind == "confirmed" and order is not None:
        return plain_letter.customer_letter(
            replace(said, kind="gmail", subject=f"Re: Order {order.id} confirmed"), to
        )
    if order is not None and said is said.conversation.utterances[0]:
        said = replace(said, subject=f"{said.conversation.subject} ({order.id})")
    return plain_letter.customer_letter(said, to)


def form_letter(said: Utterance, to: str) -> bytes:
    """What a visitor wrote into the online store's contact form; Shopify sends it, the visitor is answered."""
    talk, at = said.conversation, said.at
    clock = f"{(at.hour - 1) % 12 + 1}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"
    fields = [
        ("Return-Path", f"<{MAILER}>"),
        ("Date", date(at)),
        ("From", mailbox(f"{talk.shop.store} (Shopify)", MAILER)),
        ("Reply-To", mailbox(talk.customer.name, talk.customer.handle)),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(f"New customer message on {MONTHS[at.month - 1]} {at.day}, {at.year} at {clock}")),
    ]
    body = (
        "You received a new message from your online store's contact form.\n\n"
        f"Country Code:\n{talk.customer.country}\n\nName:\n{talk.customer.name}\n\n"
        f"Email:\n{talk.customer.handle}\n\nBody:\n{said.text}\n"
    )
    entity = leaf("text/plain", body)
    if said.attachments:
        mark = digest(f"form/{said.id}")[:24]
        entity = multi("mixed", [entity, *(file(one) for one in said.attachments)], f"form_{mark}")
    return letter(fields, entity)


def notice_letter(said: Utterance, to: str) -> bytes:
    """What Shopify writes to the staff."""
    talk = said.conversation
    about = f"Order {talk.order.id} placed by {talk.customer.name}" if talk.order else "News for your shop"
    fields = [
        ("Return-Path", f"<{MAILER}>"),
        ("Date", date(said.at)),
        ("From", mailbox(f"{talk.shop.store} (Shopify)", MAILER)),
        ("To", to),
        ("Message-ID", said.message_id),
        ("Subject", word(f"[{talk.shop.store}] {about}")),
    ]
    return letter(fields, leaf("text/plain", said.text or "See it in your admin.\n"))
