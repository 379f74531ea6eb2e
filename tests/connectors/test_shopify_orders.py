"""Shopify's orders, returns and disputes: what they mean, and how they are read page by page within the points."""

import json
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
from app.connectors.shopify import reading_orders
from app.connectors.shopify.answers import reply_of
from app.connectors.shopify.api import POINTS, ShopifyApi
from app.connectors.shopify.cases import dispute_of, return_of
from app.connectors.shopify.hosts import gid, shop_host
from app.connectors.shopify.orders import matters_of, order_of
from app.connectors.shopify.questions import DISPUTES, SHOP
from app.connectors.shopify.source import NO_RIGHT
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.values import Money
from app.net.http import Answer
from app.simulator.running import RunningTown
from app.simulator.wire import Request
from tests.connectors.odd_answers import Json, says
from tests.connectors.shopify_bench import a_case, a_parcel_row, a_row, cash, host, orders_in, placed
from tests.contract.bench import Bench, fresh_tools
from tests.fakes import FakeClock

# --- what an order means --------------------------------------------------------------------------------------------


def test_an_order_in_our_words() -> None:
    order = order_of(a_row(), "https://northshore-home.myshopify.com")
    assert order is not None
    assert order.remote_key == "#1001"
    assert (order.status, order.remote_status) == (OrderStatus.PAID, "PAID / UNFULFILLED")
    assert order.placed_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert order.updated_at == datetime(2026, 11, 21, 11, tzinfo=UTC)
    assert order.buyer_name == "Maria Schmidt"
    assert order.buyer_keys == ("maria@post.example", "maria@home.example", "customer:77")
    assert order.total == Money(4497, "EUR")
    assert order.recipient.lines == ("Büro Nord", "Gartenweg 3")
    assert (order.recipient.region, order.recipient.postal_code, order.country) == ("HB", "28195", "DE")
    assert order.url == "https://northshore-home.myshopify.com/admin/orders/5550001"
    assert order.buyer_note == "please ring"
    (line,) = order.lines
    assert (line.line_id, line.sku, line.item_ref) == ("gid://shopify/LineItem/1", "NB-1", "NB-1")
    assert (line.title, line.quantity, line.price) == ("Steel Bottle · 1 L", 2, Money(1999, "EUR"))
    assert line.picture == "https://cdn.example/b.png"


def test_parcels_with_several_numbers_are_several_parcels() -> None:
    both = [{"company": "DHL", "number": "1"}, {"company": "DHL", "number": "2"}]
    lost = a_parcel_row(status="CANCELLED", id="gid://shopify/Fulfillment/8")
    row = a_row(displayFulfillmentStatus="FULFILLED", fulfillments=[lost, a_parcel_row(trackingInfo=both)])
    order = order_of(row)
    assert order is not None
    assert [one.tracking for one in order.shipments] == ["1", "2"]
    assert len({one.remote_key for one in order.shipments}) == 2
    assert (order.status, order.shipments[0].last_event) == (OrderStatus.IN_TRANSIT, "IN_TRANSIT")
    assert order.deliver_by == datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("financial", "fulfilment", "parcels", "status"),
    [
        ("PENDING", "UNFULFILLED", (), OrderStatus.PENDING),
        ("PARTIALLY_PAID", "ON_HOLD", (), OrderStatus.PENDING),
        ("AUTHORIZED", "UNFULFILLED", (), OrderStatus.PAID),
        ("PAID", "SCHEDULED", (), OrderStatus.PAID),
        ("PARTIALLY_REFUNDED", "IN_PROGRESS", (), OrderStatus.PAID),
        ("PAID", "PARTIALLY_FULFILLED", ("DELIVERED",), OrderStatus.SHIPPED),
        ("PENDING", "FULFILLED", ("DELIVERED",), OrderStatus.DELIVERED),
        ("PAID", "FULFILLED", (), OrderStatus.SHIPPED),
        ("PAID", "FULFILLED", ("LABEL_PRINTED",), OrderStatus.SHIPPED),
        ("PAID", "FULFILLED", ("DELIVERED", "OUT_FOR_DELIVERY"), OrderStatus.OUT_FOR_DELIVERY),
        ("PAID", "FULFILLED", ("DELIVERED", "BEAMED"), OrderStatus.DELIVERED),
        ("REFUNDED", "RESTOCKED", (), OrderStatus.OTHER),
        ("PAID", "TELEPORTED", (), OrderStatus.OTHER),
    ],
)
def test_every_state_finds_its_rung(
    financial: str, fulfilment: str, parcels: tuple[str, ...], status: OrderStatus
) -> None:
    row = a_row(
        displayFinancialStatus=financial,
        displayFulfillmentStatus=fulfilment,
        fulfillments=[
            a_parcel_row(one, id=f"gid://shopify/Fulfillment/{n}") for n, one in enumerate(parcels)
        ],
    )
    order = order_of(row)
    assert order is not None
    assert order.status is status


