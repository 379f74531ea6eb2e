"""Lazada's reverse orders: what customers want back, what the seller decides, and what that does to the world."""

from __future__ import annotations

import json
from dataclasses import replace

from app.simulator.lazada_orders import pieces
from app.simulator.lazada_words import LazadaCall, fine, from_millis, millis, refuse, wrapped
from app.simulator.trade import Case, Refund
from app.simulator.wire import Json, Response

FRESH = ("RETURN_REQUESTED", "OPEN", "INITIAL")
TYPES = {"return": "RETURN", "inquiry": "ONLY_REFUND", "cancel": "CANCEL"}
REASONS = {
    "NOT_AS_DESCRIBED": "Item does not match description",
    "ITEM_NOT_RECEIVED": "Item not received",
    "BUYER_ASKED_CANCEL": "Change of mind",
}
REFUSALS = (("4001", "The item is as described"), ("4002", "The item was used"))
RETURN_STEPS = {
    "instantRefund": ("REQUEST_INITIATE", "REFUND_SUCCESS"),
    "agreeReturn": ("REQUEST_INITIATE", "RTM_SHIPPING_BACK"),
    "refuseReturn": ("REQUEST_INITIATE", "REQUEST_REJECT"),
    "confirmDelivery": ("RTM_SHIPPING_BACK", "RTM_RECEIVE_ITEM"),
    "agreeRefund": ("RTM_RECEIVE_ITEM", "REFUND_SUCCESS"),
    "refuseRefund": ("RTM_RECEIVE_ITEM", "REFUND_REJECTED"),
}
REFUND_STEPS = {
    "agreeRefund": ("REQUEST_INITIATE", "REFUND_SUCCESS"),
    "startDispute": ("REQUEST_INITIATE", "DISPUTE"),
}
NEED_WORDS = ("refuseReturn", "refuseRefund", "startDispute")
NEED_PICTURE = ("refuseRefund", "startDispute")


def state_of(case: Case) -> str:
    """Lazada's word for where a case stands."""
    return "REQUEST_INITIATE" if case.state in FRESH else case.state


def cents(case: Case) -> int:
    """What the customer wants back: hundredths, as the smallest unit is everywhere but in Vietnam."""
    return case.order.total


def line_rows(case: Case) -> list[Json]:
    """The pieces of a case."""
    rows: list[Json] = []
    found = pieces(case.order)
    for number, (piece, line) in enumerate(found):
        rows.append(
            {
                "reverse_order_line_id": int(f"{case.id}{number}"),
                "trade_order_line_id": int(piece),
                "reverse_status": state_of(case),
                "ofc_status": "",
                "refund_amount": cents(case) // len(found),
                "reason_text": REASONS.get(case.reason, case.reason),
                "reason_code": 10001,
                "is_dispute": state_of(case) == "DISPUTE",
                "tracking_number": "",
                "seller_sku_id": line.product.sku,
                "platform_sku_id": line.product.item_id,
                "item_unit_price": line.price,
                "return_order_line_gmt_create": millis(case.opened),
                "return_order_line_gmt_modified": millis(case.changed or case.opened),
                "sla": millis(case.due),
                "buyer": {"buyer_id": int(case.order.customer.handle)},
                "product": {"product_id": int(line.product.item_id), "product_sku": line.product.sku},
            }
        )
    return rows


def listed(call: LazadaCall) -> Response:
    """GET /reverse/getreverseordersforseller."""
    number, size = call.number("page_no"), call.number("page_size")
    if not number or not size or size > 100:
        return refuse("120", "E0120: page size invalid")
    start = from_millis(call.one("ReverseOrderLineModifiedTimeRangeStart"))
    end = from_millis(call.one("ReverseOrderLineModifiedTimeRangeEnd"))
    found = [case for case in call.world.cases.values() if _mine(call, case)]
    found = [
        case
        for case in found
        if (start is None or start <= (case.changed or case.opened))
        and (end is None or (case.changed or case.opened) <= end)
    ]
    found.sort(key=lambda case: (case.changed or case.opened, case.id))
    shown: list[Json] = [
        {
            "reverse_order_id": int(case.id),
            "trade_order_id": int(case.order.id),
            "request_type": TYPES[case.kind],
            "is_rtm": True,
            "shipping_type": "PICK_UP",
            "reverse_order_lines": line_rows(case),
        }
        for case in found[(number - 1) * size : number * size]
    ]
    return wrapped(None, page_no=number, page_size=size, total=len(found), items=shown)


