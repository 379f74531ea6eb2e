"""Orders as handlers see them."""

from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.values import CustomerId, OrderId, ShopId
from app.store.rows import find_row
from app.store.schema import orders
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """What a handler needs of an order."""

    id: OrderId
    shop_id: ShopId
    remote_key: str
    customer_id: CustomerId | None
    buyer_name: str
    buyer_keys: tuple[str, ...]
    country: str


def load_order(work: Work, wanted: OrderId) -> OrderRecord:
    """One order. Raises Problem `order_gone`."""
    row = find_row(work, orders, {"id": wanted})
    if row is None:
        raise Problem("order_gone")
    return OrderRecord(
        wanted, ShopId(row["shop_id"]), row["remote_key"], row["customer_id"], row["buyer_name"],
        tuple(row["buyer_keys"]), row["country"],
    )  # fmt: skip
