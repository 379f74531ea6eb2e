"""Sending by a shop's own mailbox."""

from collections.abc import Mapping
from datetime import datetime

from app.connectors.contract import (
    Ability,
    Capabilities,
    FoundSent,
    Outbound,
    Receipt,
    Rejected,
)
from app.connectors.mail_letters import look, post, settle
from app.connectors.mail_logins import route_of
from app.connectors.manifests import Tools
from app.domain.shops import Login, Shop


class MailSender:
    """One shop's mailbox as its way out."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._lines = tools.lines
        self._route = route_of(logins["mail"], shop, tools)

    def capabilities(self) -> Capabilities:
        """Everything but orders; whether a mail was read is nobody's business but ours."""
        can = {Ability.MOVES_FILES, Ability.STARTS_CONVERSATIONS, Ability.SENDS_COPIES}
        cannot = {Ability.READS_ORDERS: "mail_has_no_orders", Ability.MARKS_READ: "reading_stays_here"}
        if self._route.imap is None:
            cannot[Ability.FINDS_SENT] = "mailbox_cannot_be_read"
        else:
            can.add(Ability.FINDS_SENT)
        return Capabilities(frozenset(can), cannot)

    def send(self, outbound: Outbound) -> Receipt:
        """One letter over one fresh connection."""
        return post(self._lines, self._route, outbound)

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks into Sent. Found proves it; absent proves nothing, since not every server files copies."""
        return look(self._lines, self._route, outbound, since)

    def settle(self, outbound: Outbound) -> None:
        """Files the copy in Sent and marks the mail that was answered."""
        settle(self._lines, self._route, outbound)

    def fetch_file(self, url: str) -> bytes:
        """A mail carries its files with it."""
        raise Rejected("nothing_to_fetch")

    def mark_read(self, thread_key: str) -> None:
        """Nobody is told."""

    def close(self) -> None:
        """No line stays open between letters."""
