"""A shop's access token: given for a day to whoever shows the application's keys, or pasted and good for ever."""

import json
from collections.abc import Mapping
from datetime import timedelta

from app.connectors.contract import AuthExpired, Surprise
from app.connectors.shopify.hosts import tokens_of
from app.net.http import HttpLine
from app.net.oauth import ask_token
from app.net.tokens import Granted

PASTED_LASTS = timedelta(days=1)
"""how long a token that never ends is held before it is read again"""
REFUSALS = {
    "shop_not_permitted": "shopify_other_organization",
    "app_not_installed": "shopify_not_installed",
    "application_cannot_be_found": "client_refused",
}
"""what the token address says beside OAuth's own words; hearsay of 2026-11"""


def renewed(line: HttpLine, base: str, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Granted:
    """A token by the application's keys, unless one is there that never ends."""
    if secrets.get("access_token"):
        return Granted(secrets["access_token"], PASTED_LASTS)
    form = {
        "grant_type": "client_credentials",
        "client_id": settings.get("client_id", ""),
        "client_secret": secrets.get("client_secret", ""),
    }
    return asked(line, base, form)


def asked(line: HttpLine, base: str, form: Mapping[str, str]) -> Granted:
    """Asks the token address; its own words for a no become ours."""
    try:
        return ask_token(line, tokens_of(base), form)
    except Surprise as error:
        if why := REFUSALS.get(_word(error.content)):
            raise AuthExpired(why) from None
        raise


def _word(content: bytes) -> str:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    word = value.get("error") if isinstance(value, dict) else None
    return word if isinstance(word, str) else ""
