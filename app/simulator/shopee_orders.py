"""Shopee's orders: a list of numbers that is asked for at most fifteen days, and details that are asked for by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.simulator.shopee_logistics import package_of
from app.simulator.shopee_words import (
    Call,
    fault,
    good,
    item_number,
    major,
    model_number,
    own_order,
    unix,
    wrong,
)
from app.simulator.shopee_words import buyer_id as number_of
from app.simulator.trade import Case, Order
from app.simulator.wire import Json, Response

SPAN = timedelta(days=15)
DONE = timedelta(days=3)
LIST_MAX, DETAIL_MAX = 100, 50
HIDDEN = "****"
REASONS = ("OUT_OF_STOCK", "CUSTOMER_REQUEST", "UNDELIVERABLE_AREA", "COD_NOT_SUPPORTED")
ALWAYS = (
    "order_sn",
    "region",
    "currency",
    "cod",
    "order_status",
    "message_to_seller",
    "create_time",
    "update_time",
    "days_to_ship",
    "ship_by_date",
)
"""what is answered without being asked for"""


def case_of(call: Call, order: Order, kind: str) -> Case | None:
    """The open return or wish to cancel about an order."""
    found = call.world.case_of(order, kind)
    return found if found is not None and found.opened <= call.now else None


def status(call: Call, order: Order) -> str:
    """order_status."""
    stage = order.stage(call.now)
    if stage == "cancelled":
        return "CANCELLED"
    if order.cancel_asked is not None and order.cancel_asked <= call.now:
        return "IN_CANCEL"
    back = case_of(call, order, "return")
    if back is not None and back.state in ("RETURN_REQUESTED", "REQUESTED", "PROCESSING", "JUDGING"):
        return "TO_RETURN"
    if stage == "delivered":
        arrived = order.plan.delivered or call.now
        return "COMPLETED" if call.now - arrived > DONE else "TO_CONFIRM_RECEIVE"
    if stage in ("shipped", "moving"):
        return "SHIPPED"
    if stage == "paid":
        return "PROCESSED" if order.id in call.deeds.arranged else "READY_TO_SHIP"
    return "UNPAID"


def changed(call: Call, order: Order) -> datetime:
    """The last moment anything about an order changed."""
    moments = [order.changed(call.now), call.deeds.touched.get(order.id, order.plan.created)]
    back = case_of(call, order, "return")
    return max(moments + ([back.opened] if back else []))


def listed(call: Call) -> Response:
    """GET get_order_list: numbers only, newest change first."""
    by, size = call.one("time_range_field"), call.whole("page_size", -1)
    start, end = call.whole("time_from", -1), call.whole("time_to", -1)
    if by not in ("create_time", "update_time") or not 1 <= size <= LIST_MAX:
        return wrong(call, "time_range_field or page_size is invalid")
    if start < 0 or end <= start or end - start > SPAN.total_seconds():
        sentence = "Start time must be earlier than end time and diff in 15days."
        return fault(call.request, "order.order_list_invalid_time", sentence)
    cursor = int(call.one("cursor")) if call.one("cursor").isdigit() else 0
    wanted = call.one("order_status")
    found = []
    for order in call.world.orders_of([call.shop]):
        moment = order.plan.created if by == "create_time" else changed(call, order)
        now = order.plan.created <= call.now and start <= unix(moment) <= end
        if now and wanted in ("", status(call, order)):
            found.append((moment, order))
    found.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    page = found[cursor : cursor + size]
    more = cursor + size < len(found)
    optional = "order_status" in call.request.listed("response_optional_fields")
    rows: list[Json] = [brief(call, order, with_status=optional) for _, order in page]
    return good(call, {"more": more, "next_cursor": str(cursor + size) if more else "", "order_list": rows})


def brief(call: Call, order: Order, *, with_status: bool) -> dict[str, Json]:
    """An order in the list; its state only where it was asked for."""
    row: dict[str, Json] = {"order_sn": order.id, "booking_sn": ""}
    return row | {"order_status": status(call, order)} if with_status else row


def details(call: Call) -> Response:
    """GET get_order_detail."""
    numbers = call.request.listed("order_sn_list")
    if not 1 <= len(numbers) <= DETAIL_MAX:
        return wrong(call, "order_sn_list must have 1 to 50 entries")
    wanted = call.request.listed("response_optional_fields")
    rows: list[Json] = []
    for number in numbers:
        order = own_order(call, number)
        if order is None:
            return fault(call.request, "error_not_found", "Wrong parameters, detail: the order is not found.")
        whole = described(call, order)
        rows.append({name: value for name, value in whole.items() if name in (*ALWAYS, *wanted)})
    return good(call, {"order_list": rows})


def described(call: Call, order: Order) -> dict[str, Json]:
    """An order with everything one may ask for."""
    plan, currency, state = order.plan, order.currency, status(call, order)
    whole: dict[str, Json] = {
        "order_sn": order.id,
        "region": call.shop.site.country,
        "currency": currency,
        "cod": False,
        "order_status": state,
        "message_to_seller": order.note,
        "create_time": unix(plan.created),
        "update_time": unix(changed(call, order)),
        "days_to_ship": 2,
        "ship_by_date": unix(plan.ship_by),
        "buyer_user_id": number_of(order.customer),
        "buyer_username": order.customer.handle,
        "total_amount": major(order.total, currency),
        "payment_method": "ShopeePay",
        "pay_time": unix(plan.paid) if plan.paid <= call.now else None,
        "shipping_carrier": "SPX Express",
        "recipient_address": address(order, hidden=state in ("COMPLETED", "CANCELLED")),
        "item_list": [line(call, order, number) for number in range(len(order.lines))],
        "package_list": [package_of(call, order, state)],
        "note": "",
        "pickup_done_time": unix(plan.shipped) if plan.shipped and plan.shipped <= call.now else 0,
    }
    return whole | ended(call, order, state)


def ended(call: Call, order: Order, state: str) -> dict[str, Json]:
    """Why and by whom an order was, or is to be, cancelled."""
    asked, gone = case_of(call, order, "cancel"), state == "CANCELLED"
    wish = "Need to change delivery address" if asked and (gone or state == "IN_CANCEL") else ""
    by = call.deeds.cancelled_by.get(order.id, "buyer" if asked else "system")
    why = call.deeds.cancel_reasons.get(order.id, "")
    return {"buyer_cancel_reason": wish, "cancel_by": by if gone else "", "cancel_reason": why}


def address(order: Order, *, hidden: bool) -> dict[str, Json]:
    """Where it goes; hidden once it is over."""
    buyer = order.customer
    shown: dict[str, Json] = {
        "name": buyer.name,
        "phone": HIDDEN,
        "town": "",
        "district": "",
        "city": buyer.city,
        "state": "",
        "region": order.shop.site.country,
        "zipcode": buyer.postcode,
        "full_address": f"{buyer.street}, {buyer.city}, {buyer.postcode}",
    }
    return {name: HIDDEN if hidden and value and name != "region" else value for name, value in shown.items()}


def line(call: Call, order: Order, number: int) -> dict[str, Json]:
    """One position."""
    bought = order.lines[number]
    price = major(bought.price, order.currency)
    picture: Json = {"image_url": f"{call.media}/media/p/{bought.product.key}.png"}
    return {
        "item_id": item_number(bought.product.item_id),
        "item_name": bought.product.title("en"),
        "item_sku": bought.product.sku,
        "model_id": model_number(bought.id),
        "model_name": "",
        "model_sku": bought.product.sku,
        "model_quantity_purchased": bought.quantity,
        "model_original_price": price,
        "model_discounted_price": price,
        "weight": 0.4,
        "order_item_id": item_number(bought.product.item_id),
        "image_info": picture,
    }


# --- deeds


def cancel(call: Call) -> Response:
    """POST cancel_order."""
    body = call.body()
    order, reason = own_order(call, str(body.get("order_sn", ""))), str(body.get("cancel_reason", ""))
    if order is None or reason not in REASONS:
        return wrong(call, "order_sn or cancel_reason is invalid")
    if reason == "UNDELIVERABLE_AREA" and call.shop.site.country not in ("TW", "MY"):
        return wrong(call, "cancel_reason is not supported in this region")
    if reason == "OUT_OF_STOCK" and not named(order, body.get("item_list")):
        return wrong(call, "item_list is required when cancel_reason is OUT_OF_STOCK")
    if status(call, order) not in ("UNPAID", "READY_TO_SHIP", "PROCESSED"):
        return fault(call.request, "order.error_limit", "Can not cancel this order")
    over(call, order, "seller", reason)
    return good(call, {"update_time": unix(call.now)})


def named(order: Order, rows: Json) -> bool:
    """Whether rows name positions of the order."""
    known = {(item_number(one.product.item_id), model_number(one.id)) for one in order.lines}
    listed = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    asked = [(row.get("item_id"), row.get("model_id")) for row in listed]
    return bool(asked) and all(pair in known for pair in asked)


def over(call: Call, order: Order, by: str, reason: str) -> None:
    """An order ends."""
    order.plan = replace(order.plan, cancelled=call.now, shipped=None, moving=None, delivered=None)
    call.deeds.cancelled_by[order.id] = by
    call.deeds.cancel_reasons[order.id] = reason
    call.deeds.touched[order.id] = call.now


def answer_buyer(call: Call) -> Response:
    """POST handle_buyer_cancellation."""
    body = call.body()
    order, operation = own_order(call, str(body.get("order_sn", ""))), body.get("operation")
    if order is None or operation not in ("ACCEPT", "REJECT"):
        return wrong(call, "order_sn or operation is invalid")
    if status(call, order) != "IN_CANCEL":
        sentence = "Invalid order_status.The order status should be IN_CANCEL."
        return fault(call.request, "order.cancel_order_invalid_status", sentence)
    case = case_of(call, order, "cancel")
    if case is not None:
        case.state, case.changed = f"{operation}ED", call.now
    if operation == "ACCEPT":
        over(call, order, "buyer", "")
    order.cancel_asked = None
    call.deeds.touched[order.id] = call.now
    return good(call, {"update_time": unix(call.now)})
