"""Lazada in the practice town: one seller across the border with two stores, two applications, seven hosts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import lazada_login
from app.simulator.lazada_api import LazadaApi
from app.simulator.lazada_storm import LazadaDialect
from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.sites import LAZADA
from app.simulator.talk import Attachment
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

STORES = (
    Shop("lazada-sg", "lazada", "Lazada SG", LAZADA["SG"], "100094063", "Northshore Home"),
    Shop("lazada-my", "lazada", "Lazada MY", LAZADA["MY"], "100094064", "Northshore Home MY"),
)
SELLERS = {shop.site.country: shop.seller for shop in STORES}
ACCOUNT = STORES[0].seller
"""the account that gave its consent: its number in the first country"""
REDIRECT = "https://northshore.example/lazada"


class LazadaDoor:
    """The token host and the hosts of the countries."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = lazada_login.grants(keys)
        self.applications: dict[str, tuple[str, str]] = {}
        for role, number in (("chat", "500142"), ("api", "500143")):
            secret = self.keys.secret(32)
            self.keys.clients[number] = secret
            self.applications[role] = (number, secret)
        self.consents = {
            role: self.keys.consent(ACCOUNT, client).refresh
            for role, (client, _) in self.applications.items()
        }

    def join(self, world: World) -> None:
        """A world begins."""
        roles = {client: role for role, (client, _) in self.applications.items()}
        self.api = LazadaApi(world, self.keys, roles, ACCOUNT, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """Routes to one of the hosts."""
        if request.path == "/lazada/auth/oauth/authorize":
            return lazada_login.authorize(self.keys, ACCOUNT, request, now)
        host, _, rest = request.path.removeprefix("/lazada/").partition("/rest")
        if host == "auth" and rest in ("/auth/token/create", "/auth/token/refresh"):
            return lazada_login.token(self.keys, SELLERS, request, rest, now)
        return self.api.handle(request.under(rest), host.upper(), now) if rest else None

    def line(self) -> Mapping[str, Json]:
        """Addresses and the applications' keys."""
        base = self.base()
        keys: dict[str, Json] = {
            role: {"app_key": client, "app_secret": secret}
            for role, (client, secret) in self.applications.items()
        }
        return {
            "applications": keys,
            "redirect_uri": REDIRECT,
            "api": f"{base}/lazada/{{site}}/rest",
            "auth": f"{base}/lazada/auth/rest",
            "authorize_url": f"{base}/lazada/auth/oauth/authorize",
        }

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The seller's two consents, which hold for every country, and who he is to us."""
        tokens: dict[str, Json] = dict(self.consents)
        sellers: dict[str, Json] = dict(SELLERS)
        return {"refresh_tokens": tokens, "seller": ACCOUNT, "sellers": sellers}

    def expire(self, owner: str) -> int:
        """Ends access tokens early."""
        return self.keys.expire(owner)

    def revoke(self, owner: str) -> int:
        """A seller takes back his consent."""
        return self.keys.revoke(owner)

    def file(self, name: str) -> Attachment | None:
        """A picture we uploaded."""
        return self.api.ledger.files.get(name)

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """The gateway's trace."""
        return (("eagleeye-traceid", mark),)


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """A buyer is a number."""
    return str(rng.randrange(1_000_000_000, 5_000_000_000))


def order_number(shop: Shop, rng: Random) -> str:
    """15 digits."""
    return str(rng.randrange(200_000_000_000_000, 900_000_000_000_000))


def conversation_id(rng: Random) -> str:
    """Seller, buyer, and a kind."""
    return f"100094063_2_{rng.randrange(1_000_000_000, 5_000_000_000)}_1_103"


PLATFORM = Platform(
    channel="lazada",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=LazadaDoor,
    dialect=LazadaDialect(),
    hosts={
        "api.lazada.sg": "/lazada/sg",
        "api.lazada.com.my": "/lazada/my",
        "api.lazada.co.th": "/lazada/th",
        "api.lazada.vn": "/lazada/vn",
        "api.lazada.com.ph": "/lazada/ph",
        "api.lazada.co.id": "/lazada/id",
        "auth.lazada.com": "/lazada/auth",
    },
    roots=("/lazada/",),
    sign_in=("/lazada/auth/",),
    kinds=("message", "message", "message", "item_card", "order_card"),
    opens_cases=True,
)
