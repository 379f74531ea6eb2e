"""Post-Order API v2, cancelling: a seller's word on a customer's wish, and a cancellation of his own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from app.simulator.ebay_case_words import NOT_ALLOWED, WRONG_INPUT, refuse
from app.simulator.ebay_cases import DOMAINS, find_case
from app.simulator.ebay_refund import given, pay_back
from app.simulator.ebay_words import EbayCall
from app.simulator.stamps import parse
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer, empty

DOMAIN = DOMAINS["cancel"]
SELLER_REASONS = ("OUT_OF_STOCK_OR_CANNOT_FULFILL", "BUYER_ASKED_CANCEL", "ADDRESS_ISSUES", "ORDER_UNPAID")
THREE_DAYS = timedelta(days=3)


def _waiting(call: EbayCall, number: str) -> Case | Response:
    case = find_case(call, "cancel", number)
    if isinstance(case, Case) and case.state != "INITIAL":
        return refuse(NOT_ALLOWED, f"The action is not allowed in state {case.state}.", DOMAIN)
    return case


def _call_off(call: EbayCall, case: Case) -> None:
    """The order ends and its money goes back."""
    order = case.order
    order.plan = replace(order.plan, cancelled=call.now, shipped=None, moving=None, delivered=None)
    left = order.total - given(order)
    if left > 0:
        pay_back(call, order, left, "BUYER_CANCEL")
    case.state = "CLOSED"


def approve(call: EbayCall, number: str) -> Response:
    """POST …/approve: neither asks nor answers more than yes."""
    case = _waiting(call, number)
    if isinstance(case, Response):
        return case
    if call.request.body:
        return refuse(WRONG_INPUT, "This call has no payload.", DOMAIN)
    if case.order.stage(call.now) not in ("placed", "paid"):
        return refuse(NOT_ALLOWED, "The order has been shipped.", DOMAIN)
    _call_off(call, case)
    call.book.did(case, "SELLER_APPROVE", call.now)
    return empty(200)


def reject(call: EbayCall, number: str) -> Response:
    """POST …/reject: at least an empty object must be posted."""
    case, body = _waiting(call, number), call.request.json()
    if isinstance(case, Response):
        return case
    if body is None or not set(body) <= {"shipmentDate", "trackingNumber"}:
        return refuse(WRONG_INPUT, "The payload is missing or wrong.", DOMAIN)
    case.state = "CLOSED"
    case.order.cancel_asked = None
    call.book.did(case, "SELLER_REJECT", call.now)
    return empty(200)


def create(call: EbayCall) -> Response:
    """POST /cancellation: 201 and its number, where the order may still be cancelled."""
    body = call.request.json() or {}
    order = call.world.orders.get(str(body.get("legacyOrderId")))
    if order is None or order.shop is not call.shop or order.plan.created > call.now:
        return refuse(WRONG_INPUT, "The order is unknown.", DOMAIN)
    if body.get("cancelReason") not in SELLER_REASONS or not isinstance(body.get("buyerPaid"), bool):
        return refuse(WRONG_INPUT, "The reason is unknown or it is not said whether the buyer paid.", DOMAIN)
    paid = body.get("buyerPaidDate")
    if body["buyerPaid"] and (not isinstance(paid, dict) or parse(str(paid.get("value"))) is None):
        return refuse(WRONG_INPUT, "The date of payment is missing.", DOMAIN)
    if order.stage(call.now) not in ("placed", "paid"):
        why: dict[str, Json] = {
            "eligible": False, "failureReason": ["ALREADY_SHIPPED"], "legacyOrderId": order.id,
        }  # fmt: skip
        return answer({"orderEligibilityResult": why})
    number = str(Random(f"cancel/{order.id}").randrange(5_000_000_000, 5_999_999_999))
    reason, due = str(body["cancelReason"]), call.now + THREE_DAYS
    case = Case(number, "cancel", order, reason, call.now, due, "INITIAL", "", call.now)
    call.world.cases[number] = case
    _call_off(call, case)
    call.book.did(case, "SELLER_CREATE_CANCEL", call.now)
    return answer({"cancelId": number}, 201)
