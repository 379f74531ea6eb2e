"""Returns API v3 (us_mp_returns.json): the list with its own kind of next page, and giving the money back."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from app.simulator.stamps import millis
from app.simulator.trade import Case
from app.simulator.walmart_acts import give_back, paid_for_return, rma
from app.simulator.walmart_orders import shouted
from app.simulator.walmart_store import purchases
from app.simulator.walmart_words import Ends, WalmartCall, bad, limit_of, nothing, objects, span, unit_amount
from app.simulator.wire import Json, Response, answer

MONTH = timedelta(days=30)
REASONS = {"NOT_AS_DESCRIBED": "NOT_AS_DESCRIBED", "BUYER_ASKED_CANCEL": "TRIED_TO_CANCEL"}


def cases(call: WalmartCall) -> list[Case]:
    """The seller's returns, the newest first."""
    mine = [
        case
        for case in call.books.world.cases.values()
        if case.kind == "return" and case.order.shop is call.shop and case.opened <= call.now
    ]
    return sorted(mine, key=lambda case: (case.opened, case.id), reverse=True)


def changed(call: WalmartCall, case: Case) -> datetime:
    """The last moment anything about a return changed."""
    return call.books.paid_back.get(case.id) or case.changed or case.opened


def described(call: WalmartCall, case: Case) -> dict[str, Json]:
    """ReturnOrder."""
    order = case.order
    first, _, last = order.customer.name.partition(" ")
    carried: Json = {"carrierName": "FEDEX", "serviceType": "FedEx Ground", "trackingNo": rma(case.id)}
    group: Json = {
        "groupNo": 1,
        "returnLines": [{"returnOrderLineNumber": 1}],
        "labels": [{"carrierInfoList": [carried]}],
        "returnExpectedFlag": True,
    }
    return {
        "returnOrderId": case.id,
        "customerEmailId": shouted(order.customer.handle),
        "returnType": "REFUND",
        "customerName": {"firstName": first, "lastName": last or first},
        "customerOrderId": order.id,
        "returnOrderDate": millis(case.opened),
        "returnByDate": millis(case.opened + MONTH),
        "refundMode": "POST_DELIVERY",
        "totalRefundAmount": unit_amount(paid_for_return(order), order.currency),
        "returnLineGroups": [group],
        "returnOrderLines": [line_of(call, case)],
        "returnChannel": {"channelName": "ONLINE"},
    }


def line_of(call: WalmartCall, case: Case) -> dict[str, Json]:
    """ReturnOrderLine."""
    order, line = case.order, case.order.lines[0]
    back = call.books.paid_back.get(case.id)
    return {
        "returnOrderLineNumber": 1,
        "salesOrderLineNumber": 1,
        "returnReason": REASONS.get(case.reason, "DEFECTIVE"),
        "purchaseOrderId": purchases(order)[0].number,
        "purchaseOrderLineNumber": 1,
        "item": {"sku": line.product.sku, "productName": line.product.title("en")},
        "unitPrice": unit_amount(line.price, order.currency),
        "quantity": {"unitOfMeasure": "EACH", "measurementValue": line.quantity},
        "refundedQty": line.quantity if back else 0,
        "status": "COMPLETED" if back else "INITIATED",
        "statusTime": millis(back or case.opened),
        "currentDeliveryStatus": "NOT_SHIPPED",
        "currentRefundStatus": "REFUND_COMPLETED" if back else "NOT_REFUNDED",
    }


def returns(call: WalmartCall) -> Response:
    """GET /v3/returns."""
    ask, limit = call.request.one, limit_of(call.request, 10)
    made = span(call.request, "returnCreationStartDate", "returnCreationEndDate")
    moved = span(call.request, "returnLastModifiedStartDate", "returnLastModifiedEndDate")
    if limit is None:
        return bad("Invalid limit")
    if isinstance(made, Response):
        return made
    if isinstance(moved, Response):
        return moved
    found = [
        case
        for case in cases(call)
        if inside(case.opened, made)
        and inside(changed(call, case), moved)
        and (ask("returnOrderId") or case.id) == case.id
        and (ask("customerOrderId") or case.order.id) == case.order.id
        and (ask("status") or state(call, case)) == state(call, case)
        and (ask("returnType") or "REFUND") == "REFUND"
    ]
    offset = int(ask("offset") or 0)
    page = found[offset : offset + limit]
    if not page:
        return nothing()
    more = offset + limit < len(found)
    meta: dict[str, Json] = {"totalCount": len(found), "limit": limit, "nextCursor": ""}
    if more:
        kept = [(n, v) for n, v in call.request.query if n not in ("limit", "offset", "sellerId")]
        ahead = [
            ("sellerId", call.shop.seller),
            ("limit", str(limit)),
            ("offset", str(offset + limit)),
            *kept,
        ]
        meta["nextCursor"] = "?" + urlencode(ahead)
    rows: list[Json] = [described(call, case) for case in page]
    return answer({"meta": meta, "returnOrders": rows})


def state(call: WalmartCall, case: Case) -> str:
    """INITIATED or COMPLETED."""
    return "COMPLETED" if case.id in call.books.paid_back else "INITIATED"


def inside(moment: datetime, ends: Ends) -> bool:
    """Whether a moment lies in a stretch; a missing end is no end."""
    start, end = ends
    return (start is None or start <= moment) and (end is None or moment <= end)


def refund(call: WalmartCall, number: str) -> Response:
    """POST /v3/returns/{returnOrderId}/refund: once, and the answer repeats the request."""
    case = next((one for one in cases(call) if one.id == number), None)
    body = call.request.json() or {}
    if case is None:
        return nothing()
    lines = objects(body, "refundLines")
    if body.get("customerOrderId") != case.order.id or [
        row.get("returnOrderLineNumber") for row in lines
    ] != [1]:
        return bad("customerOrderId or refundLines are wrong")
    quantity = lines[0].get("quantity")
    pieces = quantity.get("measurementValue") if isinstance(quantity, dict) else None
    if not isinstance(pieces, int | float) or pieces != case.order.lines[0].quantity:
        return bad("The quantity is wrong")
    if case.id in call.books.paid_back:
        return bad("The return is refunded already")
    call.books.paid_back[case.id] = call.now
    give_back(call, case.order, f"return-{case.id}", paid_for_return(case.order), case.reason)
    rows: list[Json] = [*lines]
    return answer({"returnOrderId": case.id, "customerOrderId": case.order.id, "refundLines": rows})
