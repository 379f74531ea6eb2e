"""Reading platforms' JSON without trusting it: a field of the wrong type is an absent field."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from app.domain.values import Money
from app.net.http import Json

Fields = Mapping[str, Json]

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

NO_CENTS = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "PYG", "RWF"})
THOUSANDTHS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND", "IQD"})


def sub(value: Fields, *path: str) -> Fields:
    """The object at a path; an empty one where there is none."""
    for name in path:
        found = value.get(name)
        if not isinstance(found, dict):
            return {}
        value = found
    return value


def rows(value: Fields, name: str) -> list[Fields]:
    """The objects of a list."""
    found = value.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def text(value: Fields, name: str) -> str:
    """A text, or a number as text; '' where there is neither."""
    found = value.get(name)
    if isinstance(found, str):
        return storable(found)
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def storable(words: str) -> str:
    """Without what no database takes, but JSON may carry: half surrogates (`"\\ud83d"`) and null characters."""
    return words if words.isascii() and "\0" not in words else _UNSTORABLE.sub("", words)


def whole(value: Fields, name: str, default: int = 0) -> int:
    """A whole number."""
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else default


def kept_whole(row: Fields) -> bytes:
    """An object as it came, for those who look into what could not be read."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def money(value: Fields, amount: str, currency: str) -> Money | None:
    """An amount, written as text or number, in the currency's smallest unit."""
    raw, code = value.get(amount), text(value, currency).upper()
    if isinstance(raw, bool) or not isinstance(raw, str | int | float) or not code:
        return None
    try:
        exact = Decimal(str(raw))
        minor = int((exact * 10 ** digits_of(code)).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return Money(minor, code) if abs(minor) < 10**15 else None


def in_units(amount: Money) -> Decimal:
    """An amount in its currency's large unit, exactly and with all its digits: `10.00`, `1500`."""
    return Decimal(amount.minor).scaleb(-digits_of(amount.currency))


def digits_of(currency: str) -> int:
    """How many digits a currency has behind the point."""
    return 0 if currency in NO_CENTS else 3 if currency in THOUSANDTHS else 2
