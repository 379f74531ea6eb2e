"""Shopify's keys: tokens of a day for an application's keys, and tokens without end for an owner's consent."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import urlencode

from app.simulator.amazon_login import refused
from app.simulator.grants import Grant, Grants
from app.simulator.shopify_reading import SCOPES
from app.simulator.wire import Json, Request, Response, answer, text

LIFE = timedelta(seconds=86_399)
CODE = timedelta(minutes=5)
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class Keys:
    """What the practice shops' owners gave out. An application lives in one shop."""

    def __init__(self, rng: Random, shops: tuple[str, ...]) -> None:
        self.grants = Grants(rng, LIFE, "shpat_", "")
        self.clients = {shop: self.grants.register() for shop in shops}
        self.uninstalled: set[str] = set()

    def serve(self, shop: str, request: Request, now: datetime) -> Response | None:
        """What lies below `/admin/oauth/`."""
        if request.path == "/admin/oauth/authorize" and request.method == "GET":
            return text("<html><body><h1>Install app</h1></body></html>")
        if request.path != "/admin/oauth/access_token" or request.method != "POST":
            return None
        return self.token(shop, request.form() or as_text(request.json()), now)

    def token(self, shop: str, form: dict[str, str], now: datetime) -> Response:
        """POST /admin/oauth/access_token."""
        client, secret = self.clients[shop]
        if form.get("client_id") != client or form.get("client_secret") != secret:
            return refused("invalid_client", "The client id or secret is not valid", 401)
        if shop in self.uninstalled:
            return refused("app_not_installed", "The app is not installed on this shop")
        if form.get("grant_type") == "client_credentials":
            access = self.grants.issue(shop, client, now)
            return answer({**granted(access.token), "expires_in": int(LIFE.total_seconds())})
        code = self.grants.spend(form.get("code", ""), client, now)
        if code is None:
            return refused("invalid_request", "The authorization code was not found or was already used")
        return answer(granted(self.forever(shop, now)))

    def forever(self, shop: str, now: datetime) -> str:
        """A token without end, as older applications have it."""
        access = self.grants.issue(shop, self.clients[shop][0], now)
        self.grants.by_access[access.token] = replace(access, until=FOREVER)
        return access.token

    def landing(self, shop: str, redirect: str, now: datetime) -> str:
        """The address on which a browser lands after the owner agreed, signed."""
        client, secret = self.clients[shop]
        code = self.grants.code(Grant(shop, client, ""), now, CODE)
        pairs = {"code": code, "shop": shop, "timestamp": str(int(now.timestamp()))}
        message = "&".join(f"{name}={pairs[name]}" for name in sorted(pairs))
        digest = hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()
        return f"{redirect}?{urlencode({**pairs, 'hmac': digest})}"

    def revoke(self, shop: str) -> int:
        """The owner removes the application: every token dies."""
        if shop not in self.clients:
            return 0
        self.uninstalled.add(shop)
        self.grants.expire(shop)
        return 1


def granted(token: str) -> dict[str, Json]:
    """A token with what it may do."""
    return {"access_token": token, "scope": ",".join(SCOPES)}


def as_text(body: dict[str, Json] | None) -> dict[str, str]:
    """A form that came as JSON, which is taken as well."""
    return {name: str(value) for name, value in (body or {}).items()}
