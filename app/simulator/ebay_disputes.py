"""Fulfillment API v1 (sell_fulfillment_v1): payment disputes, and the evidence a seller contests them with."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from app.simulator.ebay_book import Dispute, Evidence
from app.simulator.ebay_filters import DOMAIN, bad
from app.simulator.ebay_orders import money
from app.simulator.ebay_words import EbayCall, fault, paged, uploaded, whole
from app.simulator.stamps import millis, parse_utc
from app.simulator.wire import Json, Response, answer, empty

NINETY_DAYS = timedelta(days=90)
KINDS = (
    "PROOF_OF_DELIVERY",
    "PROOF_OF_AUTHENTICITY",
    "PROOF_OF_ITEM_AS_DESCRIBED",
    "PROOF_OF_CREDIT_NOT_DUE",
)
FILE_MAX = 1_500_000
STATES = ("OPEN", "ACTION_NEEDED", "CLOSED")
NOT_AS_DESCRIBED = "SIGNIFICANTLY_NOT_AS_DESCRIBED"


def summary(call: EbayCall, one: Dispute) -> dict[str, Json]:
    """PaymentDisputeSummary."""
    status = one.status(call.now)
    return {
        "paymentDisputeId": one.id,
        "paymentDisputeStatus": status,
        "orderId": one.order.id,
        "reason": one.reason,
        "amount": money(one.order.total, one.order.currency),
        "buyerUsername": one.order.customer.handle,
        "openDate": millis(one.opened),
        **({"respondByDate": millis(one.due)} if status == "ACTION_NEEDED" else {}),
    }


def lines(one: Dispute) -> list[Json]:
    """OrderLineItems."""
    return [{"itemId": line.product.item_id, "lineItemId": line.id} for line in one.order.lines]


def wanted(one: Dispute) -> str:
    """What evidence eBay asks for."""
    return "PROOF_OF_DELIVERY" if one.reason == "ITEM_NOT_RECEIVED" else "PROOF_OF_ITEM_AS_DESCRIBED"


def described(call: EbayCall, one: Dispute) -> dict[str, Json]:
    """PaymentDispute."""
    value: dict[str, Json] = {**summary(call, one), "revision": one.revision, "lineItems": lines(one)}
    if one.response:
        value["sellerResponse"] = one.response
    else:
        value["availableChoices"] = ["SELLER_ACCEPT", "SELLER_CONTEST"]
        value["evidenceRequests"] = [
            {"evidenceType": wanted(one), "lineItems": lines(one), "respondByDate": millis(one.due)}
        ]
    if one.note:
        value["note"] = one.note
    if one.address:
        value["returnAddress"] = {
            "fullName": "Northshore Home",
            "addressLine1": "1 Quay Street",
            "country": "GB",
        }
    value["evidence"] = [evidence(one, held) for held in one.evidence]
    return value


def evidence(one: Dispute, held: Evidence) -> dict[str, Json]:
    """DisputeEvidence."""
    files: list[Json] = [
        {"fileId": number, "name": one.files[number][0], "fileType": one.files[number][1],
         "uploadedDate": millis(one.files[number][3])}
        for number in held.files
    ]  # fmt: skip
    return {
        "evidenceId": held.id,
        "evidenceType": held.kind,
        "files": files,
        "lineItems": lines(one),
        "providedDate": millis(held.at),
    }


def summaries(call: EbayCall) -> Response:
    """GET /payment_dispute_summary."""
    ask = call.request.one
    limit, offset = whole(ask("limit"), 200), whole(ask("offset"), 0)
    start = parse_utc(ask("open_date_from") or "") or call.now - NINETY_DAYS
    end = parse_utc(ask("open_date_to") or "") or call.now
    status = ask("payment_dispute_status")
    if limit is None or not 1 <= limit <= 200 or offset is None or status not in (None, *STATES):
        return bad(33001, "Invalid input request")
    if start > end or end - start > NINETY_DAYS:
        return bad(33001, "Invalid input request")
    orders = call.world.orders_of([call.shop])
    found = [
        one
        for one in call.book.disputes_of(orders, call.now)
        if start <= one.opened <= end
        and status in (None, one.status(call.now))
        and ask("order_id") in (None, one.order.id)
        and (ask("buyer_username") or one.order.customer.handle).lower() == one.order.customer.handle.lower()
    ]
    page: list[Json] = [summary(call, one) for one in found[offset : offset + limit]]
    return answer({**paged(call, limit, offset, len(found)), "paymentDisputeSummaries": page})


def _one(call: EbayCall, number: str) -> Dispute | None:
    orders = call.world.orders_of([call.shop])
    return next((one for one in call.book.disputes_of(orders, call.now) if one.id == number), None)


def unknown() -> Response:
    """404."""
    return fault(33001, "Invalid Payment Dispute Id", DOMAIN, status=404)


def conflict(number: int, sentence: str) -> Response:
    """409."""
    return fault(number, sentence, DOMAIN, status=409)


def dispute(call: EbayCall, number: str) -> Response:
    """GET /payment_dispute/{payment_dispute_id}."""
    one = _one(call, number)
    return unknown() if one is None else answer(described(call, one))


def _answered(call: EbayCall, number: str) -> tuple[Dispute, dict[str, Json]] | Response:
    """The dispute and what was posted, where an answer is still open."""
    one, body = _one(call, number), call.request.json()
    if one is None:
        return unknown()
    if body is None or not isinstance(body.get("revision"), int):
        return bad(33100, "Invalid input request")
    if body["revision"] != one.revision:
        return conflict(33011, "There was a change in payment dispute attributes.")
    if one.status(call.now) != "ACTION_NEEDED":
        return conflict(33101, "Invalid payment dispute state")
    return one, body


def accept(call: EbayCall, number: str) -> Response:
    """POST …/accept: 204."""
    found = _answered(call, number)
    if isinstance(found, Response):
        return found
    one, body = found
    one.response = "SELLER_ACCEPT_WITH_RETURN" if body.get("returnAddress") else "SELLER_ACCEPT"
    one.revision += 1
    return empty(204)


def contest(call: EbayCall, number: str) -> Response:
    """POST …/contest: 204, with evidence laid up before."""
    found = _answered(call, number)
    if isinstance(found, Response):
        return found
    one, body = found
    if len(str(body.get("note") or "")) > 1000:
        return bad(33100, "Invalid input request")
    if one.reason == NOT_AS_DESCRIBED and not body.get("returnAddress"):
        return bad(33100, "Invalid input request")
    if not one.evidence:
        return conflict(33102, "No evidence available for contest")
    one.response, one.note = "SELLER_CONTEST", str(body.get("note") or "")
    one.revision += 1
    return empty(204)


# --- evidence ---


def upload(call: EbayCall, number: str) -> Response:
    """POST …/upload_evidence_file: one picture under the name `file`."""
    one = _one(call, number)
    if one is None:
        return unknown()
    if one.response:
        return conflict(33004, "Upload file for evidence is not permitted for given payment dispute state.")
    found = uploaded(call.request, "file")
    if found is None or not found.data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return bad(33005, "File type is invalid.")
    if len(found.data) > FILE_MAX:
        return bad(33006, "File size should be 1.5 MB or less.")
    if not 0 < len(found.name) <= 255:
        return bad(33106, "The file name should not be empty and should not exceed 255 characters.")
    file = str(Random(f"file/{one.id}/{len(one.files)}").randrange(10**10, 10**11))
    kind = found.kind.rpartition("/")[2].upper()
    one.files[file] = (found.name, kind, len(found.data), call.now)
    return answer({"fileId": file})


def add_evidence(call: EbayCall, number: str) -> Response:
    """POST …/add_evidence: a set of files that were uploaded before."""
    one, body = _one(call, number), call.request.json()
    if one is None:
        return unknown()
    if one.response:
        return conflict(33004, "Upload file for evidence is not permitted for given payment dispute state.")
    rows = body.get("files") if body else None
    named = (
        [str(row.get("fileId")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
    if body is None or body.get("evidenceType") not in KINDS:
        return bad(33008, "Invalid evidence type.")
    if not named or not set(named) <= set(one.files):
        return bad(33003, "Invalid Evidence File Id")
    if body.get("lineItems") != lines(one):
        return bad(33007, "Invalid line items.")
    if sum(one.files[file][2] for file in named) > FILE_MAX:
        return bad(33104, "The combined size of attached files should be 1.5MB or less.")
    held = Evidence(f"{one.id}{len(one.evidence)}", str(body["evidenceType"]), named, call.now)
    one.evidence.append(held)
    one.revision += 1
    return answer({"evidenceId": held.id})
