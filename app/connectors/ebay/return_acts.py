"""A customer sends something back: take it, refuse, offer a part of the money, say that it came, pay, or ask eBay."""

from collections.abc import Callable
from datetime import datetime

from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Found
from app.connectors.ebay.acting import (
    Plan,
    Way,
    call,
    case_of,
    done,
    older_amount,
    paid_back,
    said,
    verdict,
    words_in,
)
from app.connectors.ebay.api import EbayApi
from app.connectors.ebay.cases import is_open
from app.connectors.reading import Fields, money, rows, sub, text
from app.domain.values import Money

KIND = "return"
APPROVED, DECLINED, OFFERED = (
    "SELLER_APPROVE_REQUEST",
    "SELLER_DECLINE_REQUEST",
    "SELLER_OFFER_PARTIAL_REFUND",
)
ARRIVED, PAID = "SELLER_MARK_AS_RECEIVED", "SELLER_ISSUE_REFUND"
ESCALATED = "SELLER_ESCALATE"
ESCALATE_REASONS = (
    "ITEM_NOT_RECEIVED",
    "BUYER_RETURNED_WRONG_ITEM",
    "ITEM_RECEIVED_IN_DIFFERENT_CONDITION",
    "TROUBLE_COMMUNICATION_WITH_BUYER",
    "OTHER",
)
WHOLE = "PURCHASE_PRICE"


def a_return(api: EbayApi, act: Act) -> Fields:
    """The return, summary and detail."""
    return api.get(f"{api.hosts.cases}/{KIND}/{case_of(act, KIND)}", {"fieldgroups": "FULL"}, scheme="IAF")


def history(seen: Fields) -> frozenset[str]:
    """What happened so far."""
    return words_in(sub(seen, "detail"), "responseHistory", "activity")


def state_of(seen: Fields) -> str:
    """Where the return stands."""
    return text(sub(seen, "summary"), "state")


def shows(activity: str) -> Callable[[Act, Fields, datetime], Found]:
    """The history names what we did; where it does not, and the return is open, we did not."""

    def shown(act: Act, seen: Fields, since: datetime) -> Found:
        return verdict(yes=activity in history(seen), no=bool(seen) and is_open(state_of(seen)))

    return shown


def offered(act: Act, seen: Fields, since: datetime) -> Found:
    """An offer of just this much."""
    made = [row for row in rows(sub(seen, "detail"), "responseHistory") if text(row, "activity") == OFFERED]
    amounts = {money(sub(row, "attributes", "partialRefundAmount"), "value", "currency") for row in made}
    return verdict(yes=act.amount in amounts - {None}, no=not made and is_open(state_of(seen)))


def refunded(act: Act, seen: Fields, since: datetime) -> Found:
    """Money went back; another amount than ours may be somebody else's doing."""
    actual = sub(seen, "detail", "refundInfo", "actualRefundDetail", "actualRefund")
    back = money(sub(actual, "totalAmount"), "value", "currency")
    if back is not None:
        return verdict(yes=back == (act.amount or total(estimates(seen))), no=False)
    return verdict(yes=False, no=PAID not in history(seen) and is_open(state_of(seen)))


def objection(seen: Fields, activity: str) -> str:
    """Why eBay would not take this step now; '' where it would."""
    if not is_open(state_of(seen)):
        return "ebay_case_closed"
    about = sub(seen, "summary")
    if not isinstance(about.get("sellerAvailableOptions"), list):
        return ""  # eBay does not say: it may decide itself
    return "" if activity in words_in(about, "sellerAvailableOptions", "actionType") else "ebay_not_offered"


def decision(word: str, activity: str) -> Callable[[EbayApi, Act, Fields], Plan]:
    """One of the seller's decisions."""

    def plan(api: EbayApi, act: Act, seen: Fields) -> Plan:
        why = objection(seen, activity)
        number = case_of(act, KIND)
        body = {"decision": word, **said(act)}
        return why or call(f"{api.hosts.cases}/{KIND}/{number}/decide", body, done(number), signs=True)

    return plan


