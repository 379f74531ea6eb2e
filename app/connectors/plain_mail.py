"""What a plain mail means: who wrote, which conversation it belongs to, and whether it is somebody writing at
all. For every channel whose customers write from addresses of their own.

A conversation's names, strongest first: the ids the mail answers, our own token in an id or plus address, a
number in the subject together with the sender, and for seven days the same sender with the same subject.
Never the subject alone.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from app.connectors.contract import DeliveryNews, Item, RawMail, RemoteFile, RemoteMessage
from app.connectors.mail_letters import own_key
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.mail import AutoKind, Mailbox, ParsedMail
from app.domain.shops import Shop

_PLUS = re.compile(r"\+([0-9a-f]{32})@")
_NUMBER = re.compile(r"\[#(\d{1,12})\]")
_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|sv|antw|ant|odp|fwd?|fw|wg|tr|rv|enc|res|rif|i|r|vs|vb|ynt|ilt|回复|答复|转发|回覆|轉寄|返信|転送)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)",
    re.IGNORECASE,
)
KINDS = {
    AutoKind.NONE: MessageKind.CUSTOMER,
    AutoKind.AUTO_REPLY: MessageKind.AUTO_REPLY,
    AutoKind.BOUNCE: MessageKind.BOUNCE,
    AutoKind.BULK: MessageKind.SYSTEM,
}


def item_of(mail: ParsedMail, raw: RawMail, ours: frozenset[str]) -> Item:
    """A mail as a message, or as news about one of ours."""
    if mail.bounce is not None:
        return bounced(mail, raw)
    outgoing = raw.sent_folder or mail.sender.address in ours
    return written(mail, raw, ours) if outgoing else received(mail, raw, ours)


def own_addresses(shop: Shop) -> frozenset[str]:
    """The shop's addresses and aliases."""
    texts = (shop.remote_key, shop.settings.get("address", ""), *shop.settings.get("aliases", "").split())
    return frozenset(text.lower() for text in texts if "@" in text)


def normalised(subject: str) -> str:
    """The bare subject, case folded; answers and forwards of it give the same."""
    text = " ".join(subject.split())[:500]
    while True:
        shorter = _PREFIX.sub("", text, count=1)
        if shorter == text:
            return text.casefold()
        text = shorter


def addresses(mail: ParsedMail) -> frozenset[str]:
    """Every address a mail names, with and without what follows a plus."""
    named = {box.address for box in (*mail.to, *mail.cc, mail.sender)} | set(mail.delivered_to)
    return frozenset(named | {without_tag(address) for address in named})


def without_tag(address: str) -> str:
    """`shop+tag@…` as `shop@…`."""
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def mail_key(mail: ParsedMail) -> str:
    """The dedupe key: the Message-ID, or the content where it has none."""
    return f"mid:{mail.message_id}" if mail.message_id else f"body:{mail.body_key}"


def thread_keys(mail: ParsedMail, other: str) -> tuple[str, ...]:
    """The conversation's names, strongest first; the mail's own id first of all, for answers that came before
    it."""
    parents = (*mail.in_reply_to, *reversed(mail.references))
    tokens = [own_key(parent) for parent in (mail.message_id, *parents)]
    tokens += [found.group(1) for box in mail.to if (found := _PLUS.search(box.address))]
    number = _NUMBER.search(mail.subject)
    subject = normalised(mail.subject)
    keys = [
        *([f"mid:{mail.message_id}"] if mail.message_id else []),
        *(f"mid:{parent}" for parent in parents),
        *(f"own:{token}" for token in tokens if token),
        *([f"tag:{number.group(1)}|{other}"] if number and other else []),
        *([f"weak:{other}|{subject}"] if other and subject else []),
    ]
    return tuple(dict.fromkeys(keys))


def first_foreign(boxes: Iterable[Mailbox], ours: frozenset[str]) -> Mailbox | None:
    """The first address that is not ours."""
    return next((box for box in boxes if box.address and without_tag(box.address) not in ours), None)


def said_at(mail: ParsedMail, raw: RawMail) -> datetime:
    """When a mail was written. The Date header is believed only where it fits the arrival: it can be
    forged."""
    if mail.date is not None and raw.sent_folder and abs(mail.date - raw.arrived_at) < timedelta(days=1):
        return mail.date
    return raw.arrived_at


