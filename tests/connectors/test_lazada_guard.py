"""Nothing but a person opens Lazada's two lists: not a week in the background, not a failure, not a restart."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.connectors.contract import Found, RemoteMessage, StreamMode
from app.connectors.lazada.api import LazadaApi
from app.connectors.lazada.guard import (
    BETWEEN,
    BREATH,
    DAILY,
    HOURLY,
    LISTS,
    Permit,
    day_of,
    permit_for,
    spent,
)
from app.connectors.registry import PROFILES
from app.domain.errors import Bug, QuaysideError, RateLimited
from app.domain.shops import Login
from app.domain.values import LoginId
from app.services.ingest import Sorter
from app.services.outbox import SendDesk, SendFacts
from app.services.sync import SyncDesk
from app.simulator.lazada_platform import LazadaDoor
from app.simulator.running import RunningTown
from app.store import schema
from app.store.shops import add_login, add_shop
from app.store.unit_of_work import Work
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock, SeededIds
from tests.faults.outbox_schedule import DirectWriter
from tests.faults.weather_schedule import Memory, Reader, quick
from tests.services.desks import Desk

HOUR = timedelta(hours=1)


@pytest.fixture
def lazada(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("lazada", town, clock)
    yield bench
    bench.close()


def lists(bench: Bench) -> int:
    """How often the two lists were called, as the marketplace counts."""
    door = bench.town.service.town.doors["lazada"]
    assert isinstance(door, LazadaDoor)
    return bench.town.inside(lambda: len(door.api.ledger.lists))


class Office:
    """The program's lanes for one Lazada shop, with a real store."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench, self.desk = bench, Desk(folder, bench.clock, SeededIds(5, bench.clock))
        self.desk.work(self._furnish)
        self.start()

    def _furnish(self, work: Work) -> None:
        for table in (schema.shop_login, schema.shop, schema.login):
            work.connection.execute(delete(table))
        for login in self.bench.logins.values():
            add_login(work, login, self.bench.clock.now())
        add_shop(work, self.bench.shop, self.bench.clock.now())

    def start(self) -> None:
        """The program starts: only what is stored is known."""
        self.bench.close()
        self.bench.open_doors.clear()
        self.bench.forget_tokens()
        writer = DirectWriter(self.desk)
        self.lanes = [self._lane(role, login, writer) for role, login in self.bench.logins.items()]
        self.sending = SendDesk(
            self.bench.shop.id, self.bench.logins["chat"].id, self.bench.sender(), writer, self.bench.clock,
            self.desk.ids, SendFacts(timedelta(minutes=3), 30), lambda ids: (),
        )  # fmt: skip

    def _lane(self, role: str, login: Login, writer: DirectWriter) -> SyncDesk:
        sorter = Sorter(login.channel, (self.bench.shop,), Reader(), Memory(), PROFILES)
        source = self.bench.source(role)
        return SyncDesk(LoginId(login.id), source, sorter, writer, self.bench.clock, self.desk.ids)

    def live(self) -> None:
        """Everything that is due happens."""
        for lane in self.lanes:
            for _ in range(60):
                if not lane.step():
                    break
        for _ in range(20):
            if not self.sending.step():
                break

    def press_f5(self) -> None:
        """A person asks."""
        for lane in self.lanes:
            lane.sync_now()
        self.live()

    def stored(self) -> set[str]:
        return {str(key) for (key,) in self.desk.rows(schema.message, "remote_key")}


