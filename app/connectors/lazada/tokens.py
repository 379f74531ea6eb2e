"""Lazada's tokens: bought with a code or renewed, always signed, and what the answer says of the seller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from app.connectors.contract import AuthExpired
from app.connectors.lazada.envelope import count, millis, read
from app.connectors.lazada.sites import VENTURES, auth_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, text
from app.connectors.signing import sign_sorted
from app.domain.shops import Login
from app.net.http import HttpLine, with_query
from app.net.oauth import seconds
from app.net.tokens import Granted

CREATE, RENEW = "/auth/token/create", "/auth/token/refresh"
FORM = "application/x-www-form-urlencoded;charset=utf-8"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a token answer brought."""

    granted: Granted = field(repr=False)
    sellers: Mapping[str, str]
    """our seller number in each country; one consent may open six"""


def ask(
    line: HttpLine, tools: Tools, settings: Mapping[str, str], secret: str, path: str, more: Mapping[str, str]
) -> Consent:
    """One signed call to the token host. Raises AuthExpired where a person must sign in or correct the keys."""
    if not secret or not settings.get("client_id"):
        raise AuthExpired("sign_in_again")
    parameters = {
        "app_key": settings["client_id"],
        "timestamp": str(millis(tools.clock.now() + line.clock_offset)),
        "sign_method": "sha256",
        **more,
    }
    parameters["sign"] = sign_sorted(secret, path, parameters)
    body = with_query("", parameters)[1:].encode()
    headers = {"content-type": FORM, "accept": "application/json"}
    answer = line.ask("POST", auth_of(settings) + path, headers=headers, content=body)
    value = read(answer)
    if not text(value, "access_token"):
        raise AuthExpired("no_token")
    return Consent(granted_of(value), sellers_of(value))


def granted_of(value: Fields) -> Granted:
    """The token, and a new refresh token with its own end."""
    lives = count(value, "refresh_expires_in")
    return Granted(
        access=text(value, "access_token"),
        lifetime=seconds(text(value, "expires_in")) or timedelta(days=1),
        refresh=text(value, "refresh_token"),
        refresh_lifetime=timedelta(seconds=lives) if 0 < lives < 10**9 else None,
    )


def sellers_of(value: Fields) -> dict[str, str]:
    """Country and seller number; the two token calls spell the list in two ways."""
    found = rows(value, "country_user_info") or rows(value, "country_user_info_list")
    pairs = ((text(row, "country").upper(), text(row, "seller_id")) for row in found)
    return {site: number for site, number in pairs if site in VENTURES and number}


def renewed(login: Login, tools: Tools, line: HttpLine, secrets: Mapping[str, str]) -> Granted:
    """A new access token with the login's newest refresh token."""
    if not secrets.get("refresh_token"):
        raise AuthExpired("sign_in_again")
    more = {"refresh_token": secrets["refresh_token"]}
    return ask(line, tools, login.settings, secrets.get("client_secret", ""), RENEW, more).granted


def kept(consent: Consent) -> dict[str, str]:
    """The consent as secrets of a login."""
    return {"sellers": " ".join(f"{site}={number}" for site, number in sorted(consent.sellers.items()))}
