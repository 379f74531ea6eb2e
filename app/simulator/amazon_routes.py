"""Selling Partner API: which operation answers which path, and what each may be called how often."""

from __future__ import annotations

import re

from app.simulator import amazon_messaging as messaging
from app.simulator import amazon_orders_v0 as v0
from app.simulator import amazon_uploads as uploads
from app.simulator.amazon_api import Call, Operation, Route
from app.simulator.amazon_search import error, get_order, search_orders
from app.simulator.quota import Pace
from app.simulator.wire import Json, Response, answer

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


# --- messages and requests ---


def actions(call: Call) -> Response:
    """GET /messaging/v1/orders/{order} [messaging.json]."""
    return messaging.actions(call.api.desk, call.shops, call.request, call.found["order"], call.now)


def attributes(call: Call) -> Response:
    """GET /messaging/v1/orders/{order}/attributes [messaging.json]."""
    return messaging.attributes(call.api.desk, call.shops, call.request, call.found["order"])


def templated(call: Call) -> Response:
    """POST /messaging/v1/orders/{order}/messages/{action} [messaging.json]."""
    desk, found = call.api.desk, call.found
    return messaging.create(
        desk, call.shops, call.access.owner, call.request, found["order"], found["action"], call.now
    )


def solicitations(call: Call) -> Response:
    """GET /solicitations/v1/orders/{order} [solicitations.json]."""
    return messaging.solicitations(call.api.desk, call.shops, call.request, call.found["order"], call.now)


def solicit(call: Call) -> Response:
    """POST /solicitations/v1/orders/{order}/solicitations/productReviewAndSellerFeedback [solicitations.json]."""
    return messaging.solicit(call.api.desk, call.shops, call.request, call.found["order"], call.now)


def upload(call: Call) -> Response:
    """POST /uploads/2020-11-01/uploadDestinations/{resource} [uploads_2020-11-01.json]."""
    documents, resource = call.api.desk.documents, call.found["rest"]
    return uploads.destination(documents, call.access.owner, call.request, resource, call.now)


# --- parcels, feeds, reports ---


def ship(call: Call) -> Response:
    """POST /orders/v0/orders/{order}/shipmentConfirmation [ordersV0.json]."""
    return call.api.parcels.confirm(call.shops, call.request, call.found["order"], call.now)


def feed_place(call: Call) -> Response:
    """POST /feeds/2021-06-30/documents [feeds_2021-06-30.json]."""
    return call.api.feeds.new_document(call.access.owner, call.request, call.now)


def feed(call: Call) -> Response:
    """POST /feeds/2021-06-30/feeds."""
    return call.api.feeds.create(call.access.owner, call.shops, call.request, call.now)


def feeds(call: Call) -> Response:
    """GET /feeds/2021-06-30/feeds."""
    return call.api.feeds.listed(call.access.owner, call.request, call.now)


def feed_state(call: Call) -> Response:
    """GET /feeds/2021-06-30/feeds/{feed}."""
    return call.api.feeds.one(call.access.owner, call.found["feed"], call.now)


def feed_report(call: Call) -> Response:
    """GET /feeds/2021-06-30/documents/{document}."""
    return call.api.feeds.document(call.access.owner, call.found["document"], call.now)


def report(call: Call) -> Response:
    """POST /reports/2021-06-30/reports [reports_2021-06-30.json]."""
    return call.api.reports.create(call.access.owner, call.shops, call.request, call.now)


def report_state(call: Call) -> Response:
    """GET /reports/2021-06-30/reports/{report}."""
    return call.api.reports.one(call.access.owner, call.found["report"], call.now)


def report_document(call: Call) -> Response:
    """GET /reports/2021-06-30/documents/{document}."""
    return call.api.reports.document(call.access.owner, call.found["document"], call.now)


def _route(method: str, path: str, name: str, rate: float, burst: int, operation: Operation) -> Route:
    shape = re.sub(
        r"\{(\w+)\}", lambda found: f"(?P<{found[1]}>{'.+' if found[1] == 'rest' else '[^/]+'})", path
    )
    return method, re.compile(shape), name, Pace(rate, burst), operation


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
    _route("GET", "/solicitations/v1/orders/{order}", "getSolicitations", 1, 5, solicitations),
    _route(
        "POST",
        f"/solicitations/v1/orders/{{order}}/solicitations/{messaging.REVIEW}",
        "createSolicitation",
        1,
        5,
        solicit,
    ),
    _route(
        "POST", "/uploads/2020-11-01/uploadDestinations/{rest}", "createUploadDestination", 10, 10, upload
    ),
    _route("POST", "/orders/v0/orders/{order}/shipmentConfirmation", "confirmShipment", 2, 10, ship),
    _route("POST", "/feeds/2021-06-30/documents", "createFeedDocument", 0.5, 15, feed_place),
    _route("POST", "/feeds/2021-06-30/feeds", "createFeed", 0.0083, 15, feed),
    _route("GET", "/feeds/2021-06-30/feeds", "getFeeds", 0.0222, 10, feeds),
    _route("GET", "/feeds/2021-06-30/feeds/{feed}", "getFeed", 2, 15, feed_state),
    _route("GET", "/feeds/2021-06-30/documents/{document}", "getFeedDocument", 0.0222, 10, feed_report),
    _route("POST", "/reports/2021-06-30/reports", "createReport", 0.0167, 15, report),
    _route("GET", "/reports/2021-06-30/reports/{report}", "getReport", 2, 15, report_state),
    _route(
        "GET", "/reports/2021-06-30/documents/{document}", "getReportDocument", 0.0167, 15, report_document
    ),
)