def test_a_cancelled_order_is_cancelled_whatever_else_it_says() -> None:
    order = order_of(a_row(cancelledAt="2026-11-21T00:00:00Z", displayFulfillmentStatus="FULFILLED"))
    assert order is not None
    assert order.status is OrderStatus.CANCELLED


def test_an_order_whose_buyer_is_hidden_is_an_order_all_the_same() -> None:
    order = order_of(a_row(email=None, customer=None, shippingAddress=None))
    assert order is not None
    assert (order.buyer_name, order.buyer_keys, order.country) == ("", (), "")


def test_an_order_without_name_or_date_is_kept_as_it_came(shopify: Bench) -> None:
    assert order_of(a_row(name=None)) is None
    api = ShopifyApi(shopify.logins["api"], shopify.tools)
    (kept,) = reading_orders.items_of(api, a_row(createdAt="yesterday"))
    assert isinstance(kept, Unreadable)
    assert kept.remote_key == "order:#1001"
    api.close()


def test_returns_and_refunds_come_with_their_order() -> None:
    refund = {
        "id": "gid://shopify/Refund/3", "createdAt": "2026-11-22T09:00:00Z", "note": "sorry [0123456789ab]",
        "totalRefundedSet": cash("5.00"),
    }  # fmt: skip
    lines = [
        {"customerNote": "too big", "returnReasonDefinition": {"name": "Size"}},
        {"returnReasonNote": "torn"},
    ]
    asked = {
        "id": "gid://shopify/Return/4", "name": "#1001-R1", "status": "REQUESTED",
        "createdAt": "2026-11-22T08:00:00Z", "returnLineItems": {"nodes": lines},
    }  # fmt: skip
    coming, given = matters_of(a_row(refunds=[refund], returns={"nodes": [asked]}))
    assert (coming.kind, coming.remote_key, coming.order_remote_key) == (
        AfterSaleKind.RETURN,
        "return:4",
        "#1001",
    )
    assert (coming.open, coming.state, coming.reason) == (True, "REQUESTED", "Size: too big + torn")
    assert (given.kind, given.open, given.amount) == (AfterSaleKind.REFUND, False, Money(500, "EUR"))
    assert given.reason == "sorry"  # our own mark is nobody's to read
    for state, is_open in (("OPEN", True), ("NEW_WORD", True), ("CLOSED", False), ("DECLINED", False)):
        found = return_of({**asked, "status": state}, "#1001")  # type: ignore[dict-item]
        assert found is not None
        assert found.open is is_open
    assert return_of({"status": "OPEN"}, "#1001") is None


def test_a_dispute_is_due_until_evidence_was_handed_in() -> None:
    row = {
        "id": "gid://shopify/ShopifyPaymentsDispute/5", "status": "NEEDS_RESPONSE",
        "evidenceDueBy": "2026-12-01T00:00:00Z", "initiatedAt": "2026-11-20T00:00:00Z",
        "amount": {"amount": "44.97", "currencyCode": "EUR"}, "reasonDetails": {"reason": "FRAUDULENT"},
        "order": {"name": "#1001"},
    }  # fmt: skip
    found = dispute_of(row)  # type: ignore[arg-type]
    assert found is not None
    assert (found.kind, found.remote_key, found.order_remote_key) == (
        AfterSaleKind.CLAIM,
        "dispute:5",
        "#1001",
    )
    assert (found.open, found.due) == (True, datetime(2026, 12, 1, tzinfo=UTC))
    assert (found.amount, found.reason) == (Money(4497, "EUR"), "FRAUDULENT")
    waiting = dispute_of({**row, "status": "UNDER_REVIEW"})  # type: ignore[dict-item]
    assert waiting is not None
    assert (waiting.open, waiting.due) == (True, None)
    lost = dispute_of({**row, "status": "LOST", "order": None})  # type: ignore[dict-item]
    assert lost is not None
    assert (lost.open, lost.order_remote_key) == (False, "")


# --- reading --------------------------------------------------------------------------------------------------------


