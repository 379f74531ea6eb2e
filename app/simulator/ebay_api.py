"""eBay's hosts: who may call, how often, and which interface answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from app.simulator import ebay_cases, ebay_login, ebay_messages, ebay_orders, ebay_send, ebay_store
from app.simulator.ebay_login import ROOT
from app.simulator.ebay_words import EbayCall, fault
from app.simulator.grants import Access, Grants
from app.simulator.quota import Pace, Quota
from app.simulator.talk import Attachment
from app.simulator.wire import Request, Response
from app.simulator.world import World

Operation = Callable[[EbayCall, dict[str, str]], Response]
PACE = Pace(ebay_store.DAILY / 86400, ebay_store.DAILY)
MESSAGE = (f"{ROOT}/commerce.message",)
FULFIL = (f"{ROOT}/sell.fulfillment", f"{ROOT}/sell.fulfillment.readonly")
WRITE = (f"{ROOT}/sell.fulfillment",)


class EbayApi:
    """api, apiz and apim of the practice eBay; a grant's owner is a seller's user name."""

    def __init__(self, world: World, grants: Grants, media: Callable[[], str]) -> None:
        self.world = world
        self.grants = grants
        self.media = media
        self.quota = Quota()
        self.used: dict[str, int] = {}
        self.files: dict[str, Attachment] = {}
        """Pictures we uploaded, by digest."""

    def handle(self, request: Request, now: datetime, base: str) -> Response:
        """One call. Order of checks: path, token, scope, allowance, parameters."""
        for method, pattern, pool, scopes, operation in ROUTES:
            found = pattern.fullmatch(request.path)
            if found and method == request.method:
                return self._admit(request, now, base, pool, scopes, operation, found.groupdict())
        if any(pattern.fullmatch(request.path) for _, pattern, *_ in ROUTES):
            return fault(2003, "Method not allowed", "ACCESS", status=405)
        return fault(2002, "Resource not found", "ACCESS", status=404)

    def _access(self, request: Request, now: datetime) -> Access | None:
        """The bearer's key; Post-Order wants `IAF`, everything else `Bearer`."""
        scheme, _, token = request.header("authorization").partition(" ")
        wanted = ("iaf", "token") if request.path.startswith("/post-order/") else ("bearer",)
        return self.grants.valid(token.strip(), now) if scheme.lower() in wanted else None

    def _admit(
        self,
        request: Request,
        now: datetime,
        base: str,
        pool: str,
        scopes: tuple[str, ...],
        operation: Operation,
        found: dict[str, str],
    ) -> Response:
        access = self._access(request, now)
        if access is None:
            scheme = request.header("authorization").partition(" ")[0]
            older = request.path.startswith("/post-order/") and scheme.lower() == "bearer"
            return fault(1001, "Bad scheme: Bearer" if older else "Invalid access token", "OAuth", status=401)
        shop = next((s for s in self.world.shops.values() if s.seller == access.owner), None)
        anyone = ROOT in scopes
        if not access.scopes.intersection(scopes) or (shop is None and not anyone):
            return fault(1100, "Insufficient permissions to fulfill the request.", "ACCESS", status=403)
        kind = request.header("content-type")
        if request.method == "POST" and "json" not in kind and "multipart" not in kind:
            return fault(2005, "Unsupported media type", "ACCESS", status=415)
        self.used[pool] = self.used.get(pool, 0) + 1
        if not self.quota.take(pool, access.client, PACE, now):
            return fault(2001, "The request limit has been reached for the resource.", "ACCESS", status=429)
        if shop is None:
            shop = next(s for s in self.world.shops.values() if s.channel == "ebay")
        call = EbayCall(self.world, request, now, access, shop, base, self.media(), self.used, self.files)
        return operation(call, found)


def _plain(operation: Callable[[EbayCall], Response]) -> Operation:
    return lambda call, found: operation(call)


def _about(operation: Callable[[EbayCall, str], Response]) -> Operation:
    return lambda call, found: operation(call, found["id"])


def _route(
    method: str, path: str, pool: str, scopes: tuple[str, ...], operation: Operation
) -> tuple[str, re.Pattern[str], str, tuple[str, ...], Operation]:
    pattern = path.replace("{id}", "(?P<id>[^/]+)")
    return method, re.compile(pattern + "/?"), pool, scopes, operation


_M, _F, _P = "/commerce/message/v1", "/sell/fulfillment/v1", "/post-order/v2"
_SHIP = f"{_F}/order/{{id}}/shipping_fulfillment"
ROUTES = (
    _route("GET", f"{_M}/conversation", "message", MESSAGE, _plain(ebay_messages.conversations)),
    _route("GET", f"{_M}/conversation/{{id}}", "message", MESSAGE, _about(ebay_messages.messages)),
    _route("POST", f"{_M}/send_message", "message", MESSAGE, _plain(ebay_send.send_message)),
    _route("POST", f"{_M}/update_conversation", "message", MESSAGE, _plain(ebay_send.update_conversation)),
    _route("POST", f"{_M}/bulk_update_conversation", "message", MESSAGE, _plain(ebay_send.bulk_update)),
    _route("GET", f"{_F}/order", "fulfillment", FULFIL, _plain(ebay_orders.orders)),
    _route("GET", f"{_F}/order/{{id}}", "fulfillment", FULFIL, _about(ebay_orders.order)),
    _route("GET", _SHIP, "fulfillment", FULFIL, _about(ebay_orders.shipments)),
    _route("POST", _SHIP, "fulfillment", WRITE, _about(ebay_orders.ship)),
    _route("GET", f"{_P}/return/search", "postorder", WRITE, _plain(ebay_cases.returns)),
    _route("GET", f"{_P}/return/{{id}}", "postorder", WRITE, _about(ebay_cases.one_return)),
    _route("GET", f"{_P}/inquiry/search", "postorder", WRITE, _plain(ebay_cases.inquiries)),
    _route("GET", f"{_P}/inquiry/{{id}}", "postorder", WRITE, _about(ebay_cases.one_inquiry)),
    _route("GET", f"{_P}/cancellation/search", "postorder", WRITE, _plain(ebay_cases.cancellations)),
    _route("GET", f"{_P}/cancellation/{{id}}", "postorder", WRITE, _about(ebay_cases.one_cancellation)),
    _route(
        "GET",
        "/commerce/identity/v1/user",
        "identity",
        (f"{ROOT}/commerce.identity.readonly",),
        _plain(ebay_store.user),
    ),
    _route(
        "GET",
        "/buy/browse/v1/item/get_item_by_legacy_id",
        "browse",
        (ROOT,),
        _plain(ebay_store.listing),
    ),
    _route(
        "GET",
        "/developer/analytics/v1_beta/rate_limit",
        "analytics",
        (ROOT,),
        _plain(ebay_store.rate_limits),
    ),
    _route(
        "GET",
        "/developer/analytics/v1_beta/user_rate_limit",
        "analytics",
        tuple(ebay_login.SCOPES),
        _plain(ebay_store.rate_limits),
    ),
    _route(
        "POST",
        "/commerce/media/v1_beta/image/create_image_from_file",
        "media",
        (f"{ROOT}/sell.inventory",),
        _plain(ebay_store.upload_image),
    ),
)
