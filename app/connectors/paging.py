"""Walking through pages that change while we walk: cursors that loop, stamps that overlap, fields that
lie."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from app.domain.errors import Surprise
from app.domain.shops import Login

BACKFILL_DAYS = 90
"""where nobody said how far back to fetch"""
LONGEST = 10_000
"""more pages in one round than any shop has: a cursor that never ends"""


def days_back(login: Login) -> int:
    """How many days of the past were wished for."""
    days = login.settings.get("backfill_days", "")
    return int(days) if days.isascii() and days.isdigit() else BACKFILL_DAYS


def load(cursor: str | None) -> dict[str, object]:
    """A cursor's fields; a cursor we cannot read starts over, which costs time and loses nothing."""
    if not cursor:
        return {}
    try:
        value = json.loads(cursor)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def dump(fields: Mapping[str, object]) -> str:
    """Fields as a cursor; equal fields give equal text."""
    return json.dumps({name: fields[name] for name in sorted(fields)}, separators=(",", ":"))


def number(fields: Mapping[str, object], name: str, default: int = 0) -> int:
    """A whole number from a cursor."""
    value = fields.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def word(fields: Mapping[str, object], name: str) -> str:
    """A text from a cursor."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def words(fields: Mapping[str, object], name: str) -> list[str]:
    """A list of texts from a cursor."""
    value = fields.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def table(fields: Mapping[str, object], name: str) -> dict[str, str]:
    """Texts by name from a cursor."""
    value = fields.get(name)
    return {str(key): str(one) for key, one in value.items()} if isinstance(value, dict) else {}


def newest(seen: Mapping[str, str], most: int) -> dict[str, str]:
    """The entries that were put in last: a cursor must stay small."""
    return dict(list(seen.items())[-most:])


def step_on(fields: Mapping[str, object], seen: str) -> int:
    """Counts the pages of a round. Raises Surprise when the platform's next page is the page we came from."""
    steps = number(fields, "steps") + 1
    if seen and seen == word(fields, "token"):
        raise Surprise("cursor_loops")
    if steps > LONGEST:
        raise Surprise("cursor_never_ends")
    return steps


def stamp(moment: datetime) -> str:
    """A moment as platforms read it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(value: object) -> datetime | None:
    """A moment as platforms write it; None where it is none. A missing zone means UTC."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def from_cursor(fields: Mapping[str, object], name: str, default: datetime) -> datetime:
    """A moment from a cursor."""
    return moment(fields.get(name)) or default
