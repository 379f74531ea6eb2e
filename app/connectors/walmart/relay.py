"""Reading a relay mail: its address, the topic and order in its subject, and where the customer's own words begin.

Every mail comes from an address of its own, so an address says nothing about a conversation: the order does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.mail import ParsedMail

RELAY = re.compile(r"(?!mailer-daemon|postmaster)[a-z0-9][a-z0-9._-]{5,63}@relay\.walmart\.(?:com|ca)")
SERVICE = re.compile(r"[^@\s]+@(?:[a-z0-9-]+\.)*wal-?mart\.(?:com|ca)")
"""Walmart's own people and machines"""
SUBJECT = re.compile(
    r"^(?:(?:re|fwd?)\s*:\s*)*message from walmart\.(?:com|ca) customer:"
    r"\s*(?P<topic>.*?)(?:,\s*(?P<order>\d{10,15}))?\s*$",
    re.IGNORECASE,
)
ORDER_AT_END = re.compile(r"[,#(]\s*(\d{13}|2000\d{11})\)?\s*$")
HEAD = re.compile(r"^\s*(sales order id|item id|item|quantity|order date)\s*:\s*(.*)$", re.IGNORECASE)
ORDER = re.compile(r"\d{10,15}")
LONGEST_LINE = 1000


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's text in two: the lines Walmart puts on top, and the customer's words from `begins` on."""

    order: str
    item: str
    begins: int
    sure: bool


def relay_of(addresses: Iterable[str]) -> str:
    """The first relay address; '' where there is none."""
    return next((one for one in (address.lower() for address in addresses) if RELAY.fullmatch(one)), "")


def answers_to(mail: ParsedMail) -> str:
    """Where an answer goes: Reply-To first, then From, as they were received."""
    addresses = [*(box.address for box in mail.reply_to), mail.sender.address]
    return relay_of(addresses) or next((one for one in addresses if SERVICE.fullmatch(one.lower())), "")


def is_customers(mail: ParsedMail) -> bool:
    """Whether a customer speaks, perhaps through Walmart's own service."""
    relayed = relay_of([*(box.address for box in mail.reply_to), mail.sender.address])
    return bool(relayed) or SUBJECT.match(mail.subject[:500]) is not None


def topic_of(subject: str) -> str:
    """The topic Walmart wrote; '' where the subject is another."""
    found = SUBJECT.match(subject[:500])
    return found["topic"].strip() if found else ""


def order_of(mail: ParsedMail) -> str:
    """The customer's order number where Walmart writes it: the subject, else the head of the body; never the
    customer's own words."""
    found = SUBJECT.match(mail.subject[:500])
    if found and found["order"]:
        return found["order"]
    at_end = ORDER_AT_END.search(mail.subject[:500])
    return at_end.group(1) if at_end else body_of(mail.text).order


def body_of(text: str) -> Body:
    """Finds the lines on top: `Sales Order ID`, `Item ID`, `Item`. Without them every word is the customer's."""
    named: dict[str, str] = {}
    begins = place = 0
    for line in text[:8000].splitlines(keepends=True):
        place += len(line)
        found = HEAD.match(line[:LONGEST_LINE])
        if found:
            named.setdefault(found[1].lower(), found[2].strip())
            begins = place
        elif line.strip():
            break
    number = ORDER.fullmatch(named.get("sales order id", "").replace("-", ""))
    item = named.get("item id", "")
    return Body(
        order=number.group() if number else "",
        item=item if item.isascii() and item.isdigit() and len(item) < 20 else "",
        begins=begins,
        sure=number is not None,
    )
