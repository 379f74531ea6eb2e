"""Orders API v3, acting (us_mp_orders.json): acknowledge, ship, cancel, refund. Each changes the world for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from app.simulator.trade import Order, Refund
from app.simulator.walmart_orders import described
from app.simulator.walmart_store import Purchase, purchases
from app.simulator.walmart_words import WalmartCall, bad, inside, nothing, objects
from app.simulator.wire import Json, Response, answer

METHODS = ("Standard", "Express", "OneDay", "Freight", "WhiteGlove", "Value")
CARRIERS = (
    "UPS",
    "USPS",
    "FedEx",
    "OnTrac",
    "DHL",
    "China Post",
    "YunExpress",
    "Yanwen",
    "4PX",
    "SF Express",
    "CNE",
    "GLS",
)
"""some of the closed list"""
CANCEL_REASONS = (
    "CUSTOMER_REQUESTED_SELLER_TO_CANCEL",
    "SELLER_CANCEL_PRICING_ERROR",
    "SELLER_CANCEL_OUT_OF_STOCK",
    "SELLER_CANCEL_FRAUD_STOP_SHIPMENT",
    "SELLER_CANCEL_ADDRESS_NOT_SERVICEABLE",
)
REFUND_REASONS = (
    "BillingError|TaxExemptCustomer|ItemNotAsAdvertised|IncorrectItemReceived|CancelledYetShipped|"
    "ItemNotReceivedByCustomer|IncorrectShippingPrice|DamagedItem|DefectiveItem|CustomerChangedMind|"
    "CustomerReceivedItemLate|Missing Parts / Instructions|Finance -> Goodwill|Finance -> Rollback|Buyer canceled|"
    "Customer returned item|General adjustment|Merchandise not received|Quality -> Missing Parts / Instructions|"
    "Shipping & Delivery -> Damaged|Shipping & Delivery -> Shipping Price Discrepancy|Others"
).split("|")

Deed = Callable[[WalmartCall, Purchase], Response | None]


def act(deed: Deed) -> Callable[[WalmartCall, str], Response]:
    """A call about one purchase order: done or refused; the answer is the order as it then stands."""

    def perform(call: WalmartCall, number: str) -> Response:
        found = call.books.find(call.shop, number, call.now)
        if found is None:
            return nothing()
        refused = deed(call, found)
        if refused is not None:
            return refused
        call.books.deeds_of(found).changed.append(call.now)
        return answer({"order": described(call, found)})

    return perform


def acknowledge(call: WalmartCall, one: Purchase) -> Response | None:
    """We have seen it; again is no harm."""
    if one.node == "WFSFulfilled":
        return bad("Orders fulfilled by Walmart are not acknowledged by sellers")
    if call.books.status(one, call.now) == "Cancelled":
        return bad("The order is cancelled")
    done = call.books.deeds_of(one)
    done.acknowledged = done.acknowledged or call.now
    return None


def ship(call: WalmartCall, one: Purchase) -> Response | None:
    """A parcel has left."""
    status = call.books.status(one, call.now)
    if one.node == "WFSFulfilled" or status not in ("Acknowledged", "Shipped"):
        return bad(f"Lines in status {status} cannot be shipped by the seller")
    rows = objects(call.request.json(), "orderShipment", "orderLines", "orderLine")
    if not rows or any(str(row.get("lineNumber")) != one.line_number for row in rows):
        return bad("Unknown line number")
    if any(not row.get("sellerOrderId") or len(str(row["sellerOrderId"])) > 30 for row in rows):
        return bad("sellerOrderId is missing or too long")
    asked = one.order.cancel_asked
    if (
        asked is not None
        and asked <= call.now
        and any(row.get("intentToCancelOverride") is not True for row in rows)
    ):
        return bad("The customer intends to cancel: intentToCancelOverride must be true")
    states = [state for row in rows for state in objects(row, "orderLineStatuses", "orderLineStatus")]
    parcels = [inside(state, "trackingInfo") for state in states]
    if not parcels or any(state.get("status") != "Shipped" for state in states):
        return bad("Status must be Shipped")
    if why := next((why for parcel in parcels if (why := wrong_parcel(parcel))), ""):
        return bad(why)
    done = call.books.deeds_of(one)
    done.shipped = done.shipped or call.now
    done.tracking = dict(parcels[0]) if isinstance(parcels[0], dict) else {}
    send_off(call, one)
    return None


def wrong_parcel(parcel: Json) -> str:
    """What is wrong with TrackingInfoType; '' where nothing is."""
    if not isinstance(parcel, dict):
        return "trackingInfo is missing"
    carrier, other = inside(parcel, "carrierName", "carrier"), inside(parcel, "carrierName", "otherCarrier")
    if carrier is not None and carrier not in CARRIERS:
        return "Unknown carrier"
    if carrier is None and not (other and parcel.get("trackingURL")):
        return "otherCarrier needs a trackingURL"
    if not isinstance(parcel.get("shipDateTime"), int) or parcel.get("methodCode") not in METHODS:
        return "shipDateTime or methodCode is wrong"
    return "" if parcel.get("trackingNumber") else "trackingNumber is missing"


def send_off(call: WalmartCall, one: Purchase) -> None:
    """The customer's order is on its way once all of it is."""
    order, done = one.order, call.books.deeds_of(one)
    order.carrier = str(
        inside(done.tracking, "carrierName", "carrier")
        or inside(done.tracking, "carrierName", "otherCarrier")
    )
    order.tracking = str(done.tracking.get("trackingNumber"))
    if all(call.books.deeds_of(other).shipped for other in purchases(order)):
        order.plan = replace(order.plan, shipped=call.now, moving=None, delivered=None)


