"""A Shopee shop in the practice town, and the door behind it."""

from app.connectors.aftersales import Act, Verb
from app.connectors.shopee.after_sales import ShopeeAfterSales
from app.connectors.shopee.api import ShopeeApi
from app.simulator.shopee_platform import ShopeeDoor
from app.simulator.shopee_words import Rules
from app.simulator.talk import Conversation
from app.simulator.trade import Case, Order
from tests.contract.bench import Bench


def door_of(bench: Bench) -> ShopeeDoor:
    """The platform itself."""
    door = bench.town.service.town.doors["shopee"]
    assert isinstance(door, ShopeeDoor)
    return door


def rules_of(bench: Bench) -> Rules:
    """The platform's mood."""
    return door_of(bench).rules


def api_of(bench: Bench) -> ShopeeApi:
    """A fresh way in."""
    api = ShopeeApi(bench.logins["api"], bench.tools)
    bench.open_doors.append(api)
    return api


def after_sales(bench: Bench) -> ShopeeAfterSales:
    """A fresh way to act."""
    door = ShopeeAfterSales(bench.shop, bench.logins, bench.tools)
    bench.open_doors.append(door)
    return door


def order_of(bench: Bench, number: str) -> Order:
    """An order of the world."""
    return bench.town.service.town.world.orders[number]


def return_of(bench: Bench) -> Case:
    """The demo's return."""
    cases = bench.town.service.town.world.cases.values()
    return next(case for case in cases if case.kind == "return" and case.order.shop.key == "shopee-my")


def talk_of(bench: Bench, name: str) -> Conversation:
    """The conversation with a buyer."""
    talks = bench.town.service.town.world.conversations.values()
    return next(talk for talk in talks if talk.customer.name == name)


def an_act(bench: Bench, verb: Verb, order: str = "", **more: object) -> Act:
    """One decision."""
    return Act(key="0" * 32, verb=verb, order_key=order, decided_at=bench.clock.now(), **more)  # type: ignore[arg-type]
