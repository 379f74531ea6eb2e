"""Signing in to eBay: the seller consents in the browser and pastes the address he lands on."""

from collections.abc import Callable, Mapping

from app.connectors.contract import Rejected
from app.connectors.ebay.hosts import hosts_of, scopes_of
from app.connectors.manifests import Tools
from app.domain.shops import Proxy
from app.net.http import HttpLine, with_query
from app.net.oauth import ask_token, pasted_code


def authorize_url(values: Mapping[str, str]) -> str:
    """The consent page. The redirect address is the RuName, which is a word and not an address."""
    if not values.get("client_id") or not values.get("ru_name"):
        raise Rejected("fill_client_first")
    query = {
        "client_id": values["client_id"],
        "response_type": "code",
        "redirect_uri": values["ru_name"],
        "scope": " ".join(scopes_of(values)),
        "prompt": "login",
    }
    return with_query(hosts_of(values).auth_url, query)


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """Exchanges the pasted address for a refresh token; its code is good once and for five minutes."""
    secrets = {"client_secret": values.get("client_secret", "")}
    if values.get("refresh_token"):
        return secrets | {"refresh_token": values["refresh_token"]}
    form = {
        "grant_type": "authorization_code",
        "code": pasted_code(values.get("pasted", "")),
        "redirect_uri": values.get("ru_name", ""),
    }
    line = HttpLine(tools.lines, proxy)
    try:
        client = (values.get("client_id", ""), values.get("client_secret", ""))
        granted = ask_token(line, hosts_of(values).token_url, form, basic=client)
    finally:
        line.close()
    if not granted.refresh:
        raise Rejected("no_refresh_token")
    until = tools.clock.now() + granted.refresh_lifetime if granted.refresh_lifetime else None
    return secrets | {
        "refresh_token": granted.refresh,
        **({"refresh_until": until.isoformat()} if until else {}),
    }
