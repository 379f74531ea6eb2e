"""Many shops of every channel in one profile: real store, writer, worker and lanes' steps, on time that jumps ahead."""

import http.client
import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select

from app.bridge.writer import WriterThread
from app.connectors.contract import Ability
from app.connectors.manifests import Tools
from app.connectors.quotas import DailyQuotas
from app.connectors.registry import CHANNELS
from app.domain.health import Way
from app.domain.shops import Login
from app.domain.values import LoginId, ShopId
from app.host.blobs import BlobStore
from app.host.clock import SystemClock
from app.host.practice_town import PracticeTown
from app.net.lines import Lines
from app.net.tokens import TokenDesk
from app.services.day_book import DayBook
from app.services.handlers import carry_out
from app.services.lane_plans import LaneDesks, roster
from app.services.shop_doors import facts_of
from app.store import schema
from app.store.create import open_or_create
from app.store.shops import add_login, add_shop
from app.store.unit_of_work import unit_of_work
from app.worker.client import WorkerClient, worker_command
from tests.contract.bench import Bench, Keeper
from tests.contract.benches import OPEN
from tests.fakes import SeededIds

KEY = bytes(range(32))
PATIENCE = 120.0
"""real seconds after which a lane that answers to nobody is called stuck"""


class JumpingClock:
    """The machine's clock, ahead by what was skipped."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)
        self._real = SystemClock()

    def now(self) -> datetime:
        return self._real.now() + self.ahead

    def monotonic(self) -> float:
        return self._real.monotonic() + self.ahead.total_seconds()


class FarTown:
    """A practice town in a process of its own, and the line to its oracle."""

    def __init__(self, seed: int) -> None:
        command = [sys.executable, "-m", "app", "simulator", "--world", "crowd", "--conversations", "60"]
        self._town = PracticeTown([*command, "--seed", str(seed)])
        self.line: Mapping[str, Any] = self._town.open()
        address = urlsplit(self.line["oracle"])
        self._path = address.path
        self._http = http.client.HTTPConnection(address.hostname or "", address.port or 0, timeout=60)

    def tell(self, what: str, **body: object) -> Any:
        self._http.request(
            "POST", f"{self._path}/{what}", json.dumps(body), {"content-type": "application/json"}
        )
        return json.loads(self._http.getresponse().read())

    def ask(self, what: str, **query: str) -> Any:
        wanted = "&".join(f"{name}={value}" for name, value in query.items())
        self._http.request("GET", f"{self._path}/{what}?{wanted}")
        return json.loads(self._http.getresponse().read())

    def close(self) -> None:
        self._http.close()
        self._town.close()


class Lane(threading.Thread):
    """Works off whatever is due each time it is told, as the product's lane does; it may hang."""

    def __init__(self, name: str, step: Callable[[], bool]) -> None:
        super().__init__(name=name, daemon=True)
        self._step, self._go, self.idle = step, threading.Event(), threading.Event()
        self.idle.set()
        self.over = False
        self.error = ""

    def begin(self) -> None:
        if self.idle.is_set():
            self.idle.clear()
            self._go.set()

    def end(self) -> None:
        self.over = True
        self._go.set()

    def run(self) -> None:
        while True:
            self._go.wait()
            self._go.clear()
            if self.over:
                return
            try:
                while not self.over and self._step():
                    pass
            except Exception as error:  # noqa: BLE001 - the proof says so
                self.error = type(error).__name__
            self.idle.set()


@dataclass
class Placed:
    """One shop of ours, and where it stands."""

    town: FarTown
    bench: Bench
    logins: tuple[LoginId, ...]
    shop: ShopId
    ordered: list[str] = field(default_factory=list)
    """numbers of the orders that came in while we looked"""

    def orders(self, *, says: bool) -> None:
        """A buyer orders something, and may write about it."""
        told = self.town.tell("order", shop=self.bench.town_shop, says=says)
        if told["order"]:
            self.ordered.append(str(told["order"]))


