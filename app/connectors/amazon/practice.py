"""Amazon's practice shops: the mailbox of the relay and the seller's API, shared by the seller's sites."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop, mail_door
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """Two logins."""
    facts = town["amazon"]
    values = {
        "region": shop["region"], "seller_id": shop["seller"], "client_id": facts["client_id"],
        "client_secret": facts["client_secret"], "refresh_token": shop["refresh_token"],
        "api_url": facts["endpoints"][shop["region"]], "token_url": facts["token_url"],
    }  # fmt: skip
    api = PracticeDoor(f"amazon {shop['seller']}", LoginEntry("api", "amazon", values))
    return PracticeShop((mail_door(town, shop), api), shop["marketplace"])
