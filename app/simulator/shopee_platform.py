"""Shopee in the practice town: one main account with a Malaysian store, and a Taiwanese one to which programs may not
send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.shopee_api import ShopeeApi
from app.simulator.shopee_keys import Keys
from app.simulator.shopee_storm import ShopeeDialect
from app.simulator.shopee_words import Rules
from app.simulator.sites import SHOPEE
from app.simulator.talk import Attachment
from app.simulator.trade import Shop, latin_words
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

STORES = (
    Shop("shopee-my", "shopee", "Shopee MY", SHOPEE["MY"], "601208831", "Northshore Home MY"),
    Shop("shopee-tw", "shopee", "Shopee TW", SHOPEE["TW"], "601208840", "Northshore Home TW"),
)
MAIN_ACCOUNT = "41200077"
ROOT = "/shopee"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTUVWXY"


class ShopeeDoor:
    """The Open Platform of the practice Shopee, with one application of the seller's own."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = Keys(keys)
        self.keys.open()
        self.rules = Rules()
        self.keys.agree_together(tuple(shop.seller for shop in STORES))

    def join(self, world: World) -> None:
        """A world begins."""
        self.api = ShopeeApi(world, self.keys, self.rules, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """One call, signed over the path as the real host sees it."""
        return self.api.handle(request.under(request.path.removeprefix(ROOT)), now)

    def line(self) -> Mapping[str, Json]:
        """The address and the application's keys."""
        return {
            "client_id": self.keys.partner,
            "client_secret": self.keys.key,
            "redirect_url": "https://northshore.example/shopee",
            "main_account_id": MAIN_ACCOUNT,
            "shops": [shop.seller for shop in STORES],
            "api": f"{self.base()}{ROOT}",
        }

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The shop's part of the main account's consent: both begin with one refresh token, good once for each."""
        return {"shop_id": shop.seller, "refresh_token": self.keys.consents[shop.seller].refresh}

    def expire(self, owner: str) -> int:
        """Ends access tokens early."""
        return self.keys.expire(owner)

    def revoke(self, owner: str) -> int:
        """A shop takes back its consent."""
        return self.keys.revoke(owner)

    def file(self, name: str) -> Attachment | None:
        """A picture we laid up."""
        return self.api.deeds.files.get(name)

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """Shopee's mark stands in the body."""
        return ()


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """A user name in small letters."""
    words = latin_words(person.name)
    name = f"{words[0]}.{words[-1]}" if words else f"{person.language}buyer"
    return f"{name.lower()}{rng.randrange(10, 9999)}"


def order_number(shop: Shop, rng: Random) -> str:
    """Six digits of a day and eight letters or digits."""
    day = f"26{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
    return day + "".join(rng.choice(LETTERS) for _ in range(8))


def conversation_id(rng: Random) -> str:
    """A number beyond what JavaScript can count."""
    return str(rng.randrange(6 * 10**16, 9 * 10**16))


PLATFORM = Platform(
    channel="shopee",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=ShopeeDoor,
    dialect=ShopeeDialect(),
    hosts={
        "partner.shopeemobile.com": ROOT,
        "openplatform.shopee.cn": ROOT,
        "openplatform.shopee.com.br": ROOT,
    },
    roots=(f"{ROOT}/",),
    sign_in=(f"{ROOT}/api/v2/auth/", f"{ROOT}/api/v2/shop/auth_partner"),
    frail=(f"{ROOT}/api/v2/auth/",),
    bare=(("/api/v2/", ROOT),),
    kinds=(
        "message",
        "message",
        "message",
        "sticker",
        "item",
        "order",
        "video",
        "bundle_message",
        "auto_reply",
    ),
    opens_cases=True,
)
