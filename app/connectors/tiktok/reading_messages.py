"""Walking through TikTok's conversations with as few calls as its day allows.

The list shows the newest message of each conversation, twenty at a time, and cannot be asked for what is new; that
the liveliest stand first is nowhere promised. A look ends at the first page on which nothing is new, provided that
the page is in order or holds only old talk. Every hour a sweep reads again whatever was said since the last one, to
the end of the list where that is not in order: lists lag behind what was sent, and pages shift while they are turned.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page, RemoteMessage, Surprise, Unreadable
from app.connectors.reading import Fields, rows, text
from app.connectors.tiktok.api import TikTokApi
from app.connectors.tiktok.hosts import TALKS
from app.connectors.tiktok.messages import latest, message_of, place_of, seconds
from app.domain.values import EPOCH

QUICK = timedelta(seconds=20)
OVERLAP = timedelta(minutes=10)
SWEEP = timedelta(hours=1)
SWEEP_OVERLAP = timedelta(minutes=30)
TALKS_A_PAGE, MESSAGES_A_PAGE = "20", "10"
SEEN_MAX, SEEN_IN_PAST = 400, 1000
WALKS = 2
"""over the past: what is missed once would be missed for ever"""
PAST_NEEDS = 0.5
"""share of the day's calls that must be left for reading the past: news comes first"""
LATER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """What one page of the list gave."""

    items: tuple[Item, ...]
    newest: datetime
    seen: dict[str, str]
    next_token: str
    news: bool
    in_order: bool
    """the liveliest stood first: what follows is older still"""
    old: bool
    """nobody on the page has spoken lately"""


def step(
    api: TikTokApi, token: str, seen: Mapping[str, str], floor: datetime, until: datetime | None
) -> Step:
    """One page of the list, and the messages of what is new on it."""
    query = {"page_size": TALKS_A_PAGE} | ({"page_token": token} if token else {})
    answer = api.get(TALKS, query)
    listed = rows(answer, "conversations")
    items: list[Item] = []
    newest, fresh = EPOCH, dict(seen)
    for talk in listed:
        number, at = text(talk, "id"), seconds(latest(talk), "create_time")
        if not number or at is None or at < floor or fresh.get(number) == text(latest(talk), "id"):
            continue
        newest = max(newest, at)
        known = fresh.pop(number, "")
        fresh[number] = text(latest(talk), "id")
        items += messages(api, talk, floor, until, known)
    old = all((seconds(latest(talk), "create_time") or EPOCH) < floor for talk in listed)
    following = text(answer, "next_page_token") if listed else ""
    return Step(tuple(items), newest, fresh, following, newest > EPOCH, in_order(listed), old)


def in_order(listed: list[Fields]) -> bool:
    """Whether the liveliest stand first."""
    moments = [seconds(latest(talk), "create_time") or EPOCH for talk in listed]
    return moments == sorted(moments, reverse=True)


def messages(
    api: TikTokApi, talk: Fields, floor: datetime, until: datetime | None, known: str = ""
) -> list[Item]:
    """A conversation's messages down to the floor or to a known one, oldest first.

    Once the newest one has been met, the walk ends at the first page that goes so far in good order, or lies below the
    floor as a whole: otherwise the pages may run the other way.
    """
    found: dict[str, tuple[int, RemoteMessage | Unreadable]] = {}
    met, token, tokens = False, "", set[str]()
    while True:
        answer = page_of(api, talk, token)
        page = rows(answer, "messages")
        wanted = [row for row in page if within(row, floor, until)]
        for row in wanted:
            item = message_of(row, talk, text(answer, "unsupported_msg_tips"))
            if item is not None:
                found[item.remote_key] = (place_of(row), item)
        ids = {text(row, "id") for row in page}
        met = met or text(latest(talk), "id") in ids
        far = known in (ids - {""}) or any((seconds(row, "create_time") or floor) < floor for row in page)
        token = text(answer, "next_page_token")
        if not token or not page or (met and (not wanted or (far and newest_first(page)))):
            return apart([item for _, item in sorted(found.values(), key=lambda one: one[0])])
        if token in tokens:
            raise Surprise("cursor_loops")
        tokens.add(token)


