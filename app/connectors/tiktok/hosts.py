"""TikTok Shop's addresses, its rights by name, and the hosts of its pictures. Data of 2026-11-22, see NOTES.md."""

from collections.abc import Mapping

API = "https://open-api.tiktokglobalshop.com"
TOKENS = "https://auth.tiktok-shops.com/api/v2/token"
CONSENT = {
    "world": "https://services.tiktokshop.com/open/authorize",
    "us": "https://services.tiktokshops.us/open/authorize",
}
"""the consent page by market: American sellers have one of their own"""
CHAT = "seller.customer_service"
"""the right to read and write messages, which TikTok grants to few"""
MEDIA = (
    "tiktokcdn.com",
    "tiktokcdn-us.com",
    "ibyteimg.com",
    "byteimg.com",
    "byted.org",
    "tiktokglobalshop.com",
)
"""hosts that may be shown our token for a picture: hearsay"""

SHOPS = "/authorization/202309/shops"
TALKS = "/customer_service/202309/conversations"
IMAGES = "/customer_service/202309/images/upload"
ORDER_SEARCH = "/order/202309/orders/search"
ORDERS = "/order/202507/orders"
RETURNS = "/return_refund/202309/returns"
CANCELLATIONS = "/return_refund/202309/cancellations"
REJECT_REASONS = "/return_refund/202309/reject_reasons"


def api_of(settings: Mapping[str, str]) -> str:
    """Where the calls go."""
    return (settings.get("api_url") or API).rstrip("/")


def tokens_of(settings: Mapping[str, str]) -> str:
    """Where tokens are asked for."""
    return (settings.get("token_url") or TOKENS).rstrip("/")


def consent_of(settings: Mapping[str, str]) -> str:
    """The page on which a seller agrees."""
    return settings.get("auth_url") or CONSENT.get(settings.get("market", ""), CONSENT["world"])


def order_page(region: str, order: str) -> str:
    """The order in the seller's own centre; each region has a host of its own."""
    return f"https://seller-{region.lower()}.tiktok.com/order/detail?order_no={order}" if region else ""
