"""Selling Partner API: who may call, how often, and which operation answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.simulator import amazon_messaging as messaging
from app.simulator import amazon_orders_v0 as v0
from app.simulator.amazon_search import error, get_order, search_orders
from app.simulator.grants import Access, Grants
from app.simulator.quota import Pace, Quota
from app.simulator.trade import Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

Operation = Callable[["Call"], Response]
CATALOGUE_DATA = (
    "attributes",
    "classifications",
    "dimensions",
    "identifiers",
    "images",
    "productTypes",
    "relationships",
    "salesRanks",
    "summaries",
    "vendorDetails",
)


@dataclass(frozen=True, slots=True)
class Call:
    """One admitted call: who calls for which stores, and the path's variables."""

    api: AmazonApi
    request: Request
    now: datetime
    access: Access
    shops: list[Shop]
    found: dict[str, str]


class AmazonApi:
    """All regions of the Selling Partner API; a grant's owner is a seller id."""

    def __init__(self, world: World, grants: Grants, media: Callable[[], str]) -> None:
        self.world = world
        self.grants = grants
        self.media = media
        """Where pictures are served from, known once the server listens."""
        self.quota = Quota()
        self.used_actions: set[tuple[str, str]] = set()

    def handle(self, request: Request, now: datetime, region: str = "") -> Response:
        """One call. Order of checks: path, token and region, allowance, parameters."""
        for method, pattern, name, pace, operation in ROUTES:
            found = pattern.fullmatch(request.path)
            if found and method == request.method:
                return self._admit(request, now, region, name, pace, operation, found.groupdict())
        if any(pattern.fullmatch(request.path) for _, pattern, *_ in ROUTES):
            return error("InvalidInput", "The HTTP method is not allowed for this resource.", 405)
        return error("Unauthorized", "Access to requested resource is denied.", 403)

    def _admit(
        self,
        request: Request,
        now: datetime,
        region: str,
        name: str,
        pace: Pace,
        operation: Operation,
        found: dict[str, str],
    ) -> Response:
        denied = "Access to requested resource is denied."
        token = request.header("x-amz-access-token")
        if not token:
            return error("Unauthorized", denied, 403, "Access token is missing in the request header.")
        access = self.grants.valid(token, now)
        if access is None:
            return error("Unauthorized", denied, 403, "The access token you provided has expired.")
        if access.paths and not any(opens(path, request.path) for path in access.paths):
            return error("Unauthorized", denied, 403)
        shops = [shop for shop in self.world.shops.values() if shop.seller == access.owner]
        if region:
            shops = [shop for shop in shops if shop.site.region == region]
        if not shops:
            return error("Unauthorized", denied, 403)
        if request.method == "POST" and "json" not in request.header("content-type"):
            return error("UnsupportedMediaType", "The content type must be application/json.", 415)
        rate = (("x-amzn-RateLimit-Limit", f"{pace.rate:g}"),)
        if not self.quota.take(name, access.owner, pace, now):
            sentence = "You exceeded your quota for the requested resource."
            return error("QuotaExceeded", sentence, 429).with_headers(*rate)
        return operation(Call(self, request, now, access, shops, found)).with_headers(*rate)


def opens(resource: str, path: str) -> bool:
    """Whether a restricted resource, perhaps with `{orderId}` in it, is this path."""
    pattern = re.escape(resource).replace(r"\{orderId\}", "[^/]+")
    return re.fullmatch(pattern, path) is not None


def participations(call: Call) -> Response:
    """GET /sellers/v1/marketplaceParticipations [sellers.json]."""
    rows: list[Json] = [
        {
            "marketplace": {
                "id": shop.site.marketplace,
                "name": shop.site.name,
                "countryCode": shop.site.country,
                "defaultCurrencyCode": shop.site.currency,
                "defaultLanguageCode": shop.site.language,
                "domainName": f"www.{shop.site.domain}",
            },
            "participation": {"isParticipating": True, "hasSuspendedListings": False},
            "storeName": shop.store,
        }
        for shop in call.shops
    ]
    return answer({"payload": rows})


def search(call: Call) -> Response:
    """GET /orders/2026-01-01/orders."""
    return search_orders(call.api.world, call.shops, call.request, call.now)


def order(call: Call) -> Response:
    """GET /orders/2026-01-01/orders/{orderId}."""
    return get_order(call.api.world, call.shops, call.request, call.found["order"], call.now)


def orders_v0(call: Call) -> Response:
    """GET /orders/v0/orders."""
    return v0.orders(call.api.world, call.shops, call.request, call.now)


def order_v0(call: Call) -> Response:
    """GET /orders/v0/orders/{order} and its parts."""
    what = call.request.path.partition(call.found["order"])[2]
    personal = bool(call.access.paths)
    return v0.part(call.api.world, call.shops, call.found["order"], what, call.now, personal=personal)


