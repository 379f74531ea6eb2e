"""What a mail in a shop's own mailbox means: plain mail, which also knows the shop's orders by their names, and tells
Shopify's machines from people.

A conversation is joined by what a mail answers, as in plain mail, and by the order that its subject names together with
the customer's address: a name alone proves nothing about who writes.
"""

from dataclasses import replace

from app.connectors.contract import Item, RawMail, RemoteMessage
from app.connectors.mail_trust import suspicion
from app.connectors.plain_mail import addresses, first_foreign, item_of, own_addresses
from app.connectors.shopify import notices
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.mail import ParsedMail
from app.domain.shops import Shop


def addresses_of(shop: Shop) -> frozenset[str]:
    """What the shop is written to: its own addresses, and the one that Shopify shows to customers."""
    support = shop.settings.get("support_address", "").lower()
    return own_addresses(shop) | ({support} if "@" in support else set())


class SupportMail:
    """The profile of a shop's support mailbox."""

    channel = "shopify"

    def claims(self, mail: ParsedMail) -> bool:
        """Customers write from addresses of their own, so any mail may be one of theirs."""
        return True

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | None:
        """The shop that the mail was written to; else the only one, unless it was given an address of its own."""
        named = addresses(mail)
        for shop in shops:
            if addresses_of(shop) & named:
                return shop
        only = shops[0] if len(shops) == 1 else None
        return None if only is not None and only.settings.get("address") else only

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        """One mail."""
        ours = addresses_of(shop)
        item = item_of(mail, raw, ours)
        if not isinstance(item, RemoteMessage):
            return (item,)
        doubts = suspicion(mail) if notices.by_machine(mail.sender.address) else ()
        return (replace(ordered(shaped(item, mail, raw, shop, ours), shop), tags=doubts),)


def shaped(
    item: RemoteMessage, mail: ParsedMail, raw: RawMail, shop: Shop, ours: frozenset[str]
) -> RemoteMessage:
    """A plain mail as it is; what Shopify wrote, as what it really is."""
    if item.direction is Direction.OUTBOUND:
        automatic = not raw.sent_folder and notices.is_copy(mail, shop.settings)
        return replace(item, kind=MessageKind.AUTO_REPLY) if automatic else item
    if not notices.by_machine(mail.sender.address):
        return item
    if notices.is_form(mail):
        return from_form(item, mail, ours)
    return replace(item, kind=MessageKind.SYSTEM, reply_refs={"no_reply": "shopify_notice"})


def from_form(item: RemoteMessage, mail: ParsedMail, ours: frozenset[str]) -> RemoteMessage:
    """A visitor's words, whom an answer reaches."""
    visitor = first_foreign(mail.reply_to, ours) or mail.sender
    party = Party(visitor.address, visitor.name or name_in(mail.text))
    words = notices.filled(mail.text)
    return replace(
        item,
        kind=MessageKind.CUSTOMER,
        author=party,
        customer=party,
        text=words.text,
        quoted_from=None,
        thread_keys=tuple(key for key in item.thread_keys if not key.startswith("weak:")),
        low_confidence=item.low_confidence or not words.sure,
    )


def name_in(text: str) -> str:
    """The name the visitor entered."""
    lines = [line.strip() for line in text[:2000].splitlines()]
    at = next((n for n, line in enumerate(lines[:-1]) if line.casefold() in ("name:", "nom:", "nombre:")), -1)
    return lines[at + 1][:80] if at >= 0 else ""


def ordered(item: RemoteMessage, shop: Shop) -> RemoteMessage:
    """The mail with the order that its subject names."""
    order = notices.order_in(item.subject, shop.settings)
    if not order:
        return item
    strong = [key for key in item.thread_keys if not key.startswith("weak")]
    weak = [key for key in item.thread_keys if key.startswith("weak")]
    other = item.customer.key if item.kind is not MessageKind.SYSTEM else "notices"
    named = [f"order:{order}|{other}"] if other else []
    return replace(item, order_keys=(order,), thread_keys=(*strong, *named, *weak))
