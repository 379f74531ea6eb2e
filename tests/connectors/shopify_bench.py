"""The Shopify shop of the practice town for its own tests, and an order as the Admin API writes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.connectors.aftersales import Act, Verb
from app.connectors.reading import Fields
from app.simulator.running import RunningTown
from app.simulator.shopify_api import ShopifyApi
from app.simulator.shopify_platform import ShopifyDoor
from app.simulator.trade import Case, Order
from tests.contract.bench import Bench

KEY = "0123456789abcdef0123456789abcdef"


def door(town: RunningTown) -> ShopifyDoor:
    found = town.service.town.doors["shopify"]
    assert isinstance(found, ShopifyDoor)
    return found


def host(town: RunningTown) -> ShopifyApi:
    return door(town).api


def orders_in(town: RunningTown) -> dict[str, Order]:
    world = town.service.town.world
    return {order.id: order for order in world.orders.values() if order.shop.channel == "shopify"}


def placed(bench: Bench, stage: str = "paid", name: str = "#7001", **more: object) -> Order:
    """An order made for the test."""
    usual, now = next(iter(orders_in(bench.town).values())), bench.clock.now()
    plan = replace(
        usual.plan, created=now - timedelta(days=2), paid=now - timedelta(days=2), cancelled=None, shipped=None,
        moving=None, delivered=None,
    )  # fmt: skip
    if stage == "delivered":
        plan = replace(plan, shipped=now - timedelta(days=1), moving=now - timedelta(hours=20), delivered=now)
    order = replace(usual, id=name, plan=plan, refunds=[], cancel_asked=None, postage=499, tracking="OLD1")
    order = replace(order, **more)  # type: ignore[arg-type]
    bench.town.inside(lambda: bench.town.service.town.world.orders.update({order.id: order}))
    return order


def a_case(bench: Bench, kind: str) -> Case:
    world = bench.town.service.town.world
    return next(c for c in world.cases.values() if c.kind == kind and c.order.shop.channel == "shopify")


def an_act(verb: Verb, order: Order, bench: Bench, **more: object) -> Act:
    usual: dict[str, object] = {
        "key": KEY,
        "verb": verb,
        "order_key": order.id,
        "decided_at": bench.clock.now(),
    }
    return Act(**(usual | more))  # type: ignore[arg-type]


def back(order: Order) -> int:
    """What the customer got back."""
    return sum(refund.minor for refund in order.refunds)


def cash(amount: str, currency: str = "EUR") -> Fields:
    return {"presentmentMoney": {"amount": amount, "currencyCode": currency}}


def a_row(**more: object) -> Fields:
    """One order of a list."""
    usual: dict[str, object] = {
        "id": "gid://shopify/Order/5550001",
        "legacyResourceId": "5550001",
        "name": "#1001",
        "createdAt": "2026-11-20T10:00:00Z",
        "updatedAt": "2026-11-21T11:00:00Z",
        "cancelledAt": None,
        "email": "Maria@Post.example",
        "note": "please ring",
        "displayFinancialStatus": "PAID",
        "displayFulfillmentStatus": "UNFULFILLED",
        "customer": {
            "id": "gid://shopify/Customer/77",
            "displayName": "Maria Schmidt",
            "defaultEmailAddress": {"emailAddress": "maria@home.example"},
        },
        "shippingAddress": {
            "name": "Maria Schmidt", "company": "Büro Nord", "address1": "Gartenweg 3", "address2": None,
            "city": "Bremen", "provinceCode": "HB", "zip": "28195", "countryCodeV2": "DE", "phone": "+49301",
        },
        "totalPriceSet": cash("44.97"),
        "lineItems": {
            "nodes": [
                {
                    "id": "gid://shopify/LineItem/1", "title": "Steel Bottle", "variantTitle": "1 L", "sku": "NB-1",
                    "quantity": 2, "image": {"url": "https://cdn.example/b.png"},
                    "discountedUnitPriceSet": cash("19.99"),
                }
            ],
            "pageInfo": {"hasNextPage": False, "endCursor": None},
        },
        "fulfillments": [],
        "refunds": [],
        "returns": {"nodes": [], "pageInfo": {"hasNextPage": False}},
    }  # fmt: skip
    return usual | more  # type: ignore[return-value]


def a_parcel_row(display: str = "IN_TRANSIT", **more: object) -> Fields:
    usual: dict[str, object] = {
        "id": "gid://shopify/Fulfillment/9",
        "status": "SUCCESS",
        "displayStatus": display,
        "createdAt": "2026-11-21T08:00:00Z",
        "inTransitAt": "2026-11-21T20:00:00Z",
        "deliveredAt": None,
        "estimatedDeliveryAt": "2026-11-25T00:00:00Z",
        "trackingInfo": [{"company": "DHL", "number": "JJD1", "url": "https://t.example/JJD1"}],
    }
    return usual | more  # type: ignore[return-value]
