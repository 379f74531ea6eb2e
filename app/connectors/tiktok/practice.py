"""TikTok's practice shops: one consent opens both."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """The login of the seller, and which of his shops it is."""
    facts = town["tiktok"]
    values = {
        "client_id": facts["app_key"], "client_secret": facts["app_secret"], "service_id": facts["service_id"],
        "refresh_token": facts["seller"]["refresh_token"], "api_url": facts["api"], "token_url": facts["tokens"],
        "auth_url": facts["authorize_url"],
    }  # fmt: skip
    door = PracticeDoor(f"tiktok {facts['seller']['name']}", LoginEntry("api", "tiktok", values))
    return PracticeShop((door,), shop["seller"], shop["country"])
