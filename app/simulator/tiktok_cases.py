"""TikTok Shop's returns and cancellations: searched by change, and decided once by the seller."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.simulator.sites import amount
from app.simulator.tiktok_orders import mine, piece_number
from app.simulator.tiktok_words import TikTokCall, fault, listed_in, page, seconds, told, within
from app.simulator.trade import Case, Order, Refund
from app.simulator.wire import Json, Response

PENDING = {"return": "RETURN_OR_REFUND_REQUEST_PENDING", "cancel": "CANCELLATION_REQUEST_PENDING"}
BORN = ("RETURN_REQUESTED", "INITIAL")
"""states in which the world's cases are born"""
REASONS = (
    "seller_reject_apply_agreement",
    "seller_reject_apply_product_works",
    "seller_reject_apply_on_its_way",
)
TEXTS = ("You have reached an agreement", "The product works as described", "The parcel is on its way")
CANCEL_REASONS = (
    "seller_cancel_reason_out_of_stock",
    "seller_cancel_reason_wrong_price",
    "seller_cancel_paid_reason_address_not_deliver",
)
APPROVED = {
    "APPROVE_RETURN": "AWAITING_BUYER_SHIP",
    "APPROVE_REPLACEMENT": "AWAITING_BUYER_SHIP",
    "APPROVE_REFUND": "RETURN_OR_REFUND_REQUEST_SUCCESS",
    "ISSUE_REPLACEMENT_REFUND": "RETURN_OR_REFUND_REQUEST_SUCCESS",
    "APPROVE_RECEIVED_PACKAGE": "RETURN_OR_REFUND_REQUEST_SUCCESS",
    "OFFER_PARTIAL_REFUND": "AWAITING_BUYER_RESPONSE",
}
REJECTED = {
    "REJECT_RETURN": "REFUND_OR_RETURN_REQUEST_REJECT",
    "REJECT_REFUND": "REFUND_OR_RETURN_REQUEST_REJECT",
    "REJECT_REPLACEMENT": "REFUND_OR_RETURN_REQUEST_REJECT",
    "REJECT_RECEIVED_PACKAGE": "REJECT_RECEIVE_PACKAGE",
}
ACTIONS = {
    "RETURN_OR_REFUND_REQUEST_PENDING": "SELLER_RESPOND_RETURN",
    "BUYER_SHIPPED_ITEM": "SELLER_RESPOND_RECEIVE_PACKAGE",
    "CANCELLATION_REQUEST_PENDING": "SELLER_RESPOND_CANCEL",
}
"""what the seller must do next, by state"""


def state_of(case: Case) -> str:
    """A case's state in TikTok's words."""
    return PENDING[case.kind] if case.state in BORN else case.state


def changed(case: Case) -> datetime:
    """When it last moved."""
    return case.changed or case.opened


def common(case: Case) -> dict[str, Json]:
    """What returns and cancellations have in common."""
    order, action = case.order, ACTIONS.get(state_of(case))
    due: list[Json] = [{"action": action, "deadline": seconds(case.due)}] if action else []
    return {
        "order_id": order.id,
        "role": "SELLER" if case.comment == "seller" else "BUYER",
        "create_time": seconds(case.opened),
        "update_time": seconds(changed(case)),
        "seller_next_action_response": due,
        "refund_amount": {"currency": order.currency, "refund_total": amount(order.total, order.currency)},
    }


def described_return(case: Case) -> dict[str, Json]:
    """One return."""
    line = case.order.lines[0]
    item: dict[str, Json] = {
        "return_line_item_id": f"{case.id}1",
        "order_line_item_id": piece_number(line, 0),
        "sku_id": f"2729{line.product.item_id}",
        "sku_name": "",
        "product_name": line.product.title(case.order.shop.site.language),
        "seller_sku": line.product.sku,
    }
    return common(case) | {
        "return_id": case.id,
        "return_type": "RETURN_AND_REFUND",
        "return_status": state_of(case),
        "return_reason": "ecom_order_delivered_refund_and_return_reason_wrong_product_seller",
        "return_reason_text": "Item doesn't match description",
        "shipment_type": "PLATFORM",
        "can_buyer_keep_item": False,
        "return_line_items": [item],
    }


def described_cancellation(case: Case) -> dict[str, Json]:
    """One cancellation."""
    line = case.order.lines[0]
    item: dict[str, Json] = {
        "cancel_line_item_id": f"{case.id}1",
        "order_line_item_id": piece_number(line, 0),
        "sku_id": f"2729{line.product.item_id}",
        "product_name": line.product.title(case.order.shop.site.language),
        "seller_sku": line.product.sku,
    }
    return common(case) | {
        "cancel_id": case.id,
        "cancel_type": "CANCEL" if case.comment == "seller" else "BUYER_CANCEL",
        "cancel_status": state_of(case),
        "cancel_reason": case.reason,
        "cancel_reason_text": "No longer needed",
        "cancel_line_items": [item],
    }


def searched(call: TikTokCall, kind: str, ids: str, least: int) -> tuple[list[Case], str, int] | None:
    """The wanted page of the cases of a kind, its next token, and how many there are."""
    body = call.body
    numbers, orders = listed_in(body, ids), listed_in(body, "order_ids")
    found = [
        case
        for case in call.world.cases.values()
        if case.kind == kind and case.order.shop is call.shop and case.opened <= call.now
        and (not numbers or case.id in numbers) and (not orders or case.order.id in orders)
        and within(case.opened, body, "create_time") and within(changed(case), body, "update_time")
    ]  # fmt: skip
    found.sort(key=lambda case: (changed(case), case.id), reverse=call.request.one("sort_order") == "DESC")
    cut = page(call, found, least, 50)
    return (list(cut[0]), cut[1], len(found)) if cut else None


