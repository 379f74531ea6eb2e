"""Which call of eBay's interfaces is answered where, under whose allowance, and what it needs: a right, a signature."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.simulator import (
    ebay_cancel_acts,
    ebay_cases,
    ebay_disputes,
    ebay_inquiry_acts,
    ebay_login,
    ebay_messages,
    ebay_orders,
    ebay_refund,
    ebay_return_acts,
    ebay_send,
    ebay_store,
)
from app.simulator.ebay_login import ROOT
from app.simulator.ebay_words import EbayCall
from app.simulator.wire import Response

Operation = Callable[[EbayCall, dict[str, str]], Response]
MESSAGE = (f"{ROOT}/commerce.message",)
FULFIL = (f"{ROOT}/sell.fulfillment", f"{ROOT}/sell.fulfillment.readonly")
WRITE = (f"{ROOT}/sell.fulfillment",)
MONEY = (f"{ROOT}/sell.finances",)
DISPUTE = (f"{ROOT}/sell.payment.dispute",)
PICTURES = (f"{ROOT}/sell.inventory",)


@dataclass(frozen=True, slots=True)
class Route:
    """One call."""

    method: str
    pattern: re.Pattern[str]
    pool: str
    scopes: tuple[str, ...]
    operation: Operation
    signed: bool = False
    """whether sellers in Europe and Britain must sign it"""


def plain(operation: Callable[[EbayCall], Response]) -> Operation:
    """A call about nothing in particular."""
    return lambda call, found: operation(call)


def about(operation: Callable[[EbayCall, str], Response]) -> Operation:
    """A call about one thing, by its number."""
    return lambda call, found: operation(call, found["id"])


def route(
    method: str, path: str, pool: str, scopes: tuple[str, ...], operation: Operation, *, signed: bool = False
) -> Route:
    """A call by its path, in which `{id}` stands for a number."""
    pattern = re.compile(path.replace("{id}", "(?P<id>[^/]+)") + "/?")
    return Route(method, pattern, pool, scopes, operation, signed)


_M, _F, _P = "/commerce/message/v1", "/sell/fulfillment/v1", "/post-order/v2"
_SHIP, _DISPUTE = f"{_F}/order/{{id}}/shipping_fulfillment", f"{_F}/payment_dispute/{{id}}"
_RETURN, _INQUIRY, _CANCEL = f"{_P}/return/{{id}}", f"{_P}/inquiry/{{id}}", f"{_P}/cancellation/{{id}}"
_CASE, _KEYS = f"{_P}/casemanagement/{{id}}", "/developer/key_management/v1/signing_key"

MESSAGES = (
    route("GET", f"{_M}/conversation", "message", MESSAGE, plain(ebay_messages.conversations)),
    route("GET", f"{_M}/conversation/{{id}}", "message", MESSAGE, about(ebay_messages.messages)),
    route("POST", f"{_M}/send_message", "message", MESSAGE, plain(ebay_send.send_message)),
    route("POST", f"{_M}/update_conversation", "message", MESSAGE, plain(ebay_send.update_conversation)),
    route("POST", f"{_M}/bulk_update_conversation", "message", MESSAGE, plain(ebay_send.bulk_update)),
    route(
        "POST",
        "/commerce/media/v1_beta/image/create_image_from_file",
        "media",
        PICTURES,
        plain(ebay_store.upload_image),
    ),
)
ORDERS = (
    route("GET", f"{_F}/order", "fulfillment", FULFIL, plain(ebay_orders.orders)),
    route("GET", f"{_F}/order/{{id}}", "fulfillment", FULFIL, about(ebay_orders.order)),
    route("GET", _SHIP, "fulfillment", FULFIL, about(ebay_orders.shipments)),
    route("POST", _SHIP, "fulfillment", WRITE, about(ebay_orders.ship)),
    route(
        "POST", f"{_F}/order/{{id}}/issue_refund", "fulfillment", MONEY, about(ebay_refund.issue_refund),
        signed=True,
    ),
    route("GET", f"{_F}/payment_dispute_summary", "fulfillment", DISPUTE, plain(ebay_disputes.summaries)),
    route("GET", _DISPUTE, "fulfillment", DISPUTE, about(ebay_disputes.dispute)),
    route("POST", f"{_DISPUTE}/accept", "fulfillment", DISPUTE, about(ebay_disputes.accept)),
    route("POST", f"{_DISPUTE}/contest", "fulfillment", DISPUTE, about(ebay_disputes.contest)),
    route("POST", f"{_DISPUTE}/upload_evidence_file", "fulfillment", DISPUTE, about(ebay_disputes.upload)),
    route("POST", f"{_DISPUTE}/add_evidence", "fulfillment", DISPUTE, about(ebay_disputes.add_evidence)),
)  # fmt: skip
CASES = (
    route("GET", f"{_P}/return/search", "postorder", WRITE, plain(ebay_cases.returns)),
    route("GET", _RETURN, "postorder", WRITE, about(ebay_cases.one_return)),
    route("POST", f"{_RETURN}/decide", "postorder", WRITE, about(ebay_return_acts.decide), signed=True),
    route("POST", f"{_RETURN}/mark_as_received", "postorder", WRITE, about(ebay_return_acts.received)),
    route(
        "POST",
        f"{_RETURN}/issue_refund",
        "postorder",
        WRITE,
        about(ebay_return_acts.issue_refund),
        signed=True,
    ),
    route("POST", f"{_RETURN}/escalate", "postorder", WRITE, about(ebay_return_acts.escalate)),
    route("GET", f"{_P}/inquiry/search", "postorder", WRITE, plain(ebay_cases.inquiries)),
    route("GET", _INQUIRY, "postorder", WRITE, about(ebay_cases.one_inquiry)),
    route("POST", f"{_INQUIRY}/provide_shipment_info", "postorder", WRITE, about(ebay_inquiry_acts.shipment)),
    route(
        "POST",
        f"{_INQUIRY}/issue_refund",
        "postorder",
        WRITE,
        about(ebay_inquiry_acts.issue_refund),
        signed=True,
    ),
    route("POST", f"{_INQUIRY}/escalate", "postorder", WRITE, about(ebay_inquiry_acts.escalate)),
    route("GET", f"{_P}/cancellation/search", "postorder", WRITE, plain(ebay_cases.cancellations)),
    route("POST", f"{_P}/cancellation", "postorder", WRITE, plain(ebay_cancel_acts.create), signed=True),
    route("GET", _CANCEL, "postorder", WRITE, about(ebay_cases.one_cancellation)),
    route("POST", f"{_CANCEL}/approve", "postorder", WRITE, about(ebay_cancel_acts.approve), signed=True),
    route("POST", f"{_CANCEL}/reject", "postorder", WRITE, about(ebay_cancel_acts.reject)),
    route("GET", f"{_P}/casemanagement/search", "postorder", WRITE, plain(ebay_inquiry_acts.cases)),
    route("GET", _CASE, "postorder", WRITE, about(ebay_inquiry_acts.one_case)),
    route("POST", f"{_CASE}/appeal", "postorder", WRITE, about(ebay_inquiry_acts.appeal)),
)
OTHERS = (
    route(
        "GET",
        "/commerce/identity/v1/user",
        "identity",
        (f"{ROOT}/commerce.identity.readonly",),
        plain(ebay_store.user),
    ),
    route("GET", "/buy/browse/v1/item/get_item_by_legacy_id", "browse", (ROOT,), plain(ebay_store.listing)),
    route(
        "GET", "/developer/analytics/v1_beta/rate_limit", "analytics", (ROOT,), plain(ebay_store.rate_limits)
    ),
    route(
        "GET",
        "/developer/analytics/v1_beta/user_rate_limit",
        "analytics",
        tuple(ebay_login.SCOPES),
        plain(ebay_store.rate_limits),
    ),
    route("POST", _KEYS, "keys", (ROOT,), plain(ebay_store.new_key)),
    route("GET", _KEYS, "keys", (ROOT,), plain(ebay_store.keys)),
    route("GET", f"{_KEYS}/{{id}}", "keys", (ROOT,), about(ebay_store.one_key)),
)
ROUTES = (*MESSAGES, *ORDERS, *CASES, *OTHERS)
