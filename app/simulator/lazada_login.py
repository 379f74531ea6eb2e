"""Lazada's consent and tokens: the page, the code that is good once, renewal with a new refresh token each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlencode

from app.simulator.grants import Grant, Grants
from app.simulator.lazada_words import parameters, refuse, signature
from app.simulator.wire import Json, Request, Response, answer, empty, text

ACCESS_LIFE = timedelta(days=30)
REFRESH_LIFE = 180 * 86400
CODE_LIFE = timedelta(minutes=30)
WINDOW = timedelta(seconds=7200)
Sellers = Mapping[str, str]
"""country and seller number"""


def grants(rng: Random) -> Grants:
    """Lazada's book of keys."""
    return Grants(rng, ACCESS_LIFE, "50000", "50001")


def authorize(book: Grants, owner: str, request: Request, now: datetime) -> Response:
    """GET /oauth/authorize: the seller agrees and is sent on with a code."""
    client, target = request.one("client_id") or "", request.one("redirect_uri") or ""
    if client not in book.clients or request.one("response_type") != "code" or not target:
        return text("<html><body><h1>Invalid application</h1></body></html>", 400)
    grant = book.consent(owner, client)
    query = {"code": book.code(grant, now, CODE_LIFE)}
    if state := request.one("state"):
        query["state"] = state
    return empty(302, (("Location", f"{target}?{urlencode(query)}"),))


def checked(
    book: Grants, request: Request, path: str, given: Mapping[str, str], now: datetime
) -> Response | None:
    """The gateway's own checks: parameters, application, moment, signature; None where all is well."""
    for name in ("app_key", "timestamp", "sign_method", "sign"):
        if not given.get(name):
            return refuse("MissingParameter", f"The input parameter {name} that is mandatory is not supplied")
    secret = book.clients.get(given["app_key"])
    if secret is None:
        return refuse("InvalidAppKey", "The specified App Key is invalid")
    stamp = given["timestamp"]
    seconds = int(stamp) / 1000 if stamp.isdigit() and len(stamp) == 13 else 0.0
    if abs(now.timestamp() - seconds) > WINDOW.total_seconds():
        return refuse("InvalidTimestamp", "The timestamp is out of the allowed range")
    if given["sign_method"] != "sha256" or given["sign"] != signature(secret, path, given):
        return refuse("IncompleteSignature", "The request signature does not conform to platform standards")
    return None


def token(book: Grants, sellers: Sellers, request: Request, path: str, now: datetime) -> Response:
    """POST /auth/token/create and /auth/token/refresh."""
    given = parameters(request)
    if (trouble := checked(book, request, path, given, now)) is not None:
        return trouble
    client = given["app_key"]
    if path == "/auth/token/create":
        spent = book.spend(given.get("code", ""), client, now)
        if spent is None:
            return refuse("InvalidCode", "Invalid authorization code")
        return issued(book, spent.grant, sellers, "country_user_info", now)
    grant = book.refreshable(given.get("refresh_token", ""), client)
    if grant is None:
        return refuse("IllegalRefreshToken", "The specified refresh token is invalid or expired")
    return issued(book, book.consent(grant.owner, client), sellers, "country_user_info_list", now)


def issued(book: Grants, grant: Grant, sellers: Sellers, name: str, now: datetime) -> Response:
    """The flat answer: one token for every country of the seller. The two calls name the list differently."""
    access = book.issue(grant.owner, grant.client, now)
    rows: list[Json] = [
        {"country": site.lower(), "user_id": f"{number}01", "seller_id": number, "short_code": f"{site}7NQ2"}
        for site, number in sellers.items()
    ]
    return answer(
        {
            "access_token": access.token,
            "refresh_token": grant.refresh,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "refresh_expires_in": REFRESH_LIFE,
            "country": "cb" if len(sellers) > 1 else next(iter(sellers)).lower(),
            "account": "seller@northshore.example",
            "account_id": None,
            "account_platform": "seller_center",
            name: rows,
            "code": "0",
            "request_id": "0ba2887315178178017221014",
        }
    )
