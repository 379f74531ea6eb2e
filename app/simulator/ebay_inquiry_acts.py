"""Post-Order API v2, a seller's answers to an inquiry, and the cases that eBay decides: searched, read, appealed."""

from __future__ import annotations

import re

from app.simulator.ebay_case_words import NOT_ALLOWED, WRONG_INPUT, case_detail, case_summary, refuse
from app.simulator.ebay_cases import DOMAINS, find_case, found_page
from app.simulator.ebay_refund import given, pay_back
from app.simulator.ebay_return_acts import became_a_case
from app.simulator.ebay_words import EbayCall
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer, empty

DOMAIN, CASES = DOMAINS["inquiry"], DOMAINS["claim"]
ESCALATE_REASONS = ("SHIPPED_ITEM", "BUYER_TROUBLE", "TROUBLE_COMMUNICATION", "OTHERS")
OURS = ("OPEN", "PENDING", "WAITING_SELLER_RESPONSE", "WAITING_BUYER_RESPONSE")
DECIDED = ("CLOSED", "CS_CLOSED")


def _open(call: EbayCall, number: str) -> Case | Response:
    case = find_case(call, "inquiry", number)
    if isinstance(case, Case) and case.state not in OURS:
        return refuse(NOT_ALLOWED, f"The action is not allowed in state {case.state}.", DOMAIN)
    return case


def shipment(call: EbayCall, number: str) -> Response:
    """POST …/provide_shipment_info: 200 and nothing more."""
    case, body = _open(call, number), call.request.json() or {}
    if isinstance(case, Response):
        return case
    carrier, tracking = body.get("shippingCarrierName"), str(body.get("trackingNumber") or "")
    if not carrier or not re.fullmatch(r"[A-Za-z0-9]+", tracking):
        return refuse(WRONG_INPUT, "Carrier or tracking number is missing or wrong.", DOMAIN)
    call.book.parcels[case.id] = (str(carrier), tracking)
    call.book.fine[case.id] = "TRACKING_PROVIDED"
    case.state = "WAITING_BUYER_RESPONSE"
    call.book.did(case, "PROVIDE_TRACKING", call.now)
    return empty(200)


def issue_refund(call: EbayCall, number: str) -> Response:
    """POST …/issue_refund: the whole amount."""
    case = _open(call, number)
    if isinstance(case, Response):
        return case
    left = case.order.total - given(case.order)
    if left <= 0:
        return refuse(NOT_ALLOWED, "The item was already refunded.", DOMAIN)
    pay_back(call, case.order, left, "ITEM_NOT_RECEIVED")
    call.book.fine[case.id] = "VOLUNTARY_REFUND_PAYOUT_PENDING"
    case.state = "WAITING_BUYER_RESPONSE"
    call.book.did(case, "ISSUE_REFUND", call.now, left)
    result: dict[str, Json] = {"refundSource": "EBAY", "refundStatus": "PENDING"}
    return answer({"refundResult": result})


def escalate(call: EbayCall, number: str) -> Response:
    """POST …/escalate: the inquiry becomes a case."""
    case, body = _open(call, number), call.request.json() or {}
    if isinstance(case, Response):
        return case
    if body.get("escalationReason") not in ESCALATE_REASONS:
        return refuse(WRONG_INPUT, "The reason is missing or unknown.", DOMAIN)
    case.state = "CLOSED_WITH_ESCALATION"
    became_a_case(call, case)
    call.book.did(case, "ESCALATE", call.now)
    return empty(200)


# --- cases ---


def cases(call: EbayCall) -> Response:
    """GET /casemanagement/search."""
    page = found_page(call, "claim")
    if isinstance(page, Response):
        return page
    rows: list[Json] = [case_summary(case) for case in page[0]]
    total = page[1]["totalEntries"]
    return answer({"members": rows, "totalNumberOfCases": total, "paginationOutput": page[1]})


def one_case(call: EbayCall, number: str) -> Response:
    """GET /casemanagement/{caseId}."""
    case = find_case(call, "claim", number)
    return case if isinstance(case, Response) else answer(case_detail(call.book, case))


def appeal(call: EbayCall, number: str) -> Response:
    """POST …/appeal: once eBay has decided, and once."""
    case = find_case(call, "claim", number)
    if isinstance(case, Response):
        return case
    if case.state not in DECIDED or case.id in call.book.appeals:
        return refuse(NOT_ALLOWED, "The decision cannot be appealed.", CASES)
    call.book.appeals[case.id] = call.now
    return empty(200)
