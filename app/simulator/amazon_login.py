"""Login with Amazon: the token endpoint (facts: one-hour access tokens, form-encoded, OAuth error bodies)."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from app.simulator.grants import Grants
from app.simulator.wire import Json, Request, Response, answer

HOUR = timedelta(hours=1)
PLAIN_SCOPES = ("sellingpartnerapi::notifications", "sellingpartnerapi::client_credential:rotation")


def grants(rng: Random) -> Grants:
    """Amazon's book of keys."""
    return Grants(rng, HOUR, "Atza|IwEB", "Atzr|IwEB")


def refused(error: str, description: str, status: int = 400) -> Response:
    """An OAuth error body (RFC 6749 section 5.2)."""
    return answer({"error": error, "error_description": description}, status)


def token(book: Grants, request: Request, now: datetime) -> Response:
    """POST /auth/o2/token."""
    if request.method != "POST":
        return refused("invalid_request", "The HTTP method is not supported.", 405)
    form = request.form()
    if "grant_type" not in form:
        return refused("invalid_request", "The request is missing a required parameter : grant_type")
    missing = [name for name in ("client_id", "client_secret") if not form.get(name)]
    if missing:
        return refused("invalid_request", f"The request is missing a required parameter : {missing[0]}")
    if book.clients.get(form["client_id"]) != form["client_secret"]:
        return refused("invalid_client", "Client authentication failed", 401)
    kinds = {"refresh_token": _refresh, "authorization_code": _code, "client_credentials": _plain}
    handler = kinds.get(form["grant_type"])
    if handler is None:
        return refused(
            "unsupported_grant_type", "The authorization grant type is not supported by the server"
        )
    return handler(book, form, now)


def _granted(access: str, refresh: str = "") -> Response:
    body: dict[str, Json] = {"access_token": access, "token_type": "bearer", "expires_in": 3600}
    if refresh:
        body["refresh_token"] = refresh
    return answer(body).with_headers(("Cache-Control", "no-store"), ("Pragma", "no-cache"))


def _refresh(book: Grants, form: dict[str, str], now: datetime) -> Response:
    if not form.get("refresh_token"):
        return refused("invalid_request", "The request is missing a required parameter : refresh_token")
    grant = book.refreshable(form["refresh_token"], form["client_id"])
    if grant is None:
        return refused("invalid_grant", "The request has an invalid grant parameter : refresh_token")
    return _granted(book.issue(grant.owner, grant.client, now).token, grant.refresh)


def _code(book: Grants, form: dict[str, str], now: datetime) -> Response:
    if not form.get("code"):
        return refused("invalid_request", "The request is missing a required parameter : code")
    spent = book.spend(form["code"], form["client_id"], now)
    if spent is None:
        return refused("invalid_grant", "The request has an invalid grant parameter : code")
    return _granted(book.issue(spent.grant.owner, spent.grant.client, now).token, spent.grant.refresh)


def _plain(book: Grants, form: dict[str, str], now: datetime) -> Response:
    scope = form.get("scope", "")
    if scope not in PLAIN_SCOPES:
        return refused("invalid_scope", "The requested scope is invalid")
    return _granted(book.issue("", form["client_id"], now, frozenset({scope})).token)
