"""Signing in to Lazada: the seller consents in the browser and pastes the address he lands on."""

from collections.abc import Callable, Mapping

from app.connectors.contract import Rejected
from app.connectors.lazada.sites import CONSENT
from app.connectors.lazada.tokens import CREATE, RENEW, Consent, ask, kept
from app.connectors.manifests import Tools
from app.domain.shops import Proxy
from app.net.http import HttpLine, with_query
from app.net.oauth import pasted_code
from app.net.tokens import lasting


def authorize_url(values: Mapping[str, str]) -> str:
    """The consent page. A cross-border seller chooses "Crossborder" there; one consent then opens six countries."""
    if not values.get("client_id") or not values.get("redirect_uri"):
        raise Rejected("fill_client_first")
    query = {
        "response_type": "code",
        "force_auth": "true",
        "redirect_uri": values["redirect_uri"],
        "client_id": values["client_id"],
    }
    return with_query(values.get("auth_url") or CONSENT, query)


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """Exchanges the pasted address for tokens; its code is good once and for half an hour. A refresh token that is
    there already is renewed, which also says whose it is."""
    line = HttpLine(tools.lines, proxy)
    try:
        consent = _consent(values, tools, line)
    finally:
        line.close()
    granted = consent.granted
    refresh = granted.refresh or values.get("refresh_token", "")
    if not refresh:
        raise Rejected("no_refresh_token")
    if not consent.sellers:
        raise Rejected("lazada_no_country")
    return {
        "client_secret": values.get("client_secret", ""),
        "refresh_token": refresh,
        **kept(consent),
        **lasting(tools.clock.now(), granted.refresh_lifetime),
    }


def _consent(values: Mapping[str, str], tools: Tools, line: HttpLine) -> Consent:
    secret = values.get("client_secret", "")
    if values.get("refresh_token"):
        return ask(line, tools, values, secret, RENEW, {"refresh_token": values["refresh_token"]})
    code = pasted_code(values.get("pasted", ""))
    return ask(line, tools, values, secret, CREATE, {"code": code})
