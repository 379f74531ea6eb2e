"""What Lazada's answers mean: success in three envelopes, refusals by code, scalars with or without quotes."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.paging import moment
from app.connectors.reading import Fields, sub, text
from app.domain.values import EPOCH
from app.net.http import Answer, Json

FINE = ("0", "", "SUCCESS")
TOKEN_REFUSED = frozenset({"IllegalAccessToken", "AccessTokenExpired"})
SIGN_IN_AGAIN = frozenset({"IllegalRefreshToken", "AUTH_TYPE_UNSUPPORTED", "InvalidCode"})
CLIENT_REFUSED = frozenset({"IncompleteSignature", "InvalidAppKey", "MissingSignature"})
CLOCK = frozenset({"InvalidTimestamp", "IllegalTimestamp"})
NO_RIGHT = frozenset({"InsufficientPermission", "InsufficientIsvPermissions", "Mp3SellerApiLimit"})
ADDRESS_REFUSED = frozenset({"AppWhiteIpLimit"})
THROTTLED = frozenset(
    {"ApiCallLimit", "AppCallLimit", "SellerCallLimit", "HOT_KEY_BLOCK_EXCEPTION", "901", "429"}
)
DAY_IS_SPENT = frozenset({"AppCallLimit"})
"""the application's day is used up; remembered, 2026-11"""
A_MOMENT = timedelta(seconds=1)
LONGEST_BAN = timedelta(hours=1)
_BAN = re.compile(r"last\s+(\d{1,6})\s+second", re.IGNORECASE)


def code_of(value: Fields) -> str:
    """The first code that is no success: of the gateway, of chat, or of the wrapped result; '' where all went well."""
    codes = [text(value, "code"), text(value, "err_code")]
    wrapped = sub(value, "result")
    if truth(wrapped, "success") is False:
        codes.append(text(wrapped, "error_code") or "unsuccessful")
    if truth(value, "success") is False:
        codes.append("unsuccessful")
    return next((code for code in codes if code not in FINE), "")


def message_of(value: Fields) -> str:
    """The sentence that goes with a refusal."""
    return (
        text(value, "err_message")
        or text(sub(value, "result"), "error_msg")
        or text(sub(value, "result"), "error_message")
        or text(value, "message")
    )


def ban_of(value: Fields) -> timedelta:
    """How long a throttled caller is shut out; a second where it is not said."""
    found = _BAN.search(message_of(value))
    return min(timedelta(seconds=int(found[1])), LONGEST_BAN) if found else A_MOMENT


def read(answer: Answer) -> Fields:
    """A successful answer's fields, or the error it means."""
    if answer.status == 429:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or A_MOMENT)
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    value = answer.object()
    code = code_of(value)
    if answer.status != 200 and not code:
        raise Surprise("unknown_status", content=answer.body, status=answer.status)
    if code:
        raise_for(code, value)
    return value


def raise_for(code: str, value: Fields) -> None:
    """The contract's error for a refusal."""
    if code in TOKEN_REFUSED | SIGN_IN_AGAIN:
        raise AuthExpired("sign_in_again", code=code)
    if code in CLIENT_REFUSED:
        raise AuthExpired("client_refused", code=code)
    if code in ADDRESS_REFUSED:
        raise AuthExpired("lazada_address_refused", code=code)
    if code in CLOCK:
        raise Unreachable("server_trouble", code=code)
    if code in NO_RIGHT:
        raise Rejected("lazada_no_right", code=code)
    if code in THROTTLED:
        raise RateLimited("rate_limited", retry_after=ban_of(value))
    if text(value, "type") in ("ISP", "SYSTEM"):
        raise Unreachable("server_trouble", code=code)
    raise Rejected("lazada_rejected", code=code)


def truth(value: Fields, name: str) -> bool | None:
    """A yes or no, quoted or bare; None where there is neither."""
    found = value.get(name)
    if isinstance(found, bool):
        return found
    return {"true": True, "1": True, "false": False, "0": False}.get(text(value, name).lower())


def count(value: Fields, name: str, default: int = 0) -> int:
    """A whole number, quoted or bare."""
    found = text(value, name)
    return int(found) if found.isascii() and found.isdigit() and len(found) < 19 else default


def at(value: Fields, name: str) -> datetime | None:
    """A moment in milliseconds since 1970."""
    found = count(value, name)
    return EPOCH + timedelta(milliseconds=found) if 10**11 < found < 10**14 else None


def date(value: Fields, name: str, hours: int = 8) -> datetime | None:
    """A moment as orders write it: with its offset, without one in the country's time, or in milliseconds."""
    raw = text(value, name).strip()
    if raw.isdigit():
        return at(value, name)
    found = moment(re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", raw))
    zoned = re.search(r"([+-]\d\d:?\d\d|Z)$", raw) is not None
    return found if zoned or found is None else found - timedelta(hours=hours)


def millis(at_moment: datetime) -> int:
    """A moment as Lazada counts."""
    return (at_moment.astimezone(UTC) - EPOCH) // timedelta(milliseconds=1)


def inner(raw: str) -> Fields:
    """JSON that travels as a text inside JSON; no fields where it is none."""
    try:
        value: Json = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def listed(value: Mapping[str, object], name: str) -> list[str]:
    """A list of texts, or of numbers as texts."""
    found = value.get(name)
    return [str(one) for one in found if isinstance(one, str | int)] if isinstance(found, list) else []
