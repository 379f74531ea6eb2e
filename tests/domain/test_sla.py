"""Both clocks start, stop and start again as the rules say, whatever order messages arrive in."""

from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from app.domain.conversations import Direction, MessageKind
from app.domain.previews import preview_of
from app.domain.sla import (
    NOT_RUNNING,
    STOPPED,
    Clocks,
    DailyRound,
    Dues,
    Promises,
    answered,
    customer_wrote,
    dues,
    oldest_unanswered,
    restored,
    running_from,
    starts_clock,
    stops_clock,
)

T = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BOTH = Promises(24 * HOUR, 8 * HOUR)
NONE = Promises(None, None)
IN, OUT = Direction.INBOUND, Direction.OUTBOUND
CUSTOMER, AGENT, SYSTEM = MessageKind.CUSTOMER, MessageKind.AGENT, MessageKind.SYSTEM


def test_the_nearer_promise_is_due() -> None:
    clocks = running_from(T, BOTH)
    assert (clocks.platform_due, clocks.internal_due, clocks.due) == (
        T + 24 * HOUR,
        T + 8 * HOUR,
        T + 8 * HOUR,
    )
    assert running_from(T, NONE).due is None
    assert running_from(T, BOTH, platform_due=T + HOUR).due == T + HOUR
    assert STOPPED.due is None


def test_dues_follow_from_the_waiting() -> None:
    assert dues(T, BOTH) == Dues(T + 24 * HOUR, T + 8 * HOUR)
    assert dues(T, BOTH).nearest == T + 8 * HOUR
    assert dues(None, BOTH) is NOT_RUNNING
    assert dues(T, NONE).nearest is None


@pytest.mark.parametrize(
    ("direction", "kind", "imported", "starts"),
    [
        (IN, CUSTOMER, False, True),
        (IN, CUSTOMER, True, False),
        (IN, MessageKind.AUTO_REPLY, False, False),
        (IN, MessageKind.BOUNCE, False, False),
        (IN, SYSTEM, False, False),
        (OUT, AGENT, False, False),
    ],
)
def test_only_a_customers_own_new_words_start_a_clock(
    direction: Direction, kind: MessageKind, imported: bool, starts: bool
) -> None:
    assert starts_clock(direction, kind, imported) == starts
    assert stops_clock(direction, kind) == (direction is OUT)


def test_a_second_message_changes_nothing_and_an_older_one_counts() -> None:
    first = customer_wrote(STOPPED, T, BOTH)
    assert customer_wrote(first, T + MINUTE, BOTH) == first
    assert customer_wrote(first, T - MINUTE, BOTH).waiting_since == T - MINUTE


def test_an_answer_stops_the_clock_of_what_it_answers() -> None:
    clocks = running_from(T, BOTH)
    assert answered(clocks, T + MINUTE, None, BOTH) == STOPPED
    assert answered(clocks, T - MINUTE, None, BOTH) == clocks
    assert answered(STOPPED, T, None, BOTH) == STOPPED
    assert answered(clocks, T + MINUTE, T + 2 * MINUTE, BOTH).waiting_since == T + 2 * MINUTE


def test_a_refused_answer_puts_the_older_claim_back() -> None:
    before, since = running_from(T, BOTH), running_from(T + HOUR, BOTH)
    assert restored(STOPPED, before) == before
    assert restored(since, before) == before
    assert restored(since, STOPPED) == since
    assert restored(Clocks(T, None, None), before).due == before.due


def test_the_base_of_the_clock_can_be_worked_out_again() -> None:
    history = [(T, IN, CUSTOMER, False), (T + MINUTE, OUT, AGENT, False), (T + 2 * MINUTE, IN, SYSTEM, False)]
    assert oldest_unanswered(history) is None
    more = [*history, (T + 3 * MINUTE, IN, CUSTOMER, False), (T + 4 * MINUTE, IN, CUSTOMER, False)]
    assert oldest_unanswered(more) == T + 3 * MINUTE
    assert oldest_unanswered([(T, IN, CUSTOMER, True)]) is None


def test_a_preview_is_one_line_without_quotes() -> None:
    assert preview_of("  Hallo\n\nwie geht's?\n> alt", 21) == "Hallo wie geht's?"
    assert len(preview_of("wort " * 200)) == 200


# --- a promise by the time of day ---

NEW_YORK, MANILA = ZoneInfo("America/New_York"), ZoneInfo("Asia/Manila")


def by_seven(zone: tzinfo) -> DailyRound:
    """In by six, out by seven."""
    return DailyRound(time(18), time(19), zone)


@pytest.mark.parametrize(
    ("wrote", "due"),
    [
        ("2026-03-02 00:00:00", "2026-03-02 19:00"),
        ("2026-03-02 17:59:59", "2026-03-02 19:00"),
        ("2026-03-02 18:00:00", "2026-03-02 19:00"),
        ("2026-03-02 18:00:01", "2026-03-03 19:00"),
        ("2026-03-02 23:59:59", "2026-03-03 19:00"),
        ("2026-03-06 20:00:00", "2026-03-07 19:00"),  # Friday evening: Saturday counts
        ("2026-03-07 20:00:00", "2026-03-08 19:00"),  # and Sunday
        ("2026-12-31 18:30:00", "2027-01-01 19:00"),
    ],
)
def test_what_came_in_by_six_is_due_at_seven_and_what_came_later_a_day_after(wrote: str, due: str) -> None:
    since = datetime.fromisoformat(wrote).replace(tzinfo=MANILA)
    found = dues(since.astimezone(UTC), Promises(by_seven(MANILA), None)).platform
    assert found == datetime.fromisoformat(due).replace(tzinfo=MANILA)
    assert found.utcoffset() == timedelta(0)


def test_the_same_moment_is_due_by_each_market_s_own_clock() -> None:
    since = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)  # half past five in Bangkok, half past six in Manila
    bangkok, manila = (by_seven(timezone(timedelta(hours=hours))) for hours in (7, 8))
    assert bangkok.due(since) == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert manila.due(since) == datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrote", "due", "hours"),
    [
        (datetime(2026, 3, 7, 20, 0, tzinfo=NEW_YORK), datetime(2026, 3, 8, 23, 0, tzinfo=UTC), 22),
        (datetime(2026, 10, 31, 20, 0, tzinfo=NEW_YORK), datetime(2026, 11, 2, 0, 0, tzinfo=UTC), 24),
        (
            datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK),
            datetime(2026, 11, 2, 0, 0, tzinfo=UTC),
            17.5,
        ),
    ],
    ids=["the short night", "the long night", "the hour that comes twice"],
)
def test_clocks_that_are_changed_move_the_day_s_end_with_them(
    wrote: datetime, due: datetime, hours: float
) -> None:
    assert by_seven(NEW_YORK).due(wrote) == due
    assert due - wrote.astimezone(UTC) == timedelta(hours=hours)


def test_a_promise_by_the_day_and_the_shop_s_own_stand_side_by_side() -> None:
    morning = datetime(2026, 3, 2, 9, 0, tzinfo=MANILA)
    clocks = running_from(morning, Promises(by_seven(MANILA), 8 * HOUR))
    assert clocks.platform_due == datetime(2026, 3, 2, 19, 0, tzinfo=MANILA)
    assert clocks.due == clocks.internal_due == morning + 8 * HOUR
