"""One TikTok shop as it is pulled: messages, orders and after-sale cases, each with its own cursor."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from app.connectors import paging
from app.connectors.contract import (
    AuthExpired,
    Item,
    OrderSnapshot,
    Page,
    RateLimited,
    Rejected,
    Stream,
    StreamMode,
    Unreachable,
)
from app.connectors.manifests import Tools
from app.connectors.orders import incomplete
from app.connectors.reading import rows, text, whole
from app.connectors.tiktok import reading_messages
from app.connectors.tiktok.answers import NO_RIGHT
from app.connectors.tiktok.api import TikTokApi
from app.connectors.tiktok.cases import SEARCHES
from app.connectors.tiktok.hosts import ORDER_SEARCH
from app.connectors.tiktok.hosts import ORDERS as ORDERS_BY_NUMBER
from app.connectors.tiktok.orders import order_of
from app.domain.shops import Login
from app.domain.values import EPOCH

PERIOD, IDLE = timedelta(seconds=60), timedelta(minutes=5)
ORDERS = timedelta(minutes=5)
CASES = timedelta(minutes=15)
ONCE = timedelta(hours=6)
BACK = timedelta(seconds=60)
"""how far before the newest known change a look begins"""
EARLIER = timedelta(minutes=15)
"""how much earlier the first look begins: the clock that tells the time may be ahead of the one that stamps orders"""
AHEAD = timedelta(minutes=1)
CASE_DAYS = timedelta(days=90)
ORDERS_A_PAGE, CASES_A_PAGE = "50", "50"
STALE = 45101001
"""also what an old page token is answered with"""


class TikTokShop:
    """One of the shops behind a login."""

    def __init__(self, login: Login, tools: Tools, number: str) -> None:
        self._login = login
        self._api = TikTokApi(login, tools, number)

    def streams(self) -> tuple[Stream, ...]:
        """Live first; without the right to messages only orders and cases."""
        chat = self._api.may_chat()
        talks = (Stream("messages", StreamMode.LIVE, PERIOD, reading_messages.QUICK, IDLE),)
        past = (Stream("backfill:messages", StreamMode.BACKFILL, ONCE),)
        return (
            *(talks if chat else ()),
            Stream("orders", StreamMode.LIVE, ORDERS),
            Stream("cases", StreamMode.LIVE, CASES),
            *(past if chat else ()),
            Stream("backfill:orders", StreamMode.BACKFILL, ONCE),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one stream. A right that is missing rests its own streams and no others."""
        fields, talks = paging.load(cursor), stream.name in ("messages", "backfill:messages")
        try:
            if talks:
                return self._messages(stream, fields, cursor or "")
            if stream.name == "cases":
                return self._cases(fields, self._now())
            return self._orders(fields, self._now(), live=stream.mode is StreamMode.LIVE)
        except AuthExpired as error:
            if error.values.get("code") != NO_RIGHT:
                raise
            raise Rejected("tiktok_chat_not_granted" if talks else "tiktok_right_missing") from error

    def close(self) -> None:
        """Drops the line."""
        self._api.close()

    def _now(self) -> datetime:
        """The platform's time, which its first answer tells."""
        self._api.shop()
        return self._api.now()

    # --- messages ---

    def _messages(self, stream: Stream, fields: Mapping[str, object], cursor: str) -> Page:
        """Messages wait alone when their calls run out: orders have calls of their own."""
        try:
            if stream.mode is StreamMode.LIVE:
                return reading_messages.live(self._api, fields, self._now())
            days = paging.days_back(self._login)
            return reading_messages.past(self._api, fields, self._now() if days > 0 else EPOCH, days)
        except RateLimited as error:
            if error.key != "daily_quota":
                raise
            return Page((), cursor, more=False, rest=error.retry_after)
        except Unreachable as error:
            if error.values.get("code") != STALE or not paging.word(fields, "token"):
                raise
            fresh = {name: value for name, value in fields.items() if name not in ("token", "steps")}
            return Page((), paging.dump(fresh), more=False)

    # --- orders ---

    def _orders(self, fields: Mapping[str, object], now: datetime, *, live: bool) -> Page:
        """One page of what changed, or of what was bought in the past, oldest first."""
        days = paging.days_back(self._login)
        if fields.get("finished") is True or (not live and days <= 0):
            return Page((), paging.dump({"finished": True}), more=False)
        began = now - EARLIER if live else now - timedelta(days=days)
        since = paging.from_cursor(fields, "since", began)
        until = paging.from_cursor(fields, "until", now + AHEAD)
        by = "update_time" if live else "create_time"
        token = paging.word(fields, "token")
        query = {"page_size": ORDERS_A_PAGE, "sort_field": by, "sort_order": "ASC"}
        body = {f"{by}_ge": stamp(since - BACK), f"{by}_lt": stamp(until)}
        answer = self._api.search(ORDER_SEARCH, query | ({"page_token": token} if token else {}), body)
        listed = rows(answer, "orders")
        region = text(self._api.shop(), "region")
        items: list[Item] = [order_of(row, region) or incomplete(row, text(row, "id")) for row in listed]
        changed = [item.updated_at for item in items if isinstance(item, OrderSnapshot)]
        newest = min(max([paging.from_cursor(fields, "newest", since), *changed]), now)
        following = text(answer, "next_page_token") if listed else ""
        if following:
            after: dict[str, object] = {
                "since": paging.stamp(since),
                "until": paging.stamp(until),
                "newest": paging.stamp(newest),
                "steps": paging.step_on(fields, following),
                "token": following,
                "done": paging.number(fields, "done") + len(listed),
            }
        else:
            after = {"since": paging.stamp(newest)} if live else {"finished": True}
        done, total = paging.number(fields, "done") + len(listed), whole(answer, "total_count")
        progress = None if live else (done, max(done, total))
        return Page(tuple(items), paging.dump(after), more=bool(following), progress=progress)

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        """One order that a message names and no list has brought."""
        region = text(self._api.shop(), "region")
        try:
            listed = rows(self._api.get(ORDERS_BY_NUMBER, {"ids": number}), "orders")
        except AuthExpired as error:
            if error.values.get("code") != NO_RIGHT:
                raise
            return None
        return tuple(order_of(row, region) or incomplete(row, text(row, "id")) for row in listed)

    # --- cases ---

    def _cases(self, fields: Mapping[str, object], now: datetime) -> Page:
        """One page of one of two searches; a round looks at what changed since the last."""
        which = paging.number(fields, "search") % len(SEARCHES)
        since = paging.from_cursor(fields, "since", now - CASE_DAYS)
        until = paging.from_cursor(fields, "until", now)
        token = paging.word(fields, "token")
        query = {"page_size": CASES_A_PAGE, "sort_field": "update_time", "sort_order": "ASC"}
        body = {"update_time_ge": stamp(since - BACK), "update_time_lt": stamp(until + AHEAD)}
        search = SEARCHES[which]
        answer = self._api.search(search.path, query | ({"page_token": token} if token else {}), body)
        found = tuple(search.listed(answer).values())
        following = text(answer, "next_page_token") if rows(answer, search.rows) else ""
        after: dict[str, object] = {
            "since": paging.stamp(since),
            "until": paging.stamp(until),
            "search": which,
        }
        if following:
            after |= {"steps": paging.step_on(fields, following), "token": following}
            return Page(found, paging.dump(after), more=True)
        if which + 1 < len(SEARCHES):
            return Page(found, paging.dump(after | {"search": which + 1}), more=True)
        return Page(found, paging.dump({"since": paging.stamp(until)}), more=False)


def stamp(moment: datetime) -> int:
    """A moment as TikTok reads it: whole seconds."""
    return int(moment.astimezone(UTC).timestamp())
