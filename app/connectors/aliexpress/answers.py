"""What AliExpress's answers look like: wrapped or bare, with lists inside objects or plain, and how they say no.

`/sync` puts an error into `error_response` and its sentence into `msg`; `/rest` writes it flat, with `message`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Unreachable
from app.connectors.reading import Fields, storable, sub, text
from app.domain.errors import QuaysideError
from app.net.http import Answer

THROTTLED = timedelta(seconds=1)
BUSY = timedelta(minutes=1)


class Fault(Enum):
    """What a refusal means for us."""

    TOKEN = "token"
    CLOCK = "clock"
    """the signature or the time is wrong, which looks the same from outside"""
    CLIENT = "client_refused"
    ADDRESS = "aliexpress_address_refused"
    PERMISSION = "aliexpress_permission_missing"
    THROTTLED = "rate_limited"
    DAY_SPENT = "daily_quota"
    BACKEND = "server_trouble"
    REFUSED = "aliexpress_rejected"


FAULTS: Mapping[str, Fault] = {
    "IllegalAccessToken": Fault.TOKEN,
    "27": Fault.TOKEN,
    "IllegalRefreshToken": Fault.TOKEN,
    "IncompleteSignature": Fault.CLOCK,
    "InvalidTimestamp": Fault.CLOCK,
    "InvalidAppKey": Fault.CLIENT,
    "AppWhiteIpLimit": Fault.ADDRESS,
    "InsufficientPermission": Fault.PERMISSION,
    "11": Fault.PERMISSION,
    "ApiCallLimit": Fault.THROTTLED,
    "SellerCallLimit": Fault.THROTTLED,
    "7": Fault.THROTTLED,
    "AppCallLimit": Fault.DAY_SPENT,
}
"""By code. `IllegalAccessToken` was recorded; the others are the twin gateway's or remembered, 2026-11 (NOTES.md)."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A refusal, read."""

    fault: Fault
    code: str
    words: str = field(default="", repr=False)
    wait: timedelta = THROTTLED

    def error(self) -> QuaysideError:
        """The contract's error for whoever only wanted to read; a spent day is the application's matter."""
        match self.fault:
            case Fault.TOKEN:
                return AuthExpired("sign_in_again", code=self.code)
            case Fault.CLOCK | Fault.CLIENT:
                return AuthExpired("client_refused", code=self.code)
            case Fault.ADDRESS:
                return AuthExpired(Fault.ADDRESS.value, code=self.code)
            case Fault.THROTTLED:
                return RateLimited("rate_limited", retry_after=self.wait)
            case Fault.BACKEND:
                return Unreachable("server_trouble", code=self.code)
        return Rejected(self.fault.value, code=self.code)


def fields_of(answer: Answer) -> Fields:
    """An answer's fields without the wrapper that names the call. Raises Unreachable, RateLimited, Surprise."""
    if answer.status == 429:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or BUSY)
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    return bare(answer.object())


def bare(value: Fields) -> Fields:
    """Strips `aliexpress_…_response`, but leaves an error where it is."""
    if len(value) == 1:
        (name,) = value
        inner = value[name]
        if name.endswith("_response") and name != "error_response" and isinstance(inner, dict):
            return inner
    return value


def complaint_in(value: Fields) -> Complaint | None:
    """The gateway's refusal, on either of the two; None where the call itself was accepted."""
    said = sub(value, "error_response") or value
    code, kind = text(said, "code"), text(said, "type").upper()
    if "error_response" not in value and code in ("", "0"):
        return None
    words = text(said, "msg") or text(said, "message")
    below = text(said, "sub_code").lower()
    fault = FAULTS.get(code)
    if fault is None:
        fault = Fault.BACKEND if kind in ("ISP", "SYSTEM") or below.startswith("isp.") else by_words(words)
    seconds = re.search(r"last (\d{1,5}) second", words)
    wait = timedelta(seconds=int(seconds[1])) if seconds else THROTTLED
    return Complaint(fault, code, text(said, "sub_msg") or words, max(wait, THROTTLED))


def by_words(words: str) -> Fault:
    """A code nobody wrote down; its sentence may tell. There is no full table of codes."""
    said = words.lower()
    if "token" in said:
        return Fault.TOKEN
    if "permission" in said:
        return Fault.PERMISSION
    return Fault.THROTTLED if "frequency" in said or "limit" in said else Fault.REFUSED


def result_of(value: Fields) -> Fields:
    """The business part of an accepted call. Raises Rejected where it says no."""
    inner = sub(value, "result") or value
    if flag(inner, "success") is False:
        raise Rejected("aliexpress_rejected", code=text(inner, "error_code"))
    return inner


def holding(value: Fields, *names: str) -> Fields:
    """The part of an answer that has a field of one of these names, at most three layers down; else an empty one.

    Several answers are known only as an untyped map: their contents may lie directly in it or one layer deeper.
    """
    layers = [value]
    for _ in range(3):
        found = next((layer for layer in layers if any(name in layer for name in names)), None)
        if found is not None:
            return found
        layers = [inner for layer in layers for inner in layer.values() if isinstance(inner, dict)]
    return {}


def listed(value: Fields, name: str) -> list[Fields]:
    """The objects of a list, which without `simplify` lies alone in an object."""
    found = value.get(name)
    if isinstance(found, dict):
        lists = [inner for inner in found.values() if isinstance(inner, list)]
        found = lists[0] if len(lists) == 1 else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def has_list(value: Fields, name: str) -> bool:
    """Whether there is such a list at all, be it empty."""
    found = value.get(name)
    return isinstance(found, list) or (
        isinstance(found, dict) and any(isinstance(inner, list) for inner in found.values())
    )


def flag(value: Fields, name: str) -> bool | None:
    """A truth value, in quotes or not; None where nothing is said."""
    return {"true": True, "false": False}.get(str(value.get(name)).lower())


def count(value: Fields, name: str, default: int = 0) -> int:
    """A whole number, in quotes or not."""
    found = text(value, name)
    return int(found) if found.isascii() and found.isdigit() and len(found) < 16 else default


def sentence(words: str) -> str:
    """The platform's own words as a reason, short enough to be shown."""
    return f"remote:{storable(words).strip()[:300]}" if words.strip() else Fault.REFUSED.value
