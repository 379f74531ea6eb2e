"""Shopee's returns: what a buyer wants back, offers to and fro, and the dispute that stands for a plain no."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from app.simulator.shopee_send import kept, uploaded
from app.simulator.shopee_words import Call, fault, good, item_number, major, unix, wrong
from app.simulator.trade import Case, Refund
from app.simulator.wire import Json, Response

SPACE = " "
"""what the calls about one return write where others write nothing"""
PAGE_MAX, EVIDENCE_MAX = 100, 10 * 1024 * 1024
OPEN = ("REQUESTED", "PROCESSING", "ACCEPTED")
REASONS = (
    ("50", "Photo(s) of unboxing the returned parcel", True),
    ("44", "Tell why the claim is wrong", False),
)
SOLUTIONS = ("RETURN_REFUND", "REFUND")


def state(case: Case) -> str:
    """ReturnStatus."""
    return "REQUESTED" if case.state == "RETURN_REQUESTED" else case.state


def of_shop(call: Call) -> list[Case]:
    """The shop's returns by now, newest change first."""
    cases = [
        case
        for case in call.world.cases.values()
        if case.kind == "return" and case.order.shop is call.shop and case.opened <= call.now
    ]
    return sorted(cases, key=lambda case: (case.changed or case.opened, case.id), reverse=True)


def row(case: Case) -> dict[str, Json]:
    """A return as the list shows it: its solution is a number here."""
    order = case.order
    amount = major(order.total, order.currency)
    line = order.lines[0]
    items: list[Json] = [
        {
            "model_id": 0, "name": line.product.title("en"), "images": [], "amount": line.quantity,
            "item_price": major(line.price, order.currency), "item_id": item_number(line.product.item_id),
            "item_sku": line.product.sku, "variation_sku": "",
        }
    ]  # fmt: skip
    return {
        "image": [], "reason": "PHYSICAL_DMG", "text_reason": case.comment, "return_sn": case.id,
        "refund_amount": amount, "currency": order.currency, "create_time": unix(case.opened),
        "update_time": unix(case.changed or case.opened), "status": state(case), "due_date": unix(case.due),
        "tracking_number": "", "needs_logistics": True, "amount_before_discount": amount,
        "user": {"username": order.customer.handle, "email": "***@shopee.com", "portrait": ""},
        "item": items, "order_sn": order.id, "return_ship_due_date": unix(case.due + timedelta(days=5)),
        "return_seller_due_date": unix(case.due + timedelta(days=10)), "negotiation_status": "PENDING_RESPOND",
        "seller_proof_status": "NOT_NEEDED", "seller_compensation_status": "NOT_REQUIRED",
        "return_refund_type": "RRAOC", "return_solution": 0, "return_refund_request_type": 0,
        "validation_type": "seller_validation",
    }  # fmt: skip


def listed(call: Call) -> Response:
    """GET get_return_list: pages from 0; success is written "-" here."""
    number, size = call.whole("page_no", -1), call.whole("page_size", -1)
    if number < 0 or not 1 <= size <= PAGE_MAX:
        return wrong(call, "page_no or page_size is invalid")
    found = []
    for case in of_shop(call):
        moments = {"create_time": unix(case.opened), "update_time": unix(case.changed or case.opened)}
        inside = all(
            call.whole(f"{name}_from", 0) <= at <= call.whole(f"{name}_to", 2**40)
            for name, at in moments.items()
        )
        if inside and call.one("status") in ("", state(case)):
            found.append(case)
    page = found[number * size : (number + 1) * size]
    rows: list[Json] = [row(case) | negotiated(call, case) for case in page]
    return good(call, {"more": (number + 1) * size < len(found), "return": rows}, word="-")


