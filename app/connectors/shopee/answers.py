"""What Shopee's answers mean: `error` decides, not the status, and three different words say that all is well."""

import re
from dataclasses import dataclass

from app.connectors.contract import AuthExpired, RateLimited, Rejected, Surprise, Unreachable
from app.connectors.reading import Fields, text
from app.domain.errors import QuaysideError
from app.net.http import Answer

WELL = ("", "-", "success")
STALE = frozenset({"invalid_acceess_token", "invalid_access_token"})
"""the first is misspelt on the wire"""
KEYS = frozenset({"error_sign", "invalid_partner_id"})
LINK_ENDED = frozenset(
    {
        "refresh_token_expired",
        "error_shop_refresh_token",
        "shop_access_expired",
        "shop_no_linked",
        "partner_shop_no_link",
        "invalid_shop_id",
        "invalid_main_acount_id",
    }
)
NO_RIGHT = frozenset({"error_api_permission", "error_ashop_api_permission", "error_api_call_restricted"})
CLOSED = frozenset({"shop_banned", "error_kyc_auth"})
PASSING = frozenset({"error_server", "error_network", "error_data", "error_inner", "error_system"})
REFUSED = frozenset(
    {"error_param", "error_not_found", "error_shop", "error_permission", "err_data", "user_is_forbidden"}
)
REFUSING = ("order.", "logistics.", "returnsn.", "dispute.", "format.", "image.", "error_negotiation", "error_no_",
            "error_ongoing", "error_return")  # fmt: skip
"""beginnings of words by which a part of Shopee says no"""
UNDECLARED = "shopee_address_undeclared"
CORE_TROUBLE = "Core server error."
"""the returns list says so behind words that elsewhere mean a no"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What an answer complains about; nothing where all is well."""

    word: str = ""
    sentence: str = ""

    @property
    def well(self) -> bool:
        """Whether the call succeeded."""
        return self.word in WELL

    @property
    def stale_token(self) -> bool:
        """The access token has ended: renew it and ask once more."""
        return self.word in STALE or (self.word == "error_auth" and "access_token" in self.sentence)

    @property
    def wrong_clock(self) -> bool:
        """Our time is not theirs: the answer's own date says by how much."""
        return self.word == "error_param" and "imestamp" in self.sentence

    @property
    def day_is_spent(self) -> bool:
        """The application's calls of the day are used up."""
        return self.word == "error_limit" and "daily" in self.sentence

    @property
    def too_fast(self) -> bool:
        """Too many calls in a moment."""
        return self.word == "error_rate_limit"

    @property
    def address(self) -> str:
        """The address that Shopee saw us come from, where it says so."""
        found = re.search(r"\(([0-9a-fA-F.:]{3,45})\)", self.sentence)
        return found[1] if found else ""

    @property
    def refuses(self) -> bool:
        """Shopee understood and said no: nothing was done."""
        if self.sentence == CORE_TROUBLE or self.word in PASSING:
            return False
        known = self.word in (*REFUSED, *NO_RIGHT, *CLOSED, *LINK_ENDED) or self.word.startswith(REFUSING)
        return known and not self.wrong_clock


def fault_of(answer: Answer) -> Fault:
    """The complaint of an answer; none where it is no answer of Shopee's at all."""
    try:
        value = answer.object()
    except QuaysideError:
        return Fault()
    return Fault(text(value, "error").strip(), text(value, "message").strip())


def read(answer: Answer) -> Fields:
    """A successful answer's fields, or the error it means. Tokens, clock and allowances are the caller's matter."""
    if answer.status >= 500:
        raise Unreachable("server_trouble", status=answer.status)
    value = answer.object()
    fault = fault_of(answer)
    if not fault.well:
        raise error_of(fault, answer)
    if answer.status != 200:
        raise Surprise("unknown_status", content=answer.body, status=answer.status)
    return value


def error_of(fault: Fault, answer: Answer) -> QuaysideError:
    """What a complaint means for whoever asked."""
    word = fault.word
    if fault.too_fast or answer.status == 429:
        return RateLimited("rate_limited", retry_after=answer.retry_after)
    if word in PASSING or fault.sentence == CORE_TROUBLE:
        return Unreachable("server_trouble", status=answer.status)
    return to_a_person(fault) or Surprise("unknown_error", content=answer.body, word=word)


def to_a_person(fault: Fault) -> QuaysideError | None:
    """What a person can end, with the sentence that says how."""
    word, sentence = fault.word, fault.sentence
    if word == "source_ip_undeclared":
        return Rejected(UNDECLARED, about=fault.address)
    if word == "error_partner_key_expired":
        return AuthExpired("shopee_key_expired")
    if word in KEYS or (word in ("error_param", "error_auth") and "partner_id" in sentence):
        return AuthExpired("client_refused")
    if word in CLOSED:
        return Rejected("shopee_shop_closed")
    if word in NO_RIGHT or (word == "error_auth" and "ermission" in sentence):
        return Rejected("shopee_no_right", code=word)
    if word in LINK_ENDED or word == "error_auth" or fault.stale_token:
        return AuthExpired("sign_in_again")
    if word == "invalid_code":
        return Rejected("shopee_code_spent")
    if word == "api_suspended" or "offline" in sentence:
        return Rejected("shopee_call_gone", code=word)
    return Rejected("shopee_rejected", code=word) if fault.refuses or fault.wrong_clock else None
