"""Walmart's API as a source: orders as they change, orders of the past, and returns."""

from datetime import timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page, ShopIdentity, Stream, StreamMode
from app.connectors.manifests import Tools
from app.connectors.reading import sub, text
from app.connectors.walmart import reading_orders, returns
from app.connectors.walmart.api import WalmartApi
from app.domain.errors import AuthExpired
from app.domain.shops import Login

ORDERS = timedelta(minutes=5)
RETURNS = timedelta(minutes=15)
ONCE = timedelta(hours=6)
CLOSED = "no_access"


class WalmartSource:
    """One seller's API login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._clock = tools.clock
        self._api = WalmartApi(login, tools)

    def check(self) -> ShopIdentity:
        """Asks what the keys open. The platform does not say whose they are: the seller's number, or the keys' own."""
        scopes = sub(self._api.get("orders", "/v3/token/detail"), "scopes")
        report = tuple(step(name, text(scopes, name)) for name in ("orders", "returns"))
        if text(scopes, "orders") == CLOSED:
            raise AuthExpired("walmart_scope_missing", step="orders")
        settings = self._login.settings
        return ShopIdentity(
            remote_key=settings.get("seller_id", "").strip() or settings.get("client_id", ""),
            title="Walmart",
            report=report,
        )

    def streams(self) -> tuple[Stream, ...]:
        """Live first."""
        return (
            Stream("orders", StreamMode.LIVE, ORDERS),
            Stream("returns", StreamMode.LIVE, RETURNS),
            Stream("backfill:orders", StreamMode.BACKFILL, ONCE),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One step of one stream."""
        fields = paging.load(cursor)
        now, days = self._clock.now() + self._api.clock_offset, paging.days_back(self._login)
        if stream.name == "returns":
            return returns.read(self._api, fields, now, days)
        if stream.mode is StreamMode.LIVE:
            return reading_orders.live(self._api, fields, now)
        return reading_orders.past(self._api, fields, now, days)

    def find_order(self, number: str) -> tuple[Item, ...]:
        """One order that a mail names and no list has brought, from every place it is sent from."""
        return tuple(reading_orders.whole_order(self._api, number))

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """Walmart tells only servers with a public address."""
        return False

    def close(self) -> None:
        """Drops the line."""
        self._api.close()


def step(name: str, access: str) -> tuple[str, bool, str]:
    """Whether the keys open a part of the API."""
    opens = access != CLOSED
    return name, opens, "" if opens else "walmart_scope_missing"
