"""What an act leaves behind on TikTok: by this an unknown one is found, or known not to have happened."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Found, FoundSent
from app.connectors.reading import Fields, rows, text
from app.connectors.tiktok.api import TikTokApi
from app.connectors.tiktok.cases import SEARCHES, Search
from app.connectors.tiktok.deeds import decision_of, number_of
from app.connectors.tiktok.hosts import CANCELLATIONS, ORDERS
from app.connectors.tiktok.messages import seconds

BEFORE = timedelta(minutes=5)
REFUNDED = frozenset({"RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_COMPLETE"})
ON_ITS_WAY = frozenset({"AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM"})
AFTER = {
    "APPROVE_RETURN": REFUNDED | ON_ITS_WAY,
    "APPROVE_REPLACEMENT": REFUNDED | ON_ITS_WAY,
    "ISSUE_REPLACEMENT_REFUND": REFUNDED,
    "APPROVE_RECEIVED_PACKAGE": REFUNDED,
    "APPROVE_REFUND": REFUNDED,
    "OFFER_PARTIAL_REFUND": frozenset({"AWAITING_BUYER_RESPONSE"}),
    "REJECT_RECEIVED_PACKAGE": frozenset({"REJECT_RECEIVE_PACKAGE"}),
}
"""states that follow a decision; every other refusal ends in REFUSED"""
REFUSED = frozenset({"REFUND_OR_RETURN_REQUEST_REJECT"})
AGREED = frozenset({"CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_COMPLETE"})
KEPT = frozenset({"CANCELLATION_REQUEST_CANCEL", "CANCELLATION_REQUEST_CANCELLED"})
WAITS = frozenset({"AWAITING_SHIPMENT", "ON_HOLD", "UNPAID"})
"""order states in which nothing has left"""
NO, UNSURE = FoundSent(Found.NO), FoundSent(Found.UNSURE)


def case_row(api: TikTokApi, search: Search, act: Act) -> Fields:
    """The case as TikTok tells it now."""
    answer = api.search(search.path, {"page_size": "10"}, {search.ids: [number_of(act)]})
    ours = (
        row
        for row in rows(answer, search.rows)
        if number_of(act) in (text(row, "return_id"), text(row, "cancel_id"))
    )
    return next(ours, {})


def in_return(api: TikTokApi, act: Act, since: datetime) -> FoundSent:
    """Whether the return stands where our decision puts it."""
    row = case_row(api, SEARCHES[0], act)
    return moved(row, "return_status", AFTER.get(decision_of(act), REFUSED), act, since)


def in_cancellation(api: TikTokApi, act: Act, since: datetime) -> FoundSent:
    """Whether the wish to cancel was answered as we decided."""
    row = case_row(api, SEARCHES[1], act)
    return moved(row, "cancel_status", AGREED if act.verb is Verb.ACCEPT_CANCELLATION else KEPT, act, since)


def moved(row: Fields, name: str, after: frozenset[str], act: Act, since: datetime) -> FoundSent:
    """Yes where the case moved to the expected state since we tried; no where it still waits for the seller."""
    at = seconds(row, "update_time")
    if text(row, name) in after and at is not None and at >= since - BEFORE:
        return FoundSent(Found.YES, act.case_key, at)
    return NO if rows(row, "seller_next_action_response") else UNSURE


def in_cancellations(api: TikTokApi, act: Act, since: datetime) -> FoundSent:
    """Whether the seller cancelled the order since we tried."""
    answer = api.search(f"{CANCELLATIONS}/search", {"page_size": "50"}, {"order_ids": [act.order_key]})
    ours = [
        row
        for row in rows(answer, "cancellations")
        if text(row, "order_id") == act.order_key and text(row, "role") == "SELLER"
        and (seconds(row, "create_time") or since) >= since - BEFORE
    ]  # fmt: skip
    if len(ours) == 1:
        return FoundSent(Found.YES, text(ours[0], "cancel_id"), seconds(ours[0], "create_time"))
    return UNSURE if ours else NO


def order_row(api: TikTokApi, number: str) -> Fields:
    """The order as TikTok tells it now."""
    answer = api.get(ORDERS, {"ids": number})
    return next((row for row in rows(answer, "orders") if text(row, "id") == number), {})


def in_order(api: TikTokApi, act: Act, since: datetime) -> FoundSent:
    """Whether a parcel with our number stands in the order, or the order has left by TikTok's own carrier."""
    order = order_row(api, act.order_key)
    number = act.parcel.tracking.strip().upper() if act.parcel else ""
    tracked = [
        item for item in rows(order, "line_items") if text(item, "tracking_number").upper() == number != ""
    ]
    at = seconds(order, "rts_time")
    if tracked:
        return FoundSent(Found.YES, text(tracked[0], "package_id"), at)
    if act.verb is Verb.CORRECT_TRACKING:
        return NO if order else UNSURE
    if text(order, "status") in WAITS:
        return NO
    left = not number and at is not None and at >= since - BEFORE
    return FoundSent(Found.YES, act.parcel.key if act.parcel else "", at) if left else UNSURE


Look = Callable[[TikTokApi, Act, datetime], FoundSent]
LOOKS: dict[Verb, Look] = {
    Verb.ACCEPT_RETURN: in_return,
    Verb.CONFIRM_RECEIPT: in_return,
    Verb.REFUND_RETURN: in_return,
    Verb.OFFER: in_return,
    Verb.REFUSE_RETURN: in_return,
    Verb.ACCEPT_CANCELLATION: in_cancellation,
    Verb.REFUSE_CANCELLATION: in_cancellation,
    Verb.CANCEL: in_cancellations,
    Verb.SHIP: in_order,
    Verb.CORRECT_TRACKING: in_order,
}
"""where each verb's trace is looked for"""
