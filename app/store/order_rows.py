"""Orders as channels report them, written a page at a time, and the ties between orders and conversations."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select, update

from app.domain.orders import OrderSnapshot
from app.domain.segment import SHORTEST_SUFFIX, identifier_key
from app.store.ingest import Row, add_missing, add_or_replace, add_rows
from app.store.schema import (
    after_sale,
    conversation,
    conversation_order,
    identifier,
    order_line,
    orders,
    picture,
    shipment,
)
from app.store.statements import ask
from app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """What ingest needs of an order that is here already."""

    id: UUID
    customer_id: UUID | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A snapshot with our own id and the customer it belongs to."""

    id: UUID
    shop_id: UUID
    customer_id: UUID | None
    snapshot: OrderSnapshot


_STORED = select(orders.c.remote_key, orders.c.id, orders.c.customer_id, orders.c.updated_at).where(
    orders.c.shop_id == bindparam("shop"), orders.c.remote_key.in_(bindparam("keys", expanding=True))
)


def stored_orders(connection: Connection, shop: UUID, keys: Collection[str]) -> dict[str, StoredOrder]:
    """By order number."""
    if not keys:
        return {}
    rows = ask(connection, _STORED, shop=shop, keys=list(keys))
    return {key: StoredOrder(one, owner, at) for key, one, owner, at in rows}


def put_orders(work: Work, rows: Sequence[OrderRow]) -> None:
    """Replaces orders by newer snapshots, with their lines, parcels and numbers."""
    if not rows:
        return
    ids = [row.id for row in rows]
    add_or_replace(work.connection, orders, [_order(row) for row in rows], keep=("shop_id", "remote_key"))
    for table in (order_line, shipment):
        work.connection.execute(delete(table).where(table.c.order_id.in_(ids)))
    pictures = _pictures(work.connection, rows)
    add_rows(work.connection, order_line, [line for row in rows for line in _lines(row, pictures)])
    add_missing(work.connection, shipment, [parcel for row in rows for parcel in _parcels(row)])
    _put_identifiers(work, rows)


def _order(row: OrderRow) -> Row:
    order = row.snapshot
    to = order.recipient
    return {
        "id": row.id,
        "shop_id": row.shop_id,
        "remote_key": order.remote_key,
        "customer_id": row.customer_id,
        "status": order.status.value,
        "remote_status": order.remote_status,
        "placed_at": order.placed_at,
        "updated_at": order.updated_at,
        "buyer_name": order.buyer_name,
        "buyer_keys": list(order.buyer_keys),
        "total_minor": order.total.minor if order.total else None,
        "currency": order.total.currency if order.total else "",
        "recipient": {
            "name": to.name,
            "lines": list(to.lines),
            "city": to.city,
            "region": to.region,
            "postal_code": to.postal_code,
            "country": to.country,
            "phone": to.phone,
        },
        "ship_by": order.ship_by,
        "deliver_by": order.deliver_by,
        "country": order.country,
        "url": order.url,
        "buyer_note": order.buyer_note,
    }


def _lines(row: OrderRow, pictures: dict[str, str]) -> Iterable[Row]:
    for position, line in enumerate(row.snapshot.lines):
        yield {
            "order_id": row.id,
            "position": position,
            "line_key": line.line_id,
            "sku": line.sku,
            "item_ref": line.item_ref,
            "title": line.title,
            "quantity": line.quantity,
            "price_minor": line.price.minor if line.price else None,
            "currency": line.price.currency if line.price else "",
            "picture": line.picture or pictures.get(line.item_ref, ""),
        }


def _pictures(connection: Connection, rows: Sequence[OrderRow]) -> dict[str, str]:
    """Pictures already known for the items of these orders, of the one shop they belong to."""
    wanted = {
        line.item_ref for row in rows for line in row.snapshot.lines if line.item_ref and not line.picture
    }
    if not wanted:
        return {}
    known = connection.execute(
        select(picture.c.item_ref, picture.c.url).where(
            picture.c.shop_id == rows[0].shop_id, picture.c.item_ref.in_(wanted)
        )
    )
    return dict(known.all())


def _parcels(row: OrderRow) -> Iterable[Row]:
    for parcel in row.snapshot.shipments:
        yield {
            "order_id": row.id,
            "remote_key": parcel.remote_key,
            "carrier": parcel.carrier,
            "tracking": parcel.tracking,
            "tracking_url": parcel.tracking_url,
            "status": parcel.status.value,
            "shipped_at": parcel.shipped_at,
            "last_event": parcel.last_event,
            "last_event_at": parcel.last_event_at,
        }


