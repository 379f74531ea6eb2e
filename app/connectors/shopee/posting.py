"""One post to Shopee that must not happen twice, and what its answer proves."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta

from app.connectors.manifests import Tools
from app.connectors.reading import Fields, sub, text
from app.connectors.shopee.answers import UNDECLARED, Fault, fault_of, to_a_person
from app.connectors.shopee.api import BREATH, ShopeeApi
from app.domain.errors import AuthExpired, QuaysideError, RateLimited, Rejected
from app.domain.outbox import Receipt
from app.domain.shops import Login
from app.net.http import Answer
from app.net.sending import not_started

SOON = timedelta(seconds=5)
TO_DECLARE = timedelta(minutes=15)
"""a person must declare our address first"""

Words = Callable[[Fault], str]
"""the key of our sentence for a refusal; '' where the platform's own is better"""


class Poster:
    """The way out of one shop."""

    def __init__(self, login: Login, tools: Tools, number: str) -> None:
        self.api = ShopeeApi(login, tools, number, for_person=True)
        self._turned_away = 0

    def post(
        self, path: str, body: Mapping[str, object], key_of: Callable[[Fields], str], words: Words
    ) -> Receipt:
        """One post over a fresh connection. `key_of` finds the number of what was made in a successful answer."""
        try:
            self.api.whose()  # tells Shopee's time: a post with a wrong one would be refused
            token = self.api.token()
            self.api.allow()
        except QuaysideError as error:
            return not_posted(error)
        return self.api.post_once(
            self.api.address(path, token),
            {"accept": "application/json", "content-type": "application/json"},
            json.dumps(body, ensure_ascii=False).encode(),
            lambda answer: self._judge(answer, token, key_of, words),
        )

    def _judge(self, answer: Answer, token: str, key_of: Callable[[Fields], str], words: Words) -> Receipt:
        """A proven yes, a proven no, or unknown."""
        evidence = str(answer.status)
        try:
            value = answer.object()
        except QuaysideError:
            return Receipt.unknown(f"{evidence} without fields")
        fault = fault_of(answer)
        if not fault.well:
            return self._refused(answer, fault, token, words)
        self._turned_away = 0
        key = key_of(sub(value, "response"))
        done = answer.status == 200 and bool(key)
        return Receipt.sent(key, evidence) if done else Receipt.unknown(f"{evidence} without id")

    def _refused(self, answer: Answer, fault: Fault, token: str, words: Words) -> Receipt:
        evidence = f"{answer.status}/{fault.word}"
        try:
            self.api.heed(answer, fault)
        except RateLimited as error:
            return Receipt.later(error.retry_after or BREATH, error.key, evidence)
        if fault.stale_token:
            self.api.refused(token)
            self._turned_away += 1
            person = self._turned_away > 1
            return Receipt.later(SOON, "sign_in_again" if person else "", evidence, needs_sign_in=person)
        if fault.wrong_clock:
            self.api.forget()
            return Receipt.later(SOON, "clock_differs", evidence)
        trouble = to_a_person(fault)
        if isinstance(trouble, AuthExpired):
            return Receipt.later(SOON, trouble.key, evidence, needs_sign_in=True)
        if trouble is not None and trouble.key == UNDECLARED:
            return Receipt.later(TO_DECLARE, trouble.told, evidence)
        if fault.refuses or trouble is not None:
            return Receipt.refused(words(fault) or sentence(fault), evidence)
        return Receipt.unknown(evidence)


def not_posted(error: QuaysideError) -> Receipt:
    """The receipt for trouble before the post: what Shopee refused then, it would refuse again."""
    if not isinstance(error, Rejected):
        return not_started(error)
    if error.key == UNDECLARED:
        return Receipt.later(TO_DECLARE, error.told, error.key)
    return Receipt.refused(error.told, error.key)


def sentence(fault: Fault) -> str:
    """The platform's own words, or that it said no without any."""
    return f"remote:{fault.sentence[:300]}" if fault.sentence else "shopee_rejected"


def response_key(name: str) -> Callable[[Fields], str]:
    """Finds a number under one name."""
    return lambda value: text(value, name)
