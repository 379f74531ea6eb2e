"""What channels bring: messages, mails, facts about orders, news about our own replies, and what could not be read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.cards import Card
from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.mail import mail_name
from app.domain.orders import AfterSale, OrderSnapshot

COPY = "copy:"
"""Begins the remote key of a platform's copy of something we wrote: the letter itself may lie in Sent as well."""
WEAK = {"weak": timedelta(days=7), "weak30": timedelta(days=30)}


def holds_for(thread_key: str) -> timedelta | None:
    """How recent a conversation's last message must be for a key to join it; None: the key holds for ever."""
    return WEAK.get(thread_key.partition(":")[0])


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """An attachment as a channel offers it: bytes already here, a part of a raw mail, or an address to
    fetch."""

    name: str
    content_type: str
    size: int = 0
    content: bytes | None = field(default=None, repr=False)
    url: str = ""
    mail_part: str = ""
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class MailPlace:
    """Where a mail lies in its mailbox."""

    folder: str
    epoch: int
    """UIDVALIDITY"""
    uid: int
    answered: bool
    """marked as answered, by whichever mail program"""


@dataclass(frozen=True, slots=True)
class RemoteMessage:
    """One utterance as a channel reported it, ours or the customer's."""

    remote_key: str
    """unique within the shop: the dedupe key"""
    thread_keys: tuple[str, ...]
    """Names of the conversation, strongest first: a message joins the first conversation that owns one of
    them, and the conversation owns all of them afterwards. `own:<Outbound.key>` names a reply of ours: a
    conversation owns one for every reply sent from it. `weak:` and `weak30:` join only for a while, see
    `holds_for`."""
    direction: Direction
    kind: MessageKind
    author: Party
    customer: Party
    """the person on the other side, also on our own messages"""
    sent_at: datetime
    text: str
    subject: str = ""
    quoted_from: int | None = None
    files: tuple[RemoteFile, ...] = ()
    order_keys: tuple[str, ...] = ()
    """order numbers named by the platform itself (subject, reference), never guessed from the text"""
    item_ref: str = ""
    """listing or product the message is about, where there is no order"""
    country: str = ""
    language: str = ""
    """as the customer's own side stated it, never guessed from a site or the words; '' where nobody said"""
    reply_refs: Mapping[str, str] = field(default_factory=dict)
    """what a reply must carry later: addresses, message ids, subject"""
    refs: tuple[str, ...] = ()
    """ids by which later mails may refer to this one (RFC 5322 Message-ID …)"""
    low_confidence: bool = False
    """the mapping guessed: show a way to the original"""
    tags: tuple[str, ...] = ()
    """topics that the platform names itself, as keys"""
    raw_key: str = ""
    """where the raw bytes lie in the blob store, for `show original`"""
    also_keys: tuple[str, ...] = ()
    """names the conversation gets, but by which this message does not choose it (a buyer's name, an alias)"""
    cards: tuple[Card, ...] = ()
    """what was sent beside words: items, orders, stickers, and what we have never heard of"""
    site: str = ""
    """the platform's site, where one login serves several shops"""
    old: bool = False
    """came along with something new, for the agent to read: starts no clock, no notification, no unread mark"""
    own_key: str = ""
    """`Outbound.key` where the message carries our own marker: it *is* that reply, not another one"""
    lies_at: MailPlace | None = None


@dataclass(frozen=True, slots=True)
class DeliveryNews:
    """Something became known about a message of ours after it was accepted."""

    refers_to: str
    """one of the refs or the remote key of our message"""
    delivered: bool
    reason: str = ""
    at: datetime | None = None
    thread_keys: tuple[str, ...] = ()
    remote_key: str = ""
    """id of the news itself, so that it counts once"""
    site: str = ""
    """the platform's site, where one login serves several shops"""


@dataclass(frozen=True, slots=True)
class NoResponseNeeded:
    """The platform itself says that a conversation needs no answer."""

    thread_keys: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail as the server holds it; the ingest step has it parsed and routed by the mail profiles."""

    folder: str
    uid: int
    epoch: int
    """UIDVALIDITY"""
    arrived_at: datetime
    """INTERNALDATE: the clock's base, since the Date header can be forged"""
    content: bytes = field(repr=False)
    flags: tuple[str, ...] = ()
    sent_folder: bool = False
    resync: bool = False
    """Perhaps seen before: the server renumbered the folder. Starts no clock, no notification, no unread."""
    truncated: bool = False
    """too large: only its beginning was fetched"""

    @property
    def name(self) -> str:
        """Where it lies, as the quarantine names it."""
        return mail_name(self.folder, self.epoch, self.uid)


@dataclass(frozen=True, slots=True)
class FolderNews:
    """What became of mails that were read before: those that are gone are only marked, never dropped."""

    folder: str
    epoch: int
    present: frozenset[int] | None = None
    """every mail that the folder holds; None where that was not asked"""
    answered: Mapping[int, bool] = field(default_factory=dict)
    """mails whose mark was looked at"""


@dataclass(frozen=True, slots=True)
class ItemPicture:
    """The picture of a product; fills every order line of the shop with this `item_ref`."""

    item_ref: str
    url: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An item that could not be understood: kept whole, shown in the quarantine list, tried again later."""

    remote_key: str
    reason: str
    content: bytes = field(repr=False)


def unreadable_message(place: str, number: str, content: bytes) -> Unreadable:
    """A message without what every one has: under its number, else under the digest of what came."""
    return Unreadable(
        f"{place}/{number or hashlib.sha256(content).hexdigest()[:32]}", "message_incomplete", content
    )


Item = (
    RemoteMessage
    | OrderSnapshot
    | AfterSale
    | DeliveryNews
    | NoResponseNeeded
    | FolderNews
    | ItemPicture
    | RawMail
    | Unreadable
)
