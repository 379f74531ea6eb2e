"""How a refund is spread over an order's payments: as Shopify suggests, or a stated amount, never more than is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.connectors.aftersales import Act
from app.connectors.contract import Rejected
from app.connectors.reading import NO_CENTS, THOUSANDTHS, Fields, rows, sub, text, whole
from app.connectors.shopify.orders import cash
from app.domain.values import Money
from app.net.http import Json


@dataclass(frozen=True, slots=True)
class Payment:
    """What goes back to one payment."""

    parent: str
    gateway: str
    amount: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a refund consists of."""

    currency: str
    payments: tuple[Payment, ...]
    lines: tuple[Json, ...] = ()
    shipping: bool = False
    """whether the postage goes back as well"""


def decimal(money: Money) -> str:
    """An amount as the API wants it."""
    digits = 0 if money.currency in NO_CENTS else 3 if money.currency in THOUSANDTHS else 2
    return f"{money.minor / 10**digits:.{digits}f}"


def plan_of(act: Act, order: Fields) -> Plan:
    """The refund an act means. Without payments nothing would go back: such a refund is refused."""
    currency, suggested = text(order, "presentmentCurrencyCode"), sub(order, "suggestedRefund")
    if act.lines:
        check_lines(act, order)
    wished = act.amount or sum_of(act)
    if wished is not None and (wished.currency != currency or wished.minor <= 0):
        raise Rejected("shopify_amount_wrong")
    most = cash(suggested, "maximumRefundableSet")
    if most is None or most.minor <= 0:
        raise Rejected("shopify_nothing_to_refund")
    if wished is not None and wished.minor > most.minor:
        raise Rejected("shopify_more_than_paid")
    payments = spread(rows(suggested, "suggestedTransactions"), wished)
    if not payments:
        raise Rejected("shopify_nothing_to_refund")
    whole_of_it = not act.lines and wished is None
    return Plan(currency, payments, lines_of(act, suggested), shipping=whole_of_it and postage(suggested))


def check_lines(act: Act, order: Fields) -> None:
    """Only what was bought and not refunded yet."""
    left = {
        text(row, "id"): whole(row, "refundableQuantity") for row in rows(sub(order, "lineItems"), "nodes")
    }
    for line in act.lines:
        if line.line_key not in left:
            raise Rejected("shopify_line_unknown")
        if not 0 < line.quantity <= left[line.line_key]:
            raise Rejected("shopify_pieces_wrong")


def sum_of(act: Act) -> Money | None:
    """What the lines of an act state themselves; None where one of them states nothing."""
    amounts = [line.amount for line in act.lines]
    known = [one for one in amounts if one is not None]
    if not known:
        return None
    if len(known) != len(amounts) or len({one.currency for one in known}) != 1:
        raise Rejected("shopify_amount_wrong")
    return Money(sum(one.minor for one in known), known[0].currency)


def lines_of(act: Act, suggested: Fields) -> tuple[Json, ...]:
    """The lines that count as refunded: those of the act, all of them with the whole, none with a mere amount."""
    if act.lines:
        return tuple(
            {"lineItemId": one.line_key, "quantity": one.quantity, "restockType": "NO_RESTOCK"}
            for one in act.lines
        )
    if act.amount is not None:
        return ()
    return tuple(
        {
            "lineItemId": text(sub(row, "lineItem"), "id"),
            "quantity": whole(row, "quantity"),
            "restockType": "NO_RESTOCK",
        }
        for row in rows(suggested, "refundLineItems")
        if whole(row, "quantity") > 0
    )


def postage(suggested: Fields) -> bool:
    """Whether postage was paid and can go back."""
    given = cash(sub(suggested, "shipping"), "amountSet")
    return given is not None and given.minor > 0


def spread(suggested: Sequence[Fields], wished: Money | None) -> tuple[Payment, ...]:
    """The suggested payments; with a stated amount as much of each as it still needs."""
    found: list[Payment] = []
    left = wished.minor if wished is not None else 0
    for row in suggested:
        parent, gateway = text(sub(row, "parentTransaction"), "id"), text(row, "gateway")
        most = cash(row, "maximumRefundableSet" if wished is not None else "amountSet")
        if most is None or not parent or not gateway:
            continue
        given = min(left, most.minor) if wished is not None else most.minor
        if given > 0:
            left -= given
            found.append(Payment(parent, gateway, decimal(Money(given, most.currency))))
    if wished is not None and left > 0:
        raise Rejected("shopify_more_than_paid")
    return tuple(found)
