"""What a mail from Amazon's relay means: a buyer's message, proof or refusal of our own, a case, or a notice.

Only the buyer's words, and those of Amazon's service on a buyer's behalf, start a clock.
"""

import re
from datetime import timedelta

from app.connectors.amazon import claims, relay
from app.connectors.amazon.names import buyer_name, copied_to
from app.connectors.amazon.naming import answered, files, keys_of, mail_key, site_of
from app.connectors.amazon.own_mail import BUYER, own_copy, refusal_of, written_elsewhere
from app.connectors.amazon.sites import Site, order_page
from app.connectors.amazon.topics import topics_of
from app.connectors.contract import AfterSale, Item, RawMail, RemoteMessage, Unserved
from app.connectors.mail_trust import suspicion
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.mail import ParsedMail
from app.domain.orders import AfterSaleKind
from app.domain.shops import Shop, serving

COPY = "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT"
CANCEL = "BRC_SELLER_NOTIFICATION"
RETURN_DUE = timedelta(hours=48)
CASES = {
    "RETURN_REQUEST": (AfterSaleKind.RETURN, True, RETURN_DUE),
    claims.OPENED: (AfterSaleKind.CLAIM, True, claims.USUAL),
    claims.CLOSED: (AfterSaleKind.CLAIM, False, None),
    CANCEL: (AfterSaleKind.CANCELLATION, True, None),
    "REFUND_ISSUED": (AfterSaleKind.REFUND, False, None),
}
ON_BEHALF = re.compile(r"we've been contacted by a customer regarding", re.IGNORECASE)
SERVICE = re.compile(r"@(?:[a-z0-9-]+\.)*amazon\.[a-z.]{2,6}$")


class RelayMail:
    """The profile of Amazon's relay."""

    channel = "amazon"

    def claims(self, mail: ParsedMail) -> bool:
        """Relay addresses on either side, Amazon's own headers, or Amazon's own senders."""
        if relay.class_of(mail) or "x-amazon-mail-relay-type" in mail.headers:
            return True
        if SERVICE.search(mail.sender.address):
            return True
        boxes = (mail.sender, *mail.reply_to, *mail.to)
        return relay.alias_of(box.address for box in boxes) is not None

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | Unserved | None:
        """The shop whose own plus address was written to, else the one that sells on the mail's site. What names
        no site, such as a notice to the seller, goes to the first shop: it wants no answer."""
        named = {box.address for box in (*mail.to, *mail.cc, mail.sender)} | set(mail.delivered_to)
        for shop in shops:
            if {word.lower() for word in shop.settings.get("address", "").split()} & named:
                return shop
        site = site_of(mail)
        return serving(shops, site.marketplace) or Unserved(f"Amazon.{site.tld}")

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        """One mail, read by its class."""
        if raw.sent_folder:
            return (written_elsewhere(mail, raw),)
        refusal = refusal_of(mail, raw)
        if refusal is not None:
            return (refusal,)
        kind = relay.class_of(mail) or claims.class_of(mail)
        if kind == COPY or (not kind and copied_to(mail.subject)):
            return own_copy(mail, raw)
        if kind in CASES:
            return case(mail, raw, shop, kind)
        alias = relay.inbound_alias(mail)
        if kind == BUYER or (alias is not None and not kind) or ON_BEHALF.search(mail.text[:2000]):
            return (buyers_message(mail, raw, shop),)
        return (notice(mail, raw, shop),)


def buyers_message(mail: ParsedMail, raw: RawMail, shop: Shop) -> RemoteMessage:
    """The buyer's words and everything an answer needs."""
    alias, orders, site = relay.inbound_alias(mail), relay.orders_of(mail), site_of(mail)
    case_id = (alias.case if alias else "") or relay.case_in_links(mail.links)
    words, sure = relay.words_of(mail)
    name = buyer_name(mail.sender.name, mail.subject, shop.title)
    join, also = keys_of(case_id, alias, orders)
    if name:
        also += (f"weak:name:{name.casefold()}",)
    customer = Party(alias.base if alias else "", name)
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=tuple(dict.fromkeys([*join, *answered(mail)])) or (f"mid:{mail_key(mail)}",),
        also_keys=also,
        direction=Direction.INBOUND,
        kind=MessageKind.CUSTOMER,
        author=customer,
        customer=customer,
        sent_at=raw.arrived_at,
        text=words,
        subject=mail.subject,
        files=files(mail),
        order_keys=orders,
        item_ref=relay.item_of(mail),
        country=site.country,
        reply_refs=reply_refs(mail, alias, orders, site),
        refs=(mail.message_id,) if mail.message_id else (),
        low_confidence=not sure or bool(mail.problems),
        tags=topics_of(mail.subject) + suspicion(mail),
    )


def reply_refs(
    mail: ParsedMail, alias: relay.Alias | None, orders: tuple[str, ...], site: Site
) -> dict[str, str]:
    """What the answer will carry; the alias exactly as it was received."""
    refs = {
        "to": alias.as_received if alias else "",
        "message_id": mail.message_id,
        "references": " ".join(mail.references),
        "subject": mail.subject,
        "no_response_url": relay.no_response_link(mail),
        "order_url": order_page(site.marketplace, orders[0]) if orders else "",
    }
    return {name: value for name, value in refs.items() if value}


def case(mail: ParsedMail, raw: RawMail, shop: Shop, kind: str) -> tuple[Item, ...]:
    """A return, claim, cancellation or refund: a fact about the order, and the mail itself as a notice."""
    what, is_open, patience = CASES[kind]
    orders = relay.orders_of(mail) or tuple(dict.fromkeys(relay.ORDER.findall(mail.text[:8000])))[:1]
    told = notice(mail, raw, shop, orders)
    if not orders:
        return (told,)
    if kind == claims.OPENED:
        patience = claims.patience(mail.text)
    fact = AfterSale(
        kind=what,
        remote_key=f"{what.value}:{orders[0]}",
        order_remote_key=orders[0],
        state=kind,
        open=is_open,
        due=raw.arrived_at + patience if patience else None,
        opened_at=raw.arrived_at if is_open else None,
    )
    return (fact, told)


def notice(mail: ParsedMail, raw: RawMail, shop: Shop, orders: tuple[str, ...] = ()) -> RemoteMessage:
    """A mail that only informs."""
    alias, site = relay.inbound_alias(mail), site_of(mail)
    orders = orders or relay.orders_of(mail)
    case_id = (alias.case if alias else "") or relay.case_in_links(mail.links)
    join, also = keys_of(case_id, alias, orders)
    name = buyer_name(mail.sender.name, "", shop.title) if alias else ""
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=(*join, *answered(mail), *(f"notices:{order}" for order in orders)) or ("notices:",),
        also_keys=also,
        direction=Direction.INBOUND,
        kind=MessageKind.SYSTEM,
        author=Party(mail.sender.address, mail.sender.name or "Amazon"),
        customer=Party(alias.base if alias else "", name),
        sent_at=raw.arrived_at,
        text=mail.text,
        subject=mail.subject,
        files=files(mail),
        order_keys=orders,
        country=site.country,
        reply_refs=reply_refs(mail, alias, orders, site) if alias else {"no_reply": "amazon_notice"},
        refs=(mail.message_id,) if mail.message_id else (),
        tags=((f"notice:{relay.class_of(mail).lower()}",) if relay.class_of(mail) else ()) + suspicion(mail),
    )
