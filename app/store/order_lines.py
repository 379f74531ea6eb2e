"""Orders that are told by one of their lines: in a case, some platforms name only what was bought in which deal."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from app.store.schema import order_line, orders
from app.store.statements import ask

_BY_LINE = (
    select(orders.c.remote_key, order_line.c.item_ref, order_line.c.line_key)
    .select_from(orders.join(order_line, order_line.c.order_id == orders.c.id))
    .where(
        orders.c.shop_id == bindparam("shop"),
        order_line.c.item_ref.in_(bindparam("items", expanding=True)),
        order_line.c.line_key.in_(bindparam("lines", expanding=True)),
    )
)


def orders_of_lines(connection: Connection, shop: UUID, names: Collection[str]) -> set[str]:
    """The numbers of orders of which only a line is named, as `item-line`."""
    parts = [(item, line) for item, dash, line in (name.partition("-") for name in names) if dash]
    if not parts:
        return set()
    items, lines = (sorted(set(one)) for one in zip(*parts, strict=True))
    rows = ask(connection, _BY_LINE, shop=shop, items=items, lines=lines)
    return {key for key, item, line in rows if f"{item}-{line}" in names}
