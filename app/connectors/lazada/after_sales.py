"""What a Lazada shop can do about its orders: pack, hand over, cancel, and decide about what customers want back."""

from collections.abc import Mapping
from datetime import datetime

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.contract import Found, FoundSent, Receipt, Rejected
from app.connectors.lazada import decisions
from app.connectors.lazada.api import FORM, LazadaApi
from app.connectors.lazada.cases import lines_of
from app.connectors.lazada.decisions import VERBS, Case, Decision, action_of, case_number, pieces
from app.connectors.lazada.orders import STATUSES
from app.connectors.lazada.pictures import objection as picture_objection
from app.connectors.lazada.sites import VENTURES
from app.connectors.lazada.verdicts import judge
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, sub, text
from app.domain.errors import QuaysideError
from app.domain.orders import OrderStatus
from app.domain.shops import Login, Shop
from app.net.sending import not_started

ASKING = frozenset({"REQUEST_INITIATE", "RTM_INIT", "RTW_INIT", "REFUND_INIT", "CANCEL_INIT"})
"""states in which nobody has decided yet"""
DONE: Mapping[Verb, frozenset[str]] = {
    Verb.ACCEPT_CANCELLATION: frozenset({"CANCEL_SUCCESS", "CANCEL_REFUND_ISSUED"}),
    Verb.REFUSE_CANCELLATION: frozenset({"REQUEST_REJECT"}),
    Verb.ACCEPT_RETURN: frozenset({"RTM_SHIPPING_BACK", "REQUEST_AGREE", "RTM_RECEIVE_ITEM"}),
    Verb.REFUSE_RETURN: frozenset({"REQUEST_REJECT"}),
    Verb.CONFIRM_RECEIPT: frozenset({"RTM_RECEIVE_ITEM"}),
    Verb.REFUND_RETURN: frozenset({"REFUND_PENDING", "REFUND_SUCCESS", "REFUND_ISSUED"}),
    Verb.REFUND: frozenset({"REFUND_PENDING", "REFUND_SUCCESS", "REFUND_ISSUED"}),
    Verb.DISPUTE: frozenset({"DISPUTE", "REFUND_REJECTED"}),
}
"""states that only this decision leads to; everything else proves neither"""