def negotiated(call: Call, case: Case) -> dict[str, Json]:
    """What was offered, and whether it was disputed."""
    offered, disputed = call.deeds.offers.get(case.id), call.deeds.disputes.get(case.id)
    found: dict[str, Json] = {}
    if offered:
        found["negotiation_status"] = offered["negotiation_status"]
    if disputed:
        found |= {"dispute_reason": [disputed["reason"]], "dispute_text_reason": [disputed["text"]]}
    return found


def find(call: Call, number: str) -> Case | None:
    """One of the shop's returns."""
    return next((case for case in of_shop(call) if case.id == number), None)


def missing(call: Call) -> Response:
    """No such return."""
    return fault(call.request, "error_data", "The return you queried doesn't exist")


def detail(call: Call) -> Response:
    """GET get_return_detail."""
    case = find(call, call.one("return_sn"))
    if case is None:
        return missing(call)
    plain: dict[str, Json] = {
        "negotiation_status": "PENDING_RESPOND", "latest_solution": "RETURN_REFUND",
        "latest_offer_amount": major(case.order.total, case.order.currency),
        "latest_offer_creator": case.order.customer.handle, "counter_limit": 1, "offer_due_date": unix(case.due),
    }  # fmt: skip
    more: dict[str, Json] = {
        "negotiation": {**plain, **call.deeds.offers.get(case.id, {})},
        "seller_proof": {"seller_proof_status": "NOT_NEEDED", "seller_evidence_deadline": unix(case.due)},
    }
    whole = {
        name: value for name, value in row(case).items() if not name.endswith("_status") or name == "status"
    }
    told = {name: value for name, value in negotiated(call, case).items() if name != "negotiation_status"}
    return good(call, whole | told | more, word="-")


def solutions(call: Call) -> Response:
    """GET get_available_solutions."""
    case = find(call, call.one("return_sn"))
    if case is None:
        return missing(call)
    most = major(case.order.total, case.order.currency)
    each: dict[str, Json] = {
        "eligibility": True, "refund_amount_adjustable": True, "max_refund_amount": most, "min_refund_amount": 1.0,
    }  # fmt: skip
    body: Json = {"return_sn": case.id, "offer_return_refund": each, "offer_refund": dict(each)}
    return good(call, body, word=SPACE)


def reasons(call: Call) -> Response:
    """GET get_return_dispute_reason."""
    if find(call, call.one("return_sn")) is None:
        sentence = "The return_sn you requested was not queried, please check it"
        return fault(call.request, "dispute.request.param.error", sentence)
    rows: list[Json] = [
        {
            "dispute_reason": key, "dispute_requirement": words, "sample_evidence": [],
            "evidence_module_list": [{"module_index": 1, "requirement": words, "is_required": must}],
        }
        for key, words, must in REASONS
    ]  # fmt: skip
    return good(call, {"dispute_reason_list": rows})


# --- deeds


def settle(call: Call, case: Case, outcome: str) -> None:
    """A return's state changes."""
    case.state, case.changed = outcome, call.now
    call.deeds.touched[case.order.id] = call.now


def pay_back(call: Call, case: Case, minor: int) -> None:
    """The buyer gets money, once."""
    refund = Refund(f"R{case.id}", call.now, minor, case.reason)
    if not any(one.id == refund.id for one in case.order.refunds):
        case.order.refunds.append(refund)


def acting(call: Call) -> Case | Response:
    """The return an act is about, as long as it can be acted on."""
    case = find(call, str(call.body().get("return_sn", "")))
    if case is None:
        return missing(call)
    if state(case) != "REQUESTED":
        return fault(call.request, "error_return_status", "The return status cannot support this action.")
    return case


def confirm(call: Call) -> Response:
    """POST confirm: the whole money, and nothing comes back."""
    case = acting(call)
    if isinstance(case, Response):
        return case
    settle(call, case, "ACCEPTED")
    pay_back(call, case, case.order.total)
    return good(call, {"return_sn": case.id}, word=SPACE)


