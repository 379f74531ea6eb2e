"""What is said in the practice world: conversations, utterances, and the pictures that go with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from app.simulator.trade import Customer, Order, Product, Shop

CUSTOMER = "customer"
SHOP = "shop"
PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels with an utterance; `cid` where the text shows it inline."""

    name: str
    media_type: str
    data: bytes
    cid: str = ""
    url: str = ""
    """Where we said it lies, when we sent it as a link."""

    @property
    def sha256(self) -> str:
        """The digest by which the oracle names it."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True, eq=False)
class Utterance:
    """One message of the truth. `visible` may lie after `at`: lists of the platform lag behind."""

    id: str
    conversation: Conversation = field(repr=False)
    author: str
    at: datetime
    visible: datetime
    text: str
    language: str = ""
    kind: str = "message"
    """The shape the channel gives it: message, photo_only, broken_name, stripped, cs_on_behalf, gmail,
    outlook, html, bad_charset, auto_reply, newsletter, …"""
    attachments: tuple[Attachment, ...] = ()
    read: bool = False
    message_id: str = ""
    """RFC 5322 Message-ID where it travels by mail."""
    subject: str = ""
    raw: bytes = b""
    """Our mail as handed over, where a letter answering it must quote it."""


@dataclass(slots=True, eq=False)
class Conversation:
    """All utterances with one customer about one matter in one shop."""

    key: str
    number: int
    """Counts conversations; all numbers of its messages come from it."""
    id: str
    """The platform's id: eBay conversation number, Amazon case uuid, or the first Message-ID."""
    shop: Shop
    customer: Customer
    topic: str
    subject: str
    opened: datetime
    order: Order | None = None
    product: Product | None = None
    utterances: list[Utterance] = field(default_factory=list)
    status: str = "ACTIVE"
    closed_without_reply: bool = False
    """Someone pressed "No response needed"."""
    opted_out: bool = False
    """The buyer takes no messages: what we send is refused minutes later."""

    def last_from(self, author: str) -> Utterance | None:
        """The newest utterance of one side."""
        return next((said for said in reversed(self.utterances) if said.author == author), None)
