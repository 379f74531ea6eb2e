"""What TikTok's answer to something we did proves: a yes, a no, not yet, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from app.connectors.contract import RateLimited, Receipt
from app.connectors.reading import Fields, sub, text
from app.connectors.tiktok.answers import (
    BUSY,
    DAY_IS_SPENT,
    NOTHING_KNOWN,
    SIGN_IN,
    code_of,
    is_about_time,
    is_about_token,
)
from app.connectors.tiktok.messages import CLOSED
from app.domain.errors import QuaysideError
from app.domain.outbox import ReceiptKind
from app.net.http import Answer

SOON = timedelta(seconds=5)
WAIT = timedelta(minutes=1)
NO_PROOF = frozenset({36009003, 36009007})
"""the platform's own failures: it may have been done"""
NOT_NOW = {45111012: timedelta(seconds=5), 25001028: timedelta(seconds=30)}
"""provably not done; asked again after a while"""
REFUSALS = {
    45101001: "tiktok_rejected",
    45101002: "tiktok_card_unknown",
    45101003: "tiktok_conversation_unknown",
    45101006: "tiktok_sensitive",
    45102007: "tiktok_conversation_unknown",
    45109001: CLOSED,
    45109003: "tiktok_may_not_start",
    45111001: "tiktok_card_unknown",
    45111017: "tiktok_card_unknown",
}
NAMES = ("message_id", "cancel_id", "package_id")
"""under which an answer names what came of the act"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A receipt in the making: whether a person is needed depends on how often a token was refused."""

    kind: ReceiptKind
    evidence: str
    remote_key: str = ""
    reason: str = ""
    after: timedelta = SOON
    needs_person: bool = False
    spoils_token: bool = False

    def receipt(self, *, a_person: bool) -> Receipt:
        """The receipt."""
        person = self.needs_person and a_person
        if self.kind is ReceiptKind.LATER:
            reason = self.reason if person or not self.needs_person else ""
            return Receipt.later(self.after, reason, self.evidence, needs_sign_in=person)
        return Receipt(self.kind, self.remote_key, self.reason, evidence=self.evidence)


def judge(answer: Answer, day_is_spent: Callable[[], RateLimited], *, names_itself: bool = True) -> Verdict:
    """What a complete answer proves. `names_itself`: a yes must say the number of what was made."""
    try:
        value = answer.object()
    except QuaysideError:
        return Verdict(ReceiptKind.UNKNOWN, f"{answer.status} without fields")
    code = code_of(value)
    evidence = f"{answer.status}/{code}"
    if answer.status == 429 or code == BUSY:
        return Verdict(ReceiptKind.LATER, evidence, reason="rate_limited", after=answer.retry_after or WAIT)
    if answer.status >= 500 or code in NO_PROOF or code == NOTHING_KNOWN:
        return Verdict(ReceiptKind.UNKNOWN, evidence)
    if code == 0:
        return done(value, answer.status, evidence, names_itself=names_itself)
    if code == DAY_IS_SPENT:
        after = day_is_spent().retry_after or WAIT
        return Verdict(ReceiptKind.LATER, evidence, reason="daily_quota", after=after)
    if code in NOT_NOW:
        return Verdict(ReceiptKind.LATER, evidence, reason="rate_limited", after=NOT_NOW[code])
    if is_about_time(value):
        return Verdict(ReceiptKind.LATER, evidence)
    if code in SIGN_IN:
        spoils = is_about_token(value)
        return Verdict(
            ReceiptKind.LATER, evidence, reason=SIGN_IN[code], needs_person=True, spoils_token=spoils
        )
    return Verdict(ReceiptKind.REFUSED, evidence, reason=REFUSALS.get(code, "tiktok_rejected"))


def done(value: Fields, status: int, evidence: str, *, names_itself: bool) -> Verdict:
    """A yes, where it says what came of it."""
    data = sub(value, "data")
    number = next((text(data, name) for name in NAMES if text(data, name)), "")
    if status != 200 or (names_itself and not number):
        return Verdict(ReceiptKind.UNKNOWN, f"{evidence} without id")
    return Verdict(ReceiptKind.SENT, evidence, remote_key=number)
