"""What leaves through a channel, what its sending proved, and what a shop can do."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.domain.cards import Card
from app.domain.customers import Party
from app.domain.forms import Form


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
    card: Card | None = None
    """an item or an order to show instead of words"""
    form: str = ""
    """the platform's own kind of message, where it has several and lets one choose (`Form.key`); '': plain words"""


def words_of(outbound: Outbound) -> str:
    """The text as it leaves."""
    return unicodedata.normalize("NFC", outbound.text).strip()


def things_in(outbound: Outbound) -> int:
    """How many things a reply is: words, files and a card, of which some platforms take one at a time."""
    return len(outbound.files) + bool(words_of(outbound)) + (outbound.card is not None)


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
    marked: bool = False
    """recognised by our own mark in it, not only by its words"""


def only_match(matches: Mapping[str, datetime], *, telling: bool = True) -> FoundSent:
    """What a complete list proves: one match is ours, none proves absence, several prove nothing; neither does one
    that is not `telling`, such as a picture that looks like any other."""
    if len(matches) == 1 and telling:
        number, at = next(iter(matches.items()))
        return FoundSent(Found.YES, number, at)
    return FoundSent(Found.UNSURE if matches else Found.NO)


class Ability(StrEnum):
    """What a shop can do beyond receiving and sending text."""

    READS_ORDERS = "reads_orders"
    FINDS_SENT = "finds_sent"
    MOVES_FILES = "moves_files"
    MARKS_READ = "marks_read"
    STARTS_CONVERSATIONS = "starts_conversations"
    SENDS_COPIES = "sends_copies"
    """Cc, Bcc and forward"""
    READS_MESSAGES = "reads_messages"
    SENDS_MESSAGES = "sends_messages"
    SENDS_CARDS = "sends_cards"
    SENDS_FORMS = "sends_forms"
    """has kinds of messages of its own, see `Form`"""
    ACTS_ON_ORDERS = "acts_on_orders"
    HEARS_AT_ONCE = "hears_at_once"
    """new messages come without asking for them"""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this shop can do now, and why not for the rest (keys for words.py)."""

    can: frozenset[Ability]
    cannot: Mapping[Ability, str] = field(default_factory=dict)


@runtime_checkable
class OffersForms(Protocol):
    """What a sender has beside the contract where its platform has kinds of messages of its own (`SENDS_FORMS`)."""

    def forms(self, order_key: str) -> tuple[Form, ...]:
        """The platform's kinds of messages for this order: those it offers now, and why not for the others; nothing
        where it has none. May raise the contract's errors."""
        ...


def forms_of(sender: object, order_key: str) -> tuple[Form, ...]:
    """The kinds of messages that a shop may send about an order now; a channel that has none says nothing of it."""
    return sender.forms(order_key) if isinstance(sender, OffersForms) else ()
