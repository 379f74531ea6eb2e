"""Which purchase order an act is about: the platform takes one at a time, a customer's order may hold several."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.connectors.aftersales import Act, ActLine, Verb
from app.connectors.reading import Fields, sub, text
from app.connectors.walmart.orders import line_key, lines_of, quantity

BY_WALMART = "WFSFulfilled"
SENDS = frozenset({Verb.ACKNOWLEDGE, Verb.SHIP, Verb.CANCEL, Verb.ACCEPT_CANCELLATION})
"""what only whoever sends the parcel may do"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One line with what is to happen to it."""

    row: Fields
    wish: ActLine


@dataclass(frozen=True, slots=True)
class Target:
    """One purchase order and the lines of it that an act is about."""

    purchase: Fields
    lines: tuple[Chosen, ...]

    @property
    def number(self) -> str:
        """The purchase order's number."""
        return text(self.purchase, "purchaseOrderId")


def target_of(act: Act, purchases: Sequence[Fields]) -> Target | str:
    """The target, or the key of why there is none."""
    if not purchases:
        return "walmart_order_unknown"
    wishes = {line.line_key: line for line in act.lines}
    chosen = [
        (purchase, row)
        for purchase in purchases
        for row in lines_of(purchase)
        if not wishes or line_key(purchase, row) in wishes
    ]
    if not chosen or (wishes and len(chosen) != len(act.lines)):
        return "walmart_line_unknown"
    if len({text(purchase, "purchaseOrderId") for purchase, _ in chosen}) > 1:
        return "walmart_one_purchase_order"
    purchase = chosen[0][0]
    if act.verb in SENDS and text(sub(purchase, "shipNode"), "type") == BY_WALMART:
        return "walmart_sent_by_walmart"
    lines = tuple(
        Chosen(row, wishes.get(line_key(one, row)) or ActLine(line_key(one, row), quantity(row)))
        for one, row in chosen
    )
    if any(not 0 < line.wish.quantity <= quantity(line.row) for line in lines):
        return "walmart_pieces_wrong"
    return Target(purchase, lines)
