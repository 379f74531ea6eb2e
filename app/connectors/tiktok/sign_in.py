"""Signing in to TikTok Shop: the seller consents in the browser and pastes the address he lands on."""

from collections.abc import Callable, Mapping

from app.connectors.contract import Rejected
from app.connectors.manifests import Tools
from app.connectors.tiktok.hosts import consent_of, tokens_of
from app.connectors.tiktok.tokens import ask_for_tokens
from app.domain.shops import Proxy
from app.net.http import HttpLine, with_query
from app.net.oauth import pasted_code
from app.net.tokens import lasting


def authorize_url(values: Mapping[str, str]) -> str:
    """The consent page. It knows the application by its service number, not by its key."""
    if not values.get("client_id") or not values.get("service_id"):
        raise Rejected("fill_client_first")
    return with_query(consent_of(values), {"service_id": values["service_id"]})


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """Exchanges the pasted address for tokens; its code is good once and for half an hour."""
    secrets = {"client_secret": values.get("client_secret", "")}
    if values.get("refresh_token"):
        return secrets | {"refresh_token": values["refresh_token"]}
    pasted = values.get("pasted", "")
    if "auth_denied" in pasted:
        raise Rejected("consent_refused")
    query = {
        "app_key": values.get("client_id", ""),
        "app_secret": values.get("client_secret", ""),
        "auth_code": pasted_code(pasted),
        "grant_type": "authorized_code",
    }
    line = HttpLine(tools.lines, proxy)
    try:
        granted = ask_for_tokens(line, f"{tokens_of(values)}/get", query)
    finally:
        line.close()
    if not granted.refresh:
        raise Rejected("no_refresh_token")
    return {
        **secrets,
        **granted.beside,
        "refresh_token": granted.refresh,
        **lasting(tools.clock.now(), granted.refresh_lifetime),
    }