@dataclass
class House:
    """The program with thirty shops, without its screen."""

    folder: Path
    seed: int
    clock: JumpingClock = field(default_factory=JumpingClock)
    shops: list[Placed] = field(default_factory=list)
    towns: list[FarTown] = field(default_factory=list)
    lanes: dict[str, Lane] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def open(self, count: int) -> None:
        """Everything stands, and nothing was pulled yet."""
        self.ids = SeededIds(self.seed)
        self.engine = open_or_create(self.folder / "desk.db", KEY)
        self._stack.callback(self.engine.dispose)
        self.writer = WriterThread(
            lambda: unit_of_work(self.engine, facts_of),
            lambda command: carry_out(self.engine, command, self.clock.now(), facts_of),
            lambda _: None,
        )
        self.writer.start()
        self._stack.callback(self.writer.stop)
        self.keeper = Keeper()
        lines, tokens = Lines(self.clock, loopback_only=True), TokenDesk(self.clock, self.keeper)
        self.tools = Tools(self.clock, self.ids, lines, tokens, DailyQuotas(self.clock, DayBook(self.writer)))
        worker = WorkerClient(worker_command(), children=2)
        self._stack.callback(worker.close)
        blobs = BlobStore(self.folder / "blobs", KEY, self.clock, self.ids)
        self.desks = LaneDesks(self.tools, self.writer, worker, blobs, lambda _: (), lambda: True)
        channels = sorted(CHANNELS)
        for number in range(-(-count // len(channels))):
            self.towns.append(FarTown(self.seed + number))
            self._stack.callback(self.towns[-1].close)
        for number in range(count):
            self._place(self.towns[number // len(channels)], channels[number % len(channels)])
        self._start()

    def _place(self, town: FarTown, channel: str) -> None:
        """Connects the practice shop of a channel under ids of its own."""
        secrets = Keeper()
        bench = OPEN[channel](town, self.clock, secrets, self.tools)  # type: ignore[arg-type]  # a town far away
        fresh = {role: replace(login, id=LoginId(self.ids.new())) for role, login in bench.logins.items()}
        for role, login in bench.logins.items():
            self.keeper.secrets[fresh[role].id] = secrets.secrets[login.id]
        shop = replace(
            bench.shop, id=ShopId(self.ids.new()), remote_key=f"{bench.shop.remote_key} {len(self.shops)}",
            logins={role: login.id for role, login in fresh.items()},
        )  # fmt: skip
        now = self.clock.now()
        for login in fresh.values():
            self.writer.run(lambda work, login=login: add_login(work, login, now))  # type: ignore[misc]  # bound now
        self.writer.run(lambda work: add_shop(work, shop, now))
        self.shops.append(Placed(town, bench, tuple(login.id for login in fresh.values()), shop.id))

    def _start(self) -> None:
        who = self.writer.run(roster)
        for login in who.logins.values():
            self._lane(f"receive {login.id}", self._receiving(login))
        for shop in who.shops:
            self.desks.sending(shop, who)
            self._lane(f"send {shop.id}", self.desks.send[shop.id].step)

    def _receiving(self, login: Login) -> Callable[[], bool]:
        self.desks.receive(login, self.writer.run(roster))
        desk = self.desks.sync[login.id]
        self._stack.callback(desk.source.close)
        return desk.step

    def _lane(self, name: str, step: Callable[[], bool]) -> None:
        lane = self.lanes[name] = Lane(name, step)
        lane.start()

    # --- time -------------------------------------------------------------------------------------------------------

    def jump(self, step: timedelta) -> None:
        """Time passes everywhere at once."""
        self.clock.ahead += step
        for town in self.towns:
            town.tell("time", seconds=step.total_seconds())

    def work_off(self, but: frozenset[str] = frozenset()) -> tuple[float, list[str]]:
        """Every lane works off what is due; (real seconds until the last of the others was done, who never was)."""
        began = time.monotonic()
        for lane in self.lanes.values():
            lane.begin()
        stuck = [
            name
            for name, lane in self.lanes.items()
            if name not in but and not lane.idle.wait(max(began + PATIENCE - time.monotonic(), 0.01))
        ]
        return time.monotonic() - began, stuck

    def lag(self, but: frozenset[LoginId] = frozenset()) -> timedelta:
        """How late the latest live stream of the others is beyond its own rest."""
        now, worst = self.clock.now(), timedelta(0)
        for login, desk in self.desks.sync.items():
            pulse = desk.pulse()
            for stream in () if login in but else pulse.streams:
                if stream.way is Way.LIVE and stream.next_at is not None:
                    due = max(stream.next_at, pulse.rests_until or stream.next_at)
                    worst = max(worst, now - due)
        return worst

    def ask_by_hand(self) -> None:
        """A person has everything looked at once, also what nobody else may."""
        for desk in self.desks.sync.values():
            desk.sync_now()

    def reads_orders(self, shop: ShopId) -> bool:
        """Whether the shop's platform tells of orders."""
        opened = self.desks.way_out(shop)
        assert opened is not None
        try:
            return Ability.READS_ORDERS in opened[1].capabilities().can
        finally:
            opened[1].close()

    def stored(self, shop: ShopId) -> tuple[int, frozenset[str]]:
        """(messages, numbers of orders) of a shop in the store."""
        messages = select(func.count()).select_from(schema.message).where(schema.message.c.shop_id == shop)
        orders = select(schema.orders.c.remote_key).where(schema.orders.c.shop_id == shop)
        return self.writer.run(
            lambda work: (
                work.connection.execute(messages).scalar_one(),
                frozenset(work.connection.execute(orders).scalars()),
            )
        )

    def close(self) -> None:
        """Ends lanes, towns, worker, writer."""
        for lane in self.lanes.values():
            lane.end()
        for desk in self.desks.sync.values():
            desk.source.close()
        for lane in self.lanes.values():
            lane.join(40)
        self._stack.close()
