"""Acting on a shop's orders, returns and disputes: one mutation each, and a look where its outcome stays unknown.

A refund carries the act's own id as the platform's key against doubles: posted twice, it gives the first answer again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.connectors.aftersales import Act, Choice, Verb
from app.connectors.contract import Found, FoundSent, Receipt, Rejected
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.shopify.api import ShopifyApi, body
from app.connectors.shopify.case_deeds import CASE_DEEDS, DECLINE_REASONS
from app.connectors.shopify.deeds import CANCEL_REASONS, DEEDS, Deed
from app.connectors.shopify.looks import LOOKS
from app.connectors.shopify.verdicts import judge
from app.domain.errors import QuaysideError
from app.domain.shops import Login, Shop
from app.net.http import Answer
from app.net.sending import not_started, post_once

PREPARE = DEEDS | CASE_DEEDS
REASONS = {Verb.CANCEL: CANCEL_REASONS, Verb.REFUSE_RETURN: DECLINE_REASONS}


class ShopifyAfterSales:
    """One shop's third door; without the API's login it opens nothing."""

    def __init__(self, shop: Shop, logins: Mapping[str, Login], tools: Tools) -> None:
        self._tools = tools
        login = logins.get("api")
        self._api = ShopifyApi(login, tools) if login is not None else None
        self._turned_away = 0

    def verbs(self) -> frozenset[Verb]:
        """What this shop can do."""
        return frozenset(PREPARE) if self._api is not None else frozenset()

    def reasons(self, act: Act) -> tuple[Choice, ...]:
        """The platform's closed lists; it has no call that names them."""
        return tuple(Choice(key, key) for key in REASONS.get(act.verb, ()))

    def act(self, act: Act) -> Receipt:
        """Looks, then posts once."""
        api = self._api
        if api is None or act.verb not in PREPARE:
            return Receipt.refused("api_login_missing" if api is None else "shopify_cannot_do")
        try:
            deed = PREPARE[act.verb](api, act)
            if isinstance(deed, Receipt):
                return deed
            api.take(deed.question)
            token = api.token()
        except Rejected as error:
            return Receipt.refused(error.key, str(error.values.get("code", "")))
        except QuaysideError as error:
            return not_started(error)
        return post_once(
            self._tools.lines,
            proxy_of(api.login, self._tools),
            api.address,
            api.headers(token),
            body(deed.question, deed.variables),
            lambda answer: self._judge(api, deed, answer, token),
        )

    def find_act(self, act: Act, since: datetime) -> FoundSent:
        """Looks at the order, the return or the dispute."""
        if self._api is None or act.verb not in LOOKS:
            return FoundSent(Found.UNSURE)
        try:
            return FoundSent(LOOKS[act.verb](self._api, act, since))
        except Rejected:
            return FoundSent(Found.UNSURE)

    def close(self) -> None:
        """Drops the line."""
        if self._api is not None:
            self._api.close()

    def _judge(self, api: ShopifyApi, deed: Deed, answer: Answer, token: str) -> Receipt:
        """The verdict; a token that is refused when fresh needs a person."""
        api.learn(deed.question, answer)
        receipt = judge(answer, deed)
        if answer.status != 401:
            self._turned_away = 0
            return receipt
        api.spoiled(token)
        self._turned_away += 1
        if self._turned_away < 2:
            return receipt
        return replace(receipt, reason="shopify_token_refused", needs_sign_in=True)