def test_a_week_in_the_background_calls_the_lists_not_once(lazada: Bench, tmp_path: Path) -> None:
    quick(lazada.town, lazada.clock)
    office = Office(lazada, tmp_path)
    for hour in range(7 * 24):
        lazada.clock.advance(HOUR)
        for lane in office.lanes:
            lane.hurry()
            lane.seen_since(lazada.clock.now())
            lane.listen(lane.source.streams()[0], timedelta(0))
        if hour % 24 == 7:
            for lane in office.lanes:
                lane.after_sleep()
        if hour % 24 == 9:
            office.start()
        if hour % 24 == 11:
            lazada.town.tell("expire", seller="")
        if hour % 24 == 13:
            lazada.town.tell("weather", profile="storm", seed=hour, seconds=3600)
        if hour % 24 == 15:
            lazada.town.tell(
                "say", conversation=str(lazada.written()[0]["conversation"]), text=f"hour {hour}"
            )
        office.live()
        with_luck(lazada.source("chat").check)
        with_luck(lazada.source("api").check)
        for talk in ("session:SG:0", "nonsense"):
            with_luck(partial(office.sending.sender.mark_read, talk))
    assert lists(lazada) == 0
    office.press_f5()
    assert lists(lazada) > 0, "the counter counts"
    office.desk.close()


def with_luck(work: Callable[[], object]) -> None:
    """Does something that bad weather may spoil."""
    with contextlib.suppress(QuaysideError):
        work()


def test_replies_whose_fate_is_open_ask_a_person_and_not_the_lists(lazada: Bench) -> None:
    message = lazada.inbound()
    before, sender, began = lists(lazada), lazada.sender(), lazada.clock.now()
    lazada.force("reset_after")
    reply = lazada.reply(message, "Did you get this?")
    assert sender.send(reply).kind.value == "unknown"
    for _ in range(5):
        assert sender.find_sent(reply, began).found is Found.UNSURE
        lazada.clock.advance(timedelta(minutes=5))
    assert lists(lazada) == before


def test_one_wish_is_one_page_of_conversations(lazada: Bench) -> None:
    source = lazada.source()
    stream = lazada.live(source)
    assert stream.mode is StreamMode.ASKED
    page = source.pull(stream, None)
    assert not page.more
    door = lazada.town.service.town.doors["lazada"]
    assert isinstance(door, LazadaDoor)
    asked = [path for _, path in door.api.ledger.lists]
    assert asked.count("/im/session/list") == 1
    assert set(asked) <= LISTS


def test_a_wish_that_comes_too_early_asks_nothing_even_after_a_restart(lazada: Bench) -> None:
    source = lazada.source()
    cursor = source.pull(lazada.live(source), None).next_cursor
    count = lists(lazada)
    for _ in range(9):
        lazada.clock.advance(BREATH)
        fresh = lazada.source()
        page = fresh.pull(lazada.live(fresh), cursor)
        assert (page.items, page.next_cursor, page.more) == ((), cursor, False)
    assert lists(lazada) == count
    lazada.clock.advance(BETWEEN)
    source.pull(lazada.live(source), cursor)
    assert lists(lazada) > count


def test_a_wish_that_failed_is_asked_once_and_not_again_by_the_program(lazada: Bench, tmp_path: Path) -> None:
    office = Office(lazada, tmp_path)
    office.live()
    for fault in ("reset_before", "busy_until", "unavailable", "garbage", "token_expires", "portal"):
        lazada.clock.advance(HOUR)
        before = lazada.town.ask("weather")
        lazada.town.tell("force", fault=fault, path="im/session/list", times=1)
        office.press_f5()
        count = lists(lazada)
        for _ in range(12):
            lazada.clock.advance(timedelta(minutes=20))
            for lane in office.lanes:
                lane.hurry()
            office.live()
        assert lists(lazada) == count, fault
        assert before != lazada.town.ask("weather")
    office.desk.close()


