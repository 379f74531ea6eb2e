"""Returns as Amazon's report lists them (GET_XML_RETURNS_DATA_BY_RETURN_DATE), in our words.

An order has one return here, as in Amazon's mails: where buyers ask twice, the newest request says how it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from app.connectors.contract import AfterSale, Surprise
from app.connectors.paging import moment
from app.connectors.reading import money, storable
from app.domain.orders import AfterSaleKind
from app.domain.values import Money

REPORT = "GET_XML_RETURNS_DATA_BY_RETURN_DATE"
CLOSED = ("COMPLETED", "CLOSED", "DENIED", "DECLINED", "REJECTED", "CANCELLED", "CANCELED", "REFUNDED")
"""of the states only `Approved` was seen; a word we do not know leaves a return open"""
WAITS = "PENDING"
ANSWER_WITHIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class _Asked:
    order: str
    at: datetime | None
    fact: AfterSale


def returns_in(report: bytes, site: str) -> list[AfterSale]:
    """One fact for each order of a report. Raises Surprise where it is no such report."""
    if not report.strip():
        return []
    try:
        root = ElementTree.fromstring(report)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Surprise("report_unreadable", content=report) from error
    found = [asked for row in root.iter("return_details") if (asked := _asked(row, site))]
    return newest(found)


def newest(found: Iterable[_Asked]) -> list[AfterSale]:
    """Of several requests about an order the last one."""
    last: dict[str, _Asked] = {}
    for asked in found:
        before = last.get(asked.order)
        if before is None or (asked.at is not None and (before.at is None or asked.at >= before.at)):
            last[asked.order] = asked
    return [asked.fact for asked in last.values()]


def _asked(row: Element, site: str) -> _Asked | None:
    order, state = _text(row, "order_id"), _text(row, "return_request_status")
    if not order:
        return None
    at, items = moment(_text(row, "return_request_date")), list(row.iter("item_details"))
    still_open = not any(word in state.upper() for word in CLOSED)
    fact = AfterSale(
        kind=AfterSaleKind.RETURN,
        remote_key=f"return:{order}",
        order_remote_key=order,
        state=state or "RETURN_REQUESTED",
        open=still_open,
        reason=next((reason for item in items if (reason := _text(item, "return_reason_code"))), ""),
        due=at + ANSWER_WITHIN if at and still_open and WAITS in state.upper() else None,
        opened_at=at,
        amount=_amount(row, items),
        site=site,
    )
    return _Asked(order, at, fact)


def _amount(row: Element, items: list[Element]) -> Money | None:
    """What goes back, where one line says it; lists of several name lines twice."""
    value = _text(items[0], "refund_amount") if len(items) == 1 else ""
    return money({"amount": value, "code": _text(row, "label_details/currency_code")}, "amount", "code")


def _text(row: Element, path: str) -> str:
    return storable((row.findtext(path) or "").strip())
