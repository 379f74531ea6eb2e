"""What was used of a platform's day outlives the program."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from app.connectors.quotas import DailyLimit, DailyQuotas
from app.domain.errors import RateLimited
from app.services.day_book import DayBook
from app.store.create import open_or_create
from tests.fakes import FakeClock
from tests.services.inline import InlineWriter

KEY = bytes(range(32))
LIMIT = DailyLimit(100, UTC, block=10)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[DayBook]:
    engine = open_or_create(tmp_path / "desk.db", KEY)
    yield DayBook(InlineWriter(engine))
    engine.dispose()


def test_a_new_day_and_another_application_have_used_nothing(book: DayBook) -> None:
    today = date(2026, 3, 2)
    book.write_down("app", today, 50)
    book.write_down("app", today, 60)
    assert book.used("app", today) == 60
    assert book.used("app", today + timedelta(days=1)) == 0
    assert book.used("another", today) == 0


def test_restarting_the_program_all_day_never_goes_beyond_the_limit(book: DayBook, clock: FakeClock) -> None:
    made = 0
    for _ in range(50):
        quotas = DailyQuotas(clock, book)
        for _ in range(7):
            try:
                quotas.take("app", LIMIT, for_person=True)
                made += 1
            except RateLimited:
                pass
    assert 0 < made <= 100


def test_what_was_used_is_written_before_the_call_is_made(tmp_path: Path, clock: FakeClock) -> None:
    engine = open_or_create(tmp_path / "desk.db", KEY)
    DailyQuotas(clock, DayBook(InlineWriter(engine))).take("app", LIMIT)
    engine.dispose()  # the program dies here
    again = open_or_create(tmp_path / "desk.db", KEY)
    assert DailyQuotas(clock, DayBook(InlineWriter(again))).left("app", LIMIT) == 90
    again.dispose()
