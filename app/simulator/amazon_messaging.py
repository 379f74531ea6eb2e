"""Messaging API v1 and Solicitations API v1: which ready-made messages an order allows now, and sending one
(messaging.json, solicitations.json)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.simulator.amazon_documents import Documents
from app.simulator.amazon_search import error
from app.simulator.talk import SHOP, Attachment, Conversation
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
MUST_HAVE_FILES = ("legalDisclosure", "warranty", "invoice")
MAY_HAVE_FILES = (*MUST_HAVE_FILES, "confirmCustomizationDetails", "digitalAccessKey")
RETIRED = ("negativeFeedbackRemoval", "amazonMotors")
"""named in the document's examples, without an operation"""
REVIEW = "productReviewAndSellerFeedback"
UNDER_WARRANTY = ("lamp", "kettle", "speaker")
DAY = timedelta(days=1)
HAL = "application/hal+json"


@dataclass(slots=True)
class Desk:
    """What messages need to know of a world beside its orders."""

    world: World
    documents: Documents
    used: set[tuple[str, str]] = field(default_factory=set)
    customised: set[str] = field(default_factory=set)
    """orders whose goods are made to the buyer's wishes"""
    services: set[str] = field(default_factory=set)
    """orders of something that is done at the buyer's home"""


def offered(desk: Desk, order: Order, now: datetime) -> list[str]:
    """The names that may be sent for an order; one that was used is gone."""
    stage = order.stage(now)
    if stage == "cancelled":
        return []
    names = {
        "confirmOrderDetails": stage in ("placed", "paid"),
        "confirmDeliveryDetails": stage != "delivered",
        "confirmCustomizationDetails": order.id in desk.customised,
        "confirmServiceDetails": order.id in desk.services,
        "digitalAccessKey": order.id.startswith("D"),
        "unexpectedProblem": True,
        "invoice": stage not in ("placed", "paid"),
        "legalDisclosure": True,
        "warranty": any(line.product.key in UNDER_WARRANTY for line in order.lines),
    }
    return [name for name, allowed in names.items() if allowed and (order.id, name) not in desk.used]


def may_be_asked(desk: Desk, order: Order, now: datetime) -> bool:
    """A review: once, of a shipped order, from five days after the earliest delivery to thirty after the latest."""
    shipped = order.stage(now) in ("shipped", "moving", "delivered")
    window = order.plan.due - 2 * DAY + 5 * DAY <= now <= order.plan.due + 30 * DAY
    return shipped and window and (order.id, REVIEW) not in desk.used


def _order(desk: Desk, shops: list[Shop], request: Request, order_id: str) -> Order | Response:
    markets = request.listed("marketplaceIds")
    if len(markets) != 1:
        return error("InvalidInput", "Exactly one marketplaceIds value is required.", 400)
    order = desk.world.orders.get(order_id)
    if order is None or order.shop not in shops or order.shop.site.marketplace != markets[0]:
        return error("NotFound", f"Order {order_id} was not found.", 404)
    return order


def actions(desk: Desk, shops: list[Shop], request: Request, order_id: str, now: datetime) -> Response:
    """The HAL list of messages; Amazon also names some that have no operation any more."""
    order = _order(desk, shops, request, order_id)
    if isinstance(order, Response):
        return order
    names = offered(desk, order, now)
    home = f"/messaging/v1/orders/{order.id}"
    return hal(order, home, f"{home}/messages", [*names, *(RETIRED[:1] if names else ())])


def solicitations(desk: Desk, shops: list[Shop], request: Request, order_id: str, now: datetime) -> Response:
    """The HAL list of requests: one, or none."""
    order = _order(desk, shops, request, order_id)
    if isinstance(order, Response):
        return order
    home = f"/solicitations/v1/orders/{order.id}"
    return hal(order, home, f"{home}/solicitations", [REVIEW] if may_be_asked(desk, order, now) else [])


