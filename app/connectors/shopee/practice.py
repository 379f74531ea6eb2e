"""Shopee's practice shops: one login each, as Shopee's consents are for one shop."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """One login."""
    facts = town["shopee"]
    values = {
        "client_id": facts["client_id"], "client_secret": facts["client_secret"], "shop_id": shop["shop_id"],
        "refresh_token": shop["refresh_token"], "redirect_url": facts["redirect_url"], "api_url": facts["api"],
        "contact_email": "practice@northshore.example",
    }  # fmt: skip
    return PracticeShop((PracticeDoor(f"shopee {shop['shop_id']}", LoginEntry("api", "shopee", values)),))
