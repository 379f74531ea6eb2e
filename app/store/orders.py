"""Orders as handlers see them, and the numbers by which people look for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from app.domain.errors import Problem
from app.domain.segment import SHORTEST_SUFFIX, identifier_key
from app.domain.values import CustomerId, OrderId, ShopId
from app.store.rows import find_row
from app.store.schema import identifier, orders
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


def put_identifiers(work: Work, owner: UUID, named: Iterable[tuple[str, str]]) -> None:
    """Makes an order findable by its numbers: (kind, number) with kind order, tracking or sku; old ones go.

    Kind `conversation` stands for an order number that is known only from the conversation `owner`.
    """
    if not work.is_desk:
        return
    rows = {(identifier_key(number), kind) for kind, number in named}
    work.connection.execute(delete(identifier).where(identifier.c.order_id == owner))
    values = [
        {"reversed": key, "kind": kind, "order_id": owner}
        for key, kind in sorted(rows)
        if len(key) >= SHORTEST_SUFFIX
    ]
    if values:
        work.connection.execute(insert(identifier).on_conflict_do_nothing(), values)
