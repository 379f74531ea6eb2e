"""One post to eBay that must not happen twice, and what its answer proves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from app.connectors.ebay.api import JSON, Complaint, EbayApi, complaint_of
from app.connectors.ebay.signatures import signed
from app.connectors.ebay.signing_keys import KeyRing
from app.connectors.mail_logins import proxy_of
from app.connectors.manifests import Tools
from app.connectors.reading import Fields
from app.domain.errors import QuaysideError, Rejected
from app.domain.outbox import Receipt
from app.domain.shops import Login
from app.net.http import Answer
from app.net.sending import not_started, post_once

RENEWED = timedelta(seconds=5)
THROTTLED = timedelta(minutes=5)
CHANGED = 33011
"""a payment dispute went on while we looked at it"""
SIGNATURE = range(215000, 216000)
"""errors about the signature of a call"""

Proof = Callable[[Fields, str], Receipt]
"""what the fields of a successful answer prove, with the evidence so far"""
Words = Callable[[Complaint], str]
"""our key for a refusal, or the platform's own sentence behind `remote:`"""


@dataclass(frozen=True, slots=True)
class Call:
    """What is posted where."""

    url: str
    body: bytes
    proof: Proof
    words: Words
    older: bool = False
    """the Post-Order API's scheme"""
    signs: bool = False


class Poster:
    """The way out of one login."""

    def __init__(self, login: Login, tools: Tools) -> None:
        self._login, self._tools = login, tools
        self.api = EbayApi(login, tools)
        self._keys = KeyRing(self.api, login, tools)
        self._turned_away = 0
        self._signed_wrong = 0

    def post(self, call: Call) -> Receipt:
        """One post over a fresh connection."""
        try:
            token = self.api.token()
            headers = self._headers(call, token)
        except QuaysideError as error:
            return not_posted(error)
        proxy = proxy_of(self._login, self._tools)
        return post_once(
            self._tools.lines,
            proxy,
            call.url,
            headers,
            call.body,
            lambda answer: self.judge(answer, token, call),
        )

    def _headers(self, call: Call, token: str) -> dict[str, str]:
        headers = {"authorization": f"{'IAF' if call.older else 'Bearer'} {token}", "accept": JSON}
        if call.body:
            headers["content-type"] = JSON
        if call.signs:
            headers |= signed(self._keys.key(), "POST", call.url, call.body, self.api.now())
        return headers

    def judge(self, answer: Answer, token: str, call: Call) -> Receipt:
        """What a complete answer proves; everything that is not proven is unknown."""
        evidence = str(answer.status)
        try:
            value = answer.object() if answer.body.strip() else {}
        except QuaysideError:
            return Receipt.unknown(evidence=f"{evidence} without fields")
        if answer.status in (200, 201, 204):
            self._turned_away = self._signed_wrong = 0
            return call.proof(value, evidence)
        complaint = complaint_of(value)
        evidence = f"{evidence}/{complaint.number}"
        if not complaint.number:
            return Receipt.unknown(evidence=evidence)
        return self._refused(answer, token, call.words, complaint, evidence)

    def _refused(
        self, answer: Answer, token: str, words: Words, complaint: Complaint, evidence: str
    ) -> Receipt:
        if complaint.number in SIGNATURE:
            return self._unsigned(evidence)
        if answer.status == 409 and complaint.number == CHANGED:
            return Receipt.later(RENEWED, evidence=evidence)
        if answer.status in (400, 404, 409, 413):
            return Receipt.refused(words(complaint), evidence)
        if answer.status in (401, 403):
            return self._denied(answer.status, token, evidence)
        if answer.status == 429 or (answer.status == 503 and answer.retry_after is not None):
            return Receipt.later(answer.retry_after or THROTTLED, "rate_limited", evidence)
        return Receipt.unknown(evidence=evidence)

    def _unsigned(self, evidence: str) -> Receipt:
        """A key may have been taken back: another is made once. What is refused again needs a person."""
        self._keys.forget()
        self._signed_wrong += 1
        if self._signed_wrong > 1:
            return Receipt.refused("ebay_signature_refused", evidence)
        return Receipt.later(RENEWED, evidence=evidence)

    def _denied(self, status: int, token: str, evidence: str) -> Receipt:
        """A refused token is renewed at the next attempt; one that is refused when fresh needs a person."""
        self.api.spoiled(token)
        self._turned_away += 1
        person = status == 403 or self._turned_away > 1
        reason = "ebay_scope_missing" if status == 403 else "sign_in_again"
        return Receipt.later(RENEWED, reason if person else "", evidence, needs_sign_in=person)


def not_posted(error: QuaysideError) -> Receipt:
    """The receipt for trouble before the post: what eBay refused then, it would refuse again."""
    return Receipt.refused(error.told, error.key) if isinstance(error, Rejected) else not_started(error)


def sentence(complaint: Complaint) -> str:
    """The platform's own words, or that it said no without any."""
    return f"remote:{complaint.sentence[:300]}" if complaint.sentence else "ebay_rejected"