def received(mail: ParsedMail, raw: RawMail, ours: frozenset[str]) -> RemoteMessage:
    """A mail from outside."""
    answer_to = first_foreign(mail.reply_to, ours) or mail.sender
    # A form on a web site writes from our own address and names the customer in Reply-To.
    customer = (
        answer_to if without_tag(mail.sender.address) in ours or not mail.sender.address else mail.sender
    )
    party = Party(customer.address, customer.name or mail.sender.name)
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=thread_keys(mail, customer.address),
        direction=Direction.INBOUND,
        kind=KINDS[mail.auto],
        author=party,
        customer=party,
        sent_at=said_at(mail, raw),
        text=mail.text,
        subject=mail.subject,
        quoted_from=mail.quoted_from,
        files=files(mail),
        language=stated_language(mail),
        reply_refs={
            "to": answer_to.address,
            "message_id": mail.message_id,
            "references": " ".join(mail.references),
            "subject": mail.subject,
            "cc": " ".join(box.address for box in mail.cc if without_tag(box.address) not in ours),
        },
        refs=(mail.message_id,) if mail.message_id else (),
        low_confidence=bool(mail.problems),
    )


def written(mail: ParsedMail, raw: RawMail, ours: frozenset[str]) -> RemoteMessage:
    """A mail of ours, written here or elsewhere."""
    other = first_foreign((*mail.to, *mail.cc), ours) or Mailbox("", "")
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=thread_keys(mail, other.address),
        direction=Direction.OUTBOUND,
        kind=MessageKind.AUTO_REPLY if mail.auto is AutoKind.AUTO_REPLY else MessageKind.AGENT,
        author=Party(mail.sender.address, mail.sender.name),
        customer=Party(other.address, other.name),
        sent_at=said_at(mail, raw),
        text=mail.text,
        subject=mail.subject,
        quoted_from=mail.quoted_from,
        files=files(mail),
        refs=(mail.message_id,) if mail.message_id else (),
        own_key=own_key(mail.message_id),
    )


def stated_language(mail: ParsedMail) -> str:
    """What the customer's own mail program names as the language; '' where it names none or several."""
    named = {
        part.strip().partition("-")[0].lower() for part in mail.headers.get("content-language", "").split(",")
    }
    one = named.pop() if len(named) == 1 else ""
    return one if len(one) == 2 and one.isascii() and one.isalpha() else ""


def bounced(mail: ParsedMail, raw: RawMail) -> Item:
    """A delivery report as news about the mail it speaks of; as a message where it names none."""
    report = mail.bounce
    parents = (*mail.in_reply_to, *mail.references)
    original = (report.original_message_id if report else "") or next(iter(parents), "")
    if report is None or not original or report.action in ("delayed", "expanded"):
        return system_notice(mail, raw)
    return DeliveryNews(
        refers_to=original,
        delivered=report.action in ("delivered", "relayed"),
        reason="bounced_for_good" if report.permanent else "bounced_for_now",
        at=raw.arrived_at,
        thread_keys=tuple(
            dict.fromkeys(
                f"{kind}:{key}" for kind, key in (("own", own_key(original)), ("mid", original)) if key
            )
        ),
        remote_key=mail_key(mail),
    )


def system_notice(mail: ParsedMail, raw: RawMail) -> RemoteMessage:
    """A mail from a machine that says nothing final."""
    party = Party(mail.sender.address, mail.sender.name)
    return RemoteMessage(
        remote_key=mail_key(mail),
        thread_keys=thread_keys(mail, mail.sender.address),
        direction=Direction.INBOUND,
        kind=MessageKind.BOUNCE if mail.bounce else MessageKind.SYSTEM,
        author=party,
        customer=party,
        sent_at=raw.arrived_at,
        text=mail.text,
        subject=mail.subject,
        refs=(mail.message_id,) if mail.message_id else (),
    )


def files(mail: ParsedMail) -> tuple[RemoteFile, ...]:
    """Attachments and inline pictures, to be cut out of the raw mail when somebody wants them."""
    return tuple(
        RemoteFile(
            part.name,
            part.content_type,
            part.size,
            mail_part=part.path,
            content_id=part.content_id,
            inline=part.inline,
        )
        for part in mail.parts
    )
