"""Answering Walmart's customers: a plain mail to the relay, from an address that Seller Center knows."""

from dataclasses import replace

from app.connectors.contract import Outbound
from app.connectors.shop_mail import MailTerms
from app.connectors.walmart.relay import SERVICE


def objection(outbound: Outbound) -> str:
    """A mail goes to the address the customer's mail came from, or to the one that stands in his order."""
    refs = outbound.reply_refs
    if refs.get("no_reply"):
        return refs["no_reply"]
    to = refs.get("to") or outbound.customer.key
    return "" if SERVICE.fullmatch(to.lower()) else "walmart_no_relay_address"


def named(outbound: Outbound) -> Outbound:
    """A mail that answers none carries the order's number in its subject, by which both sides find the order."""
    order, subject = outbound.order_key, outbound.subject
    if not order or outbound.reply_refs.get("message_id") or order in subject:
        return outbound
    return replace(outbound, subject=f"{subject}, {order}".lstrip(", "))


TERMS = MailTerms(objection, named, no_copies="walmart_relay_serves_one", acts=True)
