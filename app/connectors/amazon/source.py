"""Amazon's API as a source: orders as they change, orders of the past, the products' pictures, and returns."""

from collections.abc import Mapping
from datetime import timedelta
from threading import Event
from urllib.parse import quote

from app.connectors import paging
from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.orders import cancellation_of, order_of
from app.connectors.amazon.reports import STREAM as RETURNS
from app.connectors.amazon.reports import ReturnsReports
from app.connectors.amazon.sites import BY_MARKETPLACE
from app.connectors.contract import (
    Item,
    Page,
    Rejected,
    ShopIdentity,
    Stream,
    StreamMode,
)
from app.connectors.manifests import Tools
from app.connectors.orders import Pictures, incomplete
from app.connectors.reading import Fields, rows, sub, text, whole
from app.domain.shops import SITES, Login, Site

ORDERS = "/orders/2026-01-01/orders"
DATA = "BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES"
PERIOD = timedelta(minutes=5)
PAST = timedelta(minutes=3)
"""the platform wants `before` to lie two minutes or more in the past"""
AGAIN = timedelta(minutes=15)
"""so far each look goes behind the last: the clock that tells the time may be ahead of the one that stamps orders"""
PICTURES_AT_ONCE = 2
WANTED_MAX = 500


class AmazonSource:
    """One seller's API login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._clock = tools.clock
        self._api = AmazonApi(login, tools)
        self._markets = login.settings.get(SITES, "").split()
        self._pictures = Pictures(self._picture)
        first = timedelta(days=paging.days_back(login))
        self._returns = ReturnsReports(self._api, tools.clock, self._markets, first)
        self._closing = Event()

    def check(self) -> ShopIdentity:
        """Asks Amazon where this seller sells."""
        answer = self._api.get("participations", "/sellers/v1/marketplaceParticipations", {})
        taking_part = [
            row for row in rows(answer, "payload") if sub(row, "participation").get("isParticipating") is True
        ]
        if not taking_part:
            raise Rejected("amazon_no_marketplace")
        sites = tuple(site_of(sub(row, "marketplace")) for row in taking_part)
        store = next((name for row in taking_part if (name := text(row, "storeName"))), "Amazon")
        seller = self._login.settings.get("seller_id", "")
        return ShopIdentity(
            remote_key=seller or f"{store}@{sites[0].key}",
            title=store,
            report=(("orders", True, ""),),
            facts={SITES: " ".join(site.key for site in sites), "store_name": store},
            sites=sites,
        )

    def streams(self) -> tuple[Stream, ...]:
        """Live first."""
        return (
            Stream("orders", StreamMode.LIVE, PERIOD),
            RETURNS,
            Stream("backfill:orders", StreamMode.BACKFILL, timedelta(hours=6)),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of orders, the pictures of the products that the last pages named, or a step towards returns."""
        if stream.name == RETURNS.name:
            return self._returns.pull(cursor)
        fields = paging.load(cursor)
        if paging.words(fields, "wanted"):
            return self._look_up(fields)
        return self._orders(fields, live=stream.mode is StreamMode.LIVE)

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """The platform cannot tell a desktop."""
        return False

    def close(self) -> None:
        """Drops the line."""
        self._closing.set()
        self._api.close()

    # --- orders ---

    def _orders(self, fields: Mapping[str, object], *, live: bool) -> Page:
        if fields.get("finished") or (not live and paging.days_back(self._login) <= 0):
            return Page((), paging.dump({"finished": True}), more=False)
        token, offset = paging.word(fields, "token"), self._api.clock_offset
        query = {"paginationToken": token} if token else self._window(fields, live=live)
        query |= {"includedData": DATA, "maxResultsPerPage": "100"}
        if self._markets:
            query["marketplaceIds"] = ",".join(self._markets)
        try:
            answer = self._api.get("orders", ORDERS, query)
        except Rejected:
            if token:
                # A pagination token lives for a day: start the window over.
                again = {name: fields[name] for name in fields if name != "token"}
                return Page((), paging.dump(again), more=True)
            if abs(self._api.clock_offset - offset) < PAST:
                raise
            # Our clock runs ahead, as the refusal itself showed: a window must end before Amazon's now.
            return self._orders(fields, live=live)
        return self._page(answer, fields, live=live)

    def _window(self, fields: Mapping[str, object], *, live: bool) -> dict[str, str]:
        now = self._clock.now() + self._api.clock_offset
        if live:
            since = paging.from_cursor(fields, "since", now - PAST)
            return {"lastUpdatedAfter": paging.stamp(min(since, now - PAST) - AGAIN)}
        since = now - timedelta(days=paging.days_back(self._login))
        return {"createdAfter": paging.stamp(since), "createdBefore": paging.stamp(now - PAST)}

    def _page(self, answer: Fields, fields: Mapping[str, object], *, live: bool) -> Page:
        next_token = text(sub(answer, "pagination"), "nextToken")
        items = [item for row in rows(answer, "orders") for item in self._read(row)]
        wanted = self._pictures.missing(items)[:WANTED_MAX]
        after: dict[str, object] = {"wanted": wanted}
        if next_token:
            after |= {"steps": paging.step_on(fields, next_token), "token": next_token}
            if live and paging.word(fields, "since"):
                after["since"] = paging.word(fields, "since")
        elif live:
            before = text(answer, "lastUpdatedBefore")
            after["since"] = before or paging.stamp(self._clock.now() + self._api.clock_offset - PAST)
        else:
            after["finished"] = True
        return Page(tuple(items), paging.dump(after), more=bool(next_token or wanted))

    def _read(self, row: Fields) -> list[Item]:
        order = order_of(row)
        if order is None:
            return [incomplete(row, text(row, "orderId"))]
        wish = cancellation_of(row, order)
        return [order, *([wish] if wish else [])]

    def find_order(self, number: str) -> tuple[Item, ...]:
        """One order that a mail names and no list has brought, with the pictures that may be asked for right now."""
        answer = self._api.get("order", f"{ORDERS}/{quote(number, safe='')}", {"includedData": DATA})
        items = self._read(sub(answer, "order"))
        for asin in self._pictures.missing(items):
            if not self._api.buckets.wait_for("catalogue"):
                items += self._pictures.of(asin)
        return tuple(items)

    # --- pictures ---

    def _look_up(self, fields: Mapping[str, object]) -> Page:
        """A few products at a time: the catalogue allows two a second. Waits half a second rather than
        failing."""
        wanted = paging.words(fields, "wanted")
        self._closing.wait(min(self._api.buckets.wait_for("catalogue").total_seconds(), 1.0))
        items: list[Item] = []
        for asin in wanted[:PICTURES_AT_ONCE]:
            if self._api.buckets.wait_for("catalogue"):
                break
            items += self._pictures.of(asin)
            wanted = [one for one in wanted if one != asin]
        after = {name: value for name, value in fields.items() if name != "wanted"}
        more = bool(wanted or after.get("token"))
        return Page(tuple(items), paging.dump({**after, "wanted": wanted}), more=more)

    def _picture(self, asin: str) -> str:
        query = {"marketplaceIds": ",".join(self._markets) or "ATVPDKIKX0DER", "includedData": "images"}
        return main_image(self._api.get("catalogue", f"/catalog/2022-04-01/items/{asin}", query))


def site_of(market: Fields) -> Site:
    """One marketplace as Amazon lists it. Sellers' test places and other channels stand in the same list."""
    key = text(market, "id")
    known = BY_MARKETPLACE.get(key)
    country = known.country if known else text(market, "countryCode")
    return Site(key, text(market, "name") or key, country, usual=known is not None)


def main_image(answer: Fields) -> str:
    """The main picture, rather small than large: it becomes a thumbnail."""
    found = [
        (whole(image, "width", 10**6), text(image, "link"))
        for market in rows(answer, "images")
        for image in rows(market, "images")
        if text(image, "variant") == "MAIN"
    ]
    good = sorted((width, link) for width, link in found if link.startswith(("https://", "http://127.0.0.1")))
    large_enough = [link for width, link in good if width >= 150]
    return next(iter(large_enough), good[-1][1] if good else "")
