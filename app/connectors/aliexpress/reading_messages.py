"""Reading AliExpress's chat: the feed of news, and behind it a walk over the lists.

The feed is asked for what came after a number. Its shape is not published, so every ten minutes the lists are walked
as well, down to where the last walk began; and at once whenever the feed says something we do not know.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.aliexpress import walking
from app.connectors.aliexpress.answers import result_of
from app.connectors.aliexpress.api import AliExpressApi, long, packed
from app.connectors.aliexpress.feed import News, news_of
from app.connectors.aliexpress.messages import message_of
from app.connectors.aliexpress.walking import Walk
from app.connectors.contract import Item, Page, Rejected, Surprise

SYNC = "aliexpress/message/sync"
REBASE = "aliexpress/message/sync/rebase"
SWEEP = timedelta(minutes=10)
OVERLAP = timedelta(minutes=10)
WALKS = 3
"""over the past: lists shift while they are read, and a buyer missed once would be missed for ever"""


def live(api: AliExpressApi, fields: Mapping[str, object]) -> Page:
    """One step: of the walk that is under way, else of the feed."""
    walk = walking.load(fields.get("walk"))
    swept = paging.moment(fields.get("swept"))
    position = paging.word(fields, "feed")
    if walk is not None:
        items = walking.step(api, walk, past=False)
        after = _cursor(
            position, walk.until if walk.done else swept or walk.until, None if walk.done else walk
        )
        return Page(items, after, more=not walk.done)
    told = _news(api, position) if position else None
    news = told or _news(api, "")
    begin = swept or api.now()
    lost = news is None or news.strange or (told is None and swept is not None)
    due = api.now() - begin >= SWEEP and not (news and news.more)
    if lost or due:
        walk = Walk(begin - OVERLAP, api.now())
    items = tuple(message_of(row, talk) for row, talk in told.messages) if told else ()
    more = walk is not None or (told is not None and told.more)
    return Page(items, _cursor(news.position if news else "", begin, walk), more=more)


def _cursor(position: str, swept: datetime, walk: Walk | None) -> str:
    fields: dict[str, object] = {"feed": position, "swept": paging.stamp(swept)}
    return paging.dump(fields | ({"walk": walk.dump()} if walk else {}))


def _news(api: AliExpressApi, position: str) -> News | None:
    """What came after a position, or where the feed stands now. None: it cannot be read, or not from there."""
    try:
        return _step(api, SYNC if position else REBASE, position)
    except Rejected as error:
        if error.key != "aliexpress_rejected":
            raise
        return None


def _step(api: AliExpressApi, method: str, position: str) -> News | None:
    value = api.ask(method, {"im_sync_data_dto": packed({"sync_id": long(position or "0")})})
    result_of(value)
    news = news_of(value)
    if news is not None and news.more and news.position == position:
        raise Surprise("cursor_loops")
    return news


def past(api: AliExpressApi, fields: Mapping[str, object], days: int) -> Page:
    """One step of a walk into the past."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    walk = walking.load(fields.get("walk"))
    walks = paging.number(fields, "walks")
    if walk is None:
        now = api.now()
        walk = Walk(now - timedelta(days=days), now)
    items: tuple[Item, ...] = walking.step(api, walk, past=True)
    if walk.done:
        walks += 1
        if walks >= WALKS:
            return Page(items, paging.dump({"finished": True}), more=False)
        walk = Walk(walk.floor, walk.until, seen=walk.seen)
    return Page(items, paging.dump({"walk": walk.dump(), "walks": walks}), more=True)
