"""Acts on an order itself: tell how it was sent, give money back, cancel it."""

from collections.abc import Sequence
from datetime import datetime

from app.connectors import paging
from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Found, Receipt
from app.connectors.ebay.acting import Plan, Way, amount, call, done, verdict
from app.connectors.ebay.api import EbayApi
from app.connectors.paging import moment
from app.connectors.reading import Fields, money, rows, sub, text, whole
from app.domain.values import Money

REFUND_REASONS = (
    "BUYER_CANCEL",
    "SELLER_CANCEL",
    "ITEM_NOT_RECEIVED",
    "BUYER_RETURN",
    "ITEM_NOT_AS_DESCRIBED",
    "OTHER_ADJUSTMENT",
    "SHIPPING_DISCOUNT",
)
CANCEL_REASONS = ("OUT_OF_STOCK_OR_CANNOT_FULFILL", "BUYER_ASKED_CANCEL", "ADDRESS_ISSUES", "ORDER_UNPAID")
COMMENT_MAX = 100
LEFT = frozenset({"FULFILLED", "IN_PROGRESS"})


def order(api: EbayApi, act: Act) -> Fields:
    """The order."""
    return api.get(f"{api.hosts.orders}/{act.order_key}", {})


# --- how it was sent ---


def parcels(api: EbayApi, act: Act) -> Fields:
    """The order with its parcels."""
    sent = api.get(f"{api.hosts.orders}/{act.order_key}/shipping_fulfillment", {})
    return {**order(api, act), "fulfillments": [dict(row) for row in rows(sent, "fulfillments")]}


def sent(act: Act, seen: Fields, since: datetime) -> Found:
    """A parcel with this number; with another number somebody else told of it."""
    numbers = {text(row, "shipmentTrackingNumber") for row in rows(seen, "fulfillments")} - {""}
    ours = plain(act.parcel.tracking) if act.parcel else ""
    return verdict(yes=bool(ours) and ours in numbers, no=not numbers)


