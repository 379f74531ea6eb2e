"""Reading a relay mail: whose alias, which case, which order, and where the buyer's own words are.

Three ways to the words, best first: the one preformatted block that Amazon writes into its HTML, the text
between the two dashed marker lines, and the whole body without the known footer (shown with a way to the
original).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from app.domain.mail import ParsedMail

ORDER = re.compile(r"(?<![\w-])(?:\d{3}|D\d{2})-\d{7}-\d{7}(?![\w-])")
RELAY = re.compile(r"([a-z0-9]{8,})(?:\+([0-9a-f-]{36}))?@(marketplace\.amazon\.[a-z.]{2,6})")
DASHES = "-–—_=─"
ITEM = re.compile(r"^\s*\d+\s*/\s*\S.*\[ASIN:\s*([A-Z0-9]{10})\]\s*$")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CENTRAL = re.compile(
    r"sellercentral\.amazon\.(com|ca|com\.mx|com\.br|co\.uk|de|fr|it|es|nl|se|pl|com\.be|com\.tr|ae|sa|eg|in|sg|co\.jp"
    r"|com\.au|ie|co\.za)|sellercentral-europe\.amazon\.com"
)
LONGEST_LINE = 2000
FOOTER_STARTS = ("for your information:", "[commmgrtok:")


@dataclass(frozen=True, slots=True)
class Alias:
    """A relay address. `as_received` is where an answer goes."""

    as_received: str
    base: str
    case: str
    """the Seller Central case, when the address carries it"""


def alias_of(addresses: Iterable[str]) -> Alias | None:
    """The best relay address among some: one with a case id before one without."""
    found = [Alias(m.group(0), f"{m.group(1)}@{m.group(3)}", m.group(2) or "")
             for address in addresses if (m := RELAY.fullmatch(address.lower()))]  # fmt: skip
    return next((alias for alias in found if alias.case), found[0] if found else None)


def inbound_alias(mail: ParsedMail) -> Alias | None:
    """Who to answer: Reply-To first, then From, then what providers leave of the envelope."""
    visible = [*(box.address for box in mail.reply_to), mail.sender.address]
    alias = alias_of(visible)
    hidden = alias_of(mail.delivered_to)
    if alias is None:
        return hidden
    if not alias.case and hidden is not None and hidden.base == alias.base:
        return Alias(alias.as_received, alias.base, hidden.case)
    return alias


def case_in_links(links: Iterable[str]) -> str:
    """The case id of the report link in the footer, which stays when the address lost its tag."""
    for link in links:
        parts = urlsplit_safely(link)
        if parts is None or CENTRAL.fullmatch(parts.netloc) is None:
            continue
        query = parse_qs(parts.query)
        for name in ("ss", "cc"):
            value = query.get(name, [""])[0].lower()
            if UUID.fullmatch(value):
                return value
    return ""


def no_response_link(mail: ParsedMail) -> str:
    """The signed `no response needed` address; opened in a browser as it stands, never fetched by us."""
    written = words_of(mail)[0]
    for link in mail.links:
        parts = urlsplit_safely(link)
        trusted = parts is not None and parts.scheme == "https" and CENTRAL.fullmatch(parts.netloc)
        if trusted and "no-response-needed" in link and link not in written:
            return link
    return ""


def class_of(mail: ParsedMail) -> str:
    """X-Space-Notification-Type, or what the survey link remembers of it where a forwarder took it."""
    header = mail.headers.get("x-space-notification-type", "").strip().upper()
    if header:
        return header
    for link in mail.links:
        parts = urlsplit_safely(link)
        value = parse_qs(parts.query).get("customAttribute1Value", [""])[0] if parts else ""
        if value.startswith("BBC_MESSAGE"):
            return value
    return ""


def urlsplit_safely(link: str) -> SplitResult | None:
    """urlsplit, or None where the address is nonsense."""
    try:
        return urlsplit(link)
    except ValueError:
        return None


def words_of(mail: ParsedMail) -> tuple[str, bool]:
    """The buyer's own words, and whether we are sure of them."""
    if mail.has_buyer_block:
        return mail.html_raw_marker.strip(), True
    between = between_markers(mail.text)
    if between is not None:
        return between, True
    return without_footer(mail.text), False


def is_marker(line: str) -> bool:
    """Whether a line is a caption between dashes, in whatever language: `------- Message:  -------`."""
    bare = line.strip()
    left, right = len(bare) - len(bare.lstrip(DASHES)), len(bare) - len(bare.rstrip(DASHES))
    caption = bare.strip(DASHES).strip(" :")
    return left >= 3 and right >= 3 and 0 < len(caption) <= 60


def between_markers(text: str) -> str | None:
    """What stands between the first and the last marker line; None where there are not two."""
    lines = text.splitlines()
    marks = [number for number, line in enumerate(lines) if is_marker(line)]
    if len(marks) < 2:
        return None
    return "\n".join(lines[marks[0] + 1 : marks[-1]]).strip()


def without_footer(text: str) -> str:
    """The whole body up to the first line of a known footer."""
    kept: list[str] = []
    for line in text.splitlines():
        if line.strip().lower().startswith(FOOTER_STARTS):
            break
        kept.append(line)
    return "\n".join(kept).strip()


def orders_of(mail: ParsedMail) -> tuple[str, ...]:
    """Order numbers where Amazon writes them: the subject, else the head of the body, never the buyer's
    words."""
    named = ORDER.findall(mail.subject)
    if not named:
        named = ORDER.findall(head_of(mail.text))
    return tuple(dict.fromkeys(named))


def head_of(text: str) -> str:
    """The lines before the first marker, or the `Order#:` lines of a mail that has none."""
    lines = [line for line in text.splitlines() if len(line) < LONGEST_LINE]
    for number, line in enumerate(lines):
        if is_marker(line):
            return "\n".join(lines[:number])
    return "\n".join(line for line in lines if line.lstrip().lower().startswith(("order#", "order id", "# ")))


def item_of(mail: ParsedMail) -> str:
    """The ASIN of the first product named above the message."""
    for line in head_of(mail.text).splitlines():
        found = ITEM.match(line)
        if found:
            return found.group(1)
    return ""
