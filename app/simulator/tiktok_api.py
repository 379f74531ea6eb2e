"""TikTok Shop's gate: path, time, signature over the raw bytes, token, right, shop, and ten thousand calls a day."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from app.simulator import tiktok_cases, tiktok_messages, tiktok_orders, tiktok_send, tiktok_ship
from app.simulator.grants import Access, Grants
from app.simulator.quota import DayCount
from app.simulator.talk import Attachment
from app.simulator.tiktok_login import CHAT
from app.simulator.tiktok_words import Said, TikTokCall, fault, told
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response
from app.simulator.world import World

Operation = Callable[[TikTokCall, str], Response]
DAILY = 10_000
BACK, AHEAD = timedelta(minutes=5), timedelta(seconds=30)
ORDERS, FULFIL, RETURNS = "seller.order.info", "seller.fulfillment.basic", "seller.return_refund.basic"


def cipher_of(shop: Shop) -> str:
    """The shop's name for calls."""
    return "ROW_" + hashlib.sha256(f"cipher/{shop.seller}".encode()).hexdigest()[:32]


class TikTokApi:
    """open-api of the practice TikTok Shop; a grant's owner opens one shop or several."""

    def __init__(
        self, world: World, grants: Grants, opens: Mapping[str, tuple[str, ...]], media: Callable[[], str]
    ) -> None:
        self.world = world
        self.grants = grants
        self.opens = opens
        self.media = media
        self.day = DayCount(UTC, DAILY)
        """customer service calls by application and shop"""
        self.files: dict[str, Attachment] = {}
        self.replays: dict[tuple[str, str], Response] = {}
        self.lists: dict[str, tuple[int, list[Said]]] = {}

    def handle(self, request: Request, now: datetime) -> Response:
        """One call."""
        known = [route for route in ROUTES if route[1].fullmatch(request.path)]
        route = next((route for route in known if route[0] == request.method), None)
        if route is None:
            return fault(36009010 if known else 36009009, status=405 if known else 404)
        _, pattern, scope, operation = route
        trouble = self._stamp(request, now) or self._signature(request)
        access = self.grants.valid(request.header("x-tts-access-token"), now)
        if trouble is not None:
            return trouble
        if access is None:
            seen = request.header("x-tts-access-token").startswith(self.grants.access_prefix)
            return (
                fault(105002)
                if seen
                else fault(36009004, "Invalid credentials. The access token is invalid.")
            )
        if scope not in access.scopes:
            return fault(105005)
        if operation is None:
            return self._shops(access)
        shop = self._shop(request, access)
        if isinstance(shop, Response):
            return shop
        if scope == CHAT and not self._allowed(access, shop, now):
            return fault(45101004)
        call = TikTokCall(
            self.world, request, now, access, shop, self.media(), self.files, self.replays, self.lists
        )
        found = pattern.fullmatch(request.path)
        return self._once(call, operation, found.groupdict().get("id", "") if found else "")

    def _once(self, call: TikTokCall, operation: Operation, name: str) -> Response:
        """Under an idempotency key the same answer again, and nothing done twice."""
        key = call.request.one("idempotency_key")
        if not key:
            return operation(call, name)
        mark = (call.shop.seller, key)
        if mark not in self.replays:
            self.replays[mark] = operation(call, name)
        return self.replays[mark]

    # --- checks

    def _stamp(self, request: Request, now: datetime) -> Response | None:
        raw = request.one("timestamp") or ""
        if not raw.isdigit():
            return fault(
                36009004, "Invalid timestamp. The value of the timestamp query parameter is missing."
            )
        at = int(raw) - now.timestamp()
        if at < -BACK.total_seconds():
            return fault(
                36009004, "Invalid timestamp. It must not be earlier than 5 minutes before the current time."
            )
        if at > AHEAD.total_seconds():
            return fault(
                36009004, "Invalid timestamp. It must not exceed the current time by more than 30 seconds."
            )
        return None

    def _signature(self, request: Request) -> Response | None:
        secret = self.grants.clients.get(request.one("app_key") or "")
        if secret is None:
            return fault(36009004, "Invalid credentials. Invalid app_key query parameter.")
        if not request.one("sign"):
            return fault(36009004, "Missing credentials. The request does not include a required signature.")
        return (
            None
            if hmac.compare_digest(signature(request, secret), request.one("sign") or "")
            else fault(106001)
        )

    def _shop(self, request: Request, access: Access) -> Shop | Response:
        cipher = request.one("shop_cipher")
        if not cipher:
            return fault(106013)
        mine = (shop for shop in self._stores(access) if cipher_of(shop) == cipher)
        return next(mine, None) or fault(101000)

    def _allowed(self, access: Access, shop: Shop, now: datetime) -> bool:
        return self.day.take(f"{access.client} {shop.seller}", now)

    def _stores(self, access: Access) -> list[Shop]:
        """The shops that the token opens."""
        mine = self.opens.get(access.owner, ())
        return [
            shop for shop in self.world.shops.values() if shop.channel == "tiktok" and shop.seller in mine
        ]

    def _shops(self, access: Access) -> Response:
        """GET /authorization/202309/shops."""
        listed: list[Json] = [
            {
                "id": shop.seller,
                "name": shop.store,
                "region": shop.site.country,
                "seller_type": "CROSS_BORDER",
                "cipher": cipher_of(shop),
                "code": f"{shop.site.country}LC{shop.seller[-8:]}",
            }
            for shop in self._stores(access)
        ]
        return told({"shops": listed}, access.token)


