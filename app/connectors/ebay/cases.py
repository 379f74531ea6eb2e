"""Returns, parcels that did not arrive, and wishes to cancel, in our words (Post-Order API v2).

No official contract of this interface is published: every field is read with doubt, and a word we do not know
leaves the case open rather than hiding it.
"""

from collections.abc import Callable
from datetime import datetime

from app.connectors.contract import AfterSale
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
    """The order's number: the new one, or the old one made of item and transaction."""
    item, deal = text(value, "itemId"), text(value, "transactionId")
    return (
        text(value, "orderId") or text(value, "legacyOrderId") or (f"{item}-{deal}" if item and deal else "")
    )


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
    number, state, order = text(value, "inquiryId"), text(value, "inquiryStatusEnum"), legacy_order(value)
    if not number or not order:
        return None
    return AfterSale(
        kind=AfterSaleKind.INQUIRY,
        remote_key=f"inquiry:{number}",
        order_remote_key=order,
        state=state,
        open=is_open(state),
        reason="ITEM_NOT_RECEIVED",
        due=date_of(value, "respondByDate"),
        opened_at=date_of(value, "creationDate"),
        amount=money(sub(value, "claimAmount"), "value", "currency"),
    )


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


Reader = Callable[[Fields], AfterSale | None]
SEARCHES: tuple[tuple[str, str, str, Reader], ...] = (
    ("return", "members", "creation_date_range", return_of),
    ("inquiry", "members", "inquiry_creation_date_range", inquiry_of),
    ("cancellation", "cancellations", "creation_date_range", cancellation_of),
)
"""(path, list field, name of the date range, reader) of the three searches"""
