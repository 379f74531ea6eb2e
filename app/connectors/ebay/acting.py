"""How an act on an order or a case is done at eBay: look at the matter, tell from it whether it is done, then post.

eBay has no key by which it would know a call again. So every act reads its matter first, and what shows there already
is not done a second time.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.connectors.aftersales import Act, Choice
from app.connectors.contract import Found, Receipt
from app.connectors.ebay.api import Complaint, EbayApi
from app.connectors.ebay.posting import Call, Proof, sentence
from app.connectors.reading import Fields, in_units, rows, sub, text
from app.domain.values import Money

Plan = Call | str
"""what to post, or the key of why it would be refused"""
NO_CHOICES: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One verb of one kind of matter."""

    look: Callable[[EbayApi, Act], Fields]
    """the matter as it stands; may raise the contract's errors"""
    shown: Callable[[Act, Fields, datetime], Found]
    """whether the matter shows the act, done since a moment of eBay's clock"""
    plan: Callable[[EbayApi, Act, Fields], Plan]
    """may lay up files, which may be repeated"""
    reasons: tuple[str, ...] = NO_CHOICES


REFUSALS = {
    33102: "ebay_evidence_missing",
    34914: "ebay_line_unknown",
    34915: "ebay_more_than_paid",
    34916: "ebay_case_first",
    34917: "ebay_already_refunded",
    34920: "ebay_too_late",
    34922: "ebay_refund_under_way",
    34924: "ebay_more_than_paid",
    34929: "ebay_payment_under_way",
}
"""our own sentences; otherwise eBay's own one says more"""


def refusal(complaint: Complaint) -> str:
    """Why an act was refused."""
    return REFUSALS.get(complaint.number) or sentence(complaint)


def call(url: str, body: Mapping[str, object] | None, proof: Proof, *, signs: bool = False) -> Call:
    """A post; without a body where the call has none."""
    content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    return Call(url, content, proof, refusal, older="/post-order/" in url, signs=signs)


def done(key: str) -> Proof:
    """An answer that says no more than yes."""
    return lambda value, evidence: Receipt.sent(key, evidence)


def paid_back(key: str, *path: str) -> Proof:
    """An answer that says what became of the money; `refundStatus` lies at a path."""

    def proof(value: Fields, evidence: str) -> Receipt:
        state = text(sub(value, *path), "refundStatus")
        evidence = f"{evidence} {state}"[:80]
        if not state:
            return Receipt.unknown(evidence=evidence)
        return (
            Receipt.refused("ebay_refund_failed", evidence)
            if state == "FAILED"
            else Receipt.sent(key, evidence)
        )

    return proof


def case_of(act: Act, kind: str) -> str:
    """The number of a case, with or without its kind before it."""
    return act.case_key.removeprefix(f"{kind}:")


def said(act: Act) -> Mapping[str, object]:
    """A comment as the Post-Order API takes it; nothing where nothing was said."""
    return {"comments": {"content": act.comment}} if act.comment else {}


def older_amount(amount: Money) -> Mapping[str, object]:
    """An amount as the Post-Order API writes it: a number."""
    return {"value": float(in_units(amount)), "currency": amount.currency}


def amount(money: Money) -> Mapping[str, object]:
    """An amount as the newer interfaces write it: a text."""
    return {"value": str(in_units(money)), "currency": money.currency}


def words_in(value: Fields, name: str, word: str) -> frozenset[str]:
    """One word of every row of a list."""
    return frozenset(text(row, word) for row in rows(value, name)) - {""}


def verdict(*, yes: bool, no: bool) -> Found:
    """What is neither is uncertain."""
    return Found.YES if yes else Found.NO if no else Found.UNSURE


def choices(keys: tuple[str, ...], *, needs_picture: bool = False) -> tuple[Choice, ...]:
    """The platform's closed list."""
    return tuple(Choice(key, key, needs_picture=needs_picture) for key in keys)
