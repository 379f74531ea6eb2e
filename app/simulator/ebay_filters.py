"""The filter language of getOrders (sell_fulfillment_v1): periods in brackets, states in braces."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from app.simulator.ebay_words import fault
from app.simulator.stamps import parse_utc
from app.simulator.wire import Response

DOMAIN = "API_FULFILLMENT"
TWO_YEARS = timedelta(days=731)
_FILTER = re.compile(r"(\w+):(\[[^\]]*\]|\{[^}]*\}|[^,]*)(?:,|$)")
_STATUS = {"NOT_STARTED", "IN_PROGRESS", "FULFILLED"}


def bad(error_id: int, message: str) -> Response:
    """400 with one of the documented ids."""
    return fault(error_id, message, DOMAIN)


def period(raw: str, now: datetime) -> tuple[datetime, datetime] | Response:
    """`[start..end]`, the end left open meaning now."""
    if not (raw.startswith("[") and raw.endswith("]") and ".." in raw):
        return bad(30810, "Invalid date format")
    first, _, second = raw[1:-1].partition("..")
    if not first:
        return bad(30820, "Start date is missing")
    start, end = parse_utc(first), parse_utc(second) if second else now
    if start is None or end is None:
        return bad(30810, "Invalid date format")
    if start > now or end > now + timedelta(minutes=1):
        return bad(30850, "Start and end dates can't be in the future")
    if start > end:
        return bad(30840, "Start date should be before end date")
    if now - start > TWO_YEARS:
        return bad(30830, "Time range between start date and end date must be within '2' years.")
    return start, end


def filters_of(raw: str) -> dict[str, str] | Response:
    """The filters by name, still in their brackets."""
    filters = {match[1]: match[2] for match in _FILTER.finditer(raw)}
    for name in filters:
        if name not in ("creationdate", "lastmodifieddate", "orderfulfillmentstatus"):
            return bad(30700, f"Invalid filter name: {name}")
    states = filters.get("orderfulfillmentstatus", "{NOT_STARTED}")
    if not states.startswith("{") or not set(states.strip("{}").split("|")) <= _STATUS:
        return bad(30800, f"Invalid filter value {states} for filter orderfulfillmentstatus")
    if raw and not filters:
        return bad(30700, f"Invalid filter name: {raw}")
    return filters
