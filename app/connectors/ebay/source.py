"""eBay as a source: messages, eBay's own notices, orders and after-sale cases, each with its own cursor."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import quote

from app.connectors import paging
from app.connectors.contract import (
    AuthExpired,
    Item,
    OrderSnapshot,
    Page,
    ShopIdentity,
    Stream,
    StreamMode,
)
from app.connectors.ebay import reading_messages
from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.cases import SEARCHES, Search, unread_case
from app.connectors.ebay.messages import SYSTEM
from app.connectors.ebay.orders import order_of, parcels_in_links, parcels_of
from app.connectors.manifests import Tools
from app.connectors.orders import Pictures, incomplete
from app.connectors.reading import Fields, rows, sub, text, whole
from app.domain.shops import Login

MESSAGES = timedelta(seconds=60)
ORDERS = timedelta(minutes=5)
CASES = timedelta(minutes=15)
ONCE = timedelta(hours=6)
ORDER_OVERLAP = timedelta(minutes=12)
"""also before the first look: the clock that tells the time may be ahead of the one that stamps orders"""
LIVE_ORDERS, PAST_ORDERS = 50, 100
CASE_PAGE = 200
CASES_MAX = 20_000
"""more in three months than any shop has"""
PICTURES_AT_ONCE = 10


class EbaySource:
    """One seller's login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._api = EbayApi(login, tools)
        self._pictures = Pictures(self._picture)

    def check(self) -> ShopIdentity:
        """Asks eBay who we are, and whether messages and orders may be read."""
        user = self._api.user()
        name, number = text(user, "username"), text(user, "userId")
        self._api.get(
            f"{self._api.hosts.messages}/conversation", {"conversation_type": "FROM_MEMBERS", "limit": "1"}
        )
        self._api.get(self._api.hosts.orders, {"limit": "1"})
        disputes = self._disputes({"limit": "1"})
        lacks = "" if disputes is not None else "ebay_no_dispute_scope"
        return ShopIdentity(
            remote_key=number or name.lower(),
            title=name or number,
            report=(
                ("identity", True, ""),
                ("messages", True, ""),
                ("orders", True, ""),
                ("disputes", True, lacks),
            ),
            facts={"username": name, "site": text(user, "registrationMarketplaceId")},
        )

    def streams(self) -> tuple[Stream, ...]:
        """Live first."""
        return (
            Stream("messages", StreamMode.LIVE, MESSAGES),
            Stream("orders", StreamMode.LIVE, ORDERS),
            Stream("cases", StreamMode.LIVE, CASES),
            Stream("notices", StreamMode.LIVE, CASES),
            Stream("backfill:messages", StreamMode.BACKFILL, ONCE),
            Stream("backfill:orders", StreamMode.BACKFILL, ONCE),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one stream."""
        fields = paging.load(cursor)
        now = self._api.now()
        if stream.name == "messages":
            return reading_messages.live(self._api, fields, now)
        if stream.name == "backfill:messages":
            return reading_messages.past(self._api, fields, now, paging.days_back(self._login))
        if stream.name == "notices":
            return self._notices(fields, now)
        if stream.name == "cases":
            return self._cases(fields, now)
        if paging.words(fields, "wanted"):
            return self._look_up(fields)
        return self._orders(fields, now, live=stream.mode is StreamMode.LIVE)

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """eBay tells only servers with a public address."""
        return False

    def close(self) -> None:
        """Drops the line."""
        self._api.close()

    # --- eBay's own notices ---

    def _notices(self, fields: Mapping[str, object], now: datetime) -> Page:
        """All pages each round: this list cannot be asked for what is new."""
        since = paging.from_cursor(fields, "since", now)
        offset = paging.number(fields, "offset")
        walk = reading_messages.Walk(SYSTEM, since - reading_messages.SWEEP_OVERLAP, asks_since=False)
        got = reading_messages.step(self._api, walk, offset, {})
        newest = max(paging.from_cursor(fields, "newest", since), min(got.newest, now))
        if got.last_page:
            return Page(got.items, paging.dump({"since": paging.stamp(newest)}), more=False)
        after = {
            "since": paging.stamp(since),
            "newest": paging.stamp(newest),
            "offset": offset + walk.limit,
            "steps": paging.step_on(fields, got.first),
            "token": got.first,
        }
        return Page(got.items, paging.dump(after), more=True)

    # --- orders ---

    def _orders(self, fields: Mapping[str, object], now: datetime, *, live: bool) -> Page:
        if fields.get("finished") is True or (not live and paging.days_back(self._login) <= 0):
            return Page((), paging.dump({"finished": True}), more=False)
        start = now if live else now - timedelta(days=paging.days_back(self._login))
        since = paging.from_cursor(fields, "since", start)
        offset, limit = paging.number(fields, "offset"), LIVE_ORDERS if live else PAST_ORDERS
        by = "lastmodifieddate" if live else "creationdate"
        floor = since - ORDER_OVERLAP if live else since
        query = {
            "filter": f"{by}:[{paging.stamp(floor)}..]",
            "limit": str(limit),
            "offset": str(offset),
        }
        answer = self._api.get(self._api.hosts.orders, query)
        listed = rows(answer, "orders")
        items = [item for row in listed for item in self._order(row, live=live)]
        newest = max(
            [paging.from_cursor(fields, "newest", since)]
            + [item.updated_at for item in items if isinstance(item, OrderSnapshot)]
        )
        after = self._after_orders(answer, fields, since, newest, offset + limit, live=live)
        after["wanted"] = self._pictures.missing(items)
        more = "offset" in after or bool(after["wanted"])
        total = whole(answer, "total")
        progress = None if live else (min(offset + len(listed), total), total)
        return Page(tuple(items), paging.dump(after), more=more, progress=progress)

    def _after_orders(
        self,
        answer: Fields,
        fields: Mapping[str, object],
        since: datetime,
        newest: datetime,
        offset: int,
        *,
        live: bool,
    ) -> dict[str, object]:
        listed = rows(answer, "orders")
        if text(answer, "next") and listed:
            first = text(listed[0], "orderId")
            return {
                "since": paging.stamp(since),
                "newest": paging.stamp(newest),
                "offset": offset,
                "steps": paging.step_on(fields, first),
                "token": first,
            }
        return {"since": paging.stamp(newest)} if live else {"finished": True}

    def _order(self, row: Fields, *, live: bool) -> list[Item]:
        number = text(row, "orderId")
        parcels = parcels_in_links(row)
        if live and parcels:
            answer = self._api.get(f"{self._api.hosts.orders}/{number}/shipping_fulfillment", {})
            parcels = parcels_of(answer, number) or parcels
        order = order_of(row, parcels)
        if order is None:
            return [incomplete(row, number)]
        return [order]

    def find_order(self, number: str) -> tuple[Item, ...]:
        """One order that a case is about and no list has brought."""
        row = self._api.get(f"{self._api.hosts.orders}/{quote(number, safe='')}", {})
        items = self._order(row, live=True)
        return (*items, *(item for ref in self._pictures.missing(items) for item in self._pictures.of(ref)))

    # --- pictures ---

    def _look_up(self, fields: Mapping[str, object]) -> Page:
        wanted = paging.words(fields, "wanted")
        items = [item for number in wanted[:PICTURES_AT_ONCE] for item in self._pictures.of(number)]
        rest = wanted[PICTURES_AT_ONCE:]
        after = {**fields, "wanted": rest}
        return Page(tuple(items), paging.dump(after), more=bool(rest or fields.get("offset")))

    def _picture(self, number: str) -> str:
        url = f"{self._api.hosts.api}/buy/browse/v1/item/get_item_by_legacy_id"
        answer = self._api.get(url, {"legacy_item_id": number}, app=True)
        return text(sub(answer, "image"), "imageUrl")

    # --- cases ---

    def _cases(self, fields: Mapping[str, object], now: datetime) -> Page:
        """One page of one of the searches; a round looks at everything of the last three months."""
        which = paging.number(fields, "search") % len(SEARCHES)
        offset = max(paging.number(fields, "offset"), 0)
        search = SEARCHES[which]
        answer = self._search(search, offset, now)
        listed = rows(answer, search.rows)
        items = [search.reader(row) or unread_case(row) for row in listed]
        reached = offset + len(listed)
        total = whole(sub(answer, "paginationOutput"), "totalEntries") or whole(answer, "total")
        if listed and reached < min(total, CASES_MAX):
            return Page(tuple(items), paging.dump({"search": which, "offset": reached}), more=True)
        last = which + 1 >= len(SEARCHES)
        return Page(tuple(items), paging.dump({"search": 0 if last else which + 1}), more=not last)

    def _search(self, search: Search, offset: int, now: datetime) -> Fields:
        """A page of one search."""
        start, end = search.dates
        query = {
            start: paging.stamp(now - search.reach),
            end: paging.stamp(now),
            "limit": str(CASE_PAGE),
            "offset": str(offset),
        }
        if search.newer:
            return self._disputes(query) or {}
        return self._api.get(f"{self._api.hosts.cases}/{search.path}", query, scheme="IAF")

    def _disputes(self, query: Mapping[str, str]) -> Fields | None:
        """Payment disputes; None for who signed in before we asked for the right to see them."""
        try:
            return self._api.get(f"{self._api.hosts.disputes}/payment_dispute_summary", query)
        except AuthExpired as error:
            if error.key != "ebay_scope_missing":
                raise
            return None
