"""A walk over the buyers and the messages of those who wrote, one call a step.

Both lists begin with the newest and are asked for what is older than a moment; their pages may overlap or come in
another order, and nothing here relies on that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.connectors import paging
from app.connectors.aliexpress.answers import count, flag, has_list, holding, listed, result_of
from app.connectors.aliexpress.api import AliExpressApi, long, millis, packed
from app.connectors.aliexpress.feed import Talk, buyers_of
from app.connectors.aliexpress.messages import message_of
from app.connectors.contract import Item, Surprise
from app.connectors.reading import Fields, text

BUYERS = "aliexpress/message/history/buyer/list"
MESSAGES = "aliexpress/message/list"
PAGE = 20
A_MOMENT = timedelta(minutes=1)
"""by how much a list is asked for more than what is known: its server's seconds are not ours"""
SEEN_MAX = 400


@dataclass(slots=True)
class Walk:
    """Where a walk stands; small enough for a cursor."""

    floor: datetime
    """older messages are of no interest"""
    until: datetime
    """where it began: newer ones belong to another stream"""
    start: str = ""
    last: str = ""
    listed: bool = False
    """the list of buyers is at its end"""
    wanted: list[list[str]] = field(default_factory=list)
    """buyers whose messages are to be read: number, login, and how far that is (start, last message)"""
    seen: dict[str, str] = field(default_factory=dict)
    """newest message by buyer, as it was met"""
    steps: int = 0

    def dump(self) -> dict[str, object]:
        """As a part of a cursor."""
        return {
            "floor": paging.stamp(self.floor), "until": paging.stamp(self.until), "start": self.start,
            "last": self.last, "listed": self.listed, "wanted": self.wanted, "steps": self.steps,
            "seen": dict(list(self.seen.items())[-SEEN_MAX:]),
        }  # fmt: skip

    @property
    def done(self) -> bool:
        """Nothing is left to ask."""
        return self.listed and not self.wanted


def load(raw: object) -> Walk | None:
    """A walk from a cursor; None where there is none."""
    fields: Mapping[str, object] = raw if isinstance(raw, dict) else {}
    floor, until = paging.moment(fields.get("floor")), paging.moment(fields.get("until"))
    if floor is None or until is None:
        return None
    wanted, seen = fields.get("wanted"), fields.get("seen")
    rows = (
        [row for row in wanted if isinstance(row, list) and len(row) == 4] if isinstance(wanted, list) else []
    )
    return Walk(
        floor,
        until,
        paging.word(fields, "start"),
        paging.word(fields, "last"),
        fields.get("listed") is True,
        [[str(part) for part in row] for row in rows],
        {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {},
        paging.number(fields, "steps"),
    )


def step(api: AliExpressApi, walk: Walk, *, past: bool) -> tuple[Item, ...]:
    """One call: a page of one buyer's messages, or of the list of buyers. `past`: nothing newer than its beginning."""
    walk.steps += 1
    if walk.steps > paging.LONGEST:
        raise Surprise("cursor_never_ends")
    if walk.wanted:
        return _messages(api, walk, past=past)
    _buyers(api, walk)
    return ()


def _buyers(api: AliExpressApi, walk: Walk) -> None:
    # From now, not from where the walk began: who writes meanwhile is listed by his newest message only.
    asked = {
        "start_time": int(walk.start or millis(api.now() + A_MOMENT)),
        "page_size": PAGE,
        "last_buyer_id": walk.last,
    }
    value = api.ask(BUYERS, {"ae_im_query_session_dto": packed(asked)})
    result_of(value)
    page = buyers_of(value)
    if page is None:
        raise Surprise("list_unknown")
    floor = int(millis(walk.floor))
    for talk in page.talks:
        stale = 0 < talk.at < floor or (talk.newest and walk.seen.get(talk.buyer) == talk.newest)
        if not stale and not any(row[0] == talk.buyer for row in walk.wanted):
            walk.wanted.append([talk.buyer, talk.login, "", ""])
            walk.seen[talk.buyer] = talk.newest
    walk.listed = not page.more or all(0 < talk.at < floor for talk in page.talks)
    if not walk.listed and (not page.start or (page.start, page.last) == (walk.start, walk.last)):
        raise Surprise("cursor_loops")
    walk.start, walk.last = page.start, page.last


def _messages(api: AliExpressApi, walk: Walk, *, past: bool) -> tuple[Item, ...]:
    buyer, login, start, last = walk.wanted[0]
    page = page_of(api, buyer, start or millis((walk.until if past else api.now()) + A_MOMENT), last)
    found = [message_of(row, Talk(buyer, login)) for row in page.rows if _of_interest(row, walk, past=past)]
    if page.more and any((at_of(row) or walk.floor) >= walk.floor for row in page.rows):
        if (page.start, page.last) == (start, last):
            raise Surprise("cursor_loops")
        walk.wanted[0] = [buyer, login, page.start, page.last]
    else:
        del walk.wanted[0]
    return tuple(found)


def _of_interest(row: Fields, walk: Walk, *, past: bool) -> bool:
    at = at_of(row)
    return at is None or (walk.floor <= at and not (past and at > walk.until))


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One page of one buyer's messages."""

    rows: tuple[Fields, ...]
    more: bool
    start: str
    last: str


def page_of(api: AliExpressApi, buyer: str, start: str, last: str) -> MessagePage:
    """The newest messages before a moment."""
    asked = {"buyer_id": long(buyer), "page_size": PAGE, "start_time": int(start), "last_message_id": last}
    result = result_of(api.ask(MESSAGES, {"im_query_message_dto": packed(asked)}))
    data = holding(result, "message_list")
    if not has_list(data, "message_list") and (result.get("data") or flag(result, "success") is None):
        raise Surprise(
            "list_unknown"
        )  # an empty answer says that there is nothing, another shape says nothing
    found = tuple(listed(data, "message_list"))
    more = flag(data, "has_more") is True and bool(found)
    before = count(data, "next_start_time")
    return MessagePage(found, more, str(before) if before else start, text(data, "last_message_id"))


def at_of(row: Fields) -> datetime | None:
    """When a listed message was written."""
    stamp = count(row, "send_time")
    return datetime.fromtimestamp(stamp / 1000, UTC) if 0 < stamp < 10**14 else None