def everything(
    bench: Bench, stream: str, cursor: str | None = None, **settings: str
) -> tuple[list[Item], str]:
    """To the end of the round, with time for the bucket between the steps."""
    source = bench.source("api", **settings)
    found: list[Item] = []
    for _ in range(300):
        page: Page = source.pull(bench.named(source, stream), cursor)
        found += page.items
        cursor = page.next_cursor
        bench.clock.advance(timedelta(seconds=8))
        if not page.more:
            return found, cursor
    raise AssertionError("the stream has no end")


def snapshots(items: list[Item]) -> dict[str, OrderSnapshot]:
    return {item.remote_key: item for item in items if isinstance(item, OrderSnapshot)}


def test_the_past_brings_every_order_with_its_matters(shopify: Bench) -> None:
    items, cursor = everything(shopify, "backfill:orders")
    known = orders_in(shopify.town)
    orders = snapshots(items)
    assert orders.keys() == known.keys()
    for name, order in orders.items():
        assert order.total == Money(known[name].total, "EUR")
        assert order.buyer_keys[0] == known[name].customer.handle
        assert all(line.picture for line in order.lines)
    returned = {item.remote_key for item in items if isinstance(item, AfterSale)}
    assert returned == {f"return:{a_case(shopify, 'return').id}"}
    assert everything(shopify, "backfill:orders", cursor)[0] == []


def test_a_change_comes_once_and_what_did_not_change_stays_away(shopify: Bench) -> None:
    items, cursor = everything(shopify, "orders")
    shopify.clock.advance(timedelta(minutes=20))
    name = next(iter(orders_in(shopify.town)))
    shopify.town.tell("ship", order=name, stage="delivered")
    shopify.clock.advance(timedelta(seconds=1))
    items, cursor = everything(shopify, "orders", cursor)
    assert snapshots(items).keys() == {name}
    assert snapshots(items)[name].status is OrderStatus.DELIVERED
    for _ in range(3):
        items, cursor = everything(shopify, "orders", cursor)
        assert items == []


def test_what_a_search_shows_late_is_met_all_the_same(shopify: Bench) -> None:
    _, cursor = everything(shopify, "orders")
    shopify.clock.advance(timedelta(minutes=30))
    shopify.town.tell("ship", order=next(iter(orders_in(shopify.town))), stage="delivered")
    items, cursor = everything(shopify, "orders", cursor)
    assert len(snapshots(items)) == 1
    late, earlier = placed(shopify), shopify.clock.now() - timedelta(minutes=12)
    late.plan = replace(late.plan, created=earlier, paid=earlier)
    items, _ = everything(shopify, "orders", cursor)
    assert snapshots(items).keys() == {late.id}


def test_a_return_that_is_asked_for_and_decided_comes_with_its_order(shopify: Bench) -> None:
    _, cursor = everything(shopify, "orders")
    case = a_case(shopify, "return")
    shopify.clock.advance(timedelta(minutes=20))
    books = host(shopify.town).books
    books.return_of(case).status = "OPEN"
    books.of(case.order).changed.append(shopify.clock.now())
    items, _ = everything(shopify, "orders", cursor)
    assert [
        item.state for item in items if isinstance(item, AfterSale) and item.kind is AfterSaleKind.RETURN
    ] == ["OPEN"]


def test_orders_longer_than_a_list_allows_come_whole(shopify: Bench) -> None:
    line = next(iter(orders_in(shopify.town).values())).lines[0]
    many = tuple(replace(line, id=str(number)) for number in range(230))
    order = placed(shopify, lines=many)
    items, _ = everything(shopify, "backfill:orders")
    assert len(snapshots(items)[order.id].lines) == 230


def test_many_orders_come_in_many_pages_and_stretches(shopify: Bench) -> None:
    for number in range(40):
        order = placed(shopify, name=f"#{8000 + number}")
        created = shopify.clock.now() - timedelta(days=1 + number)
        order.plan = replace(order.plan, created=created, paid=created)
    items, _ = everything(shopify, "backfill:orders")
    assert snapshots(items).keys() == orders_in(shopify.town).keys()
    again = [item.remote_key for item in items if isinstance(item, OrderSnapshot)]
    assert len(again) == len(set(again))


