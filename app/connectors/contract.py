"""The contract every channel keeps: what it is given, what it may answer, and how it may fail.

A channel has two doors. A *source* is pulled: one login, several streams, each with a cursor of its own. A
*sender* sends for one shop. Both return values and store nothing; both are called from one thread at a time.

They fail with five errors and no others (defined in `app/domain/errors.py`): AuthExpired, Rejected,
Unreachable, RateLimited, Surprise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.domain.conversations import Direction, MessageKind
from app.domain.customers import Party
from app.domain.errors import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.domain.mail import ParsedMail
from app.domain.orders import AfterSale, OrderSnapshot
from app.domain.outbox import Receipt
from app.domain.shops import Shop
from app.net.tokens import TokenKeeper

__all__ = [
    "Ability",
    "AfterSale",
    "AuthExpired",
    "Capabilities",
    "DeliveryNews",
    "Found",
    "FoundSent",
    "Item",
    "ItemPicture",
    "MailProfile",
    "NoResponseNeeded",
    "OrderSnapshot",
    "Outbound",
    "OutboundFile",
    "Page",
    "RateLimited",
    "RawMail",
    "Receipt",
    "Rejected",
    "RemoteFile",
    "RemoteMessage",
    "Sender",
    "ShopIdentity",
    "Source",
    "Stream",
    "StreamMode",
    "Surprise",
    "TokenKeeper",
    "Unreachable",
    "Unreadable",
    "holds_for",
]
WEAK = {"weak": timedelta(days=7), "weak30": timedelta(days=30)}


def holds_for(thread_key: str) -> timedelta | None:
    """How recent a conversation's last message must be for a key to join it; None: the key holds for ever."""
    return WEAK.get(thread_key.partition(":")[0])


class StreamMode(StrEnum):
    """Live items start clocks and notifications; backfilled ones start nothing."""

    LIVE = "live"
    BACKFILL = "backfill"


@dataclass(frozen=True, slots=True)
class Stream:
    """Something that can be pulled, with its own cursor."""

    name: str
    """stable key of the cursor, such as `messages`, `orders`, `folder:INBOX`"""
    mode: StreamMode
    period: timedelta
    """how long to rest after the last page"""


@dataclass(frozen=True, slots=True)
class ShopIdentity:
    """Whose shop a login opens, as the platform itself says, and what was found out on the way."""

    remote_key: str
    title: str
    report: tuple[tuple[str, bool, str], ...] = ()
    """(what was tried, whether it worked, key of the reason): `imap`, `smtp`, `orders` …"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """things worth keeping in the shop's settings, such as marketplace ids or folders"""


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
    own_key: str = ""
    """`Outbound.key` where the message carries our own marker: it *is* that reply, not another one"""


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


Item = (
    RemoteMessage
    | OrderSnapshot
    | AfterSale
    | DeliveryNews
    | NoResponseNeeded
    | ItemPicture
    | RawMail
    | Unreadable
)


@dataclass(frozen=True, slots=True)
class Page:
    """One finite step of pulling: items in any order, and the cursor that is stored together with them."""

    items: tuple[Item, ...]
    next_cursor: str
    more: bool
    """another page is waiting; False means rest for the stream's period"""
    progress: tuple[int, int] | None = None
    """(done, all) of a backfill, where the other side tells"""


@dataclass(frozen=True, slots=True)
class OutboundFile:
    """A file to send."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outbound:
    """A reply ready to leave. Everything that must be the same at a second look is fixed in here."""

    key: str
    """our own id of this reply as 32 hex digits; channels with a marker carry it (Message-ID)"""
    text: str
    customer: Party
    thread_key: str
    subject: str
    reply_refs: Mapping[str, str]
    queued_at: datetime
    files: tuple[OutboundFile, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    order_key: str = ""
    item_ref: str = ""


class Found(StrEnum):
    """Answer to: did our reply arrive?"""

    YES = "yes"
    NO = "no"
    """provably absent: the listing is complete"""
    UNSURE = "unsure"
    """no match, but the listing proves nothing; or several matches"""


@dataclass(frozen=True, slots=True)
class FoundSent:
    """What a look into the conversation showed."""

    found: Found
    remote_key: str = ""
    at: datetime | None = None


class Ability(StrEnum):
    """What a shop can do beyond receiving and sending text."""

    READS_ORDERS = "reads_orders"
    FINDS_SENT = "finds_sent"
    MOVES_FILES = "moves_files"
    MARKS_READ = "marks_read"
    STARTS_CONVERSATIONS = "starts_conversations"
    SENDS_COPIES = "sends_copies"
    """Cc, Bcc and forward"""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this shop can do now, and why not for the rest (keys for words.py)."""

    can: frozenset[Ability]
    cannot: Mapping[Ability, str] = field(default_factory=dict)


class Source(Protocol):
    """A login that is pulled."""

    def check(self) -> ShopIdentity:
        """Proves the login with a real call. Raises AuthExpired, Unreachable, Rejected or Surprise."""
        ...

    def streams(self) -> tuple[Stream, ...]:
        """What can be pulled."""
        ...

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One finite step. `None` is the very first pull. Raises the contract's errors and nothing else."""
        ...

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """Waits for news where the channel can tell (IDLE); False at once where it cannot. Interruptible by
        `close`."""
        ...

    def close(self) -> None:
        """Drops the line; a waiting thread returns."""
        ...


class Sender(Protocol):
    """A shop's way out."""

    def capabilities(self) -> Capabilities:
        """What this shop can do now."""
        ...

    def send(self, outbound: Outbound) -> Receipt:
        """One attempt: fresh connection, no redirects, no retries. Never raises for an outcome."""
        ...

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks for our reply among the conversation's own messages. `since` is when sending began; `owned`
        are remote keys that other replies of ours already hold. May raise Unreachable, RateLimited or
        AuthExpired."""
        ...

    def settle(self, outbound: Outbound) -> None:
        """What is left to do some 10 s after a `sent` receipt was stored: mail files a copy in Sent where the
        server did not. May raise Unreachable or AuthExpired; never sends anything to anybody."""
        ...

    def fetch_file(self, url: str) -> bytes:
        """Bytes of an attachment or picture that the channel named by address."""
        ...

    def mark_read(self, thread_key: str) -> None:
        """Tells the platform that we have read; nothing where it cannot be told."""
        ...

    def close(self) -> None:
        """Drops the line."""
        ...


class MailProfile(Protocol):
    """How the mails of one channel look; the first profile that claims a mail maps it."""

    channel: str

    def claims(self, mail: ParsedMail) -> bool:
        """Whether the mail belongs to this channel."""
        ...

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | None:
        """Which of this channel's shops on the mailbox it belongs to; None hands it to the next profile."""
        ...

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        """What the mail means: messages, news about our own, after-sale facts, or nothing."""
        ...
