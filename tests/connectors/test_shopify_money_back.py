"""A refund spread over an order's payments: to the cent what was meant, and refused where it is not certain."""

import pytest

from app.connectors.aftersales import Act, ActLine, Verb
from app.connectors.contract import Rejected
from app.connectors.reading import Fields
from app.connectors.shopify.money_back import Payment, plan_of
from app.domain.values import Money
from tests.connectors.shopify_bench import KEY, cash
from tests.fakes import FakeClock

FIRST, SECOND = ("gid://shopify/LineItem/1", "gid://shopify/LineItem/2")


def paid(number: str, amount: str, **more: object) -> Fields:
    """One payment as Shopify suggests to pay it back."""
    usual: dict[str, object] = {
        "parentTransaction": {"id": f"gid://shopify/OrderTransaction/{number}"},
        "gateway": "shopify_payments",
        "amountSet": cash(amount),
        "maximumRefundableSet": cash(amount),
    }
    return usual | more  # type: ignore[return-value]


def an_order(*payments: Fields, most: str = "30.00") -> Fields:
    return {
        "presentmentCurrencyCode": "EUR",
        "lineItems": {"nodes": [{"id": one, "refundableQuantity": 2} for one in (FIRST, SECOND)]},
        "suggestedRefund": {
            "maximumRefundableSet": cash(most),
            "suggestedTransactions": list(payments),
            "refundLineItems": [],
        },
    }


def refund(amount: Money | None = None, *lines: ActLine) -> Act:
    return Act(KEY, Verb.REFUND, "#1001", FakeClock().now(), amount=amount, lines=lines)


def given(act: Act, order: Fields) -> list[tuple[str, str]]:
    return [(one.parent.rpartition("/")[2], one.amount) for one in plan_of(act, order).payments]


def test_a_stated_amount_takes_of_each_payment_only_what_is_still_needed() -> None:
    order = an_order(paid("1", "10.00"), paid("2", "15.00"), paid("3", "5.00"))
    assert given(refund(Money(1200, "EUR")), order) == [("1", "10.00"), ("2", "2.00")]
    assert given(refund(), order) == [("1", "10.00"), ("2", "15.00"), ("3", "5.00")]


def test_a_payment_that_is_paid_back_already_is_passed_over() -> None:
    order = an_order(paid("1", "0.00"), paid("2", "15.00"))
    assert given(refund(), order) == [("2", "15.00")]
    assert given(refund(Money(500, "EUR")), order) == [("2", "5.00")]


@pytest.mark.parametrize(
    "lacking",
    [{"parentTransaction": None}, {"gateway": ""}, {"amountSet": None, "maximumRefundableSet": None}],
)
def test_a_payment_that_cannot_be_named_gets_nothing_and_its_share_is_given_to_no_other(
    lacking: dict[str, object],
) -> None:
    order = an_order(paid("1", "10.00", **lacking), paid("2", "15.00"))
    assert given(refund(Money(1500, "EUR")), order) == [("2", "15.00")]
    with pytest.raises(Rejected, match="shopify_more_than_paid"):
        plan_of(refund(Money(1501, "EUR")), order)
    with pytest.raises(Rejected, match="shopify_nothing_to_refund"):
        plan_of(refund(), an_order(paid("1", "10.00", **lacking)))


def test_lines_that_state_their_amounts_are_added_up() -> None:
    act = refund(None, ActLine(FIRST, 1, Money(300, "EUR")), ActLine(SECOND, 1, Money(450, "EUR")))
    plan = plan_of(act, an_order(paid("1", "30.00")))
    assert plan.payments == (Payment("gid://shopify/OrderTransaction/1", "shopify_payments", "7.50"),)
    assert not plan.shipping


@pytest.mark.parametrize("other", [None, Money(450, "USD")])
def test_lines_whose_sum_nobody_knows_are_refused(other: Money | None) -> None:
    act = refund(None, ActLine(FIRST, 1, Money(300, "EUR")), ActLine(SECOND, 1, other))
    with pytest.raises(Rejected, match="shopify_amount_wrong"):
        plan_of(act, an_order(paid("1", "30.00")))
