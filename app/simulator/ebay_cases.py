"""Post-Order API v2: searching and reading returns, inquiries about missing parcels, and cancellations."""

from __future__ import annotations

from datetime import timedelta

from app.simulator.ebay_case_words import (
    cancel_history,
    cancel_summary,
    inquiry_detail,
    inquiry_summary,
    refuse,
    return_detail,
    return_summary,
)
from app.simulator.ebay_words import EbayCall, whole
from app.simulator.stamps import parse
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer

EIGHTEEN_MONTHS = timedelta(days=548)
DOMAINS = {
    "return": "returnErrorDomain",
    "inquiry": "inquiryErrorDomain",
    "cancel": "cancelErrorDomain",
    "claim": "caseErrorDomain",
}
DATES = {"inquiry": "inquiry_creation_date_range", "claim": "case_creation_date_range"}
INVALID, NOT_FOUND = 1303, 1304
Pages = tuple[list[Case], dict[str, Json]]


def found_page(call: EbayCall, kind: str) -> Pages | Response:
    """The wanted part of the found cases, newest first; `offset` counts entries."""
    ask = call.request.one
    limit, offset = whole(ask("limit"), 25), whole(ask("offset"), 0)
    if limit is None or not 1 <= limit <= 200 or offset is None:
        return refuse(INVALID, "Invalid pagination value.", DOMAINS[kind])
    name = DATES.get(kind, "creation_date_range")
    start, end = parse(ask(f"{name}_from") or ""), parse(ask(f"{name}_to") or "")
    if start is not None and call.now - start > EIGHTEEN_MONTHS:
        return refuse(INVALID, "The start date is more than 18 months in the past.", DOMAINS[kind])
    start = start or call.now - EIGHTEEN_MONTHS
    found = [
        case
        for case in call.world.cases.values()
        if case.kind == kind
        and case.order.shop is call.shop
        and start <= case.opened <= min(end or call.now, call.now)
        and _asked(call, case)
    ]
    found.sort(key=lambda case: (case.opened, case.id), reverse=True)
    pages: dict[str, Json] = {
        "offset": offset,
        "limit": limit,
        "totalPages": -(-len(found) // limit),
        "totalEntries": len(found),
    }
    return found[offset : offset + limit], pages


def _asked(call: EbayCall, case: Case) -> bool:
    """Whether every filter lets a case through; user names ignore case."""
    line = case.order.lines[0]
    values = {
        "order_id": case.order.id,
        "legacy_order_id": case.order.id,
        "item_id": line.product.item_id,
        "transaction_id": line.id,
        "return_id": case.id,
        "inquiry_status": case.state,
        "buyer_login_name": case.order.customer.handle.lower(),
    }
    for name, value in values.items():
        wanted = call.request.one(name)
        if wanted is not None and wanted not in (value, "") and wanted.lower() != value:
            return False
    states = call.request.listed("states")
    return not states or case.state in states


def returns(call: EbayCall) -> Response:
    """GET /post-order/v2/return/search."""
    page = found_page(call, "return")
    if isinstance(page, Response):
        return page
    rows: list[Json] = [return_summary(call.book, case) for case in page[0]]
    return answer({"members": rows, "total": page[1]["totalEntries"], "paginationOutput": page[1]})


def inquiries(call: EbayCall) -> Response:
    """GET /post-order/v2/inquiry/search."""
    page = found_page(call, "inquiry")
    if isinstance(page, Response):
        return page
    rows: list[Json] = [inquiry_summary(case) for case in page[0]]
    total = page[1]["totalEntries"]
    return answer({"members": rows, "totalNumberOfInquiries": total, "paginationOutput": page[1]})


def cancellations(call: EbayCall) -> Response:
    """GET /post-order/v2/cancellation/search."""
    page = found_page(call, "cancel")
    if isinstance(page, Response):
        return page
    rows: list[Json] = [cancel_summary(call.book, case) for case in page[0]]
    total = page[1]["totalEntries"]
    return answer({"cancellations": rows, "total": total, "paginationOutput": page[1]})


def find_case(call: EbayCall, kind: str, number: str) -> Case | Response:
    case = call.world.cases.get(number)
    if case is None or case.kind != kind or case.order.shop is not call.shop or case.opened > call.now:
        return refuse(NOT_FOUND, f"No {kind} {number}.", DOMAINS[kind], 404)
    return case


def _group(call: EbayCall) -> str:
    """`fieldgroups`; without it everything in detail."""
    return call.request.one("fieldgroups") or "FULL"


def one_return(call: EbayCall, number: str) -> Response:
    """GET /post-order/v2/return/{returnId}: the detail, or the summary where that is asked for."""
    case = find_case(call, "return", number)
    if isinstance(case, Response):
        return case
    if _group(call) == "SUMMARY":
        return answer({"summary": return_summary(call.book, case)})
    summary = return_summary(call.book, case)
    return answer({"summary": summary, "detail": return_detail(call.book, case)})


def one_inquiry(call: EbayCall, number: str) -> Response:
    """GET /post-order/v2/inquiry/{inquiryId}."""
    case = find_case(call, "inquiry", number)
    return case if isinstance(case, Response) else answer(inquiry_detail(call.book, case))


def one_cancellation(call: EbayCall, number: str) -> Response:
    """GET /post-order/v2/cancellation/{cancelId}: in full, or as the search shows it."""
    case = find_case(call, "cancel", number)
    if isinstance(case, Response):
        return case
    if _group(call) == "SUMMARY":
        return answer({"cancellations": [cancel_summary(call.book, case)]})
    lines: list[Json] = [
        {"itemId": line.product.item_id, "transactionId": line.id} for line in case.order.lines
    ]
    history = cancel_history(call.book, case)
    about = cancel_summary(call.book, case)
    return answer({"cancelDetail": {**about, "lineItems": lines, "activityHistories": history}})
