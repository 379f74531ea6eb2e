"""Shopee's addresses and paths, and how a call is signed. Data of 2026-11-22, sources in NOTES.md."""

import hashlib
import hmac
from collections.abc import Mapping

LIVE = {
    "cn": "https://openplatform.shopee.cn",
    "sg": "https://partner.shopeemobile.com",
    "br": "https://openplatform.shopee.com.br",
    "sandbox": "https://openplatform.sandbox.test-stable.shopee.cn",
}
"""by where the caller sits; every host serves every shop"""
DOMAINS = {
    "SG": "sg", "MY": "com.my", "TH": "co.th", "VN": "vn", "PH": "ph", "ID": "co.id", "TW": "tw", "BR": "com.br",
    "MX": "com.mx", "CL": "cl", "CO": "com.co",
}  # fmt: skip
"""the end of a region's own domain"""

CONSENT = "/api/v2/shop/auth_partner"
TOKEN_GET, TOKEN_RENEW = "/api/v2/auth/token/get", "/api/v2/auth/access_token/get"
SHOP = "/api/v2/shop/get_shop_info"
CHAT = "/api/v2/sellerchat"
CONVERSATIONS, MESSAGES = f"{CHAT}/get_conversation_list", f"{CHAT}/get_message"
ONE_CONVERSATION = f"{CHAT}/get_one_conversation"
SEND, READ, UPLOAD = f"{CHAT}/send_message", f"{CHAT}/read_conversation", f"{CHAT}/upload_image"
ORDERS, ORDER_DETAIL = "/api/v2/order/get_order_list", "/api/v2/order/get_order_detail"
CANCEL, BUYER_CANCEL = "/api/v2/order/cancel_order", "/api/v2/order/handle_buyer_cancellation"
WAYS, SHIP = "/api/v2/logistics/get_shipping_parameter", "/api/v2/logistics/ship_order"
TRACKING = "/api/v2/logistics/get_tracking_number"
RETURNS = "/api/v2/returns"
RETURN_LIST, RETURN_DETAIL = f"{RETURNS}/get_return_list", f"{RETURNS}/get_return_detail"
CONFIRM, OFFER, ACCEPT_OFFER = f"{RETURNS}/confirm", f"{RETURNS}/offer", f"{RETURNS}/accept_offer"
DISPUTE, DISPUTE_REASONS = f"{RETURNS}/dispute", f"{RETURNS}/get_return_dispute_reason"
EVIDENCE, SOLUTIONS = f"{RETURNS}/convert_image", f"{RETURNS}/get_available_solutions"


def base_of(settings: Mapping[str, str]) -> str:
    """The host of a login; a single address can be set, as the practice marketplaces do."""
    return (settings.get("api_url") or LIVE.get(settings.get("host", ""), LIVE["cn"])).rstrip("/")


def sign(key: str, partner: str, path: str, at: int, token: str = "", owner: str = "") -> str:
    """The signature of a call: application, path and time, then whose token. Neither query nor body is part of it."""
    return hmac.new(key.encode(), f"{partner}{path}{at}{token}{owner}".encode(), hashlib.sha256).hexdigest()


def picture_url(value: str, region: str) -> str:
    """A picture's address: as it stands, or made of the bare number of a file; '' where it is neither."""
    if value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        return value
    bare = bool(value) and all(letter.isalnum() or letter in "-_." for letter in value)
    return f"https://cf.shopee.{DOMAINS.get(region, 'sg')}/file/{value}" if bare else ""
