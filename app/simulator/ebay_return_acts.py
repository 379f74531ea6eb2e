"""Post-Order API v2, a seller's answers to a return: decide, say that it arrived, pay, ask eBay to step in."""

from __future__ import annotations

from random import Random

from app.simulator.ebay_case_words import NOT_ALLOWED, OUT, PAYABLE, UNDECIDED, WRONG_INPUT, refuse
from app.simulator.ebay_cases import DOMAINS, find_case
from app.simulator.ebay_refund import given, pay_back
from app.simulator.ebay_words import EbayCall
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer, empty

DOMAIN = DOMAINS["return"]
ESCALATE_REASONS = (
    "BUYER_RETURNED_WRONG_ITEM",
    "ITEM_NOT_RECEIVED",
    "ITEM_RECEIVED_IN_DIFFERENT_CONDITION",
    "TROUBLE_COMMUNICATION_WITH_BUYER",
    "OTHER",
)
FEES = ("PURCHASE_PRICE", "ORIGINAL_SHIPPING", "OTHER")


def not_now(case: Case) -> Response:
    """The state forbids it."""
    return refuse(NOT_ALLOWED, f"The action is not allowed in state {case.state}.", DOMAIN)


def minor(raw: Json, case: Case) -> int:
    """An amount, which this interface writes as a number; 0 where it is none."""
    fields = raw if isinstance(raw, dict) else {}
    value = fields.get("value")
    right = fields.get("currency") == case.order.currency and isinstance(value, int | float)
    whole = 1 if case.order.currency == "JPY" else 100
    return round(float(str(value)) * whole) if right and not isinstance(value, bool) else 0


def decide(call: EbayCall, number: str) -> Response:
    """POST …/decide: approve, decline, or a part of the money."""
    case, body = find_case(call, "return", number), call.request.json()
    if isinstance(case, Response):
        return case
    word = body.get("decision") if body else None
    if body is None or word not in ("APPROVE", "DECLINE", "OFFER_PARTIAL_REFUND"):
        return refuse(WRONG_INPUT, "The decision is missing or unknown.", DOMAIN)
    if case.state not in UNDECIDED:
        return not_now(case)
    if word == "APPROVE":
        case.state, activity, offered = "ITEM_READY_TO_SHIP", "SELLER_APPROVE_REQUEST", 0
    elif word == "DECLINE":
        case.state, activity, offered = "RETURN_REJECTED", "SELLER_DECLINE_REQUEST", 0
    else:
        offered = minor(body.get("partialRefundAmount"), case)
        if not 0 < offered < case.order.total:
            return refuse(WRONG_INPUT, "The partial refund amount is wrong.", DOMAIN)
        case.state, activity = "PARTIAL_REFUND_REQUESTED", "SELLER_OFFER_PARTIAL_REFUND"
    call.book.did(case, activity, call.now, offered)
    return answer({})


def received(call: EbayCall, number: str) -> Response:
    """POST …/mark_as_received: no answer but 200."""
    case = find_case(call, "return", number)
    if isinstance(case, Response):
        return case
    if case.state not in OUT:
        return not_now(case)
    case.state = "ITEM_DELIVERED"
    call.book.did(case, "SELLER_MARK_AS_RECEIVED", call.now)
    return empty(200)


def issue_refund(call: EbayCall, number: str) -> Response:
    """POST …/issue_refund: kind by kind, and the sum of it."""
    case, body = find_case(call, "return", number), call.request.json()
    if isinstance(case, Response):
        return case
    if case.state not in PAYABLE:
        return not_now(case)
    detail = body.get("refundDetail") if body else None
    fields = detail if isinstance(detail, dict) else {}
    items = fields.get("itemizedRefundDetail")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    total = minor(fields.get("totalAmount"), case)
    parts = [minor(row.get("refundAmount"), case) for row in rows]
    if not rows or not all(parts) or any(row.get("refundFeeType") not in FEES for row in rows):
        return refuse(WRONG_INPUT, "The refund detail is missing or wrong.", DOMAIN)
    if sum(parts) != total or given(case.order) + total > case.order.total:
        return refuse(WRONG_INPUT, "The refund amounts do not add up.", DOMAIN)
    pay_back(call, case.order, total, "BUYER_RETURN")
    case.state = "REFUND_INITIATED" if total == case.order.total else "LESS_THAN_A_FULL_REFUND_ISSUED"
    call.book.did(case, "SELLER_ISSUE_REFUND", call.now, total)
    return answer({"refundStatus": "SUCCESS"})


def escalate(call: EbayCall, number: str) -> Response:
    """POST …/escalate: the return becomes a case."""
    case, body = find_case(call, "return", number), call.request.json()
    if isinstance(case, Response):
        return case
    if body is None or body.get("reason") not in ESCALATE_REASONS:
        return refuse(WRONG_INPUT, "The reason is missing or unknown.", DOMAIN)
    if case.id in call.book.escalated or "CLOSED" in case.state:
        return not_now(case)
    made = became_a_case(call, case)
    call.book.did(case, "SELLER_ESCALATE", call.now)
    return answer({"caseId": made.id, "caseUrl": f"https://www.{call.shop.site.domain}/res/{made.id}"})


def became_a_case(call: EbayCall, case: Case) -> Case:
    """eBay decides from now on."""
    number = str(Random(f"case/{case.id}").randrange(5_000_000_000, 5_999_999_999))
    made = Case(
        number, "claim", case.order, case.reason, call.now, case.due, "WAITING_CS", case.comment, call.now
    )
    call.world.cases[made.id] = made
    call.book.escalated[case.id] = made.id
    return made
