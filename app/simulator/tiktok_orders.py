"""TikTok Shop's orders (202309, 202507): searched by change or purchase, fetched by number, addresses masked."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from app.simulator.sites import amount
from app.simulator.tiktok_messages import product_number
from app.simulator.tiktok_words import TikTokCall, fault, page, seconds, told, within
from app.simulator.trade import Customer, Line, Order
from app.simulator.wire import Json, Response

STATUS = {
    "placed": "UNPAID",
    "paid": "AWAITING_SHIPMENT",
    "shipped": "AWAITING_COLLECTION",
    "moving": "IN_TRANSIT",
    "delivered": "DELIVERED",
    "cancelled": "CANCELLED",
}
PARCELS = {"shipped": "PROCESSING", "moving": "FULFILLING", "delivered": "COMPLETED"}
SORTS = ("create_time", "update_time")
OPTION = "7091146663229654785"
CARRIERS = {"DHL": "6617675021119438849", "RoyalMail": "7117858858072016685", "USPS": "7117858858072016686"}
"""the carriers of the practice TikTok Shop and their numbers"""


def package_number(order: Order) -> str:
    """The package that TikTok makes of an order."""
    return f"115{int(hashlib.sha256(order.id.encode()).hexdigest()[:14], 16) % 10**15:015d}"


def piece_number(line: Line, piece: int) -> str:
    """Every piece has a number of its own."""
    return f"57{line.id[:14]:0>14}{piece:02d}"


def masked(words: str) -> str:
    """A name or number as TikTok shows it where it ships by itself."""
    return words[:1] + "***" if words else ""


def address(buyer: Customer) -> dict[str, Json]:
    """recipient_address."""
    districts: list[Json] = [
        {"address_level": "L0", "address_level_name": "country", "address_name": buyer.country},
        {"address_level": "L1", "address_level_name": "state", "address_name": ""},
        {"address_level": "L2", "address_level_name": "city", "address_name": buyer.city},
    ]
    street = masked(buyer.street)
    return {
        "full_address": f"{street}, {buyer.city}, {buyer.country}",
        "phone_number": "(+44)78*****12",
        "name": " ".join(masked(word) for word in buyer.name.split()),
        "first_name": masked(buyer.name),
        "last_name": "",
        "address_detail": street,
        "address_line1": street,
        "address_line2": "",
        "address_line3": "",
        "address_line4": "",
        "district_info": districts,
        "postal_code": buyer.postcode,
        "region_code": buyer.country,
    }


def pieces(call: TikTokCall, order: Order, line: Line) -> list[Json]:
    """One line a piece."""
    stage, shop = order.stage(call.now), order.shop
    left = stage in PARCELS
    parcel: dict[str, Json] = (
        {"tracking_number": order.tracking, "shipping_provider_name": order.carrier} if left else {}
    )
    row: dict[str, Json] = {
        "product_id": product_number(line.product),
        "product_name": line.product.title(shop.site.language),
        "sku_id": f"2729{line.product.item_id}",
        "sku_name": "",
        "seller_sku": line.product.sku,
        "sku_image": f"{call.media}/media/p/{line.product.key}.png",
        "sale_price": amount(line.price, order.currency),
        "original_price": amount(line.price, order.currency),
        "currency": order.currency,
        "display_status": STATUS[stage],
        "package_id": package_number(order),
        "package_status": PARCELS.get(stage, "TO_FULFILL"),
        "is_gift": False,
        **parcel,
    }
    return [{"id": piece_number(line, piece), **row} for piece in range(line.quantity)]


def described(call: TikTokCall, order: Order) -> dict[str, Json]:
    """One order as both versions tell it."""
    now, plan, stage = call.now, order.plan, order.stage(call.now)
    value: dict[str, Json] = {
        "id": order.id,
        "status": STATUS[stage],
        "user_id": order.customer.handle,
        "buyer_email": f"v{order.customer.handle[-8:]}@scs2.tiktok.com",
        "buyer_message": order.note,
        "create_time": seconds(plan.created),
        "update_time": seconds(order.changed(now)),
        "shipping_type": "TIKTOK",
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "delivery_option_id": OPTION,
        "delivery_option_name": "Standard Shipping",
        "is_cod": False,
        "is_buyer_request_cancel": order.cancel_asked is not None and order.cancel_asked <= now,
        "payment": payment(order),
        "line_items": [piece for line in order.lines for piece in pieces(call, order, line)],
        "packages": [{"id": package_number(order)}],
        "rts_sla_time": seconds(plan.ship_by),
        "tts_sla_time": seconds(plan.ship_by + timedelta(days=1)),
        "delivery_sla_time": seconds(plan.due),
    }
    if stage != "placed":
        value |= {"paid_time": seconds(plan.paid), "recipient_address": address(order.customer)}
    if stage in PARCELS and plan.shipped is not None:
        value |= {
            "rts_time": seconds(plan.shipped),
            "tracking_number": order.tracking,
            "shipping_provider": order.carrier,
        }
    return value


def payment(order: Order) -> dict[str, Json]:
    """What was paid; amounts are texts."""
    return {
        "currency": order.currency,
        "sub_total": amount(order.goods, order.currency),
        "shipping_fee": amount(order.postage, order.currency),
        "total_amount": amount(order.total, order.currency),
        "tax": "0",
    }


def mine(call: TikTokCall) -> list[Order]:
    """The shop's orders so far."""
    return [one for one in call.world.orders_of([call.shop]) if one.plan.created <= call.now]


def search(call: TikTokCall, _: str) -> Response:
    """POST orders/search."""
    ask, body = call.request.one, call.body
    by = ask("sort_field") or "create_time"
    found = [one for one in mine(call) if wanted(call, one)]
    found.sort(key=lambda one: (moment(one, by, call.now), one.id), reverse=ask("sort_order") != "ASC")
    cut = page(call, found, 1, 100)
    if cut is None or by not in SORTS or call.request.json() is None or not isinstance(body, dict):
        return fault(36009022 if call.request.json() is None else 25001001)
    rows: list[Json] = [described(call, one) for one in cut[0]]
    return told({"next_page_token": cut[1], "total_count": len(found), "orders": rows}, by)


def moment(order: Order, by: str, now: datetime) -> datetime:
    """What orders are sorted by."""
    return order.plan.created if by == "create_time" else order.changed(now)


def wanted(call: TikTokCall, order: Order) -> bool:
    """Whether every filter lets an order through."""
    body = call.body
    if body.get("order_status") not in (None, STATUS[order.stage(call.now)]):
        return False
    if body.get("buyer_user_id") not in (None, order.customer.handle):
        return False
    return within(order.plan.created, body, "create_time") and within(
        order.changed(call.now), body, "update_time"
    )


def by_number(call: TikTokCall, _: str) -> Response:
    """GET orders?ids=."""
    numbers = call.request.listed("ids")
    if not 1 <= len(numbers) <= 50:
        return fault(25001001)
    rows: list[Json] = [described(call, one) for one in mine(call) if one.id in numbers]
    return told({"orders": rows}, ",".join(numbers))
