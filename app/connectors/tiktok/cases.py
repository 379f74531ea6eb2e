"""Returns, refunds and wishes to cancel, in our words. A state we do not know leaves a case open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.connectors.contract import AfterSale
from app.connectors.reading import Fields, money, rows, sub, text
from app.connectors.tiktok.hosts import CANCELLATIONS, RETURNS
from app.connectors.tiktok.messages import seconds
from app.domain.orders import AfterSaleKind

CLOSED = frozenset(
    {
        "REFUND_OR_RETURN_REQUEST_REJECT",
        "RETURN_OR_REFUND_REQUEST_SUCCESS",
        "RETURN_OR_REFUND_REQUEST_CANCEL",
        "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "CANCELLATION_REQUEST_SUCCESS",
        "CANCELLATION_REQUEST_CANCEL",  # spelt so in requests
        "CANCELLATION_REQUEST_CANCELLED",  # and so in answers
        "CANCELLATION_REQUEST_COMPLETE",
    }
)
KINDS = {"REFUND": AfterSaleKind.REFUND}
"""a refund without sending anything back; everything else TikTok calls a return is one"""
IN_DISPUTE = "IN_PROGRESS"


def due_of(value: Fields) -> datetime | None:
    """Until when the seller must do the next thing."""
    actions = rows(value, "seller_next_action_response")
    return min((at for one in actions if (at := seconds(one, "deadline")) is not None), default=None)


def return_of(value: Fields) -> AfterSale | None:
    """One return or refund."""
    number, order, state = text(value, "return_id"), text(value, "order_id"), text(value, "return_status")
    if not number or not order:
        return None
    disputed = text(value, "arbitration_status") == IN_DISPUTE
    return AfterSale(
        kind=KINDS.get(text(value, "return_type"), AfterSaleKind.RETURN),
        remote_key=f"return:{number}",
        order_remote_key=order,
        state=state,
        open=state not in CLOSED or disputed,
        reason=text(value, "return_reason_text") or text(value, "return_reason"),
        due=due_of(value),
        opened_at=seconds(value, "create_time"),
        amount=money(sub(value, "refund_amount"), "refund_total", "currency"),
    )


def cancellation_of(value: Fields) -> AfterSale | None:
    """One cancellation, ours or the customer's."""
    number, order, state = text(value, "cancel_id"), text(value, "order_id"), text(value, "cancel_status")
    if not number or not order:
        return None
    return AfterSale(
        kind=AfterSaleKind.CANCELLATION,
        remote_key=f"cancellation:{number}",
        order_remote_key=order,
        state=state,
        open=state not in CLOSED,
        reason=text(value, "cancel_reason_text") or text(value, "cancel_reason"),
        due=due_of(value),
        opened_at=seconds(value, "create_time"),
        amount=money(sub(value, "refund_amount"), "refund_total", "currency"),
    )


@dataclass(frozen=True, slots=True)
class Search:
    """One of the searches for cases, and how its answers are read."""

    path: str
    rows: str
    ids: str
    read: Callable[[Fields], AfterSale | None]

    def listed(self, answer: Fields) -> Mapping[str, AfterSale]:
        """The cases of a page by key."""
        found = (self.read(row) for row in rows(answer, self.rows))
        return {one.remote_key: one for one in found if one is not None}


SEARCHES = (
    Search(f"{RETURNS}/search", "return_orders", "return_ids", return_of),
    Search(f"{CANCELLATIONS}/search", "cancellations", "cancel_ids", cancellation_of),
)
