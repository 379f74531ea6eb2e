"""Shopify's answers in their three layers: the status, a list of errors beside the data, and errors inside the data.

A success needs all three clean. Fields that the shop's owner did not open come as null, with an error that says so: the
rest of such an answer is good.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.reading import Fields, rows, sub, text
from app.net.http import Answer

THROTTLED, DENIED, INACTIVE = "THROTTLED", "ACCESS_DENIED", "SHOP_INACTIVE"
THEIRS = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT"})
"""the platform's own failures"""
CLOSED = {402: "shopify_shop_frozen", 404: "shopify_shop_unknown", 423: "shopify_shop_frozen"}
"""statuses with which a shop answers nobody"""
TOO_OFTEN = (429, 430)
SECOND, LONGEST = timedelta(seconds=1), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Reply:
    """What was asked for, and what of it is hidden from us."""

    data: Fields
    denied: frozenset[str] = frozenset()
    """last names of the paths that came as null because nobody opened them"""


def codes_of(value: Fields) -> list[str]:
    """The codes of the errors beside the data; '' for one without."""
    return [text(sub(row, "extensions"), "code") for row in rows(value, "errors")]


def throttle_of(value: Fields) -> Fields:
    """How full the bucket of points is, as every answer says."""
    return sub(value, "extensions", "cost", "throttleStatus")


def number(value: Fields, name: str) -> float:
    """An amount of points."""
    found = value.get(name)
    usual = isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)
    return float(found) if usual and isinstance(found, int | float) else 0.0


def wait_of(value: Fields, answer: Answer) -> timedelta:
    """How long until the bucket holds what was asked for."""
    throttle = throttle_of(value)
    rate = number(throttle, "restoreRate")
    missing = number(sub(value, "extensions", "cost"), "requestedQueryCost") - number(
        throttle, "currentlyAvailable"
    )
    if rate > 0 and missing > 0:
        return min(max(timedelta(seconds=missing / rate), SECOND), LONGEST)
    return answer.retry_after or 5 * SECOND


def fields_of(answer: Answer) -> Fields:
    """The body of an answer that is one. Raises the contract's errors for the outermost layer."""
    if answer.status in TOO_OFTEN:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or timedelta(minutes=1))
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    if answer.status in CLOSED:
        raise Rejected(CLOSED[answer.status], status=answer.status)
    if answer.status == 401:
        raise AuthExpired("shopify_token_refused")
    if answer.status == 403:
        raise AuthExpired("shopify_scope_missing")
    value = answer.object()
    if answer.status != 200:
        raise Surprise("unknown_status", content=answer.body, status=answer.status)
    return value


def reply_of(answer: Answer) -> Reply:
    """What an answer to a question holds. Raises the contract's errors."""
    value = fields_of(answer)
    codes = codes_of(value)
    if THROTTLED in codes:
        raise RateLimited("rate_limited", retry_after=wait_of(value, answer))
    if INACTIVE in codes:
        raise Rejected("shopify_shop_frozen")
    data = sub(value, "data")
    if any(data.values()):
        return Reply(data, denied_of(value))
    if DENIED in codes:
        raise AuthExpired("shopify_scope_missing")
    if THEIRS & set(codes):
        raise Unreachable("server_trouble", code=next(code for code in codes if code in THEIRS))
    if codes:
        raise Rejected("shopify_rejected", code=codes[0])
    if not data:
        raise Surprise("no_data", content=answer.body, status=answer.status)
    return Reply(data)


def denied_of(value: Fields) -> frozenset[str]:
    """The names of the fields that nobody opened for us."""
    hidden = set()
    for row in rows(value, "errors"):
        path = row.get("path")
        if text(sub(row, "extensions"), "code") == DENIED and isinstance(path, list):
            hidden.add(next((step for step in reversed(path) if isinstance(step, str)), ""))
    return frozenset(hidden)
