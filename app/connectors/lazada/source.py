"""Lazada as a source: orders and reverse orders by themselves, chat only when a person asks.

A shop may have two applications, one for chat and one for orders: each login brings what its role allows.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from app.connectors import paging
from app.connectors.contract import Item, Page, Rejected, ShopIdentity, Stream, StreamMode
from app.connectors.lazada import reading_orders
from app.connectors.lazada.api import LazadaApi
from app.connectors.lazada.guard import BETWEEN, BREATH, day_of, permit_for, spent
from app.connectors.lazada.sites import VENTURES, as_sites, ventures_of
from app.connectors.lazada.wish import Wish, kept, look_of
from app.connectors.manifests import Tools
from app.connectors.reading import sub, text
from app.domain.shops import COUNTRY, SITES, Login

CHAT, ORDERS = "chat", "api"
EVERY = timedelta(minutes=5)
CASES = timedelta(minutes=10)
QUICK, IDLE = timedelta(minutes=2), timedelta(minutes=15)
ONCE = timedelta(hours=6)


class LazadaSource:
    """One login: the chat application's, or the order application's."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login = login
        self._clock = tools.clock
        self._api = LazadaApi(login, tools)
        self._role = login.settings.get("role", ORDERS)
        self._lists = day_of(login, tools) if self._role == CHAT else None
        self._tried: datetime | None = None

    def check(self) -> ShopIdentity:
        """Proves the token, and asks with a call that is no list whether this application may do its part."""
        self._api.token()
        sellers = self._api.sellers()
        if not sellers:
            raise Rejected("lazada_no_country")
        first = next(site for site in VENTURES if site in sellers)
        title, step = self._name(first) if self._role != CHAT else (self._chat(first), "messages")
        return ShopIdentity(
            remote_key=sellers[first],
            title=title,
            report=(("identity", True, ""), (step, True, "")),
            facts={SITES: " ".join(site for site in VENTURES if site in sellers)}
            | ({COUNTRY: first} if len(sellers) == 1 else {}),
            sites=as_sites(sellers) if len(sellers) > 1 else (),
            also=tuple(sellers.values()),
        )

    def _name(self, site: str) -> tuple[str, str]:
        seller = sub(self._api.get(site, "/seller/get", {}), "data")
        return text(seller, "name") or text(seller, "name_company"), "orders"

    def _chat(self, site: str) -> str:
        """A session that does not exist: an application without the right to chat is told so before that."""
        try:
            self._api.get(site, "/im/session/get", {"session_id": "0"})
        except Rejected as error:
            if error.key == "lazada_no_right":
                raise
        return f"Lazada {site}"

    def streams(self) -> tuple[Stream, ...]:
        """Chat is one stream that only a person has pulled; orders have their own for each country."""
        if self._role == CHAT:
            return (Stream("messages", StreamMode.ASKED, BETWEEN),)
        sites = self._sites()
        live = [
            stream
            for site in sites
            for stream in (
                Stream(f"orders:{site}", StreamMode.LIVE, EVERY, QUICK, IDLE),
                Stream(f"cases:{site}", StreamMode.LIVE, CASES, None, IDLE),
            )
        ]
        past = [Stream(f"backfill:orders:{site}", StreamMode.BACKFILL, ONCE) for site in sites]
        return (*live, *past)

    def _sites(self) -> tuple[str, ...]:
        known = self._api.sellers()
        return ventures_of(self._login.settings) or tuple(site for site in VENTURES if site in known)

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        """One page of one stream."""
        fields = paging.load(cursor)
        now = self._api.now()
        if stream.name == "messages":
            return self._wish(fields)
        name, _, site = stream.name.rpartition(":")
        if site not in VENTURES:
            raise Rejected("lazada_no_country")
        if name == "cases":
            return reading_orders.cases(self._api, site, fields, now)
        if name == "orders":
            return reading_orders.live(self._api, site, fields)
        return reading_orders.past(self._api, site, fields, now, paging.days_back(self._login))

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        """One order that a chat names and no list has brought: each country is asked in turn."""
        if self._role == CHAT:
            return None
        for site in self._sites():
            try:
                found = reading_orders.one(self._api, site, number)
            except Rejected as error:
                if error.key == "lazada_no_right":
                    return None
                continue
            if found:
                return found
        return ()

    # --- chat, when somebody asks ---

    def _wish(self, fields: Mapping[str, object]) -> Page:
        """At most one page of conversations, of the country that waited longest. Too early a wish asks nothing."""
        looks = fields.get("looks")
        raw = looks if isinstance(looks, dict) else {}
        known = {site: look_of(raw.get(site)) for site in self._sites()}
        never = datetime.min.replace(tzinfo=UTC)
        site = min(known, key=lambda one: known[one].looked or never, default="")
        nothing = Page((), paging.dump(fields), more=False)
        if not site or self._hasty():
            return nothing
        if not self._api.heard:
            self._chat(site)  # a call that is no list tells what time it is there
        now, looked = self._api.now(), known[site].looked
        permit = permit_for(self._lists, fields, now) if self._lists is not None else None
        if permit is None or (looked is not None and abs(now - looked) < BETWEEN):
            return nothing
        self._tried = self._clock.now()
        wish = Wish(self._api, site, permit, known[site], now, paging.days_back(self._login))
        wish.grant()
        asked = [*spent(fields, now), [paging.stamp(now), permit.used]]
        after = {one: kept(look) for one, look in known.items()}
        return Page(tuple(wish.items), paging.dump({"asked": asked, "looks": after}), more=False)

    def _hasty(self) -> bool:
        """Whether the wish before this one was a moment ago, also if it failed."""
        return self._tried is not None and timedelta(0) <= self._clock.now() - self._tried < BREATH

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        """Lazada tells only servers with a public address."""
        return False

    def close(self) -> None:
        """Drops the line."""
        self._api.close()