def apart(items: list[RemoteMessage | Unreadable]) -> list[Item]:
    """Messages of one second, a millisecond apart: TikTok counts seconds, and their order must not get lost."""
    spread: list[Item] = []
    last = EPOCH
    for item in items:
        if isinstance(item, RemoteMessage):
            same = item.sent_at <= last < item.sent_at + timedelta(seconds=1)
            last = last + timedelta(milliseconds=1) if same else item.sent_at
            item = replace(item, sent_at=last)
        spread.append(item)
    return spread


def within(row: Fields, floor: datetime, until: datetime | None) -> bool:
    """Whether a message belongs to this walk; one without a date does."""
    at = seconds(row, "create_time")
    return at is None or (at >= floor and (until is None or at <= until))


def newest_first(page: list[Fields]) -> bool:
    """Whether a page is in the order that was asked for."""
    places = [place_of(row) for row in page]
    return places == sorted(places, reverse=True)


def page_of(api: TikTokApi, talk: Fields, token: str, *, for_person: bool = False) -> Fields:
    """One page of a conversation, newest first."""
    query = {"page_size": MESSAGES_A_PAGE, "sort_field": "index", "sort_order": "DESC"}
    if token:
        query["page_token"] = token
    return api.get(f"{TALKS}/{text(talk, 'id')}/messages", query, for_person=for_person)


def live(api: TikTokApi, fields: Mapping[str, object], now: datetime) -> Page:
    """One page of the short look or of the hourly sweep."""
    since = paging.from_cursor(fields, "since", now)
    swept = paging.from_cursor(fields, "swept", now)
    token = paging.word(fields, "token")
    sweeping = fields.get("sweeping") is True
    if not token:
        sweeping = now - swept >= SWEEP and fields.get("looked") is True
    floor = swept - SWEEP_OVERLAP if sweeping else since - OVERLAP
    got = step(api, token, {} if sweeping and not token else paging.table(fields, "seen"), floor, None)
    newest = max(paging.from_cursor(fields, "newest", since), min(got.newest, now))
    after: dict[str, object] = {
        "since": paging.stamp(since),
        "swept": paging.stamp(swept),
        "seen": paging.newest(got.seen, SEEN_MAX),
    }
    if got.next_token and (got.news or not (got.in_order or (got.old and not sweeping))):
        after |= {
            "sweeping": sweeping,
            "newest": paging.stamp(newest),
            "steps": paging.step_on(fields, got.next_token),
            "token": got.next_token,
            "looked": fields.get("looked") is True,
        }
        return Page(got.items, paging.dump(after), more=True)
    after |= {"since": paging.stamp(max(since, newest)), "looked": not sweeping}
    if sweeping:
        after["swept"] = paging.stamp(now)
    due = not sweeping and now - swept >= SWEEP
    return Page(got.items, paging.dump(after), more=due, rest=rest(api))


def rest(api: TikTokApi) -> timedelta | None:
    """Longer rests as the day's calls run out."""
    pace = api.day.pace()
    return QUICK * pace if pace > 1 else None


def past(api: TikTokApi, fields: Mapping[str, object], now: datetime, days: int) -> Page:
    """One page of a walk into the past; it waits for another day where news may need the calls."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    api.shop()
    if api.day.share_left() < PAST_NEEDS:
        return Page((), paging.dump(fields), more=False, rest=LATER)
    since = paging.from_cursor(fields, "since", now - timedelta(days=days))
    until = paging.from_cursor(fields, "until", now)
    walks, token = paging.number(fields, "walks"), paging.word(fields, "token")
    got = step(api, token, paging.table(fields, "seen"), since, until)
    last = not got.next_token
    if last and walks + 1 >= WALKS:
        return Page(got.items, paging.dump({"finished": True}), more=False)
    after: dict[str, object] = {
        "since": paging.stamp(since),
        "until": paging.stamp(until),
        "seen": paging.newest(got.seen, SEEN_IN_PAST),
        "walks": walks + 1 if last else walks,
    }
    if not last:
        after |= {"steps": paging.step_on(fields, got.next_token), "token": got.next_token}
    return Page(got.items, paging.dump(after), more=True)