def hal(order: Order, home: str, below: str, names: list[str]) -> Response:
    """Links to what may be sent, and to the schema of each."""
    market = order.shop.site.marketplace
    links: list[Json] = []
    embedded: list[Json] = []
    for name in names:
        path = f"{below}/{name}"
        link: dict[str, Json] = {"href": f"{path}?marketplaceIds={market}", "name": name}
        links.append(link)
        schema: dict[str, Json] = {"href": f"{path}/schema", "name": name}
        embedded.append({"_links": {"self": link, "schema": schema}})
    value: dict[str, Json] = {
        "_links": {"self": {"href": f"{home}?marketplaceIds={market}"}, "actions": links},
        "_embedded": {"actions": embedded},
    }
    return answer(value, content_type=HAL)


def attributes(desk: Desk, shops: list[Shop], request: Request, order_id: str) -> Response:
    """The language the text must be in."""
    order = _order(desk, shops, request, order_id)
    if isinstance(order, Response):
        return order
    return answer({"buyer": {"locale": order.shop.site.language.replace("_", "-")}}, content_type=HAL)


def create(
    desk: Desk, shops: list[Shop], owner: str, request: Request, order_id: str, action: str, now: datetime
) -> Response:
    """Sends one; 201 with an empty object. Cannot be recalled or read back."""
    order = _order(desk, shops, request, order_id)
    if isinstance(order, Response):
        return order
    if action not in TEXT_LIMITS and action not in MUST_HAVE_FILES:
        return error("NotFound", "Resource not found.", 404)
    body = request.json()
    if body is None:
        return error("InvalidInput", "The request body is not valid JSON.", 400)
    text = body.get("text", "")
    if action in TEXT_LIMITS and not (isinstance(text, str) and 1 <= len(text) <= TEXT_LIMITS[action]):
        return error("InvalidInput", f"text must hold 1 to {TEXT_LIMITS[action]} characters.", 400)
    if action not in TEXT_LIMITS and "text" in body:
        return error("InvalidInput", "text is not a field of this message.", 400)
    files = _files(desk, owner, order.id, action, body.get("attachments", []))
    if isinstance(files, Response):
        return files
    if action not in offered(desk, order, now):
        return error("Unauthorized", "This message type is not allowed for the order.", 403)
    desk.used.add((order.id, action))
    talk = _talk(desk.world, order, now)
    desk.world.say(talk, SHOP, str(text), now, kind=f"template/{action}", attachments=files)
    return answer({}, 201, HAL)


def _files(desk: Desk, owner: str, order: str, action: str, named: Json) -> tuple[Attachment, ...] | Response:
    """What the message carries: files uploaded for this very message."""
    most, least = (5 if action in MAY_HAVE_FILES else 0), (1 if action in MUST_HAVE_FILES else 0)
    if not isinstance(named, list) or not least <= len(named) <= most:
        return error("InvalidInput", f"attachments must hold {least} to {most} files.", 400)
    about = f"/messaging/v1/orders/{order}/messages/{action}"
    found: list[Attachment] = []
    for row in named:
        name, number = (
            (row.get("fileName"), row.get("uploadDestinationId")) if isinstance(row, dict) else ("", "")
        )
        file = desk.documents.file(number, owner, about, str(name))
        if file is None or not isinstance(name, str) or not name:
            return error("InvalidInput", "An attachment was not uploaded for this message.", 400)
        found.append(file)
    return tuple(found)


def solicit(desk: Desk, shops: list[Shop], request: Request, order_id: str, now: datetime) -> Response:
    """Asks for a review; the words are Amazon's own."""
    order = _order(desk, shops, request, order_id)
    if isinstance(order, Response):
        return order
    if not may_be_asked(desk, order, now):
        return error("Unauthorized", "You cannot send a solicitation for this order.", 403)
    desk.used.add((order.id, REVIEW))
    desk.world.say(_talk(desk.world, order, now), SHOP, "", now, kind=f"template/{REVIEW}")
    return answer({}, 201, HAL)


def _talk(world: World, order: Order, now: datetime) -> Conversation:
    found = next((talk for talk in world.conversations.values() if talk.order is order), None)
    return found or world.open_conversation(order.shop, order.customer, "", now, order)
