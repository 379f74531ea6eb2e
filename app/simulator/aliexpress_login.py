"""AliExpress's consent page and its two token calls, which answer flat."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlencode

from app.simulator.aliexpress_words import Body, RefusalError, millis
from app.simulator.grants import Grants
from app.simulator.trade import Shop
from app.simulator.wire import Request, Response, empty, text

ACCESS_LIFE = timedelta(days=1)
REFRESH_LIFE = timedelta(days=365)
CODE_LIFE = timedelta(minutes=30)


def grants(rng: Random) -> Grants:
    """AliExpress's book of keys."""
    return Grants(rng, ACCESS_LIFE, "50000", "50001")


def authorize(book: Grants, stores: tuple[Shop, ...], request: Request, now: datetime) -> Response:
    """GET /oauth/authorize: the first seller, or the one named, agrees and lands on the callback with a code."""
    client, back = request.one("client_id") or "", request.one("redirect_uri") or ""
    if client not in book.clients or request.one("response_type") != "code" or not back:
        return text("<html><body><h1>invalid client or callback</h1></body></html>", 400)
    owner = request.one("username") or stores[0].seller
    code = book.code(book.consent(owner, client), now, CODE_LIFE)
    query = {"code": code} | ({"state": state} if (state := request.one("state")) else {})
    return empty(302, (("Location", f"{back}{'&' if '?' in back else '?'}{urlencode(query)}"),))


def token(
    book: Grants, path: str, client: str, given: dict[str, str], now: datetime, stores: tuple[Shop, ...]
) -> Body:
    """create takes a code once; refresh takes a refresh token, which stays good."""
    if path == "/auth/token/create":
        spent = book.spend(given.get("code", ""), client, now)
        if spent is None:
            raise RefusalError("InvalidCode", "The specified authorization code is invalid or expired")
        grant = spent.grant
    else:
        found = book.refreshable(given.get("refresh_token", ""), client)
        if found is None:
            raise RefusalError("IllegalRefreshToken", "The specified refresh token is invalid or expired")
        grant = found
    access = book.issue(grant.owner, client, now)
    seller = next(shop for shop in stores if shop.seller == grant.owner)
    return {
        "access_token": access.token,
        "refresh_token": grant.refresh,
        "expires_in": int(ACCESS_LIFE.total_seconds()),
        "expire_time": millis(access.until),
        "refresh_expires_in": int(REFRESH_LIFE.total_seconds()),
        "refresh_token_valid_time": millis(now + REFRESH_LIFE),
        "account_id": seller.seller,
        "seller_id": seller.seller,
        "user_id": seller.seller,
        "user_nick": seller.store,
        "account": seller.store,
        "account_platform": "seller_center",
        "sp": "ae",
        "locale": "en_US",
        "havana_id": seller.seller,
        "code": "0",
    }
