"""Shopify's practice shop: its support mailbox and an application of its own."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop, mail_door
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """Two logins."""
    values = {
        "shop": shop["seller"], "client_id": shop["client_id"], "client_secret": shop["client_secret"],
        "api_url": shop["api"],
    }  # fmt: skip
    api = PracticeDoor(f"shopify {shop['seller']}", LoginEntry("api", "shopify", values))
    return PracticeShop((mail_door(town, shop), api))