def item(call: Call) -> Response:
    """GET /catalog/2022-04-01/items/{asin} [catalogItems_2022-04-01.json]: images and summaries."""
    markets = call.request.listed("marketplaceIds")
    if not markets:
        return error("InvalidInput", "'marketplaceIds' is required.", 400)
    wanted = call.request.listed("includedData") or ["summaries"]
    wrong = [name for name in wanted if name not in CATALOGUE_DATA]
    if wrong:
        return error("InvalidInput", f"'{wrong[0]}' is not a valid value for 'includedData'.", 400)
    goods = next((g for g in call.api.world.products.values() if g.asin == call.found["asin"]), None)
    if goods is None:
        asin = call.found["asin"]
        sentence = f"Requested item '{asin}' not found in marketplace(s) {', '.join(markets)}."
        return error("NotFound", sentence, 404)
    link = f"{call.api.media()}/media/p/{goods.key}.png"
    body: dict[str, Json] = {"asin": goods.asin}
    if "images" in wanted:
        image: dict[str, Json] = {"variant": "MAIN", "link": link, "height": 160, "width": 160}
        body["images"] = [{"marketplaceId": market, "images": [image]} for market in markets]
    if "summaries" in wanted:
        language = next((s.site.language for s in call.shops if s.site.marketplace == markets[0]), "en")
        body["summaries"] = [
            {"marketplaceId": market, "itemName": goods.title(language)} for market in markets
        ]
    return answer(body)


def restricted_token(call: Call) -> Response:
    """POST /tokens/2021-03-01/restrictedDataToken [tokens_2021-03-01.json]."""
    body = call.request.json()
    resources = body.get("restrictedResources") if body else None
    if not isinstance(resources, list) or not 1 <= len(resources) <= 50:
        return error("InvalidInput", "restrictedResources must hold between 1 and 50 resources.", 400)
    paths = []
    for resource in resources:
        path = resource.get("path") if isinstance(resource, dict) else None
        method = resource.get("method") if isinstance(resource, dict) else None
        if not isinstance(path, str) or method not in ("GET", "PUT", "POST", "DELETE"):
            return error("InvalidInput", "Each restricted resource needs a method and a path.", 400)
        paths.append(path)
    book = call.api.grants
    access = book.issue(
        call.access.owner, call.access.client, call.now, paths=tuple(paths), prefix="Atz.sprdt|"
    )
    return answer({"restrictedDataToken": access.token, "expiresIn": 3600})


def actions(call: Call) -> Response:
    """GET /messaging/v1/orders/{order} [messaging.json]."""
    return messaging.actions(
        call.api.world, call.shops, call.api.used_actions, call.request, call.found["order"]
    )


def attributes(call: Call) -> Response:
    """GET /messaging/v1/orders/{order}/attributes [messaging.json]."""
    return messaging.attributes(call.api.world, call.shops, call.request, call.found["order"])


def templated(call: Call) -> Response:
    """POST /messaging/v1/orders/{order}/messages/{action} [messaging.json]."""
    return messaging.create(
        call.api.world,
        call.shops,
        call.api.used_actions,
        call.request,
        call.found["order"],
        call.found["action"],
        call.now,
    )


def _route(
    method: str, path: str, name: str, rate: float, burst: int, operation: Operation
) -> tuple[str, re.Pattern[str], str, Pace, Operation]:
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
    return method, pattern, name, Pace(rate, burst), operation


ROUTES = (
    _route("GET", "/sellers/v1/marketplaceParticipations", "participations", 0.016, 15, participations),
    _route("GET", "/orders/2026-01-01/orders", "searchOrders", 0.0056, 20, search),
    _route("GET", "/orders/2026-01-01/orders/{order}", "getOrder", 0.5, 30, order),
    _route("GET", "/orders/v0/orders", "getOrders", 0.0167, 20, orders_v0),
    _route("GET", "/orders/v0/orders/{order}", "getOrderV0", 0.5, 30, order_v0),
    _route("GET", "/orders/v0/orders/{order}/buyerInfo", "getOrderBuyerInfo", 0.5, 30, order_v0),
    _route("GET", "/orders/v0/orders/{order}/address", "getOrderAddress", 0.5, 30, order_v0),
    _route("GET", "/orders/v0/orders/{order}/orderItems", "getOrderItems", 0.5, 30, order_v0),
    _route("GET", "/orders/v0/orders/{order}/orderItems/buyerInfo", "getItemsBuyerInfo", 0.5, 30, order_v0),
    _route("GET", "/catalog/2022-04-01/items/{asin}", "getCatalogItem", 2, 2, item),
    _route("POST", "/tokens/2021-03-01/restrictedDataToken", "createRDT", 1, 10, restricted_token),
    _route("GET", "/messaging/v1/orders/{order}", "getMessagingActions", 1, 5, actions),
    _route("GET", "/messaging/v1/orders/{order}/attributes", "getAttributes", 1, 5, attributes),
    _route("POST", "/messaging/v1/orders/{order}/messages/{action}", "createMessage", 1, 5, templated),
)