def cancel(call: WalmartCall, one: Purchase) -> Response | None:
    """The seller does not send it."""
    status = call.books.status(one, call.now)
    if one.node == "WFSFulfilled" or status not in ("Created", "Acknowledged"):
        return bad(f"Lines in status {status} cannot be cancelled by the seller")
    rows = objects(call.request.json(), "orderCancellation", "orderLines", "orderLine")
    states = [state for row in rows for state in objects(row, "orderLineStatuses", "orderLineStatus")]
    if not states or any(str(row.get("lineNumber")) != one.line_number for row in rows):
        return bad("Unknown line number")
    reasons = [state.get("cancellationReason") for state in states]
    counted = [inside(state, "statusQuantity", "amount") for state in states]
    if any(reason not in CANCEL_REASONS for reason in reasons) or counted != [str(one.pieces)]:
        return bad("cancellationReason or statusQuantity is wrong")
    done = call.books.deeds_of(one)
    done.cancelled, done.reason = call.now, str(reasons[0])
    if all(call.books.deeds_of(other).cancelled for other in purchases(one.order)):
        one.order.plan = replace(one.order.plan, cancelled=call.now)
    return None


def refund(call: WalmartCall, one: Purchase) -> Response | None:
    """Money back: every amount below zero, and never more than was paid."""
    if call.books.status(one, call.now) not in ("Shipped", "Delivered", "Refund"):
        return bad("Only shipped lines can be refunded")
    body = call.request.json()
    rows = objects(body, "orderRefund", "orderLines", "orderLine")
    if inside(body, "orderRefund", "purchaseOrderId") != one.number or not rows:
        return bad("purchaseOrderId or lines are missing")
    if any(str(row.get("lineNumber")) != one.line_number for row in rows):
        return bad("Unknown line number")
    given = [each for row in rows for each in objects(row, "refunds", "refund")]
    parts = [part for each in given for part in objects(each, "refundCharges", "refundCharge")]
    if not parts or any(part.get("refundReason") not in REFUND_REASONS for part in parts):
        return bad("refundReason is wrong")
    amounts = [value for part in parts for value in amounts_in(part)]
    if any(not isinstance(value, int | float) or value >= 0 for value in amounts):
        return bad("Refund amounts must be negative")
    minor = sum(round(-float(str(value)) * 100) for value in amounts)
    back = sum(each.minor for each in one.order.refunds if each.id.startswith(one.number))
    if minor + back > paid(one):
        return bad("The refund exceeds what was paid")
    done = call.books.deeds_of(one)
    comments = "; ".join(str(each["refundComments"]) for each in given if each.get("refundComments"))
    kept: list[Json] = [*parts]
    done.refunds.append({"comments": comments, "charges": kept})
    done.full_refund = done.full_refund or minor + back == paid(one)
    give_back(call, one.order, f"{one.number}-{len(done.refunds)}", minor, str(parts[0]["refundReason"]))
    return None


def amounts_in(part: dict[str, Json]) -> list[Json]:
    """The charge's amount and its tax's, where it names one."""
    tax = inside(part, "charge", "tax", "taxAmount", "amount")
    return [inside(part, "charge", "chargeAmount", "amount"), *([tax] if tax is not None else [])]


def paid(one: Purchase) -> int:
    """What the customer paid for it, with taxes."""
    return sum(minor + minor * 8 // 100 for minor in (one.goods, one.postage))


def give_back(call: WalmartCall, order: Order, number: str, minor: int, reason: str) -> None:
    """Money goes back to the customer."""
    order.refunds.append(Refund(number, call.now, minor, reason))


def paid_for_return(order: Order) -> int:
    """What a returned order is worth: the goods with their tax."""
    return order.goods + order.goods * 8 // 100


def rma(number: str) -> str:
    """A return's tracking number."""
    return str(Random(f"rma/{number}").randrange(10**11, 10**12))
