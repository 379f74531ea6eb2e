"""Walking through Shopee's conversations.

The list shows the newest first, pinned ones before them, and is asked for older ones by a moment in nanoseconds.
A short look goes down to ten minutes before the newest message we know; every hour a sweep looks two hours back,
for what the platform listed late. What a page shows is read a few conversations at a time, so that a step is short.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page, Surprise
from app.connectors.reading import Fields, rows, sub, text, whole
from app.connectors.shopee.api import ShopeeApi
from app.connectors.shopee.hosts import CONVERSATIONS, MESSAGES
from app.connectors.shopee.messages import Heard, at_nano, items_of, moment, nano
from app.domain.values import EPOCH

OVERLAP = timedelta(minutes=10)
SWEEP, SWEEP_OVERLAP = timedelta(hours=1), timedelta(hours=2)
TALKS = 25
"""more give an empty page in some shops"""
ROWS = 50
AT_ONCE = 8
"""conversations read in one step"""
SEEN_MAX = 400
LATEST = datetime.max.replace(tzinfo=UTC)
WALKS = 3
"""over the past: lists shift while they are read, and a conversation missed once would be missed for ever"""
NAMED = ("conversation_id", "to_id", "to_name")


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list."""

    rows: list[Fields]
    after: str
    """from where the next page goes on; '' where this is the last"""
    bottom: datetime
    """the oldest conversation on it that is not pinned: pinned ones stand first, however old"""
    newest: datetime


def page_of_list(api: ShopeeApi, after: str) -> Listed:
    """Conversations older than a moment, or the newest."""
    query = {"direction": "older", "type": "all", "page_size": str(TALKS)}
    if after:
        query["next_timestamp_nano"] = after
    answer = api.get(CONVERSATIONS, query)
    listed, result = rows(answer, "conversations"), sub(answer, "page_result")
    loose = [at for row in listed if row.get("pinned") is not True and (at := latest_at(row)) is not None]
    times = [at for row in listed if (at := latest_at(row)) is not None]
    token = nano(sub(result, "next_cursor"), "next_message_time_nano")
    more = result.get("more") is True and bool(listed) and token > 0
    return Listed(listed, str(token) if more else "", min(loose, default=LATEST), max(times, default=EPOCH))


def latest_at(talk: Fields) -> datetime | None:
    """When the newest message of a listed conversation was written."""
    return at_nano(nano(talk, "last_message_timestamp"))


def mark_of(talk: Fields) -> str:
    """What changes when something new is said in a conversation, also when an older message is listed late."""
    return f"{text(talk, 'latest_message_id')}/{whole(talk, 'unread_count')}"


def wanted_of(page: Listed, floor: datetime, seen: Mapping[str, str]) -> list[dict[str, str]]:
    """The conversations on a page that have news since the floor, as much of them as their messages need."""
    found = []
    for talk in page.rows:
        at, number = latest_at(talk), text(talk, "conversation_id")
        if number and at is not None and at >= floor and seen.get(number) != mark_of(talk):
            found.append({name: text(talk, name) for name in NAMED} | {"mark": mark_of(talk)})
    return found


def messages(
    api: ShopeeApi, talk: Mapping[str, str], floor: datetime, until: datetime | None = None
) -> list[Item]:
    """A conversation's messages down to the floor, oldest first. A page that is wholly older ends the walk."""
    whose = api.whose()
    found: dict[str, tuple[datetime, Heard]] = {}
    offset, met = "", set[str]()
    while True:
        query = {"conversation_id": talk["conversation_id"], "page_size": str(ROWS)}
        answer = api.get(MESSAGES, query | ({"offset": offset} if offset else {}))
        page = [(moment(row, "created_timestamp") or floor, row) for row in rows(answer, "messages")]
        for at, row in page:
            if at >= floor and (until is None or at <= until):
                found |= {one.remote_key: (at, one) for one in items_of(row, talk, whose.shop, whose.region)}
        offset = text(sub(answer, "page_result"), "next_offset")
        if all(at < floor for at, _ in page) or offset in ("", "0"):
            return [one for _, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].remote_key))]
        if offset in met or len(met) > paging.LONGEST:
            raise Surprise("cursor_loops")
        met.add(offset)


