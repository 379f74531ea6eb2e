"""Returns, parcels that did not arrive, wishes to cancel, and what eBay or a bank decides, in our words.

Returns and the like come from the Post-Order API v2, which has no official contract: every field is read with doubt,
and a word we do not know leaves the case open rather than hiding it. Payment disputes come from the Fulfillment API.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.connectors.contract import AfterSale, Unreadable
from app.connectors.paging import moment
from app.connectors.reading import Fields, money, sub, text
from app.domain.orders import AfterSaleKind

CLOSED = ("CLOSED", "REFUND_INITIATED", "CANCEL_CLOSED", "CANCELED", "CANCELLED", "REJECTED", "COMPLETED")


def is_open(state: str) -> bool:
    """Whether a state still wants somebody's work."""
    return not any(word in state.upper() for word in CLOSED)


def date_of(value: Fields, name: str) -> datetime | None:
    """A date, which this interface wraps in an object."""
    return moment(sub(value, name).get("value")) or moment(value.get(name))


def legacy_order(value: Fields) -> str:
    """The order's number, or its line: a transaction is what the newer interfaces call a line."""
    item, deal = text(value, "itemId"), text(value, "transactionId")
    return (
        text(value, "orderId") or text(value, "legacyOrderId") or (f"{item}-{deal}" if item and deal else "")
    )


def unread_case(value: Fields) -> Unreadable:
    """A case without its number or its order; the same one again is the same entry."""
    content = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return Unreadable("", "case_incomplete", content)


def return_of(value: Fields) -> AfterSale | None:
    """One return."""
    number, state = text(value, "returnId"), text(value, "state") or text(value, "status")
    made = sub(value, "creationInfo")
    order = text(value, "orderId") or legacy_order(sub(made, "item"))
    if not number or not order:
        return None
    return AfterSale(
        kind=AfterSaleKind.RETURN,
        remote_key=f"return:{number}",
        order_remote_key=order,
        state=state,
        open=is_open(state),
        reason=text(made, "reason"),
        due=date_of(sub(value, "sellerResponseDue"), "respondByDate"),
        opened_at=date_of(made, "creationDate"),
        amount=money(sub(value, "sellerTotalRefund", "estimatedRefundAmount"), "value", "currency"),
    )


def inquiry_of(value: Fields) -> AfterSale | None:
    """One question after a parcel."""
    number, state = text(value, "inquiryId"), text(value, "inquiryStatusEnum")
    return _claimed(value, AfterSaleKind.INQUIRY, f"inquiry:{number}" if number else "", state)


def cancellation_of(value: Fields) -> AfterSale | None:
    """One wish to cancel."""
    number, order = text(value, "cancelId"), legacy_order(value)
    state = text(value, "cancelStatus") or text(value, "cancelState")
    if not number or not order:
        return None
    return AfterSale(
        kind=AfterSaleKind.CANCELLATION,
        remote_key=f"cancellation:{number}",
        order_remote_key=order,
        state=state,
        open=is_open(state) and is_open(text(value, "cancelState")),
        reason=text(value, "cancelReason"),
        due=date_of(value, "sellerResponseDueDate"),
        opened_at=date_of(value, "cancelRequestDate"),
        amount=money(sub(value, "requestRefundAmount"), "value", "currency"),
    )


def case_of(value: Fields) -> AfterSale | None:
    """One case: an inquiry or a return that eBay decides."""
    number, state = text(value, "caseId"), text(value, "caseStatusEnum")
    return _claimed(value, AfterSaleKind.CLAIM, f"case:{number}" if number else "", state)


def _claimed(value: Fields, kind: AfterSaleKind, key: str, state: str) -> AfterSale | None:
    order = legacy_order(value)
    if not key or not order:
        return None
    return AfterSale(
        kind=kind,
        remote_key=key,
        order_remote_key=order,
        state=state,
        open=is_open(state),
        due=date_of(value, "respondByDate"),
        opened_at=date_of(value, "creationDate"),
        amount=money(sub(value, "claimAmount"), "value", "currency"),
    )


def dispute_of(value: Fields) -> AfterSale | None:
    """One payment dispute: the customer asked his bank for the money."""
    number, order = text(value, "paymentDisputeId"), text(value, "orderId")
    state = text(value, "paymentDisputeStatus")
    if not number or not order:
        return None
    return AfterSale(
        kind=AfterSaleKind.CLAIM,
        remote_key=f"dispute:{number}",
        order_remote_key=order,
        state=state,
        open=is_open(state),
        reason=text(value, "reason"),
        due=moment(value.get("respondByDate")),
        opened_at=moment(value.get("openDate")),
        amount=money(sub(value, "amount"), "value", "currency"),
    )


@dataclass(frozen=True, slots=True)
class Search:
    """One list of cases."""

    path: str
    """behind the Post-Order API's address"""
    rows: str
    """the field that holds the list"""
    dates: tuple[str, str]
    """the names of the two ends of the period"""
    reader: Callable[[Fields], AfterSale | None]
    newer: bool = False
    """not of the Post-Order API: payment disputes"""
    reach: timedelta = timedelta(days=90)


def period(name: str) -> tuple[str, str]:
    """The usual names of a period's ends."""
    return f"{name}_from", f"{name}_to"


SEARCHES = (
    Search("return/search", "members", period("creation_date_range"), return_of),
    Search("inquiry/search", "members", period("inquiry_creation_date_range"), inquiry_of),
    Search("cancellation/search", "cancellations", period("creation_date_range"), cancellation_of),
    Search("casemanagement/search", "members", period("case_creation_date_range"), case_of),
    Search(
        "",
        "paymentDisputeSummaries",
        ("open_date_from", "open_date_to"),
        dispute_of,
        newer=True,
        reach=timedelta(days=89),
    ),
)
"""a dispute's period must not be longer than 90 days"""