def test_who_changes_while_we_walk_is_not_missed(shopify: Bench) -> None:
    source = shopify.source("api")
    stream = shopify.named(source, "orders")
    cursor = source.pull(stream, None).next_cursor
    names = []
    for number in range(20):
        shopify.clock.advance(timedelta(seconds=20))
        order = placed(shopify, name=f"#{8000 + number}")
        order.plan = replace(order.plan, created=shopify.clock.now(), paid=shopify.clock.now())
        names.append(order.id)
    first = source.pull(stream, cursor)
    assert first.more
    shopify.town.tell("ship", order=names[0], stage="delivered")
    shopify.clock.advance(timedelta(seconds=10))
    items, _ = everything(shopify, "orders", first.next_cursor)
    met = snapshots([*first.items, *items])
    assert met.keys() >= set(names)
    assert met[names[0]].status is OrderStatus.DELIVERED


def test_a_cursor_that_is_good_no_longer_begins_the_round_again(shopify: Bench) -> None:
    cursor = json.dumps({"token": "bm90aGluZw==", "steps": 3})
    items, _ = everything(shopify, "backfill:orders", cursor)
    assert snapshots(items).keys() == orders_in(shopify.town).keys()
    items, _ = everything(shopify, "orders", cursor)
    assert snapshots(items) == {}


def test_a_page_that_leads_to_itself_is_noticed(shopify: Bench) -> None:
    for number in range(20):
        placed(shopify, name=f"#{8000 + number}")
    shopify.town.tell("force", fault="loop", path="OrdersByDate", times=9)
    with pytest.raises(Surprise, match="cursor_loops"):
        everything(shopify, "backfill:orders")


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_clock_that_is_five_minutes_wrong_misses_no_change(shopify: Bench, minutes: int) -> None:
    shopify.town.tell("weather", skew_seconds=minutes * 60)
    _, cursor = everything(shopify, "orders")
    name = next(iter(orders_in(shopify.town)))
    shopify.clock.advance(timedelta(minutes=6))
    shopify.town.tell("ship", order=name, stage="delivered")
    found: set[str] = set()
    for _ in range(4):
        shopify.clock.advance(timedelta(minutes=2))
        items, cursor = everything(shopify, "orders", cursor)
        found |= snapshots(items).keys()
    assert name in found


def test_disputes_come_with_their_order_and_their_date(shopify: Bench) -> None:
    items, cursor = everything(shopify, "disputes")
    case = a_case(shopify, "inquiry")
    (found,) = [item for item in items if isinstance(item, AfterSale)]
    assert (found.remote_key, found.order_remote_key) == (f"dispute:{case.id}", case.order.id)
    assert found.due == case.due.replace(microsecond=0)
    assert len(everything(shopify, "disputes", cursor)[0]) == 1  # the list knows no changes: it is read whole


def test_what_has_no_number_is_no_case() -> None:
    assert dispute_of({"status": "NEEDS_RESPONSE", "order": {"name": "#1001"}}) is None
    assert return_of({"status": "OPEN"}, "#1001") is None
    assert return_of({"id": "gid://shopify/Return/12", "status": "OPEN"}, "") is None


def test_disputes_over_several_pages_come_whole(shopify: Bench) -> None:
    pages = {None: ("1", "second"), "second": ("2", "third"), "third": ("3", None)}

    def listed(request: Request) -> Json:
        asked = (request.json() or {})["variables"]
        number, onward = pages[asked["after"]]
        node: Json = {"id": gid("ShopifyPaymentsDispute", number), "status": "NEEDS_RESPONSE"}
        return {
            "data": {
                "disputes": {
                    "nodes": [node],
                    "pageInfo": {"hasNextPage": onward is not None, "endCursor": onward},
                }
            }
        }

    says(shopify.town, DISPUTES.name, listed)
    items, cursor = everything(shopify, "disputes")
    assert [item.remote_key for item in items if isinstance(item, AfterSale)] == [
        f"dispute:{n}" for n in "123"
    ]
    assert everything(shopify, "disputes", cursor)[0] == items


def test_disputes_that_the_owner_did_not_open_rest_alone_and_long(shopify: Bench) -> None:
    says(shopify.town, DISPUTES.name, failing("ACCESS_DENIED"))  # type: ignore[arg-type]
    source = shopify.source("api")
    page = source.pull(shopify.named(source, "disputes"), None)
    assert (page.items, page.more, page.rest) == ((), False, NO_RIGHT)
    assert source.pull(shopify.named(source, "orders"), None).next_cursor


def test_a_token_that_is_refused_is_no_right_that_is_missing(shopify: Bench) -> None:
    says(shopify.town, DISPUTES.name, {}, status=401)
    source = shopify.source("api")
    with pytest.raises(AuthExpired, match="shopify_token_refused"):
        source.pull(shopify.named(source, "disputes"), None)


