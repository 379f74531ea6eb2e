"""eBay's hosts: who may call, how often, whether it is signed, and which interface answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from app.simulator import ebay_store
from app.simulator.ebay_book import Book
from app.simulator.ebay_keys import DOMICILED, KeyBook
from app.simulator.ebay_login import ROOT
from app.simulator.ebay_routes import ROUTES, Route
from app.simulator.ebay_words import EbayCall, fault
from app.simulator.grants import Access, Grants
from app.simulator.quota import Pace, Quota
from app.simulator.talk import Attachment
from app.simulator.trade import Shop
from app.simulator.wire import Request, Response
from app.simulator.world import World

PACE = Pace(ebay_store.DAILY / 86400, ebay_store.DAILY)
SHORT = {"media": Pace(10.0, 50)}
"""what may be called so often at once, by each seller"""


class EbayApi:
    """api, apiz and apim of the practice eBay; a grant's owner is a seller's user name."""

    def __init__(self, world: World, grants: Grants, keys: KeyBook, media: Callable[[], str]) -> None:
        self.world = world
        self.grants = grants
        self.keys = keys
        self.media = media
        self.book = Book()
        self.quota = Quota()
        self.used: dict[str, int] = {}
        self.files: dict[str, Attachment] = {}
        """Pictures we uploaded, by digest."""

    def handle(self, request: Request, now: datetime, base: str) -> Response:
        """One call. Order of checks: path, token, scope, allowance, signature, parameters."""
        for route in ROUTES:
            found = route.pattern.fullmatch(request.path)
            if found and route.method == request.method:
                return self._admit(request, now, base, route, found.groupdict())
        if any(route.pattern.fullmatch(request.path) for route in ROUTES):
            return fault(2003, "Method not allowed", "ACCESS", status=405)
        return fault(2002, "Resource not found", "ACCESS", status=404)

    def _access(self, request: Request, now: datetime) -> Access | None:
        """The bearer's key; Post-Order wants `IAF`, everything else `Bearer`."""
        scheme, _, token = request.header("authorization").partition(" ")
        wanted = ("iaf", "token") if request.path.startswith("/post-order/") else ("bearer",)
        return self.grants.valid(token.strip(), now) if scheme.lower() in wanted else None

    def _admit(
        self, request: Request, now: datetime, base: str, route: Route, found: dict[str, str]
    ) -> Response:
        access = self._access(request, now)
        if access is None:
            scheme = request.header("authorization").partition(" ")[0]
            older = request.path.startswith("/post-order/") and scheme.lower() == "bearer"
            return fault(1001, "Bad scheme: Bearer" if older else "Invalid access token", "OAuth", status=401)
        shop = next((s for s in self.world.shops.values() if s.seller == access.owner), None)
        anyone = ROOT in route.scopes
        if not access.scopes.intersection(route.scopes) or (shop is None and not anyone):
            return fault(1100, "Insufficient permissions to fulfill the request.", "ACCESS", status=403)
        kind = request.header("content-type")
        if request.method == "POST" and request.body and "json" not in kind and "multipart" not in kind:
            return fault(2005, "Unsupported media type", "ACCESS", status=415)
        if not self._allowed(route.pool, access, now):
            return fault(2001, "The request limit has been reached for the resource.", "ACCESS", status=429)
        if shop is None:
            shop = next(s for s in self.world.shops.values() if s.channel == "ebay")
        if route.signed and shop.site.country in DOMICILED:
            number, sentence = self._signature(request, base, access, now)
            if number:
                return fault(number, sentence, "ACCESS", status=400)
        return route.operation(self._call(request, now, access, shop, base), found)

    def _allowed(self, pool: str, access: Access, now: datetime) -> bool:
        """Takes one call of the application's day, and of the seller's short while."""
        self.used[pool] = self.used.get(pool, 0) + 1
        if pool in SHORT and not self.quota.take(f"short {pool}", access.owner, SHORT[pool], now):
            return False
        return self.quota.take(pool, access.client, PACE, now)

    def _signature(self, request: Request, base: str, access: Access, now: datetime) -> tuple[int, str]:
        """Whoever came by our own address signed the longer path."""
        paths = (request.path, urlsplit(base).path + request.path)
        return self.keys.objection(request, paths, access.client, now)

    def _call(self, request: Request, now: datetime, access: Access, shop: Shop, base: str) -> EbayCall:
        return EbayCall(
            self.world,
            request,
            now,
            access,
            shop,
            self.book,
            self.keys,
            base,
            self.media(),
            self.used,
            self.files,
        )
