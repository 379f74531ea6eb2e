"""Where a shop's Admin API lives: every shop has a host of its own, and a version of a quarter of the year."""

import re
from collections.abc import Mapping

from app.connectors.contract import Rejected

VERSION = "2026-07"
"""a version answers for a year at least, so this one until July 2027"""
SHOP = re.compile(r"[a-z0-9][a-z0-9-]*\.myshopify\.com")
_STORE = re.compile(r"^admin\.shopify\.com/store/([a-z0-9-]+)")


def shop_host(entered: str) -> str:
    """The host behind whatever an agent copies: a bare name, an address of the admin, or the host itself."""
    plain = re.sub(r"^https?://", "", entered.strip().lower())
    in_admin = _STORE.match(plain)
    host = f"{in_admin[1]}.myshopify.com" if in_admin else plain.partition("/")[0]
    if host and "." not in host:
        host += ".myshopify.com"
    if not SHOP.fullmatch(host):
        raise Rejected("shopify_domain_wrong", step="sign_in")
    return host


def base_of(settings: Mapping[str, str]) -> str:
    """Where calls go. Nothing leaves before the host is proven to be a shop's."""
    own = settings.get("api_url", "").strip().rstrip("/")
    return own or f"https://{shop_host(settings.get('shop', ''))}"


def graphql_of(base: str) -> str:
    """The one address of the API."""
    return f"{base}/admin/api/{VERSION}/graphql.json"


def tokens_of(base: str) -> str:
    """Where tokens are given out."""
    return f"{base}/admin/oauth/access_token"


def number_of(gid: str) -> str:
    """The bare number of `gid://shopify/Order/1`."""
    return gid.rpartition("/")[2].partition("?")[0]


def gid(kind: str, key: str) -> str:
    """A name as the API wants it, from a bare number or a key of ours such as `return:1`."""
    number = key.rpartition(":")[2] if not key.startswith("gid:") else number_of(key)
    return f"gid://shopify/{kind}/{number}"