@pytest.mark.parametrize("scopes", [(), ("read_customers", "read_returns")])
def test_an_application_that_may_not_see_orders_is_not_connected(
    shopify: Bench, scopes: tuple[str, ...]
) -> None:
    says(shopify.town, SHOP.name, whose_shop(*scopes))
    with pytest.raises(AuthExpired) as caught:
        shopify.source("api").check()
    assert (caught.value.key, caught.value.values["step"]) == ("shopify_scope_missing", "orders")


def test_the_check_says_what_a_smaller_right_leaves_out(shopify: Bench) -> None:
    says(shopify.town, SHOP.name, whose_shop("write_orders"))
    found = shopify.source("api").check()
    assert found.title == "northshore-home.myshopify.com"
    assert {name: reason for name, _, reason in found.report if reason} == {
        "orders": "shopify_sixty_days",
        "disputes": "shopify_no_disputes",
    }


def whose_shop(*scopes: str) -> Json:
    return {
        "data": {
            "shop": {
                "myshopifyDomain": "northshore-home.myshopify.com",
                "contactEmail": "Hello@Shop.example",
            },
            "currentAppInstallation": {"accessScopes": [{"handle": one} for one in scopes]},
        }
    }


def test_one_order_is_found_by_its_whole_name(shopify: Bench) -> None:
    placed(shopify, name="#10"), placed(shopify, name="#100")
    source = shopify.source("api")
    assert isinstance(source, FindsOrders)
    (found,) = [item for item in source.find_order("#10") or () if isinstance(item, OrderSnapshot)]
    assert (found.remote_key, len(found.lines)) == ("#10", 1)
    assert source.find_order("#404") == source.find_order("it's") == ()


def test_the_first_call_says_whose_shop_it_is_and_what_is_closed(shopify: Bench) -> None:
    found = shopify.source("api").check()
    assert (found.remote_key, found.title) == ("northshore-home.myshopify.com", "Northshore Home")
    assert found.facts["support_address"] == "hello@northshore-home.example"
    assert (found.facts["order_prefix"], found.facts["order_suffix"]) == ("#", "")
    assert [reason for _, _, reason in found.report] == ["", "", "", ""]
    host(shopify.town).hidden = True
    assert ("buyers", True, "shopify_buyers_hidden") in shopify.source("api").check().report
    items, _ = everything(shopify, "backfill:orders")
    assert snapshots(items).keys() == orders_in(shopify.town).keys()
    assert {one.buyer_keys for one in snapshots(items).values()} == {()}


# --- the bucket of points -------------------------------------------------------------------------------------------


def test_the_bucket_is_what_the_platform_says_and_is_shared(shopify: Bench) -> None:
    source = shopify.source("api")
    source.check()
    (budget,) = shopify.tools.budgets(shopify.logins["api"].id)
    assert (budget.operation, budget.most, budget.per_second) == (POINTS, 2000, 100.0)
    assert 0 < budget.left < 2000
    other = ShopifyApi(replace(shopify.logins["api"], label="acts"), shopify.tools)
    other.buckets.take(POINTS, budget.left - 10)
    with pytest.raises(RateLimited) as caught:
        other.take(SHOP)
    assert caught.value.retry_after
    with pytest.raises(RateLimited):
        source.pull(shopify.named(source, "orders"), None)
    shopify.clock.advance(timedelta(seconds=20))
    source.pull(shopify.named(source, "orders"), None)
    other.close()


def test_who_asks_without_pause_is_never_throttled_by_the_platform(shopify: Bench) -> None:
    for number in range(240):
        placed(shopify, name=f"#{8000 + number}")
    source, cursor, waits = shopify.source("api"), None, 0
    stream = shopify.named(source, "backfill:orders")
    for _ in range(200):
        try:
            page = source.pull(stream, cursor)
        except RateLimited as error:
            waits += 1
            shopify.clock.advance(error.retry_after or timedelta(0))
            continue
        cursor = page.next_cursor
        if not page.more:
            break
    assert waits
    assert host(shopify.town).buckets
    assert min(bucket.left for bucket in host(shopify.town).buckets.values()) >= 0


def test_throttled_with_status_200_says_how_long_to_wait(shopify: Bench) -> None:
    shopify.town.tell("force", fault="busy_until", path="WhoseShop", times=1)
    with pytest.raises(RateLimited) as caught:
        shopify.source("api").check()
    assert caught.value.retry_after
    assert timedelta(0) < caught.value.retry_after <= timedelta(seconds=20)


