"""A desk's file for measurements, filled through the product's own ingest: dedupe, upserts, triggers, index, facets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from uuid import UUID

from sqlalchemy import Engine

from app.domain.shops import Login, Shop, ShopState
from app.domain.team import Role
from app.domain.values import AgentId, LoginId, ShopId, uuid7
from app.services.ingest import Batch, Sorted, take_in
from app.services.pace import MOST
from app.services.shop_doors import facts_of
from app.store.agents import add_agent
from app.store.create import open_or_create
from app.store.cursors import Place
from app.store.shops import add_login, add_shop
from app.store.unit_of_work import unit_of_work
from benchmarks.corpus import BEGIN, SPAN, Corpus, Said, remote

KEY = bytes(range(32))
PAGE = MOST
"""messages in one transaction: what the product takes while nobody works at the desk"""
NOW = BEGIN + SPAN


IDS_A_MILLISECOND = 6


class BenchIds:
    """Ids that are the same in every run, as far apart in time as those of a desk that takes in 3,000 a second."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)
        self._given = 0

    def new(self) -> UUID:
        self._given += 1
        passed = timedelta(milliseconds=self._given // IDS_A_MILLISECOND)
        return uuid7(NOW + passed, self._random.randbytes(10))

    def token(self, length: int) -> bytes:
        return self._random.randbytes(length)

    def jitter(self) -> float:
        return self._random.random()


@dataclass(frozen=True, slots=True)
class BenchDesk:
    """An open file with one shop and one agent."""

    path: Path
    engine: Engine
    agent: AgentId
    shop: Shop
    login: LoginId
    ids: BenchIds


def new_desk(path: Path) -> BenchDesk:
    """An empty desk with one shop on one login."""
    ids = BenchIds()
    engine = open_or_create(path, KEY)
    agent, login = AgentId(ids.new()), LoginId(ids.new())
    shop = Shop(ShopId(ids.new()), "ebay", "eBay UK", "seller", ShopState.ACTIVE, 0, {"api": login}, {}, NOW)
    with unit_of_work(engine, facts_of) as work:
        add_agent(work, agent, "王晓", Role.ADMIN, True, "", NOW)
        add_login(work, Login(login, "ebay", "seller", {}), NOW)
        add_shop(work, shop, NOW)
    return BenchDesk(path, engine, agent, shop, login, ids)


def pages(count: int) -> Iterator[list[Said]]:
    """The corpus in pages, in the order in which a platform would list it: conversation by conversation."""
    source = Corpus().messages(count)
    while page := list(islice(source, PAGE)):
        yield page


def ingest_page(
    desk: BenchDesk, page: list[Said], number: int, now: datetime = NOW, *, history: bool = False
) -> float:
    """Takes one page in as live messages or as history; seconds spent in the product, not in making the corpus."""
    items = [Sorted(desk.shop, remote(said), history) for said in page]
    place = Place(f"page {number}")
    batch = Batch(desk.login, "messages", items, (), place)
    started = perf_counter()
    with unit_of_work(desk.engine, facts_of) as work:
        take_in(work, batch, now, desk.ids)
    return perf_counter() - started


def fill(desk: BenchDesk, count: int) -> float:
    """Ingests `count` messages, the older half as history; seconds spent in the product."""
    return sum(
        ingest_page(desk, page, number, history=number * PAGE < count // 2)
        for number, page in enumerate(pages(count))
    )
