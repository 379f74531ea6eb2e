"""TikTok Shop's consent and tokens: a page by service number, and ends that are moments in spite of their names."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlencode

from app.simulator.grants import Grant, Grants
from app.simulator.tiktok_words import fault, seconds, told
from app.simulator.wire import Json, Request, Response, empty, text

SEVEN_DAYS = timedelta(days=7)
ONE_YEAR = timedelta(days=365)
CODE_LIFE = timedelta(minutes=30)
CHAT = "seller.customer_service"
SCOPES = frozenset(
    {
        CHAT,
        "seller.authorization.info",
        "seller.shop.info",
        "seller.order.info",
        "seller.fulfillment.basic",
        "seller.fulfillment.package.write",
        "seller.logistics",
        "seller.return_refund.basic",
    }
)
LANDING = "https://northshore.example/tiktok?"


def grants(rng: Random) -> Grants:
    """TikTok's book of keys."""
    return Grants(rng, SEVEN_DAYS, "ROW_", "ROW_R")


def authorize(book: Grants, client: str, owner: str, request: Request, now: datetime) -> Response:
    """GET /open/authorize: signs in as `username` (or as `owner`) and redirects with a code."""
    if request.one("service_id") != service_of(client):
        return text("<html><body><h1>Service not found</h1></body></html>", 400)
    state = request.one("state")
    more = {"state": state} if state else {}
    if request.one("refuse"):
        return empty(
            302, (("Location", LANDING + urlencode({"code": "null", "error": "auth_denied", **more})),)
        )
    grant = book.consent(request.one("username") or owner, client, SCOPES)
    query = {"app_key": client, "code": book.code(grant, now, CODE_LIFE), "locale": "en", "shop_region": "GB"}
    return empty(302, (("Location", LANDING + urlencode(query | more)),))


def service_of(client: str) -> str:
    """The service number that stands for an application in the consent page's address."""
    return str(Random(f"service/{client}").randrange(7 * 10**18, 8 * 10**18))


def token(book: Grants, request: Request, now: datetime) -> Response:
    """GET /api/v2/token/get and /api/v2/token/refresh."""
    client, secret = request.one("app_key") or "", request.one("app_secret") or ""
    if book.clients.get(client) != secret:
        return fault(36009004, "Invalid credentials. Invalid app_key query parameter.")
    kind = (request.path.rsplit("/", 1)[-1], request.one("grant_type"))
    if kind == ("get", "authorized_code"):
        spent = book.spend(request.one("auth_code") or "", client, now)
        return granted(book, spent.grant, now) if spent else fault(36004003, "Authorization code is invalid.")
    if kind == ("refresh", "refresh_token"):
        grant = book.refreshable(request.one("refresh_token") or "", client)
        return granted(book, grant, now) if grant else fault(36004004, "Invalid refresh token.")
    return fault(36009009)


def granted(book: Grants, grant: Grant, now: datetime) -> Response:
    """The tokens, their ends, and the rights that the seller gave."""
    access = book.issue(grant.owner, grant.client, now, grant.scopes)
    scopes: list[Json] = [*sorted(grant.scopes)]
    return told(
        {
            "access_token": access.token,
            "access_token_expire_in": seconds(access.until),
            "refresh_token": grant.refresh,
            "refresh_token_expire_in": seconds(now + ONE_YEAR),
            "open_id": f"open{grant.owner}",
            "seller_name": "Northshore",
            "seller_base_region": "GB",
            "user_type": 0,
            "granted_scopes": scopes,
        },
        access.token,
    )
