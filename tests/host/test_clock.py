"""The real clock and dice, and how sleep and a wrongly set clock are noticed."""

from datetime import UTC, timedelta

from app.host.clock import RandomIds, SystemClock
from app.host.clockwatch import ClockGap, ClockWatch
from tests.fakes import FakeClock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def test_the_real_clock_speaks_utc_and_never_runs_back() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


def test_real_ids_are_version_seven_and_all_different() -> None:
    ids = RandomIds()
    made = [ids.new() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {made_id.version for made_id in made} == {7}


def test_tokens_have_the_wanted_length_and_jitter_stays_below_one() -> None:
    ids = RandomIds()
    assert len(ids.token(32)) == 32
    assert ids.token(32) != ids.token(32)
    assert all(0 <= ids.jitter() < 1 for _ in range(1000))


def test_ordinary_ticks_are_no_news(clock: FakeClock) -> None:
    watch = ClockWatch(clock, MINUTE)
    for _ in range(5):
        clock.advance(MINUTE)
        assert watch.look() is None


def test_sleep_is_seen_where_the_steady_clock_stops_meanwhile(clock: FakeClock) -> None:
    watch = ClockWatch(clock, MINUTE)
    clock.set(clock.now() + HOUR)
    assert watch.look() == ClockGap(missed=HOUR, backward=timedelta())
    assert watch.look() is None


def test_sleep_is_seen_where_the_steady_clock_goes_on(clock: FakeClock) -> None:
    watch = ClockWatch(clock, MINUTE)
    clock.advance(HOUR)
    assert watch.look() == ClockGap(missed=HOUR - MINUTE, backward=timedelta())


def test_a_clock_set_back_is_told_apart_from_sleep(clock: FakeClock) -> None:
    watch = ClockWatch(clock, MINUTE)
    clock.set(clock.now() - HOUR)
    assert watch.look() == ClockGap(missed=timedelta(), backward=HOUR)


def test_small_corrections_by_the_network_are_no_news(clock: FakeClock) -> None:
    watch = ClockWatch(clock, MINUTE)
    clock.set(clock.now() - timedelta(seconds=5))
    assert watch.look() is None
