"""How the Post-Order API writes a return, an inquiry, a cancellation and an error.

No official contract of this interface is published; names follow the pages of its documentation.
"""

from __future__ import annotations

from app.simulator.ebay_book import Book
from app.simulator.sites import amount
from app.simulator.stamps import millis
from app.simulator.trade import Case
from app.simulator.wire import Json, Response, answer

NOT_ALLOWED, WRONG_INPUT = 1305, 1306
"""numbers of our own: the real ones are not published"""
APPROVED, REJECTED = "SELLER_APPROVE", "SELLER_REJECT"
BY_SELLER = "SELLER_CREATE_CANCEL"
UNDECIDED = ("RETURN_REQUESTED",)
OUT = ("ITEM_READY_TO_SHIP", "ITEM_SHIPPED")
PAYABLE = (*UNDECIDED, *OUT, "ITEM_DELIVERED")


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


def price(minor: int, case: Case) -> dict[str, Json]:
    """An amount of the case's currency."""
    return {"value": float(amount(minor, case.order.currency)), "currency": case.order.currency}


def offers(case: Case) -> list[Json]:
    """What the seller may do about a return now."""
    words: list[str] = []
    if case.state in UNDECIDED:
        words += ["SELLER_APPROVE_REQUEST", "SELLER_DECLINE_REQUEST", "SELLER_OFFER_PARTIAL_REFUND"]
    if case.state in OUT:
        words.append("SELLER_MARK_AS_RECEIVED")
    if case.state in PAYABLE:
        words += ["SELLER_ISSUE_REFUND", "SELLER_SEND_MESSAGE"]
    return [{"actionType": word, "actionURL": ""} for word in words]


def return_summary(book: Book, case: Case) -> dict[str, Json]:
    """ReturnSummaryType."""
    order, line = case.order, case.order.lines[0]
    became = book.escalated.get(case.id)
    return {
        "returnId": case.id,
        "buyerLoginName": order.customer.handle,
        "sellerLoginName": order.shop.seller,
        "orderId": order.id,
        "currentType": "MONEY_BACK",
        "state": case.state,
        "status": "ESCALATED" if became else case.state,
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
        "sellerAvailableOptions": offers(case),
        "escalationInfo": {
            "sellerEscalationEligibilityInfo": {"eligible": became is None},
            **({"caseId": became} if became else {}),
        },
    }


def return_history(book: Book, case: Case) -> list[Json]:
    """What happened, from the beginning."""
    begun: Json = {"author": "BUYER", "activity": "BUYER_CREATE_RETURN", "creationDate": opened(case)}
    told: list[Json] = [
        {
            "author": step.who,
            "activity": step.activity,
            "creationDate": {"value": millis(step.at)},
            **({"attributes": {"partialRefundAmount": price(step.minor, case)}} if step.minor else {}),
        }
        for step in book.steps.get(case.id, [])
    ]
    return [begun, *told]


def estimate(case: Case) -> list[Json]:
    """What is owed, kind by kind."""
    order = case.order
    kinds = {"PURCHASE_PRICE": order.goods, "ORIGINAL_SHIPPING": order.postage}
    return [
        {"refundFeeType": kind, "estimatedAmount": price(minor, case), "maxAmount": price(minor, case)}
        for kind, minor in kinds.items()
        if minor
    ]


def return_detail(book: Book, case: Case) -> dict[str, Json]:
    """ReturnDetailType."""
    order, line = case.order, case.order.lines[0]
    paid = [step for step in book.steps.get(case.id, []) if step.activity == "SELLER_ISSUE_REFUND"]
    refund: dict[str, Json] = {"estimatedRefundDetail": {"itemizedRefundDetails": estimate(case)}}
    if paid:
        refund["actualRefundDetail"] = {
            "actualRefund": {"totalAmount": price(paid[-1].minor, case)},
            "refundStatus": "SUCCESS",
            "refundIssuedDate": {"value": millis(paid[-1].at)},
        }
    return {
        "buyerLoginName": order.customer.handle,
        "sellerLoginName": order.shop.seller,
        "itemDetail": {
            "itemId": line.product.item_id,
            "transactionId": line.id,
            "itemTitle": line.product.title(order.shop.site.language),
            "returnQuantity": line.quantity,
        },
        "refundInfo": refund,
        "responseHistory": return_history(book, case),
        "closeInfo": {},
    }


def inquiry_summary(case: Case) -> dict[str, Json]:
    """InquirySummaryType."""
    return {"inquiryId": int(case.id), "inquiryStatusEnum": case.state, **_summary(case)}


