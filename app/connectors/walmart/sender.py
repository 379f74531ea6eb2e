"""Answering Walmart's customers: a plain mail to the relay, from an address that Seller Center knows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.connectors.contract import Ability, Capabilities, FoundSent, Outbound, Receipt, Rejected
from app.connectors.files_behind import fetch_behind
from app.connectors.mail_letters import look, post, settle
from app.connectors.mail_logins import proxy_of, route_of
from app.connectors.manifests import Tools
from app.connectors.walmart.relay import SERVICE
from app.domain.shops import Login, Shop
from app.net.http import HttpLine


class WalmartSender:
    """One seller's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._tools = tools
        self._api_login = logins.get("api")
        self._route = replace(route_of(logins["mail"], shop, tools), sender_name="")
        self._line: HttpLine | None = None

    def capabilities(self) -> Capabilities:
        """Orders and acts on them only with the API; no copies, since a relay address serves one customer."""
        can = {Ability.MOVES_FILES, Ability.STARTS_CONVERSATIONS}
        cannot = {
            Ability.MARKS_READ: "reading_stays_here",
            Ability.SENDS_COPIES: "walmart_relay_serves_one",
        }
        for ability in (Ability.READS_ORDERS, Ability.ACTS_ON_ORDERS):
            if self._api_login is not None:
                can.add(ability)
            else:
                cannot[ability] = "api_login_missing"
        if self._route.imap is None:
            cannot[Ability.FINDS_SENT] = "mailbox_cannot_be_read"
        else:
            can.add(Ability.FINDS_SENT)
        return Capabilities(frozenset(can), cannot)

    def send(self, outbound: Outbound) -> Receipt:
        """One mail to the address the customer's mail came from, or to the one that stands in his order."""
        refs = outbound.reply_refs
        if refs.get("no_reply"):
            return Receipt.refused(refs["no_reply"])
        if not SERVICE.fullmatch((refs.get("to") or outbound.customer.key).lower()):
            return Receipt.refused("walmart_no_relay_address")
        if outbound.cc or outbound.bcc:
            return Receipt.refused("walmart_relay_serves_one")
        return post(self._tools.lines, self._route, named(outbound))

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks into Sent; Walmart sends no copy."""
        return look(self._tools.lines, self._route, outbound, since)

    def settle(self, outbound: Outbound) -> None:
        """Files the copy in Sent and marks the mail that was answered."""
        settle(self._tools.lines, self._route, named(outbound))

    def fetch_file(self, url: str) -> bytes:
        """A product picture."""
        if self._api_login is None:
            raise Rejected("api_login_missing")
        if self._line is None:
            self._line = HttpLine(self._tools.lines, proxy_of(self._api_login, self._tools))
        return fetch_behind(self._line, url)

    def mark_read(self, thread_key: str) -> None:
        """Walmart cannot be told."""

    def close(self) -> None:
        """Drops the line to the picture host."""
        if self._line is not None:
            self._line.close()
            self._line = None


def named(outbound: Outbound) -> Outbound:
    """A mail that answers none carries the order's number in its subject, by which both sides find the order."""
    order, subject = outbound.order_key, outbound.subject
    if not order or outbound.reply_refs.get("message_id") or order in subject:
        return outbound
    return replace(outbound, subject=f"{subject}, {order}".lstrip(", "))
