"""Acting on Amazon's orders: parcels by a call, money and cancellations by feeds, whose reports alone prove anything.

Every act reads the order first: what shows already is not done a second time. An act whose feed is taken in stays
open until its report is there; while it is open, nothing is tried again.
"""

from collections.abc import Mapping
from datetime import datetime

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.amazon import shipping
from app.connectors.amazon.amounts import chosen, going_back
from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.envelopes import (
    BUYER_ASKED,
    CANCEL_FEED,
    CANCEL_REASONS,
    REFUND_FEED,
    REFUND_REASONS,
    cancel_document,
    refund_document,
)
from app.connectors.amazon.feeds import Feed, hand_in, none_since, outcome
from app.connectors.amazon.form_sender import FormSender
from app.connectors.amazon.forms import REVIEW
from app.connectors.amazon.market import market_of, order_of
from app.connectors.contract import Found, FoundSent, Outbound, Receipt
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, sub, text
from app.domain.customers import Party
from app.domain.errors import QuaysideError, Rejected
from app.domain.shops import Login, Shop
from app.net.sending import not_started

DATA = "PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES"
SHIPPING = (Verb.SHIP, Verb.CORRECT_TRACKING)
CANCELLING = (Verb.CANCEL, Verb.ACCEPT_CANCELLATION)
VERBS = frozenset({*SHIPPING, *CANCELLING, Verb.REFUND, Verb.REQUEST_REVIEW})
REASONS = {Verb.CANCEL: CANCEL_REASONS, Verb.REFUND: REFUND_REASONS}
LEFT = ("SHIPPED", "PARTIALLY_SHIPPED")


