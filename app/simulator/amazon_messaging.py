"""Messaging API v1: which ready-made messages an order allows now, and sending one (messaging.json)."""

from __future__ import annotations

from datetime import datetime

from app.simulator.amazon_search import error
from app.simulator.talk import SHOP, Conversation
from app.simulator.trade import Order, Shop
from app.simulator.wire import Json, Request, Response, answer
from app.simulator.world import World

TEXT_LIMITS = {
    "confirmCustomizationDetails": 800,
    "confirmDeliveryDetails": 2000,
    "confirmOrderDetails": 2000,
    "confirmServiceDetails": 2000,
    "unexpectedProblem": 2000,
    "digitalAccessKey": 400,
}
WITH_FILES = ("legalDisclosure", "warranty", "invoice")
OFFERED = ("confirmDeliveryDetails", "confirmOrderDetails", "unexpectedProblem", "invoice", "legalDisclosure")
HAL = "application/hal+json"


def _order(world: World, shops: list[Shop], request: Request, order_id: str) -> Order | Response:
    markets = request.listed("marketplaceIds")
    if len(markets) != 1:
        return error("InvalidInput", "Exactly one marketplaceIds value is required.", 400)
    order = world.orders.get(order_id)
    if order is None or order.shop not in shops or order.shop.site.marketplace != markets[0]:
        return error("NotFound", f"Order {order_id} was not found.", 404)
    return order


def actions(
    world: World, shops: list[Shop], used: set[tuple[str, str]], request: Request, order_id: str
) -> Response:
    """The HAL list; an action that was used is no longer offered."""
    order = _order(world, shops, request, order_id)
    if isinstance(order, Response):
        return order
    market = order.shop.site.marketplace
    home = f"/messaging/v1/orders/{order.id}"
    links: list[Json] = []
    embedded: list[Json] = []
    for name in OFFERED:
        if (order.id, name) in used:
            continue
        path = f"{home}/messages/{name}"
        link: dict[str, Json] = {"href": f"{path}?marketplaceIds={market}", "name": name}
        links.append(link)
        schema: dict[str, Json] = {"href": f"{path}/schema", "name": name}
        embedded.append({"_links": {"self": link, "schema": schema}})
    value: dict[str, Json] = {
        "_links": {"self": {"href": f"{home}?marketplaceIds={market}"}, "actions": links},
        "_embedded": {"actions": embedded},
    }
    return answer(value, content_type=HAL)


def attributes(world: World, shops: list[Shop], request: Request, order_id: str) -> Response:
    """The language the text must be in."""
    order = _order(world, shops, request, order_id)
    if isinstance(order, Response):
        return order
    return answer({"buyer": {"locale": order.shop.site.language.replace("_", "-")}}, content_type=HAL)


def create(
    world: World,
    shops: list[Shop],
    used: set[tuple[str, str]],
    request: Request,
    order_id: str,
    action: str,
    now: datetime,
) -> Response:
    """Sends one; 201 with an empty object. Cannot be recalled or read back."""
    order = _order(world, shops, request, order_id)
    if isinstance(order, Response):
        return order
    if action not in TEXT_LIMITS and action not in WITH_FILES:
        return error("NotFound", "Resource not found.", 404)
    body = request.json()
    if body is None:
        return error("InvalidInput", "The request body is not valid JSON.", 400)
    text = body.get("text", "")
    if action in TEXT_LIMITS and not (isinstance(text, str) and 1 <= len(text) <= TEXT_LIMITS[action]):
        return error("InvalidInput", f"text must hold 1 to {TEXT_LIMITS[action]} characters.", 400)
    files = body.get("attachments", [])
    if action in WITH_FILES and not (isinstance(files, list) and 1 <= len(files) <= 5):
        return error("InvalidInput", "attachments must hold 1 to 5 files.", 400)
    if (order.id, action) in used or action not in OFFERED:
        return error("Unauthorized", "This message type is not allowed for the order.", 403)
    used.add((order.id, action))
    world.say(_talk(world, order, now), SHOP, str(text), now, kind=f"template/{action}")
    return answer({}, 201, HAL)


def _talk(world: World, order: Order, now: datetime) -> Conversation:
    found = next((talk for talk in world.conversations.values() if talk.order is order), None)
    return found or world.open_conversation(order.shop, order.customer, "", now, order)
