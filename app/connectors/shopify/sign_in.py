"""Signing in to a shop: the keys of an application of its own, a token that somebody made long ago, or the address that
the browser lands on after the owner agreed."""

import hmac
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from app.connectors.contract import Rejected
from app.connectors.manifests import Tools
from app.connectors.shopify.hosts import base_of, shop_host
from app.connectors.shopify.tokens import asked
from app.connectors.signing import hex_hmac
from app.domain.shops import Proxy
from app.net.http import HttpLine, with_query
from app.net.oauth import pasted_code

SCOPES = (
    "read_orders read_all_orders write_orders read_customers read_products read_fulfillments write_fulfillments "
    "read_merchant_managed_fulfillment_orders write_merchant_managed_fulfillment_orders read_returns write_returns "
    "read_shopify_payments_disputes write_shopify_payments_dispute_evidences"
).split()
"""what the doors need; the last two names are hearsay of 2026-11"""


def authorize_url(values: Mapping[str, str]) -> str:
    """The page on which the shop's owner lets the application in."""
    if not values.get("client_id") or not values.get("redirect_url"):
        raise Rejected("fill_client_first")
    query = {
        "client_id": values["client_id"],
        "scope": ",".join(SCOPES),
        "redirect_uri": values["redirect_url"],
    }
    return with_query(f"{base_of(values)}/admin/oauth/authorize", query)


def sign_in(
    values: Mapping[str, str], proxy: Proxy | None, tools: Tools, open_browser: Callable[[str], None]
) -> dict[str, str]:
    """The secrets to keep: a token that never ends, or the keys that give one for a day."""
    base, secret = base_of(values), values.get("client_secret", "").strip()
    kept = {"client_secret": secret} if secret else {}
    if token := values.get("access_token", "").strip():
        return {**kept, "access_token": token}
    if not secret or not values.get("client_id"):
        raise Rejected("shopify_keys_missing")
    if not values.get("pasted", "").strip():
        return kept
    code = proven_code(values["pasted"], shop_host(values.get("shop", "")), secret)
    line = HttpLine(tools.lines, proxy)
    try:
        form = {"client_id": values["client_id"], "client_secret": secret, "code": code}
        return {**kept, "access_token": asked(line, base, form).access}
    finally:
        line.close()


def proven_code(pasted: str, shop: str, secret: str) -> str:
    """The code in the address, once the address is proven to be Shopify's own and about this shop."""
    query = urlsplit(pasted.strip()).query or pasted.strip().partition("?")[2]
    pairs = parse_qsl(query, keep_blank_values=True)
    named = dict(pairs)
    if not hmac.compare_digest(named.get("hmac", "").encode(), signature(pairs, secret).encode()):
        raise Rejected("shopify_address_not_genuine")
    if named.get("shop", "").lower() != shop:
        raise Rejected("shopify_other_shop")
    return pasted_code(pasted)


def signature(pairs: list[tuple[str, str]], secret: str) -> str:
    """What Shopify signs: every pair but the signature itself, by name, as a query."""
    signed = sorted((name, value) for name, value in pairs if name not in ("hmac", "signature"))
    return hex_hmac(secret, "&".join(f"{name}={value}" for name, value in signed))
