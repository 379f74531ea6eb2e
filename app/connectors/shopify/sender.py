"""Answering a shop's customers: a mail from the shop's own support address, under the shop's own name."""

from dataclasses import replace

from app.connectors.contract import Outbound
from app.connectors.shop_mail import MailTerms
from app.domain.addresses import is_address


def objection(outbound: Outbound) -> str:
    """Who ordered without an address cannot be written to, nor can a machine of Shopify's."""
    if why := outbound.reply_refs.get("no_reply"):
        return why
    to = outbound.reply_refs.get("to") or outbound.customer.key
    return "shopify_no_address" if to.startswith("customer:") or not is_address(to) else ""


def named(outbound: Outbound) -> Outbound:
    """A mail that answers none carries the order's name in its subject, so that the customer's answer does."""
    order, subject = outbound.order_key, outbound.subject
    if not order or outbound.reply_refs.get("message_id") or order in subject:
        return outbound
    return replace(outbound, subject=f"{subject} ({order})" if subject else order)


TERMS = MailTerms(objection, named, names_sender=True, acts=True)
