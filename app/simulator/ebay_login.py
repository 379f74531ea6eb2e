"""eBay's consent and tokens: authorize page, code exchange, refresh without rotation, application tokens."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urlencode

from app.simulator.amazon_login import refused
from app.simulator.grants import Grants
from app.simulator.wire import Json, Request, Response, answer, empty, text

TWO_HOURS = timedelta(seconds=7200)
CODE_LIFE = timedelta(seconds=299)
REFRESH_LIFE = 47_304_000
ROOT = "https://api.ebay.com/oauth/api_scope"
SCOPES = frozenset(
    {
        ROOT,
        f"{ROOT}/commerce.message",
        f"{ROOT}/sell.fulfillment",
        f"{ROOT}/sell.fulfillment.readonly",
        f"{ROOT}/sell.finances",
        f"{ROOT}/sell.inventory",
        f"{ROOT}/sell.payment.dispute",
        f"{ROOT}/commerce.identity.readonly",
    }
)
LANDING = "https://signin.ebay.com/ws/eBayISAPI.dll?ThirdPartyAuthSucessFailure&isAuthSuccessful=true&"
"""Where the browser ends when the RuName has no accept address; the misspelling is eBay's."""


def grants(rng: Random) -> Grants:
    """eBay's book of keys; tokens hold `^` and `#`, which forms must encode."""
    return Grants(rng, TWO_HOURS, "v^1.1#i^1#r^0#", "v^1.1#i^1#I^3#")


def authorize(book: Grants, owners: dict[str, str], request: Request, now: datetime) -> Response:
    """GET /oauth2/authorize: signs in as `username` (or the first seller) and redirects with a code."""
    client, ru_name = request.one("client_id") or "", request.one("redirect_uri") or ""
    scopes = frozenset((request.one("scope") or "").split())
    if client not in book.clients or request.one("response_type") != "code" or not ru_name:
        return text("<html><body><h1>unauthorized_client</h1></body></html>", 400)
    if not scopes <= SCOPES:
        return text("<html><body><h1>invalid_scope</h1></body></html>", 400)
    owner = request.one("username") or next(iter(owners))
    grant = book.consent(owner, client, scopes or frozenset({ROOT}))
    query = {"code": book.code(grant, now, CODE_LIFE, ru_name), "expires_in": "299"}
    state = request.one("state")
    if state:
        query["state"] = state
    return empty(302, (("Location", LANDING + urlencode(query)),))


def _client(book: Grants, request: Request) -> str | None:
    scheme, _, value = request.header("authorization").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return None
    return client if password and book.clients.get(client) == password else None


def token(book: Grants, request: Request, now: datetime) -> Response:
    """POST /identity/v1/oauth2/token."""
    if request.method != "POST":
        return refused("invalid_request", "method not allowed", 405)
    client = _client(book, request)
    if client is None:
        return refused("invalid_client", "client authentication failed", 401)
    form = request.form()
    kind = form.get("grant_type", "")
    if kind == "client_credentials":
        return _application(book, client, form, now)
    if kind == "refresh_token":
        return _refreshed(book, client, form, now)
    if kind == "authorization_code":
        return _exchanged(book, client, form, now)
    return refused("unsupported_grant_type", "grant type in request is not supported by the server")


def _granted(access: str, kind: str, **more: Json) -> Response:
    body: dict[str, Json] = {"access_token": access, "expires_in": 7200, **more, "token_type": kind}
    return answer(body)


def _application(book: Grants, client: str, form: dict[str, str], now: datetime) -> Response:
    scopes = frozenset(form.get("scope", "").split())
    if not scopes or not scopes <= SCOPES:
        return refused("invalid_scope", "The requested scope is invalid, unknown, or malformed")
    return _granted(book.issue("", client, now, scopes).token, "Application Access Token")


def _refreshed(book: Grants, client: str, form: dict[str, str], now: datetime) -> Response:
    grant = book.refreshable(form.get("refresh_token", ""), client)
    if grant is None:
        return refused("invalid_grant", "the provided authorization refresh token is invalid")
    scopes = frozenset(form.get("scope", "").split()) or grant.scopes
    if not scopes <= grant.scopes:
        return refused("invalid_scope", "The requested scope exceeds the scope granted to the client")
    return _granted(book.issue(grant.owner, client, now, scopes).token, "User Access Token")


def _exchanged(book: Grants, client: str, form: dict[str, str], now: datetime) -> Response:
    spent = book.spend(form.get("code", ""), client, now)
    if spent is None or spent.redirect != form.get("redirect_uri", ""):
        return refused("invalid_grant", "the provided authorization grant code is invalid or was issued")
    access = book.issue(spent.grant.owner, client, now, spent.grant.scopes)
    return _granted(
        access.token,
        "User Access Token",
        refresh_token=spent.grant.refresh,
        refresh_token_expires_in=REFRESH_LIFE,
    )
