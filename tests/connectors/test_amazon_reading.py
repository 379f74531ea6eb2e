"""Amazon's API as a source: orders as they change, the past, pictures at the catalogue's own pace, refusals."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.amazon.api import AmazonApi
from app.connectors.amazon.source import AmazonSource
from app.connectors.contract import (
    Ability,
    AuthExpired,
    ItemPicture,
    OrderSnapshot,
    OutboundFile,
    RateLimited,
    Rejected,
    Surprise,
    Unreachable,
    Unreadable,
)
from app.domain.orders import OrderStatus
from app.domain.outbox import ReceiptKind
from app.net.http import Answer
from app.simulator.running import RunningTown
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.net.scripted import a_server, answering


@pytest.fixture
def amazon(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("amazon", town, clock)
    yield bench
    bench.close()


def orders_of(town: RunningTown) -> list[str]:
    rows = town.ask("orders")
    assert isinstance(rows, list)
    return [str(row["id"]) for row in rows if isinstance(row, dict) and row["shop"] == "amazon-jp"]


def test_the_seller_is_asked_where_he_sells(amazon: Bench) -> None:
    found = amazon.source("api").check()
    assert found.remote_key == "A3JPNORTHSHORE"
    assert found.facts["marketplaces"] == "A1VC38T7YXB528"
    unnamed = amazon.source("api", seller_id="").check()
    assert unnamed.remote_key == "北岸ホーム@A1VC38T7YXB528"


def test_the_wrong_region_asks_for_a_look_by_a_person(amazon: Bench) -> None:
    wrong = amazon.logins["api"].settings["api_url"].replace("/fe", "/na")
    with pytest.raises(AuthExpired) as caught:
        amazon.source("api", api_url=wrong).check()
    assert caught.value.key == "amazon_role_or_region"


def test_every_order_of_the_past_comes_with_a_picture(amazon: Bench, clock: FakeClock) -> None:
    source = amazon.source("api")
    stream = amazon.named(source, "backfill:orders")
    items: list[object] = []
    cursor: str | None = None
    for _ in range(200):
        page = source.pull(stream, cursor)
        items += page.items
        cursor = page.next_cursor
        clock.advance(timedelta(seconds=1))
        if not page.more:
            break
    orders = [item for item in items if isinstance(item, OrderSnapshot)]
    assert {order.remote_key for order in orders} == set(orders_of(amazon.town))
    lines = {line.item_ref for order in orders for line in order.lines}
    assert {item.item_ref for item in items if isinstance(item, ItemPicture)} == lines
    assert all(order.country and order.total for order in orders)
    assert source.pull(stream, cursor).items == ()


def test_pictures_wait_for_the_catalogue_instead_of_failing(amazon: Bench) -> None:
    source = amazon.source("api")
    stream = amazon.named(source, "orders")
    wanted = '{"wanted": ["B000000001", "B000000002", "B000000003"]}'
    page = source.pull(stream, wanted)  # unknown products have no picture, and are not asked for again
    assert page.items == ()
    assert page.more
    waiting = source.pull(stream, page.next_cursor)  # the clock stands still: no allowance yet
    assert waiting.next_cursor == page.next_cursor
    assert waiting.more


def test_a_change_comes_live_and_after_a_quarter_of_an_hour_no_more(amazon: Bench, clock: FakeClock) -> None:
    source = amazon.source("api")
    stream = amazon.named(source, "orders")
    page = source.pull(stream, None)
    number = orders_of(amazon.town)[0]
    clock.advance(timedelta(minutes=5))
    amazon.town.tell("ship", order=number, stage="delivered")
    clock.advance(timedelta(minutes=5))
    page = source.pull(stream, page.next_cursor)
    changed = next(
        item for item in page.items if isinstance(item, OrderSnapshot) and item.remote_key == number
    )
    assert changed.status is OrderStatus.DELIVERED
    items, cursor = list(page.items), page.next_cursor
    for _ in range(50):
        if not page.more:
            break
        clock.advance(timedelta(seconds=1))
        page = source.pull(stream, cursor)
        items, cursor = [*items, *page.items], page.next_cursor
    clock.advance(timedelta(minutes=15))
    _, cursor = amazon.drain(source, stream, cursor)
    clock.advance(timedelta(minutes=5))
    later = source.pull(stream, cursor)
    assert number not in [item.remote_key for item in later.items if isinstance(item, OrderSnapshot)]


def test_our_own_allowance_is_kept_before_amazon_has_to_say_so(amazon: Bench) -> None:
    source = amazon.source("api")
    stream = amazon.named(source, "backfill:orders")
    for _ in range(20):
        source.pull(stream, None)
    with pytest.raises(RateLimited) as caught:
        source.pull(stream, None)
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > timedelta(minutes=2)


def test_a_page_token_that_died_starts_its_window_over(amazon: Bench) -> None:
    source = amazon.source("api")
    page = source.pull(amazon.named(source, "orders"), '{"token": "dead", "since": "2026-03-01T00:00:00Z"}')
    assert page.more
    assert "dead" not in page.next_cursor
    assert "2026-03-01" in page.next_cursor


@pytest.mark.parametrize(
    ("status", "body", "error", "key"),
    [
        (429, b"{}", RateLimited, "rate_limited"),
        (503, b"oops", Unreachable, "server_trouble"),
        (400, b'{"errors": [{"code": "InvalidInput"}]}', Rejected, "amazon_rejected"),
        (403, b"{}", AuthExpired, "amazon_role_or_region"),
        (418, b"{}", Surprise, "unknown_status"),
        (200, b"[]", Surprise, "not_an_object"),
    ],
)
def test_refusals_of_reading(
    amazon: Bench, status: int, body: bytes, error: type[Exception], key: str
) -> None:
    api = AmazonApi(amazon.logins["api"], amazon.tools)
    with pytest.raises(error) as caught:
        api._read("orders", Answer(status, {}, body))
    assert str(caught.value) == key
    api.close()


def test_an_order_without_a_date_is_kept_whole(amazon: Bench) -> None:
    source = amazon.source("api")
    assert isinstance(source, AmazonSource)
    (item,) = source._read({"orderId": "1"})
    assert isinstance(item, Unreadable)


def test_sellers_without_a_market_are_told(amazon: Bench) -> None:
    source = amazon.source("api")
    assert isinstance(source, AmazonSource)

    class Empty:
        def get(self, *args: object) -> dict[str, object]:
            return {"payload": [{"participation": {"isParticipating": False}}]}

        def close(self) -> None:
            """Nothing is open."""

    source._api.close()
    source._api = Empty()  # type: ignore[assignment]
    with pytest.raises(Rejected) as caught:
        source.check()
    assert caught.value.key == "amazon_no_marketplace"


def test_long_lists_of_products_are_asked_for_over_many_pulls(amazon: Bench, clock: FakeClock) -> None:
    source = amazon.source("api", marketplaces="")
    stream = amazon.named(source, "orders")
    cursor = '{"wanted": ["B000000001", "B000000002", "B000000003"], "since": "2026-03-02T08:00:00Z"}'
    for _ in range(10):
        clock.advance(timedelta(seconds=2))
        page = source.pull(stream, cursor)
        cursor = page.next_cursor
        if not page.more:
            break
    assert '"wanted":[]' in cursor
    assert "2026-03-02T08:00:00Z" in cursor


@pytest.mark.parametrize(("sites", "named"), [("A1PA6795UKMFR9", True), ("", False)])
def test_only_a_shop_of_certain_sites_names_them_when_it_asks_for_orders(
    amazon: Bench, sites: str, named: bool
) -> None:
    with a_server(answering(b'{"orders": [], "lastUpdatedBefore": "2026-03-02T08:00:00Z"}')) as (port, heard):
        source = amazon.source("api", api_url=f"http://127.0.0.1:{port}", marketplaces=sites)
        page = source.pull(amazon.named(source, "orders"), None)
        source.close()
    (asked,) = heard.requests
    assert (b"marketplaceIds=A1PA6795UKMFR9" in asked, b"marketplaceIds" in asked) == (named, named)
    assert "2026-03-02T08:00:00Z" in page.next_cursor


def test_an_order_asked_for_by_number_comes_without_pictures_where_the_catalogue_is_busy(
    amazon: Bench,
) -> None:
    number = orders_of(amazon.town)[0]
    source = amazon.source("api")
    assert isinstance(source, AmazonSource)
    amazon.drain(source, amazon.named(source, "orders"), '{"wanted": ["B000000001", "B000000002"]}')
    assert [type(item) for item in source.find_order(number)] == [OrderSnapshot]
    amazon.clock.advance(timedelta(seconds=5))
    found = source.find_order(number)
    assert any(isinstance(item, ItemPicture) for item in found)


def test_a_file_goes_along_and_too_many_people_do_not(amazon: Bench) -> None:
    message = amazon.inbound()
    reply = amazon.reply(message, "See the invoice")
    with_file = replace(reply, files=(OutboundFile("invoice.pdf", "application/pdf", b"%PDF-1.4"),))
    sender = amazon.sender()
    assert sender.send(with_file).kind is ReceiptKind.SENT
    (got,) = amazon.received()
    assert "invoice.pdf" in str(got["attachments"])
    assert sender.send(replace(reply, cc=("x@y.example",))).reason == "relay_serves_one_buyer"
    outside = replace(reply, reply_refs={"to": "someone@b.example"})
    assert sender.send(outside).reason == "amazon_no_alias"


def test_a_shop_without_the_api_says_what_it_lacks(amazon: Bench) -> None:
    with_api = amazon.sender().capabilities()
    assert Ability.READS_ORDERS in with_api.can
    amazon.logins.pop("api")
    sender = amazon.sender()
    assert sender.capabilities().cannot[Ability.READS_ORDERS] == "api_login_missing"
    with pytest.raises(Rejected):
        sender.fetch_file("https://x.example/a.png")


def test_a_picture_is_fetched_from_where_the_catalogue_says(amazon: Bench) -> None:
    source = amazon.source("api")
    page = source.pull(amazon.named(source, "backfill:orders"), None)
    page = source.pull(amazon.named(source, "backfill:orders"), page.next_cursor)
    picture = next(item for item in page.items if isinstance(item, ItemPicture))
    sender = amazon.sender()
    assert sender.fetch_file(picture.url).startswith(b"\x89PNG")
    with pytest.raises(Rejected):
        sender.fetch_file(picture.url + ".gone")


def test_a_mailbox_that_cannot_be_read_finds_nothing_and_files_nothing(amazon: Bench) -> None:
    message = amazon.inbound()
    login = amazon.logins["mail"]
    amazon.logins["mail"] = replace(
        login, settings={k: v for k, v in login.settings.items() if k != "imap_host"}
    )
    sender = amazon.sender()
    assert Ability.FINDS_SENT in sender.capabilities().cannot
    reply = amazon.reply(message, "x")
    assert sender.find_sent(reply, amazon.clock.now()).found.value == "unsure"
    sender.settle(reply)


def test_a_fresh_token_called_expired_is_a_hiccup_until_it_goes_on(amazon: Bench) -> None:
    source = amazon.source("api")
    stream = amazon.named(source, "orders")
    for error in (Unreachable, Unreachable, AuthExpired):
        amazon.town.tell("force", fault="token_expires", path="/orders", times=2)
        with pytest.raises(error):
            source.pull(stream, None)
    assert source.pull(stream, None).next_cursor


def test_an_order_is_found_although_amazons_clock_was_ahead_when_it_was_placed(amazon: Bench) -> None:
    """Found by a storm: the last look had ended at a moment that had not come yet."""
    source = amazon.source("api")
    live = amazon.named(source, "orders")
    amazon.town.tell("weather", profile="calm", skew_seconds=600)
    _, cursor = amazon.drain(source, live, None)
    amazon.clock.advance(timedelta(minutes=4))
    placed = amazon.town.tell("order", shop=amazon.town_shop)
    assert isinstance(placed, dict)
    amazon.clock.advance(timedelta(minutes=1))
    _, cursor = amazon.drain(source, live, cursor)
    amazon.town.tell("weather", profile="calm")
    amazon.clock.advance(timedelta(minutes=15))
    found = amazon.drain(source, live, cursor)[0]
    assert placed["order"] in [one.remote_key for one in found if isinstance(one, OrderSnapshot)]
