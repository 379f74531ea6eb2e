"""A transaction holds a full page while nobody works here, and only what a moment allows while somebody does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest

from app.services.ingest import Intake, Prepared, Sorted
from app.services.pace import AT_WORK, BRISK, LEAST, MOMENT, MOST, Pace
from app.store import schema
from app.store.cursors import Place
from app.store.unit_of_work import Work, unit_of_work
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, facts, said

T = TypeVar("T")
ITEM = timedelta(milliseconds=0.5)
WAITING = timedelta(seconds=1)


@pytest.fixture
def pace(clock: FakeClock) -> Pace:
    return Pace(clock)


def test_nobody_at_work_means_full_pages_however_slow_they_are(pace: Pace) -> None:
    pace.took(MOST, 3.0)
    assert pace.size() == MOST


def test_somebody_at_work_means_what_fits_into_a_moment(pace: Pace) -> None:
    pace.somebody_acts()
    for _ in range(20):
        size = pace.size()
        pace.took(size, 0.003 + size * 0.0002)
    assert pace.size() * 0.0002 + 0.003 == pytest.approx(MOMENT, rel=0.05)


def test_a_very_slow_machine_still_takes_in_a_few_at_a_time(pace: Pace) -> None:
    pace.somebody_acts()
    for _ in range(20):
        pace.took(pace.size(), 5.0)
    assert pace.size() == LEAST


def test_one_odd_transaction_does_not_decide_alone(pace: Pace) -> None:
    pace.somebody_acts()
    pace.took(MOST, 5.0)
    assert pace.size() > LEAST


def test_an_empty_transaction_says_nothing(pace: Pace) -> None:
    pace.somebody_acts()
    pace.took(0, 5.0)
    assert pace.size() == BRISK


def test_pages_grow_again_when_the_person_has_gone(pace: Pace, clock: FakeClock) -> None:
    pace.somebody_acts()
    pace.took(MOST, 5.0)
    clock.advance(timedelta(seconds=AT_WORK))
    assert pace.size() == MOST


class SlowIds(SeededIds):
    """Every id costs time, so that many items take longer than few."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(7, clock)
        self._clock_to_move = clock

    def new(self) -> UUID:
        self._clock_to_move.advance(ITEM)
        return super().new()


class SlowWriter:
    """Others are ahead in the queue, and the disk takes its time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.held: list[int] = []
        self.places: list[int] = []

    def run(self, job: Callable[[Work], T]) -> T:
        self._desk.clock.advance(WAITING)
        before = len(self._desk.rows(schema.message, "id"))
        with unit_of_work(self._desk.engine, facts) as work:
            result = job(work)
        self._desk.clock.advance(WAITING)
        self.held.append(len(self._desk.rows(schema.message, "id")) - before)
        self.places.append(len(self._desk.rows(schema.cursor, "stream")))
        return result


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


def take(desk: Desk, writer: SlowWriter, pace: Pace, many: int) -> None:
    at = desk.clock.now()
    items = [Sorted(desk.shop, said(f"m{n}", at + timedelta(seconds=n)), False) for n in range(many)]
    Intake(writer, pace, desk.clock, SlowIds(desk.clock)).take(
        desk.login, "messages", Prepared(items), Place("end")
    )


def test_a_page_is_cut_smaller_while_somebody_works_and_nothing_of_it_is_lost(desk: Desk, pace: Pace) -> None:
    writer = SlowWriter(desk)
    pace.somebody_acts()
    take(desk, writer, pace, 330)
    assert writer.held[0] == BRISK > writer.held[1]
    assert sum(writer.held) == 330
    assert [row[0] for row in desk.rows(schema.message, "remote_key")] == [f"m{n}" for n in range(330)]


def test_the_cursor_comes_with_the_last_piece_only(desk: Desk, pace: Pace) -> None:
    writer = SlowWriter(desk)
    pace.somebody_acts()
    take(desk, writer, pace, 330)
    assert writer.places == [0] * (len(writer.places) - 1) + [1]


def test_neither_the_queue_nor_the_disk_is_counted(desk: Desk, pace: Pace) -> None:
    pace.somebody_acts()
    take(desk, SlowWriter(desk), pace, BRISK)
    assert pace.size() == pytest.approx((BRISK + MOMENT / ITEM.total_seconds()) / 2, abs=3)
