"""Reading AliExpress's orders: what changed within a window, the finished ones in a round of their own.

A window has a fixed end and its pages are read from the last to the first: an order that changes meanwhile leaves the
window and moves the rest towards the front, where we have not been yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors import paging
from app.connectors.aliexpress.answers import count, holding, listed, result_of
from app.connectors.aliexpress.api import AliExpressApi, long, packed
from app.connectors.aliexpress.orders import FINISH, IN_CANCEL, cancellation, order_of
from app.connectors.aliexpress.pacific import OVERLAP, wall
from app.connectors.contract import Item, Page, Rejected
from app.connectors.orders import incomplete
from app.connectors.reading import Fields, text

LIST = "aliexpress.trade.seller.orderlist.get"
DETAIL = "aliexpress.trade.new.redefining.findorderbyid"
WITHIN = timedelta(days=180)
"""how old an order may be whose changes are looked for: a window of changes needs one of creation around it"""
SIZE = 20
PAGES_MAX = 5_000
SEEN_MAX = 400
PAST_ROUNDS = ("", FINISH)
"""without a status the list holds everything but what is finished"""
LIVE_ROUNDS = (*PAST_ROUNDS, IN_CANCEL)
"""wishes to cancel are looked at each time, however old: only so their end is noticed"""


@dataclass(frozen=True, slots=True)
class Window:
    """One round over the orders."""

    since: datetime
    until: datetime
    live: bool
    round: int
    page: int
    """0: the first page, to learn how many there are"""

    def query(self) -> str:
        """As the list call wants it; moments are times on a wall in Los Angeles."""
        reach = self.until + OVERLAP
        asked: dict[str, object] = {"current_page": max(self.page, 1), "page_size": SIZE}
        word = self.rounds[self.round]
        if self.live and word != IN_CANCEL:
            asked |= {
                "create_date_start": wall(self.until - WITHIN), "create_date_end": wall(reach),
                "modified_date_start": wall(self.since - OVERLAP), "modified_date_end": wall(self.until),
            }  # fmt: skip
        else:
            start = self.until - WITHIN if self.live else self.since
            asked |= {"create_date_start": wall(start), "create_date_end": wall(reach)}
        return packed(asked | {"order_status": word})

    @property
    def rounds(self) -> tuple[str, ...]:
        """The states that are asked for one after the other."""
        return LIVE_ROUNDS if self.live else PAST_ROUNDS

    def after(self, pages: int) -> "Window | None":
        """Where to go on; None where the rounds are over."""
        if self.page == 0 and pages > 1:
            return self._at(self.round, min(pages, PAGES_MAX))
        if self.page > 1:
            return self._at(self.round, self.page - 1)
        return self._at(self.round + 1, 0) if self.round + 1 < len(self.rounds) else None

    def _at(self, number: int, page: int) -> "Window":
        return Window(self.since, self.until, self.live, number, page)

    def dump(self) -> dict[str, object]:
        """As a part of a cursor."""
        return {
            "since": paging.stamp(self.since), "until": paging.stamp(self.until),
            "round": self.round, "page": self.page,
        }  # fmt: skip


def window_of(fields: Mapping[str, object], start: datetime, now: datetime, *, live: bool) -> Window:
    """The window a cursor stands in, or a new one."""
    since = paging.from_cursor(fields, "since", start)
    until = paging.moment(fields.get("until"))
    if until is None:
        return Window(since, now, live, 0, 0)
    number = paging.number(fields, "round") % len(PAST_ROUNDS if not live else LIVE_ROUNDS)
    return Window(since, until, live, number, max(paging.number(fields, "page"), 0))


def live(api: AliExpressApi, fields: Mapping[str, object]) -> Page:
    """One page of what changed."""
    now = api.now()
    window = window_of(fields, now, now, live=True)
    raw = fields.get("seen")
    seen = {str(k): str(v) for k, v in raw.items()} if isinstance(raw, dict) else {}
    asked = set(paging.words(fields, "cancels"))
    rows, pages = _listed(api, window)
    items: list[Item] = []
    for row in rows:
        number, changed = text(row, "order_id"), text(row, "gmt_update")
        if text(row, "order_status") == IN_CANCEL:
            asked.add(number)
        if not changed or seen.get(number) != changed:
            items += _told(api, row, asked)
            seen[number] = changed
    following = window.after(pages)
    after: dict[str, object] = following.dump() if following else {"since": paging.stamp(window.until)}
    after |= {"seen": dict(list(seen.items())[-SEEN_MAX:]), "cancels": sorted(asked)[-SEEN_MAX:]}
    return Page(tuple(items), paging.dump(after), more=following is not None)


def past(api: AliExpressApi, fields: Mapping[str, object], days: int) -> Page:
    """One page of what was bought before; what is finished comes without address and parcels."""
    if fields.get("finished") is True or days <= 0:
        return Page((), paging.dump({"finished": True}), more=False)
    now = api.now()
    window = window_of(fields, now - timedelta(days=days), now, live=False)
    rows, pages = _listed(api, window)
    items = [item for row in rows for item in _told(api, row, set(), brief=window.round > 0)]
    following = window.after(pages)
    after = following.dump() if following else {"finished": True}
    return Page(tuple(items), paging.dump(after), more=following is not None)


def _listed(api: AliExpressApi, window: Window) -> tuple[list[Fields], int]:
    result = result_of(api.ask(LIST, {"param_aeop_order_query": window.query()}))
    data = holding(result, "target_list", "total_page")
    return listed(data, "target_list"), count(data, "total_page")


def _told(api: AliExpressApi, row: Fields, asked: set[str], *, brief: bool = False) -> list[Item]:
    """An order, and what became of the customer's wish to cancel it. `asked` remembers those wishes."""
    number, word = text(row, "order_id"), text(row, "order_status")
    detail = {} if brief or not number else _asked(api, number)
    order = order_of(row, detail, api.now())
    if order is None:
        return [incomplete(row, number)]
    if word == IN_CANCEL:
        return [order, cancellation(number, word, order.updated_at, is_open=True)]
    if number in asked:
        asked.discard(number)
        return [order, cancellation(number, word, order.updated_at, is_open=False)]
    return [order]


def _asked(api: AliExpressApi, number: str) -> Fields:
    try:
        return detail_of(api, number)
    except Rejected:
        return {}  # the list is worth more than nothing


def detail_of(api: AliExpressApi, number: str) -> Fields:
    """Address, parcels and more of one order."""
    value = api.ask(DETAIL, {"param1": packed({"order_id": long(number)})})
    result = result_of(value)
    return holding(result, "receipt_address", "logistic_info_list", "order_status")
