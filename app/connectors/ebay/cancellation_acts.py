"""A customer wishes to cancel: yes, or no."""

from datetime import datetime

from app.connectors import paging
from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Found
from app.connectors.ebay.acting import Plan, Way, call, case_of, done, verdict, words_in
from app.connectors.ebay.api import EbayApi
from app.connectors.reading import Fields, sub, text

KIND = "cancellation"
WAITS = frozenset({"INITIAL", "APPROVAL_PENDING"})
PAYS = frozenset({"REFUND_PENDING", "REFUND_INITIATED", "REFUND_FAILED_RETRY", "CONFIRM_REFUND_PENDING"})


def cancellation(api: EbayApi, act: Act) -> Fields:
    """The customer's wish in full."""
    url = f"{api.hosts.cases}/{KIND}/{case_of(act, KIND)}"
    return sub(api.get(url, {}, scheme="IAF"), "cancelDetail")


def waits(seen: Fields) -> bool:
    """Whether it still waits for our word."""
    return text(seen, "cancelState") in WAITS and text(seen, "cancelStatus") in ("CANCEL_REQUESTED", "")


def history(seen: Fields) -> frozenset[str]:
    """What happened so far."""
    return words_in(seen, "activityHistories", "activityType")


def approved(act: Act, seen: Fields, since: datetime) -> Found:
    """We said yes, or money is on its way back."""
    yes = "SELLER_APPROVE" in history(seen) or text(seen, "cancelState") in PAYS
    return verdict(yes=yes, no=waits(seen))


def rejected(act: Act, seen: Fields, since: datetime) -> Found:
    """We said no."""
    yes = "SELLER_REJECT" in history(seen) or text(seen, "cancelStatus") == "CANCEL_REJECTED"
    return verdict(yes=yes, no=waits(seen))


def approve(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Yes: the order is cancelled and the money goes back."""
    if not waits(seen):
        return "ebay_case_closed"
    number = case_of(act, KIND)
    return call(f"{api.hosts.cases}/{KIND}/{number}/approve", None, done(number), signs=True)


def reject(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """No: with the parcel that has left, where there is one."""
    if not waits(seen):
        return "ebay_case_closed"
    body: dict[str, object] = {}
    if act.parcel is not None:
        body["shipmentDate"] = {"value": paging.stamp(act.parcel.shipped_at)}
        if act.parcel.tracking:
            body["trackingNumber"] = act.parcel.tracking
    number = case_of(act, KIND)
    return call(f"{api.hosts.cases}/{KIND}/{number}/reject", body, done(number))


WAYS = {
    Verb.ACCEPT_CANCELLATION: Way(cancellation, approved, approve),
    Verb.REFUSE_CANCELLATION: Way(cancellation, rejected, reject),
}
