"""AliExpress's practice shop: one login."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """One login."""
    facts = town["aliexpress"]
    values = {
        "client_id": facts["app_key"], "client_secret": facts["app_secret"], "redirect_uri": facts["redirect_uri"],
        "refresh_token": shop["refresh_token"], "api_url": facts["api"],
    }  # fmt: skip
    return PracticeShop(
        (PracticeDoor(f"aliexpress {shop['seller']}", LoginEntry("api", "aliexpress", values)),)
    )
