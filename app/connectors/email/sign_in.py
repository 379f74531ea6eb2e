"""Signing in to a mailbox that wants a consent instead of a password: the agent's browser asks, we are told once."""

from collections.abc import Callable, Mapping

from app.connectors.contract import Rejected
from app.connectors.email.presets import preset
from app.connectors.manifests import Tools, keep_secrets
from app.domain.shops import Proxy
from app.net.http import HttpLine
from app.net.loopback import Landing
from app.net.oauth import ask_token, consent_url, new_consent

EXTRA = {"access_type": "offline", "prompt": "consent"}
"""Google gives a refresh token only when asked so; Microsoft ignores the first and accepts the second"""


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """A password is kept as it is; a consent is asked for where the mailbox wants one and none is there yet."""
    kept = keep_secrets(values, proxy, tools, open_browser)
    if values.get("auth") != "xoauth2" or kept.get("refresh_token"):
        return kept
    known = {**preset(values.get("address", "")), **{name: text for name, text in values.items() if text}}
    if not known.get("client_id") or not known.get("consent_url") or not known.get("token_url"):
        raise Rejected("fill_client_first")
    consent = new_consent(tools.ids)
    with Landing(consent.state) as landing:
        page = consent_url(
            known["consent_url"], known["client_id"], landing.address, known.get("scopes", ""), consent, EXTRA
        )
        open_browser(page)
        form = {
            "grant_type": "authorization_code",
            "code": landing.code(),
            "client_id": known["client_id"],
            "redirect_uri": landing.address,
            "code_verifier": consent.verifier,
        }
    if kept.get("client_secret"):
        form["client_secret"] = kept["client_secret"]
    line = HttpLine(tools.lines, proxy)
    try:
        granted = ask_token(line, known["token_url"], form)
    finally:
        line.close()
    if not granted.refresh:
        raise Rejected("no_refresh_token")
    return kept | {"refresh_token": granted.refresh}
