"""Moments as the platforms write and read them."""

from __future__ import annotations

from datetime import UTC, datetime


def seconds(moment: datetime) -> str:
    """2026-11-22T01:02:03Z, as SP-API writes."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def millis(moment: datetime) -> str:
    """2026-11-22T01:02:03.000Z, as eBay writes."""
    moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def http_date(moment: datetime) -> str:
    """Sun, 06 Nov 1994 08:49:37 GMT, whatever the machine's language."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    at = moment.astimezone(UTC)
    return f"{days[at.weekday()]}, {at.day:02d} {months[at.month - 1]} {at.year} {at:%H:%M:%S} GMT"


def parse_utc(value: str) -> datetime | None:
    """An ISO 8601 moment that names its offset, as eBay demands."""
    moment = parse(value)
    return moment if moment and value.endswith(("Z", "+00:00", "+0000", " 00:00")) else None


def parse(value: str) -> datetime | None:
    """An ISO 8601 moment; without an offset it is UTC. None where it is none."""
    if len(value) < 10:
        return None
    try:
        moment = datetime.fromisoformat(value.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
