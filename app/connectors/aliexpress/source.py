"""AliExpress as a source: chat, orders and disputes, each with its own cursor."""

from datetime import timedelta

from app.connectors import paging
from app.connectors.aliexpress import issues, reading_messages, reading_orders
from app.connectors.aliexpress.api import AliExpressApi, packed
from app.connectors.aliexpress.reading_messages import REBASE
from app.connectors.aliexpress.reading_orders import LIST
from app.connectors.contract import Page, Rejected, ShopIdentity, Stream, StreamMode
from app.connectors.manifests import Tools
from app.domain.shops import Login

MESSAGES = timedelta(seconds=60)
QUICK, IDLE = timedelta(seconds=20), timedelta(minutes=3)
ORDERS = timedelta(minutes=5)
ISSUES = timedelta(minutes=15)
ONCE = timedelta(hours=6)


class AliExpressSource:
    """One seller's login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._api = AliExpressApi(login, tools)

    def check(self) -> ShopIdentity:
        """Asks whose tokens these are, and whether chat and orders may be read: the two are granted apart."""
        number, name = self._api.me()
        now = self._api.now()
        window = reading_orders.Window(now, now, live=True, round=0, page=1)
        report = (
            ("identity", True, ""),
            self._tried("messages", REBASE, {"im_sync_data_dto": packed({"sync_id": 0})}),
            self._tried("orders", LIST, {"param_aeop_order_query": window.query()}),
        )
        return ShopIdentity(number or name.lower(), name or number, report, {"seller_name": name})

    def _tried(self, what: str, method: str, parameters: dict[str, str]) -> tuple[str, bool, str]:
        try:
            self._api.ask(method, parameters)
        except Rejected as error:
            return what, False, error.key
        return what, True, ""

    def streams(self) -> tuple[Stream, ...]:
        """Live first."""
        return (
            Stream("messages", StreamMode.LIVE, MESSAGES, QUICK, IDLE),
            Stream("orders", StreamMode.LIVE, ORDERS),
            Stream("cases", StreamMode.LIVE, ISSUES),
            Stream("backfill:messages", StreamMode.BACKFILL, ONCE),
            Stream("backfill:orders", StreamMode.BACKFILL, ONCE),
        )

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One step of one stream."""
        fields = paging.load(cursor)
        match stream.name:
            case "messages":
                return reading_messages.live(self._api, fields)
            case "backfill:messages":
                return reading_messages.past(self._api, fields, paging.days_back(self._login))
            case "cases":
                return issues.pull(self._api, fields)
            case "backfill:orders":
                return reading_orders.past(self._api, fields, paging.days_back(self._login))
        return reading_orders.live(self._api, fields)

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """AliExpress's chat has no push that was ever described."""
        return False

    def close(self) -> None:
        """Drops the line."""
        self._api.close()
