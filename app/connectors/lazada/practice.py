"""Lazada's practice shops: a chat application and an order application, one consent each for all countries."""

from app.connectors.practice import Described, PracticeDoor, PracticeShop
from app.domain.ports import LoginEntry


def practice(town: Described, shop: Described) -> PracticeShop:
    """Two logins, shared by the countries of one seller."""
    facts = town["lazada"]
    doors = []
    for role in ("chat", "api"):
        application = facts["applications"][role]
        values = {
            "client_id": application["app_key"], "client_secret": application["app_secret"],
            "redirect_uri": facts["redirect_uri"], "refresh_token": shop["refresh_tokens"][role],
            "api_url": facts["api"], "token_url": facts["auth"], "auth_url": facts["authorize_url"],
        }  # fmt: skip
        doors.append(PracticeDoor(f"lazada {role} {shop['seller']}", LoginEntry(role, "lazada", values)))
    return PracticeShop(tuple(doors), shop["marketplace"], shop["country"])