class LazadaAfterSales:
    """One shop's orders, by its order application's login."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        login = logins.get("api")
        self._api = LazadaApi(login, tools) if login is not None else None
        known = sorted(shop.sites & VENTURES.keys())
        self._site = known[0] if known else next(iter(self._api.sellers() if self._api else ()), "SG")
        self._turned_away = 0

    def verbs(self) -> frozenset[Verb]:
        """Everything, with an order application; nothing without one."""
        return VERBS if self._api is not None else frozenset()

    # --- choosing ---

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """Lazada names its reasons for each order and each case anew."""
        api = self._need()
        if act.verb is Verb.CANCEL:
            wanted = {
                "order_id": act.order_key,
                "order_item_id_list": decisions.numbers(pieces(act)),
            }
            answer = sub(api.get(self._site, decisions.CANCEL_REASONS, wanted), "data")
            return tuple(
                Choice(text(row, "reason_id"), text(row, "reason_name"))
                for row in rows(answer, "reason_options")
            )
        if act.verb is Verb.ACKNOWLEDGE:
            return self._providers(api, act)
        case = self._case(api, act)
        if case is None or not case.lines:
            return ()
        action = action_of(act, case)
        answer = api.get(self._site, decisions.REASONS, {"reverse_order_line_id": case.lines[0]})
        return tuple(
            Choice(
                text(row, "reason_id"),
                text(row, "muti_language_text") or text(row, "text"),
                needs_comment=action in decisions.NEEDS_WORDS,
                needs_picture=action in decisions.NEEDS_PICTURE,
            )
            for row in rows(answer, "data")
        )

    def _providers(self, api: LazadaApi, act: Act) -> tuple[Choice, ...]:
        """Who may fetch the parcel: `Act.choice` of a packing."""
        order = {"order_id": act.order_key, "order_item_ids": decisions.numbers(pieces(act))}
        request = (
            f'{{"orders":[{{"order_id":{order["order_id"]},"order_item_ids":{order["order_item_ids"]}}}]}}'
        )
        answer = api.get(self._site, decisions.PROVIDERS, {"getShipmentProvidersReq": request})
        data = sub(answer, "result", "data")
        way = text(data, "shipping_allocate_type") or "TFS"
        named = [
            Choice(f"{way} {text(row, 'provider_code')}", text(row, "name"))
            for row in rows(data, "shipment_providers")
        ]
        return tuple(named) or (Choice(way, way),)

    # --- acting ---

    def act(self, act: Act) -> Receipt:
        """One attempt. What a case is, and pictures that go with it, are asked and uploaded before."""
        api = self._api
        if api is None or act.verb not in VERBS:
            return Receipt.refused("lazada_no_orders")
        try:
            case = self._case(api, act) if act.case_key else None
            if reason := decisions.objection(act, case):
                return Receipt.refused(reason)
            decision = decisions.decision_of(act, case, self._pictures(api, act))
            token = api.token()
            api.take(for_person=True)
        except Rejected as error:
            return Receipt.refused(error.key)
        except QuaysideError as error:
            return not_started(error)
        return self._carry_out(api, decision, token)

    def _carry_out(self, api: LazadaApi, decision: Decision, token: str) -> Receipt:
        signed = api.signed(self._site, decision.path, decision.parameters, token)
        reading = decision.method == "GET"
        headers = {"accept": "application/json"} | ({} if reading else {"content-type": FORM})
        url, content = (signed.query, b"") if reading else (signed.url, signed.body)
        return api.post_once(
            url, headers, content, lambda answer: judge(answer, accepted, lambda: self._spoiled(api, token)),
            decision.method,
        )  # fmt: skip

    def _spoiled(self, api: LazadaApi, token: str) -> bool:
        api.spoiled(token)
        self._turned_away += 1
        return self._turned_away > 1

    def _pictures(self, api: LazadaApi, act: Act) -> tuple[tuple[str, str], ...]:
        found = []
        for file in act.files:
            if reason := picture_objection(file):
                raise Rejected(reason)
            answer = api.upload(self._site, "/image/upload", file)
            found.append((file.name, text(sub(answer, "data", "image"), "url")))
        return tuple(found)

    # --- looking ---

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the case, or at the items of the order. A state that only this decision leads to is a yes; one in
        which nobody decided yet is a no; everything else is for a person."""
        api = self._need()
        if act.verb in (Verb.CANCEL, Verb.ACKNOWLEDGE, Verb.SHIP):
            return self._find_in_order(api, act)
        case = self._case(api, act)
        if case is None or not case.states:
            return FoundSent(Found.UNSURE)
        if case.states <= DONE.get(act.verb, frozenset()):
            return FoundSent(Found.YES, case.number)
        return FoundSent(Found.NO if case.states <= ASKING else Found.UNSURE)

    def _find_in_order(self, api: LazadaApi, act: Act) -> FoundSent:
        answer = api.get(self._site, "/order/items/get", {"order_id": act.order_key})
        listed = rows(answer, "data") or rows(sub(answer, "data"), "order_items")
        wanted, package = set(pieces(act)), act.parcel.key if act.parcel is not None else ""
        mine = [
            row
            for row in listed
            if text(row, "order_item_id") in wanted or (package and text(row, "package_id") == package)
        ]
        if not mine:
            return FoundSent(Found.UNSURE)
        states = [text(row, "status").lower() for row in mine]
        if act.verb is Verb.CANCEL:
            gone = [STATUSES.get(state) is OrderStatus.CANCELLED for state in states]
            pending = any(text(row, "reverse_order_id") for row in mine)
            return FoundSent(Found.YES if all(gone) else Found.UNSURE if any(gone) or pending else Found.NO)
        if act.verb is Verb.ACKNOWLEDGE:
            packed = [bool(text(row, "package_id")) for row in mine]
            key = text(mine[0], "package_id")
            return (
                FoundSent(Found.YES, key)
                if all(packed)
                else FoundSent(Found.UNSURE if any(packed) else Found.NO)
            )
        ready = [state.startswith("ready_to_ship") or STATUSES.get(state) in HANDED_OVER for state in states]
        return (
            FoundSent(Found.YES, package)
            if all(ready)
            else FoundSent(Found.UNSURE if any(ready) else Found.NO)
        )

    def _case(self, api: LazadaApi, act: Act) -> Case | None:
        """The case as it stands."""
        answer = api.get(self._site, decisions.DETAIL, {"reverse_order_id": case_number(act)})
        data = sub(answer, "data")
        lines = lines_of(data)
        if not text(data, "reverse_order_id"):
            return None
        return Case(
            text(data, "reverse_order_id"),
            text(data, "request_type").upper(),
            tuple(text(line, "reverse_order_line_id") for line in lines),
            frozenset(state for line in lines if (state := text(line, "reverse_status").upper())),
        )

    def _need(self) -> LazadaApi:
        if self._api is None:
            raise Rejected("lazada_no_orders")
        return self._api

    def close(self) -> None:
        """Drops the line."""
        if self._api is not None:
            self._api.close()


HANDED_OVER = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED})


def accepted(value: Fields, evidence: str) -> Receipt:
    """A yes, unless a part of a batch says no: then the part's own words count."""
    data = sub(value, "result", "data")
    orders = rows(data, "pack_order_list")
    parts = [row for order in orders for row in rows(order, "order_item_list")] or rows(data, "packages")
    refused = [row for row in parts if text(row, "item_err_code") not in ("", "0")]
    if refused and len(refused) == len(parts):
        said = text(refused[0], "msg")
        return Receipt.refused(f"remote:{said}" if said else "lazada_rejected", evidence)
    if refused:
        return Receipt.unknown(evidence=f"{evidence} in part")
    if text(sub(value, "data"), "tip_type").lower() == "error":
        said = text(sub(value, "data"), "tip_content")
        return Receipt.refused(f"remote:{said}" if said else "lazada_rejected", evidence)
    return Receipt.sent(next((key for row in parts if (key := text(row, "package_id"))), ""), evidence)
