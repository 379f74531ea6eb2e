"""Lazada's fulfilment: packing makes a parcel with a number of Lazada's own, ready-to-ship calls the carrier."""

from __future__ import annotations

import json
from dataclasses import replace

from app.simulator.lazada_orders import pieces
from app.simulator.lazada_words import LazadaCall, fine, refuse, wrapped
from app.simulator.trade import Order
from app.simulator.wire import Json, Response

CANCEL_REASONS = (("15", "Out of stock"), ("21", "Wrong price"))


def _body(call: LazadaCall, name: str) -> dict[str, Json]:
    try:
        value = json.loads(call.one(name))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _order(call: LazadaCall, number: Json) -> Order | None:
    order = call.world.orders.get(str(number))
    return order if order is not None and order.shop is call.shop else None


def providers(call: LazadaCall) -> Response:
    """GET /order/shipment/providers/get."""
    if not _body(call, "getShipmentProvidersReq").get("orders"):
        return refuse("700017", "param can't be null")
    found: list[Json] = [{"name": "Transit warehouse Dongguan", "provider_code": "FM49"}]
    return wrapped({"platform_default": 0, "shipment_providers": found, "shipping_allocate_type": "NTFS"})


def pack(call: LazadaCall) -> Response:
    """POST /order/fulfill/pack: success says nothing about the single pieces."""
    body = _body(call, "packReq")
    wanted = body.get("pack_order_list")
    if body.get("delivery_type") != "dropship" or not isinstance(wanted, list) or not wanted:
        return refuse("700004", "param illegal")
    found: list[Json] = [_packed(call, one) for one in wanted if isinstance(one, dict)]
    return wrapped({"pack_order_list": found})


def _packed(call: LazadaCall, one: dict[str, Json]) -> Json:
    order, listed = _order(call, one.get("order_id")), one.get("order_item_list")
    known = {piece for piece, _ in pieces(order)} if order else set()
    rows: list[Json] = []
    for piece in listed if isinstance(listed, list) else []:
        number = str(piece)
        if order is None or number not in known:
            rows.append(_failed(number, "700025", "order item not found"))
        elif order.stage(call.now) != "paid" or number in call.ledger.parcels:
            rows.append(_failed(number, "700026", "item current status not allow to pack"))
        else:
            package = call.ledger.parcels[number] = f"FP{order.id}"
            rows.append(
                {
                    "order_item_id": int(number), "item_err_code": "0", "msg": "success", "retry": False,
                    "tracking_number": order.tracking, "shipment_provider": order.carrier, "package_id": package,
                }
            )  # fmt: skip
    return {"order_id": one.get("order_id"), "order_item_list": rows}


def _failed(piece: str, code: str, why: str) -> Json:
    return {
        "order_item_id": int(piece) if piece.isdigit() else 0,
        "item_err_code": code,
        "msg": why,
        "retry": False,
    }


def ready(call: LazadaCall) -> Response:
    """POST /order/package/rts."""
    wanted = _body(call, "readyToShipReq").get("packages")
    if not isinstance(wanted, list) or not wanted:
        return refuse("700017", "param can't be null")
    rows: list[Json] = []
    for one in wanted:
        package = str(one.get("package_id")) if isinstance(one, dict) else ""
        known = package in call.ledger.parcels.values() and package not in call.ledger.ready
        if known:
            call.ledger.ready.add(package)
        why = "success" if known else "current package status not allow to operation"
        rows.append({"package_id": package, "item_err_code": "0" if known else "700000", "msg": why})
    return wrapped({"packages": rows})


def may_cancel(call: LazadaCall) -> Response:
    """GET /order/reverse/cancel/validate: the reasons for this order."""
    if _order(call, call.one("order_id")) is None:
        return refuse("122", "E0122: invalid trade order")
    found: list[Json] = [{"reason_id": key, "reason_name": words} for key, words in CANCEL_REASONS]
    return fine({"tip_type": "warn", "tip_content": "", "reason_options": found})


def cancel(call: LazadaCall) -> Response:
    """GET /order/reverse/cancel/create: the whole order here, whichever pieces are named."""
    order = _order(call, call.one("order_id"))
    if order is None:
        return refuse("122", "E0122: invalid trade order")
    if call.one("reason_id") not in dict(CANCEL_REASONS):
        return refuse("104", "E0104: reason is empty or invalid")
    if order.stage(call.now) != "paid":
        return fine({"tip_type": "error", "tip_content": "The order can no longer be cancelled"})
    order.plan = replace(order.plan, cancelled=call.now)
    return fine({"tip_type": "warn", "tip_content": ""})