def case_summary(case: Case) -> dict[str, Json]:
    """CaseSummaryType: like an inquiry's."""
    return {"caseId": int(case.id), "caseStatusEnum": case.state, **_summary(case)}


def _summary(case: Case) -> dict[str, Json]:
    """What both tell: no order number, and ids are numbers here."""
    order, line = case.order, case.order.lines[0]
    return {
        "buyer": order.customer.handle,
        "seller": order.shop.seller,
        "itemId": int(line.product.item_id),
        "transactionId": int(line.id),
        "claimAmount": worth(case),
        "respondByDate": {"value": millis(case.due)},
        "creationDate": opened(case),
        "lastModifiedDate": {"value": millis(case.changed or case.opened)},
    }


def inquiry_detail(book: Book, case: Case) -> dict[str, Json]:
    """InquiryDetailsResponse."""
    order, line = case.order, case.order.lines[0]
    history: list[Json] = [
        {"actor": "BUYER", "action": "CREATE", "date": opened(case), "description": case.comment}
    ]
    history += [
        {"actor": step.who, "action": step.activity, "date": {"value": millis(step.at)}}
        for step in book.steps.get(case.id, [])
    ]
    parcel = book.parcels.get(case.id)
    tracking: dict[str, Json] = (
        {"shipmentTrackingDetails": {"carrier": parcel[0], "trackingNumber": parcel[1]}} if parcel else {}
    )
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
        "state": book.fine.get(case.id, case.state),
        "status": case.state,
        "sellerMakeItRightByDate": {"value": millis(case.due)},
        "inquiryDetails": {"creationDate": opened(case)},
        "inquiryHistoryDetails": {"history": history, **tracking},
    }


def cancel_status(book: Book, case: Case) -> str:
    """CancelStatusEnum: the last thing that happened."""
    done = book.activities(case)
    if APPROVED in done or BY_SELLER in done:
        return "CANCEL_CLOSED_WITH_REFUND"
    return "CANCEL_REJECTED" if REJECTED in done else "CANCEL_REQUESTED"


def cancel_summary(book: Book, case: Case) -> dict[str, Json]:
    """CancelSummary."""
    order = case.order
    return {
        "cancelId": case.id,
        "marketplaceId": order.shop.site.marketplace,
        "legacyOrderId": order.id,
        "buyerLoginName": order.customer.handle,
        "requestorType": "SELLER" if BY_SELLER in book.activities(case) else "BUYER",
        "cancelReason": case.reason,
        "cancelState": case.state,
        "cancelStatus": cancel_status(book, case),
        "cancelRequestDate": opened(case),
        "sellerResponseDueDate": {"value": millis(case.due)},
        "requestRefundAmount": worth(case),
        "paymentStatus": "PAID",
    }


def cancel_history(book: Book, case: Case) -> list[Json]:
    """CancelActivityHistory, from the beginning."""
    begun = {} if BY_SELLER in book.activities(case) else {"activityType": "BUYER_CREATE_CANCEL"}
    rows: list[Json] = [{**begun, "activityParty": "BUYER", "actionDate": opened(case)}] if begun else []
    rows += [
        {"activityType": step.activity, "activityParty": step.who, "actionDate": {"value": millis(step.at)}}
        for step in book.steps.get(case.id, [])
    ]
    return rows


def case_detail(book: Book, case: Case) -> dict[str, Json]:
    """CaseDetailsResponse."""
    order, line = case.order, case.order.lines[0]
    decided = case.state in ("CLOSED", "CS_CLOSED")
    appealed = case.id in book.appeals
    about: dict[str, Json] = {"eligibleForAppeal": decided and not appealed}
    if appealed:
        about |= {
            "appealStatusEnum": "SELLER_APPEALED",
            "appealDate": {"value": millis(book.appeals[case.id])},
        }
    return {
        "caseId": case.id,
        "caseType": "ITEM_NOT_RECEIVED" if case.reason == "ITEM_NOT_RECEIVED" else "RETURN",
        "initiator": "BUYER",
        "status": case.state,
        "itemId": line.product.item_id,
        "transactionId": line.id,
        "claimAmount": worth(case),
        "creationDate": opened(case),
        "lastModifiedDate": {"value": millis(case.changed or case.opened)},
        "appealDetails": about,
        "caseHistoryDetails": {"history": []},
        "caseDetails": {"creationDate": opened(case), "totalAmount": worth(case)},
        "escalateReason": case.reason,
        "caseQuantity": sum(one.quantity for one in order.lines),
    }
