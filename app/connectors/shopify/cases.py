"""Shopify's returns and payment disputes in our words."""

from app.connectors import paging
from app.connectors.contract import AfterSale
from app.connectors.reading import Fields, money, rows, sub, text
from app.connectors.shopify.hosts import number_of
from app.domain.orders import AfterSaleKind

RETURN_OVER = ("CLOSED", "CANCELED", "DECLINED")
DISPUTE_OVER = ("ACCEPTED", "CHARGE_REFUNDED", "LOST", "PREVENTED", "WON")
OUR_TURN = "NEEDS_RESPONSE"


def return_of(row: Fields, order: str) -> AfterSale | None:
    """One return. A state we do not know leaves it open."""
    number = number_of(text(row, "id"))
    if not number or not order:
        return None
    lines = rows(sub(row, "returnLineItems"), "nodes")
    state = text(row, "status")
    return AfterSale(
        kind=AfterSaleKind.RETURN,
        remote_key=f"return:{number}",
        order_remote_key=order,
        state=state,
        open=state not in RETURN_OVER,
        reason=" + ".join(dict.fromkeys(why for one in lines if (why := why_of(one)))),
        opened_at=paging.moment(row.get("createdAt")),
    )


def why_of(line: Fields) -> str:
    """Why something comes back: the shop's own list of reasons, and what the customer wrote."""
    named = text(sub(line, "returnReasonDefinition"), "name")
    said = text(line, "customerNote") or text(line, "returnReasonNote")
    return ": ".join(filter(None, (named, said)))


def dispute_of(row: Fields) -> AfterSale | None:
    """One payment dispute: the customer's bank asks for the money. Due is what the platform says."""
    number, state = number_of(text(row, "id")), text(row, "status")
    if not number:
        return None
    return AfterSale(
        kind=AfterSaleKind.CLAIM,
        remote_key=f"dispute:{number}",
        order_remote_key=text(sub(row, "order"), "name"),
        state=state,
        open=state not in DISPUTE_OVER,
        reason=text(sub(row, "reasonDetails"), "reason"),
        due=paging.moment(row.get("evidenceDueBy")) if state == OUR_TURN else None,
        opened_at=paging.moment(row.get("initiatedAt")),
        amount=money(sub(row, "amount"), "amount", "currencyCode"),
    )
