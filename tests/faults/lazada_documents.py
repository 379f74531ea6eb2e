"""Lazada's answers grown from a seed: messages with JSON inside JSON, orders with pieces, reverse orders."""

import json
from collections.abc import Sequence
from random import Random

from app.connectors.lazada.cases import case_of
from app.connectors.lazada.messages import items_of
from app.connectors.lazada.orders import order_of
from app.connectors.reading import Fields, rows, sub
from tests.faults.payloads import WORDS

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


def messages(random: Random, marker: str) -> Value:
    """One page of a session."""
    listed: list[Value] = [
        _message(random, f"{random.choice(WORDS)} {marker}", number) for number in range(3)
    ]
    return {"code": "0", "data": {"session_id": "1_2_3_1_103", "title": "A", "message_list": listed}}


def _message(random: Random, words: str, number: int) -> Value:
    template = random.choice((1, "1", 4, 10015))
    content: dict[str, Value] = {"txt": words, "itemId": 5, "title": "t", "activeContent": words}
    return {
        "message_id": str(number),
        "content": json.dumps(content),
        "from_account_type": random.choice((1, 2, "1")),
        "send_time": random.choice((1700000000000, "1700000000000")),
        "template_id": template,
        "type": 1,
        "status": random.choice((0, "1")),
        "auto_reply": random.choice((True, "false")),
        "process_msg": random.choice(("", "not sent")),
    }


def orders(random: Random, marker: str) -> Value:
    """One page of orders with the items of each."""
    piece: dict[str, Value] = {
        "order_item_id": 7, "sku_id": "9", "name": random.choice(WORDS), "item_price": "10.00", "currency": "SGD",
        "status": random.choice(("pending", "shipped", "NEW_WORD")), "sla_time_stamp": "1700000000000",
        "package_id": "FP1", "tracking_code": "T",
    }  # fmt: skip
    order: dict[str, Value] = {
        "order_id": random.randrange(10**14, 10**15), "created_at": "2026-03-02 22:44:30 +0800",
        "updated_at": "2026-03-02T22:44:30+08:00", "price": "10.00", "shipping_fee": 1, "voucher": "0.00",
        "buyer_note": marker, "address_shipping": {"address1": "x", "city": "y"},
    }  # fmt: skip
    return {"data": {"orders": [order], "order_items": [piece, piece]}}


def cases(random: Random, marker: str) -> Value:
    """One page of reverse orders."""
    line: dict[str, Value] = {
        "reverse_status": random.choice(("REQUEST_INITIATE", "NEW_WORD")), "refund_amount": "1000",
        "reason_text": marker, "sla": 1700000000000, "return_order_line_gmt_create": "1700000000000",
    }  # fmt: skip
    case: dict[str, Value] = {
        "reverse_order_id": 1, "trade_order_id": 2, "request_type": "RETURN", "reverse_order_lines": [line],
    }  # fmt: skip
    return {"result": {"success": True, "items": [case]}}


def read_messages(answer: Fields) -> Sequence[object]:
    """As the wish reads them."""
    data = sub(answer, "data")
    return [item for row in rows(data, "message_list") for item in items_of(row, data, "SG", old=False)]


def read_orders(answer: Fields) -> Sequence[object]:
    """As the order streams read them."""
    data = sub(answer, "data")
    return [order_of(row, rows(data, "order_items"), "SG") or row for row in rows(data, "orders")]


def read_cases(answer: Fields) -> Sequence[object]:
    """As the case streams read them."""
    return [case_of(row, "SG") or row for row in rows(sub(answer, "result"), "items")]
