"""Shopee as a source: one shop, or every shop of a main account, each with streams and tokens of its own."""

from app.connectors import paging
from app.connectors.contract import ShopIdentity
from app.connectors.manifests import Tools
from app.connectors.several import SeveralShops, shops_in
from app.connectors.shopee import reading_orders
from app.connectors.shopee.api import ShopeeApi, Whose
from app.connectors.shopee.hosts import CONVERSATIONS
from app.connectors.shopee.one_shop import NO_CHAT, ShopeeShop
from app.domain.errors import Rejected
from app.domain.shops import COUNTRY, SITES, Login, Site

NO_CHAT_WHY = "shopee_no_chat"


class ShopeeSource(SeveralShops):
    """One login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        super().__init__(shops_in(login.settings), lambda number: ShopeeShop(login, tools, number))
        self._login = login
        self._tools = tools

    def check(self) -> ShopIdentity:
        """Asks whose shops these are, and whether orders and conversations may be read. Without conversations a shop
        is still worth connecting: its orders are."""
        numbers = ShopeeApi(self._login, self._tools).shops() or ("",)
        found = [self._look(number) for number in numbers]
        whose, several = [one for one, _ in found], len(found) > 1
        chat = found[0][1]
        return ShopIdentity(
            remote_key=whose[0].shop,
            title=title_of(whose[0]),
            report=(
                ("identity", True, ""),
                ("orders", True, ""),
                ("messages", True, "" if chat else NO_CHAT_WHY),
            ),
            facts={
                SITES: " ".join(one.shop for one in whose),
                "chat": "yes" if chat else NO_CHAT,
                **({} if several else {COUNTRY: whose[0].region}),
                **first_end(whose),
            },
            sites=tuple(Site(one.shop, title_of(one), one.region) for one in whose) if several else (),
            also=tuple(one.shop for one in whose[1:]),
        )

    def _look(self, number: str) -> tuple[Whose, bool]:
        """Whose shop it is, and whether its conversations may be read."""
        api = ShopeeApi(self._login, self._tools, number)
        try:
            whose = api.whose()
            reading_orders.look(api)
            return whose, may_chat(api)
        finally:
            api.close()


def may_chat(api: ShopeeApi) -> bool:
    """Whether the application may read conversations."""
    try:
        api.get(CONVERSATIONS, {"direction": "older", "type": "all", "page_size": "1"})
    except Rejected as error:
        if error.key != "shopee_no_right":
            raise
        return False
    return True


def first_end(shops: list[Whose]) -> dict[str, str]:
    """The consent that ends first among the shops, as facts of the login."""
    ends = [(one.authorised_until, one.authorised_from) for one in shops if one.authorised_until is not None]
    if not ends:
        return {}
    until, begun = min(ends, key=lambda pair: pair[0])
    return {
        "authorised_until": paging.stamp(until),
        **({"authorised_from": paging.stamp(begun)} if begun is not None else {}),
    }


def title_of(whose: Whose) -> str:
    """How a seller calls the shop."""
    return whose.title or whose.shop
