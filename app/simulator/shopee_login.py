"""Shopee's consent page and its two token calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from app.simulator.shopee_keys import ACCESS_LIFE, Keys
from app.simulator.shopee_words import Rules, fault, flat, unix
from app.simulator.wire import Json, Request, Response, empty, text


def consent_page(keys: Keys, shops: tuple[str, ...], request: Request, now: datetime) -> Response:
    """GET /api/v2/shop/auth_partner: signs in as `shop_id` (or the first shop), or as a main account with all of
    them, and goes back with a code."""
    target = request.one("redirect") or ""
    if not urlsplit(target).scheme:
        return text("<html><body><h1>redirect is missing</h1></body></html>", 400)
    account = request.one("main_account_id") or ""
    chosen = shops if account else (request.one("shop_id") or shops[0],)
    query = {"code": keys.code(chosen, account, now)}
    query |= {"main_account_id": account} if account else {"shop_id": chosen[0]}
    glue = "&" if "?" in target else "?"
    return empty(302, (("Location", f"{target}{glue}{urlencode(query)}"),))


def life(rules: Rules, now: datetime) -> int:
    """`expire_in`: a length, or a moment."""
    seconds = int(ACCESS_LIFE.total_seconds())
    return unix(now) + seconds if rules.absolute else seconds


def exchange(keys: Keys, rules: Rules, request: Request, now: datetime) -> Response:
    """POST /api/v2/auth/token/get."""
    body: Mapping[str, Json] = request.json() or {}
    shops, account, until = keys.codes.get(str(body.get("code", "")), ((), "", now))
    if not shops or until <= now:
        return fault(
            request, "invalid_code", "The code is expired or used or invalid, please check the code.", 403
        )
    if account and str(body.get("main_account_id", "")) != account:
        return fault(request, "invalid_main_acount_id", "The code or main_accoount_id is wrong.", 403)
    if not account and str(body.get("shop_id", "")) != shops[0]:
        return fault(request, "invalid_shop_id", "The code or shop_id is wrong, please check the code.", 403)
    del keys.codes[str(body["code"])]
    access, refresh = keys.issue(shops, now)
    listed: list[Json] = [int(shop) for shop in shops]
    more: dict[str, Json] = {"shop_id_list": listed, "merchant_id_list": []} if account else {}
    return flat(
        request, {"access_token": access, "refresh_token": refresh, "expire_in": life(rules, now), **more}
    )


def renew(keys: Keys, rules: Rules, request: Request, now: datetime) -> Response:
    """POST /api/v2/auth/access_token/get."""
    body: Mapping[str, Json] = request.json() or {}
    shop = str(body.get("shop_id", ""))
    consent = keys.consents.get(shop)
    if consent is None or consent.revoked:
        return fault(request, "shop_no_linked", "Partner and shop has no linked.", 403)
    if body.get("refresh_token") != consent.refresh:
        return fault(request, "error_auth", "Invalid refresh_token.", 403)
    access = keys.renew(consent, now)
    return flat(
        request,
        {
            "partner_id": int(keys.partner),
            "shop_id": int(shop),
            "access_token": access,
            "refresh_token": consent.refresh,
            "expire_in": life(rules, now),
        },
    )