def wanted_in(fields: Mapping[str, object]) -> list[dict[str, str]]:
    """Conversations that a cursor still has to read."""
    listed = fields.get("wanted")
    return [
        {str(name): str(value) for name, value in one.items()}
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and isinstance(one.get("conversation_id"), str)
    ]


def read_wanted(
    api: ShopeeApi, fields: Mapping[str, object], floor: datetime, until: datetime | None = None
) -> tuple[list[Item], dict[str, object]]:
    """Reads the next few conversations of a page, and notes their state as seen."""
    wanted, seen = wanted_in(fields), paging.table(fields, "seen")
    items: list[Item] = []
    for talk in wanted[:AT_ONCE]:
        items += messages(api, talk, floor, until)
        seen.pop(talk["conversation_id"], None)
        seen[talk["conversation_id"]] = talk.get("mark", "")
    return items, {**fields, "wanted": wanted[AT_ONCE:], "seen": paging.newest(seen, SEEN_MAX)}


def live(api: ShopeeApi, fields: Mapping[str, object]) -> Page:
    """One step of the short look or of the hourly sweep."""
    now = api.now()
    since, swept = (paging.from_cursor(fields, name, now) for name in ("since", "swept"))
    fields = {**fields, "since": paging.stamp(since), "swept": paging.stamp(swept)}
    sweeping = fields.get("sweeping") is True
    floor = swept - SWEEP_OVERLAP if sweeping else since - OVERLAP
    if not wanted_in(fields):
        fields = _next_list(api, fields, floor, sweeping=sweeping, now=now)
    items, after = read_wanted(api, fields, floor)
    if wanted_in(after) or paging.word(after, "after"):
        return Page(tuple(items), paging.dump(after), more=True)
    return _round_over(items, after, since, now, sweeping=sweeping)


def _next_list(
    api: ShopeeApi, fields: Mapping[str, object], floor: datetime, *, sweeping: bool, now: datetime
) -> dict[str, object]:
    after = paging.word(fields, "after")
    page = page_of_list(api, after)
    seen = {} if sweeping and not after else paging.table(fields, "seen")
    newest = max(paging.from_cursor(fields, "newest", EPOCH), min(page.newest, now))
    going_on = bool(page.after) and page.bottom >= floor
    return {
        **fields,
        "wanted": wanted_of(page, floor, seen),
        "seen": seen,
        "newest": paging.stamp(newest),
        "after": page.after if going_on else "",
        "steps": paging.step_on({**fields, "token": after}, page.after) if going_on else 0,
    }


def _round_over(
    items: list[Item], fields: Mapping[str, object], since: datetime, now: datetime, *, sweeping: bool
) -> Page:
    newest = paging.from_cursor(fields, "newest", since)
    swept = now if sweeping else paging.from_cursor(fields, "swept", now)
    due = not sweeping and now - swept >= SWEEP
    after = {
        "since": paging.stamp(max(since, newest)),
        "swept": paging.stamp(swept),
        "seen": fields.get("seen"),
        "sweeping": due,
    }
    return Page(tuple(items), paging.dump(after), more=due)


def past(api: ShopeeApi, fields: Mapping[str, object], days: int) -> Page:
    """One step of a walk into the past."""
    now = api.now()
    since = paging.from_cursor(fields, "since", now - timedelta(days=days))
    until = paging.from_cursor(fields, "until", now)
    fields = {**fields, "since": paging.stamp(since), "until": paging.stamp(until)}
    if not wanted_in(fields):
        fields = _next_list(api, fields, since, sweeping=False, now=now)
    items, after = read_wanted(api, fields, since, until)
    if wanted_in(after) or paging.word(after, "after"):
        return Page(tuple(items), paging.dump(after), more=True)
    walks = paging.number(fields, "walks") + 1
    if walks >= WALKS:
        return Page(tuple(items), paging.dump({"finished": True}), more=False)
    return Page(tuple(items), paging.dump({**after, "walks": walks, "newest": "", "steps": 0}), more=True)
