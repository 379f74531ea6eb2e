"""eBay's practice shops: one login each."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """One login."""
    facts = town["ebay"]
    values = {
        "client_id": facts["client_id"], "client_secret": facts["client_secret"], "ru_name": facts["ru_name"],
        "refresh_token": shop["refresh_token"], "api_url": facts["api"], "apiz_url": facts["apiz"],
        "auth_url": facts["authorize_url"],
    }  # fmt: skip
    return PracticeShop((PracticeDoor(f"ebay {shop['seller']}", LoginEntry("api", "ebay", values)),))
