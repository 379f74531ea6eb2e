"""What eBay would refuse is not asked: a case that is closed, a reason it does not know, an amount nobody owes."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.connectors.aftersales import Act, Parcel, Verb
from app.connectors.ebay import cancellation_acts, inquiry_acts, return_acts
from app.connectors.ebay.acting import Plan
from app.connectors.ebay.cases import case_of, dispute_of
from app.domain.values import Money
from tests.fakes import START

API: Any = SimpleNamespace(hosts=SimpleNamespace(cases="https://cases.example"))
CLOSED, OPEN = {"status": "CLOSED"}, {"status": "OPEN"}


def act(verb: Verb, **more: object) -> Act:
    return Act("0" * 32, verb, "1", START, case_key="return:9", **more)  # type: ignore[arg-type]


def a_return(state: str = "RETURN_REQUESTED", *owed: tuple[int, str], **more: object) -> dict[str, Any]:
    """A return about which eBay reckons that this much is owed."""
    parts = [
        {
            "refundFeeType": f"PART_{n}",
            "estimatedAmount": {"value": f"{minor / 100:.2f}", "currency": currency},
        }
        for n, (minor, currency) in enumerate(owed)
    ]
    detail = {"refundInfo": {"estimatedRefundDetail": {"itemizedRefundDetails": parts}}}
    return {"summary": {"state": state, **more}, "detail": detail}


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (cancellation_acts.reject(API, act(Verb.REFUSE_CANCELLATION), {"cancelState": "CLOSED"}), "ebay_case_closed"),
        (inquiry_acts.answer(API, act(Verb.ANSWER_INQUIRY), CLOSED), "ebay_case_closed"),
        (inquiry_acts.escalate(API, act(Verb.DISPUTE, reason="BORED"), OPEN), "ebay_reason_unknown"),
        (inquiry_acts.escalate(API, act(Verb.DISPUTE, reason="OTHERS"), CLOSED), "ebay_case_closed"),
        (return_acts.received(API, act(Verb.CONFIRM_RECEIPT), a_return("CLOSED")), "ebay_case_closed"),
        (return_acts.escalate(API, act(Verb.DISPUTE, reason="BORED"), a_return()), "ebay_reason_unknown"),
        (return_acts.escalate(API, act(Verb.DISPUTE, reason="OTHER"), a_return("CLOSED")), "ebay_not_offered"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_any_more_is_said_at_once(plan: Plan, why: str) -> None:
    assert plan == why


EUR = (1500, "EUR")


@pytest.mark.parametrize(
    ("owed", "amount", "why"),
    [
        ((), None, "ebay_amount_missing"),
        ((EUR, (500, "USD")), None, "ebay_amount_missing"),
        ((), Money(100, "EUR"), "ebay_amount_wrong"),
        ((EUR,), Money(100, "USD"), "ebay_amount_wrong"),
        ((EUR,), Money(0, "EUR"), "ebay_amount_wrong"),
        ((EUR, (500, "EUR")), Money(2001, "EUR"), "ebay_more_than_paid"),
    ],
)
def test_no_more_goes_back_than_is_owed_and_nothing_in_another_currency(
    owed: tuple[tuple[int, str], ...], amount: Money | None, why: str
) -> None:
    assert (
        return_acts.refund(API, act(Verb.REFUND, amount=amount), a_return("RETURN_REQUESTED", *owed)) == why
    )


def test_what_ebay_reckons_as_a_whole_is_owed_where_it_names_no_parts() -> None:
    whole = {"sellerTotalRefund": {"estimatedRefundAmount": {"value": "15.00", "currency": "EUR"}}}
    assert return_acts.estimates(a_return(**whole)) == {return_acts.WHOLE: Money(1500, "EUR")}  # type: ignore[arg-type]
    assert return_acts.estimates(a_return()) == {}


@pytest.mark.parametrize("tracking", ["", "1Z7"])
def test_a_cancellation_is_refused_with_the_parcel_that_has_left(tracking: str) -> None:
    parcel = Parcel(carrier="UPS", tracking=tracking, shipped_at=START)
    plan: Any = cancellation_acts.reject(
        API, act(Verb.REFUSE_CANCELLATION, parcel=parcel), {"cancelState": "APPROVAL_PENDING"}
    )
    assert ("trackingNumber" in str(plan)) is bool(tracking)
    assert "shipmentDate" in str(plan)


@pytest.mark.parametrize("row", [{}, {"caseId": "1"}, {"paymentDisputeId": "1"}])
def test_a_case_without_its_number_or_its_order_is_nobodys(row: dict[str, Any]) -> None:
    assert case_of(row) is None
    assert dispute_of(row) is None
