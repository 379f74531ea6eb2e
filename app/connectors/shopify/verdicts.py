"""What Shopify's answer to a mutation proves: a yes, a no, not yet, or nothing."""

from datetime import timedelta

from app.connectors.contract import Receipt
from app.connectors.reading import Fields, rows, sub, text
from app.connectors.shopify.answers import (
    CLOSED,
    DENIED,
    INACTIVE,
    THEIRS,
    THROTTLED,
    TOO_OFTEN,
    codes_of,
    wait_of,
)
from app.connectors.shopify.deeds import Deed
from app.domain.errors import QuaysideError
from app.net.http import Answer

SOON = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
RUNNING = "job runs"
"""a cancellation was taken on and is not done yet: the order itself will show it"""


def judge(answer: Answer, deed: Deed) -> Receipt:
    """The three layers, outermost first. A refused token is a LATER without a person; the caller counts them."""
    evidence = str(answer.status)
    if answer.status in TOO_OFTEN:
        return Receipt.later(answer.retry_after or MINUTE, "rate_limited", evidence)
    if answer.status == 401:
        return Receipt.later(SOON, "", evidence)
    if answer.status == 403:
        return Receipt.later(SOON, "shopify_scope_missing", evidence, needs_sign_in=True)
    if answer.status in CLOSED:
        return Receipt.refused(CLOSED[answer.status], evidence)
    try:
        value = answer.object()
    except QuaysideError:
        return Receipt.unknown(evidence=f"{evidence} without fields")
    if answer.status != 200:
        return Receipt.unknown(evidence=evidence)
    codes = codes_of(value)
    return beside(value, codes, answer) if codes else inside(value, deed)


def beside(value: Fields, codes: list[str], answer: Answer) -> Receipt:
    """Errors beside the data: nothing was done where the operation did not run."""
    evidence = f"200/{codes[0] or 'error'}"[:80]
    if THROTTLED in codes:
        return Receipt.later(wait_of(value, answer), "rate_limited", evidence)
    if INACTIVE in codes:
        return Receipt.refused("shopify_shop_frozen", evidence)
    if DENIED in codes and not any(sub(value, "data").values()):
        return Receipt.later(SOON, "shopify_scope_missing", evidence, needs_sign_in=True)
    if THEIRS & set(codes) or "data" in value:
        return Receipt.unknown(evidence=evidence)
    return Receipt.refused("shopify_rejected", evidence)


def inside(value: Fields, deed: Deed) -> Receipt:
    """The payload: its own errors are a no, the named object is a yes."""
    payload = sub(value, "data", deed.field)
    errors = rows(payload, deed.errors)
    if errors:
        said = text(errors[0], "message").strip()[:300]
        evidence = f"200/{text(errors[0], 'code') or 'userError'}"[:80]
        return Receipt.refused(f"remote:{said}" if said else "shopify_rejected", evidence)
    made = sub(payload, deed.proof)
    if not text(made, "id"):
        return Receipt.unknown(evidence="200 without id")
    if made.get("done") is False:
        return Receipt.unknown(RUNNING, text(made, "id"))
    return Receipt.sent(text(made, "id"), "200")
