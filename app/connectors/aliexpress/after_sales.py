"""Acting on AliExpress's orders: cancellations, disputes and parcels. Each is one post, and can be looked for.

A dispute is never simply refused: a refusal is a proposal of our own beside the buyer's.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.aliexpress import issues, reading_orders
from app.connectors.aliexpress.answers import has_list, holding, listed, result_of
from app.connectors.aliexpress.api import AliExpressApi, long, packed
from app.connectors.aliexpress.deeds import Deeds
from app.connectors.aliexpress.orders import FINISH, IN_CANCEL, TO_SEND
from app.connectors.aliexpress.pacific import from_wall
from app.connectors.aliexpress.proposals import money_objection, saved, wish_of
from app.connectors.contract import Found, FoundSent, Receipt, Rejected, Surprise
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, money, sub, text
from app.domain.canonical import canonical_hash
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.sending import not_started

ACCEPT, REFUSE = "aliexpress.trade.seller.order.acceptcancel", "aliexpress.trade.seller.order.refusecancel"
AGREE, SAVE = "aliexpress.issue.solution.agree", "aliexpress.issue.solution.save"
SHIP, SERVICES = "aliexpress.solution.order.fulfill", "aliexpress.logistics.redefining.listlogisticsservice"
AGREES = (Verb.ACCEPT_RETURN, Verb.ACCEPT_OFFER)
PROPOSES = (Verb.REFUSE_RETURN, Verb.OFFER)
BEFORE = timedelta(minutes=1)
NOTE_MAX = 512
TRACKING_MAX = 64


class AliExpressAfterSales:
    """One shop's way to act on orders."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._api = AliExpressApi(logins["api"], tools)
        self._deeds = Deeds(self._api)

    def verbs(self) -> frozenset[Verb]:
        """What the open interface offers; money goes back only through a dispute or a cancellation."""
        return frozenset({Verb.SHIP, Verb.ACCEPT_CANCELLATION, Verb.REFUSE_CANCELLATION, *AGREES, *PROPOSES})

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """Ways to send, or the buyer's proposals that can be agreed to."""
        if act.verb is Verb.SHIP:
            return tuple(
                Choice(text(row, "service_name"), text(row, "display_name") or text(row, "service_name"))
                for row in self._services()
            )
        if act.verb in AGREES:
            _, detail = self._issue(act)
            return tuple(
                Choice(text(wish, "id"), " ".join((text(wish, "refund_money"), text(wish, "solution_type"))))
                for wish in listed(detail, "buyer_solution_list")
            )
        return ()

    def act(self, act: Act) -> Receipt:
        """One attempt; what must be asked before it changes nothing."""
        try:
            method, parameters = self._call(act)
        except Rejected as error:
            return Receipt.refused(error.key)
        except QuaysideError as error:
            return not_started(error)
        return self._deeds.post(method, parameters)

    def _call(self, act: Act) -> tuple[str, dict[str, str]]:
        if act.verb in (Verb.ACCEPT_CANCELLATION, Verb.REFUSE_CANCELLATION):
            login = text(sub(self._order(act), "buyer_info"), "login_id")
            request = {"buyer_login_id": login, "order_id": long(act.order_key), "memo": act.comment}
            method = ACCEPT if act.verb is Verb.ACCEPT_CANCELLATION else REFUSE
            return method, {"param_order_cancel_request": packed(request)}
        if act.verb in AGREES:
            return AGREE, self._agreement(act)
        if act.verb in PROPOSES:
            login, detail = self._issue(act)
            return SAVE, {"param_dto": packed(saved(act, issue_number(act), login, detail))}
        if act.verb is Verb.SHIP:
            return SHIP, self._parcel(act)
        raise Rejected("aliexpress_act_unknown")

    # --- disputes ---

    def _issue(self, act: Act) -> tuple[str, Fields]:
        """The buyer's login and everything about the dispute."""
        asked = {"order_no": act.order_key, "current_page": 1, "page_size": 50}
        data = holding(result_of(self._api.ask(issues.LIST, {"query_dto": packed(asked)})), "data_list")
        number = issue_number(act)
        row = next((one for one in listed(data, "data_list") if text(one, "issue_id") == number), None)
        if row is None:
            raise Rejected("aliexpress_issue_unknown")
        login = text(row, "buyer_login_id")
        return login, issues.detail_of(self._api, login, number)

    def _agreement(self, act: Act) -> dict[str, str]:
        """`choice` is the buyer's proposal, and behind a slash the address a return goes to."""
        login, detail = self._issue(act)
        chosen, _, address = act.choice.partition("/")
        wish = wish_of(detail, chosen)
        if not wish:
            raise Rejected("aliexpress_proposal_unknown")
        if text(wish, "solution_type") == issues.RETURN and not address:
            raise Rejected("aliexpress_needs_return_address")
        money_objection(act, wish)
        asked = {
            "buyer_login_id": login,
            "issue_id": issue_number(act),
            "solution_id": text(wish, "id"),
            "return_address_id": address,
        }
        return {name: value for name, value in asked.items() if value}

    # --- parcels ---

    def _services(self) -> list[Fields]:
        return listed(holding(result_of(self._api.ask(SERVICES, {})), "result_list"), "result_list")

    def _parcel(self, act: Act) -> dict[str, str]:
        """The platform names its services and the shape of each one's tracking numbers."""
        parcel = act.parcel
        if parcel is None or not parcel.tracking:
            raise Rejected("aliexpress_tracking_missing")
        name = act.choice or parcel.service or parcel.carrier
        service = next((row for row in self._services() if text(row, "service_name") == name), None)
        if service is None:
            raise Rejected("aliexpress_service_unknown")
        if not fits(text(service, "tracking_no_regex"), parcel.tracking):
            raise Rejected("aliexpress_tracking_shape")
        asked = {
            "service_name": name,
            "tracking_website": parcel.url,
            "out_ref": act.order_key,
            "send_type": "part" if act.lines else "all",
            "description": act.comment[:NOTE_MAX],
            "logistics_no": parcel.tracking,
        }
        return {name: value for name, value in asked.items() if value}

    # --- looking ---

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the order or the dispute itself; a part of it that is not shown proves nothing."""
        try:
            return FoundSent(self._look(act, since))
        except (Rejected, Surprise):
            return FoundSent(Found.UNSURE)

    def _look(self, act: Act, since: datetime) -> Found:
        if act.verb in (Verb.ACCEPT_CANCELLATION, Verb.REFUSE_CANCELLATION):
            return self._cancellation(act)
        if act.verb is Verb.SHIP:
            return self._shipped(act)
        _, detail = self._issue(act)
        if act.verb in PROPOSES:
            return _told(detail, "seller_solution_list", self._proposed(act, detail))
        answered = self._answered(detail, since)
        if answered and text(detail, "reverse_detail_status") in issues.OUR_TURN:
            return Found.UNSURE  # a step of ours, but it settled nothing
        return _told(detail, "process_dto_list", answered)

    def _shipped(self, act: Act) -> Found:
        order = self._order(act)
        tracking = act.parcel.tracking if act.parcel else ""
        if text(order, "order_status") == TO_SEND[0]:
            return Found.NO
        sent = [text(row, "logistics_no") for row in listed(order, "logistic_info_list")]
        return _told(order, "logistic_info_list", tracking in sent)

    def _cancellation(self, act: Act) -> Found:
        word = text(self._order(act), "order_status")
        if word == IN_CANCEL:
            return Found.NO
        cancelled, accepts = word == FINISH, act.verb is Verb.ACCEPT_CANCELLATION
        return Found.YES if word and cancelled is accepts else Found.UNSURE

    def _proposed(self, act: Act, detail: Fields) -> bool:
        """Our own proposal with the same money and the same words."""
        wanted = canonical_hash(act.comment)
        return any(
            canonical_hash(text(row, "content")) == wanted
            and money(row, "refund_money", "refund_money_currency") == act.amount
            for row in listed(detail, "seller_solution_list")
        )

    def _answered(self, detail: Fields, since: datetime) -> bool:
        """Whether our side did anything since."""
        floor = since + (self._api.now() - self._api.tools.clock.now()) - BEFORE
        return any(
            text(row, "submit_member_type").lower() == "seller"
            and (from_wall(row.get("gmt_create"), self._api.now()) or floor) >= floor
            for row in listed(detail, "process_dto_list")
        )

    def _order(self, act: Act) -> Fields:
        return reading_orders.detail_of(self._api, act.order_key)

    def close(self) -> None:
        """Drops the line."""
        self._api.close()


def _told(detail: Fields, name: str, found: bool) -> Found:
    """Only a list that is there proves by what is not in it."""
    if found:
        return Found.YES
    return Found.NO if has_list(detail, name) else Found.UNSURE


def issue_number(act: Act) -> str:
    """The platform's own number, without our word for what it is."""
    return act.case_key.removeprefix("issue:")


def fits(shape: str, tracking: str) -> bool:
    """Whether a tracking number has the shape the platform expects; an expression we cannot read lets it pass."""
    if not shape:
        return True
    try:
        return len(tracking) <= TRACKING_MAX and re.fullmatch(shape, tracking) is not None
    except re.error:
        return True
