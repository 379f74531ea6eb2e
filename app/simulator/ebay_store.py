"""eBay's smaller interfaces: who the seller is, a listing's picture, call allowances, picture upload."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from app.simulator.ebay_words import EbayCall, fault, uploaded
from app.simulator.sites import amount, priced
from app.simulator.stamps import millis
from app.simulator.talk import Attachment
from app.simulator.wire import Json, Response, answer

DAILY = 5000
"""Calls a day the practice platform allows in each pool."""
IMAGE_MAX = 12 * 1024 * 1024


def user(call: EbayCall) -> Response:
    """GET /commerce/identity/v1/user/ (commerce_identity_v1)."""
    shop = call.shop
    business: dict[str, Json] = {
        "name": shop.store,
        "address": {"addressLine1": "1 Quay Street", "city": "Northshore", "country": shop.site.country},
    }
    return answer(
        {
            "userId": hashlib.sha256(shop.seller.encode()).hexdigest()[:12],
            "username": shop.seller,
            "accountType": "BUSINESS",
            "registrationMarketplaceId": shop.site.marketplace,
            "status": "CONFIRMED",
            "businessAccount": business,
        }
    )


def listing(call: EbayCall) -> Response:
    """GET /buy/browse/v1/item/get_item_by_legacy_id: title, price and picture of a listing."""
    number = call.request.one("legacy_item_id")
    if not number:
        return fault(11002, "The required legacy_item_id parameter is missing.", "API_BROWSE")
    goods = next((g for g in call.world.products.values() if g.item_id == number), None)
    if goods is None:
        return fault(11001, f"The specified item Id {number} was not found.", "API_BROWSE", status=404)
    currency = call.shop.site.currency
    return answer(
        {
            "itemId": f"v1|{number}|0",
            "legacyItemId": number,
            "title": goods.title(call.shop.site.language),
            "price": {"value": amount(priced(goods.price, currency), currency), "currency": currency},
            "image": {"imageUrl": f"{call.media}/media/p/{goods.key}.png", "width": 160, "height": 160},
            "condition": "New",
            "itemWebUrl": f"https://www.{call.shop.site.domain}/itm/{number}",
        }
    )


def rate_limits(call: EbayCall) -> Response:
    """GET /developer/analytics/v1_beta/rate_limit/ (developer_analytics_v1_beta)."""
    pools = (("sell", "fulfillment", "v1"), ("commerce", "message", "v1"), ("postorder", "postorder", "v2"))
    context, name = call.request.one("api_context"), call.request.one("api_name")
    tomorrow = datetime(call.now.year, call.now.month, call.now.day, 8, tzinfo=UTC) + timedelta(days=1)
    rows: list[Json] = []
    for pool_context, pool, version in pools:
        if (context or pool_context).lower() != pool_context or (name or pool).lower() != pool:
            continue
        rate: dict[str, Json] = {
            "limit": DAILY,
            "remaining": max(0, DAILY - call.used.get(pool, 0)),
            "reset": millis(tomorrow),
            "timeWindow": 86400,
        }
        resources: list[Json] = [{"name": f"{pool_context}.{pool}", "rates": [rate]}]
        rows.append(
            {"apiContext": pool_context, "apiName": pool, "apiVersion": version, "resources": resources}
        )
    return answer({"rateLimits": rows}) if rows else Response(204)


def upload_image(call: EbayCall) -> Response:
    """POST /commerce/media/v1_beta/image/create_image_from_file: 201 and where the picture lies."""
    found = uploaded(call.request, "image")
    if found is None or not found.data:
        return fault(190201, "The image file is missing from the request.", "API_MEDIA")
    name, data = found.name or "image", found.data
    if len(data) > IMAGE_MAX:
        return fault(190204, "The image exceeds the maximum size of 12 MB.", "API_MEDIA")
    heads = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    kind = next((kind for head, kind in heads.items() if data.startswith(head)), "")
    if not kind:
        return fault(190203, "The image format is not supported.", "API_MEDIA")
    file = Attachment(name, kind, data)
    call.files[file.sha256] = file
    until = millis(call.now + timedelta(days=30))
    url = f"{call.media}/media/a/{file.sha256}"
    place = f"{call.base}/commerce/media/v1_beta/image/{file.sha256[:24]}"
    return answer({"imageUrl": url, "expirationDate": until}, 201).with_headers(("Location", place))


# --- signing keys ---


def new_key(call: EbayCall) -> Response:
    """POST /signing_key: a pair; the private half is told this once."""
    body = call.request.json() or {}
    if body.get("signingKeyCipher") != "ED25519":
        return fault(210001, "The signing key cipher is missing or not supported here.", "API_KEY_MANAGEMENT")
    return answer(call.keys.make(call.access.client, call.now))


def keys(call: EbayCall) -> Response:
    """GET /signing_key: the application's keys."""
    rows: list[Json] = [key.described() for key in call.keys.of(call.access.client)]
    return answer({"signingKeys": rows})


def one_key(call: EbayCall, number: str) -> Response:
    """GET /signing_key/{signing_key_id}."""
    found = next((key for key in call.keys.of(call.access.client) if key.id == number), None)
    if found is None:
        return fault(210002, "The signing key was not found.", "API_KEY_MANAGEMENT", status=404)
    return answer(found.described())
