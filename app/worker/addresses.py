"""Reads senders, recipients, dates and Message-IDs out of header fields that may be broken or hostile."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

from app.domain.mail import Mailbox
from app.worker.headers import decode_words

MAX_MAILBOXES = 200
MAX_IDS = 100
NOBODY = Mailbox("", "")

_ADDRESS = re.compile(r"[^\s<>@\"(),;:\\]{1,250}@[^\s<>@\"(),;:\\]{1,250}")
_SPECIAL = re.compile(r'["(),;:<>\\]')
_BRACKETED = re.compile(r"<([^<>]{1,990})>")
_ID = re.compile(r"[^\s<>@]{1,490}@[^\s<>]{1,490}")
_COMMON_DATE = re.compile(
    r"(?:[A-Za-z]{2,9}, ?)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)(?: ?\([^()]*\))?"
)
_MONTHS = {
    name: number
    for number, name in enumerate("janfebmaraprmayjunjulaugsepoctnovdec"[i : i + 3] for i in range(0, 36, 3))
}


def mailboxes(value: str) -> tuple[Mailbox, ...]:
    """Every mailbox in an address field, at most `MAX_MAILBOXES`; groups and comments are understood."""
    if not value:
        return ()
    if value[-1] == ">" and value.count("<") == 1 and value.count(",") == 0 and "(" not in value:
        name, _, address = value[:-1].partition("<")
        return (Mailbox(_name(name), clean_address(address)),)
    if _ADDRESS.fullmatch(value):
        return (Mailbox("", value.lower()),)
    return tuple(_Scanner(value).read())


def first_mailbox(value: str) -> Mailbox:
    """The first mailbox of a field, or one without name and address."""
    found = mailboxes(value)
    return found[0] if found else NOBODY


def clean_address(text: str) -> str:
    """The address in lower case; '' when there is none in the text."""
    match = _ADDRESS.search(text)
    return match.group().lower() if match else ""


def _name(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    if "\\" in text:
        text = re.sub(r"\\(.)", r"\1", text)
    return decode_words(text)[:500]


class _Scanner:
    """Walks from one special character to the next; each character is looked at once."""

    def __init__(self, value: str) -> None:
        self._value = value
        self._found: list[Mailbox] = []
        self._clear()

    def _clear(self) -> None:
        self._words: list[str] = []
        self._comment: list[str] = []
        self._address: str | None = None

    def read(self) -> list[Mailbox]:
        """The mailboxes in order."""
        at, value = 0, self._value
        while len(self._found) < MAX_MAILBOXES:
            match = _SPECIAL.search(value, at)
            if match is None:
                self._words.append(value[at:])
                self._finish()
                break
            self._words.append(value[at : match.start()])
            at = self._special(match.group(), match.end())
        return self._found

    def _special(self, sign: str, at: int) -> int:
        if sign == '"':
            return self._until('"', at, self._words)
        if sign == "(":
            return self._until(")", at, self._comment)
        if sign == "<":
            inner: list[str] = []
            at = self._until(">", at, inner)
            self._address = inner[0]
        elif sign in ",;":
            self._finish()
        elif sign == ":" and self._address is None and "@" not in "".join(self._words):
            self._clear()  # what stood before is the name of a group
        else:
            self._words.append(" ")
        return at

    def _until(self, sign: str, at: int, into: list[str]) -> int:
        end = self._value.find(sign, at)
        while sign == '"' and end > at and self._value[end - 1] == "\\":
            end = self._value.find(sign, end + 1)
        if end < 0:
            end = len(self._value)
        into.append(self._value[at:end])
        return end + 1

    def _finish(self) -> None:
        words = " ".join("".join(self._words).split())
        if self._address is not None:
            self._found.append(Mailbox(_name(words), clean_address(self._address)))
        elif "@" in words:
            self._found.append(Mailbox(_name(" ".join(self._comment)), clean_address(words)))
        elif words:
            self._found.append(Mailbox(_name(words), ""))
        self._clear()


def message_id(value: str) -> str:
    """The id without its brackets; '' when it is not of the form <x@y>."""
    found = message_ids(value, 1)
    return found[0] if found else ""


def message_ids(value: str, limit: int = MAX_IDS) -> tuple[str, ...]:
    """Every well-formed id in order, each once; of too many, the first and the newest are kept."""
    found: dict[str, None] = {}
    for match in _BRACKETED.finditer(value):
        inner = "".join(match.group(1).split())
        if _ID.fullmatch(inner):
            found.setdefault(inner)
    ids = tuple(found)
    return ids if len(ids) <= limit else (ids[0], *ids[len(ids) - limit + 1 :])


def moment(value: str) -> datetime | None:
    """A Date field in UTC; None when it cannot be read or lies outside 1990 to 2100."""
    match = _COMMON_DATE.fullmatch(value)
    try:
        found = _common(match) if match else _any_date(value[:200])
        found = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError, TypeError, IndexError, KeyError):
        return None
    return found if found is not None and 1990 <= found.year < 2100 else None


def _common(match: re.Match[str]) -> datetime:
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = match.groups()
    number = _MONTHS[month.lower()] + 1
    local = datetime(int(year), number, int(day), int(hour), int(minute), min(int(second), 59), tzinfo=UTC)
    offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    return local - offset if sign == "+" else local + offset


def _any_date(value: str) -> datetime | None:
    """The standard library reads the rarer forms; a date without a zone is taken as UTC."""
    parsed = parsedate_tz(value)
    if parsed is None:
        return None
    return datetime(*parsed[:6], tzinfo=UTC) - timedelta(seconds=parsed[9] or 0)
