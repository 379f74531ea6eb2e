"""Walmart's orders and returns: what they mean, and how they are read from three places without losing a part."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.connectors.contract import (
    AfterSale,
    AuthExpired,
    FindsOrders,
    Item,
    OrderSnapshot,
    Page,
    RateLimited,
    Rejected,
    Surprise,
    Unreachable,
    Unreadable,
)
from app.connectors.reading import Fields
from app.connectors.walmart import reading_orders
from app.connectors.walmart.api import WalmartApi, code_of
from app.connectors.walmart.matters import matters_of
from app.connectors.walmart.orders import combined, order_of
from app.connectors.walmart.returns import return_of
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.running import RunningTown
from app.simulator.trade import Order
from app.simulator.walmart_platform import WalmartDoor
from app.simulator.walmart_store import purchases
from tests.connectors.odd_answers import says
from tests.contract.bench import Bench, fresh_tools
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

DETAIL = "/v3/token/detail"
PLACED = datetime(2019, 9, 14, 13, 9, 31, tzinfo=UTC)
CHANGED = datetime(2019, 9, 14, 13, 10, 47, tzinfo=UTC)


def a_line(number: str = "1", status: str = "Created", pieces: int = 1, **more: object) -> Fields:
    usual: dict[str, object] = {
        "lineNumber": number,
        "item": {"productName": "Steel Bottle", "sku": "NB-1", "imageUrl": "https://pictures.example/b.png"},
        "charges": {
            "charge": [
                {
                    "chargeType": "PRODUCT", "chargeName": "ItemPrice",
                    "chargeAmount": {"currency": "USD", "amount": 19.99},
                    "tax": {"taxName": "Tax1", "taxAmount": {"currency": "USD", "amount": 1.6}},
                },
                {
                    "chargeType": "SHIPPING", "chargeName": "Shipping",
                    "chargeAmount": {"currency": "USD", "amount": 2},
                },
            ]
        },
        "orderLineQuantity": {"unitOfMeasurement": "EACH", "amount": str(pieces)},
        "statusDate": 1568466647000,
        "orderLineStatuses": {
            "orderLineStatus": [{"status": status, "statusQuantity": {"unitOfMeasurement": "EACH", "amount": "1"}}]
        },
    }  # fmt: skip
    return usual | more  # type: ignore[return-value]


def a_purchase(number: str = "1796277083022", *lines: Fields, **more: object) -> Fields:
    usual: dict[str, object] = {
        "purchaseOrderId": number,
        "customerOrderId": "5281956426648",
        "customerEmailId": "3A31739D8B0A45A1B23F7F8C81C8747F@relay.walmart.com",
        "buyerId": "b1",
        "orderDate": 1568466571000,
        "shippingInfo": {
            "phone": "3155550100",
            "estimatedDeliveryDate": 1569438000000,
            "estimatedShipDate": 1568700000000,
            "methodCode": "Value",
            "postalAddress": {
                "name": "Rachel Stone", "address1": "3258 Warners Rd", "address2": "Garage", "city": "Warners",
                "state": "NY", "postalCode": "13164", "country": "USA",
            },
        },
        "orderLines": {"orderLine": list(lines or (a_line(),))},
        "shipNode": {"type": "SellerFulfilled"},
    }  # fmt: skip
    return usual | more  # type: ignore[return-value]


# --- what an order means --------------------------------------------------------------------------------------------


def test_an_order_in_our_words() -> None:
    order = order_of([a_purchase()])
    assert order is not None
    assert order.remote_key == "5281956426648"
    assert (order.status, order.remote_status) == (OrderStatus.PAID, "Created")
    assert (order.placed_at, order.updated_at) == (PLACED, CHANGED)
    assert order.buyer_name == "Rachel Stone"
    assert order.buyer_keys == (
        "3a31739d8b0a45a1b23f7f8c81c8747f@relay.walmart.com",
        "5281956426648",
        "buyer:b1",
    )
    assert order.total == Money(2359, "USD")
    assert order.recipient.lines == ("3258 Warners Rd", "Garage")
    assert (order.recipient.country, order.country, order.recipient.phone) == ("US", "US", "3155550100")
    (line,) = order.lines
    assert (line.line_id, line.sku, line.title, line.quantity) == (
        "1796277083022/1",
        "NB-1",
        "Steel Bottle",
        1,
    )
    assert (line.price, line.picture) == (Money(1999, "USD"), "https://pictures.example/b.png")
    assert line.item_ref == "NB-1"  # pictures are kept by it
    assert order.ship_by == datetime(2019, 9, 17, 6, 0, tzinfo=UTC)
    assert order.deliver_by == datetime(2019, 9, 25, 19, 0, tzinfo=UTC)


def test_purchase_orders_of_one_customer_become_one_order() -> None:
    tracked = {"shipDateTime": 1568500000000, "carrierName": {"carrier": "UPS"}, "trackingNumber": "1Z9"}
    sent = {
        "orderLineStatus": [
            {"status": "SHIPPED", "trackingInfo": {**tracked, "trackingURL": "https://u.example"}}
        ]
    }
    second = a_purchase("2", a_line("2", orderLineStatuses=sent), shipNode={"type": "WFSFulfilled"})
    order = order_of([a_purchase(), second])
    assert order is not None
    assert [line.line_id for line in order.lines] == ["1796277083022/1", "2/2"]
    assert order.total == Money(4718, "USD")
    assert order.status is OrderStatus.SHIPPED
    (parcel,) = order.shipments
    assert (parcel.remote_key, parcel.carrier, parcel.tracking) == ("2/1Z9", "UPS", "1Z9")
    assert parcel.tracking_url == "https://u.example"
    assert order.updated_at == parcel.shipped_at


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("Created",), OrderStatus.PAID),
        (("acknowledged",), OrderStatus.PAID),
        (("SHIPPED",), OrderStatus.SHIPPED),
        (("Shipped", "Delivered"), OrderStatus.SHIPPED),
        (("Delivered", "DELIVERED"), OrderStatus.DELIVERED),
        (("Created", "Delivered"), OrderStatus.SHIPPED),
        (("Cancelled", "Delivered"), OrderStatus.DELIVERED),
        (("Cancelled",), OrderStatus.CANCELLED),
        (("Refund",), OrderStatus.OTHER),
        (("Teleported",), OrderStatus.OTHER),
        ((), OrderStatus.OTHER),
    ],
)
def test_every_status_in_any_case(words: tuple[str, ...], status: OrderStatus) -> None:
    lines = [a_line(str(n), word) for n, word in enumerate(words)] or [a_line(orderLineStatuses={})]
    order = order_of([a_purchase("1", *lines)])
    assert order is not None
    assert order.status is status


def test_nothing_is_combined_from_nothing() -> None:
    assert combined([]) is OrderStatus.OTHER


def test_an_order_without_number_or_date_is_kept_as_it_came() -> None:
    assert order_of([]) is None
    assert order_of([a_purchase(customerOrderId="")]) is None
    (kept,) = reading_orders.items_of([a_purchase(orderDate="yesterday")])
    assert isinstance(kept, Unreadable)
    assert kept.remote_key == "order:1796277083022"


def test_a_stated_total_wins_over_one_that_is_added_up() -> None:
    stated = {"totalAmount": {"currencyAmount": 25.5, "currencyUnit": "USD"}}
    order = order_of([a_purchase(orderSummary=stated)])
    assert order is not None
    assert order.total == Money(2550, "USD")


def test_several_pieces_share_what_their_line_cost() -> None:
    order = order_of([a_purchase("1", a_line(pieces=3))])
    assert order is not None
    assert (order.lines[0].quantity, order.lines[0].price) == (3, Money(666, "USD"))


def test_a_wish_to_cancel_and_a_refund_are_told_beside_the_order() -> None:
    given = {
        "refundId": "r1",
        "refundComments": "sorry",
        "refundCharges": {
            "refundCharge": [
                {
                    "refundReason": "DamagedItem",
                    "charge": {
                        "chargeType": "PRODUCT", "chargeName": "x",
                        "chargeAmount": {"currency": "USD", "amount": -5},
                        "tax": {"taxName": "t", "taxAmount": {"currency": "USD", "amount": -0.4}},
                    },
                }
            ]
        },
    }  # fmt: skip
    wish, refund = matters_of([a_purchase("1", a_line(intentToCancel="true", refund=given))])
    assert (wish.kind, wish.open, wish.order_remote_key) == (
        AfterSaleKind.CANCELLATION,
        True,
        "5281956426648",
    )
    assert (refund.kind, refund.open, refund.amount) == (AfterSaleKind.REFUND, False, Money(540, "USD"))
    assert (refund.remote_key, refund.reason) == ("refund:1/1:r1", "DamagedItem")
    (late,) = matters_of([a_purchase("1", a_line(status="Shipped", intentToCancel=True))])
    assert not late.open
    for none in ("", "false", False, None, 7):
        assert matters_of([a_purchase("1", a_line(intentToCancel=none))]) == []


def test_a_return_in_our_words() -> None:
    line = {
        "returnOrderLineNumber": 1, "returnReason": "WRONG_SIZE/POOR_FIT", "status": "INITIATED",
        "currentRefundStatus": "NOT_REFUNDED",
    }  # fmt: skip
    value: dict[str, object] = {
        "returnOrderId": "103738048909818825",
        "customerOrderId": "5281956426648",
        "returnOrderDate": "2019-02-21T01:01:08.000Z",
        "totalRefundAmount": {"currencyAmount": 127.45, "currencyUnit": "USD"},
        "returnOrderLines": [line],
    }
    found = return_of(value)  # type: ignore[arg-type]
    assert found is not None
    assert (found.kind, found.remote_key, found.order_remote_key) == (
        AfterSaleKind.RETURN, "return:103738048909818825", "5281956426648",
    )  # fmt: skip
    assert (found.open, found.reason, found.amount) == (True, "WRONG_SIZE/POOR_FIT", Money(12745, "USD"))
    assert found.opened_at == datetime(2019, 2, 21, 1, 1, 8, tzinfo=UTC)
    back = {**line, "currentRefundStatus": "REFUND_COMPLETED"}
    for lines, is_open in (
        (["x"], True),
        ([back], False),
        ([{**line, "status": "Completed"}], False),
        ([line, back], True),
    ):
        other = return_of({**value, "returnOrderLines": lines})  # type: ignore[dict-item]
        assert other is not None
        assert other.open is is_open
    assert return_of({"returnOrderId": "1"}) is None


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.fixture
def walmart(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("walmart", town, clock)
    yield bench
    bench.close()


def door(town: RunningTown) -> WalmartDoor:
    found = town.service.town.doors["walmart"]
    assert isinstance(found, WalmartDoor)
    return found


def orders_in(town: RunningTown) -> dict[str, Order]:
    world = town.service.town.world
    return {order.id: order for order in world.orders.values() if order.shop.channel == "walmart"}


def everything(
    bench: Bench, stream: str, cursor: str | None = None, **settings: str
) -> tuple[list[Item], str]:
    """To the end of the round, with some time between the steps."""
    source = bench.source("api", **settings)
    found: list[Item] = []
    for _ in range(300):
        page: Page = source.pull(bench.named(source, stream), cursor)
        found += page.items
        cursor = page.next_cursor
        bench.clock.advance(timedelta(milliseconds=200))
        if not page.more:
            return found, cursor
    raise AssertionError("the stream has no end")


def test_the_past_brings_every_order_once_and_whole(walmart: Bench) -> None:
    items, cursor = everything(walmart, "backfill:orders", backfill_days="170")
    orders = [item for item in items if isinstance(item, OrderSnapshot)]
    known = orders_in(walmart.town)
    assert sorted(order.remote_key for order in orders) == sorted(known)
    for order in orders:
        assert {line.line_id.split("/")[0] for line in order.lines} == {
            one.number for one in purchases(known[order.remote_key])
        }
        assert order.total is not None
        assert all(line.picture for line in order.lines)
    assert any(len(order.lines) > 1 for order in orders)
    assert everything(walmart, "backfill:orders", cursor)[0] == []


def test_a_change_of_one_part_brings_the_order_whole(walmart: Bench) -> None:
    _, cursor = everything(walmart, "orders")
    order = next(one for one in orders_in(walmart.town).values() if len(purchases(one)) > 1)
    walmart.clock.advance(timedelta(minutes=20))
    walmart.town.tell("ship", order=order.id, stage="delivered")
    walmart.clock.advance(timedelta(seconds=1))
    items, cursor = everything(walmart, "orders", cursor)
    (found,) = [item for item in items if isinstance(item, OrderSnapshot)]
    assert found.remote_key == order.id
    assert len(found.lines) == 2
    assert found.status is OrderStatus.DELIVERED
    again, _ = everything(walmart, "orders", cursor)  # still within the overlap, but it looks the same
    assert again == []


def test_too_many_orders_in_a_span_halve_it_and_lose_none(
    walmart: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_orders, "MANY", 1)
    items, _ = everything(walmart, "backfill:orders", backfill_days="170")
    assert {item.remote_key for item in items if isinstance(item, OrderSnapshot)} == set(
        orders_in(walmart.town)
    )


def test_after_days_without_a_line_all_changes_are_found(walmart: Bench) -> None:
    _, cursor = everything(walmart, "orders")
    chosen = list(orders_in(walmart.town))[:2]
    for number in chosen:
        walmart.clock.advance(timedelta(days=2))
        walmart.town.tell("ship", order=number, stage="delivered")
    walmart.clock.advance(timedelta(days=1))
    items, _ = everything(walmart, "orders", cursor)
    assert {item.remote_key for item in items if isinstance(item, OrderSnapshot)} >= set(chosen)


def test_pages_of_one_order_each_are_walked_by_the_platforms_own_words(
    walmart: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_orders, "LIMIT", 1)
    items, _ = everything(walmart, "backfill:orders", backfill_days="170")
    assert {item.remote_key for item in items if isinstance(item, OrderSnapshot)} == set(
        orders_in(walmart.town)
    )
    walmart.town.tell("force", fault="loop", path="/v3/orders", times=50)
    with pytest.raises(Surprise, match="cursor_loops"):
        everything(walmart, "backfill:orders", backfill_days="170")


def test_returns_come_with_their_order(walmart: Bench) -> None:
    items, cursor = everything(walmart, "returns")
    found = [item for item in items if isinstance(item, AfterSale)]
    world = walmart.town.service.town.world
    wanted = {c.id for c in world.cases.values() if c.kind == "return" and c.order.shop.channel == "walmart"}
    assert wanted
    assert {item.remote_key for item in found} == {f"return:{number}" for number in wanted}
    assert all(item.order_remote_key in world.orders for item in found)
    walmart.clock.advance(timedelta(hours=2))
    assert everything(walmart, "returns", cursor)[0] == []


def test_the_keys_say_what_they_open(walmart: Bench) -> None:
    found = walmart.source("api").check()
    assert found.remote_key == "10001204"
    assert found.report == (("orders", True, ""), ("returns", True, ""))
    unnamed = walmart.source("api", seller_id="").check()
    assert unnamed.remote_key == walmart.logins["api"].settings["client_id"]


def test_a_token_of_fifteen_minutes_is_renewed_before_it_ends(walmart: Bench) -> None:
    source = walmart.source("api")
    stream = walmart.named(source, "orders")
    cursor: str | None = None
    for _ in range(12):
        cursor = source.pull(stream, cursor).next_cursor
        walmart.clock.advance(timedelta(minutes=5))
    counts = walmart.town.service.town.weather.counts
    assert counts == {}


def test_a_part_of_an_answer_is_kept(walmart: Bench) -> None:
    door(walmart.town).api.partial = 3
    items, _ = everything(walmart, "backfill:orders", backfill_days="170")
    assert {item.remote_key for item in items if isinstance(item, OrderSnapshot)} == set(
        orders_in(walmart.town)
    )


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_clock_that_is_five_minutes_wrong_misses_no_change(
    walmart: Bench, town: RunningTown, minutes: int
) -> None:
    town.tell("weather", skew_seconds=minutes * 60)
    _, cursor = everything(walmart, "orders")
    number = next(iter(orders_in(town)))
    walmart.clock.advance(timedelta(minutes=1))
    town.tell("ship", order=number, stage="delivered")
    found: set[str] = set()
    for _ in range(4):
        walmart.clock.advance(timedelta(minutes=5))
        items, cursor = everything(walmart, "orders", cursor)
        found |= {item.remote_key for item in items if isinstance(item, OrderSnapshot)}
    assert number in found


def test_an_order_that_is_asked_for_comes_from_every_place_it_is_sent_from(walmart: Bench) -> None:
    source = walmart.source("api")
    assert isinstance(source, FindsOrders)
    listed, _ = everything(walmart, "backfill:orders", backfill_days="170")
    known = {item.remote_key: item for item in listed if isinstance(item, OrderSnapshot)}
    assert known
    for number, order in known.items():
        (found,) = [item for item in source.find_order(number) or () if isinstance(item, OrderSnapshot)]
        assert (found.remote_key, found.lines, found.total) == (number, order.lines, order.total)
    assert source.find_order("404") == ()


def test_keys_that_do_not_open_the_orders_are_not_connected(walmart: Bench) -> None:
    says(walmart.town, DETAIL, {"scopes": {"orders": "no_access", "returns": "full_access"}})
    with pytest.raises(AuthExpired) as caught:
        walmart.source("api").check()
    assert (caught.value.key, caught.value.values["step"]) == ("walmart_scope_missing", "orders")


def test_keys_that_do_not_open_the_returns_are_connected_and_that_is_said(walmart: Bench) -> None:
    says(walmart.town, DETAIL, {"scopes": {"orders": "view_only", "returns": "no_access"}})
    assert walmart.source("api").check().report == (
        ("orders", True, ""),
        ("returns", False, "walmart_scope_missing"),
    )


# --- refusals -------------------------------------------------------------------------------------------------------

NEWER = b'{"errors": [{"code": "%s"}]}'
OLDER = b'{"errors": {"error": [{"code": "%s"}]}}'


def read(bench: Bench, status: int, body: bytes, **headers: str) -> Fields:
    api = WalmartApi(bench.logins["api"], fresh_tools(bench.clock, bench.keeper))
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    return api._read("orders", Answer(status, shown, body))


def test_every_refusal_is_one_of_the_five(walmart: Bench) -> None:
    assert read(walmart, 404, NEWER % b"CONTENT_NOT_FOUND.GMP_ORDER_API") == {}
    assert read(walmart, 206, b'{"list": {}}') == {"list": {}}
    with pytest.raises(Rejected) as gone:
        read(walmart, 404, OLDER % b"OTHER")
    assert gone.value.values["code"] == "OTHER"
    with pytest.raises(AuthExpired) as denied:
        read(walmart, 403, NEWER % b"FORBIDDEN.GMP_GATEWAY_API")
    assert denied.value.key == "walmart_scope_missing"
    with pytest.raises(AuthExpired):
        read(walmart, 401, NEWER % b"UNAUTHORIZED")
    with pytest.raises(Rejected):
        read(walmart, 400, NEWER % b"INVALID_REQUEST")
    with pytest.raises(Unreachable) as locked:
        read(walmart, 423, NEWER % b"LOCKED")
    assert locked.value.retry_after == timedelta(seconds=5)
    for status in (500, 503, 520):
        with pytest.raises(Unreachable):
            read(walmart, status, b"oops")
    with pytest.raises(Surprise):
        read(walmart, 418, b"{}")


@pytest.mark.parametrize("name", ["x_next_replenish_time", "x_next_replenishment_time"])
def test_both_spellings_say_until_when_to_wait(walmart: Bench, name: str) -> None:
    until = int((walmart.clock.now() + timedelta(seconds=42)).timestamp() * 1000)
    with pytest.raises(RateLimited) as caught:
        read(walmart, 429, b"{}", **{name: str(until)})
    assert caught.value.retry_after == timedelta(seconds=42)
    with pytest.raises(RateLimited) as in_seconds:
        read(walmart, 429, b"{}", **{name: str(until // 1000)})
    assert in_seconds.value.retry_after == timedelta(seconds=42)
    for odd, wait in (("soon", 60), ("1", 1), (str(until * 100), 3600)):
        with pytest.raises(RateLimited) as other:
            read(walmart, 429, b"{}", **{name: odd})
        assert other.value.retry_after == timedelta(seconds=wait)


def test_errors_are_read_in_each_of_their_shapes() -> None:
    row: Fields = {"code": "A"}
    shapes: list[Fields] = [{"errors": [row]}, {"errors": {"error": [row]}}, {"error": [row]}]  # type: ignore[list-item, dict-item]
    assert [code_of(shape) for shape in shapes] == ["A"] * 3
    assert code_of({"errors": {}}) == code_of({}) == ""


def test_a_seller_who_asks_too_often_is_told_when_to_come_back(walmart: Bench) -> None:
    source = walmart.source("api")
    stream = walmart.named(source, "returns")
    cursor = source.pull(stream, None).next_cursor
    api = WalmartApi(walmart.logins["api"], walmart.tools)
    while not api.buckets.wait_for("returns"):
        api.buckets.take("returns")
    with pytest.raises(RateLimited) as caught:
        source.pull(stream, cursor)
    assert caught.value.retry_after is not None
    walmart.clock.advance(caught.value.retry_after)
    source.pull(stream, cursor)


def test_another_environment_lives_elsewhere(walmart: Bench) -> None:
    settings = {"environment": "sandbox", "client_id": "c"}
    tools = fresh_tools(walmart.clock, walmart.keeper)
    assert (
        WalmartApi(replace(walmart.logins["api"], settings=settings), tools).base
        == "https://sandbox.walmartapis.com"
    )
    assert (
        WalmartApi(replace(walmart.logins["api"], settings={}), tools).base
        == "https://marketplace.walmartapis.com"
    )
