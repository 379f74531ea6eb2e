"""Answering Amazon buyers: a plain mail to the alias, from an address that Amazon has on the seller's
list."""

from collections.abc import Mapping

from app.connectors.amazon.relay import RELAY
from app.connectors.contract import Outbound
from app.connectors.manifests import Tools
from app.connectors.shop_mail import MailTerms, ShopMail
from app.domain.shops import Login, Shop


def objection(outbound: Outbound) -> str:
    """A mail goes to the alias exactly as it was received."""
    to = outbound.reply_refs.get("to") or outbound.customer.key
    return "" if RELAY.fullmatch(to.lower()) else "amazon_no_alias"


TERMS = MailTerms(objection, no_copies="relay_serves_one_buyer")
"""no name in From: Amazon shows the store's itself"""


class AmazonSender(ShopMail):
    """One seller's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        super().__init__(shop, logins, tools, TERMS)
