"""Shopee's practice shops: one main account's consent opens both."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """The main account's login, and which of its shops this is."""
    facts = town["shopee"]
    values = {
        "client_id": facts["client_id"], "client_secret": facts["client_secret"], "shops": " ".join(facts["shops"]),
        "refresh_token": shop["refresh_token"], "redirect_url": facts["redirect_url"], "api_url": facts["api"],
        "contact_email": "practice@northshore.example",
    }  # fmt: skip
    door = PracticeDoor(f"shopee {facts['main_account_id']}", LoginEntry("api", "shopee", values))
    return PracticeShop((door,), shop["shop_id"], shop["country"])
