"""The Admin API, reading: the shop, its orders with everything in them, returns and disputes, as GraphQL objects."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from app.simulator.shopify_parts import (
    address,
    customer,
    line_node,
    line_nodes,
    parcel_node,
    place_node,
    refund_node,
)
from app.simulator.shopify_search import fits
from app.simulator.shopify_store import gid, number_of
from app.simulator.shopify_suggest import outcome, suggestion
from app.simulator.shopify_words import Node, Row, ShopifyCall, bag, cut, denied, listing, money, paged, when
from app.simulator.trade import Case, Order

SCOPES = (
    "read_orders", "read_all_orders", "write_orders", "read_customers", "read_fulfillments", "write_fulfillments",
    "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders", "read_returns",
    "write_returns", "read_shopify_payments_disputes", "write_shopify_payments_dispute_evidences",
)  # fmt: skip
SORTS = {"UPDATED_AT": "updated_at", "CREATED_AT": "created_at", "PROCESSED_AT": "created_at"}
REASONS = {"NOT_AS_DESCRIBED": ("not-as-described", "Not as described")}


def root(call: ShopifyCall) -> Node:
    """QueryRoot."""
    return {
        "shop": lambda _: shop(call),
        "currentAppInstallation": {"accessScopes": [{"handle": name} for name in SCOPES]},
        "orders": lambda _, **asked: orders(call, **asked),
        "order": lambda _, **key: order_node(call, call.books.find(call.shop, key["id"], call.now)),
        "return": lambda _, **key: return_node(call, find_case(call, "return", "Return", key["id"])),
        "disputes": lambda _, **asked: disputes(call, **asked),
        "dispute": lambda _, **key: dispute_node(
            call, find_case(call, "inquiry", "ShopifyPaymentsDispute", key["id"])
        ),
        "job": lambda _, **key: job(call, key["id"]),
    }


def shop(call: ShopifyCall) -> Node:
    """Shop."""
    return {
        "id": gid("Shop", number_of(call.shop.key)),
        "name": call.shop.store,
        "contactEmail": call.shop.mailbox,
        "myshopifyDomain": call.shop.seller,
        "currencyCode": call.shop.site.currency,
        "orderNumberFormatPrefix": "#",
        "orderNumberFormatSuffix": "",
    }


def orders(
    call: ShopifyCall,
    first: int | None = None,
    after: str | None = None,
    query: str | None = None,
    sortKey: str = "PROCESSED_AT",  # noqa: N803  # the documents' own spelling
    reverse: bool = False,
) -> Node:
    """OrderConnection."""
    found = []
    for one in call.books.orders(call.shop, call.now):
        values = searched(call, one)
        if fits(query, values):
            moment = values[SORTS.get(sortKey, "created_at")]
            at = moment.isoformat() if isinstance(moment, datetime) else ""
            found.append(Row((at, number_of(one.id)), partial(order_node, call, one)))
    return paged(found, first, after, reverse=reverse)


def searched(call: ShopifyCall, order: Order) -> dict[str, str | datetime]:
    """By what an order is found."""
    return {
        "name": order.id,
        "email": order.customer.handle,
        "created_at": order.plan.created,
        "updated_at": call.books.changed(order, call.now),
        "id": number_of(order.id),
    }


def order_node(call: ShopifyCall, order: Order | None) -> Node | None:
    """Order."""
    if order is None:
        return None
    plan, deeds, currency = order.plan, call.books.of(order), order.currency
    ended = plan.cancelled if plan.cancelled and plan.cancelled <= call.now else None
    note = deeds.cancellation.note if deeds.cancellation and ended else None
    cases = [case for case in call.books.cases(call.shop, "return", call.now) if case.order is order]
    return {
        "id": gid("Order", number_of(order.id)),
        "legacyResourceId": number_of(order.id),
        "name": order.id,
        "createdAt": when(plan.created),
        "updatedAt": when(call.books.changed(order, call.now)),
        "cancelledAt": when(ended),
        "cancellation": {"staffNote": note} if ended else None,
        "email": lambda _: shown(call, "email", order.customer.handle),
        "note": order.note or None,
        "presentmentCurrencyCode": currency,
        "displayFinancialStatus": financial(call, order),
        "displayFulfillmentStatus": fulfilment_status(call, order),
        "customer": lambda _: shown(call, "customer", customer(order)),
        "shippingAddress": lambda _: shown(call, "shippingAddress", address(order)),
        "totalPriceSet": bag(order.total, currency),
        "lineItems": listing([line_node(call, order, line) for line in order.lines]),
        "fulfillments": cut([parcel_node(call, order, one) for one in call.books.parcels(order, call.now)]),
        "fulfillmentOrders": listing([place_node(call, order, place) for place in call.books.places(order)]),
        "refunds": cut([refund_node(order, one) for one in order.refunds]),
        "returns": listing([node for case in cases if (node := return_node(call, case))]),
        "suggestedRefund": lambda _, **asked: suggestion(call, order, line_nodes(call, order), **asked),
    }


def shown(call: ShopifyCall, name: str, value: object) -> object:
    """What belongs to a buyer, unless the owner keeps it to himself."""
    if call.hidden:
        raise denied(name)
    return value


def financial(call: ShopifyCall, order: Order) -> str:
    """OrderDisplayFinancialStatus."""
    back = call.books.back(order)
    if back:
        return "REFUNDED" if back >= order.total else "PARTIALLY_REFUNDED"
    if order.stage(call.now) == "cancelled":
        return "VOIDED"
    return "PAID" if order.plan.paid <= call.now else "PENDING"


def fulfilment_status(call: ShopifyCall, order: Order) -> str:
    """OrderDisplayFulfillmentStatus."""
    left = sum(call.books.left(order, line, call.now) for line in order.lines)
    if left == 0:
        return "FULFILLED"
    return "PARTIALLY_FULFILLED" if call.books.parcels(order, call.now) else "UNFULFILLED"


# --- returns, disputes ---------------------------------------------------------------------------------------------


def find_case(call: ShopifyCall, kind: str, name: str, key: str) -> Case | None:
    """A return or dispute by its id."""
    return next((c for c in call.books.cases(call.shop, kind, call.now) if gid(name, c.id) == key), None)


def return_node(call: ShopifyCall, case: Case | None) -> Node | None:
    """Return: the whole first line comes back."""
    if case is None:
        return None
    deed, order = call.books.return_of(case), case.order
    line = order.lines[0]
    handle, name = REASONS.get(case.reason, ("other", "Other"))
    row = {
        "__typename": "ReturnLineItem",
        "id": gid("ReturnLineItem", f"7{case.id}"),
        "quantity": line.quantity,
        "processedQuantity": deed.processed,
        "processableQuantity": line.quantity - deed.processed if deed.status in ("OPEN", "CLOSED") else 0,
        "refundableQuantity": line.quantity - deed.refunded if deed.status in ("OPEN", "CLOSED") else 0,
        "customerNote": case.comment or None,
        "returnReasonNote": "",
        "returnReasonDefinition": {"handle": handle, "name": name},
    }
    given = [refund_node(order, one) for one in order.refunds if one.id in deed.refunds]
    return {
        "id": gid("Return", case.id),
        "name": f"{order.id}-R1",
        "status": deed.status,
        "createdAt": when(case.opened),
        "totalQuantity": line.quantity,
        "decline": {"reason": deed.reason, "note": deed.note or None} if deed.reason else None,
        "order": lambda _: order_node(call, order),
        "returnLineItems": listing([row]),
        "refunds": listing(given),
        "suggestedFinancialOutcome": lambda _, **asked: outcome(call, case, **asked),
    }


def disputes(
    call: ShopifyCall,
    first: int | None = None,
    after: str | None = None,
    query: str | None = None,
    reverse: bool = False,
) -> Node:
    """ShopifyPaymentsDisputeConnection."""
    found = []
    for case in call.books.cases(call.shop, "inquiry", call.now):
        values: dict[str, str | datetime] = {
            "initiated_at": case.opened,
            "status": call.books.dispute_of(case).status,
            "id": case.id,
        }
        if fits(query, values):
            at = (case.opened.isoformat(), case.id)
            found.append(Row(at, partial(dispute_node, call, case)))
    return paged(found, first, after, reverse=reverse)


def dispute_node(call: ShopifyCall, case: Case | None) -> Node | None:
    """ShopifyPaymentsDispute."""
    if case is None:
        return None
    deed = call.books.dispute_of(case)
    return {
        "id": gid("ShopifyPaymentsDispute", case.id),
        "status": deed.status,
        "type": "CHARGEBACK",
        "amount": money(case.order.total, case.order.currency),
        "initiatedAt": when(case.opened),
        "evidenceDueBy": when(case.due),
        "evidenceSentOn": when(deed.sent),
        "finalizedOn": None,
        "reasonDetails": {"reason": "PRODUCT_NOT_RECEIVED", "networkReasonCode": "13.1"},
        "order": lambda _: order_node(call, case.order),
        "disputeEvidence": evidence_node(call, case),
    }


def evidence_node(call: ShopifyCall, case: Case) -> Node:
    """ShopifyPaymentsDisputeEvidence."""
    deed = call.books.dispute_of(case)
    return {
        "id": gid("ShopifyPaymentsDisputeEvidence", f"9{case.id}"),
        "submitted": deed.sent is not None,
        "uncategorizedText": deed.words or None,
    }


def job(call: ShopifyCall, key: str) -> dict[str, Any] | None:
    """Job."""
    mine = (deeds.cancellation for deeds in call.books.deeds.values())
    found = next((one for one in mine if one and gid("Job", one.job) == key), None)
    return {"id": key, "done": found.done <= call.now} if found else None
