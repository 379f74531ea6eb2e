"""Lazada's orders: a list without items, the items piece by piece, and the seller himself."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

from app.simulator.lazada_words import LazadaCall, fine, millis, refuse
from app.simulator.sites import amount
from app.simulator.stamps import parse
from app.simulator.trade import Line, Order
from app.simulator.wire import Json, Response

ZONES = {"SG": 8, "MY": 8, "PH": 8, "TH": 7, "VN": 7, "ID": 7}
STATES = {
    "placed": "unpaid",
    "paid": "pending",
    "shipped": "shipped",
    "moving": "shipped",
    "delivered": "delivered",
    "cancelled": "canceled",
}
OFFSET_MAX, LIMIT_MAX, ITEMS_MAX = 5_000, 100, 50


def iso(moment: datetime, country: str) -> str:
    """2026-02-09T22:44:30+08:00: the country's own time."""
    return moment.astimezone(timezone(timedelta(hours=ZONES[country]))).isoformat(timespec="seconds")


def pieces(order: Order) -> list[tuple[str, Line]]:
    """Every piece of an order with a number of its own."""
    return [(f"{line.id}{number}", line) for line in order.lines for number in range(line.quantity)]


def state_of(call: LazadaCall, order: Order, piece: str) -> str:
    """A piece's status."""
    stage = order.stage(call.now)
    package = call.ledger.parcels.get(piece)
    if stage == "paid" and package:
        return "ready_to_ship" if package in call.ledger.ready else "packed"
    return STATES[stage]


def order_row(call: LazadaCall, order: Order) -> dict[str, Json]:
    """An order as the list shows it: no currency, no items."""
    country, buyer = order.shop.site.country, order.customer
    address: dict[str, Json] = {
        "first_name": buyer.name, "last_name": "", "phone": "65********17", "phone2": "",
        "address1": buyer.street, "address2": "", "address3": "", "address4": buyer.city, "address5": "",
        "city": buyer.city, "country": order.shop.site.name, "post_code": buyer.postcode,
        "addressDsitrict": "",
    }  # fmt: skip
    states: list[Json] = list(dict.fromkeys(state_of(call, order, piece) for piece, _ in pieces(order)))
    return {
        "order_id": int(order.id),
        "order_number": int(order.id),
        "statuses": states,
        "price": amount(order.goods, order.currency),
        "shipping_fee": amount(order.postage, order.currency),
        "voucher": "0.00",
        "items_count": len(pieces(order)),
        "payment_method": "MIXEDCARD",
        "customer_first_name": buyer.name,
        "customer_last_name": "",
        "address_shipping": address,
        "address_billing": address,
        "created_at": iso(order.plan.created, country),
        "updated_at": iso(order.changed(call.now), country),
        "promised_shipping_times": "",
        "remarks": "",
        "buyer_note": order.note,
        "need_cancel_confirm": order.cancel_asked is not None and order.stage(call.now) != "cancelled",
        "is_cancel_pending": "false",
        "warehouse_code": "dropshipping",
    }


def item_row(call: LazadaCall, order: Order, piece: str, line: Line) -> dict[str, Json]:
    """One piece: there is no quantity. Its times are milliseconds, unlike the order's."""
    package, left = call.ledger.parcels.get(piece, ""), order.plan.shipped
    gone = left is not None and left <= call.now
    return {
        "order_item_id": int(piece),
        "order_id": int(order.id),
        "name": line.product.title(order.shop.site.language),
        "sku": line.product.sku,
        "shop_sku": f"{line.product.item_id}_{order.shop.site.country}",
        "sku_id": line.product.item_id,
        "variation": "",
        "product_main_image": f"{call.media}/media/p/{line.product.key}.png",
        "product_detail_url": f"https://www.{order.shop.site.domain}/products/i{line.product.item_id}.html",
        "status": state_of(call, order, piece),
        "item_price": amount(line.price, order.currency),
        "paid_price": amount(line.price, order.currency),
        "currency": order.currency,
        "tracking_code": order.tracking if gone or package else "",
        "shipment_provider": order.carrier if gone or package else "",
        "package_id": package or (f"FP{order.id}" if gone else ""),
        "sla_time_stamp": iso(order.plan.ship_by, order.shop.site.country),
        "buyer_id": order.customer.handle,
        "reason": "",
        "created_at": str(millis(order.plan.created)),
        "updated_at": str(millis(order.changed(call.now))),
    }


