"""Walmart's host: who may call, how often, and which operation answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from app.simulator import walmart_acts as acts
from app.simulator import walmart_login, walmart_orders, walmart_returns
from app.simulator.grants import Access, Grants
from app.simulator.quota import Pace, Quota
from app.simulator.walmart_store import Books
from app.simulator.walmart_words import WalmartCall, fault
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

Operation = Callable[[WalmartCall, str], Response]
NEEDED = ("wm_qos.correlation_id", "wm_svc.name")
READING, RETURNS, ACTING = Pace(5000 / 60, 5000), Pace(5, 300), Pace(1, 60)


class WalmartApi:
    """One host for all sellers; a key's owner is a seller."""

    def __init__(
        self, world: World, grants: Grants, owners: dict[str, str], media: Callable[[], str]
    ) -> None:
        self.books = Books(world)
        self.grants = grants
        self.owners = owners
        """sellers by their client id"""
        self.media = media
        self.quota = Quota()
        self.throttled = 0
        self.partial = 0
        """so many of the next lists come as 206, with a part of them missing"""

    def handle(self, request: Request, now: datetime) -> Response:
        """One call. Order of checks: path, headers, token, allowance, parameters."""
        for method, pattern, pace, operation in ROUTES:
            found = pattern.fullmatch(request.path)
            if found and method == request.method:
                return self._admit(request, now, pace, operation, found.groupdict().get("id", ""))
        if request.path == "/v3/token" and request.method == "POST":
            return self._bare(request) or walmart_login.token(self.grants, self.owners, request, now)
        return fault("CONTENT_NOT_FOUND.GMP_GATEWAY_API", "Resource not found", 404)

    def _bare(self, request: Request) -> Response | None:
        """The headers without which nothing is answered."""
        missing = next((name for name in NEEDED if not request.header(name)), "")
        if not missing:
            return None
        return fault("INVALID_REQUEST_HEADER.GMP_GATEWAY_API", f"{missing.upper()} is missing", 400)

    def _admit(
        self, request: Request, now: datetime, pace: Pace, operation: Operation, number: str
    ) -> Response:
        if refused := self._bare(request):
            return refused
        access = self.grants.valid(request.header("wm_sec.access_token"), now)
        if access is None:
            return fault("UNAUTHORIZED.GMP_GATEWAY_API", "Unauthorized", 401)
        if request.path == "/v3/token/detail":
            return walmart_login.detail(access)
        shop = next((one for one in self.books.world.shops.values() if one.seller == access.owner), None)
        if shop is None:
            return fault("FORBIDDEN.GMP_GATEWAY_API", "Forbidden", 403)
        if not self.quota.take(operation.__name__, access.owner, pace, now):
            return self._too_many(pace, now)
        call = WalmartCall(self.books, request, now, shop, self.media())
        return self._counted(self._perhaps_partial(operation(call, number)), operation, access, now)

    def _counted(self, response: Response, operation: Operation, access: Access, now: datetime) -> Response:
        left = int(self.quota.buckets[operation.__name__, access.owner].left)
        return response.with_headers(("x-current-token-count", str(left)))

    def _too_many(self, pace: Pace, now: datetime) -> Response:
        """Both spellings of the one header were seen, so both are used in turn."""
        self.throttled += 1
        name = "x-next-replenish-time" if self.throttled % 2 else "X-Next-Replenishment-Time"
        at = int((now.timestamp() + 1 / pace.rate) * 1000) + 1
        refused = fault("REQUEST_THRESHOLD_VIOLATED.GMP_GATEWAY_API", "Too many requests", 429)
        return refused.with_headers(("x-current-token-count", "0"), (name, str(at)))

    def _perhaps_partial(self, response: Response) -> Response:
        """A success that is none for all of it."""
        body = response.json() if self.partial and response.status == 200 else None
        if not isinstance(body, dict) or "list" not in body:
            return response
        self.partial -= 1
        row: Json = {"code": "SOME_CONTENT_NOT_FOUND.GMP_ORDER_API", "severity": "WARN", "category": "DATA"}
        listed = body["list"]
        shown: dict[str, Json] = {**listed, "errors": [row]} if isinstance(listed, dict) else {}
        return answer({"list": shown}, 206)


def detail(call: WalmartCall, number: str) -> Response:
    """GET /v3/token/detail is answered before a seller is looked for."""
    return fault("CONTENT_NOT_FOUND.GMP_GATEWAY_API", "Resource not found", 404)


def orders(call: WalmartCall, number: str) -> Response:
    """GET /v3/orders."""
    return walmart_orders.orders(call)


def one_order(call: WalmartCall, number: str) -> Response:
    """GET /v3/orders/{purchaseOrderId}."""
    return walmart_orders.one_order(call, number)


def returns(call: WalmartCall, number: str) -> Response:
    """GET /v3/returns."""
    return walmart_returns.returns(call)


def acknowledge(call: WalmartCall, number: str) -> Response:
    """POST …/acknowledge."""
    return acts.act(acts.acknowledge)(call, number)


def ship(call: WalmartCall, number: str) -> Response:
    """POST …/shipping."""
    return acts.act(acts.ship)(call, number)


def cancel(call: WalmartCall, number: str) -> Response:
    """POST …/cancel."""
    return acts.act(acts.cancel)(call, number)


def refund(call: WalmartCall, number: str) -> Response:
    """POST …/refund."""
    return acts.act(acts.refund)(call, number)


def refund_return(call: WalmartCall, number: str) -> Response:
    """POST /v3/returns/{returnOrderId}/refund."""
    return walmart_returns.refund(call, number)


def _route(
    method: str, path: str, pace: Pace, operation: Operation
) -> tuple[str, re.Pattern[str], Pace, Operation]:
    return method, re.compile(path.replace("{id}", r"(?P<id>\d+)")), pace, operation


ROUTES = (
    _route("GET", "/v3/token/detail", READING, detail),
    _route("GET", "/v3/orders", READING, orders),
    _route("GET", "/v3/orders/{id}", READING, one_order),
    _route("GET", "/v3/returns", RETURNS, returns),
    _route("POST", "/v3/orders/{id}/acknowledge", ACTING, acknowledge),
    _route("POST", "/v3/orders/{id}/shipping", ACTING, ship),
    _route("POST", "/v3/orders/{id}/cancel", ACTING, cancel),
    _route("POST", "/v3/orders/{id}/refund", ACTING, refund),
    _route("POST", "/v3/returns/{id}/refund", ACTING, refund_return),
)
