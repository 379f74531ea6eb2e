"""Walmart's keys: a pair for each seller, tokens of fifteen minutes, and what a token may do (us_mp_auth.json)."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from random import Random

from app.simulator.amazon_login import refused
from app.simulator.grants import Access, Grants
from app.simulator.wire import Json, Request, Response, answer

LIFE = timedelta(seconds=900)
FULL = "full_access"
PARTS = (
    "reports",
    "item",
    "shipping",
    "price",
    "lagtime",
    "feeds",
    "returns",
    "orders",
    "rules",
    "inventory",
    "content",
)


def grants(rng: Random) -> Grants:
    """Walmart's book of keys."""
    return Grants(rng, LIFE, "eyJraWQiOi", "")


def token(book: Grants, owners: dict[str, str], request: Request, now: datetime) -> Response:
    """POST /v3/token: the keys in Basic, the kind of grant as a form. There is nothing to refresh with."""
    client = keys_in(book, request)
    if client is None or client not in owners:
        return refused("invalid_client", "Client authentication failed", 401)
    if request.form().get("grant_type") != "client_credentials":
        return refused("unsupported_grant_type", "The grant type is not supported")
    access = book.issue(owners[client], client, now)
    return answer(
        {"access_token": access.token, "token_type": "Bearer", "expires_in": int(LIFE.total_seconds())}
    )


def keys_in(book: Grants, request: Request) -> str | None:
    """The client of an `Authorization: Basic` header, if its secret is right."""
    scheme, _, value = request.header("authorization").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return None
    return client if password and book.clients.get(client) == password else None


def detail(access: Access) -> Response:
    """GET /v3/token/detail."""
    scopes: dict[str, Json] = dict.fromkeys(PARTS, FULL)
    return answer(
        {
            "expire_at": str(int(access.until.timestamp() * 1000)),
            "issued_at": str(int((access.until - LIFE).timestamp() * 1000)),
            "is_valid": True,
            "is_channel_match": True,
            "scopes": scopes,
        }
    )
