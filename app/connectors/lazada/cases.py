"""Cancellations, returns and refunds without return, in our words: Lazada calls all of them reverse orders."""

from app.connectors.contract import AfterSale
from app.connectors.lazada.envelope import at, count
from app.connectors.lazada.sites import VENTURES
from app.connectors.reading import Fields, rows, text
from app.domain.orders import AfterSaleKind
from app.domain.values import Money

KINDS = {
    "CANCEL": AfterSaleKind.CANCELLATION,
    "RETURN": AfterSaleKind.RETURN,
    "ONLY_REFUND": AfterSaleKind.REFUND,
}
CLOSED = (
    "REQUEST_CANCEL", "REQUEST_COMPLETE", "REQUEST_CLOSE", "CANCEL_SUCCESS", "CANCEL_REFUND_ISSUED",
    "REFUND_SUCCESS", "REFUND_ISSUED", "REFUND_REJECTED", "REQUEST_REJECT", "RTM_CANCELED", "RTW_CANCELED",
    "RTW_REJECT",
)  # fmt: skip
"""states after which nobody has anything to do; a word we do not know leaves a case open"""
CASE = "reverse:"


def lines_of(value: Fields) -> list[Fields]:
    """The parts of a reverse order; the list and the detail spell them in two ways."""
    return rows(value, "reverse_order_lines") or rows(value, "reverseOrderLineDTOList")


def case_of(value: Fields, site: str) -> AfterSale | None:
    """One reverse order; None where its number or its order is missing."""
    number, order = text(value, "reverse_order_id"), text(value, "trade_order_id")
    if not number or not order:
        return None
    lines = lines_of(value)
    states = list(dict.fromkeys(text(line, "reverse_status") for line in lines))
    money = [count(line, "refund_amount") for line in lines]
    return AfterSale(
        kind=KINDS.get(text(value, "request_type").upper(), AfterSaleKind.CLAIM),
        remote_key=f"{CASE}{number}",
        order_remote_key=order,
        state=", ".join(state for state in states if state),
        open=not states or any(is_open(state) for state in states),
        reason=next((reason for line in lines if (reason := text(line, "reason_text"))), ""),
        due=min((due for line in lines if (due := at(line, "sla")) is not None), default=None),
        opened_at=min(
            (made for line in lines if (made := at(line, "return_order_line_gmt_create")) is not None),
            default=None,
        ),
        # Hundredths everywhere but in Vietnam, whose dong has none: the smallest unit either way.
        amount=Money(sum(money), VENTURES[site].currency) if any(money) else None,
        site=site,
    )


def is_open(state: str) -> bool:
    """Whether a state still wants somebody's work."""
    return state.upper() not in CLOSED
