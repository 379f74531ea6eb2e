"""The practice mailbox."""

from app.connectors.practice import Described, PracticeShop, mail_door


def practice(town: Described, shop: Described) -> PracticeShop:
    """One login."""
    return PracticeShop((mail_door(town, shop),))
