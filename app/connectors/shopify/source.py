"""A shop's Admin API as a source: orders as they change, with returns and refunds; orders of the past; disputes."""

from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.contract import AuthExpired, Item, Page, ShopIdentity, Stream, StreamMode
from app.connectors.manifests import Tools
from app.connectors.reading import rows, sub, text
from app.connectors.shopify import reading_orders
from app.connectors.shopify.api import ShopifyApi
from app.connectors.shopify.cases import dispute_of
from app.connectors.shopify.questions import BUYERS, DISPUTES, SHOP
from app.domain.shops import Login

ORDERS, QUICK, IDLE = timedelta(minutes=2), timedelta(minutes=1), timedelta(minutes=5)
CASES = timedelta(minutes=60)
ONCE = timedelta(hours=6)
NO_RIGHT = timedelta(hours=12)
"""how long a list rests that the shop's owner did not open"""
ALL_ORDERS = "read_all_orders"


class ShopifySource:
    """One application's login in one shop."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._clock = tools.clock
        self._api = ShopifyApi(login, tools)

    def check(self) -> ShopIdentity:
        """Asks whose shop it is, what the application may do there, and whether it may see who the buyers are."""
        found = self._api.ask(SHOP).data
        shop, listed = sub(found, "shop"), rows(sub(found, "currentAppInstallation"), "accessScopes")
        scopes = {text(row, "handle") for row in listed}
        if not {"read_orders", "write_orders"} & scopes:
            raise AuthExpired("shopify_scope_missing", step="orders")
        hidden = self._api.ask(BUYERS).denied
        return ShopIdentity(
            remote_key=text(shop, "myshopifyDomain"),
            title=text(shop, "name") or text(shop, "myshopifyDomain"),
            report=(
                ("identity", True, ""),
                ("orders", True, "" if ALL_ORDERS in scopes else "shopify_sixty_days"),
                ("buyers", True, "shopify_buyers_hidden" if hidden else ""),
                ("disputes", True, "" if any("disputes" in one for one in scopes) else "shopify_no_disputes"),
            ),
            facts={
                "shop_domain": text(shop, "myshopifyDomain"),
                "support_address": text(shop, "contactEmail").lower(),
                "order_prefix": text(shop, "orderNumberFormatPrefix"),
                "order_suffix": text(shop, "orderNumberFormatSuffix"),
            },
        )

    def streams(self) -> tuple[Stream, ...]:
        """Live first."""
        return (
            Stream("orders", StreamMode.LIVE, ORDERS, QUICK, IDLE),
            Stream("disputes", StreamMode.LIVE, CASES),
            Stream("backfill:orders", StreamMode.BACKFILL, ONCE),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one stream."""
        fields = paging.load(cursor)
        if stream.name == "disputes":
            return self._disputes(fields)
        now = self._now()
        if stream.mode is StreamMode.LIVE:
            return reading_orders.live(self._api, fields, now)
        return reading_orders.past(self._api, fields, now, paging.days_back(self._login))

    def find_order(self, number: str) -> tuple[Item, ...]:
        """One order that a mail names and no list has brought: it may be older than what was fetched."""
        found = reading_orders.ids_named(self._api, number)
        wholes = (reading_orders.whole_order(self._api, one) for one in found)
        return tuple(item for row in wholes if row for item in reading_orders.items_of(self._api, row))

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """Shopify tells only servers with a public address."""
        return False

    def close(self) -> None:
        """Drops the line."""
        self._api.close()

    def _now(self) -> datetime:
        """Shopify's own time, since our clock may be wrong."""
        if self._api.clock_offset is None:
            self._api.ask(SHOP)
        return self._clock.now() + (self._api.clock_offset or timedelta(0))

    def _disputes(self, fields: dict[str, object]) -> Page:
        """Every dispute, page by page: there are few, and their list knows no changes."""
        token = paging.word(fields, "token")
        try:
            listed = sub(self._api.ask(DISPUTES, after=token or None).data, "disputes")
        except AuthExpired as error:
            if error.key != "shopify_scope_missing":
                raise
            return Page((), paging.dump({"closed": True}), more=False, rest=NO_RIGHT)
        items: tuple[Item, ...] = tuple(
            found for row in rows(listed, "nodes") if (found := dispute_of(row)) is not None
        )
        info = sub(listed, "pageInfo")
        onward = text(info, "endCursor") if info.get("hasNextPage") is True else ""
        if not onward:
            return Page(items, paging.dump({"read": True}), more=False)
        after = {"token": onward, "steps": paging.step_on(fields, onward)}
        return Page(items, paging.dump(after), more=True)
