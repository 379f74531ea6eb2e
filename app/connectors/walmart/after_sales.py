"""Acting on Walmart's orders and returns: one attempt each, and a look at the order itself where that stays unknown.

The platform has no key by which it would know a call again. So every act reads the order first: what shows already is
not done a second time.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.contract import Found, FoundSent, Receipt
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields, rows, text
from app.connectors.walmart import proofs
from app.connectors.walmart.api import LOCKED, WalmartApi, code_of
from app.connectors.walmart.reading_orders import purchases_of
from app.connectors.walmart.requests import Call, call_of
from app.connectors.walmart.return_requests import chosen_lines, return_call
from app.connectors.walmart.returns import one_return
from app.connectors.walmart.targets import Target, target_of
from app.connectors.walmart.terms import CANCEL_REASONS, REFUND_REASONS
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.http import Answer
from app.net.sending import not_started, post_once

VERBS = frozenset(
    {Verb.ACKNOWLEDGE, Verb.SHIP, Verb.CANCEL, Verb.ACCEPT_CANCELLATION, Verb.REFUND, Verb.REFUND_RETURN}
)
REASONS = {Verb.CANCEL: CANCEL_REASONS, Verb.REFUND: REFUND_REASONS}
RENEWED = timedelta(seconds=1)


class WalmartAfterSales:
    """One shop's third door; without the API's login it opens nothing."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._tools = tools
        self._login = logins.get("api")
        self._api = WalmartApi(self._login, tools) if self._login is not None else None
        self._turned_away = 0

    def verbs(self) -> frozenset[Verb]:
        """What this shop can do."""
        return VERBS if self._api is not None else frozenset()

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """The platform's closed lists; it has no call that names them."""
        return tuple(Choice(key, key) for key in REASONS.get(act.verb, ()))

    def act(self, act: Act) -> Receipt:
        """Reads, then posts once."""
        api, login = self._api, self._login
        if api is None or login is None or act.verb not in VERBS:
            return Receipt.refused("api_login_missing" if api is None else "walmart_cannot_do")
        try:
            call = self._prepare(api, act)
            if isinstance(call, Receipt):
                return call
            api.buckets.take("acts")
            token = api.token()
        except QuaysideError as error:
            return not_started(error)
        body = b"" if call.body is None else json.dumps(call.body, ensure_ascii=False).encode()
        return post_once(
            self._tools.lines,
            proxy_of(login, self._tools),
            api.base + call.path,
            api.headers(token),
            body,
            lambda answer: self._judge(api, answer, token),
        )

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the order, or at the return."""
        if self._api is None or act.verb not in VERBS:
            return FoundSent(Found.UNSURE)
        if act.verb is Verb.REFUND_RETURN:
            lines = chosen_lines(act, one_return(self._api, act.case_key))
            found = Found.UNSURE if isinstance(lines, str) else proofs.paid_back(row for row, _ in lines)
            return FoundSent(found, act.case_key if found is Found.YES else "")
        target = target_of(act, purchases_of(self._api, act.order_key))
        if isinstance(target, str):
            return FoundSent(Found.UNSURE)
        found = proofs.shown(act, target)
        return FoundSent(found, target.number if found is Found.YES else "")

    def close(self) -> None:
        """Drops the line."""
        if self._api is not None:
            self._api.close()

    # --- before and after the one attempt -----------------------------------------------------------------------

    def _prepare(self, api: WalmartApi, act: Act) -> Call | Receipt:
        """The call; or a receipt where it must not leave, or the order shows that it is done already."""
        if act.verb is Verb.REFUND_RETURN:
            return self._prepare_return(act, one_return(api, act.case_key))
        target = target_of(act, purchases_of(api, act.order_key))
        if isinstance(target, Target):
            if proofs.shown(act, target) is Found.YES:
                return Receipt.sent(target.number, "done already")
            call = call_of(act, target)
        else:
            call = target
        return Receipt.refused(call) if isinstance(call, str) else call

    def _prepare_return(self, act: Act, value: Fields) -> Call | Receipt:
        lines = chosen_lines(act, value)
        if isinstance(lines, str):
            return Receipt.refused(lines)
        done = proofs.paid_back(row for row, _ in lines)
        if done is Found.YES:
            return Receipt.sent(act.case_key, "done already")
        return (
            return_call(act, value, lines) if done is Found.NO else Receipt.refused("walmart_partly_refunded")
        )

    def _judge(self, api: WalmartApi, answer: Answer, token: str) -> Receipt:
        """What a complete answer proves; everything that is not proven is unknown."""
        evidence = str(answer.status)
        try:
            value = answer.object()
        except QuaysideError:
            return Receipt.unknown(evidence=f"{evidence} without fields")
        code = code_of(value)
        if answer.status in (200, 201) and not code:
            return accepted(value, evidence)
        evidence = f"{evidence}/{code}"[:80]
        if not code:
            return Receipt.unknown(evidence=evidence)
        if answer.status in (400, 404, 405, 409):
            return Receipt.refused("walmart_rejected", evidence)
        if answer.status in (401, 403):
            return self._denied(api, answer.status, token, evidence)
        if answer.status == 423:
            return Receipt.later(LOCKED, "", evidence)
        if answer.status == 429:
            return Receipt.later(api.wait(answer), "rate_limited", evidence)
        return Receipt.unknown(evidence=evidence)

    def _denied(self, api: WalmartApi, status: int, token: str, evidence: str) -> Receipt:
        """A refused token is renewed at the next attempt; one that is refused when fresh needs a person."""
        api.spoiled(token)
        self._turned_away += 1
        person = status == 403 or self._turned_away > 1
        reason = "walmart_scope_missing" if status == 403 else "client_refused"
        return Receipt.later(RENEWED, reason if person else "", evidence, needs_sign_in=person)


def accepted(value: Fields, evidence: str) -> Receipt:
    """The order or the return as it now stands proves that the act was taken."""
    order = value.get("order")
    number = text(order, "purchaseOrderId") if isinstance(order, dict) else text(value, "returnOrderId")
    if not number and not rows(value, "refundLines"):
        return Receipt.unknown(evidence=f"{evidence} without number")
    return Receipt.sent(number, evidence)
