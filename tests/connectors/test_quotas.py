"""A day's calls: shared, remembered over restarts, and never used up by what nobody waits for."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.connectors.quotas import DailyLimit, DailyQuotas, ForgetfulKeeper
from app.domain.errors import Problem, RateLimited
from tests.fakes import FakeClock

HUNDRED = DailyLimit(100, UTC, block=10)


class FullDisk(ForgetfulKeeper):
    """A keeper whose disk may be full."""

    full = False

    def write_down(self, key: str, day: date, used: int) -> None:
        if self.full:
            raise Problem("disk_full")
        super().write_down(key, day, used)


def spend(quotas: DailyQuotas, limit: DailyLimit = HUNDRED, *, for_person: bool = False) -> int:
    """Calls until none is left; how many there were."""
    for number in range(1000):
        try:
            quotas.take("app", limit, for_person=for_person)
        except RateLimited:
            return number
    raise AssertionError("no end")


def test_background_work_leaves_a_share_for_people(clock: FakeClock) -> None:
    quotas = DailyQuotas(clock)
    assert spend(quotas) == 90
    assert spend(quotas, for_person=True) == 10
    assert quotas.left("app", HUNDRED) == 0


def test_whoever_is_refused_is_told_until_when(clock: FakeClock) -> None:
    shanghai = DailyLimit(1, ZoneInfo("Asia/Shanghai"))
    quotas = DailyQuotas(clock)
    quotas.take("app", shanghai, for_person=True)
    with pytest.raises(RateLimited) as caught:
        quotas.take("app", shanghai, for_person=True)
    wait = caught.value.retry_after
    assert wait is not None
    assert (clock.now() + wait).astimezone(shanghai.zone).time().isoformat() == "00:00:00"


def test_a_new_day_begins_with_everything(clock: FakeClock) -> None:
    quotas = DailyQuotas(clock)
    spend(quotas, for_person=True)
    clock.advance(timedelta(days=1))
    assert quotas.left("app", HUNDRED) == 100


def test_a_crash_forgets_no_call_that_was_made(clock: FakeClock) -> None:
    keeper = ForgetfulKeeper()
    quotas = DailyQuotas(clock, keeper)
    for _ in range(11):
        quotas.take("app", HUNDRED)
    again = DailyQuotas(clock, keeper)
    assert again.left("app", HUNDRED) == 80  # two blocks were written down


def test_restarting_all_day_never_goes_beyond_the_limit(clock: FakeClock) -> None:
    keeper, made = ForgetfulKeeper(), 0
    for _ in range(50):
        quotas = DailyQuotas(clock, keeper)
        for _ in range(7):
            try:
                quotas.take("app", HUNDRED, for_person=True)
                made += 1
            except RateLimited:
                pass
    assert 0 < made <= 100


def test_what_the_platform_says_counts_more_than_our_own_book(clock: FakeClock) -> None:
    quotas = DailyQuotas(clock)
    assert quotas.spent("app", HUNDRED) <= timedelta(days=1)
    with pytest.raises(RateLimited):
        quotas.take("app", HUNDRED, for_person=True)


def test_polling_slows_down_before_it_stops(clock: FakeClock) -> None:
    quotas = DailyQuotas(clock)
    paces = []
    for _ in range(90):
        quotas.take("app", HUNDRED)
        paces.append(quotas.pace("app", HUNDRED))
    assert paces[60] == 1.0
    assert paces == sorted(paces)
    assert paces[-1] == 10.0


def test_a_block_that_cannot_be_written_down_is_not_spent(clock: FakeClock) -> None:
    keeper = FullDisk()
    quotas = DailyQuotas(clock, keeper)
    quotas.take("app", HUNDRED)
    keeper.full = True
    for _ in range(9):
        quotas.take("app", HUNDRED)  # written down already
    with pytest.raises(RateLimited) as caught:
        quotas.take("app", HUNDRED)
    assert (caught.value.key, caught.value.retry_after) == ("quota_not_written", timedelta(minutes=1))
    assert quotas.left("app", HUNDRED) == 90
    keeper.full = False
    quotas.take("app", HUNDRED)
    assert quotas.left("app", HUNDRED) == 89


def test_what_is_left_can_be_looked_at_without_taking_anything(clock: FakeClock) -> None:
    quotas = DailyQuotas(clock)
    for _ in range(85):
        quotas.take("shop 17", HUNDRED)
    quotas.take("shop 17 images", HUNDRED)
    quotas.take("shop 170", HUNDRED)
    calls, images = quotas.budgets("shop 17")
    assert (calls.operation, calls.left, calls.most, calls.low, calls.spent) == ("", 15, 100, True, False)
    assert (images.operation, images.left, images.low) == ("images", 99, False)
    assert calls.begins_anew == datetime(2026, 3, 3, tzinfo=UTC)
    assert quotas.budgets("shop 17") == (calls, images)


def test_every_application_has_a_book_of_its_own(clock: FakeClock) -> None:
    quotas = DailyQuotas(clock)
    spend(quotas, for_person=True)
    quotas.take("another app", HUNDRED)
