"""What a platform still allows can be looked at: as its headers said last, for all lanes of an application at once."""

from datetime import UTC, timedelta
from uuid import UUID

import pytest

from app.connectors.limits import Buckets, Pace
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyLimit, DailyQuotas
from app.domain.budgets import Budget
from app.domain.errors import RateLimited
from app.domain.shops import Login
from app.domain.values import LoginId
from app.net.lines import Lines
from app.net.tokens import TokenDesk
from tests.contract.bench import Keeper
from tests.fakes import FakeClock, SeededIds

PACES = {"orders": Pace(0.5, 30), "order": Pace(2.0, 10)}


def a_login(number: int, channel: str = "market") -> Login:
    return Login(LoginId(UUID(int=number)), channel, "label", {})


@pytest.fixture
def tools(clock: FakeClock) -> Tools:
    lines = Lines(clock, loopback_only=True)
    return Tools(clock, SeededIds(1, clock), lines, TokenDesk(clock, Keeper()), DailyQuotas(clock))


def test_looking_takes_nothing_and_follows_the_clock(clock: FakeClock) -> None:
    buckets = Buckets(clock, PACES)
    for _ in range(30):
        buckets.take("orders")
    clock.advance(timedelta(seconds=10))
    assert buckets.budgets() == (Budget("order", 10, 10, 2.0), Budget("orders", 5, 30, 0.5))
    assert buckets.budgets() == buckets.budgets()


def test_the_rate_that_the_platform_announced_is_the_one_that_is_shown(clock: FakeClock) -> None:
    buckets = Buckets(clock, PACES)
    buckets.announced("orders", "0.25")
    assert {one.operation: one.per_second for one in buckets.budgets()} == {"orders": 0.25, "order": 2.0}


def test_calls_that_are_weighed_draw_their_weight_and_the_platform_has_the_last_word(
    clock: FakeClock,
) -> None:
    buckets = Buckets(clock, {"points": Pace(100, 2000)})
    buckets.take("points", 1500)
    with pytest.raises(RateLimited) as caught:
        buckets.take("points", 700)
    assert caught.value.retry_after == timedelta(seconds=2)
    buckets.told("points", left=300, most=1000, per_second=50)
    assert buckets.budgets() == (Budget("points", 300, 1000, 50),)
    with pytest.raises(RateLimited) as again:
        buckets.take("points", 5000)  # more than the bucket ever holds: it is asked for when full
    assert again.value.retry_after == timedelta(seconds=14)
    for nonsense in (0.0, -1.0):
        buckets.told("points", left=5, most=nonsense, per_second=nonsense)
    buckets.told("unheard of", left=5, most=5, per_second=5)
    assert buckets.budgets() == (Budget("points", 300, 1000, 50),)


def test_all_logins_of_an_application_live_on_one_allowance(tools: Tools) -> None:
    one, other, stranger = a_login(1), a_login(2), a_login(3)
    tools.pace(one, PACES, "app-1").take("orders")
    tools.pace(other, PACES, "app-1").take("orders")
    tools.pace(stranger, PACES).take("orders")
    left = {login.id: tools.budgets(login.id)[1].left for login in (one, other, stranger)}
    assert left == {one.id: 28, other.id: 28, stranger.id: 29}


def test_a_login_shows_its_application_s_day_too(tools: Tools) -> None:
    login = a_login(1)
    tools.pace(login, PACES, "app-1")
    limit = DailyLimit(10_000, UTC)
    tools.quotas.take(tools.share(login, "app-1"), limit)
    tools.quotas.take("market app-10", limit)
    day = tools.budgets(login.id)[-1]
    assert (day.operation, day.left, day.most, day.daily) == ("", 9_999, 10_000, True)


def test_a_login_that_never_called_anybody_has_nothing_to_show(tools: Tools) -> None:
    assert tools.budgets(LoginId(UUID(int=9))) == ()


def test_calls_at_once_are_never_called_low_since_they_come_back(clock: FakeClock) -> None:
    buckets = Buckets(clock, PACES)
    for _ in range(30):
        buckets.take("orders")
    with pytest.raises(RateLimited):
        buckets.take("orders")
    assert not any(one.low for one in buckets.budgets())
