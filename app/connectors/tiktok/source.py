"""TikTok Shop as a source: the shops that one consent opens, each with streams of its own."""

from collections.abc import Callable

from app.connectors.contract import AuthExpired, ShopIdentity
from app.connectors.manifests import Tools
from app.connectors.reading import text
from app.connectors.several import SeveralShops, shops_in
from app.connectors.tiktok.answers import NO_RIGHT
from app.connectors.tiktok.api import TikTokApi
from app.connectors.tiktok.hosts import ORDER_SEARCH, TALKS
from app.connectors.tiktok.one_shop import TikTokShop
from app.connectors.tiktok.shops import as_site, shops_of, title_of
from app.domain.shops import COUNTRY, SITES, Login


class TikTokSource(SeveralShops):
    """One login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        super().__init__(shops_in(login.settings), lambda number: TikTokShop(login, tools, number))
        self._login = login
        self._tools = tools

    def check(self) -> ShopIdentity:
        """Asks TikTok which shops these are, and whether messages and orders may be read: a right holds for all."""
        api = TikTokApi(self._login, self._tools)
        try:
            shops = shops_of(api.shops())
        finally:
            api.close()
        first, sites = shops[0], tuple(as_site(row) for row in shops)
        chat, orders = self._rights(text(first, "id"))
        several = len(sites) > 1
        return ShopIdentity(
            remote_key=sites[0].key,
            title=title_of(first),
            report=(
                ("identity", True, ""),
                ("messages", True, "" if chat else "tiktok_chat_not_granted"),
                ("orders", True, "" if orders else "tiktok_right_missing"),
            ),
            facts={SITES: " ".join(site.key for site in sites)}
            | ({} if several else {COUNTRY: sites[0].country}),
            sites=sites if several else (),
            also=tuple(site.key for site in sites[1:]),
        )

    def _rights(self, number: str) -> tuple[bool, bool]:
        """Whether messages and orders may be read. Raises AuthExpired where neither may."""
        api = TikTokApi(self._login, self._tools, number)
        try:
            chat = proves(lambda: api.get(TALKS, {"page_size": "1"}))
            orders = proves(lambda: api.search(ORDER_SEARCH, {"page_size": "1"}, {}))
        finally:
            api.close()
        if not chat and not orders:
            raise AuthExpired("tiktok_right_missing")
        return chat, orders


def proves(call: Callable[[], object]) -> bool:
    """Whether a right is there; any other trouble is the login's."""
    try:
        call()
    except AuthExpired as error:
        if error.values.get("code") != NO_RIGHT:
            raise
        return False
    return True