def offer(call: Call) -> Response:
    """POST offer."""
    case, body = acting(call), call.body()
    if isinstance(case, Response):
        return case
    if call.deeds.offers.get(case.id, {}).get("negotiation_status") == "PENDING_BUYER_RESPOND":
        sentence = "The negotiation status cannot support this action."
        return fault(call.request, "error_negotiation_status", sentence)
    most = major(case.order.total, case.order.currency)
    amount = body.get("proposed_adjusted_refund_amount", most)
    if (
        body.get("proposed_solution") not in SOLUTIONS
        or not isinstance(amount, int | float)
        or not 0 < amount <= most
    ):
        return wrong(call, "proposed_solution or proposed_adjusted_refund_amount is invalid")
    call.deeds.offers[case.id] = {
        "negotiation_status": "PENDING_BUYER_RESPOND", "latest_solution": body.get("proposed_solution"),
        "latest_offer_amount": float(amount), "latest_offer_creator": call.shop.store,
    }  # fmt: skip
    case.changed = call.now
    return good(call, {"return_sn": case.id}, word=SPACE)


def accept_offer(call: Call) -> Response:
    """POST accept_offer: what the buyer proposed."""
    case = acting(call)
    if isinstance(case, Response):
        return case
    stands = call.deeds.offers.get(case.id)
    if stands is None:
        sentence = "cannot accept refund offer because there is no proposal from buyer"
        return fault(call.request, "error_no_buyer_offer", sentence)
    if stands["latest_offer_creator"] == call.shop.store:
        return fault(call.request, "err_data", "Cannot accept your own offer.")
    settle(call, case, "ACCEPTED")
    pay_back(call, case, round(cast(float, stands["latest_offer_amount"]) * 100))
    return good(call, {"return_sn": case.id}, word=SPACE)


def buyer_offers(call_deeds: dict[str, dict[str, Json]], case: Case, amount: float) -> None:
    """A buyer proposes less than the whole."""
    call_deeds[case.id] = {
        "negotiation_status": "PENDING_RESPOND", "latest_solution": "REFUND", "latest_offer_amount": amount,
        "latest_offer_creator": case.order.customer.handle,
    }  # fmt: skip


def dispute(call: Call) -> Response:
    """POST dispute: the platform shall decide; some reasons want a picture."""
    body = call.body()
    case = find(call, str(body.get("return_sn", "")))
    if case is None:
        return missing(call)
    if state(case) not in OPEN:
        sentence = "Return status does not allow initiating a dispute case（From dispute side）"
        return fault(call.request, "returnsn.illegal", sentence)
    reason = next((one for one in REASONS if one[0] == str(body.get("dispute_reason_id", ""))), None)
    if reason is None or not isinstance(body.get("email"), str) or "@" not in str(body["email"]):
        return fault(call.request, "dispute.request.param.error", "dispute.request.param.error")
    if reason[2] and not proven(call, body.get("image_list")):
        return fault(call.request, "dispute.request.param.error", "The required evidence is missing")
    call.deeds.disputes[case.id] = {"reason": reason[0], "text": str(body.get("dispute_text_reason", ""))}
    settle(call, case, "JUDGING")
    return good(call, {"return_sn": case.id, "msg": "dispute return success"}, word=SPACE)


def proven(call: Call, modules: Json) -> bool:
    """Whether pictures came along that were laid up here."""
    first = modules[0] if isinstance(modules, list) and modules else {}
    urls = first.get("image_url") if isinstance(first, dict) else None
    known = call.deeds.files
    return isinstance(urls, list) and bool(urls) and all(str(url).rsplit("/", 1)[-1] in known for url in urls)


def convert_image(call: Call) -> Response:
    """POST convert_image."""
    data = uploaded(call, "upload_image")
    file = kept(call, data) if len(data) <= EVIDENCE_MAX and not data.startswith(b"GIF8") else None
    if file is None:
        return fault(call.request, "format.unsupport", "The Image Format Not Support")
    url = f"{call.media}/media/a/{file.sha256}"
    return good(call, {"url": url, "thumbnail": url}, word=SPACE)
