"""Lazada's six hosts: who may call what, how often, and who loses the right to chat for polling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from app.simulator import lazada_chat, lazada_orders, lazada_parcels, lazada_reverse, lazada_send
from app.simulator.grants import Grants
from app.simulator.lazada_login import checked
from app.simulator.lazada_words import LazadaCall, Ledger, parameters, quoted, refuse
from app.simulator.quota import DayCount, Pace, Quota
from app.simulator.wire import Request, Response, answer
from app.simulator.world import World

Operation = Callable[[LazadaCall], Response]
PACE = Pace(20.0, 2_000)
DAILY = 10_000_000
"""of an application that is online; one that is being tested has ten thousand"""
HOUR = timedelta(hours=1)
POLLING = 100
"""calls of the two lists within an hour that the practice platform calls polling"""
LISTS = ("/im/session/list", "/im/message/list")
CHAT, ORDERS = "chat", "api"
ROUTES: Mapping[str, tuple[str, tuple[str, ...], Operation]] = {
    "/im/session/list": (CHAT, ("GET",), lazada_chat.sessions),
    "/im/session/get": (CHAT, ("GET",), lazada_chat.session),
    "/im/session/open": (CHAT, ("GET", "POST"), lazada_send.open_session),
    "/im/session/read": (CHAT, ("POST",), lazada_send.read),
    "/im/message/list": (CHAT, ("GET",), lazada_chat.messages),
    "/im/message/send": (CHAT, ("POST",), lazada_send.send),
    "/image/upload": ("", ("POST",), lazada_send.upload),
    "/seller/get": (ORDERS, ("GET",), lazada_orders.seller),
    "/orders/get": (ORDERS, ("GET",), lazada_orders.orders),
    "/order/get": (ORDERS, ("GET",), lazada_orders.order),
    "/order/items/get": (ORDERS, ("GET",), lazada_orders.items),
    "/orders/items/get": (ORDERS, ("GET",), lazada_orders.many_items),
    "/order/fulfill/pack": (ORDERS, ("POST",), lazada_parcels.pack),
    "/order/package/rts": (ORDERS, ("POST",), lazada_parcels.ready),
    "/order/shipment/providers/get": (ORDERS, ("GET", "POST"), lazada_parcels.providers),
    "/order/reverse/cancel/validate": (ORDERS, ("GET",), lazada_parcels.may_cancel),
    "/order/reverse/cancel/create": (ORDERS, ("GET",), lazada_parcels.cancel),
    "/reverse/getreverseordersforseller": (ORDERS, ("GET", "POST"), lazada_reverse.listed),
    "/order/reverse/return/detail/list": (ORDERS, ("GET",), lazada_reverse.detail),
    "/order/reverse/reason/list": (ORDERS, ("GET",), lazada_reverse.reasons),
    "/order/reverse/cancel/seller/decide": (ORDERS, ("GET",), lazada_reverse.decide_cancel),
    "/order/reverse/return/update": (ORDERS, ("GET",), lazada_reverse.update_return),
    "/order/reverse/onlyrefund/seller/decide": (ORDERS, ("GET",), lazada_reverse.decide_refund),
}


class LazadaApi:
    """The practice Lazada; a grant's owner is the account that sells in several countries."""

    def __init__(
        self, world: World, grants: Grants, roles: Mapping[str, str], account: str, media: Callable[[], str]
    ) -> None:
        self.world = world
        self.grants = grants
        self.roles = roles
        """what each application may do: chat, or orders"""
        self.account = account
        self.media = media
        self.quota = Quota()
        self.day = DayCount(UTC, DAILY)
        self.ledger = Ledger()

    def handle(self, request: Request, country: str, now: datetime) -> Response:
        """One call below a country's `/rest`."""
        response = self._admit(request, country, now)
        return answer(quoted(response.json())) if self.ledger.quoted and response.status == 200 else response

    def _admit(self, request: Request, country: str, now: datetime) -> Response:
        """Order of checks: path, signature, token, right, allowance, polling."""
        route, given = ROUTES.get(request.path), parameters(request)
        if route is None or request.method not in route[1]:
            return refuse("InvalidApiPath", "The specified API path is invalid")
        if (trouble := checked(self.grants, request, request.path, given, now)) is not None:
            return trouble
        access = self.grants.valid(given.get("access_token", ""), now)
        if access is None or access.client != given["app_key"]:
            return refuse("IllegalAccessToken", "The specified access token is invalid or expired")
        wanted, _, operation = route
        shop = next(
            (s for s in self.world.shops.values() if s.channel == "lazada" and s.site.country == country),
            None,
        )
        if shop is None or access.owner != self.account or wanted not in ("", self.roles[access.client]):
            return self._no_right(request.path)
        if wanted == CHAT and access.client in self.ledger.withdrawn:
            return self._no_right(request.path)
        if not self.day.take(access.client, now):
            return refuse("AppCallLimit", "The application's calls of the day are used up")
        if not self.quota.take("calls", access.client, PACE, now):
            message = "Api access frequency exceeds the limit. this ban will last 1 seconds."
            return refuse("ApiCallLimit", message)
        if request.path in LISTS:
            self._watch(access.client, request.path, now)
        return operation(LazadaCall(self.world, now, access, shop, given, request, self.media(), self.ledger))

    def _watch(self, client: str, path: str, now: datetime) -> None:
        """Counts the lists; whoever asks too often in an hour has asked for the last time."""
        self.ledger.lists.append((now, path))
        if sum(1 for at, _ in self.ledger.lists if now - at < HOUR) > POLLING:
            self.ledger.withdrawn.add(client)

    def _no_right(self, path: str) -> Response:
        return refuse("InsufficientPermission", f"App does not have permission to access this API {path}")
