"""AliExpress in the practice town: one store, the consent page, both gateways.

No machine-readable contract of this platform is published; names follow its own generated kit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import aliexpress_login
from app.simulator.aliexpress_gateway import Gateway
from app.simulator.aliexpress_storm import AliExpressDialect, asks
from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.sites import Site
from app.simulator.talk import Attachment
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

SITE = Site("CN", "AE_GLOBAL", "aliexpress.com", "AliExpress", "USD", "en_US", zone="America/Los_Angeles")
STORES = (Shop("aliexpress", "aliexpress", "AliExpress", SITE, "2671230001", "Northshore Global Store"),)


class AliExpressDoor:
    """The consent page and the gateways of the practice AliExpress."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = aliexpress_login.grants(keys)
        self.client = (str(keys.randrange(500_000, 599_999)), self.keys.secret(32))
        self.keys.clients[self.client[0]] = self.client[1]
        self.consents = {
            shop.seller: self.keys.consent(shop.seller, self.client[0]).refresh for shop in STORES
        }

    def join(self, world: World) -> None:
        """A world begins."""
        self.gateway = Gateway(world, self.keys, STORES, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """Routes to the consent page or one of the gateways."""
        path = request.path.removeprefix("/aliexpress")
        if path == "/oauth/authorize":
            return aliexpress_login.authorize(self.keys, STORES, request, now)
        if path == "/sync":
            return self.gateway.sync(request, now)
        if path.startswith("/rest/"):
            return self.gateway.rest(request, path.removeprefix("/rest"), now)
        return None

    def line(self) -> Mapping[str, Json]:
        """Address and the application's keys."""
        return {
            "app_key": self.client[0],
            "app_secret": self.client[1],
            "redirect_uri": "https://northshore.example/aliexpress",
            "api": f"{self.base()}/aliexpress",
        }

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The seller's consent."""
        return {"refresh_token": self.consents[shop.seller]}

    def expire(self, owner: str) -> int:
        """Ends access tokens early."""
        return self.keys.expire(owner)

    def revoke(self, owner: str) -> int:
        """A seller takes back his consent."""
        return self.keys.revoke(owner)

    def file(self, name: str) -> Attachment | None:
        """A picture we uploaded."""
        return self.gateway.books.files.get(name)

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """One id."""
        return (("eagleeye-traceid", mark),)


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """A login: the country and a number."""
    return f"{person.country.lower()}{rng.randrange(10**9, 10**10)}"


def order_number(shop: Shop, rng: Random) -> str:
    """16 digits."""
    return f"8{rng.randrange(10**15):015d}"


def conversation_id(rng: Random) -> str:
    """A number nobody outside sees: the chat goes by buyers."""
    return str(rng.randrange(10**11, 9 * 10**11))


PLATFORM = Platform(
    channel="aliexpress",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=AliExpressDoor,
    dialect=AliExpressDialect(),
    hosts={"api-sg.aliexpress.com": "/aliexpress"},
    roots=("/aliexpress/",),
    sign_in=("/aliexpress/oauth/", "/aliexpress/rest/auth/"),
    asks=asks,
    opens_cases=True,
    kinds=("message", "message", "message", "item", "order", "sticker", "novel"),
)
