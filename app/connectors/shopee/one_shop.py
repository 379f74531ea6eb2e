"""One Shopee shop as it is pulled: chats, orders and returns, each with its own cursor."""

from datetime import timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page, Stream, StreamMode
from app.connectors.manifests import Tools
from app.connectors.shopee import cases, reading_messages, reading_orders
from app.connectors.shopee.api import ShopeeApi, Whose
from app.domain.shops import Login

MESSAGES, QUICK, IDLE = timedelta(seconds=60), timedelta(seconds=20), timedelta(minutes=2)
ORDERS = timedelta(minutes=5)
CASES = timedelta(minutes=15)
ONCE = timedelta(hours=6)
NO_CHAT = "no"
"""the setting `chat` of a login whose application may not read conversations"""


class ShopeeShop:
    """One of the shops behind a login."""

    def __init__(self, login: Login, tools: Tools, number: str) -> None:
        self._login = login
        self._api = ShopeeApi(login, tools, number)
        self._chat = login.settings.get("chat", "") != NO_CHAT

    def streams(self) -> tuple[Stream, ...]:
        """Live first. Where the application has no chat there is nothing to pull of it."""
        chats = (Stream("messages", StreamMode.LIVE, MESSAGES, QUICK, IDLE),) if self._chat else ()
        talk = (Stream("backfill:messages", StreamMode.BACKFILL, ONCE),) if self._chat else ()
        return (
            *chats,
            Stream("orders", StreamMode.LIVE, ORDERS),
            Stream("cases", StreamMode.LIVE, CASES),
            *talk,
            Stream("backfill:orders", StreamMode.BACKFILL, ONCE),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one stream."""
        fields = paging.load(cursor)
        if stream.mode is StreamMode.BACKFILL:
            return self._past(stream, fields)
        self._knows_the_time()
        if stream.name == "messages":
            return reading_messages.live(self._api, fields)
        if stream.name == "cases":
            return cases.live(self._api, fields)
        return reading_orders.live(self._api, fields)

    def _past(self, stream: Stream, fields: dict[str, object]) -> Page:
        days = paging.days_back(self._login)
        if fields.get("finished") is True or days <= 0:
            return Page((), paging.dump({"finished": True}), more=False)
        self._knows_the_time()
        if stream.name == "backfill:messages":
            return reading_messages.past(self._api, fields, days)
        return reading_orders.past(self._api, fields, days)

    def find_order(self, number: str) -> tuple[Item, ...]:
        """One order that a chat names and no list has brought."""
        self._knows_the_time()
        found = reading_orders.details(self._api, [number])
        return tuple(reading_orders.order_item(self._api, value) for value in found)

    def _knows_the_time(self) -> Whose:
        """Shopee's own clock counts, and its first answer tells it."""
        return self._api.whose()

    def close(self) -> None:
        """Drops the line."""
        self._api.close()
