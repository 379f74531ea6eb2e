"""Which call carries out a decision about a Lazada order, and what it must carry."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.connectors.aftersales import Act, Verb
from app.connectors.lazada.cases import CASE
from app.connectors.lazada.orders import JOINT

CANCEL_DECIDE = "/order/reverse/cancel/seller/decide"
CANCEL = "/order/reverse/cancel/create"
CANCEL_REASONS = "/order/reverse/cancel/validate"
REFUND_DECIDE = "/order/reverse/onlyrefund/seller/decide"
RETURN_UPDATE = "/order/reverse/return/update"
DETAIL = "/order/reverse/return/detail/list"
REASONS = "/order/reverse/reason/list"
PACK, READY = "/order/fulfill/pack", "/order/package/rts"
PROVIDERS = "/order/shipment/providers/get"

RETURN_ACTIONS = {
    Verb.ACCEPT_RETURN: "agreeReturn",
    Verb.REFUSE_RETURN: "refuseReturn",
    Verb.CONFIRM_RECEIPT: "confirmDelivery",
    Verb.REFUND_RETURN: "agreeRefund",
    Verb.REFUND: "instantRefund",
    Verb.DISPUTE: "refuseRefund",
}
"""for goods that come back"""
REFUND_ACTIONS = {Verb.REFUND: "agreeRefund", Verb.DISPUTE: "startDispute"}
"""for money without goods"""
VERBS = frozenset(
    {
        *RETURN_ACTIONS,
        Verb.ACCEPT_CANCELLATION,
        Verb.REFUSE_CANCELLATION,
        Verb.CANCEL,
        Verb.ACKNOWLEDGE,
        Verb.SHIP,
    }
)
"""ACKNOWLEDGE packs: Lazada then makes the parcel and its number. SHIP says that the parcel is ready to be fetched."""
NEEDS_WORDS = frozenset({"refuseReturn", "refuseRefund", "startDispute"})
NEEDS_REASON = frozenset({"refuseReturn", "refuseRefund"})
NEEDS_PICTURE = frozenset({"refuseRefund", "startDispute"})


@dataclass(frozen=True, slots=True)
class Decision:
    """One call."""

    path: str
    parameters: Mapping[str, str]
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Case:
    """A reverse order as it stands."""

    number: str
    kind: str
    """CANCEL, RETURN or ONLY_REFUND"""
    lines: tuple[str, ...]
    states: frozenset[str]


def case_number(act: Act) -> str:
    """Lazada's number of a case."""
    return act.case_key.removeprefix(CASE)


def pieces(act: Act) -> tuple[str, ...]:
    """The order items an act is about: so many of each line as it wants."""
    return tuple(
        number
        for line in act.lines
        for number in line.line_key.split(JOINT)[: max(line.quantity, 1)]
        if number
    )


def numbers(values: tuple[str, ...]) -> str:
    """A list as Lazada takes it in a parameter."""
    return json.dumps([int(one) for one in values if one.isdigit()])


def objection(act: Act, case: Case | None) -> str:
    """What is missing in an act; '' where it can leave."""
    if act.verb is Verb.SHIP:
        return "" if act.parcel is not None and act.parcel.key else "lazada_package_unknown"
    if act.verb in (Verb.CANCEL, Verb.ACKNOWLEDGE):
        missing = act.verb is Verb.CANCEL and not act.reason
        return "lazada_reason_missing" if missing else "" if pieces(act) else "lazada_items_unknown"
    if case is None:
        return "lazada_case_unknown"
    action = action_of(act, case)
    if not action:
        return "lazada_not_for_this_case"
    if action in NEEDS_REASON and not act.reason:
        return "lazada_reason_missing"
    if action in NEEDS_WORDS and not act.comment.strip():
        return "lazada_comment_missing"
    return "lazada_picture_missing" if action in NEEDS_PICTURE and not act.files else ""


def action_of(act: Act, case: Case) -> str:
    """Lazada's word for a verb, which depends on what the customer wants; '' where it has none."""
    if case.kind == "CANCEL":
        return {Verb.ACCEPT_CANCELLATION: "true", Verb.REFUSE_CANCELLATION: "false"}.get(act.verb, "")
    table = REFUND_ACTIONS if case.kind == "ONLY_REFUND" else RETURN_ACTIONS
    return table.get(act.verb, "")


def decision_of(act: Act, case: Case | None, pictures: tuple[tuple[str, str], ...]) -> Decision:
    """The call; `pictures` are names and addresses of what was uploaded before."""
    if act.verb is Verb.CANCEL:
        items = numbers(pieces(act))
        wanted = {"order_id": act.order_key, "order_item_id_list": items, "reason_id": act.reason}
        return Decision(CANCEL, wanted)
    if act.verb is Verb.ACKNOWLEDGE:
        return Decision(PACK, {"packReq": json.dumps(_packing(act))}, "POST")
    if act.verb is Verb.SHIP:
        key = act.parcel.key if act.parcel is not None else ""
        return Decision(READY, {"readyToShipReq": json.dumps({"packages": [{"package_id": key}]})}, "POST")
    if case is None:
        raise ValueError("an act about a case without its case")
    action = action_of(act, case)
    if case.kind == "CANCEL":
        about = {"reverse_order_id": case.number, "agree_cancel": action, "reason_code": act.reason}
        return Decision(CANCEL_DECIDE, about)
    about = {
        "action": action,
        "reverse_order_id": case.number,
        "reverse_order_item_ids": numbers(tuple(one.line_key for one in act.lines) or case.lines),
        "comment": act.comment.strip(),
    }
    if case.kind == "ONLY_REFUND":
        shown = [{"file_name": name, "file_url": url} for name, url in pictures]
        return Decision(REFUND_DECIDE, about | {"image_info_list": json.dumps(shown) if shown else ""})
    shown = [{"name": name, "url": url} for name, url in pictures]
    more = {"reason_id": act.reason, "image_info": json.dumps(shown) if shown else ""}
    return Decision(RETURN_UPDATE, about | more)


def _packing(act: Act) -> dict[str, object]:
    """What is packed. `choice` is the way of allocation, and the provider where one must be named: `NTFS FM49`."""
    way, _, provider = (act.choice or "TFS").partition(" ")
    order: dict[str, object] = {
        "order_id": int(act.order_key) if act.order_key.isdigit() else act.order_key,
        "order_item_list": [int(one) for one in pieces(act) if one.isdigit()],
    }
    body: dict[str, object] = {
        "pack_order_list": [order],
        "delivery_type": "dropship",
        "shipping_allocate_type": way,
    }
    return body | ({"shipment_provider_code": provider} if provider else {})
