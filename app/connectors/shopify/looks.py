"""Whether an act took place, read from the order, the return or the dispute itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.connectors.aftersales import Act, Verb
from app.connectors.outgoing import Found
from app.connectors.reading import Fields, rows, sub, text, whole
from app.connectors.shopify import act_questions as ask
from app.connectors.shopify.api import ShopifyApi
from app.connectors.shopify.case_deeds import WORDS_MAX, one_dispute, one_return, returned
from app.connectors.shopify.deeds import alive, job_runs, numbers_of, order_id
from app.connectors.shopify.marks import mark_of

MOST_PARCELS, MOST_REFUNDS = 20, 100
"""a list so long may go on"""
JOB = timedelta(minutes=10)
"""a cancellation runs in the background; where nobody knows of it, an order that still stands so long after was not
cancelled"""

Look = Callable[[ShopifyApi, Act, datetime], Found]


def told(*, there: bool, complete: bool = True) -> Found:
    """Only a complete list proves by what is not in it."""
    return Found.YES if there else Found.NO if complete else Found.UNSURE


def tracked(api: ShopifyApi, act: Act, since: datetime) -> Found:
    """A parcel with this number."""
    order = sub(api.ask(ask.TO_SHIP, id=order_id(api, act.order_key)).data, "order")
    wanted = act.parcel.tracking if act.parcel else ""
    complete = bool(wanted) and len(rows(order, "fulfillments")) < MOST_PARCELS
    return told(there=any(wanted in numbers_of(one) for one in alive(order)), complete=complete)


def cancelled(api: ShopifyApi, act: Act, since: datetime) -> Found:
    """The order is cancelled with our mark; without it somebody else may have done it."""
    order = sub(api.ask(ask.TO_CANCEL, id=order_id(api, act.order_key)).data, "order")
    if mark_of(act) in text(sub(order, "cancellation"), "staffNote"):
        return Found.YES
    runs = job_runs(api, act.ticket) if act.ticket else None
    waited = not runs if runs is not None else api.tools.clock.now() - since >= JOB
    return Found.NO if order and not order.get("cancelledAt") and waited else Found.UNSURE


def refunded(api: ShopifyApi, act: Act, since: datetime) -> Found:
    """A refund with our mark."""
    number = order_id(api, act.order_key)
    order = sub(api.ask(ask.TO_REFUND, id=number, items=[], whole=True).data, "order")
    given = rows(order, "refunds")
    complete = isinstance(order.get("refunds"), list) and len(given) < MOST_REFUNDS
    return told(there=any(mark_of(act) in text(one, "note") for one in given), complete=complete)


def decided(yes: tuple[str, ...]) -> Look:
    """A return that no longer waits, and was decided as we wanted."""

    def look(api: ShopifyApi, act: Act, since: datetime) -> Found:
        state = text(one_return(api, act), "status")
        return Found.YES if state in yes else Found.NO if state == "REQUESTED" else Found.UNSURE

    return look


def taken_in(api: ShopifyApi, act: Act, since: datetime) -> Found:
    """Every line we meant is taken in, or none is."""
    wishes = {one.line_key: one.quantity for one in act.lines}
    lines = [row for row in returned(one_return(api, act)) if not wishes or text(row, "id") in wishes]
    done = [whole(row, "processedQuantity") for row in lines]
    wanted = [wishes.get(text(row, "id"), whole(row, "quantity")) for row in lines]
    if lines and all(has >= wants for has, wants in zip(done, wanted, strict=True)):
        return Found.YES
    return Found.NO if lines and not any(done) else Found.UNSURE


def paid_back(api: ShopifyApi, act: Act, since: datetime) -> Found:
    """A refund of the return with our mark; one without may be anybody's."""
    found = one_return(api, act)
    given = rows(sub(found, "refunds"), "nodes")
    if any(mark_of(act) in text(one, "note") for one in given):
        return Found.YES
    return Found.UNSURE if given else Found.NO


def contested(api: ShopifyApi, act: Act, since: datetime) -> Found:
    """The bank has our words."""
    evidence: Fields = sub(one_dispute(api, act), "disputeEvidence")
    if evidence.get("submitted") is not True:
        return Found.NO if evidence.get("submitted") is False else Found.UNSURE
    ours = text(evidence, "uncategorizedText") == act.comment.strip()[:WORDS_MAX]
    return Found.YES if ours else Found.UNSURE


LOOKS: dict[Verb, Look] = {
    Verb.SHIP: tracked,
    Verb.CORRECT_TRACKING: tracked,
    Verb.CANCEL: cancelled,
    Verb.REFUND: refunded,
    Verb.ACCEPT_RETURN: decided(("OPEN", "CLOSED")),
    Verb.REFUSE_RETURN: decided(("DECLINED",)),
    Verb.CONFIRM_RECEIPT: taken_in,
    Verb.REFUND_RETURN: paid_back,
    Verb.CONTEST_DISPUTE: contested,
}
