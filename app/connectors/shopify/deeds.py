"""The acts on an order as Shopify wants them: ship, correct the tracking, cancel, refund. Each looks first, then is one
mutation; what must not leave is a Rejected with the reason, what shows already a receipt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.connectors.aftersales import Act, Parcel, Verb
from app.connectors.contract import Receipt, Rejected
from app.connectors.reading import Fields, rows, sub, text, whole
from app.connectors.shopify import act_questions as ask
from app.connectors.shopify.api import ShopifyApi
from app.connectors.shopify.marks import mark_of, marked
from app.connectors.shopify.money_back import plan_of
from app.connectors.shopify.orders import GONE
from app.connectors.shopify.questions import Question
from app.connectors.shopify.reading_orders import ids_named
from app.net.http import Json

CANCEL_REASONS = ("CUSTOMER", "INVENTORY", "DECLINED", "FRAUD", "STAFF", "OTHER")
KEEPS_STOCK = "no_restock"
"""`Act.choice` of a person who does not want the goods back on the shelf"""
PARCEL = re.compile(r"gid://shopify/Fulfillment/\d+")
"""several parcels of one fulfilment share its name"""
DONE = "done already"
SILENT = "silent"
"""`Act.choice` of a person who wants Shopify to write no mail about it"""


@dataclass(frozen=True, slots=True)
class Deed:
    """One mutation, and the name under which its answer comes."""

    question: Question
    field: str
    variables: Mapping[str, Json]
    proof: str
    """the object in the answer whose id proves that it was done"""
    errors: str = "userErrors"


def order_id(api: ShopifyApi, name: str) -> str:
    """The platform's id of the order with this name."""
    ids = ids_named(api, name)
    if len(ids) != 1:
        raise Rejected("shopify_order_unknown")
    return ids[0]


def tells(act: Act) -> bool:
    """Whether Shopify writes to the customer about it, as it does when somebody works in its admin."""
    return act.choice != SILENT


# --- ship -----------------------------------------------------------------------------------------------------------


def shipping(api: ShopifyApi, act: Act) -> Deed | Receipt:
    """A parcel has left. The lines lie in fulfilment orders, one for each place they are sent from."""
    parcel = parcel_of(act)
    order = sub(api.ask(ask.TO_SHIP, id=order_id(api, act.order_key)).data, "order")
    if order.get("cancelledAt"):
        raise Rejected("shopify_order_cancelled")
    for one in alive(order):
        if parcel.tracking in numbers_of(one):
            return Receipt.sent(text(one, "id"), DONE)
    places = [one for one in rows(sub(order, "fulfillmentOrders"), "nodes") if can_leave(one)]
    if not places:
        raise Rejected("shopify_nothing_to_send")
    chosen = [(place, wanted) for place in places if (wanted := wanted_of(act, place)) is not None]
    lines = [one for _, wanted in chosen for one in wanted]
    if act.lines and len(lines) != len(act.lines):
        raise Rejected("shopify_line_unknown")
    if len({text(sub(place, "assignedLocation"), "name") for place, _ in chosen}) > 1:
        raise Rejected("shopify_several_places")
    leaving: list[Json] = [
        {
            "fulfillmentOrderId": text(place, "id"),
            **({"fulfillmentOrderLineItems": list(wanted)} if wanted else {}),
        }
        for place, wanted in chosen
    ]
    asked: dict[str, Json] = {
        "lineItemsByFulfillmentOrder": leaving,
        "notifyCustomer": tells(act),
        "trackingInfo": tracking(parcel),
    }
    return Deed(ask.SHIP, "fulfillmentCreate", {"input": asked}, "fulfillment")


def parcel_of(act: Act) -> Parcel:
    """The parcel of an act that needs one."""
    if act.parcel is None or not act.parcel.tracking or not act.parcel.carrier:
        raise Rejected("shopify_parcel_missing")
    return act.parcel


def tracking(parcel: Parcel) -> dict[str, Json]:
    """FulfillmentTrackingInput. Shopify makes the link itself for carriers it knows."""
    named: dict[str, Json] = {"company": parcel.carrier, "number": parcel.tracking}
    return {**named, "url": parcel.url} if parcel.url else named


def can_leave(place: Fields) -> bool:
    """Whether the shop itself may send this."""
    return "CREATE_FULFILLMENT" in {text(one, "action") for one in rows(place, "supportedActions")}


