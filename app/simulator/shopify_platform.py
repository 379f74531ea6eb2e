"""Shopify in the practice town: one shop of our own with an ordinary mailbox and the Admin API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import shopify_letter
from app.simulator.library import Person
from app.simulator.mail_platform import PlainLetters
from app.simulator.mail_platform import handle as mail_handle
from app.simulator.plain_letter import message_id
from app.simulator.platform import BaseAddress, Platform
from app.simulator.shopify_api import ShopifyApi, not_found
from app.simulator.shopify_login import Keys
from app.simulator.shopify_storm import ShopifyDialect, asked
from app.simulator.sites import SHOPIFY
from app.simulator.talk import PLATFORM as SHOPIFY_ITSELF
from app.simulator.talk import Attachment, Utterance
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

BOX = "hello@northshore-home.example"
HOST = "northshore-home.myshopify.com"
STORES = (
    Shop("shopify-eu", "shopify", "Shopify EU", SHOPIFY, HOST, "Northshore Home", BOX, frozenset({BOX})),
)


class ShopifyDoor:
    """The shops' own hosts; each has an application of its own."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = Keys(keys, tuple(shop.seller for shop in STORES))

    def join(self, world: World) -> None:
        """A world begins."""
        self.api = ShopifyApi(world, self.keys, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """A host below its own name."""
        _, _, name, rest = request.path.split("/", 3) if request.path.count("/") > 2 else ("", "", "", "")
        shop = next(
            (one for one in self.api.world.shops.values() if one.seller == f"{name}.myshopify.com"), None
        )
        if shop is None:
            return not_found()
        inner = request.under(f"/{rest}")
        return self.keys.serve(shop.seller, inner, now) or self.api.handle(shop, inner, now)

    def line(self) -> Mapping[str, Json]:
        """There is nothing that all shops share."""
        return {"hosts": f"{self.base()}/shopify/"}

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The application's keys and where the shop answers."""
        client, password = self.keys.clients[shop.seller]
        name = shop.seller.partition(".")[0]
        return {"client_id": client, "client_secret": password, "api": f"{self.base()}/shopify/{name}"}

    def expire(self, owner: str) -> int:
        """Ends access tokens early."""
        return self.keys.grants.expire(owner)

    def revoke(self, owner: str) -> int:
        """An owner removes the application."""
        return self.keys.revoke(owner)

    def file(self, name: str) -> Attachment | None:
        """Nothing is uploaded by address."""
        return None

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """By which Shopify's support finds a call again."""
        return (("X-Request-Id", mark),)


class SupportLetters(PlainLetters):
    """An ordinary mailbox, into which Shopify itself writes as well."""

    def message_id(self, said: Utterance) -> str:
        """The Message-ID of a letter."""
        return message_id(said)

    def letter(self, said: Utterance, mailbox: str) -> bytes:
        """A customer's or Shopify's own words as a mail."""
        write = (
            shopify_letter.notice_letter if said.author == SHOPIFY_ITSELF else shopify_letter.customer_letter
        )
        return write(said, mailbox)


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """An ordinary address."""
    return mail_handle(person, shop, rng)


def order_number(shop: Shop, rng: Random) -> str:
    """Counted from #1001 on."""
    return f"#{rng.randrange(1_001, 99_999)}"


def conversation_id(rng: Random) -> str:
    """A Message-ID."""
    return f"<{rng.getrandbits(64):016x}@post.example>"


PLATFORM = Platform(
    channel="shopify",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=ShopifyDoor,
    dialect=ShopifyDialect(),
    letters=SupportLetters(),
    hosts={HOST: "/shopify/northshore-home"},
    roots=("/shopify/",),
    sign_in=("/shopify/northshore-home/admin/oauth/",),
    asks=asked,
    kinds=("plain", "gmail", "confirmed", "form", "html", "outlook", "cid"),
    opens_cases=True,
    waits=True,
    shapes_each=True,
)
