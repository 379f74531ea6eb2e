"""Signing in to AliExpress: the seller consents in the browser and pastes the address he lands on."""

from collections.abc import Callable, Mapping

from app.connectors.aliexpress.api import HOST, AliExpressApi
from app.connectors.contract import Rejected
from app.connectors.manifests import Tools
from app.domain.shops import Login, Proxy
from app.domain.values import LoginId
from app.net.http import with_query
from app.net.oauth import pasted_code


def authorize_url(values: Mapping[str, str]) -> str:
    """The consent page."""
    if not values.get("client_id") or not values.get("redirect_uri"):
        raise Rejected("fill_client_first")
    query = {
        "response_type": "code",
        "force_auth": "true",
        "client_id": values["client_id"],
        "redirect_uri": values["redirect_uri"],
    }
    return with_query(f"{(values.get('api_url') or HOST).rstrip('/')}/oauth/authorize", query)


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """Exchanges the pasted address for tokens. Where the application's cannot be renewed, the access token is kept
    and a person is warned before it ends."""
    secrets = {"client_secret": values.get("client_secret", "")}
    if values.get("refresh_token"):
        return secrets | {"refresh_token": values["refresh_token"]}
    code = pasted_code(values.get("pasted", ""))
    settings = {name: values[name] for name in ("client_id", "api_url") if values.get(name)}
    api = AliExpressApi(Login(LoginId(tools.ids.new()), "aliexpress", "", settings, proxy), tools)
    try:
        keys = api.token_call("/auth/token/create", {"code": code}, secrets)
    finally:
        api.close()
    return secrets | keys.secrets()
