"""What keeps us far from polling: Lazada takes the right to chat away from whoever polls its two lists.

Only a person's wish (F5) leads to them. A wish is worth one page of conversations of one country, and the messages of
what changed on it. Too early a wish asks nothing. What was asked is counted in the cursor, over restarts; and calls
of a day are written down before they are made, so that not even wishes that failed are forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.connectors import paging
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyLimit, DayBook
from app.domain.errors import Bug
from app.domain.shops import Login

SESSIONS, MESSAGES = "/im/session/list", "/im/message/list"
LISTS = frozenset({SESSIONS, MESSAGES})
BETWEEN = timedelta(minutes=10)
"""between two looks at one country; assumed, Lazada publishes no number"""
BREATH = timedelta(minutes=1)
"""between two wishes at all, also after one that failed"""
HOUR = timedelta(hours=1)
HOURLY, DAILY = 60, 400
"""calls of both lists together; assumed"""
A_WISH = 20
"""pages of messages that one wish may fetch"""
LIST_DAY = DailyLimit(DAILY, UTC, block=1)


@dataclass(slots=True)
class Permit:
    """One person's wish: a page of conversations, and some pages of messages. Nothing else opens the lists."""

    day: DayBook
    """the day's calls of both lists"""
    sessions: int
    messages: int
    used: int = 0

    def spend(self, path: str) -> None:
        """Takes one call. Raises Bug where the wish is used up, RateLimited where the day is."""
        left = self.sessions if path == SESSIONS else self.messages
        if left <= 0:
            raise Bug("lazada_list_forbidden")
        self.day.take(for_person=True)
        self.used += 1
        if path == SESSIONS:
            self.sessions -= 1
        else:
            self.messages -= 1


def day_of(login: Login, tools: Tools) -> DayBook:
    """The day's calls of both lists, which all logins of an application share; the health page shows what is left."""
    return tools.day(login, LIST_DAY, login.settings.get("client_id", ""), "lists")


def spent(fields: Mapping[str, object], now: datetime) -> list[list[object]]:
    """What earlier wishes of the last hour asked: pairs of moment and number of calls."""
    raw = fields.get("asked")
    pairs = [one for one in raw if isinstance(one, list) and len(one) == 2] if isinstance(raw, list) else []
    return [
        [when, calls]
        for when, calls in pairs
        if (at := paging.moment(when)) is not None and now - HOUR < at and isinstance(calls, int)
    ]


def permit_for(day: DayBook, fields: Mapping[str, object], now: datetime) -> Permit | None:
    """What a wish may ask now; None where it comes too early or the hour is used up."""
    asked = spent(fields, now)
    newest = max((at for when, _ in asked if (at := paging.moment(when)) is not None), default=None)
    if newest is not None and now - newest < BREATH:
        return None
    left = HOURLY - sum(calls for _, calls in asked if isinstance(calls, int))
    if left < 2 or day.left() < 2:
        return None
    return Permit(day, 1, min(A_WISH, left - 1))