def _mine(call: LazadaCall, case: Case) -> bool:
    return case.order.shop is call.shop and case.opened <= call.now and case.kind in TYPES


def _find(call: LazadaCall) -> Case | None:
    case = call.world.cases.get(call.one("reverse_order_id"))
    return case if case is not None and _mine(call, case) else None


def detail(call: LazadaCall) -> Response:
    """GET /order/reverse/return/detail/list: the lines have another name here."""
    case = _find(call)
    if case is None:
        return refuse("106", "E0106: ROC internal error")
    return fine(
        {
            "reverse_order_id": int(case.id),
            "trade_order_id": int(case.order.id),
            "request_type": TYPES[case.kind],
            "shipping_type": "PICK_UP",
            "is_rtm": True,
            "reverseOrderLineDTOList": [detailed(row) for row in line_rows(case) if isinstance(row, dict)],
        }
    )


def detailed(row: dict[str, Json]) -> Json:
    """A piece as the detail spells it: other words for buyer and product."""
    buyer, product = row["buyer"], row["product"]
    kept = {name: value for name, value in row.items() if name not in ("buyer", "product")}
    user = buyer["buyer_id"] if isinstance(buyer, dict) else None
    goods = (
        {"product_id": product["product_id"], "sku": product["product_sku"]}
        if isinstance(product, dict)
        else None
    )
    return {**kept, "buyer": {"user_id": user}, "productDTO": goods}


def reasons(call: LazadaCall) -> Response:
    """GET /order/reverse/reason/list."""
    if not call.one("reverse_order_line_id"):
        return refuse("103", "E0103: reverse order line id is empty when query reject reason")
    return fine(
        [{"reason_id": int(key), "text": words, "muti_language_text": words} for key, words in REFUSALS]
    )


def _move(call: LazadaCall, case: Case, state: str) -> None:
    """The case goes on; money moves with it."""
    case.state, case.changed = state, call.now
    if state == "REFUND_SUCCESS":
        case.order.refunds.append(
            Refund(f"{case.id}-{len(case.order.refunds)}", call.now, cents(case), case.reason)
        )
    if state == "CANCEL_SUCCESS":
        case.order.plan = replace(case.order.plan, cancelled=call.now)


def decide_cancel(call: LazadaCall) -> Response:
    """GET /order/reverse/cancel/seller/decide."""
    case, agreed = _find(call), call.one("agree_cancel")
    if case is None or agreed not in ("true", "false"):
        return refuse("105", "E0105: reverse order id is empty or invalid")
    if case.kind != "cancel" or state_of(case) != "REQUEST_INITIATE":
        return refuse("131", "E0131: no decision for this reverse order")
    _move(call, case, "CANCEL_SUCCESS" if agreed == "true" else "REQUEST_REJECT")
    return fine(None)


def update_return(call: LazadaCall) -> Response:
    """GET /order/reverse/return/update."""
    return _step(call, "return", RETURN_STEPS, "image_info")


def decide_refund(call: LazadaCall) -> Response:
    """GET /order/reverse/onlyrefund/seller/decide."""
    return _step(call, "inquiry", REFUND_STEPS, "image_info_list")


def _step(call: LazadaCall, kind: str, steps: dict[str, tuple[str, str]], pictures: str) -> Response:
    case, action = _find(call), call.one("action")
    if action not in steps:
        return refuse("107", "E0107: invalid action")
    if case is None or case.kind != kind:
        return refuse("112", "E0112: no reverse order found")
    if trouble := _missing(call, case, action, pictures):
        return trouble
    before, after = steps[action]
    if state_of(case) != before:
        return refuse("114", "E0114: this reverse does not support this action")
    _move(call, case, after)
    return fine({"reverse_order_id": int(case.id)})


def _missing(call: LazadaCall, case: Case, action: str, pictures: str) -> Response | None:
    try:
        lines = json.loads(call.one("reverse_order_item_ids") or "[]")
    except ValueError:
        lines = []
    if not lines or {str(one) for one in lines} - {f"{case.id}{n}" for n in range(len(pieces(case.order)))}:
        return refuse("126", "E0126: invalid reverse order lines")
    if action in NEED_WORDS and not call.one("comment"):
        return refuse("109", "E0109: comment can't be empty if you want to refuse return or refund")
    if action in ("refuseReturn", "refuseRefund") and not call.one("reason_id"):
        return refuse("108", "E0108: reason can't be empty if you want to refuse return or refund")
    if action in NEED_PICTURE and not call.one(pictures):
        return refuse("110", "E0110: image can't be empty if you want to refuse refund")
    return None