def ship(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Number and carrier go together; the number without blanks and hyphens."""
    parcel = act.parcel
    if parcel is None or not plain(parcel.tracking) or not parcel.carrier:
        return "ebay_parcel_missing"
    known = {text(row, "lineItemId"): row for row in rows(seen, "lineItems")}
    wanted = {one.line_key: one.quantity for one in act.lines} or {
        key: max(whole(row, "quantity", 1), 1) for key, row in known.items()
    }
    if not wanted or not wanted.keys() <= known.keys():
        return "ebay_line_unknown"
    body = {
        "lineItems": [{"lineItemId": key, "quantity": pieces} for key, pieces in wanted.items()],
        "shippedDate": paging.stamp(parcel.shipped_at),
        "shippingCarrierCode": parcel.carrier,
        "trackingNumber": plain(parcel.tracking),
    }
    return call(
        f"{api.hosts.orders}/{act.order_key}/shipping_fulfillment", body, done(plain(parcel.tracking))
    )


def plain(tracking: str) -> str:
    """A tracking number as eBay takes it: letters and digits only."""
    return "".join(sign for sign in tracking if sign.isascii() and sign.isalnum())


# --- money back ---


def given_back(seen: Fields) -> dict[str, tuple[Money, datetime]]:
    """What was given back so far, or is under way, by its number: of the order, else added up from its lines."""
    whole_order = refunds_in([sub(seen, "paymentSummary")])
    return refunds_in(rows(seen, "lineItems")) | whole_order


def refunds_in(holders: Sequence[Fields]) -> dict[str, tuple[Money, datetime]]:
    """The refunds that some parts of an order name; parts of one refund are added up."""
    found: dict[str, tuple[Money, datetime]] = {}
    for row in [row for holder in holders for row in rows(holder, "refunds")]:
        value, at = money(sub(row, "amount"), "value", "currency"), moment(row.get("refundDate"))
        if value is None or at is None or text(row, "refundStatus") == "FAILED":
            continue
        number = text(row, "refundId")
        before = found[number][0].minor if number in found else 0
        found[number] = (Money(before + value.minor, value.currency), at)
    return found


def refunded(act: Act, seen: Fields, since: datetime) -> Found:
    """One refund of just this amount since then is ours. That there is none proves nothing: eBay gives money back in
    its own time, and the order may not show it yet."""
    wanted = wish(act, seen)
    alike = [one for one, at in given_back(seen).values() if at >= since and one == wanted]
    return Found.YES if len(alike) == 1 else Found.UNSURE


def wish(act: Act, seen: Fields) -> Money | None:
    """How much is to be given back altogether; None where that is unclear."""
    parts = [one.amount for one in act.lines]
    if parts:
        clear = [one for one in parts if one is not None]
        if len(clear) < len(parts) or len({one.currency for one in clear}) > 1:
            return None
        return Money(sum(one.minor for one in clear), clear[0].currency)
    return act.amount or money(sub(seen, "pricingSummary", "total"), "value", "currency")


def refund(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Whole or in part, of the order or of single lines; the answer is a promise, the order shows what became of it."""
    wanted = wish(act, seen)
    if why := objection(act, seen, wanted):
        return why
    body: dict[str, object] = {"reasonForRefund": act.reason}
    if act.comment:
        body["comment"] = act.comment
    if act.lines:
        body["refundItems"] = [
            {"lineItemId": one.line_key, "refundAmount": amount(one.amount)}
            for one in act.lines
            if one.amount is not None
        ]
    elif wanted is not None:
        body["orderLevelRefundAmount"] = amount(wanted)
    url = f"{api.hosts.orders}/{act.order_key}/issue_refund"
    return call(url, body, promised, signs=True)


def promised(value: Fields, evidence: str) -> Receipt:
    """A number, unless the refund failed."""
    number, state = text(value, "refundId"), text(value, "refundStatus")
    evidence = f"{evidence} {state}"[:80]
    if state == "FAILED":
        return Receipt.refused("ebay_refund_failed", evidence)
    return Receipt.sent(number, evidence) if number else Receipt.unknown(evidence=f"{evidence} without id")


def objection(act: Act, seen: Fields, wanted: Money | None) -> str:
    """Why this much cannot be given back; '' where it can."""
    if act.case_key:
        return "ebay_case_first"
    if act.reason not in REFUND_REASONS:
        return "ebay_reason_unknown"
    if len(act.comment) > COMMENT_MAX:
        return "ebay_comment_too_long"
    if {one.line_key for one in act.lines} - {text(row, "lineItemId") for row in rows(seen, "lineItems")}:
        return "ebay_line_unknown"
    paid = money(sub(seen, "pricingSummary", "total"), "value", "currency")
    if wanted is None or paid is None:
        return "ebay_amount_missing"
    if wanted.currency != paid.currency or wanted.minor <= 0:
        return "ebay_amount_wrong"
    back = sum(one.minor for one, _ in given_back(seen).values() if one.currency == paid.currency)
    if back and act.amount is None and not act.lines:
        return "ebay_partly_refunded"
    return "ebay_more_than_paid" if back + wanted.minor > paid.minor else ""


# --- cancelling ---


def cancellations(api: EbayApi, act: Act) -> Fields:
    """The order with every wish to cancel it."""
    query = {"legacy_order_id": act.order_key, "limit": "200", "offset": "0"}
    found = api.get(f"{api.hosts.cases}/cancellation/search", query, scheme="IAF")
    return {**order(api, act), "cancellations": [dict(row) for row in rows(found, "cancellations")]}


def cancelled(act: Act, seen: Fields, since: datetime) -> Found:
    """A cancellation that began with us; none at all, and the order itself knows of none either."""
    who = {text(row, "requestorType") for row in rows(seen, "cancellations")}
    state = text(sub(seen, "cancelStatus"), "cancelState")
    return verdict(yes="SELLER" in who, no=not who and state == "NONE_REQUESTED")


def cancel(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """A whole order, as long as it has not left."""
    if act.lines:
        return "ebay_whole_order_only"
    if act.reason not in CANCEL_REASONS:
        return "ebay_reason_unknown"
    if text(seen, "orderFulfillmentStatus") in LEFT:
        return "ebay_already_sent"
    if rows(seen, "cancellations"):
        return "ebay_cancellation_there"
    paid = next(
        (at for row in rows(sub(seen, "paymentSummary"), "payments") if (at := row.get("paymentDate"))), None
    )
    body: dict[str, object] = {
        "legacyOrderId": act.order_key,
        "cancelReason": act.reason,
        "buyerPaid": bool(paid),
    }
    if paid:
        body["buyerPaidDate"] = {"value": paid}
    return call(f"{api.hosts.cases}/cancellation", body, cancelling, signs=True)


def cancelling(value: Fields, evidence: str) -> Receipt:
    """A number; without one eBay says why the order cannot be cancelled."""
    number = text(value, "cancelId")
    if number:
        return Receipt.sent(number, evidence)
    if sub(value, "orderEligibilityResult").get("eligible") is False:
        return Receipt.refused("ebay_cannot_cancel", evidence)
    return Receipt.unknown(evidence=f"{evidence} without id")


WAYS = {
    Verb.SHIP: Way(parcels, sent, ship),
    Verb.REFUND: Way(order, refunded, refund, REFUND_REASONS),
    Verb.CANCEL: Way(cancellations, cancelled, cancel, CANCEL_REASONS),
}