# --- refusals -------------------------------------------------------------------------------------------------------


def answered(status: int, body: object) -> Answer:
    return Answer(status, {"content-type": "application/json"}, json.dumps(body).encode())


def failing(code: str, data: object = None) -> dict[str, object]:
    return {
        "data": data,
        "errors": [{"message": "x", "path": ["orders", "email"], "extensions": {"code": code}}],
    }


@pytest.mark.parametrize(
    ("answer", "error", "key"),
    [
        (answered(429, {}), RateLimited, "rate_limited"),
        (answered(430, {}), RateLimited, "rate_limited"),
        (answered(500, {}), Unreachable, "server_trouble"),
        (answered(402, {}), Rejected, "shopify_shop_frozen"),
        (answered(423, {}), Rejected, "shopify_shop_frozen"),
        (answered(404, {}), Rejected, "shopify_shop_unknown"),
        (answered(401, {}), AuthExpired, "shopify_token_refused"),
        (answered(403, {}), AuthExpired, "shopify_scope_missing"),
        (answered(418, {}), Surprise, "unknown_status"),
        (answered(200, failing("THROTTLED")), RateLimited, "rate_limited"),
        (answered(200, failing("SHOP_INACTIVE")), Rejected, "shopify_shop_frozen"),
        (answered(200, failing("ACCESS_DENIED")), AuthExpired, "shopify_scope_missing"),
        (answered(200, failing("INTERNAL_SERVER_ERROR")), Unreachable, "server_trouble"),
        (answered(200, failing("MAX_COST_EXCEEDED")), Rejected, "shopify_rejected"),
        (answered(200, {"errors": [{"message": "Invalid cursor"}]}), Rejected, "shopify_rejected"),
        (answered(200, {}), Surprise, "no_data"),
    ],
)
def test_every_refusal_is_told_by_who_must_act(answer: Answer, error: type[Exception], key: str) -> None:
    with pytest.raises(error) as caught:
        reply_of(answer)
    assert str(caught.value) == key


def test_a_part_of_an_answer_is_kept_and_says_what_is_hidden() -> None:
    found = reply_of(answered(200, failing("ACCESS_DENIED", {"orders": {"nodes": []}})))
    assert found.data == {"orders": {"nodes": []}}
    assert found.denied == {"email"}
    assert reply_of(answered(200, {"data": {"order": None}})).data == {"order": None}


def test_a_frozen_shop_is_no_matter_of_signing_in(shopify: Bench) -> None:
    host(shopify.town).frozen = True
    with pytest.raises(Rejected, match="shopify_shop_frozen"):
        shopify.source("api").check()


@pytest.mark.parametrize(
    ("entered", "meant"),
    [
        ("northshore-home.myshopify.com", "northshore-home.myshopify.com"),
        (" https://Northshore-Home.myshopify.com/admin/orders ", "northshore-home.myshopify.com"),
        ("https://admin.shopify.com/store/northshore-home/settings", "northshore-home.myshopify.com"),
        ("northshore-home", "northshore-home.myshopify.com"),
    ],
)
def test_a_shop_is_known_by_whatever_its_owner_copies(entered: str, meant: str) -> None:
    assert shop_host(entered) == meant


@pytest.mark.parametrize(
    "entered", ["", "northshore.example", "a.myshopify.com.evil.example", "x y", "-a.myshopify.com"]
)
def test_no_other_host_is_ever_called(entered: str) -> None:
    with pytest.raises(Rejected, match="shopify_domain_wrong"):
        shop_host(entered)


def test_names_and_numbers() -> None:
    assert gid("Return", "return:12") == gid("Return", "12") == gid("Return", "gid://shopify/Return/12")


def test_a_wrong_clock_does_not_hide_the_first_changes(
    town: RunningTown, shopify: Bench, clock: FakeClock
) -> None:
    class Fast(FakeClock):
        def now(self) -> datetime:
            return clock.now() + timedelta(hours=3)

        def monotonic(self) -> float:
            return clock.monotonic()

    shopify.tools = fresh_tools(Fast(), shopify.keeper)
    source = shopify.source("api")
    cursor = source.pull(shopify.named(source, "orders"), None).next_cursor
    clock.advance(timedelta(minutes=10))
    name = next(iter(orders_in(town)))
    town.tell("ship", order=name, stage="delivered")
    page = source.pull(shopify.named(source, "orders"), cursor)
    assert name in {item.remote_key for item in page.items if isinstance(item, OrderSnapshot)}
