"""Mails that Shopify itself puts into a shop's mailbox: the contact form's, notices to the staff, copies of what it
wrote to a customer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.mail import ParsedMail

MACHINES = re.compile(r"[^@\s]+@(?:[a-z0-9-]+\.)*(?:shopify|shopifyemail|myshopify)\.com")
LABEL = re.compile(r"^\s*([^\W\d][\w ./()'-]{0,40}?)\s*[:：]\s*$")
WORDS = frozenset(
    "body message comment comments question nachricht kommentar mensaje comentario messaggio mensagem bericht "
    "meddelande 消息 留言 内容 お問い合わせ内容 メッセージ".split()
)
"""labels behind which the customer's own words stand"""
LONGEST = 20_000


def by_machine(address: str) -> bool:
    """Whether Shopify's own mail host writes."""
    return MACHINES.fullmatch(address.lower()) is not None


def order_pattern(settings: Mapping[str, str]) -> re.Pattern[str]:
    """How this shop names its orders: `#1001`, `EN1001`, `1001-A`. Without any sign of its own, only behind a word."""
    prefix, suffix = settings.get("order_prefix", "#"), settings.get("order_suffix", "")
    if not prefix.strip() and not suffix.strip():
        return re.compile(
            r"\b(?:order|bestellung|commande|pedido|ordine|encomenda)\W{1,3}(\d{4,9})\b", re.IGNORECASE
        )
    return re.compile(rf"(?<![\w#])({re.escape(prefix)}\d{{3,9}}{re.escape(suffix)})(?!\w)", re.IGNORECASE)


def order_in(subject: str, settings: Mapping[str, str]) -> str:
    """The order a subject names, written as the shop writes it; '' where it names none."""
    found = order_pattern(settings).search(subject[:500])
    if found is None:
        return ""
    digits = re.sub(r"\D", "", found[1].removeprefix(settings.get("order_prefix", "")))
    whole = f"{settings.get('order_prefix', '#')}{digits}{settings.get('order_suffix', '')}"
    return whole if whole.casefold() == found[1].casefold() else found[1]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a visitor wrote into the contact form."""

    text: str
    sure: bool


def is_form(mail: ParsedMail) -> bool:
    """Whether a visitor filled in the shop's contact form: Shopify writes, somebody else is answered."""
    foreign = [box.address for box in mail.reply_to if box.address and not by_machine(box.address)]
    return by_machine(mail.sender.address) and bool(foreign)


def filled(text: str) -> Filled:
    """The visitor's words: what stands behind the label of the message, else everything."""
    place, begins = 0, -1
    for row in text[:LONGEST].splitlines(keepends=True):
        place += len(row)
        label = LABEL.match(row[:60])
        if label and label[1].strip().casefold() in WORDS:
            begins = place
    if begins < 0 or not text[begins:].strip():
        return Filled(text.strip(), sure=False)
    return Filled(text[begins:].strip(), sure=True)


def is_copy(mail: ParsedMail, settings: Mapping[str, str]) -> bool:
    """Whether a mail under our own address is Shopify's: it names an order and answers nobody."""
    through = any("shopify" in mail.headers.get(name, "").lower() for name in ("x-mailer", "x-shopify-shop"))
    return through or (
        not mail.in_reply_to
        and mail.message_id.lower().endswith(("shopify.com", "shopifyemail.com"))
        and bool(order_in(mail.subject, settings))
    )
