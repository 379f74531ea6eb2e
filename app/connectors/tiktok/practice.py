"""TikTok's practice shops: one login each."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """One login."""
    facts = town["tiktok"]
    values = {
        "client_id": facts["app_key"], "client_secret": facts["app_secret"], "service_id": facts["service_id"],
        "refresh_token": shop["refresh_token"], "api_url": facts["api"], "token_url": facts["tokens"],
        "auth_url": facts["authorize_url"],
    }  # fmt: skip
    return PracticeShop((PracticeDoor(f"tiktok {shop['seller']}", LoginEntry("api", "tiktok", values)),))
