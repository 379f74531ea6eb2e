"""What TikTok Shop's answers mean: one envelope for everything, and a number for whatever went wrong."""

from datetime import timedelta

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.reading import Fields, sub, text, whole
from app.net.http import Answer

BUSY = 36009002
DAY_IS_SPENT = 45101004
TOKEN_ENDED = 105002
CREDENTIALS = 36009004
"""token, application key or time stamp: only the sentence beside it tells which"""
SIGNATURE = 106001
NO_RIGHT = 105005
WAIT = timedelta(minutes=1)
NOTHING_KNOWN = -1

PASSING = frozenset({36009003, 36009007, 45101001, 45101008, 25001028, 25001058, 25007002})
"""troubles of the platform's own that end by themselves"""
SIGN_IN = {
    TOKEN_ENDED: "sign_in_again",
    CREDENTIALS: "sign_in_again",
    101000: "sign_in_again",
    SIGNATURE: "client_refused",
    NO_RIGHT: "tiktok_right_missing",
    36009033: "tiktok_address_not_listed",
}
"""what a person must mend, with the key of its words"""
UNKNOWN_TALK = frozenset({45101003, 45102007})


def envelope(answer: Answer) -> Fields:
    """The answer's fields. Raises what a hurried or broken server means."""
    if answer.status == 429:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or WAIT)
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    return answer.object()


def code_of(value: Fields) -> int:
    """The platform's number: 0 where all went well."""
    return whole(value, "code", NOTHING_KNOWN)


def is_about_time(value: Fields) -> bool:
    """Whether our clock was the trouble."""
    return code_of(value) == CREDENTIALS and "timestamp" in text(value, "message").lower()


def is_about_token(value: Fields) -> bool:
    """Whether a fresh token may help."""
    return code_of(value) in (TOKEN_ENDED, CREDENTIALS) and not is_about_time(value)


def opened(value: Fields, answer: Answer) -> Fields:
    """What a successful answer brought, or the error it means."""
    code = code_of(value)
    if code == 0:
        return sub(value, "data")
    if code == BUSY:
        raise RateLimited("rate_limited", retry_after=answer.retry_after or WAIT)
    if code in PASSING or is_about_time(value):
        raise Unreachable("server_trouble", code=code)
    if code in SIGN_IN:
        raise AuthExpired(SIGN_IN[code], code=code)
    if code in UNKNOWN_TALK:
        raise Rejected("tiktok_conversation_unknown", code=code)
    if code == NOTHING_KNOWN:
        raise Surprise("unknown_status", content=answer.body, status=answer.status)
    raise Rejected("tiktok_rejected", code=code)
