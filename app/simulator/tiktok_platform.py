"""TikTok Shop in the practice town: two shops of one seller, the consent page, the Partner API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import tiktok_login
from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.sites import Site
from app.simulator.talk import Attachment
from app.simulator.tiktok_api import TikTokApi
from app.simulator.tiktok_storm import TikTokDialect
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

SITES = {
    site.country: site
    for site in (
        Site("GB", "GB", "shop.tiktok.com", "TikTok Shop UK", "GBP", "en_GB"),
        Site("US", "US", "shop.tiktok.com", "TikTok Shop US", "USD", "en_US"),
    )
}
STORES = (
    Shop("tiktok-uk", "tiktok", "TikTok UK", SITES["GB"], "7494049642642441621", "Northshore Home"),
    Shop("tiktok-us", "tiktok", "TikTok US", SITES["US"], "7495338812901226457", "Northshore Home US"),
)
SELLER = "northshore"
"""who consents for both; a consent of one shop alone is given in its own number"""
OPENS = {SELLER: tuple(shop.seller for shop in STORES)} | {shop.seller: (shop.seller,) for shop in STORES}
"""the shops behind a consent"""


class TikTokDoor:
    """services, auth and open-api of the practice TikTok Shop."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = tiktok_login.grants(keys)
        self.client = self.keys.register("6")
        self.consents = {
            owner: self.keys.consent(owner, self.client[0], tiktok_login.SCOPES).refresh for owner in OPENS
        }

    def join(self, world: World) -> None:
        """A world begins."""
        self.api = TikTokApi(world, self.keys, OPENS, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """Routes to one of the hosts."""
        host, _, rest = request.path.removeprefix("/tiktok/").partition("/")
        if host == "services" and rest == "open/authorize":
            return tiktok_login.authorize(self.keys, self.client[0], SELLER, request, now)
        if host == "auth" and rest.startswith("api/v2/token/"):
            return tiktok_login.token(self.keys, request, now)
        return self.api.handle(request.under("/" + rest), now) if host == "api" else None

    def line(self) -> Mapping[str, Json]:
        """Addresses and the application's keys."""
        base = self.base()
        return {
            "app_key": self.client[0],
            "app_secret": self.client[1],
            "service_id": tiktok_login.service_of(self.client[0]),
            "api": f"{base}/tiktok/api",
            "tokens": f"{base}/tiktok/auth/api/v2/token",
            "authorize_url": f"{base}/tiktok/services/open/authorize",
            "seller": {"name": SELLER, "refresh_token": self.consents[SELLER]},
        }

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The consent of this shop alone."""
        return {"refresh_token": self.consents[shop.seller]}

    def expire(self, owner: str) -> int:
        """Ends access tokens early, a shop's with its seller's."""
        return sum(self.keys.expire(one) for one in {owner, SELLER if owner in OPENS else owner})

    def revoke(self, owner: str) -> int:
        """A seller takes back his consent."""
        return self.keys.revoke(owner)

    def file(self, name: str) -> Attachment | None:
        """A picture we uploaded."""
        return self.api.files.get(name)

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """One id."""
        return (("x-tt-logid", mark),)


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """A buyer's number, the same in orders."""
    return f"74{rng.randrange(10**16, 10**17)}"


def order_number(shop: Shop, rng: Random) -> str:
    """18 digits."""
    return f"57{rng.randrange(10**15, 10**16)}"


def conversation_id(rng: Random) -> str:
    """19 digits."""
    return f"749{rng.randrange(10**15, 10**16)}"


PLATFORM = Platform(
    channel="tiktok",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=TikTokDoor,
    dialect=TikTokDialect(),
    hosts={
        "open-api.tiktokglobalshop.com": "/tiktok/api",
        "auth.tiktok-shops.com": "/tiktok/auth",
        "services.tiktokshop.com": "/tiktok/services",
        "services.tiktokshops.us": "/tiktok/services",
    },
    roots=("/tiktok/",),
    sign_in=("/tiktok/auth/", "/tiktok/services/"),
    bare=(
        ("/customer_service/", "/tiktok/api"),
        ("/return_refund/", "/tiktok/api"),
        ("/authorization/202", "/tiktok/api"),
    ),
    opens_cases=True,
    kinds=("message", "message", "message", "from_product", "from_order", "sticker", "film", "odd"),
)
