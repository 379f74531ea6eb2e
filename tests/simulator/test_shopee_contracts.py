"""What our doors ask of Shopee, and what the practice town answers, is what Shopee's own pages describe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from app.connectors.aftersales import Verb
from app.simulator.running import RunningTown
from app.simulator.shopee_api import BARRED, ROUTES
from app.simulator.shopee_returns import buyer_offers
from app.simulator.town import Setting
from app.simulator.wire import Request, Response
from tests.connectors.shopee_bench import after_sales, an_act, door_of, order_of, return_of, rules_of
from tests.connectors.test_shopee_after_sales import PNG, TO_SEND, calm, returning
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock
from tests.simulator.shopee_pages import asked, held, pages, unlike

pytestmark = pytest.mark.contracts


@pytest.fixture
def shopee(clock: FakeClock) -> Iterator[Bench]:
    with RunningTown(Setting(7, clock.now()), clock.now) as town:
        bench = open_bench("shopee", town, clock)
        yield bench
        bench.close()


def listen(shopee: Bench) -> list[tuple[Request, Response]]:
    """Notes every exchange from now on."""
    heard: list[tuple[Request, Response]] = []
    town = shopee.town.service.town
    serve = town.handle

    def handle(request: Request, now: datetime) -> Response:
        response = serve(request, now)
        heard.append((request, response))
        return response

    town.handle = handle  # type: ignore[method-assign]
    return heard


def met(heard: list[tuple[Request, Response]]) -> set[str]:
    """The published calls among the exchanges, each held against its page."""
    ours = [pair for pair in heard if pair[0].path.startswith("/shopee/")]
    return {held(*pair) for pair in ours} - {""}


def test_a_day_of_reading_keeps_to_the_pages(shopee: Bench) -> None:
    heard = listen(shopee)
    source = shopee.source()
    source.check()
    for stream in source.streams():
        shopee.drain(source, stream, None)
    assert met(heard) == {
        "v2.public.refresh_access_token",
        "v2.shop.get_shop_info",
        "v2.order.get_order_list",
        "v2.order.get_order_detail",
        "v2.logistics.get_tracking_number",
        "v2.returns.get_return_list",
    }


def test_every_act_keeps_to_the_pages(shopee: Bench) -> None:
    heard = listen(shopee)
    door = after_sales(shopee)
    case = return_of(shopee)

    def act_and_look(verb: Verb, order: str = "", **more: object) -> None:
        act = an_act(shopee, verb, order, **more) if order else returning(shopee, verb, **more)
        door.reasons(act)
        assert door.act(act).kind.value == "sent"
        door.find_act(act, shopee.clock.now())

    act_and_look(Verb.REFUSE_CANCELLATION, TO_SEND)
    act_and_look(Verb.SHIP, TO_SEND, choice="pickup:126194:slot1")
    act_and_look(Verb.CANCEL, TO_SEND, reason="OUT_OF_STOCK")
    act_and_look(Verb.OFFER, choice="REFUND")
    buyer_offers(door_of(shopee).api.deeds.offers, case, 9.5)
    act_and_look(Verb.ACCEPT_OFFER)
    case.state = "REQUESTED"
    act_and_look(Verb.REFUND_RETURN)
    case.state = "REQUESTED"
    act_and_look(Verb.DISPUTE, reason="50", comment="All was there", files=(PNG,))
    assert met(heard) >= {
        "v2.logistics.get_shipping_parameter",
        "v2.logistics.ship_order",
        "v2.order.cancel_order",
        "v2.order.handle_buyer_cancellation",
        "v2.returns.get_return_detail",
        "v2.returns.get_available_solutions",
        "v2.returns.offer",
        "v2.returns.accept_offer",
        "v2.returns.confirm",
        "v2.returns.get_return_dispute_reason",
        "v2.returns.convert_image",
        "v2.returns.dispute",
    }


def test_refusals_keep_to_the_pages_too(shopee: Bench) -> None:
    heard = listen(shopee)
    door = after_sales(shopee)
    for verb in (Verb.SHIP, Verb.ACCEPT_CANCELLATION):
        door.act(an_act(shopee, verb, "000000NOSUCHSN", choice="dropoff"))
    door.act(an_act(shopee, Verb.REFUND_RETURN, case_key="return:1"))
    rules_of(shopee).undeclared = True
    door.act(returning(shopee, Verb.REFUND_RETURN))
    assert len(met(heard)) >= 3


def test_a_code_is_exchanged_as_its_page_says(shopee: Bench) -> None:
    page = pages()["/api/v2/auth/token/get"]
    body = b'{"code": "x", "partner_id": 1, "shop_id": 2}'
    right = Request.of("POST", "/shopee/api/v2/auth/token/get?partner_id=1&timestamp=2&sign=3", body=body)
    assert list(asked(right, page)) == []
    wrong = Request.of("POST", "/shopee/api/v2/auth/token/get?partner_id=1&timestamp=2&colour=3", body=b"{}")
    assert list(asked(wrong, page)) == [
        "missing sign",
        "stray in the query: colour",
        "missing code",
        "missing partner_id",
    ]


def test_a_name_or_a_type_that_the_page_does_not_know_is_noticed() -> None:
    listed = [{"name": "order_sn", "type": "string"}, {"name": "items", "type": "int64[]"}]
    assert list(unlike({"order_sn": "A", "items": [1]}, listed, "x")) == []
    assert list(unlike({"order_sn": 5, "items": ["1"], "colour": 1}, listed, "x")) == [
        "x.order_sn is no string",
        "x.items[] is no int64",
        "x.colour is unknown",
    ]


def test_types_of_applications_are_barred_as_the_pages_say(shopee: Bench) -> None:
    names = {
        "in_house": "Seller In House System",
        "erp": "ERP System",
        "customer_service": "Customer Service",
    }
    routes = {path for _, path in ROUTES} & set(pages())
    assert len(routes) > 12
    for app_type, name in names.items():
        for path in sorted(routes):
            allowed = pages()[path].get("api_permission") or []
            if allowed and not path.startswith("/api/v2/shop/"):
                assert (name in allowed) == (not path.startswith(BARRED[app_type])), (app_type, path)


def test_an_order_that_moves_is_still_what_the_page_describes(shopee: Bench) -> None:
    calm(shopee)
    heard = listen(shopee)
    for stage in ("shipped", "moving", "delivered", "cancelled"):
        shopee.town.tell("ship", order=TO_SEND, stage=stage)
        shopee.clock.advance(timedelta(days=4))
        after_sales(shopee).find_act(an_act(shopee, Verb.SHIP, TO_SEND), shopee.clock.now())
    assert "v2.order.get_order_detail" in met(heard)
    assert order_of(shopee, TO_SEND).stage(shopee.clock.now()) == "cancelled"
