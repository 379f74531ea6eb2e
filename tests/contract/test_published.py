"""Everything our doors ask in a day, and every answer they get, is what the platforms' published contracts describe."""

from datetime import timedelta

import pytest

from app.connectors.contract import Source, Stream
from app.simulator.wire import Request, Response
from tests.contract.bench import Bench, table
from tests.contract.published import PUBLISHED, Exchange, complaints, hold_all, listen, operation_of

pytestmark = pytest.mark.contracts
MET = {
    "aliexpress": set(),
    "amazon": {
        "GET /sellers/v1/marketplaceParticipations",
        "GET /orders/2026-01-01/orders",
        "GET /catalog/2022-04-01/items/{asin}",
    },
    "ebay": {
        "GET /user/",
        "GET /conversation",
        "GET /conversation/{conversation_id}",
        "POST /send_message",
        "GET /order",
        "GET /order/{orderId}/shipping_fulfillment",
        "GET /payment_dispute_summary",
    },
    "email": set(),
    "lazada": set(),
    "shopee": set(),
    "shopify": set(),
    "tiktok": set(),
    "walmart": {"POST /v3/token", "GET /v3/token/detail", "GET /v3/orders", "GET /v3/returns"},
}
"""what each channel must have asked, or the day was not a day; channels without a contract ask nothing of one"""


PAGES = 12
"""of one stream in one round: enough to meet orders, their pictures and a second page"""


def test_a_day_of_asking_keeps_to_the_published_contracts(bench: Bench) -> None:
    if bench.channel not in MET:
        pytest.skip("no published contract is held against this channel")
    heard = listen(bench.town)
    reply = bench.reply(bench.inbound(), "It left this morning.")
    sender = bench.sender()
    sender.send(reply)
    sender.find_sent(reply, bench.clock.now())
    for role in bench.logins:
        source = bench.source(role)
        source.check()
        cursors = {stream.name: pull(source, stream, None) for stream in source.streams()}
        ship_one(bench)
        for stream in source.streams():
            pull(source, stream, cursors[stream.name])
    assert hold_all(heard) >= MET[bench.channel]


def pull(source: Source, stream: Stream, cursor: str | None) -> str | None:
    """A round of one stream, as far as this test cares."""
    for _ in range(PAGES):
        page = source.pull(stream, cursor)
        cursor = page.next_cursor
        if not page.more:
            break
    return cursor


def ship_one(bench: Bench) -> None:
    """A parcel leaves, so that there are orders with news."""
    orders = [table(one) for one in rows(bench.town.ask("orders"))]
    own = [one for one in orders if one["shop"] == bench.town_shop and one["stage"] == "paid"]
    for one in own[:1]:
        bench.town.tell("ship", order=str(one["id"]), stage="shipped")
        bench.clock.advance(timedelta(minutes=10))


def rows(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_a_request_that_no_contract_describes_is_noticed() -> None:
    start = next(iter(PUBLISHED))
    with pytest.raises(AssertionError, match="no contract describes"):
        operation_of(Request.of("GET", f"{start}/orders/2026-01-01/secrets"))


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("conversation_type=FROM_MEMBERS&page=2", "unknown parameter page"),
        ("limit=10", "missing parameter conversation_type"),
    ],
)
def test_a_parameter_that_the_contract_does_not_know_or_misses_is_noticed(query: str, complaint: str) -> None:
    request = Request.of("GET", f"/ebay/api/commerce/message/v1/conversation?{query}")
    operation = operation_of(request)
    assert operation is not None
    answer = Response(200, body=b"{}")
    assert list(complaints(Exchange(request, answer), operation)) == [complaint]
    with pytest.raises(AssertionError, match=complaint):
        hold_all([Exchange(request, answer)])
