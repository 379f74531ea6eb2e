"""Post-Order API v2: returns, inquiries about missing parcels, cancellations: searching and reading.

No official contract of this interface is published; names follow the documentation pages and their samples.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.simulator.ebay_words import EbayCall, whole
from app.simulator.sites import amount
from app.simulator.stamps import millis, parse
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer

Summary = Callable[[Case], dict[str, Json]]


def refuse(error_id: int, message: str, status: int = 400) -> Response:
    """`error` (singular) with one entry."""
    entry: dict[str, Json] = {
        "errorId": error_id,
        "domain": "returnErrorDomain",
        "severity": "ERROR",
        "category": "REQUEST",
        "message": message,
        "parameter": [],
    }
    return answer({"error": [entry]}, status)


def _date(case: Case) -> dict[str, Json]:
    return {"value": millis(case.opened)}


def _amount(case: Case) -> dict[str, Json]:
    return {"value": float(amount(case.order.total, case.order.currency)), "currency": case.order.currency}


def return_summary(case: Case) -> dict[str, Json]:
    """One return as the search lists it."""
    order, line = case.order, case.order.lines[0]
    return {
        "returnId": case.id,
        "buyerLoginName": order.customer.handle,
        "sellerLoginName": order.shop.seller,
        "orderId": order.id,
        "currentType": "MONEY_BACK",
        "state": case.state,
        "status": case.state,
        "creationInfo": {
            "item": {
                "itemId": line.product.item_id,
                "transactionId": line.id,
                "returnQuantity": line.quantity,
            },
            "type": "MONEY_BACK",
            "reason": case.reason,
            "reasonType": "SNAD",
            "comments": {"content": case.comment},
            "creationDate": _date(case),
        },
        "sellerTotalRefund": {"estimatedRefundAmount": _amount(case)},
        "buyerTotalRefund": {"estimatedRefundAmount": _amount(case)},
        "sellerResponseDue": {
            "activityDue": "SELLER_APPROVE_REQUEST",
            "respondByDate": {"value": millis(case.due)},
        },
        "sellerAvailableOptions": [{"actionType": "SELLER_APPROVE_REQUEST", "actionURL": ""}],
        "escalationInfo": {},
    }


def inquiry_summary(case: Case) -> dict[str, Json]:
    """One inquiry as the search lists it."""
    order, line = case.order, case.order.lines[0]
    return {
        "inquiryId": case.id,
        "buyer": order.customer.handle,
        "seller": order.shop.seller,
        "itemId": line.product.item_id,
        "transactionId": line.id,
        "orderId": order.id,
        "claimAmount": _amount(case),
        "respondByDate": {"value": millis(case.due)},
        "creationDate": _date(case),
        "lastModifiedDate": {"value": millis(case.changed or case.opened)},
        "inquiryStatusEnum": case.state,
    }


def cancel_summary(case: Case) -> dict[str, Json]:
    """One cancellation as the search lists it."""
    order = case.order
    return {
        "cancelId": case.id,
        "marketplaceId": order.shop.site.marketplace,
        "legacyOrderId": order.id,
        "requestorType": "BUYER",
        "cancelReason": case.reason,
        "cancelState": case.state,
        "cancelStatus": "CANCEL_REQUESTED" if case.state == "INITIAL" else case.state,
        "cancelRequestDate": _date(case),
        "sellerResponseDueDate": {"value": millis(case.due)},
        "requestRefundAmount": _amount(case),
        "paymentStatus": "PAID",
    }


def _page(call: EbayCall, kind: str, maximum: int) -> tuple[list[Case], dict[str, Json]] | Response:
    ask = call.request.one
    limit, offset = whole(ask("limit"), 25), whole(ask("offset"), 1)
    if limit is None or not 1 <= limit <= maximum or offset is None:
        return refuse(1000, "Invalid pagination value.")
    found = [
        case
        for case in call.world.cases.values()
        if case.kind == kind and case.order.shop is call.shop and case.opened <= call.now
    ]
    order_id = ask("order_id") or ask("legacy_order_id")
    item, buyer = ask("item_id"), ask("buyer_login_name")
    name = {"inquiry": "inquiry_creation_date_range"}.get(kind, "creation_date_range")
    start, end = parse(ask(f"{name}_from") or ""), parse(ask(f"{name}_to") or "")
    start = start or call.now - timedelta(days=540)
    found = [
        case
        for case in found
        if start <= case.opened <= (end or call.now)
        and order_id in (None, case.order.id)
        and item in (None, case.order.lines[0].product.item_id)
        and (buyer or case.order.customer.handle).lower() == case.order.customer.handle.lower()
    ]
    found.sort(key=lambda case: (case.opened, case.id), reverse=True)
    skip = (max(offset, 1) - 1) * limit
    pages: dict[str, Json] = {
        "offset": offset,
        "limit": limit,
        "totalPages": -(-len(found) // limit),
        "totalEntries": len(found),
    }
    return found[skip : skip + limit], pages


def returns(call: EbayCall) -> Response:
    """GET /post-order/v2/return/search."""
    page = _page(call, "return", 200)
    if isinstance(page, Response):
        return page
    rows: list[Json] = [return_summary(case) for case in page[0]]
    return answer({"members": rows, "total": page[1]["totalEntries"], "paginationOutput": page[1]})


def inquiries(call: EbayCall) -> Response:
    """GET /post-order/v2/inquiry/search."""
    page = _page(call, "inquiry", 200)
    if isinstance(page, Response):
        return page
    rows: list[Json] = [inquiry_summary(case) for case in page[0]]
    total = page[1]["totalEntries"]
    return answer({"members": rows, "totalNumberOfInquiries": total, "paginationOutput": page[1]})


def cancellations(call: EbayCall) -> Response:
    """GET /post-order/v2/cancellation/search."""
    page = _page(call, "cancel", 200)
    if isinstance(page, Response):
        return page
    rows: list[Json] = [cancel_summary(case) for case in page[0]]
    total = page[1]["totalEntries"]
    return answer({"cancellations": rows, "total": total, "paginationOutput": page[1]})


def _case(call: EbayCall, kind: str, number: str) -> Case | None:
    case = call.world.cases.get(number)
    return case if case and case.kind == kind and case.order.shop is call.shop else None


def one_return(call: EbayCall, number: str) -> Response:
    """GET /post-order/v2/return/{returnId}."""
    case = _case(call, "return", number)
    if case is None:
        return refuse(1100, "Return not found.", 404)
    detail: dict[str, Json] = {"responseHistory": [], "closeInfo": {}}
    return answer({"summary": return_summary(case), "detail": detail})


def one_inquiry(call: EbayCall, number: str) -> Response:
    """GET /post-order/v2/inquiry/{inquiryId}."""
    case = _case(call, "inquiry", number)
    if case is None:
        return refuse(1100, "Inquiry not found.", 404)
    about = inquiry_summary(case)
    history: list[Json] = [
        {"actor": "BUYER", "action": "CREATE", "date": _date(case), "description": case.comment}
    ]
    more: dict[str, Json] = {
        "state": case.state,
        "status": case.state,
        "sellerMakeItRightByDate": about["respondByDate"],
        "inquiryHistoryDetails": {"history": history},
    }
    return answer({**about, **more})


def one_cancellation(call: EbayCall, number: str) -> Response:
    """GET /post-order/v2/cancellation/{cancelId}."""
    case = _case(call, "cancel", number)
    if case is None:
        return refuse(1100, "Cancellation not found.", 404)
    lines: list[Json] = [
        {"itemId": line.product.item_id, "transactionId": line.id} for line in case.order.lines
    ]
    return answer({"cancelDetail": {**cancel_summary(case), "lineItems": lines}})