def wanted_of(act: Act, place: Fields) -> list[Json] | None:
    """The lines of a place that an act is about; empty for all of them, None where it is about none."""
    wishes = {line.line_key: line.quantity for line in act.lines}
    if not wishes:
        return []
    found: list[Json] = []
    for row in rows(sub(place, "lineItems"), "nodes"):
        pieces = wishes.get(text(sub(row, "lineItem"), "id"))
        if pieces is None:
            continue
        if not 0 < pieces <= whole(row, "remainingQuantity"):
            raise Rejected("shopify_pieces_wrong")
        found.append({"id": text(row, "id"), "quantity": pieces})
    return found or None


def alive(order: Fields) -> list[Fields]:
    """Fulfilments that were not taken back."""
    return [one for one in rows(order, "fulfillments") if text(one, "status") not in GONE]


def numbers_of(fulfilment: Fields) -> set[str]:
    """The tracking numbers of a fulfilment."""
    return {text(one, "number") for one in rows(fulfilment, "trackingInfo")}


def correcting(api: ShopifyApi, act: Act) -> Deed:
    """Another tracking number for a parcel that left: the one named, or the only one."""
    parcel = parcel_of(act)
    order = sub(api.ask(ask.TO_SHIP, id=order_id(api, act.order_key)).data, "order")
    named = PARCEL.match(parcel.key)
    found = [one for one in alive(order) if not parcel.key or (named and text(one, "id") == named[0])]
    if len(found) != 1:
        raise Rejected("shopify_parcel_unknown" if not found else "shopify_which_parcel")
    variables: dict[str, Json] = {
        "id": text(found[0], "id"),
        "tracking": tracking(parcel),
        "tell": tells(act),
    }
    return Deed(ask.TRACK, "fulfillmentTrackingInfoUpdate", variables, "fulfillment")


# --- cancel and refund ----------------------------------------------------------------------------------------------


def cancelling(api: ShopifyApi, act: Act) -> Deed | Receipt:
    """The whole order ends, and the money goes back to where it came from. It cannot be undone."""
    if act.reason not in CANCEL_REASONS:
        raise Rejected("shopify_reason_unknown")
    if act.lines or act.amount is not None:
        raise Rejected("shopify_cancels_whole")
    if act.ticket and job_runs(api, act.ticket):
        return Receipt.unknown("not decided", act.ticket)
    number = order_id(api, act.order_key)
    order = sub(api.ask(ask.TO_CANCEL, id=number).data, "order")
    if mark_of(act) in text(sub(order, "cancellation"), "staffNote"):
        return Receipt.sent(number, DONE)
    if order.get("cancelledAt"):
        raise Rejected("shopify_order_cancelled")
    variables: dict[str, Json] = {
        "id": number,
        "reason": act.reason,
        "restock": act.choice != KEEPS_STOCK,
        "refund": {"originalPaymentMethodsRefund": True},
        "tell": tells(act),
        "note": marked(act),
    }
    return Deed(ask.CANCEL, "orderCancel", variables, "job", errors="orderCancelUserErrors")


def job_runs(api: ShopifyApi, ticket: str) -> bool | None:
    """Whether a cancellation that was taken on is still being worked at; None where nobody knows of it any more."""
    done = sub(api.ask(ask.JOB, id=ticket).data, "job").get("done")
    return not done if isinstance(done, bool) else None


def refunding(api: ShopifyApi, act: Act) -> Deed | Receipt:
    """Money back without a return: the whole, some lines, or an amount. Shopify says to which payments it can go."""
    number = order_id(api, act.order_key)
    lines: list[Json] = [
        {"lineItemId": one.line_key, "quantity": one.quantity, "restockType": "NO_RESTOCK"}
        for one in act.lines
    ]
    all_of_it = not lines and act.amount is None
    order = sub(api.ask(ask.TO_REFUND, id=number, items=lines, whole=all_of_it).data, "order")
    for one in rows(order, "refunds"):
        if mark_of(act) in text(one, "note"):
            return Receipt.sent(text(one, "id"), DONE)
    plan = plan_of(act, order)
    asked: dict[str, Json] = {
        "orderId": number,
        "currency": plan.currency,
        "note": marked(act),
        "notify": tells(act),
        "transactions": [
            {
                "orderId": number, "parentId": one.parent, "gateway": one.gateway, "kind": "REFUND",
                "amount": one.amount,
            }
            for one in plan.payments
        ],
    }  # fmt: skip
    if plan.lines:
        asked["refundLineItems"] = list(plan.lines)
    if plan.shipping:
        asked["shipping"] = {"fullRefund": True}
    return Deed(ask.REFUND, "refundCreate", {"input": asked, "key": str(UUID(hex=act.key))}, "refund")


DEEDS = {
    Verb.SHIP: shipping,
    Verb.CORRECT_TRACKING: correcting,
    Verb.CANCEL: cancelling,
    Verb.REFUND: refunding,
}
