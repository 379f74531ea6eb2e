"""Signing in: token endpoints, the code that an agent copies from a browser, and consent over a loopback
address.

RFC 6749 (tokens), 7636 (PKCE), 8252 (native apps): the consent page opens in the agent's own browser, never
inside the program, and comes back to 127.0.0.1 on a free port, once.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from app.domain.errors import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.domain.moments import IdSource
from app.net.http import HttpLine, Json, with_query
from app.net.tokens import Granted

SIGN_IN_AGAIN = {
    "invalid_grant",
    "invalid_token",
    "expired_token",
    "consent_required",
    "interaction_required",
}
CLIENT_REFUSED = {"invalid_client", "unauthorized_client"}


def ask_token(
    line: HttpLine,
    url: str,
    form: Mapping[str, str],
    *,
    basic: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Granted:
    """Posts to a token endpoint, with `headers` of the platform's own where it wants some. Raises AuthExpired when a
    person must sign in or correct the keys."""
    sent = {
        "content-type": "application/x-www-form-urlencoded",
        "accept": "application/json",
        **(headers or {}),
    }
    if basic is not None:
        pair = base64.b64encode(":".join(basic).encode()).decode()
        sent["authorization"] = f"Basic {pair}"
    body = with_query("", form)[1:].encode()
    answer = line.ask("POST", url, headers=sent, content=body)
    if answer.status == 429:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or timedelta(minutes=1))
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    value = answer.object()
    if answer.status == 200:
        return granted(value, answer.body)
    error = value.get("error")
    if error in SIGN_IN_AGAIN:
        raise AuthExpired("sign_in_again")
    if error in CLIENT_REFUSED or answer.status == 401:
        raise AuthExpired("client_refused")
    raise Surprise("token_refused", content=answer.body, status=answer.status)


def granted(value: Mapping[str, Json], body: bytes) -> Granted:
    """Reads a token answer; a missing lifetime counts as one hour."""
    access, refresh = value.get("access_token"), value.get("refresh_token")
    if not isinstance(access, str) or not access:
        raise Surprise("no_token", content=body)
    life, refresh_life = value.get("expires_in"), value.get("refresh_token_expires_in")
    return Granted(
        access=access,
        lifetime=seconds(life) or timedelta(hours=1),
        refresh=refresh if isinstance(refresh, str) else "",
        refresh_lifetime=seconds(refresh_life),
    )


def seconds(value: Json) -> timedelta | None:
    """A lifetime as endpoints write it: a number, or a number in quotes."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 10**9:
        return None
    return timedelta(seconds=float(value))


def pasted_code(pasted: str, state: str = "") -> str:
    """The code in an address that an agent copied from the browser, or the bare code; decoded exactly
    once."""
    text = pasted.strip()
    if "code=" not in text:
        if not text or any(sign in text for sign in " \n?&/"):
            raise Rejected("no_code_in_address")
        return text
    query = parse_qs(urlsplit(text).query or text.partition("?")[2] or text)
    if state and query.get("state", [state]) != [state]:
        raise Rejected("wrong_state")
    codes = query.get("code") or query.get("spapi_oauth_code") or [""]
    if not codes[0]:
        raise Rejected("no_code_in_address")
    return codes[0]


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent on its way: what the browser is sent off with and what the answer must fit."""

    verifier: str = field(repr=False)
    state: str = field(repr=False)

    @property
    def challenge(self) -> str:
        """PKCE S256 of the verifier."""
        return _plain(hashlib.sha256(self.verifier.encode()).digest())


def new_consent(ids: IdSource) -> Consent:
    """Fresh secrets for one consent."""
    return Consent(_plain(ids.token(48)), _plain(ids.token(32)))


def consent_url(
    base: str, client: str, redirect: str, scopes: str, consent: Consent, extra: Mapping[str, str]
) -> str:
    """The page that the browser opens."""
    query = {
        "client_id": client,
        "response_type": "code",
        "redirect_uri": redirect,
        "scope": scopes,
        "state": consent.state,
        "code_challenge": consent.challenge,
        "code_challenge_method": "S256",
        **extra,
    }
    return with_query(base, query)


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
