"""The last hours of a day on which most of the calls are gone: none is exceeded, and every reply finds one.

The whole day takes longer: `python3 dev.py prove quota`.
"""

from datetime import timedelta

import pytest

from app.connectors.tiktok.api import DAY
from app.simulator.running import RunningTown
from tests.fakes import FakeClock
from tests.faults.quota_day import QuotaDay


@pytest.mark.timeout(120)
def test_an_evening_of_polling_and_writing_stays_within_the_allowance(
    town: RunningTown, clock: FakeClock
) -> None:
    day = QuotaDay(town, clock, begin=timedelta(hours=20), spent=8_600)
    figures = day.run(timedelta(seconds=40))
    assert 8_800 < figures.calls <= DAY.calls
    assert figures.beyond == 0
    assert figures.replies >= 9
    assert (figures.waited, figures.replies_lost) == (0, 0)
    assert figures.longest_rest > 100, "nothing slowed down"


def test_a_day_that_is_nearly_spent_leaves_the_rest_to_people(town: RunningTown, clock: FakeClock) -> None:
    day = QuotaDay(town, clock, begin=timedelta(hours=22), spent=9_100)
    figures = day.run(timedelta(minutes=2))
    assert figures.heard == 0
    assert (figures.waited, figures.replies_lost) == (0, 0)
    assert figures.calls <= 9_100 + 20


@pytest.mark.parametrize("channel", ["shopee", "aliexpress"])
def test_a_day_that_ends_without_warning_costs_one_call_and_no_reply(
    town: RunningTown, clock: FakeClock, channel: str
) -> None:
    day = QuotaDay(town, clock, channel, begin=timedelta(hours=18))  # longer than Shopee's tokens live
    day.count.most = 120
    figures = day.run(timedelta(minutes=2))
    assert (figures.calls, figures.beyond) == (121, 1)
    assert figures.waited >= 3
    assert figures.replies_lost == 0


def test_an_application_in_test_at_lazada_asks_no_list_by_itself(town: RunningTown, clock: FakeClock) -> None:
    figures = QuotaDay(town, clock, "lazada", begin=timedelta(hours=21)).run(timedelta(minutes=4))
    assert (figures.beyond, figures.waited, figures.replies_lost) == (0, 0, 0)
    assert 0 < figures.calls < figures.most == 10_000
    assert figures.lists == 0
    assert figures.written > 30
