"""Orders as cards: lines with pictures, parcels, returns and claims."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.domain.orders import AfterSale, AfterSaleKind, OrderLine, OrderStatus, Recipient, Shipment
from app.domain.readmodels import OrderCard
from app.domain.values import ConversationId, Money, OrderId, ShopId
from app.store.inbox_rows import moment
from app.store.micros import from_micros
from app.store.reading import ReadConnection


def cards(connection: ReadConnection, orders: Sequence[tuple[bytes, bool]]) -> tuple[OrderCard, ...]:
    """Cards of (order, attached by hand), in the given order."""
    found = (_card(connection, order, by_hand) for order, by_hand in orders)
    return tuple(card for card in found if card is not None)


def _card(connection: ReadConnection, order: bytes, by_hand: bool) -> OrderCard | None:
    row = connection.execute(
        """SELECT o.remote_key, s.channel, o.status, o.remote_status, o.placed_at, o.updated_at, o.total_minor,
             o.currency, o.recipient, o.ship_by, o.deliver_by, o.url, o.buyer_note, o.shop_id,
             (SELECT c.id FROM conversation c WHERE c.customer_id = o.customer_id AND c.shop_id = o.shop_id
                AND c.merged_into IS NULL ORDER BY c.last_n DESC LIMIT 1), s.title
           FROM orders o JOIN shop s ON s.id = o.shop_id WHERE o.id = ?""",
        (order,),
    ).fetchone()
    if row is None:
        return None
    lines, pictures = _lines(connection, order, row[13])
    names = [row[0], *(f"{line.item_ref}-{line.line_id}" for line in lines)]
    return OrderCard(
        id=OrderId(UUID(bytes=order)), shop=ShopId(UUID(bytes=row[13])), shop_title=row[15], channel=row[1],
        remote_key=row[0], status=OrderStatus(row[2]), remote_status=row[3],
        placed_at=from_micros(row[4]), updated_at=from_micros(row[5]),
        total=_money(row[6], row[7]), recipient=_recipient(row[8]), lines=lines, pictures=pictures,
        shipments=_shipments(connection, order), after_sales=_after_sales(connection, row[13], names),
        ship_by=moment(row[9]), deliver_by=moment(row[10]), url=row[11], buyer_note=row[12],
        attached_by_hand=by_hand, talk=ConversationId(UUID(bytes=row[14])) if row[14] else None,
    )  # fmt: skip


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _recipient(stored: str) -> Recipient:
    known = json.loads(stored)
    return Recipient(**{**known, "lines": tuple(known.get("lines", ()))})


def _lines(
    connection: ReadConnection, order: bytes, shop: bytes
) -> tuple[tuple[OrderLine, ...], tuple[str, ...]]:
    rows: list[Any] = connection.execute(
        """SELECT l.line_key, l.sku, l.item_ref, l.title, l.quantity, l.price_minor, l.currency, l.picture,
             COALESCE(p.blob_key, ''), COALESCE(NULLIF(l.picture, ''), p.url, '')
           FROM order_line l LEFT JOIN picture p ON p.shop_id = ? AND p.item_ref = l.item_ref
           WHERE l.order_id = ? ORDER BY l.position""",
        (shop, order),
    ).fetchall()
    lines = tuple(
        OrderLine(row[0], row[1], row[2], row[3], row[4], _money(row[5], row[6]), row[9]) for row in rows
    )
    return lines, tuple(row[8] for row in rows)


def _shipments(connection: ReadConnection, order: bytes) -> tuple[Shipment, ...]:
    rows = connection.execute(
        """SELECT remote_key, carrier, tracking, status, shipped_at, last_event, last_event_at, tracking_url
           FROM shipment WHERE order_id = ? ORDER BY COALESCE(shipped_at, 0), remote_key""",
        (order,),
    )
    return tuple(
        Shipment(row[0], row[1], row[2], OrderStatus(row[3]), moment(row[4]), row[5], moment(row[6]), row[7])
        for row in rows
    )


def _after_sales(connection: ReadConnection, shop: bytes, names: Sequence[str]) -> tuple[AfterSale, ...]:
    """What names the order by its number, or one of its lines."""
    marks = ",".join("?" * len(names))
    rows = connection.execute(
        f"""SELECT kind, remote_key, order_key, state, open, reason, due, opened_at, amount_minor, currency
           FROM after_sale WHERE shop_id = ? AND order_key IN ({marks})
           ORDER BY open DESC, COALESCE(opened_at, 0), remote_key""",
        (shop, *names),
    )
    return tuple(
        AfterSale(
            AfterSaleKind(row[0]), row[1], row[2], row[3], bool(row[4]), row[5], moment(row[6]), moment(row[7]),
            _money(row[8], row[9]),
        )
        for row in rows
    )  # fmt: skip
