"""Shopee's Open Platform: who may call what, in the order the platform checks it, and which part answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from app.simulator import (
    shopee_chat,
    shopee_login,
    shopee_logistics,
    shopee_orders,
    shopee_returns,
    shopee_send,
)
from app.simulator.quota import DayCount
from app.simulator.shopee_keys import CONSENT_LIFE, Keys
from app.simulator.shopee_words import Call, Deeds, Rules, fault, flat, unix
from app.simulator.trade import Shop
from app.simulator.wire import Request, Response
from app.simulator.world import World

Operation = Callable[[Call], Response]
WINDOW = timedelta(minutes=5)
UNTOLD = 10_000_000
"""calls a day: Shopee has a number and tells nobody"""
CALLER = "203.0.113.7"
"""the address that a call is said to come from"""


class ShopeeApi:
    """Every path below `/api/v2/`."""

    def __init__(self, world: World, keys: Keys, rules: Rules, media: Callable[[], str]) -> None:
        self.world = world
        self.keys = keys
        self.rules = rules
        self.media = media
        self.deeds = Deeds()
        self.day = DayCount(timezone(timedelta(hours=8)), UNTOLD)
        self.calls: dict[str, int] = {}
        """how often each path was asked"""

    def handle(self, request: Request, now: datetime) -> Response:
        """One call: application, time, signature, address, rights, allowance, token."""
        self.calls[request.path] = self.calls.get(request.path, 0) + 1
        public = PUBLIC.get(request.path)
        found = ROUTES.get((request.method, request.path))
        if public is None and found is None:
            return fault(request, "error_param", OFFLINE, 404)
        refused = self._stranger(request, now, public=public is not None) or self._barred(request, now)
        if refused is not None:
            return refused
        if public == "consent":
            return shopee_login.consent_page(self.keys, self._shops(), request, now)
        if public is not None:
            operation = shopee_login.exchange if public == "exchange" else shopee_login.renew
            return operation(self.keys, self.rules, request, now)
        return self._of_shop(request, now, found) if found else fault(request, "error_param", OFFLINE, 404)

    def _of_shop(self, request: Request, now: datetime, operation: Operation) -> Response:
        shop = self._shop(request.one("shop_id") or "")
        if shop is None:
            return fault(request, "error_auth", "Invalid partner_id or shopid.", 403)
        if not self.keys.opens(request.one("access_token") or "", shop.seller, now):
            consent = self.keys.consents.get(shop.seller)
            if consent is not None and consent.revoked:
                return fault(request, "shop_no_linked", "Partner and shop has no linked.", 403)
            return fault(request, "invalid_acceess_token", "Invalid access_token.", 403)
        return operation(Call(self.world, request, now, shop, self.media(), self.rules, self.deeds))

    def _shops(self) -> tuple[str, ...]:
        return tuple(shop.seller for shop in self.world.shops.values() if shop.channel == "shopee")

    def _shop(self, number: str) -> Shop | None:
        mine = (shop for shop in self.world.shops.values() if shop.channel == "shopee")
        return next((shop for shop in mine if shop.seller == number), None)

    def _stranger(self, request: Request, now: datetime, *, public: bool) -> Response | None:
        """Who calls, when, and whether that is signed."""
        partner, at = request.one("partner_id") or "", request.one("timestamp") or ""
        if partner != self.keys.partner:
            return fault(request, "invalid_partner_id", "Invalid partner_id, please have a check.", 403)
        if not at.isdigit():
            return fault(request, "error_param", "Invalid timestamp", 400)
        if abs(unix(now) - int(at)) > WINDOW.total_seconds():
            return fault(request, "error_param", "Timestamp is expired.", 403)
        token, owner = (
            ("", "") if public else (request.one("access_token") or "", request.one("shop_id") or "")
        )
        if request.one("sign") != self.keys.signature(request.path, at, token, owner):
            return fault(request, "error_sign", "Wrong sign.", 403)
        if self.rules.key_expired:
            return fault(request, "error_partner_key_expired", "Your API partner key has expired.", 403)
        return None

    def _barred(self, request: Request, now: datetime) -> Response | None:
        """From where, by which type of application, and how often."""
        if self.rules.undeclared:
            return fault(request, "source_ip_undeclared", UNDECLARED, 403)
        if request.path.startswith(BARRED[self.rules.app_type]):
            return fault(request, "error_api_permission", "This app type has no permission to this API.", 403)
        if not self.day.take(self.keys.partner, now) or self.rules.day_spent:
            return fault(request, "error_limit", SPENT, 403)
        return None


def shop_info(call: Call) -> Response:
    """GET /api/v2/shop/get_shop_info: flat."""
    began = call.world.start - timedelta(days=60)
    return flat(
        call.request,
        {
            "shop_name": call.shop.store,
            "region": call.shop.site.country,
            "status": "NORMAL",
            "is_cb": True,
            "is_sip": False,
            "auth_time": unix(began),
            "expire_time": unix(began + CONSENT_LIFE),
        },
    )


OFFLINE = "Permission denied. This API is currently offline or the request path is incorrect."
UNDECLARED = (
    f"Request Source IP ({CALLER}) is undeclared. Please declare all your IP addresses in the Shopee Open Platform "
    "Console > App list > IP Address Whitelist"
)
SPENT = (
    "The total API call number made by your APP has reached the daily API call limit, please try again after 00: 00 "
    "(UTC+08:00)"
)
_V = "/api/v2"
BARRED: dict[str, tuple[str, ...]] = {
    "in_house": ("//",),
    "erp": (f"{_V}/sellerchat/",),
    "customer_service": (
        f"{_V}/logistics/ship_order",
        f"{_V}/logistics/get_shipping_parameter",
        f"{_V}/order/cancel_order",
    ),
}
"""what each type of application may not call"""
PUBLIC = {
    f"{_V}/shop/auth_partner": "consent",
    f"{_V}/auth/token/get": "exchange",
    f"{_V}/auth/access_token/get": "renew",
}
ROUTES: dict[tuple[str, str], Operation] = {
    ("GET", f"{_V}/shop/get_shop_info"): shop_info,
    ("GET", f"{_V}/sellerchat/get_conversation_list"): shopee_chat.conversations,
    ("GET", f"{_V}/sellerchat/get_one_conversation"): shopee_chat.one_conversation,
    ("GET", f"{_V}/sellerchat/get_unread_conversation_count"): shopee_chat.unread,
    ("GET", f"{_V}/sellerchat/get_message"): shopee_chat.messages,
    ("POST", f"{_V}/sellerchat/send_message"): shopee_send.send,
    ("POST", f"{_V}/sellerchat/read_conversation"): shopee_send.read,
    ("POST", f"{_V}/sellerchat/upload_image"): shopee_send.upload,
    ("GET", f"{_V}/order/get_order_list"): shopee_orders.listed,
    ("GET", f"{_V}/order/get_order_detail"): shopee_orders.details,
    ("POST", f"{_V}/order/cancel_order"): shopee_orders.cancel,
    ("POST", f"{_V}/order/handle_buyer_cancellation"): shopee_orders.answer_buyer,
    ("GET", f"{_V}/logistics/get_shipping_parameter"): shopee_logistics.parameter,
    ("POST", f"{_V}/logistics/ship_order"): shopee_logistics.ship,
    ("GET", f"{_V}/logistics/get_tracking_number"): shopee_logistics.tracking,
    ("GET", f"{_V}/returns/get_return_list"): shopee_returns.listed,
    ("GET", f"{_V}/returns/get_return_detail"): shopee_returns.detail,
    ("GET", f"{_V}/returns/get_available_solutions"): shopee_returns.solutions,
    ("GET", f"{_V}/returns/get_return_dispute_reason"): shopee_returns.reasons,
    ("POST", f"{_V}/returns/confirm"): shopee_returns.confirm,
    ("POST", f"{_V}/returns/offer"): shopee_returns.offer,
    ("POST", f"{_V}/returns/accept_offer"): shopee_returns.accept_offer,
    ("POST", f"{_V}/returns/dispute"): shopee_returns.dispute,
    ("POST", f"{_V}/returns/convert_image"): shopee_returns.convert_image,
}