def returns(call: TikTokCall, _: str) -> Response:
    """POST returns/search: pages of ten to fifty."""
    cut = searched(call, "return", "return_ids", 10)
    if cut is None:
        return fault(25001001)
    rows: list[Json] = [described_return(case) for case in cut[0]]
    return told({"return_orders": rows, "next_page_token": cut[1], "total_count": cut[2]}, "returns")


def cancellations(call: TikTokCall, _: str) -> Response:
    """POST cancellations/search."""
    cut = searched(call, "cancel", "cancel_ids", 1)
    if cut is None:
        return fault(25001001)
    rows: list[Json] = [described_cancellation(case) for case in cut[0]]
    return told({"cancellations": rows, "next_page_token": cut[1], "total_count": cut[2]}, "cancellations")


def reject_reasons(call: TikTokCall, _: str) -> Response:
    """GET reject_reasons."""
    if case_of(call, call.request.one("return_or_cancel_id") or "") is None:
        return fault(25007006)
    rows: list[Json] = [{"name": name, "text": text} for name, text in zip(REASONS, TEXTS, strict=True)]
    return told({"reasons": rows}, "reasons")


def case_of(call: TikTokCall, number: str, kind: str = "") -> Case | None:
    """A case of this shop."""
    case = call.world.cases.get(number)
    fits = (
        case is not None
        and case.order.shop is call.shop
        and kind in ("", case.kind)
        and case.opened <= call.now
    )
    return case if fits else None


def approve_return(call: TikTokCall, number: str) -> Response:
    """POST returns/{id}/approve."""
    case, decision = case_of(call, number, "return"), str(call.body.get("decision"))
    if case is None:
        return fault(25007006)
    waits = "BUYER_SHIPPED_ITEM" if decision == "APPROVE_RECEIVED_PACKAGE" else PENDING["return"]
    part = call.body.get("partial_refund")
    if decision not in APPROVED or (isinstance(part, dict)) != (decision == "OFFER_PARTIAL_REFUND"):
        return fault(25020004)
    if state_of(case) != waits:
        return fault(25011012)
    case.state, case.changed = APPROVED[decision], call.now
    if case.state == "RETURN_OR_REFUND_REQUEST_SUCCESS":
        case.order.refunds.append(Refund(f"r{case.id}", call.now, case.order.total, decision))
    return told({}, number)


def reject_return(call: TikTokCall, number: str) -> Response:
    """POST returns/{id}/reject."""
    case, decision = case_of(call, number, "return"), str(call.body.get("decision"))
    if case is None:
        return fault(25007006)
    if call.body.get("reject_reason") not in REASONS:
        return fault(25001014)
    if decision not in REJECTED:
        return fault(25020004)
    waits = "BUYER_SHIPPED_ITEM" if decision == "REJECT_RECEIVED_PACKAGE" else PENDING["return"]
    if state_of(case) != waits:
        return fault(25020012)
    case.state, case.changed = REJECTED[decision], call.now
    return told({}, number)


def approve_cancellation(call: TikTokCall, number: str) -> Response:
    """POST cancellations/{id}/approve: the order is cancelled."""
    case = case_of(call, number, "cancel")
    if case is None:
        return fault(25007006)
    if state_of(case) != PENDING["cancel"]:
        return fault(25011012)
    if case.order.stage(call.now) != "paid":
        return fault(25001045)
    case.state, case.changed = "CANCELLATION_REQUEST_SUCCESS", call.now
    end(case.order, call.now)
    return told({}, number)


def reject_cancellation(call: TikTokCall, number: str) -> Response:
    """POST cancellations/{id}/reject: the order goes on."""
    case = case_of(call, number, "cancel")
    if case is None:
        return fault(25007006)
    if call.body.get("reject_reason") not in REASONS:
        return fault(25001014)
    if state_of(case) != PENDING["cancel"]:
        return fault(25011011)
    case.state, case.changed, case.order.cancel_asked = "CANCELLATION_REQUEST_CANCELLED", call.now, None
    return told({}, number)


def end(order: Order, now: datetime) -> None:
    """The order is cancelled and paid back."""
    order.plan = replace(order.plan, cancelled=now)
    order.refunds.append(Refund(f"r{order.id}", now, order.total, "cancelled"))


def cancel(call: TikTokCall, _: str) -> Response:
    """POST cancellations: the seller cancels. No key makes a second call the same as the first."""
    order = next((one for one in mine(call) if one.id == call.body.get("order_id")), None)
    if order is None:
        return fault(25007006)
    if call.body.get("cancel_reason") not in CANCEL_REASONS:
        return fault(25001014)
    stage = order.stage(call.now)
    if stage != "paid":
        return fault(25001051 if stage == "cancelled" else 25001045)
    number = f"4035{len(call.world.cases):04d}{order.id[-11:]}"
    reason = str(call.body["cancel_reason"])
    case = Case(
        number,
        "cancel",
        order,
        reason,
        call.now,
        call.now + timedelta(days=2),
        "CANCELLATION_REQUEST_SUCCESS",
    )
    case.comment, case.changed = "seller", call.now
    call.world.cases[number] = case
    end(order, call.now)
    return told({"cancel_id": number, "cancel_status": case.state}, number)
