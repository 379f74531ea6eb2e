"""Proof: thirty shops of every channel live in one profile through a day of 100 orders each, and one that hangs slows
no other.

`python3 dev.py prove day30 [--n HOURS] [--seed N]`: the towns and the program jump through the day together, a minute
at a time. In the second half one shop's platform takes every call and answers none. One JSON object per figure.
"""

import json
import resource
import sys
import tempfile
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication

from app.simulator.platforms import PLATFORMS
from tests.faults.thirty_shops import House, Placed

SHOPS, ORDERS, HOURS = 30, 100, 24
TICK = timedelta(minutes=1)
WRITES = 0.3
"""share of orders whose buyer writes"""
SETTLED = timedelta(minutes=10)
"""so long platforms may take to list what has happened"""
LOOKS = 4
"""a look by hand may bring no more than a page"""
FOREVER = 10_000_000


def main(seed: int, n: int | None, words: Sequence[str] = ()) -> int:
    """1 where a shop was slowed by another, or something is missing at the end."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), seed)
        try:
            house.open(SHOPS)
            return Day(house, seed, n or HOURS).live()
        finally:
            house.close()
            del application


def say(figure: str, **values: object) -> None:
    """One figure."""
    print(json.dumps({"figure": figure, **values}), flush=True)


class Day:
    """A day of the house, minute by minute."""

    def __init__(self, house: House, seed: int, hours: int) -> None:
        self.house, self.random, self.minutes = house, Random(seed), hours * 60
        self.broken: list[str] = []
        self.ticks: dict[bool, list[float]] = {False: [], True: []}
        self.lags: dict[bool, timedelta] = {False: timedelta(0), True: timedelta(0)}
        self.hanging: Placed | None = None

    def live(self) -> int:
        """Lives it, and tells."""
        house = self.house
        first, stuck = house.work_off()
        say(
            "first round",
            seconds=round(first, 1),
            stuck=len(stuck),
            shops=len(house.shops),
            lanes=len(house.lanes),
        )
        before = resource.getrusage(resource.RUSAGE_SELF)
        for minute in range(self.minutes):
            if minute == self.minutes // 2:
                self.hang()
            self._orders()
            self.tick()
        used = resource.getrusage(resource.RUSAGE_SELF)
        self._tell(used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime)
        self.compare()
        say("verdict", broken=self.broken)
        return int(bool(self.broken))

    def _orders(self) -> None:
        """Each shop's orders, spread over the day by chance."""
        share = ORDERS / 24 / 60
        for placed in self.house.shops:
            if self.random.random() < share:
                placed.orders(says=self.random.random() < WRITES)

    def hang(self) -> None:
        """One shop with an API: its platform takes every call and answers none."""
        self.hanging = next(one for one in self.house.shops if not one.bench.facts.by_mail)
        roots = PLATFORMS[self.hanging.bench.facts.town_channel].roots
        for root in roots:
            self.hanging.town.tell("force", fault="stall_before", path=root, times=FOREVER)

    def tick(self) -> None:
        """A minute passes, and everybody works off what is due."""
        shut = self.hanging
        lanes = (
            frozenset(f"receive {login}" for login in shut.logins) | {f"send {shut.shop}"}
            if shut
            else frozenset()
        )
        logins = frozenset(shut.logins) if shut else frozenset()
        self.house.jump(TICK)
        seconds, stuck = self.house.work_off(lanes)
        self.ticks[shut is not None].append(seconds)
        lag = self.house.lag(logins)
        self.lags[shut is not None] = max(self.lags[shut is not None], lag)
        self.broken += [f"{name} stuck" for name in stuck]
        if lag > TICK:
            self.broken.append(f"a stream was {lag} late")

    def _tell(self, cpu: float) -> None:
        for hangs, seconds in self.ticks.items():
            ordered = sorted(seconds) or [0.0]
            say(
                "one hangs" if hangs else "nobody hangs", minutes=len(seconds),
                latest_pull_seconds=self.lags[hangs].total_seconds(), p50=round(ordered[len(ordered) // 2], 3),
                p95=round(ordered[len(ordered) * 95 // 100], 3), longest=round(ordered[-1], 3),
            )  # fmt: skip
        status = Path("/proc/self/status").read_text("ascii")
        megabytes = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in status.splitlines()
                     if line.startswith(("VmRSS", "VmHWM"))}  # fmt: skip
        say(
            "program", rss_mb=megabytes["VmRSS"], most_mb=megabytes["VmHWM"], threads=threading.active_count(),
            cpu_seconds=round(cpu, 1), cpu_share_of_day=round(cpu / (self.minutes * 60), 5),
        )  # fmt: skip

    def compare(self) -> None:
        """Whether everything that happened at the others' platforms has arrived, once a person has looked as well."""
        house, shut = self.house, self.hanging
        house.jump(SETTLED)
        lanes = (
            frozenset(f"receive {login}" for login in shut.logins) | {f"send {shut.shop}"}
            if shut
            else frozenset()
        )
        for _ in range(LOOKS):
            house.ask_by_hand()
            house.work_off(lanes)
            house.jump(SETTLED)
        messages = orders = 0
        for placed in house.shops:
            found, numbers = house.stored(placed.shop)
            messages, orders = messages + found, orders + len(numbers)
            if placed is not shut:
                self._missing(placed, found, numbers)
        self.broken += [f"{name}: {lane.error}" for name, lane in house.lanes.items() if lane.error]
        say("stored", messages=messages, orders=orders, placed=sum(len(one.ordered) for one in house.shops))

    def _missing(self, placed: Placed, messages: int, orders: frozenset[str]) -> None:
        channel = placed.bench.channel
        written = placed.town.ask("written", shop=placed.bench.town_shop)
        late = sum(1 for row in written if not row["history"])
        if messages < late:
            self.broken.append(f"{channel}: {messages} messages of {late}")
        missing = [number for number in placed.ordered if number not in orders]
        if missing and self.house.reads_orders(placed.shop):
            self.broken.append(f"{channel}: {len(missing)} of {len(placed.ordered)} orders are missing")
