"""What we ask of TikTok Shop in a day, and every answer, is what its published descriptions list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.connectors.aftersales import Act, Parcel, Verb
from app.connectors.contract import OutboundFile
from app.connectors.tiktok.after_sales import TikTokAfterSales
from app.domain.cards import Card, CardKind
from app.simulator.running import RunningTown
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.contract.published import Exchange, listen
from tests.fakes import FakeClock
from tests.simulator.listed import Description, Field, descriptions

pytestmark = pytest.mark.contracts
MET = {
    "GET /authorization/202309/shops",
    "GET /customer_service/202309/conversations",
    "GET /customer_service/202309/conversations/{conversation_id}/messages",
    "GET /logistics/202309/delivery_options/{delivery_option_id}/shipping_providers",
    "GET /order/202507/orders",
    "GET /return_refund/202309/reject_reasons",
    "POST /customer_service/202309/conversations",
    "POST /customer_service/202309/conversations/{conversation_id}/messages",
    "POST /customer_service/202309/conversations/{conversation_id}/messages/read",
    "POST /customer_service/202309/images/upload",
    "POST /fulfillment/202309/orders/{order_id}/packages",
    "POST /fulfillment/202309/orders/{order_id}/shipping_info/update",
    "POST /order/202309/orders/search",
    "POST /return_refund/202309/cancellations",
    "POST /return_refund/202309/cancellations/search",
    "POST /return_refund/202309/cancellations/{cancel_id}/reject",
    "POST /return_refund/202309/returns/search",
    "POST /return_refund/202309/returns/{return_id}/approve",
    "POST /return_refund/202309/returns/{return_id}/reject",
}
PNG = OutboundFile("a.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"0" * 20)


@pytest.fixture
def tiktok(town: RunningTown, clock: FakeClock) -> Iterator[Bench]:
    bench = open_bench("tiktok", town, clock)
    yield bench
    bench.close()


def a_day(bench: Bench) -> None:
    """Reading, writing, deciding."""
    message, sender = bench.inbound(), bench.sender()
    reply = bench.reply(message, "It left this morning.")
    order = str(next(iter(bench.town.service.town.world.orders.values())).id)
    refs = {"buyer_user_id": message.reply_refs["buyer_user_id"]}
    for outbound in (
        reply,
        replace(reply, text="", files=(PNG,)),
        replace(reply, text="", card=Card(CardKind.ORDER, order)),
        replace(reply, text="First", reply_refs=refs),
    ):
        sender.send(outbound)
    sender.find_sent(reply, bench.clock.now())
    sender.mark_read(message.thread_keys[0])
    source = bench.source()
    source.check()
    for stream in source.streams():
        bench.drain(source, stream, None)
    decide(bench, order)


def decide(bench: Bench, order: str) -> None:
    """Every kind of decision, whether it fits or not: what is held is how it is asked."""
    door = TikTokAfterSales(bench.shop, bench.logins, bench.tools)
    world = bench.town.service.town.world
    mine = next(one.id for one in world.orders.values() if one.shop.key == "tiktok-uk")
    case = next(one.id for one in world.cases.values() if one.order.shop.key == "tiktok-uk")
    parcel = Parcel("RoyalMail", "JV123456785GB", bench.clock.now())
    act = Act(
        f"{5:032x}", Verb.ACCEPT_RETURN, mine, bench.clock.now(), case_key=case, reason="r", parcel=parcel
    )
    door.reasons(replace(act, verb=Verb.REFUSE_RETURN))
    for verb in (
        Verb.ACCEPT_RETURN, Verb.REFUSE_RETURN, Verb.REFUSE_CANCELLATION, Verb.CANCEL, Verb.SHIP, Verb.CORRECT_TRACKING,
    ):  # fmt: skip
        door.act(replace(act, verb=verb))
        door.find_act(replace(act, verb=verb), bench.clock.now() - timedelta(minutes=1))
    door.close()


def complaints(exchange: Exchange, found: Description) -> Iterator[str]:
    """What a request or its answer says beyond, or lacks of, the description."""
    request = exchange.request
    yield from found.query.wrong(
        {
            name: int(value)
            if kind_of(found, name) == "int"
            else [value]
            if kind_of(found, name).startswith("[]")
            else value
            for name, value in request.query
        },
        "query",
    )
    if request.method == "POST" and request.header("content-type") == "application/json":
        yield from found.body.wrong(request.json(), "body")
    yield from found.answer.wrong(exchange.response.json(), "answer")


def kind_of(found: Description, name: str) -> str:
    return found.query.inner.get(name, Field(name, "string")).kind


def test_a_day_of_asking_keeps_to_the_published_descriptions(tiktok: Bench) -> None:
    heard = listen(tiktok.town)
    a_day(tiktok)
    known = descriptions()
    met: set[str] = set()
    wrong: list[str] = []
    for exchange in heard:
        if not exchange.request.path.startswith("/tiktok/api/"):
            continue
        path = exchange.request.path.removeprefix("/tiktok/api")
        found = next((one for one in known if one.fits(exchange.request.method, path)), None)
        assert found is not None, f"nothing describes {exchange.request.method} {path}"
        met.add(f"{found.method} {found.path}")
        wrong += [f"{found.path}: {one}" for one in complaints(exchange, found)]
    assert sorted(set(wrong)) == []
    assert met >= MET


def test_what_no_description_lists_is_noticed(tiktok: Bench) -> None:
    found = next(one for one in descriptions() if one.path == "/authorization/202309/shops")
    assert list(found.answer.wrong({"code": "0", "moon": 1}, "answer")) == [
        "answer.moon is not described",
        "answer.code is no int",
    ]
