"""Product pictures: which addresses still wait for their bytes."""

from dataclasses import dataclass

from sqlalchemy import select, update

from app.domain.shops import ShopState
from app.domain.values import OrderId, ShopId
from app.store.ingest import add_missing
from app.store.schema import order_line, orders, picture, shop
from app.store.unit_of_work import Work

GONE = "-"
"""stands for the blob key of a picture that could not be had; it is not asked for again"""


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture to fetch."""

    shop: ShopId
    item_ref: str
    url: str


def wanted_pictures(work: Work, limit: int) -> tuple[WantedPicture, ...]:
    """Pictures of products ordered in working shops whose bytes are not here, newest orders first."""
    rows = work.connection.execute(
        select(orders.c.shop_id, order_line.c.item_ref, order_line.c.picture)
        .join(orders, orders.c.id == order_line.c.order_id)
        .join(shop, shop.c.id == orders.c.shop_id)
        .outerjoin(
            picture, (picture.c.shop_id == orders.c.shop_id) & (picture.c.item_ref == order_line.c.item_ref)
        )
        .where(
            order_line.c.picture != "", order_line.c.item_ref != "", shop.c.state == ShopState.ACTIVE.value
        )
        .where((picture.c.blob_key.is_(None)) | (picture.c.blob_key == ""))
        .order_by(orders.c.placed_at.desc())
        .limit(limit)
    )
    found = {(row[0], row[1]): WantedPicture(ShopId(row[0]), row[1], row[2]) for row in rows}
    return tuple(found.values())


def keep_picture(work: Work, wanted: WantedPicture, blob_key: str) -> None:
    """The bytes lie in the blob store; every order with that product shows them."""
    row = {"shop_id": wanted.shop, "item_ref": wanted.item_ref, "url": wanted.url, "blob_key": blob_key}
    add_missing(work.connection, picture, [row])
    work.connection.execute(
        update(picture)
        .where(picture.c.shop_id == wanted.shop, picture.c.item_ref == wanted.item_ref)
        .values(blob_key=blob_key, url=wanted.url)
    )
    touched = work.connection.execute(
        select(orders.c.id)
        .join(order_line, order_line.c.order_id == orders.c.id)
        .where(orders.c.shop_id == wanted.shop, order_line.c.item_ref == wanted.item_ref)
    )
    work.log.orders.update(OrderId(row.id) for row in touched)