def _moment(call: LazadaCall, name: str) -> datetime | Response | None:
    raw = call.one(name)
    if not raw:
        return None
    found = parse(raw)
    return found if found is not None else refuse("17", "E017: Invalid Date Format")


def orders(call: LazadaCall) -> Response:
    """GET /orders/get: created_after or update_after must be there."""
    bounds: dict[str, datetime | None] = {}
    for name in ("created_after", "created_before", "update_after", "update_before"):
        moment = _moment(call, name)
        if isinstance(moment, Response):
            return moment
        bounds[name] = moment
    if bounds["created_after"] is None and bounds["update_after"] is None:
        return refuse("36", "E036: created_after or update_after is mandatory")
    offset, limit = call.number("offset") or 0, call.number("limit") or 100
    if offset > OFFSET_MAX:
        return refuse("14", "E014: Invalid Offset")
    if not 1 <= limit <= LIMIT_MAX:
        return refuse("19", "E019: Invalid Limit")
    found = [order for order in call.world.orders_of([call.shop]) if _inside(call, order, bounds)]
    newest = call.one("sort_direction") == "DESC"
    if call.one("sort_by") == "updated_at":
        found.sort(key=lambda order: (order.changed(call.now), order.id), reverse=newest)
    else:
        found.sort(key=lambda order: (order.plan.created, order.id), reverse=newest)
    shown: list[Json] = [order_row(call, order) for order in found[offset : offset + limit]]
    return fine({"count": len(shown), "countTotal": len(found), "orders": shown})


def _inside(call: LazadaCall, order: Order, bounds: dict[str, datetime | None]) -> bool:
    """Whole seconds, as the answers write them."""
    if order.plan.created > call.now:
        return False
    created = order.plan.created.replace(microsecond=0)
    updated = order.changed(call.now).replace(microsecond=0)
    pairs = (
        (bounds["created_after"], created), (created, bounds["created_before"]),
        (bounds["update_after"], updated), (updated, bounds["update_before"]),
    )  # fmt: skip
    return all(low is None or high is None or low <= high for low, high in pairs)


def _one(call: LazadaCall, number: str) -> Order | None:
    order = call.world.orders.get(number)
    return order if order and order.shop is call.shop and order.plan.created <= call.now else None


def order(call: LazadaCall) -> Response:
    """GET /order/get."""
    found = _one(call, call.one("order_id"))
    return fine(order_row(call, found)) if found else refuse("16", "E016: Invalid Order ID")


def items(call: LazadaCall) -> Response:
    """GET /order/items/get."""
    found = _one(call, call.one("order_id"))
    if found is None:
        return refuse("16", "E016: Invalid Order ID")
    return fine([item_row(call, found, piece, line) for piece, line in pieces(found)])


def many_items(call: LazadaCall) -> Response:
    """GET /orders/items/get: at most fifty orders."""
    try:
        wanted = json.loads(call.one("order_ids"))
    except ValueError:
        wanted = None
    if not isinstance(wanted, list) or not all(isinstance(one, int) for one in wanted):
        return refuse("56", "E056: Invalid OrdersIdList format")
    if len(wanted) > ITEMS_MAX:
        return refuse("38", "E038: Too many orders were requested")
    found = [order for one in wanted if (order := _one(call, str(one))) is not None]
    if not found:
        return refuse("39", "E039: No orders were found")
    rows: list[Json] = []
    for order in found:
        inside: list[Json] = [item_row(call, order, piece, line) for piece, line in pieces(order)]
        rows.append({"order_id": int(order.id), "order_number": int(order.id), "order_items": inside})
    return fine(rows)


def seller(call: LazadaCall) -> Response:
    """GET /seller/get."""
    shop = call.shop
    return fine(
        {
            "name": shop.store,
            "name_company": shop.store,
            "seller_id": int(shop.seller),
            "short_code": f"{shop.site.country}7NQ2",
            "logo_url": "",
            "email": "seller@northshore.example",
            "cb": True,
            "location": "",
            "status": "ACTIVE",
            "verified": True,
            "marketplaceEaseMode": False,
        }
    )
