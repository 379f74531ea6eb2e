"""Answering Amazon buyers: a plain mail to the alias, from an address that Amazon has on the seller's
list."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.connectors.amazon.relay import RELAY
from app.connectors.contract import Ability, Capabilities, FoundSent, Outbound, Receipt, Rejected
from app.connectors.files_behind import fetch_behind
from app.connectors.mail_letters import look, post, settle
from app.connectors.mail_logins import proxy_of, route_of
from app.connectors.manifests import Tools
from app.domain.shops import Login, Shop
from app.net.http import HttpLine


class AmazonSender:
    """One seller's way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._tools = tools
        self._api_login = logins.get("api")
        # A logo-free, name-free From: Amazon shows the store's name itself.
        self._route = replace(route_of(logins["mail"], shop, tools), sender_name="")
        self._line: HttpLine | None = None

    def capabilities(self) -> Capabilities:
        """Orders only with the API; no copies, since a relay address serves one buyer."""
        can = {Ability.MOVES_FILES, Ability.STARTS_CONVERSATIONS}
        cannot = {
            Ability.MARKS_READ: "reading_stays_here",
            Ability.SENDS_COPIES: "relay_serves_one_buyer",
        }
        if self._api_login is not None:
            can.add(Ability.READS_ORDERS)
        else:
            cannot[Ability.READS_ORDERS] = "api_login_missing"
        if self._route.imap is None:
            cannot[Ability.FINDS_SENT] = "mailbox_cannot_be_read"
        else:
            can.add(Ability.FINDS_SENT)
        return Capabilities(frozenset(can), cannot)

    def send(self, outbound: Outbound) -> Receipt:
        """One mail to the alias exactly as it was received."""
        to = outbound.reply_refs.get("to") or outbound.customer.key
        if not RELAY.fullmatch(to.lower()):
            return Receipt.refused("amazon_no_alias")
        if outbound.cc or outbound.bcc:
            return Receipt.refused("relay_serves_one_buyer")
        return post(self._tools.lines, self._route, outbound)

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks into Sent; Amazon's own copy of the reply arrives by mail and proves it as well."""
        return look(self._tools.lines, self._route, outbound, since)

    def settle(self, outbound: Outbound) -> None:
        """Files the copy in Sent and marks the mail that was answered."""
        settle(self._tools.lines, self._route, outbound)

    def fetch_file(self, url: str) -> bytes:
        """A product picture."""
        if self._api_login is None:
            raise Rejected("api_login_missing")
        if self._line is None:
            self._line = HttpLine(self._tools.lines, proxy_of(self._api_login, self._tools))
        return fetch_behind(self._line, url)

    def mark_read(self, thread_key: str) -> None:
        """Amazon cannot be told."""

    def close(self) -> None:
        """Drops the line to the picture host."""
        if self._line is not None:
            self._line.close()
            self._line = None
