"""Reading AliExpress from the practice town, also where feed, clock, keys or rights are not as hoped."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.aliexpress.reading_messages import REBASE, SYNC
from app.connectors.aliexpress.reading_orders import Window
from app.connectors.aliexpress.walking import BUYERS, MESSAGES
from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    OrderSnapshot,
    RateLimited,
    Rejected,
    RemoteMessage,
    Source,
    Surprise,
    Unreachable,
)
from app.connectors.registry import CHANNELS
from app.domain.cards import CardKind
from app.domain.errors import QuaysideError
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.terms import Term
from app.simulator.aliexpress_gateway import Gateway
from app.simulator.aliexpress_platform import AliExpressDoor
from app.simulator.running import RunningTown
from tests.contract.bench import Bench, fresh_tools
from tests.contract.benches import open_bench
from tests.fakes import FakeClock


@pytest.fixture
def shop(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("aliexpress", town, clock)
    yield bench
    bench.close()


def gateway(bench: Bench) -> Gateway:
    door = bench.town.service.town.doors["aliexpress"]
    assert isinstance(door, AliExpressDoor)
    return door.gateway


def texts(bench: Bench, source: Source, cursor: str) -> tuple[list[str], str]:
    items, cursor = bench.drain(source, bench.live(source), cursor)
    return [one.text for one in bench.messages(tuple(items))], cursor


# --- messages


def test_a_feed_nobody_understands_is_replaced_by_the_lists(shop: Bench) -> None:
    source = shop.source()
    gateway(shop).garbled |= {SYNC, REBASE}
    _, cursor = shop.drain(source, shop.live(source), None)
    shop.say("Can you hear me?")
    found, cursor = texts(shop, source, cursor)
    assert "Can you hear me?" in found
    gateway(shop).garbled.clear()
    shop.say("And now?")
    shop.clock.advance(timedelta(minutes=1))
    found, cursor = texts(shop, source, cursor)
    shop.say("By the feed again")
    assert "By the feed again" in texts(shop, source, cursor)[0]


def test_a_position_that_is_too_old_begins_anew_and_misses_nothing(shop: Bench) -> None:
    source = shop.source()
    _, cursor = shop.drain(source, shop.live(source), None)
    shop.say("While you were away")
    shop.clock.advance(timedelta(days=3))
    cursor = cursor.replace('"feed":"7', '"feed":"1')
    found, cursor = texts(shop, source, cursor)
    assert "While you were away" in found
    shop.say("Back again")
    assert texts(shop, source, cursor)[0] == ["Back again"]


@pytest.mark.parametrize("call", [BUYERS, MESSAGES])
def test_a_list_of_another_shape_is_told_and_not_taken_for_an_empty_one(shop: Bench, call: str) -> None:
    source = shop.source()
    gateway(shop).garbled.add(call)
    with pytest.raises(Surprise) as caught:
        shop.drain(source, shop.named(source, "backfill:messages"), None)
    assert caught.value.key == "list_unknown"


def test_the_lists_are_walked_every_ten_minutes_whatever_the_feed_says(shop: Bench) -> None:
    source = shop.source()
    _, cursor = shop.drain(source, shop.live(source), None)
    shop.say("The feed forgot me")
    shop.town.inside(gateway(shop).feed.waiting.clear)
    assert texts(shop, source, cursor)[0] == []
    shop.clock.advance(timedelta(minutes=11))
    assert "The feed forgot me" in texts(shop, source, cursor)[0]


def test_the_chat_can_be_asked_by_the_other_gateway(shop: Bench) -> None:
    source = shop.source(message_route="rest")
    assert all(worked for _, worked, _ in source.check().report)
    _, cursor = shop.drain(source, shop.live(source), None)
    shop.say("The other way")
    assert texts(shop, source, cursor)[0] == ["The other way"]


def test_cards_and_pictures_come_beside_the_words(shop: Bench) -> None:
    source = shop.source()
    stream = shop.named(source, "backfill:messages")
    messages = shop.messages(tuple(shop.drain(source, stream, None)[0]))
    kinds = {card.kind for one in messages for card in one.cards}
    assert kinds >= {CardKind.ITEM, CardKind.ORDER, CardKind.STICKER}
    (picture,) = {file.url for one in messages for file in one.files}
    assert shop.sender().fetch_file(picture).startswith(b"\x89PNG")
    assert {one.customer.key for one in messages} >= _logins(shop)


def _logins(shop: Bench) -> set[str]:
    return {str(row["customer"]) for row in shop.written()}


def test_a_buyer_of_many_pages_is_read_to_the_floor(shop: Bench) -> None:
    source = shop.source()
    talk = str(shop.written()[0]["conversation"])
    for number in range(45):
        shop.clock.advance(timedelta(seconds=5))
        shop.town.tell("say", conversation=talk, text=f"Line {number}")
    items, _ = shop.drain(source, shop.named(source, "backfill:messages"), None)
    found = {one.text for one in shop.messages(tuple(items))}
    assert found >= {f"Line {number}" for number in range(45)}


def test_a_buyer_who_writes_while_the_past_is_read_keeps_his_past(shop: Bench) -> None:
    source = shop.source()
    stream = shop.named(source, "backfill:messages")
    cursor = source.pull(stream, None).next_cursor
    fields = json.loads(cursor)
    fields["walk"] |= {"wanted": [], "seen": {}, "listed": False, "start": "", "last": ""}
    for row in shop.written():
        shop.clock.advance(timedelta(minutes=5))
        shop.town.tell("say", conversation=str(row["conversation"]), text="Me again")
    items, _ = shop.drain(source, stream, json.dumps(fields))
    found = {one.remote_key for one in shop.messages(tuple(items))}
    assert found >= {str(row["id"]) for row in shop.written() if row["history"]}


# --- keys, clocks, rights


@pytest.mark.parametrize("wrong_by", [timedelta(minutes=5), timedelta(hours=-3), timedelta(hours=3)])
def test_a_wrong_clock_is_set_by_the_platforms_own(shop: Bench, wrong_by: timedelta) -> None:
    clock = FakeClock()
    clock.set(shop.clock.now() + wrong_by)
    shop.tools = fresh_tools(clock, shop.keeper)
    assert shop.source().check().remote_key == "2671230001"


def test_a_chat_that_was_not_granted_is_told_and_orders_go_on(shop: Bench) -> None:
    gateway(shop).no_chat = True
    source = shop.source()
    report = {what: (worked, why) for what, worked, why in source.check().report}
    assert report["messages"] == (False, "aliexpress_permission_missing")
    assert report["orders"] == (True, "")
    with pytest.raises(Rejected):
        source.pull(shop.live(source), None)
    assert source.pull(shop.named(source, "orders"), None).next_cursor


def test_a_token_refused_again_and_again_is_a_persons_matter_only_then(shop: Bench) -> None:
    source = shop.source()
    source.check()
    shop.town.tell("force", fault="token_expires", path="orderlist", times=6)
    kinds: list[type[QuaysideError]] = []
    for _ in range(3):
        with pytest.raises(QuaysideError) as caught:
            source.pull(shop.named(source, "orders"), None)
        kinds.append(type(caught.value))
    assert kinds == [Unreachable, Unreachable, AuthExpired]


def test_a_throttled_application_waits_as_long_as_it_was_told(shop: Bench) -> None:
    source = shop.source()
    shop.town.tell("force", fault="busy_until", path="orderlist", times=1)
    with pytest.raises(RateLimited) as caught:
        source.pull(shop.named(source, "orders"), None)
    assert caught.value.retry_after is not None
    assert caught.value.retry_after >= timedelta(seconds=1)


def test_the_pasted_address_buys_tokens_once(shop: Bench) -> None:
    login, manifest = shop.logins["api"], CHANNELS["aliexpress"]
    secret = shop.keeper.secrets[login.id]["client_secret"]
    values = {**login.settings, "client_secret": secret, "redirect_uri": "https://northshore.example/back"}
    assert manifest.authorize_url is not None
    where = manifest.authorize_url(values)
    assert where.startswith(f"{login.settings['api_url']}/oauth/authorize?")
    assert "force_auth=true" in where
    door = shop.town.service.town.doors["aliexpress"]
    assert isinstance(door, AliExpressDoor)
    grant = door.keys.consent("2671230001", door.client[0])
    code = door.keys.code(grant, shop.clock.now(), timedelta(minutes=30))
    values["pasted"] = f"https://northshore.example/back?code={code}"
    secrets = manifest.sign_in(values, None, shop.tools, lambda _: None)
    assert secrets["refresh_token"] == grant.refresh
    assert secrets["seller_id"] == "2671230001"
    assert manifest.good_until(login, secrets) == Term(
        shop.clock.now() + timedelta(days=365), shop.clock.now()
    )
    with pytest.raises(AuthExpired):
        manifest.sign_in(values, None, shop.tools, lambda _: None)
    given = {"client_secret": "s", "refresh_token": "r"}
    assert manifest.sign_in(given, None, shop.tools, lambda _: None) == given
    with pytest.raises(Rejected):
        manifest.authorize_url({"client_id": "500001"})


# --- orders and disputes


def orders_of(shop: Bench, name: str, cursor: str | None = None) -> tuple[list[object], str]:
    source = shop.source()
    items, after = shop.drain(source, shop.named(source, name), cursor)
    return list(items), after


def test_finished_orders_come_although_they_must_be_asked_for(shop: Bench) -> None:
    items, _ = orders_of(shop, "backfill:orders")
    found = [one for one in items if isinstance(one, OrderSnapshot)]
    assert {one.remote_status for one in found} >= {"FINISH", "IN_CANCEL"}
    wanted = {row["id"] for row in _rows(shop.town.ask("orders")) if row["shop"] == "aliexpress"}
    assert {one.remote_key for one in found} == wanted
    assert all(one.lines[0].picture for one in found)


def _rows(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return [dict(row) for row in value]


def test_a_change_is_told_once_with_address_and_parcel(shop: Bench) -> None:
    _, cursor = orders_of(shop, "orders")
    number = next(
        str(row["id"])
        for row in _rows(shop.town.ask("orders"))
        if row["shop"] == "aliexpress" and row["stage"] == "moving"
    )
    shop.clock.advance(timedelta(hours=5))
    shop.town.tell("ship", order=number, stage="delivered")
    items, cursor = orders_of(shop, "orders", cursor)
    (found,) = [one for one in items if isinstance(one, OrderSnapshot) and one.remote_key == number]
    assert found.status is OrderStatus.DELIVERED
    assert found.recipient.city
    assert found.shipments[0].tracking.startswith("LP")
    again, _ = orders_of(shop, "orders", cursor)
    assert [one for one in again if isinstance(one, OrderSnapshot) and one.remote_key == number] == []


def test_a_wish_to_cancel_opens_a_case_and_the_answer_closes_it(shop: Bench) -> None:
    number = next(
        str(row["id"])
        for row in _rows(shop.town.ask("orders"))
        if row["shop"] == "aliexpress" and row["stage"] == "paid"
    )
    world, books = shop.town.service.town.world, gateway(shop).books

    def answer() -> None:
        world.orders[number].cancel_asked = None
        books.touched[number] = shop.clock.now()

    items, cursor = orders_of(shop, "orders")
    (case,) = [one for one in items if isinstance(one, AfterSale)]
    assert (case.kind, case.open, case.order_remote_key) == (AfterSaleKind.CANCELLATION, True, number)
    shop.clock.advance(timedelta(minutes=5))
    again, cursor = orders_of(shop, "orders", cursor)
    assert [one for one in again if isinstance(one, AfterSale)] == []
    shop.clock.advance(timedelta(minutes=5))
    shop.town.inside(answer)
    items, _ = orders_of(shop, "orders", cursor)
    (case,) = [one for one in items if isinstance(one, AfterSale)]
    assert case.open is False


def test_a_dispute_that_left_the_list_is_asked_after(shop: Bench) -> None:
    items, cursor = orders_of(shop, "cases")
    (case,) = [one for one in items if isinstance(one, AfterSale)]
    assert (case.kind, case.open) == (AfterSaleKind.RETURN, True)
    assert case.due is not None
    assert case.amount is not None
    world = shop.town.service.town.world

    def settle() -> None:
        found = next(one for one in world.cases.values() if case.remote_key.endswith(one.id))
        found.state = "refund_success"

    assert orders_of(shop, "cases", cursor)[0] == []
    shop.town.inside(settle)
    items, cursor = orders_of(shop, "cases", cursor)
    assert [(one.state, one.open) for one in items if isinstance(one, AfterSale)] == [
        ("refund_success", False)
    ]
    assert orders_of(shop, "cases", cursor)[0] == []


def test_an_order_whose_detail_is_refused_comes_all_the_same(shop: Bench) -> None:
    shop.town.tell("force", fault="refused", path="findorderbyid", times=99)
    items, _ = orders_of(shop, "backfill:orders")
    found = [one for one in items if isinstance(one, OrderSnapshot)]
    assert found
    assert all(one.recipient.city == "" for one in found)


def test_a_dispute_whose_detail_is_refused_comes_all_the_same(shop: Bench) -> None:
    shop.town.tell("force", fault="refused", path="issue.detail", times=99)
    (case,) = orders_of(shop, "cases")[0]
    assert isinstance(case, AfterSale)
    assert (case.state, case.open, case.due) == ("processing", True, None)
    assert case.reason == "Product not as described"


def test_disputes_of_several_pages_are_all_read(shop: Bench) -> None:
    world = shop.town.service.town.world

    def many() -> None:
        (first,) = [
            one for one in world.cases.values() if one.kind == "return" and one.order.shop.key == "aliexpress"
        ]
        for number in range(24):
            world.cases[f"60000000{number:02d}"] = replace(first, id=f"60000000{number:02d}")

    shop.town.inside(many)
    items, cursor = orders_of(shop, "cases")
    assert len({one.remote_key for one in items if isinstance(one, AfterSale)}) == 25
    assert orders_of(shop, "cases", cursor)[0] == []


def test_a_window_is_walked_from_its_last_page_and_then_for_what_is_finished(clock: FakeClock) -> None:
    window: Window | None = Window(clock.now() - timedelta(days=1), clock.now(), live=True, round=0, page=0)
    seen = []
    while window is not None:
        seen.append((window.round, window.page))
        window = window.after(3)
    assert seen == [(round_, page) for round_ in (0, 1, 2) for page in (0, 3, 2, 1)]


def test_a_window_of_changes_lies_within_one_of_creation(clock: FakeClock) -> None:
    query = Window(clock.now() - timedelta(hours=1), clock.now(), live=True, round=1, page=2).query()
    assert '"create_date_start"' in query
    assert '"modified_date_start"' in query
    assert '"order_status":"FINISH"' in query
    assert '"current_page":2' in query


def test_messages_of_a_walk_are_messages(shop: Bench) -> None:
    source = shop.source()
    items, _ = shop.drain(source, shop.named(source, "backfill:messages"), None)
    assert all(isinstance(one, RemoteMessage) for one in items)
