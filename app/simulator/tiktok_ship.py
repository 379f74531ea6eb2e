"""TikTok Shop's parcels: handing one over, sending one by a carrier of one's own, putting a number right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.simulator.tiktok_orders import CARRIERS, OPTION, mine, package_number, piece_number
from app.simulator.tiktok_words import TikTokCall, fault, listed_in, told
from app.simulator.trade import Order
from app.simulator.wire import Json, Response

HANDOVERS = ("PICKUP", "DROP_OFF")
LEFT = ("shipped", "moving", "delivered")


def carriers(call: TikTokCall, option: str) -> Response:
    """GET shipping_providers of a delivery option."""
    if option != OPTION:
        return fault(21001001)
    rows: list[Json] = [{"id": number, "name": name} for name, number in CARRIERS.items()]
    return told({"shipping_providers": rows}, option)


def carrier_in(body: Mapping[str, Json]) -> tuple[str, str] | None:
    """Carrier and number of a parcel; None where TikTok knows no such carrier or the number is empty."""
    names = {number: name for name, number in CARRIERS.items()}
    name, tracking = names.get(str(body.get("shipping_provider_id"))), body.get("tracking_number")
    return (name, tracking) if name and isinstance(tracking, str) and tracking else None


def leave(call: TikTokCall, order: Order, carrier: tuple[str, str] | None) -> Response | None:
    """The parcel leaves now; the objection where it cannot."""
    stage = order.stage(call.now)
    if stage in LEFT:
        return fault(21008099)
    if stage != "paid":
        return fault(21001001)
    order.plan = replace(order.plan, shipped=call.now, moving=None, delivered=None)
    if carrier is not None:
        order.carrier, order.tracking = carrier
    return None


def ship_package(call: TikTokCall, number: str) -> Response:
    """POST packages/{id}/ship."""
    order = next((one for one in mine(call) if package_number(one) == number), None)
    if order is None:
        return fault(21011028)
    own = call.body.get("self_shipment")
    carrier = carrier_in(own) if isinstance(own, dict) else None
    if isinstance(own, dict) and carrier is None:
        return fault(21011022)
    if call.body.get("handover_method") not in (None, *HANDOVERS):
        return fault(21001001)
    return leave(call, order, carrier) or told({}, number)


def ship_order(call: TikTokCall, number: str) -> Response:
    """POST orders/{id}/packages."""
    order = next((one for one in mine(call) if one.id == number), None)
    carrier = carrier_in(call.body)
    if order is None:
        return fault(21011028)
    if carrier is None:
        return fault(21011022)
    known = [piece_number(line, piece) for line in order.lines for piece in range(line.quantity)]
    asked = listed_in(call.body, "order_line_item_ids")
    if not set(asked) <= set(known):
        return fault(21001001)
    trouble = leave(call, order, carrier)
    if trouble is not None:
        return trouble
    lines: list[Json] = list(asked or known)
    return told(
        {"order_id": number, "order_line_item_ids": lines, "package_id": package_number(order)}, number
    )


def correct(call: TikTokCall, number: str) -> Response:
    """POST …/shipping_info/update, by order or by package."""
    order = next((one for one in mine(call) if number in (one.id, package_number(one))), None)
    carrier = carrier_in(call.body)
    if order is None:
        return fault(21011028)
    if carrier is None:
        return fault(21011022)
    if order.stage(call.now) not in LEFT:
        return fault(21011043)
    order.carrier, order.tracking = carrier
    return told({}, number)
