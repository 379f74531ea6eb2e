"""What an answer to something that must not happen twice proves: a yes, a no, a not yet, or nothing."""

from collections.abc import Callable
from datetime import timedelta

from app.connectors.contract import Receipt
from app.connectors.lazada.envelope import (
    ADDRESS_REFUSED,
    CLIENT_REFUSED,
    CLOCK,
    NO_RIGHT,
    SIGN_IN_AGAIN,
    THROTTLED,
    TOKEN_REFUSED,
    ban_of,
    code_of,
    message_of,
)
from app.connectors.reading import Fields, text
from app.domain.errors import QuaysideError
from app.net.http import Answer

RENEWED = timedelta(seconds=5)
KNOWN_NO = {
    "-22": "lazada_order_too_old",
    "MissingParameter": "lazada_rejected",
}
Yes = Callable[[Fields, str], Receipt]
"""reads an answer that refuses nothing"""


def judge(answer: Answer, yes: Yes, spoiled: Callable[[], bool]) -> Receipt:
    """Everything that is not proven is unknown. `spoiled` gives the token back, and says whether a person is needed."""
    evidence = str(answer.status)
    try:
        value = answer.object()
    except QuaysideError:
        return Receipt.unknown(evidence=f"{evidence} without fields")
    code = code_of(value)
    if not code:
        return yes(value, evidence) if answer.status == 200 else Receipt.unknown(evidence=evidence)
    return refusal(code, value, f"{evidence}/{code[:40]}", spoiled)


def refusal(code: str, value: Fields, evidence: str, spoiled: Callable[[], bool]) -> Receipt:
    """What a code proves. Only refusals of the gateway, and of what the caller sent, prove that nothing happened."""
    if code in THROTTLED:
        return Receipt.later(ban_of(value), "rate_limited", evidence)
    if code in TOKEN_REFUSED | SIGN_IN_AGAIN:
        person = spoiled()
        return Receipt.later(RENEWED, "sign_in_again" if person else "", evidence, needs_sign_in=person)
    if code in CLIENT_REFUSED:
        return Receipt.later(RENEWED, "client_refused", evidence, needs_sign_in=True)
    if code in ADDRESS_REFUSED:
        return Receipt.later(RENEWED, "lazada_address_refused", evidence, needs_sign_in=True)
    if code in CLOCK:
        return Receipt.later(RENEWED, "", evidence)
    if code in NO_RIGHT:
        return Receipt.refused("lazada_no_right", evidence)
    if code in KNOWN_NO:
        return Receipt.refused(KNOWN_NO[code], evidence)
    if text(value, "type") == "ISV":
        said = message_of(value)
        return Receipt.refused(f"remote:{said}" if said else "lazada_rejected", evidence)
    return Receipt.unknown(evidence=evidence)
