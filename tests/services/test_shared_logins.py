"""Shops of one seller share a login: each gets what was bought on its own site, and its history when it joins later."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.connectors.contract import AfterSale, Item, ItemPicture, OrderSnapshot, StreamMode
from app.domain.orders import AfterSaleKind, OrderStatus
from app.domain.shops import SITES, Shop, serving
from app.domain.values import ShopId
from app.services.ingest import Sorter
from app.store import schema
from app.store.cursors import Place, keep_place, read_for
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said
from tests.services.test_sync import NoMail, Shelf


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Desk]:
    made = Desk(tmp_path, clock, ids)
    yield made
    made.close()


@pytest.fixture
def shops(desk: Desk, ids: SeededIds) -> tuple[Shop, Shop]:
    """One sells in Germany, the other in Spain."""
    german = replace(desk.shop, settings={**desk.shop.settings, SITES: "DE-SITE"})
    spanish = replace(german, id=ShopId(ids.new()), settings={**german.settings, SITES: "ES-SITE"})
    return german, spanish


def homes(shops: tuple[Shop, ...], *items: Item) -> list[tuple[ShopId, Item]]:
    sorter = Sorter(shops[0].channel, shops, NoMail(), Shelf(), ())
    return [(one.shop.id, one.item) for one in sorter.prepare(items, StreamMode.LIVE).items]


def an_order(desk: Desk, key: str, site: str) -> OrderSnapshot:
    now = desk.clock.now()
    return OrderSnapshot(key, OrderStatus.PAID, "Unshipped", now, now, "Bea", (), None, site=site)


def test_an_order_goes_to_the_shop_that_sells_on_its_site(desk: Desk, shops: tuple[Shop, Shop]) -> None:
    german, spanish = shops
    orders = an_order(desk, "302-1", "DE-SITE"), an_order(desk, "404-1", "ES-SITE")
    assert homes(shops, *orders) == [(german.id, orders[0]), (spanish.id, orders[1])]


def test_a_case_follows_its_order_and_a_picture_serves_both(desk: Desk, shops: tuple[Shop, Shop]) -> None:
    german, spanish = shops
    order = an_order(desk, "404-1", "ES-SITE")
    case = AfterSale(AfterSaleKind.CANCELLATION, "404-1:c", "404-1", "REQUESTED", open=True, site="ES-SITE")
    picture = ItemPicture("CUP", "https://pictures.example/cup.png")
    found = homes(shops, order, case, picture)
    assert found == [(spanish.id, order), (spanish.id, case), (german.id, picture), (spanish.id, picture)]


def test_a_message_goes_to_the_shop_of_its_site(desk: Desk, shops: tuple[Shop, Shop]) -> None:
    german, spanish = shops
    messages = [said(site, desk.clock.now(), site=site) for site in ("ES-SITE", "DE-SITE", "IT-SITE")]
    assert homes(shops, *messages) == [(spanish.id, messages[0]), (german.id, messages[1])]


def test_what_only_came_along_is_history_also_on_a_live_stream(desk: Desk) -> None:
    old, new = said("1", desk.clock.now(), old=True), said("2", desk.clock.now())
    sorter = Sorter(desk.shop.channel, (desk.shop,), NoMail(), Shelf(), ())
    prepared = sorter.prepare((old, new), StreamMode.ASKED).items
    assert [(one.item, one.imported) for one in prepared] == [(old, True), (new, False)]


def test_an_order_from_a_site_that_nobody_connected_belongs_to_nobody(
    desk: Desk, shops: tuple[Shop, Shop]
) -> None:
    assert homes(shops, an_order(desk, "171-1", "IT-SITE")) == []


def test_where_no_shop_names_its_sites_the_first_takes_every_order(desk: Desk) -> None:
    order = an_order(desk, "12-3-4", "EBAY_GB")
    assert homes((desk.shop,), order) == [(desk.shop.id, order)]


def test_a_shop_without_sites_takes_what_no_other_is(shops: tuple[Shop, Shop]) -> None:
    german, spanish = shops
    everything = replace(german, settings={})
    assert serving((everything, spanish), "ES-SITE") is spanish
    assert serving((everything, spanish), "IT-SITE") is everything
    assert serving((), "IT-SITE") is None


def test_a_shop_that_joins_a_login_later_finds_its_history_read_again(desk: Desk, ids: SeededIds) -> None:
    now, first, second = desk.clock.now(), desk.shop.id, ShopId(ids.new())
    desk.work(lambda work: read_for(work, desk.login, [first]))
    for stream in ("orders", "backfill:orders"):
        desk.work(lambda work, stream=stream: keep_place(work, desk.login, stream, Place("9"), now))  # type: ignore[misc]
    desk.work(lambda work: read_for(work, desk.login, [first]))
    assert _streams(desk) == ["backfill:orders", "orders"]
    desk.work(lambda work: read_for(work, desk.login, [first, second]))
    assert _streams(desk) == ["orders"]
    desk.work(lambda work: keep_place(work, desk.login, "backfill:orders", Place("9"), now))
    desk.work(lambda work: read_for(work, desk.login, [first]))
    assert _streams(desk) == ["backfill:orders", "orders"]


def _streams(desk: Desk) -> list[str]:
    return sorted(str(row[0]) for row in desk.rows(schema.cursor, "stream", "login_id"))
