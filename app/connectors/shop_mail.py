"""A shop's way out by mail, where an API beside the mailbox knows its orders: relays of marketplaces, own shops."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.connectors.contract import Ability, Capabilities, FoundSent, Outbound, Receipt, Rejected
from app.connectors.files_behind import fetch_behind
from app.connectors.mail_letters import look, post, settle
from app.connectors.mail_logins import proxy_of, route_of
from app.connectors.manifests import Tools
from app.domain.shops import Login, Shop
from app.net.http import HttpLine


def as_it_is(outbound: Outbound) -> Outbound:
    """A reply that leaves as it was written."""
    return outbound


@dataclass(frozen=True, slots=True)
class MailTerms:
    """In what such shops differ."""

    objection: Callable[[Outbound], str]
    """why a mail must not leave, as a key; '' where it may"""
    dressed: Callable[[Outbound], Outbound] = as_it_is
    """the mail as the platform wants it; the same at every look"""
    no_copies: str = ""
    """why copies cannot be sent; '' where they can"""
    names_sender: bool = False
    """whether our name stands in From; relays put the shop's own there"""
    acts: bool = False
    """whether the API lets us act on orders"""


class ShopMail:
    """One shop's sender: mails through its mailbox, pictures through its API's line."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools, terms: MailTerms) -> None:
        self._tools = tools
        self._terms = terms
        self._api_login = logins.get("api")
        route = route_of(logins["mail"], shop, tools)
        self._route = route if terms.names_sender else replace(route, sender_name="")
        self._line: HttpLine | None = None

    def capabilities(self) -> Capabilities:
        """What needs the API is missing without it; what is sent is found only where the mailbox can be read."""
        can = {Ability.MOVES_FILES, Ability.STARTS_CONVERSATIONS}
        cannot = {Ability.MARKS_READ: "reading_stays_here"}
        by_api = (Ability.READS_ORDERS, *((Ability.ACTS_ON_ORDERS,) if self._terms.acts else ()))
        for ability, reason in (
            *((one, "" if self._api_login is not None else "api_login_missing") for one in by_api),
            (Ability.FINDS_SENT, "" if self._route.imap is not None else "mailbox_cannot_be_read"),
            (Ability.SENDS_COPIES, self._terms.no_copies),
        ):
            if reason:
                cannot[ability] = reason
            else:
                can.add(ability)
        return Capabilities(frozenset(can), cannot)

    def send(self, outbound: Outbound) -> Receipt:
        """One mail over one fresh connection, unless the shop's terms speak against it."""
        copies = self._terms.no_copies if outbound.cc or outbound.bcc else ""
        if why := self._terms.objection(outbound) or copies:
            return Receipt.refused(why)
        return post(self._tools.lines, self._route, self._terms.dressed(outbound))

    def find_sent(
        self, outbound: Outbound, since: datetime, owned: frozenset[str] = frozenset()
    ) -> FoundSent:
        """Looks into Sent. Found proves it; absent proves nothing, since not every server files copies."""
        return look(self._tools.lines, self._route, outbound, since)

    def settle(self, outbound: Outbound) -> None:
        """Files the copy in Sent and marks the mail that was answered."""
        settle(self._tools.lines, self._route, self._terms.dressed(outbound))

    def fetch_file(self, url: str) -> bytes:
        """A product picture."""
        if self._api_login is None:
            raise Rejected("api_login_missing")
        if self._line is None:
            self._line = HttpLine(self._tools.lines, proxy_of(self._api_login, self._tools))
        return fetch_behind(self._line, url)

    def mark_read(self, thread_key: str) -> None:
        """Nobody is told."""

    def close(self) -> None:
        """Drops the line to the picture host."""
        if self._line is not None:
            self._line.close()
            self._line = None
