"""What a decision about an order becomes on TikTok: a path, a body, and the key by which it counts once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.connectors.aftersales import Act, ActLine, Parcel, Verb
from app.connectors.contract import Rejected
from app.connectors.reading import in_units
from app.connectors.tiktok.hosts import CANCELLATIONS, RETURNS
from app.domain.values import Money

PACKAGES = "/fulfillment/202309/packages"
SHIPMENTS = "/fulfillment/202309/orders"
APPROVALS = {
    Verb.ACCEPT_RETURN: ("APPROVE_RETURN", "APPROVE_REPLACEMENT", "ISSUE_REPLACEMENT_REFUND"),
    Verb.CONFIRM_RECEIPT: ("APPROVE_RECEIVED_PACKAGE",),
    Verb.REFUND_RETURN: ("APPROVE_REFUND",),
    Verb.OFFER: ("OFFER_PARTIAL_REFUND",),
}
"""decisions that a verb may mean, the usual one first; `Act.choice` names another"""
REFUSALS = ("REJECT_RETURN", "REJECT_REFUND", "REJECT_RECEIVED_PACKAGE", "REJECT_REPLACEMENT")
HANDOVERS = ("DROP_OFF", "PICKUP")
"""how a parcel that TikTok carries is handed over"""


@dataclass(frozen=True, slots=True)
class Deed:
    """One post. `key` makes a second one the same as the first, where TikTok offers that."""

    path: str
    body: Mapping[str, object]
    key: str = ""
    names_itself: bool = False
    """a yes says the number of what was made"""

    def query(self) -> tuple[tuple[str, str], ...]:
        """What goes into the address."""
        return (("idempotency_key", self.key),) if self.key else ()


def number_of(act: Act) -> str:
    """The case's own number, without our prefix. Raises Rejected where there is none."""
    number = act.case_key.rpartition(":")[2]
    if not number.isdigit():
        raise Rejected("tiktok_case_unknown")
    return number


def key_of(act: Act) -> str:
    """One key for one decision: the second attempt carries the same one."""
    return str(UUID(hex=act.key))


def decision_of(act: Act) -> str:
    """The decision in TikTok's words. Raises Rejected for a choice that the verb does not have."""
    offered = REFUSALS if act.verb is Verb.REFUSE_RETURN else APPROVALS[act.verb]
    if act.choice and act.choice not in offered:
        raise Rejected("tiktok_choice_unknown")
    return act.choice or offered[0]


def approve_return(act: Act, provider: str) -> Deed:
    """Yes to a return or refund, or a part of the money offered."""
    body: dict[str, object] = {"decision": decision_of(act)}
    if act.verb is Verb.OFFER:
        if act.amount is None or act.amount.minor <= 0:
            raise Rejected("tiktok_amount_missing")
        body["partial_refund"] = {"currency": act.amount.currency, "amount": spelled(act.amount)}
    return Deed(f"{RETURNS}/{number_of(act)}/approve", body, key_of(act))


def refuse_return(act: Act, provider: str) -> Deed:
    """No to a return, with one of TikTok's reasons."""
    body = {"decision": decision_of(act), **reasoned(act)}
    return Deed(f"{RETURNS}/{number_of(act)}/reject", body, key_of(act))


def approve_cancellation(act: Act, provider: str) -> Deed:
    """Yes to the customer's wish."""
    return Deed(f"{CANCELLATIONS}/{number_of(act)}/approve", {}, key_of(act))


def refuse_cancellation(act: Act, provider: str) -> Deed:
    """No to the customer's wish."""
    return Deed(f"{CANCELLATIONS}/{number_of(act)}/reject", reasoned(act), key_of(act))


def reasoned(act: Act) -> dict[str, object]:
    """Why. Evidence would need the right to products, which this program does not ask for."""
    if act.files:
        raise Rejected("tiktok_no_evidence")
    if not act.reason:
        raise Rejected("tiktok_reason_missing")
    return {"reject_reason": act.reason, **({"comment": act.comment} if act.comment else {})}


def cancel(act: Act, provider: str) -> Deed:
    """We cancel an order or some of its pieces. TikTok has no key for this: an unknown outcome is looked for."""
    if not act.reason:
        raise Rejected("tiktok_reason_missing")
    body: dict[str, object] = {"order_id": act.order_key, "cancel_reason": act.reason}
    if act.lines:
        body["order_line_item_ids"] = pieces(act.lines)
    return Deed(CANCELLATIONS, body, names_itself=True)


def pieces(lines: tuple[ActLine, ...]) -> list[str]:
    """The pieces of some lines: a line's key lists those it stands for."""
    return [piece for line in lines for piece in line.line_key.split(",")[: max(line.quantity, 0)]]


def parcel_in(act: Act) -> Parcel:
    """The parcel of an act about one."""
    if act.parcel is None:
        raise Rejected("tiktok_parcel_missing")
    return act.parcel


def ship(act: Act, provider: str) -> Deed:
    """A parcel leaves: one of TikTok's own packages, or pieces of an order in a parcel of ours."""
    parcel = parcel_in(act)
    if parcel.key and not parcel.tracking:
        handover = act.choice if act.choice in HANDOVERS else HANDOVERS[0]
        return Deed(f"{PACKAGES}/{parcel.key}/ship", {"handover_method": handover})
    carried = tracking(parcel, provider)
    if parcel.key:
        return Deed(f"{PACKAGES}/{parcel.key}/ship", {"self_shipment": carried})
    some = {"order_line_item_ids": pieces(act.lines)} if act.lines else {}
    return Deed(f"{SHIPMENTS}/{act.order_key}/packages", {**some, **carried}, names_itself=True)


def correct_tracking(act: Act, provider: str) -> Deed:
    """Another number for a parcel that left."""
    parcel = parcel_in(act)
    start = f"{PACKAGES}/{parcel.key}" if parcel.key else f"{SHIPMENTS}/{act.order_key}"
    return Deed(f"{start}/shipping_info/update", tracking(parcel, provider))


def tracking(parcel: Parcel, provider: str) -> dict[str, object]:
    """Number and carrier, which TikTok knows by a number of its own."""
    if not parcel.tracking.strip() or not provider:
        raise Rejected("tiktok_carrier_unknown" if parcel.tracking.strip() else "tiktok_parcel_missing")
    return {"tracking_number": parcel.tracking.strip(), "shipping_provider_id": provider}


def spelled(amount: Money) -> str:
    """An amount in the currency's large unit; no fraction where there is none."""
    exact = in_units(amount)
    return str(exact.to_integral_value()) if exact == exact.to_integral_value() else str(exact)


DEEDS: dict[Verb, Callable[[Act, str], Deed]] = {
    Verb.ACCEPT_RETURN: approve_return,
    Verb.CONFIRM_RECEIPT: approve_return,
    Verb.REFUND_RETURN: approve_return,
    Verb.OFFER: approve_return,
    Verb.REFUSE_RETURN: refuse_return,
    Verb.ACCEPT_CANCELLATION: approve_cancellation,
    Verb.REFUSE_CANCELLATION: refuse_cancellation,
    Verb.CANCEL: cancel,
    Verb.SHIP: ship,
    Verb.CORRECT_TRACKING: correct_tracking,
}
"""how each verb is done; the second argument is the carrier's number, for parcels"""
