"""Walking through eBay's conversations.

The list can be asked for what is newer than a moment, but no document says whether that means the
conversation's beginning or its newest message. So every minute a short look goes twelve minutes back, and every
hour a sweep looks at all active conversations. The order of results is not promised either; nothing here
relies on it. Neither goes further behind the first look of all: what was there before is the past's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page
from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.messages import MEMBERS, latest_at, latest_id, message_of
from app.connectors.reading import Fields, rows, text, whole
from app.domain.values import EPOCH

OVERLAP = timedelta(minutes=12)
"""also before the first look: the clock that tells the time may be ahead of the one that stamps messages"""
SWEEP = timedelta(hours=1)
SWEEP_OVERLAP = timedelta(hours=2)
LIMIT = 50
SEEN_MAX = 400
WALKS = 3
"""over the past: lists shift while they are read, and a conversation missed once would be missed for ever"""


@dataclass(frozen=True, slots=True)
class Walk:
    """One round over the list."""

    kind: str
    """FROM_MEMBERS or FROM_EBAY"""
    floor: datetime
    """older messages are of no interest in this round"""
    until: datetime | None = None
    """newer ones belong to another stream"""
    asks_since: bool = True
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Step:
    """What one page of the list gave."""

    items: tuple[Item, ...]
    newest: datetime
    seen: dict[str, str]
    first: str
    last_page: bool
    total: int


def step(api: EbayApi, walk: Walk, offset: int, seen: Mapping[str, str]) -> Step:
    """One page of the list, and the messages of what is new on it."""
    query = {"conversation_type": walk.kind, "limit": str(walk.limit), "offset": str(offset)}
    if walk.asks_since:
        query["start_time"] = paging.stamp(walk.floor)
    answer = api.get(f"{api.hosts.messages}/conversation", query)
    listed = rows(answer, "conversations")
    items: list[Item] = []
    newest, fresh = EPOCH, dict(seen)
    for talk in listed:
        at, number = latest_at(talk), text(talk, "conversationId")
        if at is None or at < walk.floor or fresh.get(number) == latest_id(talk):
            continue
        newest = max(newest, at)
        fresh[number] = latest_id(talk)
        items += messages(api, talk, walk)
    done = not text(answer, "next") or not listed
    first = text(listed[0], "conversationId") if listed else ""
    total = max(whole(answer, "total"), offset + len(listed))
    return Step(tuple(items), newest, bounded(fresh), first, done, total)


def bounded(seen: Mapping[str, str]) -> dict[str, str]:
    """The newest entries: a cursor must stay small."""
    return dict(list(seen.items())[-SEEN_MAX:])


def messages(api: EbayApi, talk: Fields, walk: Walk) -> list[Item]:
    """A conversation's messages down to the floor, oldest first.

    A page of nothing but old messages ends the walk only when the newest one has been met: otherwise the
    pages run the other way.
    """
    me, newest = api.me(), latest_id(talk)
    found: dict[str, Item] = {}
    stamps: dict[str, datetime] = {}
    met, offset = False, 0
    while True:
        answer = page_of(api, talk, offset)
        page = rows(answer, "messages")
        about = {**talk, "conversationType": walk.kind}
        fresh = 0
        for row in page:
            at = paging.moment(row.get("createdDate")) or walk.floor
            met = met or text(row, "messageId") == newest
            if at < walk.floor or (walk.until is not None and at > walk.until):
                continue
            fresh += 1
            item = message_of(row, about, me)
            found[item.remote_key], stamps[item.remote_key] = item, at
        offset += LIMIT
        if not text(answer, "next") or not page or (met and not fresh) or offset > LIMIT * paging.LONGEST:
            return [found[key] for key in sorted(found, key=lambda key: (stamps[key], key))]


def page_of(api: EbayApi, talk: Fields, offset: int) -> Fields:
    """One page of a conversation."""
    query = {
        "conversation_type": text(talk, "conversationType") or MEMBERS,
        "limit": str(LIMIT),
        "offset": str(offset),
    }
    return api.get(f"{api.hosts.messages}/conversation/{text(talk, 'conversationId')}", query)


def live(api: EbayApi, fields: Mapping[str, object], now: datetime) -> Page:
    """One page of the short look or of the hourly sweep."""
    since = paging.from_cursor(fields, "since", now)
    swept = paging.from_cursor(fields, "swept", now)
    began = paging.from_cursor(fields, "began", EPOCH if fields else now - OVERLAP)
    offset = paging.number(fields, "offset")
    sweeping = fields.get("sweeping") is True
    if offset == 0:
        sweeping = now - swept >= SWEEP and fields.get("looked") is True
    floor = max(began, swept - SWEEP_OVERLAP if sweeping else since - OVERLAP)
    raw = fields.get("seen")
    seen = {str(k): str(v) for k, v in raw.items()} if isinstance(raw, dict) else {}
    got = step(
        api, Walk(MEMBERS, floor, asks_since=not sweeping), offset, {} if sweeping and not offset else seen
    )
    newest = max(paging.from_cursor(fields, "newest", since), min(got.newest, now))
    after: dict[str, object] = {
        "since": paging.stamp(since), "swept": paging.stamp(swept), "began": paging.stamp(began), "seen": got.seen,
    }  # fmt: skip
    if not got.last_page:
        after |= {
            "offset": offset + LIMIT,
            "sweeping": sweeping,
            "newest": paging.stamp(newest),
            "steps": paging.step_on(fields, got.first),
            "token": got.first,
            "looked": fields.get("looked") is True,
        }
        return Page(got.items, paging.dump(after), more=True)
    after |= {"since": paging.stamp(max(since, newest)), "looked": not sweeping}
    if sweeping:
        after["swept"] = paging.stamp(now)
    due = not sweeping and now - swept >= SWEEP
    return Page(got.items, paging.dump(after), more=due)


def past(api: EbayApi, fields: Mapping[str, object], now: datetime, days: int) -> Page:
    """One page of a walk into the past."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    since = paging.from_cursor(fields, "since", now - timedelta(days=days))
    until = paging.from_cursor(fields, "until", now)
    offset = paging.number(fields, "offset")
    walks = paging.number(fields, "walks")
    raw = fields.get("seen")
    seen = {str(k): str(v) for k, v in raw.items()} if isinstance(raw, dict) else {}
    got = step(api, Walk(MEMBERS, since, until, limit=10), offset, seen)
    if got.last_page and walks + 1 >= WALKS:
        return Page(got.items, paging.dump({"finished": True}), more=False, progress=(got.total, got.total))
    after: dict[str, object] = {
        "since": paging.stamp(since),
        "until": paging.stamp(until),
        "seen": got.seen,
        "walks": walks + 1 if got.last_page else walks,
    }
    if not got.last_page:
        after |= {"offset": offset + 10, "steps": paging.step_on(fields, got.first), "token": got.first}
    return Page(got.items, paging.dump(after), more=True, progress=(min(offset + 10, got.total), got.total))
