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
from typing import Protocol, runtime_checkable

from app.connectors.items import (
    COPY,
    DeliveryNews,
    FolderNews,
    Item,
    ItemPicture,
    MailPlace,
    NoResponseNeeded,
    RawMail,
    RemoteFile,
    RemoteMessage,
    Unreadable,
    holds_for,
)
from app.connectors.outgoing import (
    Ability,
    Capabilities,
    Found,
    FoundSent,
    OffersForms,
    Outbound,
    OutboundFile,
    forms_of,
)
from app.domain.errors import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.domain.folders import MailFolder
from app.domain.forms import Form
from app.domain.mail import ParsedMail
from app.domain.orders import AfterSale, OrderSnapshot
from app.domain.outbox import Receipt
from app.domain.shops import Shop, Site
from app.net.tokens import TokenKeeper

__all__ = [
    "COPY",
    "Ability",
    "AfterSale",
    "AuthExpired",
    "Capabilities",
    "DeliveryNews",
    "FindsOrders",
    "FolderNews",
    "Form",
    "Found",
    "FoundSent",
    "GoesFurtherBack",
    "HasFolders",
    "Item",
    "ItemPicture",
    "MailPlace",
    "MailProfile",
    "NoResponseNeeded",
    "OffersForms",
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
    "Unserved",
    "forms_of",
    "holds_for",
]


class StreamMode(StrEnum):
    """Live items start clocks and notifications; backfilled ones start nothing."""

    LIVE = "live"
    BACKFILL = "backfill"
    ASKED = "asked"
    """pulled only when a person asks: the platform forbids more. What it brings is as new as what is live."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Something that can be pulled, with its own cursor."""

    name: str
    """stable key of the cursor, such as `messages`, `orders`, `folder:INBOX`"""
    mode: StreamMode
    period: timedelta
    """how long to rest after the last page"""
    quick: timedelta | None = None
    """how long to rest while customers are writing; None: as always"""
    idle: timedelta | None = None
    """how long to rest when nobody has written for long; None: as always"""


@dataclass(frozen=True, slots=True)
class ShopIdentity:
    """Whose shop a login opens, as the platform itself says, and what was found out on the way."""

    remote_key: str
    title: str
    report: tuple[tuple[str, bool, str], ...] = ()
    """(what was tried, whether it worked, key of the reason): `imap`, `smtp`, `orders` …; a reason beside True says
    what the shop does without"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """things worth keeping in the shop's settings, such as marketplace ids or folders"""
    sites: tuple[Site, ...] = ()
    """where the login sells, on a platform whose sites are shops of their own; its items then say theirs"""
    also: tuple[str, ...] = ()
    """what else the platform calls the seller: the numbers of his other shops"""

    @property
    def keys(self) -> frozenset[str]:
        """Everything by which shops of this seller may be known here."""
        return frozenset((self.remote_key, *self.also))


@dataclass(frozen=True, slots=True)
class Page:
    """One finite step of pulling: items in any order, and the cursor that is stored together with them."""

    items: tuple[Item, ...]
    next_cursor: str
    more: bool
    """another page is waiting; False means rest for the stream's period"""
    progress: tuple[int, int] | None = None
    """(done, all) of a backfill, where the other side tells"""
    rest: timedelta | None = None
    """rest at least so long, whatever the stream's period: the day's calls run out"""


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


@runtime_checkable
class HasFolders(Protocol):
    """What a source has beside the contract where an agent says which parts of a mailbox are fetched."""

    def folders(self) -> tuple[MailFolder, ...]:
        """Every folder that mail may lie in. Raises the contract's errors."""
        ...


@runtime_checkable
class GoesFurtherBack(Protocol):
    """What a source has beside the contract where its past can be fetched from where it stopped, for longer."""

    def further_back(self, cursor: str) -> str | None:
        """The cursor of a stream of the past, made to go on; None: it must begin anew. Asks nobody."""
        ...


@runtime_checkable
class FindsOrders(Protocol):
    """What a source has beside the contract where its platform can be asked for one order by its number."""

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        """The order, with what its lists would tell of it; nothing where the platform has no such order, None where
        this login may not ask. Raises the contract's errors; Rejected means that asking again will not help."""
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


@dataclass(frozen=True, slots=True)
class Unserved:
    """A mail of this channel, for a site that none of the mailbox's shops is."""

    site: str
    """the site's name, as people say it"""


class MailProfile(Protocol):
    """How the mails of one channel look; the first profile that claims a mail maps it."""

    channel: str

    def claims(self, mail: ParsedMail) -> bool:
        """Whether the mail belongs to this channel."""
        ...

    def chooses(self, mail: ParsedMail, shops: tuple[Shop, ...]) -> Shop | Unserved | None:
        """Which of this channel's shops on the mailbox it belongs to; None hands it to the next profile."""
        ...

    def map(self, mail: ParsedMail, raw: RawMail, shop: Shop) -> tuple[Item, ...]:
        """What the mail means: messages, news about our own, after-sale facts, or nothing."""
        ...
