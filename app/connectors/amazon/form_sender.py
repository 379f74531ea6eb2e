"""Sends Amazon's ready-made messages and its review request: what may leave is asked first, then one attempt is made.

Nothing that was sent this way can be read back. A review request is offered once for each order: while Amazon still
offers it, it did not arrive; when Amazon no longer does, it holds it for done. Of the others nobody can tell, and a
person is asked.
"""

import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.forms import KINDS, REVIEW, forms_of, objection, offered_in
from app.connectors.amazon.market import market_of
from app.connectors.amazon.uploads import attach
from app.connectors.contract import Form, Found, FoundSent, Outbound, Receipt, Rejected
from app.connectors.reading import sub, text
from app.domain.errors import AuthExpired, QuaysideError
from app.domain.shops import Shop
from app.net.http import Answer
from app.net.sending import not_started

MESSAGES = "/messaging/v1/orders"
SOLICITATIONS = "/solicitations/v1/orders"


@dataclass(frozen=True, slots=True)
class FormSender:
    """One seller's ready-made messages."""

    shop: Shop
    api: AmazonApi

    def forms(self, order: str) -> tuple[Form, ...]:
        """Every kind, with a reason where Amazon does not offer it for this order now."""
        market = market_of(self.api, self.shop, order)
        offered = self._messages(order, market) | self._reviews(order, market)
        return forms_of(offered, self._language(order, market) if offered else "")

    def send(self, outbound: Outbound) -> Receipt:
        """Looks whether it may leave, uploads its files, posts once."""
        kind = KINDS.get(outbound.form)
        if kind is None or not outbound.order_key:
            return Receipt.refused("form_unknown")
        words = unicodedata.normalize("NFC", outbound.text).strip()
        if why := objection(kind, words, len(outbound.files)):
            return Receipt.refused(why)
        try:
            market = market_of(self.api, self.shop, outbound.order_key)
            if outbound.form not in self._offered(outbound.form, outbound.order_key, market):
                return Receipt.refused(kind.usually)
            return self._post(outbound, words, market)
        except (AuthExpired, Rejected) as error:
            # Nothing has left. The way of the mails is in order, so nobody is asked to sign in there.
            return Receipt.refused(error.told, error.key)
        except QuaysideError as error:
            return not_started(error)

    def find(self, outbound: Outbound) -> FoundSent:
        """What Amazon still offers says whether a review request arrived; of messages it says nothing."""
        if outbound.form != REVIEW:
            return FoundSent(Found.UNSURE)
        market = market_of(self.api, self.shop, outbound.order_key)
        open_still = REVIEW in self._reviews(outbound.order_key, market)
        return FoundSent(Found.NO if open_still else Found.YES)

    def close(self) -> None:
        """Drops the line."""
        self.api.close()

    # --- what is offered ---

    def _offered(self, form: str, order: str, market: str) -> frozenset[str]:
        return self._reviews(order, market) if form == REVIEW else self._messages(order, market)

    def _messages(self, order: str, market: str) -> frozenset[str]:
        query = {"marketplaceIds": market}
        return offered_in(self.api.get("form_actions", f"{MESSAGES}/{order}", query))

    def _reviews(self, order: str, market: str) -> frozenset[str]:
        query = {"marketplaceIds": market}
        return offered_in(self.api.get("review_actions", f"{SOLICITATIONS}/{order}", query))

    def _language(self, order: str, market: str) -> str:
        """Which language Amazon wants; the messages may leave also where it does not say."""
        with suppress(QuaysideError):
            query = {"marketplaceIds": market}
            answer = self.api.get("form_language", f"{MESSAGES}/{order}/attributes", query)
            return text(sub(answer, "buyer"), "locale")
        return ""

    # --- the one attempt ---

    def _post(self, outbound: Outbound, words: str, market: str) -> Receipt:
        order, form = outbound.order_key, outbound.form
        query = {"marketplaceIds": market}
        if form == REVIEW:
            return self.api.once(
                "review", f"{SOLICITATIONS}/{order}/solicitations/{REVIEW}", None, query, judged
            )
        body: dict[str, object] = {"text": words} if words else {}
        if outbound.files:
            body["attachments"] = [attach(self.api, order, form, market, file) for file in outbound.files]
        return self.api.once("form", f"{MESSAGES}/{order}/messages/{form}", body, query, judged)


def judged(answer: Answer, code: str, evidence: str) -> Receipt:
    """201 is a yes, an error that Amazon names is a no, and everything else proves nothing."""
    if answer.status == 201 and not answer.looks_like_html and not code:
        return Receipt.sent("", evidence) if whole(answer) else Receipt.unknown(evidence)
    if code and answer.status in (400, 401, 403, 404, 413, 415):
        return Receipt.refused("amazon_form_refused", evidence)
    return Receipt.unknown(evidence)


def whole(answer: Answer) -> bool:
    """Whether the answer came as Amazon wrote it: an empty object, or nothing."""
    try:
        return not answer.body.strip() or isinstance(answer.json(), dict)
    except QuaysideError:
        return False
