"""How a Shopee parcel is handed over: what the platform wants to know, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

from app.simulator.shopee_words import (
    Call,
    fault,
    flat,
    good,
    item_number,
    model_number,
    own_order,
    unix,
    wrong,
)
from app.simulator.trade import Order
from app.simulator.wire import Json, Response

ADDRESS = 126_194
WAYS = ("pickup", "dropoff", "non_integrated")
NUMBERED_AFTER = timedelta(minutes=5)
"""so long after it was arranged a parcel has no number yet"""


def package_number(order: Order) -> str:
    """The number of an order's only package."""
    return f"OFG{order.lines[0].id}"


def logistics(call: Call, order: Order, state: str) -> str:
    """logistics_status."""
    if state == "CANCELLED":
        return "LOGISTICS_REQUEST_CANCELED" if order.id in call.deeds.arranged else "LOGISTICS_INVALID"
    by_stage = {
        "placed": "LOGISTICS_NOT_START",
        "paid": "LOGISTICS_REQUEST_CREATED" if order.id in call.deeds.arranged else "LOGISTICS_READY",
        "delivered": "LOGISTICS_DELIVERY_DONE",
    }
    return by_stage.get(order.stage(call.now), "LOGISTICS_PICKUP_DONE")


def package_of(call: Call, order: Order, state: str) -> dict[str, Json]:
    """The package as the order shows it: its tracking number is not here."""
    rows: list[Json] = [
        {
            "item_id": item_number(one.product.item_id),
            "model_id": model_number(one.id),
            "model_quantity": one.quantity,
            "order_item_id": item_number(one.product.item_id),
            "promotion_group_id": 0,
        }
        for one in order.lines
    ]
    return {
        "package_number": package_number(order),
        "logistics_status": logistics(call, order, state),
        "logistics_channel_id": 20_011,
        "shipping_carrier": "SPX Express",
        "item_list": rows,
    }


def parameter(call: Call) -> Response:
    """GET get_shipping_parameter: a pickup at one address and two times, or simply a drop-off."""
    order = own_order(call, call.one("order_sn"))
    if order is None:
        return fault(call.request, "error_not_found", "Wrong parameters, detail: the order is not found.")
    if order.stage(call.now) != "paid":
        return fault(call.request, "logistics.error_status_limit", "The order can not be shipped now.")
    slots: list[Json] = [
        {"date": unix(call.now + timedelta(days=1)), "time_text": "09:00 - 12:00", "pickup_time_id": "slot1"},
        {
            "date": unix(call.now + timedelta(days=2)), "time_text": "09:00 - 12:00", "pickup_time_id": "slot2",
            "flags": ["recommended"],
        },
    ]  # fmt: skip
    place: dict[str, Json] = {
        "address_id": ADDRESS, "region": call.shop.site.country, "state": "", "city": "Northshore", "district": "",
        "town": "", "address": "1 Quay Street", "zipcode": "50003", "address_flag": ["pickup_address"],
        "time_slot_list": slots,
    }  # fmt: skip
    needed: dict[str, Json] = {"pickup": ["address_id", "pickup_time_id"], "dropoff": []}
    return good(call, {"info_needed": needed, "dropoff": None, "pickup": {"address_list": [place]}})


def objection(way: str, block: Json) -> str:
    """What is wrong with the block of a way; '' where it will do."""
    fields = block if isinstance(block, dict) else {}
    if way == "pickup" and fields.get("address_id") != ADDRESS:
        return "address_id is invalid"
    if way == "pickup" and fields.get("pickup_time_id") not in ("slot1", "slot2"):
        return "pickup_time_id is invalid"
    return "" if isinstance(block, dict) else f"{way} is a required field"


def ship(call: Call) -> Response:
    """POST ship_order: exactly one block, and no answer but that it went well."""
    body = call.body()
    order = own_order(call, str(body.get("order_sn", "")))
    given = [way for way in WAYS if way in body]
    if order is None or len(given) != 1:
        return wrong(call, "order_sn or the way to ship is invalid")
    trouble = objection(given[0], body[given[0]])
    if trouble:
        return wrong(call, trouble)
    if order.stage(call.now) != "paid" or order.id in call.deeds.arranged or order.cancel_asked is not None:
        return fault(call.request, "logistics.error_status_limit", "The order can not be shipped now.")
    call.deeds.arranged[order.id] = call.deeds.touched[order.id] = call.now
    call.deeds.ways[order.id] = given[0]
    return flat(call.request, {})


def tracking(call: Call) -> Response:
    """GET get_tracking_number: empty for some minutes after the parcel was arranged."""
    order = own_order(call, call.one("order_sn"))
    if order is None:
        return fault(call.request, "logistics.invalid_error", "The order is not exist.")
    if call.one("package_number") not in ("", package_number(order)):
        return fault(call.request, "logistics.package_number_not_exist", "The package number does not exist.")
    arranged = call.deeds.arranged.get(order.id)
    young = arranged is not None and call.now - arranged < NUMBERED_AFTER
    ready = (arranged is not None and not young) or order.stage(call.now) in (
        "shipped",
        "moving",
        "delivered",
    )
    return good(call, {"tracking_number": order.tracking if ready else "", "hint": ""})
