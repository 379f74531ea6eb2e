"""Mails about our own replies: copies that prove delivery, refusals that arrive late, and replies written elsewhere."""

import re

from app.connectors.amazon import relay
from app.connectors.amazon.names import copied_to
from app.connectors.amazon.naming import files, keys_of, mail_key
from app.connectors.contract import COPY, DeliveryNews, Item, RawMail, RemoteMessage
from app.connectors.mail_letters import own_key
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.mail import ParsedMail

BUYER = "BBC_MESSAGE_SENT_TO_MERCHANT"
OPTED_OUT = re.compile(r"buyer has chosen to opt out|opted out of", re.IGNORECASE)
UNDELIVERED = re.compile(r"unable to deliver the message you sent", re.IGNORECASE)


def refusal_of(mail: ParsedMail, raw: RawMail) -> DeliveryNews | None:
    """Amazon's `could not deliver`, minutes after its server took our mail."""
    opened = mail.text[:4000]
    opted, undelivered = OPTED_OUT.search(opened), UNDELIVERED.search(opened)
    bounce = mail.bounce
    if not opted and not undelivered and (bounce is None or not bounce.permanent):
        return None
    parents = [
        *mail.in_reply_to,
        *reversed(mail.references),
        mail.headers.get("x-original-messageid", "").strip("<> "),
    ]
    named = (bounce.original_message_id if bounce else "") or next((p for p in parents if p), "")
    if not named or relay.class_of(mail) == BUYER:
        return None
    token = own_key(named)
    return DeliveryNews(
        refers_to=named,
        delivered=False,
        reason="amazon_opted_out" if opted else "amazon_undelivered" if undelivered else "bounced_for_good",
        at=raw.arrived_at,
        thread_keys=(f"own:{token}",) if token else (),
        remote_key=mail_key(mail),
    )


def own_copy(mail: ParsedMail, raw: RawMail) -> tuple[Item, ...]:
    """Amazon's copy of a reply of ours: proof of delivery, and the reply itself where it was written
    elsewhere."""
    named = [*mail.in_reply_to, *mail.references, mail.headers.get("x-original-messageid", "").strip("<> ")]
    own = next((one for one in named if own_key(one)), "")
    if own:
        return (
            DeliveryNews(
                own,
                delivered=True,
                at=raw.arrived_at,
                thread_keys=(f"own:{own_key(own)}",),
                remote_key=mail_key(mail),
            ),
        )
    name = copied_to(mail.subject)
    words, sure = relay.words_of(mail)
    alias = relay.alias_of(box.address for box in (*mail.reply_to, *mail.to))
    join, _ = keys_of(relay.case_in_links(mail.links), alias, relay.orders_of(mail))
    return (
        RemoteMessage(
            remote_key=f"{COPY}{mail_key(mail)}",
            thread_keys=(*join, *([f"weak:name:{name.casefold()}"] if name else [])),
            direction=Direction.OUTBOUND,
            kind=MessageKind.AGENT,
            author=Party("", ""),
            customer=Party(alias.base if alias else "", name),
            sent_at=raw.arrived_at,
            text=words,
            subject=mail.subject,
            refs=(mail.message_id,) if mail.message_id else (),
            low_confidence=not sure,
        ),
    )


def written_elsewhere(mail: ParsedMail, raw: RawMail) -> RemoteMessage:
    """A mail of ours to a buyer in the Sent folder: from here, or from another mail program."""
    alias = relay.alias_of(box.address for box in mail.to)
    join, also = keys_of(alias.case if alias else "", alias, relay.orders_of(mail))
    token = own_key(mail.message_id)
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=(*([f"own:{token}"] if token else []), *join),
        also_keys=also,
        direction=Direction.OUTBOUND,
        kind=MessageKind.AGENT,
        author=Party(mail.sender.address, mail.sender.name),
        customer=Party(alias.base if alias else "", next((box.name for box in mail.to), "")),
        sent_at=raw.arrived_at,
        text=mail.text,
        subject=mail.subject,
        quoted_from=mail.quoted_from,
        files=files(mail),
        order_keys=relay.orders_of(mail),
        refs=(mail.message_id,) if mail.message_id else (),
        own_key=token,
    )
