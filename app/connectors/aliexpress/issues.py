"""AliExpress's disputes in our words: who proposed what, and who must answer until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.connectors import paging
from app.connectors.aliexpress.answers import count, holding, listed, result_of
from app.connectors.aliexpress.api import AliExpressApi, packed
from app.connectors.aliexpress.pacific import from_wall
from app.connectors.contract import AfterSale, Item, Page, Rejected
from app.connectors.reading import Fields, money, text
from app.domain.orders import AfterSaleKind

LIST = "aliexpress.issue.issuelist.get"
DETAIL = "aliexpress.issue.detail.get"
SIZE = 10
PAGES_MAX = 200
KNOWN_MAX = 500
CLOSED = ("success", "cancel", "finish", "close", "reject")
"""parts of a dispute's state; a word we do not know leaves it open"""
OUR_TURN = ("wait_for_seller_response", "wait_for_your_response")
RETURN = "return_and_refund"


@dataclass(frozen=True, slots=True)
class Known:
    """A dispute that was under way when last seen."""

    number: str
    login: str
    order: str
    changed: str


def issue_of(known: Known, detail: Fields, now: datetime) -> AfterSale | None:
    """One dispute."""
    if not known.number or not known.order:
        return None
    state = text(detail, "reverse_detail_status") or "processing"
    wishes = listed(detail, "buyer_solution_list")
    wish = wishes[-1] if wishes else {}
    returns = text(wish, "solution_type") == RETURN
    opened = [
        at for row in listed(detail, "process_dto_list") if (at := from_wall(row.get("gmt_create"), now))
    ]
    return AfterSale(
        kind=AfterSaleKind.RETURN if returns else AfterSaleKind.REFUND,
        remote_key=f"issue:{known.number}",
        order_remote_key=known.order,
        state=state,
        open=not any(part in state.lower() for part in CLOSED),
        reason=text(detail, "reason_english") or text(detail, "reason_chinese"),
        due=from_wall(detail.get("timeout_trigger_time"), now),
        opened_at=min(opened, default=None),
        amount=money(wish, "refund_money", "refund_money_currency"),
    )


def pull(api: AliExpressApi, fields: Mapping[str, object]) -> Page:
    """One page of what is under way; at the end of a round, what is under way no longer is asked after by number.

    So it does not matter in which order the platform lists its closed disputes.
    """
    known = _known(fields)
    gone = paging.words(fields, "gone")
    if gone:
        return _asked_after(api, known, gone)
    page = max(paging.number(fields, "page"), 1)
    met = set(paging.words(fields, "met"))
    asked = {"issue_status": "processing", "current_page": page, "page_size": SIZE}
    data = holding(result_of(api.ask(LIST, {"query_dto": packed(asked)})), "data_list", "total_item")
    rows = listed(data, "data_list")
    items: list[Item] = []
    for row in rows:
        found = _row(row)
        met.add(found.number)
        if known.get(found.number) != found:
            items += _told(api, found, row)
            known[found.number] = found
    if rows and page * SIZE < count(data, "total_item") and page < PAGES_MAX:
        return Page(tuple(items), _cursor(known, page=page + 1, met=sorted(met)), more=True)
    lost = sorted(number for number in known if number not in met)
    return Page(tuple(items), _cursor(known, gone=lost), more=bool(lost))


def _asked_after(api: AliExpressApi, known: dict[str, Known], gone: list[str]) -> Page:
    one = known.get(gone[0])
    items = _told(api, one, {}) if one else []
    if all(isinstance(item, AfterSale) and not item.open for item in items):
        known.pop(gone[0], None)
    return Page(tuple(items), _cursor(known, gone=gone[1:]), more=bool(gone[1:]))


def _told(api: AliExpressApi, known: Known, row: Fields) -> list[Item]:
    try:
        detail = {**row, **detail_of(api, known.login, known.number)}
    except Rejected:
        detail = dict(row)
    issue = issue_of(known, detail, api.now())
    return [issue] if issue else []


def detail_of(api: AliExpressApi, login: str, number: str) -> Fields:
    """Everything about one dispute."""
    value = api.ask(DETAIL, {"buyer_login_id": login, "issue_id": number})
    return holding(result_of(value), "reverse_detail_status", "buyer_solution_list", "process_dto_list")


def _row(row: Fields) -> Known:
    order = text(row, "parent_order_id") or text(row, "order_id")
    return Known(text(row, "issue_id"), text(row, "buyer_login_id"), order, text(row, "gmt_modified"))


def _known(fields: Mapping[str, object]) -> dict[str, Known]:
    raw = fields.get("known")
    rows = raw if isinstance(raw, list) else []
    parts = [[str(part) for part in row] for row in rows if isinstance(row, list) and len(row) == 4]
    return {row[0]: Known(row[0], row[1], row[2], row[3]) for row in parts}


def _cursor(
    known: Mapping[str, Known], *, page: int = 1, met: list[str] | None = None, gone: list[str] | None = None
) -> str:
    rows = [[one.number, one.login, one.order, one.changed] for one in known.values()][-KNOWN_MAX:]
    return paging.dump({"known": rows, "page": page, "met": met or [], "gone": gone or []})
