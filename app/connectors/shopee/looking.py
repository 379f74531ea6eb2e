"""Whether an act took place, read from the state of the order or the return."""

from app.connectors.aftersales import Act, Verb
from app.connectors.contract import Found, FoundSent
from app.connectors.reading import Fields, money, sub, text
from app.connectors.shopee.api import ShopeeApi
from app.connectors.shopee.hosts import RETURN_DETAIL
from app.connectors.shopee.orders import CANCELLING

BY_ORDER = frozenset({Verb.SHIP, Verb.CANCEL, Verb.ACCEPT_CANCELLATION, Verb.REFUSE_CANCELLATION})
TO_SEND = frozenset({"READY_TO_SHIP", "RETRY_SHIP", "UNPAID"})
SENT = frozenset({"PROCESSED", "SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED"})
CANCELLED = "CANCELLED"
GRANTED = frozenset({"ACCEPTED"})
DISPUTED = frozenset({"JUDGING", "SELLER_DISPUTE"})
STILL_OURS = frozenset({"REQUESTED", "PROCESSING"})


def in_order(verb: Verb, order: Fields) -> FoundSent:
    """The order's own state is the proof."""
    state, key = text(order, "order_status"), text(order, "order_sn")
    if verb is Verb.SHIP:
        return _answer(key, yes=state in SENT, no=state in TO_SEND)
    if verb is Verb.CANCEL:
        by_us = text(order, "cancel_by").lower() in ("", "seller")
        return _answer(key, yes=state == CANCELLED and by_us, no=state not in (CANCELLED, CANCELLING))
    if verb is Verb.ACCEPT_CANCELLATION:
        return _answer(key, yes=state == CANCELLED, no=state == CANCELLING)
    return _answer(key, yes=state in TO_SEND | SENT, no=state == CANCELLING)


def in_return(api: ShopeeApi, act: Act) -> FoundSent:
    """The return's own state is the proof, and for an offer the offer that stands."""
    value = api.get(RETURN_DETAIL, {"return_sn": act.case_key.removeprefix("return:")})
    state, key = text(value, "status"), text(value, "return_sn")
    if act.verb is Verb.DISPUTE:
        told = bool(value.get("dispute_reason")) or state in DISPUTED
        return _answer(key, yes=told, no=state in STILL_OURS and not told)
    if act.verb is Verb.OFFER:
        return _offered(value, act, key)
    return _answer(key, yes=state in GRANTED, no=state in STILL_OURS)


def _offered(value: Fields, act: Act, key: str) -> FoundSent:
    stands = sub(value, "negotiation")
    currency = text(value, "currency")
    amount = money({**stands, "currency": currency}, "latest_offer_amount", "currency")
    asked = text(stands, "negotiation_status") == "PENDING_BUYER_RESPOND"
    like = text(stands, "latest_solution") == (act.choice or act.reason)
    right = act.amount is None or amount == act.amount
    return _answer(
        key, yes=asked and like and right, no=text(stands, "negotiation_status") == "PENDING_RESPOND"
    )


def _answer(key: str, *, yes: bool, no: bool) -> FoundSent:
    if yes:
        return FoundSent(Found.YES, key)
    return FoundSent(Found.NO if no else Found.UNSURE)