def _put_identifiers(work: Work, rows: Sequence[OrderRow]) -> None:
    """Numbers by whose end an order is found."""
    if not work.is_desk:
        return
    named = {
        (identifier_key(number), kind, row.id)
        for row in rows
        for kind, number in (
            ("order", row.snapshot.remote_key),
            *(("sku", line.sku) for line in row.snapshot.lines),
            *(("tracking", parcel.tracking) for parcel in row.snapshot.shipments),
        )
    }
    work.connection.execute(delete(identifier).where(identifier.c.order_id.in_([row.id for row in rows])))
    name_owners(work, named)


def name_owners(work: Work, named: Collection[tuple[str, str, UUID]]) -> None:
    """Adds (backward number, kind, owner) rows; too short numbers find too much to be useful."""
    values = [
        {"reversed": key, "kind": kind, "order_id": owner}
        for key, kind, owner in sorted(named, key=str)
        if len(key) >= SHORTEST_SUFFIX
    ]
    if work.is_desk:
        add_missing(work.connection, identifier, values)


# --- ties -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bought:
    """An order of a customer and one product in it."""

    order_id: UUID
    remote_key: str
    customer_id: UUID
    item_ref: str


_BOUGHT = (
    select(orders.c.id, orders.c.remote_key, orders.c.customer_id, order_line.c.item_ref)
    .select_from(orders.outerjoin(order_line, order_line.c.order_id == orders.c.id))
    .where(
        orders.c.shop_id == bindparam("shop"),
        orders.c.customer_id.in_(bindparam("customers", expanding=True)),
    )
    .order_by(orders.c.placed_at.desc())
)


def bought_by(connection: Connection, shop: UUID, customers: Collection[UUID]) -> list[Bought]:
    """Everything some customers ordered in a shop, newest first."""
    if not customers:
        return []
    rows = ask(connection, _BOUGHT, shop=shop, customers=list(customers))
    return [Bought(one, key, owner, item or "") for one, key, owner, item in rows]


def about_orders(connection: Connection, shop: UUID, keys: Collection[str]) -> dict[str, list[UUID]]:
    """By order number: the conversations that name it."""
    found: dict[str, list[UUID]] = {}
    if keys:
        rows = connection.execute(
            select(conversation.c.order_key, conversation.c.id).where(
                conversation.c.shop_id == shop, conversation.c.order_key.in_(keys)
            )
        )
        for key, one in rows:
            found.setdefault(key, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that names no order."""

    id: UUID
    customer_id: UUID
    item_ref: str
    last_at: datetime


def without_order(connection: Connection, shop: UUID, customers: Collection[UUID]) -> list[Waiting]:
    """Some customers' conversations that name no order."""
    if not customers:
        return []
    rows = connection.execute(
        select(
            conversation.c.id, conversation.c.customer_id, conversation.c.item_ref, conversation.c.last_at
        ).where(
            conversation.c.shop_id == shop,
            conversation.c.customer_id.in_(customers),
            conversation.c.order_key == "",
        )
    )
    return [Waiting(one, owner, item, last) for one, owner, item, last in rows]


def tie(connection: Connection, ties: Collection[tuple[UUID, UUID]]) -> None:
    """Sets orders beside conversations: (conversation, order)."""
    add_missing(
        connection,
        conversation_order,
        [
            {"conversation_id": one, "order_id": order, "by_hand": False}
            for one, order in sorted(ties, key=str)
        ],
    )


def name_orders(connection: Connection, named: Sequence[tuple[UUID, str]]) -> None:
    """Gives conversations the number of the order they turned out to be about."""
    if named:
        connection.execute(
            update(conversation)
            .where(conversation.c.id == bindparam("own_id"))
            .values(order_key=bindparam("its")),
            [{"own_id": one, "its": key} for one, key in named],
        )


def put_after_sales(connection: Connection, rows: Sequence[Row]) -> None:
    """Returns, inquiries, cancellations, claims as the platform reports them now."""
    add_or_replace(connection, after_sale, rows)


def put_pictures(connection: Connection, shop: UUID, named: dict[str, str]) -> None:
    """Addresses of product pictures; lines that had none get them."""
    if not named:
        return
    rows = [{"shop_id": shop, "item_ref": item, "url": url, "blob_key": ""} for item, url in named.items()]
    add_missing(connection, picture, rows)
    mine = select(orders.c.id).where(orders.c.shop_id == shop)
    connection.execute(
        update(order_line)
        .where(
            order_line.c.item_ref == bindparam("its_ref"),
            order_line.c.picture == "",
            order_line.c.order_id.in_(mine),
        )
        .values(picture=bindparam("its_url")),
        [{"its_ref": item, "its_url": url} for item, url in named.items()],
    )
