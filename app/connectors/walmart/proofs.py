"""Whether an act took place, read from the order or the return: every line shows it, none does, or it is unclear."""

from collections.abc import Iterable

from app.connectors.aftersales import Act, Verb
from app.connectors.outgoing import Found
from app.connectors.reading import Fields, sub, text
from app.connectors.walmart.matters import refunds_of
from app.connectors.walmart.orders import STATUS, pieces_of, stages_of, states_of
from app.connectors.walmart.requests import mark_of
from app.connectors.walmart.returns import is_paid_back
from app.connectors.walmart.targets import Chosen, Target
from app.domain.orders import OrderStatus


def shown(act: Act, target: Target) -> Found:
    """What the lines of an order say."""
    return verdict(PROOFS[act.verb](act, line) for line in target.lines)


def paid_back(lines: Iterable[Fields]) -> Found:
    """What the lines of a return say."""
    return verdict(is_paid_back(row) for row in lines)


def verdict(answers: Iterable[bool | None]) -> Found:
    """All yes is a yes, all no is a no, and nothing else is either."""
    told = list(answers)
    if not told or any(one is None for one in told):
        return Found.UNSURE
    return Found.YES if all(told) else Found.UNSURE if any(told) else Found.NO


def acknowledged(act: Act, line: Chosen) -> bool | None:
    """Nothing of the line still stands as it came."""
    words = [word.upper() for _, word in stages_of(line.row)]
    return None if not words else "CREATED" not in words


def shipped(act: Act, line: Chosen) -> bool | None:
    """A parcel with this number; with another number somebody else shipped it."""
    wanted = act.parcel.tracking if act.parcel else ""
    numbers = {text(sub(state, "trackingInfo"), "trackingNumber") for state in states_of(line.row)} - {""}
    if wanted in numbers:
        return True
    waits = all(status is OrderStatus.PAID for status, _ in stages_of(line.row))
    return False if waits and not numbers else None


def cancelled(act: Act, line: Chosen) -> bool | None:
    """So many pieces are cancelled; fewer could be somebody else's doing."""
    pieces = sum(
        pieces_of(sub(state, "statusQuantity"))
        for state in states_of(line.row)
        if STATUS.get(text(state, "status").upper()) is OrderStatus.CANCELLED
    )
    return True if pieces >= line.wish.quantity else False if not pieces else None


def refunded(act: Act, line: Chosen) -> bool | None:
    """A refund with our own mark; one without may be anybody's."""
    given = refunds_of(line.row)
    if any(mark_of(act) in text(one, "refundComments") for one in given):
        return True
    whole = any(word.upper() == "REFUND" for _, word in stages_of(line.row))
    return None if given or whole else False


PROOFS = {
    Verb.ACKNOWLEDGE: acknowledged,
    Verb.SHIP: shipped,
    Verb.CANCEL: cancelled,
    Verb.ACCEPT_CANCELLATION: cancelled,
    Verb.REFUND: refunded,
}
