"""The acts as Walmart's calls want them: acknowledge, ship, cancel, refund. Money given back is written below zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.connectors.aftersales import Act, Verb
from app.connectors.reading import Fields, in_units, sub, text
from app.connectors.walmart.matters import refunded, refunds_of, wants_to_cancel
from app.connectors.walmart.orders import PRODUCT, added, amounts_of, charges_of, quantity, stages_of
from app.connectors.walmart.targets import Chosen, Target
from app.connectors.walmart.terms import CANCEL_REASONS, CARRIERS, METHODS, REFUND_REASONS
from app.domain.orders import OrderStatus
from app.domain.values import Money
from app.net.http import Json

SHIP_ANYWAY = "ship_anyway"
"""`Act.choice` of a person who ships although the customer wishes to cancel"""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MARK = 12
"""hex digits of an act's own number that travel in a refund's comment"""
CUSTOMER_ASKED = "CUSTOMER_REQUESTED_SELLER_TO_CANCEL"


@dataclass(frozen=True, slots=True)
class Call:
    """What is posted where; `None` where a call has no body."""

    path: str
    body: Mapping[str, Json] | None


def call_of(act: Act, target: Target) -> Call | str:
    """The call, or the key of why it would be refused."""
    base = f"/v3/orders/{target.number}"
    if act.verb is Verb.ACKNOWLEDGE:
        return Call(f"{base}/acknowledge", None)
    if act.verb is Verb.SHIP:
        return shipping(act, target, base)
    if act.verb in (Verb.CANCEL, Verb.ACCEPT_CANCELLATION):
        return cancelling(act, target, base)
    return refunding(act, target, base)


def mark_of(act: Act) -> str:
    """By which a refund is known as this act's own."""
    return f"[{act.key[:MARK]}]"


def lines_body(name: str, lines: list[Json], **more: Json) -> dict[str, Json]:
    """The envelope that all these calls share."""
    return {name: {**more, "orderLines": {"orderLine": lines}}}


def state(line: Chosen, word: str, **more: Json) -> Json:
    """A line's new state."""
    pieces: Json = {"unitOfMeasurement": "EACH", "amount": str(line.wish.quantity)}
    return {"orderLineStatus": [{"status": word, "statusQuantity": pieces, **more}]}


# --- ship -----------------------------------------------------------------------------------------------------------


def shipping(act: Act, target: Target, base: str) -> Call | str:
    """A parcel has left."""
    parcel = act.parcel
    if parcel is None or not parcel.tracking or not parcel.carrier:
        return "walmart_parcel_missing"
    if any(word.upper() == "CREATED" for line in target.lines for _, word in stages_of(line.row)):
        return "walmart_acknowledge_first"
    wishes = [wants_to_cancel(line.row) for line in target.lines]
    if any(wishes) and act.choice != SHIP_ANYWAY:
        return "walmart_buyer_wants_to_cancel"
    carrier = CARRIERS.get(parcel.carrier.casefold(), "")
    if not carrier and not parcel.url:
        return "walmart_tracking_link_missing"
    usual = text(sub(target.purchase, "shippingInfo"), "methodCode")
    tracked: dict[str, Json] = {
        "shipDateTime": (parcel.shipped_at - EPOCH) // timedelta(milliseconds=1),
        "carrierName": {"carrier": carrier} if carrier else {"otherCarrier": parcel.carrier},
        "methodCode": next((word for word in (parcel.service, usual) if word in METHODS), "Standard"),
        "trackingNumber": parcel.tracking,
        **({"trackingURL": parcel.url} if parcel.url else {}),
    }
    lines: list[Json] = [
        {
            "lineNumber": text(line.row, "lineNumber"),
            "intentToCancelOverride": wish,
            "sellerOrderId": act.order_key[:30],
            "orderLineStatuses": state(line, "Shipped", trackingInfo=tracked),
        }
        for line, wish in zip(target.lines, wishes, strict=True)
    ]
    return Call(f"{base}/shipping", lines_body("orderShipment", lines))


