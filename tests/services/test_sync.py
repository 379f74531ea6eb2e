"""Pulling goes on through every kind of trouble, loses nothing, and lets nobody wait for the past."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from app.connectors.contract import (
    AuthExpired,
    Item,
    Page,
    RateLimited,
    RawMail,
    Rejected,
    Stream,
    StreamMode,
    Surprise,
    Unreachable,
    Unreadable,
)
from app.domain.errors import Problem, QuaysideError
from app.domain.health import Way
from app.domain.mail import Failure, ParsedMail
from app.services.ingest import Sorter
from app.services.sync import SyncDesk
from app.services.sync_round import SyncRound
from app.services.sync_taking import as_unreadable
from app.services.sync_turns import EMPTY_PAGES
from app.store import schema
from app.store.unit_of_work import Work, unit_of_work
from tests.fakes import START, FakeClock, SeededIds
from tests.guards import LogWatch
from tests.services.desks import Desk, facts, said

T = TypeVar("T")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LIVE = Stream("messages", StreamMode.LIVE, MINUTE)
OTHER = Stream("orders", StreamMode.LIVE, 5 * MINUTE)
ASKED = Stream("sessions", StreamMode.ASKED, MINUTE)
LIVELY = Stream("chat", StreamMode.LIVE, MINUTE, quick=10 * SECOND, idle=5 * MINUTE)
PAST = Stream("backfill:messages", StreamMode.BACKFILL, timedelta(hours=6))


@dataclass
class Script:
    """A source that answers what the test says; without a line, an empty last page."""

    kinds: tuple[Stream, ...] = (LIVE,)
    pages: dict[str, list[Page | QuaysideError]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    unlisted: list[QuaysideError] = field(default_factory=list)
    heard: list[bool | QuaysideError] = field(default_factory=list)
    waited: list[timedelta] = field(default_factory=list)
    closed: bool = False

    def streams(self) -> tuple[Stream, ...]:
        if self.unlisted:
            raise self.unlisted.pop(0)
        return self.kinds

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        self.asked.append((stream.name, cursor))
        script = self.pages.get(stream.name, [])
        answer = script.pop(0) if script else Page((), cursor or "end", more=False)
        if isinstance(answer, QuaysideError):
            raise answer
        return answer

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        self.waited.append(at_most)
        answer = self.heard.pop(0) if self.heard else False
        if isinstance(answer, QuaysideError):
            raise answer
        return answer

    def close(self) -> None:
        self.closed = True


class Direct:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, job: Callable[[Work], T]) -> T:
        with unit_of_work(self._desk.engine, facts) as work:
            return job(work)


class NoMail:
    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        return []


class Shelf:
    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def keep_raw(self, contents: Sequence[bytes]) -> list[str]:
        return ["raw"] * len(contents)

    def keep_unread(self, content: bytes) -> str:
        self.kept.append(content)
        return f"quarantine/{len(self.kept)}"


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


def receive(desk: Desk, source: Script, shelf: Shelf | None = None) -> SyncDesk:
    sorter = Sorter("email", (desk.shop,), NoMail(), shelf or Shelf(), ())
    return SyncDesk(desk.login, source, sorter, Direct(desk), desk.clock, desk.ids)  # type: ignore[arg-type]


def work_off(sync: SyncDesk, most: int = 200) -> int:
    steps = 0
    while steps < most and sync.step():
        steps += 1
    return steps


def page(desk: Desk, *keys: str, cursor: str, more: bool = False) -> Page:
    items: tuple[Item, ...] = tuple(said(key, desk.clock.now(), keys=(key,)) for key in keys)
    return Page(items, cursor, more)


def cursors(desk: Desk) -> dict[object, object]:
    return dict(desk.rows(schema.cursor, "stream", "cursor"))  # type: ignore[arg-type]


def health(desk: Desk) -> tuple[object, ...]:
    return desk.rows(schema.login, "health", "health_reason")[0]


def test_pages_are_followed_to_the_last_then_the_stream_rests_for_its_period(desk: Desk) -> None:
    source = Script(pages={"messages": [page(desk, "a", cursor="1", more=True), page(desk, "b", cursor="2")]})
    sync = receive(desk, source)
    assert work_off(sync) == 2
    assert source.asked == [("messages", None), ("messages", "1")]
    assert cursors(desk) == {"messages": "2"}
    assert sync.wake_at() == desk.clock.now() + MINUTE
    assert health(desk) == ("ok", "")


def test_after_a_restart_pulling_goes_on_where_it_stopped(desk: Desk) -> None:
    work_off(receive(desk, Script(pages={"messages": [page(desk, "a", cursor="7")]})))
    source = Script()
    work_off(receive(desk, source))
    assert source.asked == [("messages", "7")]


def test_more_than_a_hundred_items_are_stored_in_several_transactions_and_the_cursor_last(desk: Desk) -> None:
    many = [f"m{n}" for n in range(250)]
    work_off(receive(desk, Script(pages={"messages": [page(desk, *many, cursor="end")]})))
    assert len(desk.rows(schema.message, "id")) == 250
    assert cursors(desk) == {"messages": "end"}


def test_live_streams_come_before_the_past_and_between_its_pages(desk: Desk) -> None:
    past: list[Page | QuaysideError] = [page(desk, f"p{n}", cursor=f"p{n}", more=n < 3) for n in range(4)]
    source = Script((PAST, LIVE), {PAST.name: past})
    sync = receive(desk, source)
    sync.step()
    sync.step()
    desk.clock.advance(MINUTE)
    work_off(sync)
    names = [name for name, _ in source.asked]
    assert names == ["messages", PAST.name, "messages", PAST.name, PAST.name, PAST.name]


def test_a_finished_past_is_never_fetched_again(desk: Desk) -> None:
    source = Script((LIVE, PAST), {PAST.name: [page(desk, "p", cursor="p-end")]})
    sync = receive(desk, source)
    assert not sync.pulse().past_is_in()
    work_off(sync)
    assert sync.pulse().past_is_in()
    desk.clock.advance(timedelta(days=1))
    work_off(sync)
    assert [name for name, _ in source.asked].count(PAST.name) == 1
    assert desk.rows(schema.message, "imported") == [(True,)]


def test_a_cancelled_past_stays_cancelled(desk: Desk) -> None:
    source = Script((LIVE, PAST), {PAST.name: [page(desk, "p", cursor="p1", more=True)] * 2})
    sync = receive(desk, source)
    for _ in range(2):
        sync.step()
    sync.cancel_backfill()
    sync.cancel_backfill()
    work_off(receive(desk, source))
    assert [name for name, _ in source.asked].count(PAST.name) == 1


def test_progress_is_what_the_channel_says_or_what_was_counted(desk: Desk) -> None:
    told = Page((), "p1", more=True, progress=(50, 200))
    work_off(receive(desk, Script((PAST,), {PAST.name: [told, page(desk, "a", "b", cursor="p2")]})))
    assert desk.rows(schema.cursor, "done", "all", "finished") == [(52, 200, True)]


def test_one_busy_stream_does_not_starve_the_others(desk: Desk) -> None:
    busy = [page(desk, f"m{n}", cursor=f"{n}", more=True) for n in range(60)]
    source = Script((LIVE, OTHER), {"messages": list(busy)})
    sync = receive(desk, source)
    for _ in range(25):
        sync.step()
    assert "orders" in [name for name, _ in source.asked]
    work_off(sync)
    assert len(desk.rows(schema.message, "id")) == 60


@pytest.mark.parametrize("items", [True, False])
def test_a_cursor_that_turns_in_circles_is_left_alone_until_the_next_period(desk: Desk, items: bool) -> None:
    circle = [
        page(desk, *(["a"] if items else []), cursor=str(n % 2) if items else str(n), more=True)
        for n in range(90)
    ]
    source = Script(pages={"messages": list(circle)})
    sync = receive(desk, source)
    steps = work_off(sync, 80)
    assert steps <= EMPTY_PAGES + 1
    assert sync.wake_at() == desk.clock.now() + MINUTE


def test_an_empty_page_that_moves_nothing_writes_nothing(desk: Desk) -> None:
    source = Script(pages={"messages": [page(desk, "a", cursor="1")]})
    sync = receive(desk, source)
    work_off(sync)
    before = desk.rows(schema.cursor, "pulled_at")
    desk.clock.advance(MINUTE)
    work_off(sync)
    assert desk.rows(schema.cursor, "pulled_at") == before


def test_a_lost_line_is_tried_again_ever_more_slowly_and_told_once(desk: Desk) -> None:
    source = Script(pages={"messages": [Unreachable("no_line")] * 4})
    sync = receive(desk, source)
    pauses = []
    for _ in range(4):
        assert sync.step() is True
        assert sync.step() is False
        pauses.append((sync.wake_at() - desk.clock.now()).total_seconds())
        desk.clock.set(sync.wake_at())
    assert all(5 * 2**n <= pause <= 6.25 * 2**n for n, pause in enumerate(pauses))
    assert health(desk) == ("slow", "no_line")
    work_off(sync)
    assert health(desk) == ("ok", "")


def test_one_lost_line_is_no_news(desk: Desk) -> None:
    sync = receive(desk, Script(pages={"messages": [Unreachable("no_line")]}))
    sync.step()
    assert health(desk) == ("unknown", "")


def test_the_longest_pause_is_five_minutes_and_a_bit(desk: Desk) -> None:
    sync = receive(desk, Script(pages={"messages": [Unreachable("no_line")] * 20}))
    for _ in range(15):
        sync.step()
        desk.clock.set(sync.wake_at())
    sync.step()
    assert sync.wake_at() - desk.clock.now() <= 5 * MINUTE * 1.25


def test_a_platform_that_asks_us_to_wait_is_given_the_time(desk: Desk) -> None:
    sync = receive(desk, Script(pages={"messages": [RateLimited("too_many", retry_after=40 * SECOND)]}))
    sync.step()
    assert 40 * SECOND <= sync.wake_at() - desk.clock.now() <= 50 * SECOND
    assert health(desk) == ("unknown", "")


def test_a_limit_without_a_time_is_a_lost_line(desk: Desk) -> None:
    sync = receive(desk, Script(pages={"messages": [RateLimited("too_many")]}))
    sync.step()
    assert sync.wake_at() > desk.clock.now()


def test_a_closed_door_waits_for_a_person_however_often_one_presses_sync(desk: Desk) -> None:
    source = Script(pages={"messages": [AuthExpired("sign_in_again")]})
    sync = receive(desk, source)
    sync.step()
    assert health(desk) == ("sign_in", "sign_in_again")
    desk.clock.advance(timedelta(days=3))
    sync.sync_now()
    sync.look_at("messages")
    assert work_off(sync) == 0
    sync = receive(desk, source)  # somebody signed in: the lane begins anew
    assert work_off(sync) == 1
    assert health(desk) == ("ok", "")


def test_a_door_that_closes_while_streams_are_listed_counts_as_well(desk: Desk) -> None:
    source = Script(unlisted=[AuthExpired("sign_in_again")])
    assert receive(desk, source).step() is False
    assert health(desk) == ("sign_in", "sign_in_again")


@pytest.mark.parametrize("error", [Rejected("no_scope"), Surprise("odd")])
def test_what_fails_before_any_stream_rests_the_login(desk: Desk, error: QuaysideError) -> None:
    sync = receive(desk, Script(unlisted=[error]))
    assert sync.step() is False
    assert sync.wake_at() > desk.clock.now()
    assert health(desk)[0] == "broken"


def test_a_refused_stream_rests_alone(desk: Desk) -> None:
    source = Script((LIVE, OTHER), {"messages": [Rejected("no_scope")]})
    sync = receive(desk, source)
    work_off(sync)
    assert [name for name, _ in source.asked] == ["messages", "orders"]
    desk.clock.advance(15 * MINUTE)
    work_off(sync)
    assert ("messages", None) in source.asked[2:]


def test_an_answer_nobody_understands_is_kept_whole_and_asked_for_again(desk: Desk) -> None:
    shelf = Shelf()
    source = Script(
        pages={"messages": [Surprise("truncated", content=b"<html>"), page(desk, "a", cursor="1")]}
    )
    sync = receive(desk, source, shelf)
    sync.step()
    assert shelf.kept == [b"<html>"]
    assert desk.rows(schema.quarantine, "reason", "size") == [("truncated", 6)]
    desk.clock.advance(MINUTE)
    work_off(sync)
    assert len(desk.rows(schema.message, "id")) == 1


def test_a_page_that_is_readable_in_the_end_leaves_nothing_in_quarantine(desk: Desk) -> None:
    bad, good = Surprise("truncated", content=b"<html>"), Page((), "end", more=False)
    sync = receive(desk, Script((LIVE, OTHER), {"messages": [bad, good], "orders": [bad]}))
    work_off(sync)
    assert len(desk.rows(schema.quarantine, "n")) == 1, "both streams brought the same bytes"
    desk.clock.advance(MINUTE)
    work_off(sync)
    assert desk.rows(schema.quarantine, "n") == []


def test_a_message_that_is_readable_in_the_end_leaves_nothing_in_quarantine(desk: Desk) -> None:
    odd = Page((Unreadable("a", "odd", b"{}"), Unreadable("b", "odd", b"[]")), "1", more=True)
    work_off(receive(desk, Script(pages={"messages": [odd, page(desk, "a", cursor="2")]})))
    assert desk.rows(schema.quarantine, "remote_key") == [("b",)]


class Trips(Script):
    """A source with a mistake in it."""

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        if stream is LIVE:
            self.asked.append((stream.name, cursor))
            raise KeyError("no document speaks of it")
        return super().pull(stream, cursor)


def test_a_mistake_of_ours_rests_one_stream_and_says_so(desk: Desk, expected_log: LogWatch) -> None:
    source = Trips((LIVE, OTHER))
    expected_log.announce("pull_failed .*KeyError")
    sync = receive(desk, source)
    work_off(sync)
    assert [name for name, _ in source.asked] == ["messages", "orders"]
    assert [(one.name, one.error) for one in sync.pulse().streams] == [
        ("messages", "pull_failed"),
        ("orders", ""),
    ]


def test_an_item_that_cannot_be_stored_does_not_stop_its_neighbours(
    desk: Desk, expected_log: LogWatch
) -> None:
    fine, bad = said("a", desk.clock.now(), keys=("a",)), said("b", desk.clock.now(), keys=("b",))
    broken = replace(bad, text=3)  # type: ignore[arg-type]  # what no type checker saw coming
    shelf = Shelf()
    whole = Page((broken, fine), "2", more=False)
    sync = receive(desk, Script(pages={"messages": [whole, whole]}), shelf)
    expected_log.announce("pull_failed|item_failed")
    work_off(sync)
    assert (desk.rows(schema.message, "id"), cursors(desk)) == ([], {}), "the cursor waits"
    desk.clock.advance(MINUTE)
    work_off(sync)
    assert desk.rows(schema.message, "remote_key") == [("a",)]
    assert desk.rows(schema.quarantine, "remote_key", "reason") == [("b", "item_failed")]
    assert cursors(desk) == {"messages": "2"}
    assert health(desk) == ("ok", "")


def test_an_unlisted_surprise_is_kept_as_well(desk: Desk) -> None:
    shelf = Shelf()
    receive(desk, Script(unlisted=[Surprise("odd", content=b"x")]), shelf).step()
    assert shelf.kept == [b"x"]


def test_an_unreadable_item_goes_to_quarantine_and_the_cursor_moves_on(desk: Desk) -> None:
    shelf = Shelf()
    odd = Page((Unreadable("order:1", "order_incomplete", b"{}"),), "2", more=False)
    work_off(receive(desk, Script(pages={"messages": [odd]}), shelf))
    assert desk.rows(schema.quarantine, "remote_key", "reason") == [("order:1", "order_incomplete")]
    assert cursors(desk) == {"messages": "2"}


def test_a_disk_that_is_full_moves_no_cursor_and_with_room_again_everything_is_there(desk: Desk) -> None:
    class Full(Shelf):
        def keep_unread(self, content: bytes) -> str:
            raise Problem("disk_full")

    both = Page((said("m1", desk.clock.now()), Unreadable("u1", "broken", b"?")), "c1", more=False)
    source = Script(pages={"messages": [both, both]})
    sync = receive(desk, source, Full())
    assert sync.step() is False
    assert (desk.rows(schema.message, "id"), cursors(desk)) == ([], {})
    assert health(desk) == ("broken", "disk_full")
    sync.sorter = receive(desk, source).sorter
    desk.clock.advance(10 * SECOND)
    assert sync.step() is True
    assert [cursor for _, cursor in source.asked] == [None, None]
    assert len(desk.rows(schema.message, "id")) == len(desk.rows(schema.quarantine, "n")) == 1
    assert health(desk) == ("ok", "")


def test_offline_means_that_nothing_is_asked(desk: Desk) -> None:
    source = Script()
    sync = receive(desk, source)
    sync.allowed = lambda: False
    assert sync.step() is False
    assert (source.asked, sync.waiting_stream()) == ([], None)


def test_after_a_sleep_the_first_round_is_spread(desk: Desk) -> None:
    sync = receive(desk, Script())
    sync.after_sleep()
    work_off(sync)
    sync.after_sleep()
    assert desk.clock.now() <= sync.wake_at() <= desk.clock.now() + 20 * SECOND


def test_sync_now_ends_every_rest_but_that_of_the_past(desk: Desk) -> None:
    source = Script((LIVE, PAST), {PAST.name: [page(desk, "p", cursor="1", more=True), Rejected("no")]})
    sync = receive(desk, source)
    work_off(sync)
    sync.sync_now()
    work_off(sync)
    assert [name for name, _ in source.asked] == ["messages", PAST.name, PAST.name, "messages"]


def test_what_only_a_person_may_ask_for_is_never_pulled_by_itself(desk: Desk) -> None:
    source = Script((LIVE, ASKED, PAST), {ASKED.name: [Unreachable("no_line"), page(desk, "a", cursor="1")]})
    sync = receive(desk, source)
    work_off(sync)
    for moment in (MINUTE, timedelta(hours=30)):
        desk.clock.advance(moment)
        sync.hurry()
        sync.after_sleep()
        desk.clock.advance(MINUTE)
        work_off(sync)
    assert ASKED.name not in dict(source.asked)
    for _ in range(2):  # a look that fails is not repeated either
        sync.sync_now()
        work_off(sync)
        desk.clock.advance(timedelta(hours=1))
        work_off(sync)
    assert [name for name, _ in source.asked].count(ASKED.name) == 2
    assert desk.rows(schema.message, "imported") == [(False,)]


def test_a_login_that_only_a_person_pulls_rests_without_end_and_holds_no_reply_up(desk: Desk) -> None:
    source = Script((ASKED,))
    sync = receive(desk, source)
    assert not sync.seen_since(desk.clock.now())
    for _ in range(5):
        work_off(sync)
        assert timedelta(0) < sync.wake_at() - desk.clock.now() <= timedelta(hours=1)
        assert sync.waiting_stream() is None
        desk.clock.advance(timedelta(hours=1))
    assert sync.seen_since(desk.clock.now())
    assert source.asked == []


def test_a_person_may_ask_before_the_first_step(desk: Desk) -> None:
    source = Script((LIVE, ASKED))
    sync = receive(desk, source)
    sync.sync_now()
    work_off(sync)
    assert [name for name, _ in source.asked] == [LIVE.name, ASKED.name]


def test_a_person_may_ask_for_one_stream_alone_and_when_is_remembered(desk: Desk) -> None:
    source = Script((LIVE, OTHER, ASKED))
    sync = receive(desk, source)
    work_off(sync)
    source.asked.clear()
    desk.clock.advance(SECOND)
    sync.look_at(ASKED.name)
    work_off(sync)
    assert [name for name, _ in source.asked] == [ASKED.name]
    assert desk.rows(schema.cursor, "stream", "ok_at")[-1] == (ASKED.name, desk.clock.now())
    sync.look_at("")
    work_off(sync)
    assert [name for name, _ in source.asked] == [ASKED.name, LIVE.name, OTHER.name]


def test_how_a_login_is_doing_can_be_seen_from_outside(desk: Desk) -> None:
    trouble = {OTHER.name: [Rejected("ebay_scope_missing")], LIVE.name: []}
    sync = receive(desk, Script((LIVE, OTHER, ASKED, PAST), trouble))
    assert sync.pulse().streams == ()
    work_off(sync)
    began = desk.clock.now()
    live, other, asked, past = sync.pulse().streams
    assert (live.way, live.looked_at, live.next_at, live.error) == (Way.LIVE, began, began + MINUTE, "")
    assert (other.looked_at, other.next_at, other.error) == (None, began + 15 * MINUTE, "ebay_scope_missing")
    assert (asked.way, asked.looked_at, asked.next_at) == (Way.BY_HAND, None, None)
    assert (past.way, past.next_at) == (Way.PAST, None)
    desk.clock.advance(15 * MINUTE)
    work_off(sync)
    assert [stream.error for stream in sync.pulse().streams] == [""] * 4


def test_why_and_how_long_a_login_rests_can_be_seen_from_outside(desk: Desk) -> None:
    slow = RateLimited("rate_limited", retry_after=MINUTE)
    source = Script((LIVE,), {LIVE.name: [slow, AuthExpired("sign_in_again")]})
    sync = receive(desk, source)
    work_off(sync)
    pulse = sync.pulse()
    assert pulse.error == "rate_limited"
    assert pulse.rests_until is not None
    assert pulse.rests_until >= desk.clock.now() + MINUTE
    desk.clock.advance(2 * MINUTE)
    work_off(sync)
    assert (sync.pulse().error, sync.pulse().rests_until) == ("sign_in_again", None)  # no moment ends it


def test_a_stream_is_looked_at_often_while_customers_write_and_seldom_when_they_do_not(desk: Desk) -> None:
    source = Script((LIVELY,), {LIVELY.name: [page(desk, "a", cursor="1")]})
    sync = receive(desk, source)
    work_off(sync)
    assert sync.wake_at() - desk.clock.now() == 10 * SECOND
    desk.clock.advance(20 * MINUTE)
    work_off(sync)
    assert sync.wake_at() - desk.clock.now() == MINUTE
    desk.clock.advance(timedelta(hours=2))
    work_off(sync)
    assert sync.wake_at() - desk.clock.now() == 5 * MINUTE


def test_a_channel_whose_calls_run_out_is_left_alone_for_longer(desk: Desk) -> None:
    source = Script((LIVELY,), {LIVELY.name: [Page((), "1", more=False, rest=20 * MINUTE)]})
    sync = receive(desk, source)
    work_off(sync)
    assert sync.wake_at() - desk.clock.now() == 20 * MINUTE


# --- the round --------------------------------------------------------------------------------------------------------


def test_a_round_listens_where_the_channel_can_tell_and_comes_back_for_news(desk: Desk) -> None:
    source = Script(heard=[True])
    sync = receive(desk, source)
    turn = SyncRound(sync, desk.clock)
    assert turn() == 0.0
    assert source.waited == [MINUTE]
    assert sync.wake_at() == desk.clock.now()
    assert turn() == 60.0


def test_a_line_lost_while_listening_is_a_lost_line(desk: Desk) -> None:
    source = Script(heard=[Unreachable("no_line")])
    sync = receive(desk, source)
    SyncRound(sync, desk.clock)()
    assert sync.waiting_stream() is None
    desk.clock.advance(MINUTE)
    assert sync.step() is True


def test_nobody_listens_while_the_past_is_being_fetched(desk: Desk) -> None:
    source = Script((LIVE, PAST), {PAST.name: [Rejected("no")]})
    rest = SyncRound(receive(desk, source), desk.clock)()
    assert (rest, source.waited) == (60.0, [])


def test_a_round_that_is_ended_pulls_no_further_page(desk: Desk) -> None:
    source = Script(pages={"messages": [page(desk, "a", cursor="1", more=True)] * 3})
    turn = SyncRound(receive(desk, source), desk.clock)
    turn.interrupt()
    assert turn() == 0.0
    assert (source.asked, source.closed) == ([], True)


def test_news_of_a_stream_nobody_knows_changes_nothing(desk: Desk) -> None:
    sync = receive(desk, Script())
    work_off(sync)
    sync.news(OTHER)
    assert sync.wake_at() == desk.clock.now() + MINUTE


def test_who_waits_for_news_ends_a_lost_lines_rest_but_not_a_platforms(desk: Desk) -> None:
    source = Script(
        pages={"messages": [Unreachable("no_line"), RateLimited("busy", retry_after=40 * SECOND)]}
    )
    sync = receive(desk, source)
    before = desk.clock.now()
    sync.hurry()
    assert not sync.seen_since(before)
    sync.step()
    sync.hurry()
    assert sync.step() is True
    sync.hurry()
    assert sync.step() is False
    desk.clock.advance(MINUTE)
    work_off(sync)
    assert sync.seen_since(before)
    assert not sync.seen_since(desk.clock.now() + SECOND)


def test_the_past_need_not_be_seen(desk: Desk) -> None:
    sync = receive(desk, Script((LIVE, PAST), {PAST.name: [Rejected("no")]}))
    work_off(sync)
    sync.hurry()
    assert sync.seen_since(desk.clock.now())


def test_a_login_is_silent_after_two_tries_that_nobody_answered_until_somebody_does(desk: Desk) -> None:
    gone = Unreachable("no_line")
    sync = receive(desk, Script(pages={"messages": [gone, gone]}))
    told = []
    for _ in range(3):
        work_off(sync)
        told.append(sync.pulse().silent)
        desk.clock.advance(6 * MINUTE)
    assert told == [False, True, False]


def test_a_mail_that_cannot_be_stored_is_kept_in_its_own_bytes_and_a_message_as_we_understood_it() -> None:
    mail = as_unreadable(RawMail("INBOX", 7, 3, START, b"raw"))
    assert (mail.reason, mail.content) == ("item_failed", b"raw")
    told = as_unreadable(said("m1", START, "Where is it?"))
    assert told.remote_key == "m1"
    assert b"Where is it?" in told.content
