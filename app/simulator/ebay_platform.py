"""eBay in the practice town: two stores, the consent page, the REST interfaces."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import ebay_login
from app.simulator.ebay_api import EbayApi
from app.simulator.ebay_keys import KeyBook
from app.simulator.ebay_storm import EbayDialect
from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.sites import EBAY
from app.simulator.talk import Attachment
from app.simulator.trade import Shop, latin_words
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

STORES = (
    Shop("ebay-uk", "ebay", "eBay UK", EBAY["GB"], "northshore_uk", "Northshore Home"),
    Shop("ebay-us", "ebay", "eBay US", EBAY["US"], "northshore_us", "Northshore Home US"),
)


class EbayDoor:
    """auth, api, apiz and apim of the practice eBay."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = ebay_login.grants(keys)
        self.client = self.keys.register("Northsho-Quayside-PRD-")
        self.consents = {
            shop.seller: self.keys.consent(shop.seller, self.client[0], ebay_login.SCOPES).refresh
            for shop in STORES
        }
        self.signing = KeyBook(Random(keys.randbytes(16).hex()))

    def join(self, world: World) -> None:
        """A world begins."""
        self.api = EbayApi(world, self.keys, self.signing, self.base)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """Routes to one of the hosts."""
        if request.path == "/ebay/auth/oauth2/authorize":
            return ebay_login.authorize(self.keys, {s.seller: s.key for s in STORES}, request, now)
        host, _, rest = request.path.removeprefix("/ebay/").partition("/")
        if rest == "identity/v1/oauth2/token":
            return ebay_login.token(self.keys, request, now)
        return self.api.handle(request.under("/" + rest), now, f"{self.base()}/ebay/{host}")

    def line(self) -> Mapping[str, Json]:
        """Addresses and the application's keys."""
        base = self.base()
        return {
            "client_id": self.client[0],
            "client_secret": self.client[1],
            "ru_name": "Northshore-Quayside-practice",
            "api": f"{base}/ebay/api",
            "apiz": f"{base}/ebay/apiz",
            "apim": f"{base}/ebay/apim",
            "authorize_url": f"{base}/ebay/auth/oauth2/authorize",
            "token_url": f"{base}/ebay/api/identity/v1/oauth2/token",
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
        return self.api.files.get(name)

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """Two ids."""
        return (("rlogid", f"t6{mark}"), ("x-ebay-c-request-id", f"ri={mark[:12]}"))


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """A user name with upper and lower case."""
    words = latin_words(person.name) or [person.language + "_buyer"]
    return f"{words[0][:1].upper()}{words[-1].lower()}_{rng.randrange(10, 99)}"


def order_number(shop: Shop, rng: Random) -> str:
    """2-5-5 digits."""
    return f"{rng.randrange(10, 28):02d}-{rng.randrange(10**5):05d}-{rng.randrange(10**5):05d}"


def conversation_id(rng: Random) -> str:
    """A number."""
    return str(rng.randrange(10**13, 9 * 10**13))


PLATFORM = Platform(
    channel="ebay",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=EbayDoor,
    dialect=EbayDialect(),
    hosts={
        "api.ebay.com": "/ebay/api",
        "apiz.ebay.com": "/ebay/apiz",
        "apim.ebay.com": "/ebay/apim",
        "auth.ebay.com": "/ebay/auth",
    },
    roots=("/ebay/",),
    sign_in=("/ebay/auth/",),
    bare=(
        ("/oauth2/authorize", "/ebay/auth"),
        ("/identity/", "/ebay/api"),
        ("/commerce/", "/ebay/api"),
        ("/sell/", "/ebay/api"),
        ("/post-order/", "/ebay/api"),
        ("/buy/", "/ebay/api"),
        ("/developer/", "/ebay/api"),
    ),
    opens_cases=True,
    notices=True,
    kinds=("plain", "plain", "gmail", "html", "outlook", "bad_charset", "broken_mime", "cid", "reaching"),
)
