"""What a mail from Walmart's relay means: a customer's message, news about one of ours, or a notice.

Only a customer's words start a clock, also when Walmart's service passes them on.
"""

import re

from app.connectors.contract import DeliveryNews, Item, RawMail, RemoteFile, RemoteMessage
from app.connectors.mail_letters import own_key
from app.connectors.mail_trust import suspicion
from app.connectors.walmart import relay
from app.connectors.walmart.topics import topics_of
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.mail import ParsedMail
from app.domain.shops import Shop

NOT_REGISTERED = re.compile(
    r"not (?:a )?registered|not authori[sz]ed|sender (?:is )?(?:not|rejected)|5\.7\.\d", re.IGNORECASE
)

NAMELESS = "Walmart.com Customer"
"""what Walmart itself calls somebody of whom it tells no more; with an order, the order says his name"""


class RelayMail:
    """The profile of Walmart's relay."""

    channel = "walmart"

    def claims(self, mail: ParsedMail) -> bool:
        """Relay addresses on either side, Walmart's own senders, or a report that the relay took a mail not."""
        boxes = (mail.sender, *mail.reply_to, *mail.to)
        if relay.relay_of(box.address for box in boxes) or relay.SERVICE.fullmatch(mail.sender.address):
            return True
        return mail.bounce is not None and bool(relay.relay_of([mail.bounce.recipient]))

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | None:
        """The shop whose own address was written to, or wrote; else the first one."""
        named = {box.address for box in (*mail.to, *mail.cc, mail.sender)} | set(mail.delivered_to)
        for shop in shops:
            if {word.lower() for word in shop.settings.get("address", "").split()} & named:
                return shop
        return next(iter(shops), None)

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        """One mail."""
        if mail.bounce is not None:
            return (refusal(mail, raw),)
        from_outside = relay.SERVICE.fullmatch(mail.sender.address) is None
        if raw.sent_folder or (from_outside and relay.relay_of(box.address for box in mail.to)):
            return (written_elsewhere(mail, raw),)
        return (customers_message(mail, raw) if relay.is_customers(mail) else notice(mail, raw),)


def customers_message(mail: ParsedMail, raw: RawMail) -> RemoteMessage:
    """The customer's words and everything an answer needs."""
    body, order, address = relay.body_of(mail.text), relay.order_of(mail), relay.answers_to(mail)
    customer = Party(order or address, "" if order else NAMELESS)
    words = mail.text[body.begins :]
    blank = len(words) - len(words.lstrip())
    hidden = mail.quoted_from - body.begins - blank if mail.quoted_from is not None else None
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=thread_keys(mail, order, address),
        also_keys=also_keys(mail),
        direction=Direction.INBOUND,
        kind=MessageKind.CUSTOMER,
        author=Party("", customer.name),
        customer=customer,
        sent_at=raw.arrived_at,
        text=words.strip(),
        quoted_from=max(hidden, 0) if hidden is not None else None,
        subject=mail.subject,
        files=files(mail),
        order_keys=(order,) if order else (),
        item_ref=body.item,
        reply_refs=reply_refs(mail, address),
        refs=refs(mail),
        low_confidence=not body.sure or bool(mail.problems),
        tags=topics_of(relay.topic_of(mail.subject)) + suspicion(mail),
    )


def thread_keys(mail: ParsedMail, order: str, address: str) -> tuple[str, ...]:
    """The order, then the mails it answers. A question before any order stands alone, with what follows from its
    own address."""
    parents = (*mail.in_reply_to, *mail.references)
    own = [f"own:{key}" if (key := own_key(parent)) else f"mid:{parent}" for parent in parents if parent]
    lone = [] if order else [f"weak30:relay:{address}"] if relay.relay_of([address]) else []
    keys = ([f"order:{order}"] if order else []) + own + lone
    return tuple(dict.fromkeys(keys)) or (mail_key(mail),)


def also_keys(mail: ParsedMail) -> tuple[str, ...]:
    """By which an answer written in another mail program finds its conversation."""
    return (f"mid:{mail.message_id}",) if mail.message_id else ()


def reply_refs(mail: ParsedMail, address: str) -> dict[str, str]:
    """What the answer will carry."""
    found = {
        "to": address,
        "message_id": mail.message_id,
        "references": " ".join(mail.references),
        "subject": mail.subject,
    }
    return {name: value for name, value in found.items() if value}


def written_elsewhere(mail: ParsedMail, raw: RawMail) -> RemoteMessage:
    """A mail of ours to a customer: from here, or from another mail program."""
    order, token = relay.order_of(mail), own_key(mail.message_id)
    keys = [*([f"own:{token}"] if token else []), *thread_keys(mail, order, "")]
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=tuple(dict.fromkeys(keys)),
        also_keys=also_keys(mail),
        direction=Direction.OUTBOUND,
        kind=MessageKind.AGENT,
        author=Party(mail.sender.address, mail.sender.name),
        customer=Party(order or relay.relay_of(box.address for box in mail.to), ""),
        sent_at=raw.arrived_at,
        text=mail.text,
        subject=mail.subject,
        quoted_from=mail.quoted_from,
        files=files(mail),
        order_keys=(order,) if order else (),
        refs=refs(mail),
        own_key=token,
    )


def refusal(mail: ParsedMail, raw: RawMail) -> DeliveryNews | RemoteMessage:
    """The relay did not take a mail of ours; mostly because its sender is not on the seller's list."""
    bounce = mail.bounce
    named = (bounce.original_message_id if bounce else "") or next(iter(mail.in_reply_to), "")
    if bounce is None or not named or not bounce.permanent:
        return notice(mail, raw)
    stranger = NOT_REGISTERED.search(f"{bounce.status} {bounce.diagnostic} {mail.text[:2000]}")
    token = own_key(named)
    return DeliveryNews(
        refers_to=named,
        delivered=False,
        reason="walmart_sender_not_registered" if stranger else "bounced_for_good",
        at=raw.arrived_at,
        thread_keys=(f"own:{token}",) if token else (),
        remote_key=mail_key(mail),
    )


def notice(mail: ParsedMail, raw: RawMail) -> RemoteMessage:
    """A mail that only informs."""
    order = relay.order_of(mail)
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=(f"order:{order}", f"notices:{order}") if order else ("notices:",),
        direction=Direction.INBOUND,
        kind=MessageKind.SYSTEM,
        author=Party(mail.sender.address, mail.sender.name or "Walmart"),
        customer=Party(order, ""),
        sent_at=raw.arrived_at,
        text=mail.text,
        subject=mail.subject,
        files=files(mail),
        order_keys=(order,) if order else (),
        reply_refs={"no_reply": "walmart_notice"},
        refs=refs(mail),
    )


def mail_key(mail: ParsedMail) -> str:
    """The dedupe key."""
    return f"mid:{mail.message_id}" if mail.message_id else f"body:{mail.body_key}"


def refs(mail: ParsedMail) -> tuple[str, ...]:
    """By what later mails may name this one."""
    return (mail.message_id,) if mail.message_id else ()


def files(mail: ParsedMail) -> tuple[RemoteFile, ...]:
    """Attached files and photos."""
    return tuple(
        RemoteFile(
            part.name, part.content_type, part.size,
            mail_part=part.path, content_id=part.content_id, inline=part.inline,
        )
        for part in mail.parts
    )  # fmt: skip
