"""A sign-in that ends is told of in good time, and never on the day it was given."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.readmodels import LoginRow
from app.domain.shops import Health
from app.domain.terms import Term
from app.domain.values import LoginId
from tests.views.fakes import an_id

GIVEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)


def a_login(term: Term | None) -> LoginRow:
    ends, told = (term.ends, term.told_from) if term else (None, None)
    return LoginRow(LoginId(an_id("login")), "ebay", "x", Health.OK, "", None, None, 0, 0, {}, ends, told)


@pytest.mark.parametrize(
    ("lives", "ahead"),
    [
        pytest.param(timedelta(days=548), 30 * DAY, id="eBay, 18 months"),
        pytest.param(timedelta(days=365), 30 * DAY, id="TikTok and a Shopee consent, a year"),
        pytest.param(timedelta(days=180), 30 * DAY, id="Lazada, 180 days"),
        pytest.param(timedelta(days=150), 30 * DAY, id="where both rules meet"),
        pytest.param(timedelta(days=30), 6 * DAY, id="AliExpress and a Shopee token, 30 days"),
        pytest.param(timedelta(days=14), timedelta(days=2.8), id="Lazada in test, 14 days"),
        pytest.param(timedelta(hours=4), timedelta(minutes=48), id="Shopee, four hours"),
    ],
)
def test_the_word_comes_thirty_days_before_the_end_or_in_the_last_fifth(
    lives: timedelta, ahead: timedelta
) -> None:
    term = Term(GIVEN + lives, GIVEN)
    login = a_login(term)
    assert term.told_from == term.ends - ahead
    assert not login.ends_soon(GIVEN)
    assert not login.ends_soon(term.told_from - MOMENT)
    assert login.ends_soon(term.told_from)
    assert login.ends_soon(term.ends + DAY)


def test_where_nobody_knows_since_when_it_is_thirty_days() -> None:
    assert Term(GIVEN).told_from == GIVEN - 30 * DAY


def test_what_never_ends_is_never_told_of() -> None:
    assert not a_login(None).ends_soon(GIVEN + 10_000 * DAY)  # Amazon, Walmart, a mailbox
