"""A parcel did not arrive: answer with its number, give the money back, or ask eBay. And what is left of a case, which
is what an inquiry or a return becomes when eBay decides: since March 2026 a seller can only appeal there."""

from collections.abc import Mapping
from datetime import datetime

from app.connectors import paging
from app.connectors.aftersales import Act
from app.connectors.contract import Found
from app.connectors.ebay.acting import Plan, Way, call, case_of, done, paid_back, said, verdict
from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.cases import is_open
from app.connectors.ebay.order_acts import plain
from app.connectors.reading import Fields, money, sub, text

KIND, CASE = "inquiry", "case"
REFUND = "refund"
"""`Act.choice` of a person who gives the money back"""
PAYS = frozenset(
    {
        "FULL_REFUND_AGREED",
        "SELLER_ECHECK_FULL_REFUND_INITIATED",
        "VOLUNTARY_REFUND_PAYOUT_PENDING",
        "AUTO_DISPOSE_MONEY_MOVEMENT_PENDING",
    }
)
ESCALATE_REASONS = ("SHIPPED_ITEM", "BUYER_TROUBLE", "TROUBLE_COMMUNICATION", "OTHERS")
APPEALED = frozenset({"SELLER_APPEALED", "BUYER_SELLER_APPEALED", "SELLER_RECOUP_APPEALED"})


def inquiry(api: EbayApi, act: Act) -> Fields:
    """The inquiry in full."""
    return api.get(f"{api.hosts.cases}/{KIND}/{case_of(act, KIND)}", {}, scheme="IAF")


def state_of(seen: Fields) -> str:
    """Where it stands: a status, else the finer state."""
    return text(seen, "status") or text(seen, "state")


def number_told(seen: Fields) -> str:
    """The parcel's number, where we told it."""
    return plain(text(sub(seen, "inquiryHistoryDetails", "shipmentTrackingDetails"), "trackingNumber"))


def answered(act: Act, seen: Fields, since: datetime) -> Found:
    """The number that we told, or the money on its way."""
    if act.choice == REFUND:
        return verdict(yes=text(seen, "state") in PAYS, no=is_open(state_of(seen)))
    told = number_told(seen)
    ours = plain(act.parcel.tracking) if act.parcel else ""
    return verdict(yes=bool(ours) and told == ours, no=bool(seen) and not told)


def answer(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Tracking, or the whole amount back."""
    if not is_open(state_of(seen)):
        return "ebay_case_closed"
    number = case_of(act, KIND)
    url = f"{api.hosts.cases}/{KIND}/{number}"
    if act.choice == REFUND:
        claimed = money(sub(seen, "claimAmount"), "value", "currency")
        if act.amount is not None and act.amount != claimed:
            return "ebay_whole_refund_only"
        return call(f"{url}/issue_refund", dict(said(act)), paid_back(number, "refundResult"), signs=True)
    parcel = act.parcel
    if parcel is None or not plain(parcel.tracking) or not parcel.carrier:
        return "ebay_tracking_or_refund"
    body: Mapping[str, object] = {
        "shippingCarrierName": parcel.carrier,
        "trackingNumber": plain(parcel.tracking),
        "shippingDate": {"value": paging.stamp(parcel.shipped_at)},
        "shippedWithTracking": True,
        **({"sellerComments": {"content": act.comment}} if act.comment else {}),
    }
    return call(f"{url}/provide_shipment_info", body, done(number))


def escalated(act: Act, seen: Fields, since: datetime) -> Found:
    """The inquiry became a case."""
    return verdict(yes=text(seen, "status") == "CLOSED_WITH_ESCALATION", no=is_open(state_of(seen)))


def escalate(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Asks eBay to step in."""
    if act.reason not in ESCALATE_REASONS:
        return "ebay_reason_unknown"
    if not is_open(state_of(seen)):
        return "ebay_case_closed"
    number = case_of(act, KIND)
    body = {"escalationReason": act.reason, **said(act)}
    return call(f"{api.hosts.cases}/{KIND}/{number}/escalate", body, done(number))


# --- a case, after eBay has decided ---


def case(api: EbayApi, act: Act) -> Fields:
    """The case in full."""
    return api.get(f"{api.hosts.cases}/casemanagement/{case_of(act, CASE)}", {}, scheme="IAF")


def appealed(act: Act, seen: Fields, since: datetime) -> Found:
    """We have asked eBay to look again."""
    about = sub(seen, "appealDetails")
    state = text(about, "appealStatusEnum") or text(about, "appealStatus")
    return verdict(yes=state in APPEALED, no=bool(seen) and not state)


def appeal(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Asks eBay to look at its decision again."""
    if sub(seen, "appealDetails").get("eligibleForAppeal") is False:
        return "ebay_not_offered"
    number = case_of(act, CASE)
    return call(f"{api.hosts.cases}/casemanagement/{number}/appeal", dict(said(act)), done(number))


ANSWER = Way(inquiry, answered, answer)
ESCALATION = Way(inquiry, escalated, escalate, ESCALATE_REASONS)
APPEAL = Way(case, appealed, appeal)