# --- cancel ---------------------------------------------------------------------------------------------------------


def cancelling(act: Act, target: Target, base: str) -> Call | str:
    """We do not send it."""
    reason = CUSTOMER_ASKED if act.verb is Verb.ACCEPT_CANCELLATION else act.reason
    if reason not in CANCEL_REASONS:
        return "walmart_reason_unknown"
    if any(OrderStatus.PAID not in {stage for stage, _ in stages_of(line.row)} for line in target.lines):
        return "walmart_already_sent"
    lines: list[Json] = [
        {
            "lineNumber": text(line.row, "lineNumber"),
            "orderLineStatuses": state(line, "Cancelled", cancellationReason=reason),
        }
        for line in target.lines
    ]
    return Call(f"{base}/cancel", lines_body("orderCancellation", lines))


# --- refund ---------------------------------------------------------------------------------------------------------


def refunding(act: Act, target: Target, base: str) -> Call | str:
    """Money back, without a return."""
    if act.reason not in REFUND_REASONS:
        return "walmart_reason_unknown"
    if act.amount is not None and len(target.lines) > 1:
        return "walmart_amount_per_line"
    lines: list[Json] = []
    for line in target.lines:
        amount = line.wish.amount or act.amount
        if why := objection(line, amount):
            return why
        charges = all_charges(line.row) if amount is None else [charge(PRODUCT, "Item Price", amount)]
        given: list[Json] = [{"refundReason": act.reason, "charge": one} for one in charges]
        comment = f"{act.comment} {mark_of(act)}".strip()
        refund: Json = {"refundComments": comment, "refundCharges": {"refundCharge": given}}
        lines.append(
            {
                "lineNumber": text(line.row, "lineNumber"),
                "isFullRefund": amount is None,
                "refunds": {"refund": [refund]},
            }
        )
    return Call(f"{base}/refund", lines_body("orderRefund", lines, purchaseOrderId=target.number))


def objection(line: Chosen, amount: Money | None) -> str:
    """Why this much cannot be given back on a line; '' where it can."""
    paid = added(one for each in charges_of(line.row) for one in amounts_of(each))
    back = added(refunded(one) for one in refunds_of(line.row))
    if paid is None or paid.minor <= 0:
        return "walmart_nothing_paid"
    if all(stage is OrderStatus.PAID for stage, _ in stages_of(line.row)):
        return "walmart_cancel_instead"
    if amount is None:
        if back is not None:
            return "walmart_partly_refunded"
        return "" if line.wish.quantity == quantity(line.row) else "walmart_amount_missing"
    if amount.currency != paid.currency or amount.minor <= 0:
        return "walmart_amount_wrong"
    return "walmart_more_than_paid" if amount.minor + (back.minor if back else 0) > paid.minor else ""


def all_charges(row: Fields) -> list[Json]:
    """Everything a line cost, with its taxes."""
    found: list[Json] = []
    for one in charges_of(row):
        amount, tax = amounts_of(one)
        if amount is not None and amount.minor > 0:
            kind = text(one, "chargeType") or PRODUCT
            found.append(charge(kind, text(one, "chargeName") or kind, amount, tax))
    return found


def charge(kind: str, name: str, amount: Money, tax: Money | None = None) -> dict[str, Json]:
    """One charge with its tax, below zero."""
    found: dict[str, Json] = {"chargeType": kind, "chargeName": name, "chargeAmount": below_zero(amount)}
    if tax is not None and tax.minor > 0:
        found["tax"] = {"taxName": f"{name} Tax", "taxAmount": below_zero(tax)}
    return found


def below_zero(amount: Money) -> Json:
    """An amount that goes back, in whole units of its currency."""
    return {"currency": amount.currency, "amount": -float(in_units(amount))}