def test_impatient_presses_stay_far_below_what_is_called_polling(lazada: Bench) -> None:
    """Somebody presses F5 every ten seconds for a whole day, on a shop where everybody writes all the time."""
    source = lazada.source()
    stream, cursor = lazada.live(source), None
    talks = [str(row["conversation"]) for row in lazada.written()]
    for press in range(24 * 360):
        lazada.clock.advance(timedelta(seconds=10))
        if press % 60 == 0:
            lazada.town.tell("say", conversation=talks[press // 60 % len(talks)], text=f"press {press}")
        cursor = source.pull(stream, cursor).next_cursor
    assert 24 * 5 <= lists(lazada) <= DAILY
    door = lazada.town.service.town.doors["lazada"]
    assert isinstance(door, LazadaDoor)
    assert not door.api.ledger.withdrawn


def test_the_hour_and_the_day_have_an_end(lazada: Bench, clock: FakeClock) -> None:
    chat, now = lazada.logins["chat"], clock.now()
    day = day_of(chat, lazada.tools)
    asked = {"asked": [[(now - timedelta(minutes=30)).isoformat(), HOURLY - 1]]}
    assert permit_for(day, asked, now) is None
    assert permit_for(day, asked, now + HOUR) is not None
    assert spent({"asked": [["nonsense", 1], [now.isoformat()], 7]}, now) == []
    permit = Permit(day, sessions=0, messages=DAILY + 1)
    for _ in range(DAILY):
        permit.spend("/im/message/list")
    with pytest.raises(RateLimited):
        permit.spend("/im/message/list")
    assert permit_for(day, {}, now) is None


def test_what_is_left_of_the_lists_is_shown_from_the_start(lazada: Bench) -> None:
    chat = lazada.logins["chat"]
    source = lazada.source("chat")
    shown = {one.operation: one for one in lazada.tools.budgets(chat.id)}
    assert (shown["lists"].left, shown["lists"].most, shown["lists"].daily) == (DAILY, DAILY, True)
    source.pull(lazada.live(source), None)
    left = {one.operation: one.left for one in lazada.tools.budgets(chat.id)}["lists"]
    assert left == DAILY - lists(lazada) < DAILY
    orders = lazada.source("api")
    orders.check()
    assert "lists" not in {one.operation for one in lazada.tools.budgets(lazada.logins["api"].id)}


def test_the_lists_do_not_open_without_a_wish(lazada: Bench) -> None:
    api = LazadaApi(lazada.logins["chat"], lazada.tools)
    for path in LISTS:
        with pytest.raises(Bug):
            api.get("SG", path, {"page_size": "20"})
    permit = Permit(day_of(lazada.logins["chat"], lazada.tools), sessions=1, messages=0)
    permit.spend("/im/session/list")
    with pytest.raises(Bug):
        permit.spend("/im/session/list")
    assert lists(lazada) == 0
    api.close()


def test_whoever_polls_loses_the_right_and_is_told_so(lazada: Bench, clock: FakeClock) -> None:
    door = lazada.town.service.town.doors["lazada"]
    assert isinstance(door, LazadaDoor)
    client = door.applications["chat"][0]
    for _ in range(101):
        lazada.town.inside(lambda: door.api._watch(client, "/im/session/list", clock.now()))
    with pytest.raises(QuaysideError) as caught:
        lazada.source("chat").check()
    assert caught.value.key == "lazada_no_right"
    assert lazada.source("api").check().remote_key


def test_the_first_wish_brings_history_and_the_next_ones_what_is_new(lazada: Bench, tmp_path: Path) -> None:
    office = Office(lazada, tmp_path)
    office.press_f5()
    assert {str(row["id"]) for row in lazada.written()} <= office.stored()
    assert {imported for (imported,) in office.desk.rows(schema.message, "imported")} == {True}
    lazada.say("And now?")
    office.press_f5()
    news = [row for row in office.desk.rows(schema.message, "text", "imported") if row[0] == "And now?"]
    assert [imported for _, imported in news] == [False]
    office.desk.close()


def test_a_persons_wish_settles_a_reply_whose_fate_is_open(lazada: Bench) -> None:
    source = lazada.source()
    stream = lazada.live(source)
    _, cursor = lazada.drain(source, stream, None)
    message = lazada.inbound()
    lazada.force("reset_after")
    assert lazada.sender().send(lazada.reply(message, "Arrived all the same")).kind.value == "unknown"
    lazada.clock.advance(timedelta(minutes=11))
    items, _ = lazada.drain(source, stream, cursor)
    ours = [item for item in items if isinstance(item, RemoteMessage) and item.text == "Arrived all the same"]
    assert [one.direction.value for one in ours] == ["outbound"]
