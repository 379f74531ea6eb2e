"""Answering Amazon buyers: a plain mail to the alias, from an address that Amazon has on the seller's list; Amazon's
ready-made messages take the API's way."""

from collections.abc import Mapping
from datetime import datetime

from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.form_sender import FormSender
from app.connectors.amazon.relay import RELAY
from app.connectors.contract import Ability, Capabilities, Form, Found, FoundSent, Outbound, Receipt
from app.connectors.manifests import Tools
from app.connectors.shop_mail import MailTerms, ShopMail
from app.domain.shops import Login, Shop


def objection(outbound: Outbound) -> str:
    """A mail goes to the alias exactly as it was received."""
    to = outbound.reply_refs.get("to") or outbound.customer.key
    return "" if RELAY.fullmatch(to.lower()) else "amazon_no_alias"


TERMS = MailTerms(objection, no_copies="relay_serves_one_buyer", acts=True)
"""no name in From: Amazon shows the store's itself"""


class AmazonSender(ShopMail):
    """One seller's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        super().__init__(shop, logins, tools, TERMS)
        api = logins.get("api")
        self._forms = FormSender(shop, AmazonApi(api, tools)) if api is not None else None

    def capabilities(self) -> Capabilities:
        """As any shop with a mailbox; ready-made messages only with the API."""
        usual = super().capabilities()
        if self._forms is None:
            return Capabilities(usual.can, {**usual.cannot, Ability.SENDS_FORMS: "api_login_missing"})
        return Capabilities(usual.can | {Ability.SENDS_FORMS}, usual.cannot)

    def forms(self, order_key: str) -> tuple[Form, ...]:
        """Amazon's ready-made messages about an order."""
        return self._forms.forms(order_key) if self._forms is not None else ()

    def send(self, outbound: Outbound) -> Receipt:
        """One mail, or one ready-made message."""
        if not outbound.form:
            return super().send(outbound)
        return self._forms.send(outbound) if self._forms else Receipt.refused("api_login_missing")

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks into Sent; Amazon's own copy of the reply arrives by mail and proves it as well."""
        if not outbound.form:
            return super().find_sent(outbound, since, owned)
        return self._forms.find(outbound) if self._forms else FoundSent(Found.UNSURE)

    def settle(self, outbound: Outbound) -> None:
        """What a mail leaves to do; a ready-made message leaves nothing in the mailbox."""
        if not outbound.form:
            super().settle(outbound)

    def close(self) -> None:
        """Drops every line."""
        super().close()
        if self._forms is not None:
            self._forms.close()
