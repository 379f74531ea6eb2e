"""Amazon in the practice town: three stores of two sellers, Login with Amazon, the Selling Partner API, relay mail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from app.simulator import amazon_login, relay_letter
from app.simulator.amazon_api import AmazonApi
from app.simulator.amazon_documents import ROOT
from app.simulator.amazon_routes import ROUTES
from app.simulator.amazon_storm import AmazonDialect
from app.simulator.inbound import Handed
from app.simulator.library import Person
from app.simulator.platform import BaseAddress, Platform
from app.simulator.sites import AMAZON
from app.simulator.talk import PLATFORM as AMAZON_ITSELF
from app.simulator.talk import Attachment, Conversation, Utterance
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

EU_BOX = "amazon@northshore.example"
JP_BOX = "amazon-jp@northshore.example"
RELAY_MAX = 10 * 1024 * 1024
_ALNUM = "abcdefghijklmnopqrstuvwxyz0123456789"
_EU, _JP = frozenset({EU_BOX}), frozenset({JP_BOX})
STORES = (
    Shop("amazon-de", "amazon", "Amazon DE", AMAZON["DE"], "A2QSNORTHSHORE", "北岸家居", EU_BOX, _EU),
    Shop("amazon-jp", "amazon", "Amazon JP", AMAZON["JP"], "A3JPNORTHSHORE", "北岸ホーム", JP_BOX, _JP),
    Shop("amazon-es", "amazon", "Amazon ES", AMAZON["ES"], "A2QSNORTHSHORE", "Casa Norte", EU_BOX, _EU),
)
"""Two of them share one seller and one mailbox."""


class AmazonDoor:
    """Login with Amazon and all regions of the Selling Partner API."""

    def __init__(self, keys: Random, base: BaseAddress) -> None:
        self.base = base
        self.keys = amazon_login.grants(keys)
        self.client = self.keys.register("amzn1.application-oa2-client.")
        owners = dict.fromkeys(shop.seller for shop in STORES)
        self.consents = {owner: self.keys.consent(owner, self.client[0]).refresh for owner in owners}

    def join(self, world: World) -> None:
        """A world begins."""
        self.api = AmazonApi(world, self.keys, self.base, ROUTES)

    def serve(self, request: Request, now: datetime) -> Response | None:
        """Routes to one of the hosts."""
        if request.path == "/lwa/auth/o2/token":
            return amazon_login.token(self.keys, request, now)
        if request.path.startswith(ROOT):
            return self.api.handle(request, now)
        if not request.path.startswith("/spapi/"):
            return None
        region, _, rest = request.path.removeprefix("/spapi/").partition("/")
        named = region if region in ("na", "eu", "fe") else ""
        return self.api.handle(request.under("/" + rest), now, named)

    def line(self) -> Mapping[str, Json]:
        """Addresses and the application's keys."""
        base = self.base()
        return {
            "client_id": self.client[0],
            "client_secret": self.client[1],
            "token_url": f"{base}/lwa/auth/o2/token",
            "endpoints": {region: f"{base}/spapi/{region}" for region in ("na", "eu", "fe")},
        }

    def store(self, shop: Shop) -> Mapping[str, Json]:
        """The seller's consent and his region."""
        return {"refresh_token": self.consents[shop.seller], "region": shop.site.region}

    def expire(self, owner: str) -> int:
        """Ends access tokens early."""
        return self.keys.expire(owner)

    def revoke(self, owner: str) -> int:
        """A seller takes back his consent."""
        return self.keys.revoke(owner)

    def file(self, name: str) -> Attachment | None:
        """Nothing is uploaded by address."""
        return None

    def marks(self, request: Request, mark: str) -> tuple[tuple[str, str], ...]:
        """A request id, in two styles."""
        if request.path.startswith("/lwa/"):
            return (("x-amzn-RequestId", mark),)
        return (("x-amzn-RequestId", f"{mark[:8]}-{mark[8:12]}-{mark[12:16]}-{mark[16:20]}-{mark[20:]}"),)


class RelayLetters:
    """Amazon's relay: alias known, sender approved, buyer willing, size within 10 MB."""

    relay = "@marketplace.amazon."
    confirms = True

    def message_id(self, said: Utterance) -> str:
        """The Message-ID of a letter."""
        return relay_letter.message_id(said)

    def letter(self, said: Utterance, mailbox: str) -> bytes:
        """A buyer's or Amazon's own words as a mail."""
        write = relay_letter.platform_letter if said.author == AMAZON_ITSELF else relay_letter.buyer_letter
        return write(said, mailbox)

    def leads(self, talk: Conversation, address: str) -> bool:
        """The buyer's alias, whatever case stands behind a plus sign."""
        local, _, domain = address.partition("@")
        return talk.customer.handle == f"{local.partition('+')[0]}@{domain}"

    def confirmation(self, said: Utterance, mailbox: str, at: datetime) -> bytes:
        """The copy of our own words."""
        return relay_letter.confirmation(said, mailbox, at)

    def objection(self, talk: Conversation | None, handed: Handed, size: int) -> str:
        """Why a mail of ours is not carried on."""
        if talk is None or size > RELAY_MAX:
            return "unknown"
        if handed.sender not in talk.shop.approved:
            return "not_approved"
        return "opt_out" if talk.opted_out and "[important]" not in handed.subject.lower() else ""

    def refusal(self, why: str, message_id: str, login: str, at: datetime, subject: str) -> bytes:
        """The mail that says so."""
        return relay_letter.refusal(why, message_id, login, at, subject)


def handle(person: Person, shop: Shop, rng: Random) -> str:
    """A relay alias."""
    alias = "".join(rng.choice(_ALNUM) for _ in range(15))
    return f"{alias}@marketplace.{shop.site.domain}"


def order_number(shop: Shop, rng: Random) -> str:
    """3-7-7 digits."""
    head = {"JP": "250", "ES": "404", "DE": "302"}.get(shop.site.country, "114")
    return f"{head}-{rng.randrange(10**7):07d}-{rng.randrange(10**7):07d}"


def conversation_id(rng: Random) -> str:
    """A case uuid."""
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


PLATFORM = Platform(
    channel="amazon",
    stores=STORES,
    handle=handle,
    order_number=order_number,
    conversation_id=conversation_id,
    open=AmazonDoor,
    dialect=AmazonDialect(),
    letters=RelayLetters(),
    hosts={
        "api.amazon.com": "/lwa",
        "sellingpartnerapi-na.amazon.com": "/spapi/na",
        "sellingpartnerapi-eu.amazon.com": "/spapi/eu",
        "sellingpartnerapi-fe.amazon.com": "/spapi/fe",
    },
    roots=("/lwa/", "/spapi/", ROOT),
    sign_in=("/lwa/",),
    bare=(
        ("/auth/o2/", "/lwa"),
        ("/sellers/", "/spapi/any"),
        ("/orders/", "/spapi/any"),
        ("/catalog/", "/spapi/any"),
        ("/tokens/", "/spapi/any"),
        ("/messaging/", "/spapi/any"),
        ("/solicitations/", "/spapi/any"),
        ("/uploads/", "/spapi/any"),
        ("/feeds/", "/spapi/any"),
        ("/reports/", "/spapi/any"),
    ),
    kinds=("message",) * 8 + ("photo_only", "broken_name", "stripped", "cs_on_behalf", "forged"),
    waits=True,
    notifies=True,
)
