"""One call that changes something at AliExpress, made once, and what its answer proves."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from app.connectors.aliexpress.answers import (
    Complaint,
    Fault,
    bare,
    complaint_in,
    flag,
    sentence,
)
from app.connectors.aliexpress.api import CALLS, FORM, AliExpressApi
from app.connectors.contract import Receipt
from app.connectors.reading import Fields, sub, text
from app.domain.errors import QuaysideError
from app.net.http import Answer
from app.net.sending import not_started

SOON = timedelta(seconds=5)
BUSY = timedelta(minutes=1)
YES = ("success", "result_success", "is_success", "result_object")
"""where answers say that it was done; which one depends on the call"""


class Deeds:
    """Posts for one login; remembers how often in a row it was turned away."""

    def __init__(self, api: AliExpressApi) -> None:
        self.api = api
        self._turned_away = 0

    def post(
        self, method: str, parameters: Mapping[str, str], number: Callable[[Fields], str] = lambda _: ""
    ) -> Receipt:
        """One attempt over a fresh connection; `number` reads the platform's number of what was done."""
        api = self.api
        try:
            token = api.token()
            call = api.signed(method, token, parameters)
            api.day.take(for_person=True)
        except QuaysideError as error:
            return not_started(error)
        return api.post_once(
            call.url, FORM, call.content or b"", lambda answer: self._judge(answer, token, number)
        )

    def _judge(self, answer: Answer, token: str, number: Callable[[Fields], str]) -> Receipt:
        """What a complete answer proves; everything that is not proven is unknown."""
        evidence = str(answer.status)
        if answer.status == 429:
            return Receipt.later(answer.retry_after or BUSY, "rate_limited", evidence)
        if answer.status >= 500:
            return Receipt.unknown(evidence)
        try:
            value = bare(answer.object())
        except QuaysideError:
            return Receipt.unknown(f"{evidence} without fields")
        complaint = complaint_in(value)
        if complaint is not None:
            return self._turned(complaint, token)
        self._turned_away = 0
        done = said_yes(value)
        if done is None:
            return Receipt.unknown(f"{evidence} without outcome")
        if done:
            return Receipt.sent(number(value), evidence)
        inner = sub(value, "result") or value
        return Receipt.refused(sentence(text(inner, "error_message") or text(inner, "error_msg")), evidence)

    def _turned(self, complaint: Complaint, token: str) -> Receipt:
        """The gateway did not let it through. What failed behind the gateway may have been done all the same."""
        match complaint.fault:
            case Fault.BACKEND:
                return Receipt.unknown(complaint.code)
            case Fault.THROTTLED:
                wait = self.api.buckets.refused(CALLS, complaint.wait)
                return Receipt.later(wait, "rate_limited", complaint.code)
            case Fault.DAY_SPENT:
                spent = self.api.day_is_spent()
                return Receipt.later(spent.retry_after or BUSY, spent.key, complaint.code)
            case Fault.PERMISSION:
                return Receipt.refused(Fault.PERMISSION.value, complaint.code)
            case Fault.REFUSED:
                return Receipt.refused(sentence(complaint.words), complaint.code)
        if complaint.fault is Fault.TOKEN:
            self.api.spoiled(token)
        self._turned_away += 1
        reason = "sign_in_again" if complaint.fault is Fault.TOKEN else "client_refused"
        reason = complaint.fault.value if complaint.fault is Fault.ADDRESS else reason
        # Once may be a stale token or a wrong clock, both mended by now.
        again = self._turned_away > 1 or complaint.fault in (Fault.ADDRESS, Fault.CLIENT)
        return Receipt.later(SOON, reason, complaint.code, needs_sign_in=again)


def said_yes(value: Fields) -> bool | None:
    """Whether an accepted call says that it was done; None where it says neither."""
    for layer in (value, sub(value, "result")):
        for name in YES:
            said = flag(layer, name)
            if said is not None:
                return said
    return flag(value, "result")