def offer(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """A part of the money, and the customer keeps what he has."""
    most = total(estimates(seen))
    if act.amount is None or act.amount.minor <= 0:
        return "ebay_amount_missing"
    if most is not None and (act.amount.currency != most.currency or act.amount.minor >= most.minor):
        return "ebay_amount_wrong"
    why = objection(seen, OFFERED)
    number = case_of(act, KIND)
    body = {
        "decision": "OFFER_PARTIAL_REFUND",
        "partialRefundAmount": older_amount(act.amount),
        **said(act),
    }
    return why or call(f"{api.hosts.cases}/{KIND}/{number}/decide", body, done(number), signs=True)


def received(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """What was sent back is here."""
    why = objection(seen, ARRIVED)
    number = case_of(act, KIND)
    return why or call(f"{api.hosts.cases}/{KIND}/{number}/mark_as_received", dict(said(act)), done(number))


def estimates(seen: Fields) -> dict[str, Money]:
    """What eBay reckons is owed, by kind: price, postage …"""
    detail = sub(seen, "detail", "refundInfo", "estimatedRefundDetail")
    found = {
        text(row, "refundFeeType") or WHOLE: value
        for row in rows(detail, "itemizedRefundDetails") + rows(detail, "itemizedRefundDetail")
        if (value := money(sub(row, "estimatedAmount"), "value", "currency"))
    }
    if found:
        return found
    whole = money(sub(seen, "summary", "sellerTotalRefund", "estimatedRefundAmount"), "value", "currency")
    return {WHOLE: whole} if whole is not None else {}


def total(parts: dict[str, Money]) -> Money | None:
    """All of it; None where there is nothing, or not in one currency."""
    currencies = {one.currency for one in parts.values()}
    if len(currencies) != 1:
        return None
    return Money(sum(one.minor for one in parts.values()), currencies.pop())


def refund(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """All that eBay reckons, kind by kind; or a part of it, as a part of the price."""
    parts = estimates(seen)
    most = total(parts)
    if act.amount is not None:
        if most is None or act.amount.currency != most.currency or act.amount.minor <= 0:
            return "ebay_amount_wrong"
        if act.amount.minor > most.minor:
            return "ebay_more_than_paid"
        if act.amount != most:
            parts = {WHOLE: act.amount}
    owed = total(parts)
    if owed is None:
        return "ebay_amount_missing"
    items = [{"refundFeeType": kind, "refundAmount": older_amount(one)} for kind, one in parts.items()]
    body = {"refundDetail": {"itemizedRefundDetail": items, "totalAmount": older_amount(owed)}, **said(act)}
    why = objection(seen, PAID)
    number = case_of(act, KIND)
    return why or call(f"{api.hosts.cases}/{KIND}/{number}/issue_refund", body, paid_back(number), signs=True)


# --- eBay shall decide ---


def escalated(act: Act, seen: Fields, since: datetime) -> Found:
    """The return became a case."""
    about = sub(seen, "summary")
    yes = bool(text(sub(about, "escalationInfo"), "caseId")) or text(about, "status") == "ESCALATED"
    return verdict(yes=yes or ESCALATED in history(seen), no=is_open(state_of(seen)))


def escalate(api: EbayApi, act: Act, seen: Fields) -> Plan:
    """Asks eBay to step in."""
    if act.reason not in ESCALATE_REASONS:
        return "ebay_reason_unknown"
    may = sub(seen, "summary", "escalationInfo", "sellerEscalationEligibilityInfo").get("eligible")
    if may is False or not is_open(state_of(seen)):
        return "ebay_not_offered"
    number = case_of(act, KIND)
    return call(
        f"{api.hosts.cases}/{KIND}/{number}/escalate", {"reason": act.reason, **said(act)}, done(number)
    )


WAYS = {
    Verb.ACCEPT_RETURN: Way(a_return, shows(APPROVED), decision("APPROVE", APPROVED)),
    Verb.REFUSE_RETURN: Way(a_return, shows(DECLINED), decision("DECLINE", DECLINED)),
    Verb.OFFER: Way(a_return, offered, offer),
    Verb.CONFIRM_RECEIPT: Way(a_return, shows(ARRIVED), received),
    Verb.REFUND_RETURN: Way(a_return, refunded, refund),
}
ESCALATION = Way(a_return, escalated, escalate, ESCALATE_REASONS)