class AmazonAfterSales:
    """One shop's third door; without the API's login it opens nothing."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        login = logins.get("api")
        self._shop = shop
        self._seller = login.settings.get("seller_id", "") if login else ""
        self._api = AmazonApi(login, tools) if login is not None else None

    def verbs(self) -> frozenset[Verb]:
        """What this shop can do."""
        return VERBS if self._api is not None else frozenset()

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """Amazon's closed lists; it has no call that names them."""
        return tuple(Choice(key, key) for key in REASONS.get(act.verb, ()))

    def act(self, act: Act) -> Receipt:
        """Reads, then does it once."""
        api = self._api
        if api is None or act.verb not in VERBS:
            return Receipt.refused("api_login_missing" if api is None else "amazon_cannot_do")
        try:
            if act.ticket and (held := self._held(api, act)):
                return held
            return self._do(api, act)
        except Rejected as error:
            return Receipt.refused("amazon_order_unknown" if error.key == "amazon_rejected" else error.told)
        except QuaysideError as error:
            return not_started(error)

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the feed's report where its number is known, and at the order."""
        api = self._api
        if api is None or act.verb not in VERBS:
            return FoundSent(Found.UNSURE)
        try:
            found = self._found(api, act, since)
        except Rejected:
            return FoundSent(Found.UNSURE)
        return FoundSent(found, (act.ticket or act.order_key) if found is Found.YES else "")

    def close(self) -> None:
        """Drops the line."""
        if self._api is not None:
            self._api.close()

    # --- the one attempt ----------------------------------------------------------------------------------------

    def _held(self, api: AmazonApi, act: Act) -> Receipt | None:
        """An earlier attempt that Amazon took in: done, or not decided yet. None where it came to nothing."""
        found = outcome(api, act.ticket, message_of(act))
        if found is Found.YES:
            return Receipt.sent(act.ticket, "report")
        return None if found is Found.NO else Receipt.unknown("not decided", act.ticket)

    def _do(self, api: AmazonApi, act: Act) -> Receipt:
        if act.verb is Verb.REQUEST_REVIEW:
            return FormSender(self._shop, api).send(as_form(act))
        market, order = market_of(api, self._shop, act.order_key), order_of(api, act.order_key, DATA)
        if act.verb in SHIPPING:
            return self._ship(api, act, market, order)
        if not self._seller:
            return Receipt.refused("amazon_seller_id_missing")
        feed = (
            self._cancel(act, market, order) if act.verb in CANCELLING else self._refund(act, market, order)
        )
        return feed if isinstance(feed, Receipt) else hand_in(api, feed)

    def _ship(self, api: AmazonApi, act: Act, market: str, order: Fields) -> Receipt:
        parcel, lines = act.parcel, chosen(act, order)
        if (why := shipping.objection(act, order)) or parcel is None:
            return Receipt.refused(why)
        if isinstance(lines, str):
            return Receipt.refused(lines)
        if shipping.shown(parcel, order) is Found.YES:
            return Receipt.sent(shipping.reference(act, parcel), "done already")
        body = shipping.body_of(act, parcel, market, [line for line, _ in lines])
        path = f"/orders/v0/orders/{act.order_key}/shipmentConfirmation"
        return api.once("ship", path, body, {}, shipping.judged)

    def _cancel(self, act: Act, market: str, order: Fields) -> Feed | Receipt:
        reason = BUYER_ASKED if act.verb is Verb.ACCEPT_CANCELLATION else act.reason
        lines = chosen(act, order)
        if isinstance(lines, str):
            return Receipt.refused(lines)
        if all(is_cancelled(order, row) for _, row in lines):
            return Receipt.sent(act.order_key, "done already")
        if reason not in CANCEL_REASONS:
            return Receipt.refused("amazon_reason_unknown")
        if state_of(order) in LEFT:
            return Receipt.refused("amazon_already_sent")
        items = [line.line_key for line, _ in lines]
        content = cancel_document(self._seller, message_of(act), act.order_key, items, reason)
        return Feed(CANCEL_FEED, market, content, message_of(act))

    def _refund(self, act: Act, market: str, order: Fields) -> Feed | Receipt:
        if act.reason not in REFUND_REASONS:
            return Receipt.refused("amazon_reason_unknown")
        if state_of(order) not in LEFT:
            return Receipt.refused("amazon_cancel_instead")
        back = going_back(act, order)
        if isinstance(back, str):
            return Receipt.refused(back)
        content = refund_document(self._seller, message_of(act), act.order_key, back, act.reason, act.key)
        return Feed(REFUND_FEED, market, content, message_of(act))

    # --- looking ------------------------------------------------------------------------------------------------

    def _found(self, api: AmazonApi, act: Act, since: datetime) -> Found:
        if act.verb is Verb.REQUEST_REVIEW:
            return FormSender(self._shop, api).find(as_form(act)).found
        if act.verb in SHIPPING:
            order = order_of(api, act.order_key, DATA)
            return shipping.shown(act.parcel, order) if act.parcel else Found.UNSURE
        if act.verb in CANCELLING and self._shows_cancelled(api, act):
            return Found.YES
        if act.ticket:
            return outcome(api, act.ticket, message_of(act))
        kind = REFUND_FEED if act.verb is Verb.REFUND else CANCEL_FEED
        return Found.NO if none_since(api, kind, since) else Found.UNSURE

    def _shows_cancelled(self, api: AmazonApi, act: Act) -> bool:
        order = order_of(api, act.order_key, DATA)
        lines = chosen(act, order)
        return not isinstance(lines, str) and all(is_cancelled(order, row) for _, row in lines)


def message_of(act: Act) -> int:
    """The number of our message in a feed: it follows from the act, and a report names it."""
    return int(act.key[:15], 16) % 10**15 + 1


def as_form(act: Act) -> Outbound:
    """A review request is sent like any of Amazon's ready-made messages."""
    return Outbound(
        act.key, "", Party("", ""), "", "", {}, act.decided_at, order_key=act.order_key, form=REVIEW
    )


def state_of(order: Fields) -> str:
    """How far the order has come, in Amazon's word."""
    return text(sub(order, "fulfillment"), "fulfillmentStatus")


def is_cancelled(order: Fields, item: Fields) -> bool:
    """Whether a line is cancelled, by itself or with its order."""
    by = text(sub(item, "cancellation", "cancellationExecution"), "cancelledBy")
    return bool(by) or state_of(order) == "CANCELLED"
