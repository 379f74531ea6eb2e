"""eBay's addresses and the rights we ask for. Data of 2026-11-22, sources in NOTES.md."""

from collections.abc import Mapping
from dataclasses import dataclass

ROOT = "https://api.ebay.com/oauth/api_scope"
BASIC = "basic"
NEEDED = ("commerce.message", "sell.fulfillment", "commerce.identity.readonly")
"""messages, orders and returns, who we are"""
MORE = ("sell.inventory", "sell.finances", "sell.payment.dispute")
"""pictures, refunds, payment disputes"""


def scopes_of(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The rights a seller is asked for: an application that eBay gave fewer must not ask for more."""
    names = NEEDED if settings.get("rights") == BASIC else NEEDED + MORE
    return tuple(f"{ROOT}/{name}" for name in names)


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where one environment lives."""

    api: str
    apiz: str
    apim: str
    auth_url: str

    @property
    def token_url(self) -> str:
        """The token endpoint."""
        return f"{self.api}/identity/v1/oauth2/token"

    @property
    def messages(self) -> str:
        """The Message API."""
        return f"{self.api}/commerce/message/v1"

    @property
    def orders(self) -> str:
        """The Fulfillment API's orders."""
        return f"{self.api}/sell/fulfillment/v1/order"

    @property
    def cases(self) -> str:
        """The Post-Order API."""
        return f"{self.api}/post-order/v2"

    @property
    def disputes(self) -> str:
        """Where the Fulfillment API keeps payment disputes: `payment_dispute…` begins behind it."""
        return f"{self.apiz}/sell/fulfillment/v1"

    @property
    def keys(self) -> str:
        """The Key Management API's signing keys."""
        return f"{self.apiz}/developer/key_management/v1/signing_key"

    @property
    def pictures(self) -> str:
        """The Media API's upload of a picture."""
        return f"{self.apim}/commerce/media/v1_beta/image/create_image_from_file"


PRODUCTION = Hosts(
    "https://api.ebay.com",
    "https://apiz.ebay.com",
    "https://apim.ebay.com",
    "https://auth.ebay.com/oauth2/authorize",
)
SANDBOX = Hosts(
    "https://api.sandbox.ebay.com",
    "https://apiz.sandbox.ebay.com",
    "https://apim.sandbox.ebay.com",
    "https://auth.sandbox.ebay.com/oauth2/authorize",
)


def hosts_of(settings: Mapping[str, str]) -> Hosts:
    """The environment of a login; single addresses can be set, as the practice marketplaces do."""
    base = SANDBOX if settings.get("environment") == "sandbox" else PRODUCTION
    return Hosts(
        (settings.get("api_url") or base.api).rstrip("/"),
        (settings.get("apiz_url") or settings.get("api_url") or base.apiz).rstrip("/"),
        (settings.get("apim_url") or settings.get("api_url") or base.apim).rstrip("/"),
        settings.get("auth_url") or base.auth_url,
    )
