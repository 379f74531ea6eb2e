"""How the Post-Order API writes a return, an inquiry, a cancellation and an error.

No official contract of this interface is published; names follow the pages of its documentation.
"""

from __future__ import annotations

from app.simulator.sites import amount
from app.simulator.stamps import millis
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer


def refuse(error_id: int, message: str, domain: str, status: int = 400) -> Response:
    """`errorMessage` with one `error`."""
    entry: dict[str, Json] = {
        "errorId": error_id,
        "domain": domain,
        "severity": "ERROR",
        "category": "REQUEST",
        "message": message,
        "parameter": [],
        "longMessage": message,
        "httpStatusCode": str(status),
    }
    return answer({"errorMessage": {"error": [entry]}}, status)


def opened(case: Case) -> dict[str, Json]:
    """When it began; dates are wrapped here."""
    return {"value": millis(case.opened)}


def worth(case: Case) -> dict[str, Json]:
    """What it is about in money; amounts are numbers here."""
    return {"value": float(amount(case.order.total, case.order.currency)), "currency": case.order.currency}


def return_summary(case: Case) -> dict[str, Json]:
    """ReturnSummaryType."""
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
            "creationDate": opened(case),
        },
        "sellerTotalRefund": {"estimatedRefundAmount": worth(case)},
        "buyerTotalRefund": {"estimatedRefundAmount": worth(case)},
        "sellerResponseDue": {
            "activityDue": "SELLER_APPROVE_REQUEST",
            "respondByDate": {"value": millis(case.due)},
        },
        "sellerAvailableOptions": [{"actionType": "SELLER_APPROVE_REQUEST", "actionURL": ""}],
        "escalationInfo": {},
    }


def return_detail(case: Case) -> dict[str, Json]:
    """ReturnDetailType."""
    order, line = case.order, case.order.lines[0]
    return {
        "buyerLoginName": order.customer.handle,
        "sellerLoginName": order.shop.seller,
        "itemDetail": {
            "itemId": line.product.item_id,
            "transactionId": line.id,
            "itemTitle": line.product.title(order.shop.site.language),
            "returnQuantity": line.quantity,
        },
        "refundInfo": {"estimatedRefundDetail": {"totalAmount": worth(case)}},
        "responseHistory": [
            {"author": "BUYER", "activity": "BUYER_CREATE_RETURN", "creationDate": opened(case)}
        ],
        "closeInfo": {},
    }


def inquiry_summary(case: Case) -> dict[str, Json]:
    """InquirySummaryType: no order number, and ids are numbers here."""
    order, line = case.order, case.order.lines[0]
    return {
        "inquiryId": int(case.id),
        "buyer": order.customer.handle,
        "seller": order.shop.seller,
        "itemId": int(line.product.item_id),
        "transactionId": int(line.id),
        "claimAmount": worth(case),
        "respondByDate": {"value": millis(case.due)},
        "creationDate": opened(case),
        "lastModifiedDate": {"value": millis(case.changed or case.opened)},
        "inquiryStatusEnum": case.state,
    }


def inquiry_detail(case: Case) -> dict[str, Json]:
    """InquiryDetailsResponse."""
    order, line = case.order, case.order.lines[0]
    history: list[Json] = [
        {"actor": "BUYER", "action": "CREATE", "date": opened(case), "description": case.comment}
    ]
    return {
        "inquiryId": case.id,
        "buyer": order.customer.handle,
        "seller": order.shop.seller,
        "initiator": "BUYER",
        "creationReason": "ITEM_NOT_RECEIVED",
        "itemId": line.product.item_id,
        "transactionId": line.id,
        "claimAmount": worth(case),
        "inquiryQuantity": line.quantity,
        "state": case.state,
        "status": case.state,
        "sellerMakeItRightByDate": {"value": millis(case.due)},
        "inquiryDetails": {"creationDate": opened(case)},
        "inquiryHistoryDetails": {"history": history},
    }


def cancel_summary(case: Case) -> dict[str, Json]:
    """CancelSummary."""
    order = case.order
    return {
        "cancelId": case.id,
        "marketplaceId": order.shop.site.marketplace,
        "legacyOrderId": order.id,
        "buyerLoginName": order.customer.handle,
        "requestorType": "BUYER",
        "cancelReason": case.reason,
        "cancelState": case.state,
        "cancelStatus": "CANCEL_REQUESTED" if case.state == "INITIAL" else case.state,
        "cancelRequestDate": opened(case),
        "sellerResponseDueDate": {"value": millis(case.due)},
        "requestRefundAmount": worth(case),
        "paymentStatus": "PAID",
    }
