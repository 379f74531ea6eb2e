"""Walmart in the practice town: one store, the Marketplace API, a relay that knows its sellers' addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import walmart_letter, walmart_login
from app.simulator.inbound import Handed
from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.sites import WALMART
from app.simulator.talk import PLATFORM as WALMART_ITSELF
from app.simulator.talk import Attachment, Conversation, Utterance
from app.simulator.trade import Shop
from app.simulator.walmart_api import WalmartApi
from app.simulator.walmart_storm import WalmartDialect
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

BOX = "walmart@northshore.example"
RELAY_MAX = 10 * 1024 * 1024
STORES = (
    Shop(
        "walmart-us",
        "walmart",
        "Walmart US",
        WALMART["US"],
        "10001204",
        "Northshore Home US",
        BOX,
        frozenset({BOX}),
    ),
)


class WalmartDoor:
    """The Marketplace host; every seller has keys of his own."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = walmart_login.grants(keys)
        self.clients = {shop.seller: self.keys.register() for shop in STORES}
        self.owners = {client: seller for seller, (client, _) in self.clients.items()}

    def join(self, world: World) -> None:
        """A world begins."""
        self.api = WalmartApi(world, self.keys, self.owners, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """One host."""
        return self.api.handle(request.under(request.path.removeprefix("/walmart")), now)

    def line(self) -> Mapping[str, Json]:
        """Where it answers."""
        return {"api": f"{self.base()}/walmart"}

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The seller's keys, as the developer portal shows them."""
        client, password = self.clients[shop.seller]
        return {"client_id": client, "client_secret": password}

    def expire(self, owner: str) -> int:
        """Ends access tokens early."""
        return self.keys.expire(owner)

    def revoke(self, owner: str) -> int:
        """A seller deletes his keys."""
        gone = [
            client
            for client, seller in self.owners.items()
            if seller == owner and client in self.keys.clients
        ]
        for client in gone:
            del self.keys.clients[client]
        self.keys.expire(owner)
        return len(gone)

    def file(self, name: str) -> Attachment | None:
        """Nothing is uploaded by address."""
        return None

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """Our own number of the call comes back."""
        return (("WM_QOS.CORRELATION_ID", request.header("wm_qos.correlation_id") or mark),)


class RelayLetters:
    """Walmart's relay: an address for each mail, a list of senders it knows, 10 MB."""

    relay = f"@{walmart_letter.RELAY}"
    confirms = False

    def message_id(self, said: Utterance) -> str:
        """The Message-ID of a letter."""
        return walmart_letter.message_id(said)

    def letter(self, said: Utterance, mailbox: str) -> bytes:
        """A customer's or Walmart's own words as a mail."""
        write = (
            walmart_letter.platform_letter
            if said.author == WALMART_ITSELF
            else walmart_letter.customer_letter
        )
        return write(said, mailbox)

    def leads(self, talk: Conversation, address: str) -> bool:
        """The order's address, or that of any mail so far."""
        mine = (walmart_letter.address(said).lower() for said in talk.utterances)
        return talk.customer.handle == address or address in mine

    def confirmation(self, said: Utterance, mailbox: str, at: datetime) -> bytes:
        """Nobody confirms."""
        return b""

    def objection(self, talk: Conversation | None, handed: Handed, size: int) -> str:
        """Why a mail of ours is not carried on."""
        if talk is None:
            return "unknown"
        if handed.sender not in talk.shop.approved:
            return "not_approved"
        return "too_large" if size > RELAY_MAX else ""

    def refusal(self, why: str, message_id: str, login: str, at: datetime, subject: str) -> bytes:
        """The report that says so."""
        return walmart_letter.refusal(why, message_id, login, at)


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """The relay address that stands in an order."""
    return f"{rng.getrandbits(128):032x}@{walmart_letter.RELAY}"


def order_number(shop: Shop, rng: Random) -> str:
    """13 digits: the number customers know."""
    return str(rng.randrange(5 * 10**12, 7 * 10**12))


def conversation_id(rng: Random) -> str:
    """Nobody sees one; a number of our own."""
    return f"{rng.getrandbits(64):016x}"


PLATFORM = Platform(
    channel="walmart",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=WalmartDoor,
    dialect=WalmartDialect(),
    letters=RelayLetters(),
    hosts={"marketplace.walmartapis.com": "/walmart", "sandbox.walmartapis.com": "/walmart"},
    roots=("/walmart/",),
    sign_in=("/walmart/v3/token",),
    bare=(("/v3/orders", "/walmart"), ("/v3/returns", "/walmart"), ("/v3/token", "/walmart")),
    kinds=("message",) * 5 + ("care",),
    opens_cases=True,
    waits=True,
)
