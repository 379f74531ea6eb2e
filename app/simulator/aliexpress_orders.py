"""AliExpress's orders: the list with its windows in Los Angeles time, one order, and what a seller may do about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from app.simulator.aliexpress_words import (
    Body,
    Call,
    RefusalError,
    done,
    failed,
    from_wall,
    money,
    wall,
    whole,
)
from app.simulator.trade import Line, Order
from app.simulator.wire import Json

PAGE_MAX = 50
FINISH, IN_CANCEL = "FINISH", "IN_CANCEL"
SERVICES: tuple[Body, ...] = (
    {
        "service_name": "CAINIAO_STANDARD",
        "display_name": "AliExpress Standard Shipping",
        "logistics_company": "Cainiao",
        "tracking_no_regex": r"^LP\d{14}$",
        "min_process_day": 2,
        "max_process_day": 7,
    },
    {
        "service_name": "OTHER",
        "display_name": "Seller's Shipping Method",
        "logistics_company": "Other",
        "tracking_no_regex": r"^[A-Za-z0-9]{6,40}$",
        "min_process_day": 2,
        "max_process_day": 7,
    },
)


def issue_open(call: Call, order: Order) -> bool:
    """Whether a dispute is under way."""
    return any(
        case.order is order
        and case.kind != "cancel"
        and case.opened <= call.now
        and case.state.startswith("wait")
        for case in call.world.cases.values()
    )


def word(call: Call, order: Order) -> str:
    """order_status."""
    stage = order.stage(call.now)
    if stage == "cancelled":
        return FINISH
    if order.cancel_asked is not None and order.cancel_asked <= call.now and stage == "paid":
        return IN_CANCEL
    if issue_open(call, order):
        return "IN_ISSUE"
    table = {"placed": "PLACE_ORDER_SUCCESS", "paid": "WAIT_SELLER_SEND_GOODS", "delivered": FINISH}
    return table.get(stage, "WAIT_BUYER_ACCEPT_GOODS")


def changed(call: Call, order: Order) -> datetime:
    """gmt_update: also what disputes and our own acts changed."""
    cases = [case.changed or case.opened for case in call.world.cases.values() if case.order is order]
    moments = [order.changed(call.now), *(at for at in cases if at <= call.now)]
    return max([*moments, call.books.touched.get(order.id, order.plan.created)])


def row(call: Call, order: Order) -> Body:
    """One order as the list writes it."""
    plan, status, stage = order.plan, word(call, order), order.stage(call.now)
    left = max(plan.ship_by - call.now, timedelta(0))
    products: list[Json] = [product(call, order, line) for line in order.lines]
    value: Body = {
        "order_id": int(order.id),
        "order_status": status,
        "biz_type": "AE_COMMON",
        "buyer_login_id": order.customer.handle,
        "buyer_signer_fullname": order.customer.name,
        "gmt_create": wall(plan.created),
        "gmt_update": wall(changed(call, order)),
        "issue_status": "IN_ISSUE" if issue_open(call, order) else "NO_ISSUE",
        "frozen_status": "NO_FROZEN",
        "fund_status": "NOT_PAY" if stage == "placed" else "PAY_SUCCESS",
        "pay_amount": money(order.total, order.currency),
        "product_list": products,
    }
    if plan.paid <= call.now:
        value["gmt_pay_time"] = wall(plan.paid)
    if stage in ("shipped", "moving", "delivered") and plan.shipped:
        value["gmt_send_goods_time"] = wall(plan.shipped)
    if status == "WAIT_SELLER_SEND_GOODS":
        hours = left.seconds // 3600
        value |= {"left_send_good_day": left.days, "left_send_good_hour": hours}
        value["left_send_good_min"] = left.seconds // 60 % 60
    if status == FINISH:
        value["end_reason"] = "cancel_order_close_trade" if stage == "cancelled" else "buyer_accept_goods"
    return value


def product(call: Call, order: Order, line: Line) -> Body:
    """One product of an order."""
    return {
        "child_id": int(line.id),
        "order_id": int(order.id),
        "product_id": int(line.product.item_id),
        "product_name": line.product.title("en"),
        "product_img_url": f"{call.media}/media/p/{line.product.key}.png",
        "sku_code": line.product.sku,
        "product_count": line.quantity,
        "product_unit_price": money(line.price, order.currency),
        "total_product_amount": money(line.price * line.quantity, order.currency),
        "son_order_status": word(call, order),
        "memo": order.note,
    }


def _within(moment: datetime, start: datetime | None, end: datetime | None) -> bool:
    second = moment.replace(microsecond=0)
    return (start is None or start <= second) and (end is None or second <= end)


def orders(call: Call) -> Body:
    """aliexpress.trade.seller.orderlist.get: newest first; finished orders only when asked for."""
    asked = call.packed("param_aeop_order_query")
    page, size = whole(asked.get("current_page"), 1), whole(asked.get("page_size"), 20)
    if not 1 <= size <= PAGE_MAX or page < 1:
        raise RefusalError("InvalidParameter", f"page_size must lie between 1 and {PAGE_MAX}")
    bounds = {
        name: from_wall(asked.get(name), name)
        for kind in ("create", "modified")
        for name in (f"{kind}_date_start", f"{kind}_date_end")
    }
    if bounds["modified_date_start"] and not bounds["create_date_start"]:
        raise RefusalError("InvalidParameter", "modified_date needs a range of create_date around it")
    wanted = asked.get("order_status")
    created_from = bounds["create_date_start"] or call.now - timedelta(days=30 if wanted == FINISH else 180)
    found = [
        order
        for order in call.orders()
        if _within(order.plan.created, created_from, bounds["create_date_end"])
        and _within(changed(call, order), bounds["modified_date_start"], bounds["modified_date_end"])
        and (word(call, order) == wanted if wanted else word(call, order) != FINISH)
        and asked.get("buyer_login_id") in (None, "", order.customer.handle)
    ]
    found.sort(key=lambda order: (order.plan.created, order.id), reverse=True)
    listed: list[Json] = [row(call, order) for order in found[(page - 1) * size : page * size]]
    pages = -(-len(found) // size)
    return done(total_count=len(found), total_page=pages, current_page=page, target_list=listed)


def one(call: Call) -> Body:
    """aliexpress.trade.new.redefining.findorderbyid."""
    order = call.order(call.packed("param1").get("order_id"))
    if order is None:
        return failed("ORDER_NOT_FOUND", "The order does not exist")
    buyer, plan = order.customer, order.plan
    parcels: list[Json] = []
    if order.stage(call.now) in ("shipped", "moving", "delivered") and plan.shipped:
        name = {"logistics_no": order.tracking, "logistics_service_name": order.carrier}
        parcels.append({**name, "logistics_type_code": "CAINIAO_STANDARD", "gmt_send": wall(plan.shipped)})
    data = row(call, order) | {
        "buyer_info": {"login_id": buyer.handle, "first_name": buyer.name, "country": buyer.country},
        "receipt_address": {
            "contact_person": buyer.name,
            "country": buyer.country,
            "city": buyer.city,
            "detail_address": buyer.street,
            "zip": buyer.postcode,
        },
        "logistic_info_list": parcels,
    }
    return done(data)


# --- what a seller may do


def answer_cancel(call: Call, *, accept: bool) -> Body:
    """aliexpress.trade.seller.order.acceptcancel and refusecancel."""
    asked = call.packed("param_order_cancel_request")
    order = call.order(asked.get("order_id"))
    if order is None or asked.get("buyer_login_id") != order.customer.handle:
        return failed("ORDER_NOT_FOUND", "The order does not exist")
    if word(call, order) != IN_CANCEL:
        return failed("ORDER_STATUS_ERROR", "The order is not waiting for a cancellation")
    order.cancel_asked = None
    if accept:
        order.plan = replace(order.plan, cancelled=call.now, shipped=None, moving=None, delivered=None)
    case = call.world.case_of(order, "cancel")
    if case is not None:
        case.state, case.changed = "CLOSED", call.now
    call.books.touched[order.id] = call.now
    return done()


def services(call: Call) -> Body:
    """aliexpress.logistics.redefining.listlogisticsservice."""
    listed: list[Json] = list(SERVICES)
    return {"result_success": True, "result_list": listed}


def fulfil(call: Call) -> Body:
    """aliexpress.solution.order.fulfill."""
    given = call.given
    order = call.order(given.get("out_ref"))
    service = next((one for one in SERVICES if one["service_name"] == given.get("service_name")), None)
    tracking = given.get("logistics_no", "")
    if order is None or service is None or given.get("send_type") not in ("all", "part"):
        return {
            "result_success": False,
            "error_code": "PARAM_ERROR",
            "error_message": "Order or service is unknown",
        }
    if not re.fullmatch(str(service["tracking_no_regex"]), tracking):
        return {
            "result_success": False,
            "error_code": "TRACKING_ERROR",
            "error_message": "Invalid tracking number",
        }
    if word(call, order) not in ("WAIT_SELLER_SEND_GOODS", "SELLER_PART_SEND_GOODS"):
        return {
            "result_success": False,
            "error_code": "STATUS_ERROR",
            "error_message": "Nothing is left to send",
        }
    order.plan = replace(order.plan, shipped=call.now, moving=None, delivered=None)
    order.carrier, order.tracking = str(service["display_name"]), tracking
    call.books.touched[order.id] = call.now
    return {"result_success": True, "error_code": None, "error_message": None}
