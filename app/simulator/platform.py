"""What one marketplace brings to the practice town: stores, names, mails, and a door that answers as it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Protocol

from app.simulator.inbound import Handed
from app.simulator.library import Person
from app.simulator.talk import Attachment, Conversation, Utterance
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

BaseAddress = Callable[[], str]
"""our own address, known once the server listens"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for, as the weather sees it."""

    name: str
    """faults are ordered by a part of it, and come in streaks by it"""
    page: bool
    """whether the answer is a list"""
    later: bool
    """whether it asks for a page beyond the first"""


class Door(Protocol):
    """One platform's hosts in one town. Keys and consents outlive a reset, the world does not."""

    def join(self, world: World) -> None:
        """A world begins."""
        ...

    def serve(self, request: Request, now: datetime) -> Response | None:
        """Answers a request below one of the platform's roots; None where nothing lives."""
        ...

    def line(self) -> Mapping[str, Json]:
        """What a client must know of the platform: addresses, application keys."""
        ...

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """What a client must know of one shop: the seller's consent."""
        ...

    def expire(self, owner: str) -> int:
        """Ends access tokens early, a seller's or ('') all; how many."""
        ...

    def revoke(self, owner: str) -> int:
        """A seller takes back his consent; how many were hit."""
        ...

    def file(self, name: str) -> Attachment | None:
        """A picture that was uploaded here, by its digest."""
        ...

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """The headers by which the platform's support finds a call again."""
        ...


class Dialect(Protocol):
    """How a platform words its troubles."""

    @property
    def lists(self) -> tuple[str, ...]:
        """Names of the lists in its answers, whose pages bad weather repeats, shuffles and shortens."""
        ...

    @property
    def misses(self) -> tuple[str, ...]:
        """Lists that may leave out an entry for once and show it at the next look."""
        ...

    def busy(self, request: Request, wait: int | None) -> Response:
        """Too many calls; `wait` in seconds where it says how long."""
        ...

    def broken(self, request: Request, status: int) -> Response:
        """An inner failure: 500 or 503."""
        ...

    def refused(self, request: Request) -> Response:
        """A final no to something we wanted to send."""
        ...

    def loop(self, body: dict[str, Json], request: Request) -> None:
        """Changes a page so that its next page is itself; leaves others alone."""
        ...


class Letters(Protocol):
    """How the mails of a platform look, and what its relay does with ours."""

    relay: str
    """a part of every address that its relay hears (`@marketplace.amazon.`); '' where it has none"""
    confirms: bool
    """whether it sends a copy of what we wrote"""

    def message_id(self, said: Utterance) -> str:
        """The Message-ID of a letter."""
        ...

    def letter(self, said: Utterance, mailbox: str) -> bytes:
        """A customer's or the platform's words as a mail."""
        ...

    def leads(self, talk: Conversation, address: str) -> bool:
        """Whether a relay address, lower case, belongs to a conversation."""
        ...

    def confirmation(self, said: Utterance, mailbox: str, at: datetime) -> bytes:
        """The copy of our own words."""
        ...

    def objection(self, talk: Conversation | None, handed: Handed, size: int) -> str:
        """Why the relay takes a mail of ours not; '' where it does."""
        ...

    def refusal(self, why: str, message_id: str, login: str, at: datetime, subject: str) -> bytes:
        """The mail that says so."""
        ...


@dataclass(frozen=True, slots=True)
class Platform:
    """Everything a world and a town need to know of one marketplace without asking which one it is."""

    channel: str
    stores: tuple[Shop, ...]
    handle: Callable[[Person, Shop, Random], str]
    """how it names a buyer"""
    order_number: Callable[[Shop, Random], str]
    conversation_id: Callable[[Random], str]
    open: Callable[[Random, BaseAddress], Door] | None = None
    dialect: Dialect | None = None
    letters: Letters | None = None
    hosts: Mapping[str, str] = field(default_factory=dict)
    """the real hosts and the path below which each lives here; a Host header of theirs is understood too"""
    roots: tuple[str, ...] = ()
    """paths below which its hosts live: `/ebay/`"""
    sign_in: tuple[str, ...] = ()
    """paths that deal in keys: no weather of listings there"""
    frail: tuple[str, ...] = ()
    """paths where an answer lost on its way costs the seller's consent: chance only stops calls there before they are
    served"""
    bare: tuple[tuple[str, str], ...] = ()
    """paths that name their host by themselves, for clients that can change the host but not the path"""
    asks: Callable[[Request], Asked] | None = None
    """where a request's path does not say which call it is"""
    kinds: tuple[str, ...] = ("message",)
    """shapes in which a crowd's messages come"""
    opens_cases: bool = False
    """whether a crowd's troubles open cases of their own"""
    waits: bool = False
    """whether `--hold` may keep its messages back: mail may be delivered long after it was written"""
    shapes_each: bool = False
    """whether each of a demo's messages has the shape its script names, not only the first"""
    notices: bool = False
    """whether the demo holds a message of the platform's own"""
    notifies: bool = False
    """whether returns, cancellations and claims are told by mail"""
