"""What an order itself tells of trouble: the customer's wish to cancel, and money he got back."""

from collections.abc import Sequence

from app.connectors.contract import AfterSale
from app.connectors.reading import Fields, rows, sub, text
from app.connectors.walmart.orders import added, amounts_of, at, line_key, lines_of, stages_of
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money


def refunds_of(row: Fields) -> list[Fields]:
    """Money given back on a line; answers write one object, requests a list."""
    return [one for one in (sub(row, "refund"), *rows(sub(row, "refunds"), "refund")) if one]


def refunded(refund: Fields) -> Money | None:
    """How much, as a positive amount; the platform writes it below zero."""
    charges = [sub(one, "charge") for one in rows(sub(refund, "refundCharges"), "refundCharge")]
    given = added(amount for charge in charges for amount in amounts_of(charge))
    return Money(abs(given.minor), given.currency) if given else None


def wants_to_cancel(row: Fields) -> bool:
    """Whether the customer asked to cancel this line, in whichever way the flag is written."""
    wish = row.get("intentToCancel")
    return wish is True or (isinstance(wish, str) and wish.strip().lower() not in ("", "false", "no"))


def matters_of(purchases: Sequence[Fields]) -> list[AfterSale]:
    """Wishes to cancel and refunds that the order itself tells of."""
    return [
        matter
        for purchase in purchases
        for row in lines_of(purchase)
        for matter in (*cancellation(purchase, row), *refund_facts(purchase, row))
    ]


def cancellation(purchase: Fields, row: Fields) -> list[AfterSale]:
    """The customer's wish to cancel a line."""
    if not wants_to_cancel(row):
        return []
    states = {status for status, _ in stages_of(row)}
    waits = OrderStatus.PAID in states
    return [
        AfterSale(
            kind=AfterSaleKind.CANCELLATION,
            remote_key=f"cancellation:{line_key(purchase, row)}",
            order_remote_key=text(purchase, "customerOrderId"),
            state="INTENT_TO_CANCEL" if waits else " + ".join(word for _, word in stages_of(row)),
            open=waits,
            due=at(sub(purchase, "shippingInfo"), "estimatedShipDate"),
        )
    ]


def refund_facts(purchase: Fields, row: Fields) -> list[AfterSale]:
    """What the customer got back."""
    return [
        AfterSale(
            kind=AfterSaleKind.REFUND,
            remote_key=f"refund:{line_key(purchase, row)}:{text(one, 'refundId') or position}",
            order_remote_key=text(purchase, "customerOrderId"),
            state="Refund",
            open=False,
            reason=reason_of(one),
            amount=refunded(one),
        )
        for position, one in enumerate(refunds_of(row))
    ]


def reason_of(refund: Fields) -> str:
    """Why, in the platform's word."""
    charges = rows(sub(refund, "refundCharges"), "refundCharge")
    return text(charges[0], "refundReason") if charges else ""
