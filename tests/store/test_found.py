"""A search is walked only as far as the screen asks, and goes on from there until something changes."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TypeVar

import pytest

from app.domain.readmodels import MOST_FOUND, Tally, View, ViewKind
from app.domain.values import ConversationId
from app.store import found
from app.store.queries import LocalReader
from app.store.search import SearchPage, search_conversations
from tests.builders import Story

T = TypeVar("T")


class Counter:
    """Looks on while the index is asked, and notes how many conversations each question wanted."""

    def __init__(self) -> None:
        self.limits: list[int] = []

    def __call__(self, *arguments: object) -> SearchPage:
        limit = arguments[4]
        assert isinstance(limit, int)
        self.limits.append(limit)
        return search_conversations(*arguments)  # type: ignore[arg-type]  # handed through as they came

    def during(self, ask: Callable[[], T]) -> tuple[T, list[int]]:
        """An answer and what it wanted of the index."""
        before = len(self.limits)
        return ask(), self.limits[before:]


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    made = Counter()
    monkeypatch.setattr(found, "search_conversations", made)
    return made


def some(story: Story, count: int) -> tuple[View, list[ConversationId]]:
    """A search and what it finds, newest first; every second conversation has an older hit as well."""
    agent, shop = story.an_agent(), story.a_shop()
    customer = story.a_customer(shop)
    made = []
    for n in range(count):
        one = story.a_conversation(shop, customer, f"Rückgabe {n}", age=timedelta(hours=n + 1))
        if n % 2:
            story.a_message(one, "Rückgabe, früher", at=story.clock.now() - timedelta(days=30, minutes=n))
        made.append(one)
    return View(ViewKind.OPEN, agent, query="rückgabe"), made


def test_the_first_page_counts_no_further_than_its_end(
    story: Story, reader: LocalReader, counter: Counter
) -> None:
    view, made = some(story, 130)
    page, wanted = counter.during(lambda: reader.inbox_page(view, 0, 100, story.clock.now()))
    assert ([row.id for row in page.rows], page.total, page.more) == (made[:100], 100, True)
    assert wanted == [100]


def test_counting_goes_on_where_the_page_ended(story: Story, reader: LocalReader, counter: Counter) -> None:
    view, made = some(story, 130)
    now = story.clock.now()
    reader.inbox_page(view, 0, 100, now)
    tally, wanted = counter.during(lambda: reader.tally(view, 1_100, made[120], now))
    assert (tally, wanted) == (Tally(130, False, 120), [1_000])
    again, wanted = counter.during(lambda: reader.inbox_page(view, 100, 100, now))
    assert ([row.id for row in again.rows], again.total, again.more, wanted) == (made[100:], 130, False, [])


def test_pieces_of_any_size_make_up_the_whole(
    story: Story, reader: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "STEP", 1)
    view, made = some(story, 40)
    now, seed = story.clock.now(), 7
    random, upto = Random(seed), 0
    while upto < len(made):
        upto += random.randint(1, 6)
        tally = reader.tally(view, upto, None, now)
        assert tally == Tally(min(upto, 40), upto < 40, None), f"seed {seed}"
    assert list(reader.inbox_ids(view, now)) == made


def test_a_commit_ends_what_was_kept(story: Story, reader: LocalReader) -> None:
    view, made = some(story, 3)
    now = story.clock.now()
    assert reader.tally(view, MOST_FOUND, made[0], now) == Tally(3, False, 0)
    shop = story.a_shop()
    newest = story.a_conversation(shop, story.a_customer(shop), "Rückgabe", age=timedelta(minutes=1))
    assert reader.tally(view, MOST_FOUND, made[0], now) == Tally(4, False, 1)
    assert reader.position(view, newest, now) == 0


def test_what_the_clock_decides_is_looked_up_again(
    story: Story, reader: LocalReader, counter: Counter
) -> None:
    view, _ = some(story, 2)
    now = story.clock.now()
    reader.inbox_page(view, 0, 100, now)
    _, at_once = counter.during(lambda: reader.inbox_page(view, 0, 100, now + timedelta(seconds=59)))
    _, later = counter.during(lambda: reader.inbox_page(view, 0, 100, now + timedelta(seconds=60)))
    _, earlier = counter.during(lambda: reader.inbox_page(view, 0, 100, now))
    assert (at_once, later, earlier) == ([], [100], [100])


def test_the_best_of_the_newest_are_ranked_as_one(story: Story, reader: LocalReader) -> None:
    view, made = some(story, 5)
    best = View(ViewKind.OPEN, view.agent, query=view.query, best_match=True)
    page = reader.inbox_page(best, 0, 2, story.clock.now())
    assert (len(page.rows), page.total, page.more) == (2, 5, False)
    assert set(reader.inbox_ids(best, story.clock.now())) == set(made)


def test_a_search_lists_no_more_than_it_says(
    story: Story, reader: LocalReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "MOST_FOUND", 4)
    view, made = some(story, 6)
    tally = reader.tally(view, 1_000, made[5], story.clock.now())
    assert tally == Tally(4, True, None)
