"""Orders v0, confirmShipment: the seller says that a parcel has left (ordersV0.json). The same parcel again corrects
what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.simulator.amazon_search import error
from app.simulator.stamps import parse
from app.simulator.trade import Order, Shop
from app.simulator.wire import Json, Request, Response, empty
from app.simulator.world import World

NEEDED = ("packageReferenceId", "carrierCode", "trackingNumber", "shipDate", "orderItems")


class Parcels:
    """Which parcel of an order was told of."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.told: dict[str, str] = {}
        """parcel number by order"""

    def confirm(self, shops: list[Shop], request: Request, order_id: str, now: datetime) -> Response:
        """POST /orders/v0/orders/{orderId}/shipmentConfirmation."""
        order = self.world.orders.get(order_id)
        if order is None or order.shop not in shops:
            return error("NotFound", f"No order found for {order_id}.", 404)
        body = request.json() or {}
        parcel = body.get("packageDetail")
        if body.get("marketplaceId") != order.shop.site.marketplace or not isinstance(parcel, dict):
            return error("InvalidInput", "marketplaceId or packageDetail is not valid.", 400)
        if why := self._wrong(order, parcel, now):
            return error("InvalidInput", why, 400)
        self._send_off(order, parcel, now)
        return empty(204)

    def _wrong(self, order: Order, parcel: dict[str, Json], now: datetime) -> str:
        missing = [name for name in NEEDED if not parcel.get(name)]
        if missing:
            return f"{missing[0]} is required."
        number = str(parcel["packageReferenceId"])
        if not number.isdigit() or int(number) < 1:
            return "packageReferenceId must be a positive number."
        if parcel["carrierCode"] == "Other" and not parcel.get("carrierName"):
            return "carrierName is required for carrierCode Other."
        if parse(str(parcel["shipDate"])) is None:
            return "shipDate is not an ISO 8601 date-time."
        rows = parcel["orderItems"] if isinstance(parcel["orderItems"], list) else []
        pieces = {line.id: line.quantity for line in order.lines}
        if not rows or any(not isinstance(row, dict) or not self._fits(row, pieces) for row in rows):
            return "orderItems are not valid."
        stage, again = order.stage(now), self.told.get(order.id) == number
        return "" if stage in ("placed", "paid") or again else "The order was shipped or cancelled already."

    @staticmethod
    def _fits(row: dict[str, Json], pieces: dict[str, int]) -> bool:
        quantity = row.get("quantity")
        known = pieces.get(str(row.get("orderItemId")), 0)
        return isinstance(quantity, int) and 1 <= quantity <= known

    def _send_off(self, order: Order, parcel: dict[str, Json], now: datetime) -> None:
        self.told[order.id] = str(parcel["packageReferenceId"])
        order.carrier = str(parcel.get("carrierName") or parcel["carrierCode"])
        order.tracking = str(parcel["trackingNumber"])
        if order.stage(now) in ("placed", "paid"):
            order.plan = replace(order.plan, shipped=now, moving=None, delivered=None)
