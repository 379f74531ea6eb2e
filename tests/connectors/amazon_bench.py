"""Orders made for tests of Amazon's ready-made messages and acts, and what became of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.connectors.amazon.api import AmazonApi
from app.connectors.contract import Outbound, OutboundFile
from app.domain.customers import Party
from app.net.http import Answer
from app.simulator.amazon_api import AmazonApi as TownApi
from app.simulator.amazon_platform import AmazonDoor
from app.simulator.talk import SHOP, Utterance
from app.simulator.trade import Order
from tests.contract.bench import Bench

KEY = "0123456789abcdef0123456789abcdef"
PDF = OutboundFile("領収書.pdf", "application/pdf", b"%PDF-1.7 invoice")
DAY = timedelta(days=1)


def town_api(bench: Bench) -> TownApi:
    """Amazon's own side."""
    door = bench.town.service.town.doors["amazon"]
    assert isinstance(door, AmazonDoor)
    return door.api


def placed(bench: Bench, stage: str = "paid", number: str = "250-9900000-0000001", **more: object) -> Order:
    """An order of the Japanese store at a stage: paid, shipped, settled (arrived long ago)."""
    world, now = bench.town.service.town.world, bench.clock.now()
    usual = next(
        o for o in world.orders.values() if o.shop.key == "amazon-jp" and o.lines[0].product.key == "kettle"
    )
    age = {"paid": 1, "shipped": 3, "settled": 18}[stage]
    created = now - age * DAY
    plan = replace(
        usual.plan, created=created, paid=created, ship_by=created + 2 * DAY, due=created + 7 * DAY,
        shipped=None, moving=None, delivered=None, cancelled=None,
    )  # fmt: skip
    if stage != "paid":
        plan = replace(plan, shipped=created + DAY)
    if stage == "settled":
        plan = replace(plan, moving=created + 2 * DAY, delivered=created + 4 * DAY)
    order = replace(usual, id=number, plan=plan, refunds=[], cancel_asked=None)
    order = replace(order, **more)  # type: ignore[arg-type]
    bench.town.inside(lambda: world.orders.update({order.id: order}))
    return order


def a_form(bench: Bench, order: Order, form: str, text: str = "", *files: OutboundFile) -> Outbound:
    """A ready-made message about an order."""
    return Outbound(
        KEY, text, Party(order.customer.handle, ""), "", "", {}, bench.clock.now(), files=files,
        order_key=order.id, form=form,
    )  # fmt: skip


def arrived(bench: Bench, order: Order) -> list[Utterance]:
    """What the buyer of an order received since the world began."""
    talks = bench.town.service.town.world.conversations.values()
    start = bench.town.service.town.world.start
    said = [one for talk in talks if talk.order is order for one in talk.utterances]
    return [one for one in said if one.author == SHOP and one.at >= start]


def an_answer(status: int, body: bytes = b"{}", **headers: str) -> Answer:
    """A complete answer."""
    return Answer(status, headers, body)


def told_by(bench: Bench, port: int) -> None:
    """From now on the seller's API is a server on loopback that says what its script says."""
    login = bench.logins["api"]
    settings = {**login.settings, "api_url": f"http://127.0.0.1:{port}"}
    bench.logins["api"] = replace(login, settings=settings)


def with_api(bench: Bench, use: Callable[[AmazonApi], None]) -> None:
    """Does something with the seller's way into the API."""
    api = AmazonApi(bench.logins["api"], bench.tools)
    try:
        use(api)
    finally:
        api.close()
