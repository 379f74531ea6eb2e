"""What a Shopee shop can do about an order: send it, cancel it, answer a wish to cancel, and settle a return."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.contract import Found, FoundSent, Receipt
from app.connectors.file_forms import multipart
from app.connectors.manifests import Tools
from app.connectors.reading import NO_CENTS, Fields, rows, text, whole
from app.connectors.several import shop_number
from app.connectors.shopee import looking
from app.connectors.shopee.answers import Fault
from app.connectors.shopee.handover import body_of, chosen, ways_of
from app.connectors.shopee.hosts import (
    ACCEPT_OFFER,
    BUYER_CANCEL,
    CANCEL,
    CONFIRM,
    DISPUTE,
    DISPUTE_REASONS,
    EVIDENCE,
    OFFER,
    SHIP,
    SOLUTIONS,
    WAYS,
)
from app.connectors.shopee.orders import line_key
from app.connectors.shopee.posting import Poster, not_posted
from app.connectors.shopee.reading_orders import details
from app.connectors.shopee.tokens import as_number
from app.domain.errors import QuaysideError, Rejected
from app.domain.shops import Login, Shop
from app.domain.values import Money

OUT_OF_STOCK = "OUT_OF_STOCK"
CANCEL_REASONS = (OUT_OF_STOCK, "CUSTOMER_REQUEST", "COD_NOT_SUPPORTED")
SOME_REGIONS = {"UNDELIVERABLE_AREA": frozenset({"TW", "MY"})}
SOLUTION = ("RETURN_REFUND", "REFUND")
EVIDENCE_TYPES = ("image/jpeg", "image/png")
EVIDENCE_MAX = 10 * 1024 * 1024
Plan = tuple[str, dict[str, object]]


class ShopeeAfterSales:
    """One shop's way to act on orders."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._login = logins["api"]
        self._poster = Poster(self._login, tools, shop_number(shop))
        self._api = self._poster.api
        self._plans: dict[Verb, Callable[[Act], Plan]] = {
            Verb.SHIP: self._ship,
            Verb.CANCEL: self._cancel,
            Verb.ACCEPT_CANCELLATION: lambda act: answer_to_buyer(act, "ACCEPT"),
            Verb.REFUSE_CANCELLATION: lambda act: answer_to_buyer(act, "REJECT"),
            Verb.REFUND_RETURN: lambda act: (CONFIRM, {"return_sn": case_of(act)}),
            Verb.OFFER: offer,
            Verb.ACCEPT_OFFER: lambda act: (ACCEPT_OFFER, {"return_sn": case_of(act)}),
            Verb.DISPUTE: self._dispute,
        }

    def verbs(self) -> frozenset[Verb]:
        """What this shop can do. There is no plain refusal of a return: it is a dispute."""
        return frozenset(self._plans)

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """What a person may choose from: reasons, solutions, or ways to hand a parcel over."""
        if act.verb is Verb.CANCEL:
            region = self._api.whose().region
            more = tuple(key for key, regions in SOME_REGIONS.items() if region in regions)
            return tuple(Choice(key, key) for key in CANCEL_REASONS + more)
        if act.verb is Verb.SHIP:
            return tuple(way.choice() for way in ways_of(self._api.get(WAYS, {"order_sn": act.order_key})))
        if act.verb is Verb.OFFER:
            return self._solutions(case_of(act))
        return self._dispute_reasons(case_of(act)) if act.verb is Verb.DISPUTE else ()

    def _solutions(self, case: str) -> tuple[Choice, ...]:
        answer = self._api.get(SOLUTIONS, {"return_sn": case})
        found = {"RETURN_REFUND": answer.get("offer_return_refund"), "REFUND": answer.get("offer_refund")}
        able = [key for key, one in found.items() if isinstance(one, dict) and one.get("eligibility") is True]
        return tuple(Choice(key, key) for key in able)

    def _dispute_reasons(self, case: str) -> tuple[Choice, ...]:
        listed = rows(self._api.get(DISPUTE_REASONS, {"return_sn": case}), "dispute_reason_list")
        return tuple(
            Choice(
                text(row, "dispute_reason"),
                text(row, "dispute_requirement"),
                needs_comment=True,
                needs_picture=any(
                    one.get("is_required") is True for one in rows(row, "evidence_module_list")
                ),
            )
            for row in listed
        )

    # --- acting ---

    def act(self, act: Act) -> Receipt:
        """One attempt. What must be known before is asked before; then one post."""
        plan = self._plans.get(act.verb)
        if plan is None:
            return Receipt.refused("platform_cannot")
        try:
            path, body = plan(act)
        except QuaysideError as error:
            return not_posted(error)
        made = str(body.get("return_sn") or act.order_key)
        return self._poster.post(path, body, lambda _: made, no_words)

    def _ship(self, act: Act) -> Plan:
        package = {"package_number": act.parcel.key} if act.parcel is not None and act.parcel.key else {}
        ways = ways_of(self._api.get(WAYS, {"order_sn": act.order_key, **package}))
        way = chosen(ways, act)
        if way is None:
            raise Rejected("shopee_choose_handover")
        return SHIP, body_of(act, way)

    def _cancel(self, act: Act) -> Plan:
        body: dict[str, object] = {"order_sn": act.order_key, "cancel_reason": act.reason}
        if act.reason != OUT_OF_STOCK:
            return CANCEL, body
        named = [line.line_key for line in act.lines]
        orders = details(self._api, [act.order_key])
        lines = [row for order in orders for row in rows(order, "item_list")]
        wanted = [row for row in lines if not named or line_key(row) in named]
        if not wanted:
            raise Rejected("order_line_unknown")
        items = [{"item_id": whole(row, "item_id"), "model_id": whole(row, "model_id")} for row in wanted]
        return CANCEL, body | {"item_list": items}

    def _dispute(self, act: Act) -> Plan:
        case, email = case_of(act), self._login.settings.get("contact_email", "")
        if not email:
            raise Rejected("shopee_email_missing")
        if any(
            file.content_type not in EVIDENCE_TYPES or len(file.content) > EVIDENCE_MAX for file in act.files
        ):
            raise Rejected("file_refused")
        body: dict[str, object] = {
            "return_sn": case,
            "email": email,
            "dispute_reason_id": as_number(act.reason),
            "dispute_text_reason": act.comment,
        }
        return DISPUTE, body | self._evidence(act, case)

    def _evidence(self, act: Act, case: str) -> dict[str, object]:
        """The pictures, laid up one by one, under the first proof the reason asks for."""
        if not act.files:
            return {}
        listed = rows(self._api.get(DISPUTE_REASONS, {"return_sn": case}), "dispute_reason_list")
        reason: Fields = next((row for row in listed if text(row, "dispute_reason") == act.reason), {})
        asked = next(iter(rows(reason, "evidence_module_list")), None)
        if asked is None:
            raise Rejected("shopee_reason_unknown")
        urls = []
        for file in act.files:
            content, kind = multipart("upload_image", file, {"return_sn": case})
            urls.append(text(self._api.call("POST", EVIDENCE, {}, content, kind), "url"))
        module = {"module_index": whole(asked, "module_index"), "requirement": text(asked, "requirement")}
        return {"image_list": [{**module, "image_url": urls}]}

    # --- looking ---

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """The state of the order or return shows whether the act took place; else a person decides."""
        if act.verb in looking.BY_ORDER:
            orders = details(self._api, [act.order_key])
            return looking.in_order(act.verb, orders[0]) if orders else FoundSent(Found.UNSURE)
        return looking.in_return(self._api, act)

    def close(self) -> None:
        """Drops the line."""
        self._api.close()


def case_of(act: Act) -> str:
    """The return's number as Shopee knows it."""
    number = act.case_key.removeprefix("return:")
    if not number:
        raise Rejected("shopee_return_unknown")
    return number


def answer_to_buyer(act: Act, operation: str) -> Plan:
    """Yes or no to a wish to cancel."""
    return BUYER_CANCEL, {"order_sn": act.order_key, "operation": operation}


def offer(act: Act) -> Plan:
    """Money, with or without the goods coming back."""
    solution = act.choice or act.reason
    if solution not in SOLUTION:
        raise Rejected("shopee_choose_solution")
    body: dict[str, object] = {"return_sn": case_of(act), "proposed_solution": solution}
    return OFFER, body | (
        {"proposed_adjusted_refund_amount": major(act.amount)} if act.amount is not None else {}
    )


def major(amount: Money) -> float:
    """Shopee writes money as a number of whole units."""
    return float(Decimal(amount.minor) / (1 if amount.currency in NO_CENTS else 100))


def no_words(fault: Fault) -> str:
    """Shopee's own sentence says more than ours."""
    return ""
