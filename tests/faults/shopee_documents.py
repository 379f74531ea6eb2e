"""Shopee's answers for the fuzzer: chats, orders and returns, and how a connector reads them."""

from random import Random

from app.connectors.reading import Fields, rows
from app.connectors.shopee.cases import return_of
from app.connectors.shopee.messages import items_of
from app.connectors.shopee.orders import cancellations, order_of
from tests.faults.documents import Value
from tests.faults.payloads import WORDS

TALK = {"conversation_id": "60712345678901234", "to_id": "1170319091", "to_name": "buyer"}
KINDS = ("text", "image", "sticker", "item", "order", "video", "notification", "bundle_message")


def messages(random: Random, marker: str) -> Value:
    """A page of a conversation."""
    listed: list[Value] = [_message(random, marker, number) for number in range(random.randrange(1, 4))]
    return {"messages": listed}


def _message(random: Random, marker: str, number: int) -> Value:
    content: dict[str, Value] = {
        "text": f"{random.choice(WORDS)} {marker}", "url": "abc", "item_id": 77, "order_sn": "2404098R48U37H",
        "sticker_id": "1", "sticker_package_id": "2", "video_url": "v", "thumb_url": "t", "duration_seconds": 9,
    }  # fmt: skip
    return {
        "message_id": f"23027489484931239{number}", "message_type": random.choice(KINDS), "from_id": 1,
        "from_shop_id": random.choice((14701711, 9)), "to_id": 2, "created_timestamp": 1_700_000_000, "region": "VN",
        "status": random.choice(("normal", "blocked", "auto_reply")), "content": content,
        "source_content": {"order_sn": "2404098R48U37H", "item_id": 0},
    }  # fmt: skip


def orders(random: Random, marker: str) -> Value:
    """The details of some orders."""
    listed: list[Value] = [_order(random, marker, number) for number in range(random.randrange(1, 4))]
    return {"order_list": listed}


def _order(random: Random, marker: str, number: int) -> Value:
    line: Value = {
        "item_id": 2600144043, "item_name": random.choice(WORDS), "model_id": 0, "model_quantity_purchased": 1,
        "model_discounted_price": 10.5, "image_info": {"image_url": "https://cf.shopee.sg/file/x"},
    }  # fmt: skip
    return {
        "order_sn": f"201218V2Y6E59{number}", "region": "MY", "currency": "MYR", "total_amount": 1004.0,
        "order_status": random.choice(("IN_CANCEL", "SHIPPED", "CANCELLED")), "create_time": 1_607_930_885,
        "update_time": 1_608_134_691, "message_to_seller": marker, "buyer_user_id": 9193214, "buyer_username": "tom",
        "recipient_address": {"name": random.choice(WORDS), "city": "Ipoh", "region": "MY"}, "item_list": [line],
        "package_list": [{"package_number": "OFG1", "logistics_status": "LOGISTICS_PICKUP_DONE"}],
    }  # fmt: skip


def returns(random: Random, marker: str) -> Value:
    """A page of returns."""
    listed: list[Value] = [
        {
            "return_sn": f"20020317185{number}", "order_sn": "200203C6W0AR27", "reason": marker, "currency": "SGD",
            "refund_amount": 13.97, "create_time": 1_655_205_084, "due_date": 1_655_377_883, "needs_logistics": True,
            "status": random.choice(("REQUESTED", "CLOSED", "JUDGING")), "return_seller_due_date": 1_655_438_205,
        }
        for number in range(random.randrange(1, 4))
    ]  # fmt: skip
    return {"return": listed}


def read_messages(answer: Fields) -> list[object]:
    """A conversation's messages and what became of ours."""
    return [item for row in rows(answer, "messages") for item in items_of(row, TALK, "14701711", "VN")]


def read_orders(answer: Fields) -> list[object]:
    """Orders and wishes to cancel."""
    listed = rows(answer, "order_list")
    cases, _ = cancellations(listed, [])
    return [*(order_of(row, {}) or row for row in listed), *cases]


def read_returns(answer: Fields) -> list[object]:
    """Returns."""
    return [return_of(row) or row for row in rows(answer, "return")]
