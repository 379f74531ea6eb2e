"""The numbers of orders that are wanted: kept once, asked for less and less often, on either engine."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, select

from app.store import schema
from app.store.wanted import RESTS, note_asked, orders_came, orders_wanted, want_orders
from tests.builders import Story
from tests.fakes import FakeClock

HOUR = timedelta(hours=1)


def test_wishes_are_kept_once_and_rest_longer_each_time(engine: Engine, clock: FakeClock) -> None:
    story = Story(engine, clock)
    shop, other, now = story.a_shop(), story.a_shop(), clock.now()

    def due(at: datetime, *shops: UUID) -> list[str]:
        with story.work() as work:
            return [number for _, number in orders_wanted(work, shops, at, 10)]

    with story.work() as work:
        want_orders(work, shop, {"a": now, "b": now + HOUR})
        want_orders(work, other, {"a": now})
        want_orders(work, shop, {"a": now - HOUR})
        note_asked(work, shop, "a", now)
        note_asked(work, shop, "unheard of", now)
    assert due(now, shop) == []
    assert due(now, shop, other) == ["a"]
    assert due(now + HOUR, shop) == ["b", "a"]
    with story.work() as work:
        for _ in RESTS:
            note_asked(work, shop, "a", now)
        orders_came(work, shop, ["b"])
    assert due(now + timedelta(days=999), shop) == []
    with story.work() as work:
        rows = work.connection.execute(select(schema.wanted_order.c.order_key).order_by("order_key")).all()
    assert [key for (key,) in rows] == ["a", "a"]
