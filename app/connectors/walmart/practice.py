"""Walmart's practice shops: the mailbox of the relay and the seller's API."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop, mail_door
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """Two logins."""
    values = {
        "seller_id": shop["seller"], "client_id": shop["client_id"], "client_secret": shop["client_secret"],
        "api_url": town["walmart"]["api"],
    }  # fmt: skip
    api = PracticeDoor(f"walmart {shop['seller']}", LoginEntry("api", "walmart", values))
    return PracticeShop((mail_door(town, shop), api))
