"""Orders that messages name and no list has brought: asked for by number, a few at a time, and not for ever."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    Item,
    OrderSnapshot,
    Page,
    RateLimited,
    Rejected,
    Stream,
    Surprise,
    Unreachable,
)
from app.domain.errors import QuaysideError
from app.domain.orders import AfterSaleKind, OrderStatus
from app.services.ingest import Sorter
from app.services.sync import LONGEST_REST, SyncDesk
from app.services.wanted_orders import AT_ONCE, ROUND
from app.store import schema
from app.store.wanted import RESTS
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said
from tests.services.test_sync import ASKED, LIVE, OTHER, PAST, Direct, NoMail, Shelf

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Platform:
    """Knows some orders by number, and lists messages without end."""

    def __init__(self, *kinds: Stream) -> None:
        self.kinds = kinds or (LIVE,)
        self.orders: dict[str, tuple[Item, ...] | QuaysideError | None] = {}
        self.asked: list[str] = []
        self.pulled: list[str] = []

    def streams(self) -> tuple[Stream, ...]:
        return self.kinds

    def pull(self, stream: Stream, cursor: str | None) -> Page:
        self.pulled.append(stream.name)
        number = int(cursor or 0) + 1
        return Page((), str(number), more=stream is PAST and number < 5)

    def find_order(self, number: str) -> tuple[Item, ...] | None:
        self.asked.append(number)
        found = self.orders.get(number, ())
        if isinstance(found, QuaysideError):
            raise found
        return found

    def wait(self, stream: Stream, at_most: timedelta) -> bool:
        return False

    def close(self) -> None: ...


def an_order(number: str, at: datetime) -> OrderSnapshot:
    return OrderSnapshot(number, OrderStatus.SHIPPED, "Shipped", at, at, "Bea", ("bea@buyer.example",), None)


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


def receive(
    desk: Desk, source: object, shelf: Shelf | None = None, spare: Callable[[], bool] = lambda: True
) -> SyncDesk:
    sorter = Sorter("email", (desk.shop,), NoMail(), shelf or Shelf(), ())
    return SyncDesk(desk.login, source, sorter, Direct(desk), desk.clock, desk.ids, spare=spare)  # type: ignore[arg-type]


def work_off(sync: SyncDesk) -> None:
    for _ in range(100):
        if not sync.step():
            return
    raise AssertionError("there is always something to do")


def named(desk: Desk, *numbers: str, imported: bool = False) -> None:
    for number in numbers:
        message = said(f"m:{number}", desk.clock.now(), keys=(f"t:{number}",), order_keys=(number,))
        desk.ingest([message], imported=imported)


def wishes(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows(schema.wanted_order, "order_key", "tries", "next_at")


def test_an_order_that_a_message_names_is_fetched_and_stands_beside_it(desk: Desk) -> None:
    source = Platform()
    source.orders["302-1"] = (an_order("302-1", desk.clock.now() - timedelta(days=200)),)
    named(desk, "302-1")
    work_off(receive(desk, source))
    assert source.asked == ["302-1"]
    assert desk.rows(schema.orders, "remote_key") == [("302-1",)]
    assert [order for (order,) in desk.rows(schema.conversation_order, "order_id")] == [
        one for (one,) in desk.rows(schema.orders, "id")
    ]
    assert wishes(desk) == []


def test_an_order_that_is_here_is_not_asked_for(desk: Desk) -> None:
    desk.ingest([an_order("302-1", desk.clock.now())])
    named(desk, "302-1")
    assert wishes(desk) == []


def test_what_a_list_brings_meanwhile_is_no_longer_wanted(desk: Desk) -> None:
    named(desk, "302-1")
    desk.ingest([an_order("302-1", desk.clock.now())])
    assert wishes(desk) == []


def test_history_waits_until_the_lists_had_their_time(desk: Desk) -> None:
    source = Platform()
    sync = receive(desk, source)
    named(desk, "old", imported=True)
    work_off(sync)
    assert source.asked == []
    desk.clock.advance(HOUR)
    work_off(sync)
    assert source.asked == ["old"]


def test_the_order_of_an_open_case_is_wanted_and_that_of_a_closed_one_is_not(desk: Desk) -> None:
    cases = (("r1", "open", True), ("r2", "closed", False))
    desk.ingest([AfterSale(AfterSaleKind.RETURN, key, order, "x", is_open) for key, order, is_open in cases])
    assert [key for key, *_ in wishes(desk)] == ["open"]


def test_a_number_nobody_knows_is_asked_for_some_times_and_then_no_more(desk: Desk) -> None:
    source = Platform()
    source.orders["b"] = Rejected("no_such_order")
    named(desk, "a", "b")
    sync = receive(desk, source)
    for rest in (timedelta(), *RESTS, timedelta(days=400)):
        desk.clock.advance(rest + ROUND)
        work_off(sync)
    assert sorted(source.asked) == sorted(["a", "b"] * (1 + len(RESTS)))
    assert wishes(desk) == [("a", 1 + len(RESTS), None), ("b", 1 + len(RESTS), None)]
    named(desk, "a")
    work_off(sync)
    assert len(source.asked) == 2 * (1 + len(RESTS))


def test_a_round_asks_for_a_few_and_the_newest_wish_first(desk: Desk) -> None:
    source = Platform()
    named(desk, *(f"old-{n}" for n in range(AT_ONCE)))
    desk.clock.advance(MINUTE)
    named(desk, "new")
    sync = receive(desk, source)
    work_off(sync)
    assert (source.asked[0], len(source.asked)) == ("new", AT_ONCE)
    assert sync.wake_at() <= desk.clock.now() + ROUND


def test_the_lists_come_first_and_a_long_past_keeps_nobody_waiting(desk: Desk) -> None:
    source = Platform(LIVE, PAST)
    named(desk, "302-1")
    sync = receive(desk, source)
    sync.step()
    assert source.pulled == [LIVE.name]
    sync.step()
    assert (source.asked, source.pulled) == (["302-1"], [LIVE.name])
    work_off(sync)
    assert source.pulled[1:] == [PAST.name] * 5


def test_where_the_platform_wants_a_pause_only_the_looking_up_waits(desk: Desk) -> None:
    source = Platform()
    source.orders["302-1"] = RateLimited("rate_limited", retry_after=10 * MINUTE)
    named(desk, "302-1")
    sync = receive(desk, source)
    work_off(sync)
    desk.clock.advance(5 * MINUTE)
    work_off(sync)
    assert (len(source.asked), len(source.pulled)) == (1, 2)
    assert wishes(desk)[0][1] == 0
    desk.clock.advance(5 * MINUTE)
    work_off(sync)
    assert len(source.asked) == 2


def test_a_lost_line_rests_the_login_and_counts_as_no_try(desk: Desk) -> None:
    source = Platform()
    source.orders["302-1"] = Unreachable("no_line")
    named(desk, "302-1")
    work_off(receive(desk, source))
    assert wishes(desk)[0][1] == 0
    source.orders["302-1"] = AuthExpired("sign_in_again")
    work_off(receive(desk, source))
    assert desk.rows(schema.login, "health") == [("sign_in",)]


def test_an_answer_nobody_understands_is_kept_and_counts_as_a_try(desk: Desk) -> None:
    source, shelf = Platform(), Shelf()
    source.orders["302-1"] = Surprise("not_json", content=b"<html>")
    named(desk, "302-1")
    work_off(receive(desk, source, shelf))
    assert shelf.kept == [b"<html>"]
    assert desk.rows(schema.quarantine, "remote_key", "reason") == [("order:302-1", "not_json")]
    assert wishes(desk)[0][1] == 1


def test_a_login_that_may_not_ask_leaves_the_wish_to_another(desk: Desk) -> None:
    source = Platform()
    source.orders["302-1"] = None
    named(desk, "302-1", "302-2")
    sync = receive(desk, source)
    work_off(sync)
    desk.clock.advance(HOUR)
    work_off(sync)
    assert len(source.asked) == 1
    assert [tries for _, tries, _ in wishes(desk)] == [0, 0]


def test_while_a_days_calls_run_low_nothing_is_looked_up(desk: Desk) -> None:
    source, spare = Platform(), [False]
    named(desk, "302-1")
    sync = receive(desk, source, spare=lambda: spare[0])
    work_off(sync)
    assert source.asked == []
    spare[0] = True
    desk.clock.advance(ROUND)
    work_off(sync)
    assert source.asked == ["302-1"]


def test_whoever_asks_for_news_has_wanted_orders_looked_up_as_well(desk: Desk) -> None:
    source = Platform()
    sync = receive(desk, source)
    work_off(sync)
    named(desk, "302-1")
    work_off(sync)
    assert source.asked == []
    sync.sync_now()
    work_off(sync)
    assert source.asked == ["302-1"]


def test_a_login_sleeps_no_longer_than_until_the_next_round(desk: Desk) -> None:
    source = Platform(OTHER)
    named(desk, *(f"order-{n}" for n in range(AT_ONCE + 1)))
    sync = receive(desk, source)
    assert sync.wake_at() == desk.clock.now()
    work_off(sync)
    assert len(source.asked) == AT_ONCE
    assert sync.wake_at() == desk.clock.now() + ROUND
    desk.clock.set(sync.wake_at())
    work_off(sync)
    assert len(source.asked) == AT_ONCE + 1


@pytest.mark.parametrize(("stream", "rest"), [(OTHER, OTHER.period), (ASKED, LONGEST_REST)])
def test_a_login_that_may_not_ask_is_not_woken_for_it(desk: Desk, stream: Stream, rest: timedelta) -> None:
    source = Platform(stream)
    source.orders["302-1"] = None
    named(desk, "302-1")
    sync = receive(desk, source)
    work_off(sync)
    assert source.asked == ["302-1"]
    assert sync.wake_at() == desk.clock.now() + rest
