"""The Admin API, acting on what customers opened: returns and payment disputes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.simulator.shopify_acts import error, failed, minor_of
from app.simulator.shopify_reading import evidence_node, find_case, return_node
from app.simulator.shopify_store import gid
from app.simulator.shopify_suggest import left_of, payment
from app.simulator.shopify_words import Node, ShopifyCall, given
from app.simulator.trade import Case

Input = Mapping[str, Any]


def no(sentence: str, code: str) -> Node:
    """A return that stays as it is."""
    return failed("return", error(sentence, "input", code=code))


def found(call: ShopifyCall, key: object) -> Case | None:
    """A return by its id."""
    return find_case(call, "return", "Return", str(key))


def answered(call: ShopifyCall, case: Case) -> Node:
    """The return as it now stands."""
    call.books.of(case.order).changed.append(call.now)
    return {"return": return_node(call, case), "userErrors": []}


def approve(call: ShopifyCall, input: Input) -> Node:  # noqa: A002  # the documents' own spelling
    """returnApproveRequest."""
    case = found(call, input["id"])
    if case is None:
        return no("Return does not exist.", "NOT_FOUND")
    deed = call.books.return_of(case)
    if deed.status != "REQUESTED":
        return no("Return is not in a requested state.", "INVALID_STATE")
    deed.status = "OPEN"
    return answered(call, case)


def decline(call: ShopifyCall, input: Input) -> Node:  # noqa: A002
    """returnDeclineRequest."""
    case = found(call, input["id"])
    if case is None:
        return no("Return does not exist.", "NOT_FOUND")
    deed = call.books.return_of(case)
    if deed.status != "REQUESTED":
        return no("Return is not in a requested state.", "INVALID_STATE")
    deed.status, deed.reason = "DECLINED", str(input["declineReason"])
    deed.note = str(input.get("declineNote") or "")
    return answered(call, case)


def process(call: ShopifyCall, input: Input) -> Node:  # noqa: A002
    """returnProcess: takes lines in, and pays back where it is told to."""
    case = found(call, input["returnId"])
    if case is None:
        return no("Return does not exist.", "NOT_FOUND")
    deed, order = call.books.return_of(case), case.order
    line = order.lines[0]
    if deed.status not in ("OPEN", "CLOSED"):
        return no("Return is not in an open state.", "INVALID_STATE")
    rows = input.get("returnLineItems") or []
    if any(row["id"] != gid("ReturnLineItem", f"7{case.id}") for row in rows):
        return no("Return line item does not exist.", "NOT_FOUND")
    pieces = sum(int(row["quantity"]) for row in rows)
    if pieces < 0 or pieces > line.quantity - deed.processed:
        return no("Quantity is greater than the processable quantity.", "INVALID")
    payments = given(input, "financialTransfer", "issueRefund", "orderTransactions") or []
    minor = sum(minor_of(row["transactionAmount"]["amount"]) for row in payments)
    if any(row["parentId"] != payment(order) for row in payments) or minor > left_of(call, order):
        return no("Refund amount is greater than the maximum refundable.", "INVALID")
    deed.processed += pieces
    if minor:
        made = call.books.give_back(order, minor, str(input.get("note") or ""), call.now)
        deed.refunds.append(made.id)
        deed.refunded = line.quantity
        refunded = call.books.of(order).refunded
        refunded[line.id] = min(refunded.get(line.id, 0) + line.quantity, line.quantity)
    if deed.processed >= line.quantity:
        deed.status = "CLOSED"
    return answered(call, case)


def evidence(call: ShopifyCall, id: str, input: Input) -> Node:  # noqa: A002
    """disputeEvidenceUpdate. Handed in once, it cannot be changed."""
    cases = call.books.cases(call.shop, "inquiry", call.now)
    case = next((c for c in cases if gid("ShopifyPaymentsDisputeEvidence", f"9{c.id}") == id), None)
    if case is None:
        row = error("Dispute evidence does not exist.", "id", code="DISPUTE_EVIDENCE_NOT_FOUND")
        return failed("disputeEvidence", row)
    deed = call.books.dispute_of(case)
    if deed.sent is not None:
        row = error("Evidence was already accepted.", "id", code="EVIDENCE_ALREADY_ACCEPTED")
        return failed("disputeEvidence", row)
    if call.now > case.due:
        row = error("The evidence is past its due date.", "id", code="EVIDENCE_PAST_DUE_DATE")
        return failed("disputeEvidence", row)
    deed.words = str(input.get("uncategorizedText") or deed.words)
    if input.get("submitEvidence"):
        deed.sent, deed.status = call.now, "UNDER_REVIEW"
    call.books.of(case.order).changed.append(call.now)
    return {"disputeEvidence": evidence_node(call, case), "userErrors": []}