def signature(request: Request, secret: str) -> str:
    """What `sign` must be: over the decoded query and the body's own bytes, forms with files without their body."""
    pairs = sorted((name, value) for name, value in request.query if name not in ("sign", "access_token"))
    words = request.path + "".join(name + value for name, value in pairs)
    form = request.header("content-type").startswith("multipart/form-data")
    whole = secret.encode() + words.encode() + (b"" if form else request.body) + secret.encode()
    return hmac.new(secret.encode(), whole, hashlib.sha256).hexdigest()


Route = tuple[str, re.Pattern[str], str, Operation | None]


def _route(method: str, path: str, scope: str, operation: Operation | None) -> Route:
    return method, re.compile(path.replace("{id}", "(?P<id>[^/]+)")), scope, operation


_TALKS = "/customer_service/202309/conversations"
_BACK = "/return_refund/202309"
ROUTES: tuple[Route, ...] = (
    _route("GET", "/authorization/202309/shops", "seller.authorization.info", None),
    _route("GET", _TALKS, CHAT, tiktok_messages.conversations),
    _route("POST", _TALKS, CHAT, tiktok_send.create),
    _route("GET", f"{_TALKS}/{{id}}/messages", CHAT, tiktok_messages.messages),
    _route("POST", f"{_TALKS}/{{id}}/messages", CHAT, tiktok_send.send),
    _route("POST", f"{_TALKS}/{{id}}/messages/read", CHAT, tiktok_send.read),
    _route("POST", "/customer_service/202309/images/upload", CHAT, tiktok_send.upload),
    _route("POST", "/order/202309/orders/search", ORDERS, tiktok_orders.search),
    _route("GET", "/order/202(?:309|507)/orders", ORDERS, tiktok_orders.by_number),
    _route("POST", "/fulfillment/202309/packages/{id}/ship", FULFIL, tiktok_ship.ship_package),
    _route("POST", "/fulfillment/202309/orders/{id}/packages", FULFIL, tiktok_ship.ship_order),
    _route(
        "POST",
        "/fulfillment/202309/(?P<kind>orders|packages)/{id}/shipping_info/update",
        FULFIL,
        tiktok_ship.correct,
    ),
    _route(
        "GET",
        "/logistics/202309/delivery_options/{id}/shipping_providers",
        "seller.logistics",
        tiktok_ship.carriers,
    ),
    _route("POST", f"{_BACK}/returns/search", RETURNS, tiktok_cases.returns),
    _route("POST", f"{_BACK}/returns/{{id}}/approve", RETURNS, tiktok_cases.approve_return),
    _route("POST", f"{_BACK}/returns/{{id}}/reject", RETURNS, tiktok_cases.reject_return),
    _route("GET", f"{_BACK}/reject_reasons", RETURNS, tiktok_cases.reject_reasons),
    _route("POST", f"{_BACK}/cancellations", RETURNS, tiktok_cases.cancel),
    _route("POST", f"{_BACK}/cancellations/search", RETURNS, tiktok_cases.cancellations),
    _route("POST", f"{_BACK}/cancellations/{{id}}/approve", RETURNS, tiktok_cases.approve_cancellation),
    _route("POST", f"{_BACK}/cancellations/{{id}}/reject", RETURNS, tiktok_cases.reject_cancellation),
)
