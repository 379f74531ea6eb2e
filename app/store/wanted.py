"""Order numbers that customers' messages name and no list of orders has brought: when each is asked for by itself."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from app.domain.values import ShopId
from app.store.ingest import add_missing
from app.store.schema import wanted_order
from app.store.statements import ask
from app.store.unit_of_work import Work

RESTS = (timedelta(minutes=10), timedelta(hours=6), timedelta(days=1))
"""after each look that found nothing; after the last one the number is asked for no more"""
_DUE = (
    select(wanted_order.c.shop_id, wanted_order.c.order_key)
    .where(
        wanted_order.c.shop_id.in_(bindparam("shops", expanding=True)),
        wanted_order.c.next_at <= bindparam("now", type_=wanted_order.c.next_at.type),
    )
    .order_by(wanted_order.c.next_at.desc(), wanted_order.c.order_key)
    .limit(bindparam("most"))
)


def want_orders(work: Work, shop: UUID, numbers: Mapping[str, datetime]) -> None:
    """Each number with the moment from which it may be asked for; one that was wanted before keeps its tries."""
    rows = [
        {"shop_id": shop, "order_key": number, "tries": 0, "next_at": since}
        for number, since in sorted(numbers.items())
    ]
    add_missing(work.connection, wanted_order, rows)


def orders_wanted(
    work: Work, shops: Collection[UUID], now: datetime, most: int
) -> tuple[tuple[ShopId, str], ...]:
    """Numbers that may be asked for now, the newest wish first."""
    rows = ask(work.connection, _DUE, shops=list(shops), now=now, most=most) if shops else []
    return tuple((ShopId(shop), number) for shop, number in rows)


def orders_came(work: Work, shop: UUID, numbers: Collection[str]) -> None:
    """These are here now."""
    if numbers:
        work.connection.execute(
            delete(wanted_order).where(wanted_order.c.shop_id == shop, wanted_order.c.order_key.in_(numbers))
        )


def note_asked(work: Work, shop: UUID, number: str, now: datetime) -> None:
    """One look more that did not bring it; nothing where it did."""
    its = (wanted_order.c.shop_id == shop, wanted_order.c.order_key == number)
    tries = work.connection.execute(select(wanted_order.c.tries).where(*its)).scalar_one_or_none()
    if tries is None:
        return
    next_at = now + RESTS[tries] if tries < len(RESTS) else None
    work.connection.execute(update(wanted_order).where(*its).values(tries=tries + 1, next_at=next_at))
