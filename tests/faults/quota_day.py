"""A day of a marketplace whose customers never rest: what is asked, what is answered, what the allowance says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

from app.connectors.contract import Outbound, Page, Source
from app.connectors.several import shop_number
from app.connectors.tiktok.api import TikTokApi
from app.domain.errors import RateLimited
from app.domain.outbox import ReceiptKind
from app.services.sync_turns import Turn, next_of
from app.simulator.quota import DayCount
from app.simulator.running import RunningTown
from app.store.cursors import Place
from tests.contract.bench import Bench, table
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

REPLIES = timedelta(minutes=20)
CHINA = timezone(timedelta(hours=8))
Door = Any
"""a marketplace's door in the practice town; each counts in its own place"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How a marketplace counts a day's calls."""

    of: Callable[[Door], DayCount]
    zone: tzinfo
    published: bool = True
    """the number is known; otherwise the first call beyond it tells"""
    most: int | None = None
    """of this proof, where it is not the practice town's own"""
    settings: Mapping[str, str] = field(default_factory=dict)
    """what a login must say to be counted so"""
    consent: Callable[[Bench], None] = lambda bench: None
    """another consent than the bench's own"""


def for_both_shops(bench: Bench) -> None:
    """TikTok's practice seller consents for both of his shops: one lane reads them, each on a day of its own."""
    seller = table(table(bench.town.line["tiktok"])["seller"])
    shops = bench.town.line["shops"]
    assert isinstance(shops, list)
    numbers = [str(row["seller"]) for row in map(table, shops) if row["channel"] == "tiktok"]
    login = bench.logins["api"]
    bench.logins["api"] = replace(login, settings={**login.settings, "marketplaces": " ".join(numbers)})
    bench.keeper.secrets[login.id]["refresh_token"] = str(seller["refresh_token"])


ALLOWANCES = {
    "tiktok": Allowance(lambda door: door.api.day, UTC, consent=for_both_shops),
    "lazada": Allowance(lambda door: door.api.day, UTC, most=10_000, settings={"app_stage": "test"}),
    "shopee": Allowance(lambda door: door.api.day, CHINA, published=False, most=3_000),
    "aliexpress": Allowance(lambda door: door.gateway.day, CHINA, published=False, most=3_000),
}
"""the channels whose platforms end a day; two of them tell no number"""


@dataclass(slots=True)
class Figures:
    """What a day was like."""

    calls: int = 0
    """of the busiest owner, as the platform counted them"""
    most: int = 0
    beyond: int = 0
    """of all calls, beyond the allowance"""
    written: int = 0
    heard: int = 0
    replies: int = 0
    waited: int = 0
    """for which no call was left that day"""
    replies_lost: int = 0
    """that never reached the customer, or reached him twice"""
    longest_rest: float = 0.0
    """seconds between two looks for news of one shop"""
    lists: int = 0
    """calls that only a person may cause, caused by nobody"""


class QuotaDay:
    """One shop from a moment to midnight: looks, replies and the past share the allowance."""

    def __init__(
        self,
        town: RunningTown,
        clock: FakeClock,
        channel: str = "tiktok",
        *,
        begin: timedelta,
        spent: int = 0,
    ) -> None:
        """`begin` after the platform's midnight; `spent` calls are gone by then, in our book and in the platform's."""
        self.allowance = ALLOWANCES[channel]
        here = clock.now().astimezone(self.allowance.zone)
        midnight = datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), self.allowance.zone)
        clock.advance(midnight + begin - here)
        self.town, self.clock, self.channel = town, clock, channel
        self.bench: Bench = open_bench(channel, town, clock)
        self.allowance.consent(self.bench)
        for role, login in self.bench.logins.items():
            settings = {**login.settings, **self.allowance.settings}
            self.bench.logins[role] = replace(login, settings=settings)
        self.count = self.allowance.of(town.service.town.doors[channel])
        self.count.most = self.allowance.most or self.count.most
        self.message = self.bench.inbound()
        self.talk = str(self.bench.written()[0]["conversation"])
        self.figures = Figures(most=self.count.most)
        self.waiting: list[Outbound] = []
        self.rests: dict[str, datetime] = {}
        self._lists = self._asked_lists()
        if spent:
            self._spend(spent)

    def _spend(self, calls: int) -> None:
        number = shop_number(self.bench.shop)
        api = TikTokApi(self.bench.logins["api"], self.bench.tools, number)
        api.shop()
        for _ in range(calls):
            api.day.take(for_person=True)
        api.close()
        for key in [key for key in self.count.used if key[0].endswith(number)]:
            self.count.used[key] += calls

    def _asked_lists(self) -> int:
        door: Door = self.town.service.town.doors[self.channel]
        return len(door.api.ledger.lists) if self.channel == "lazada" else 0

    def _today(self) -> object:
        return self.clock.now().astimezone(self.allowance.zone).date()

    def run(self, every: timedelta) -> Figures:
        """To midnight; somebody writes `every` so often. Replies that found no call leave on the next day."""
        clock, sources = self.clock, {role: self.bench.source(role) for role in self.bench.logins}
        lanes = {
            role: [Turn.of(stream, Place(None), clock.now()) for stream in source.streams()]
            for role, source in sources.items()
        }
        today = self._today()
        spoken = replied = clock.now()
        self.looked: dict[str, datetime] = {}
        while self._today() == today:
            if clock.now() - spoken >= every:
                spoken = clock.now()
                self._writes()
            if clock.now() - replied >= REPLIES:
                replied = clock.now()
                self._replies(replied)
            moved = [self._turn(role, sources[role], turns) for role, turns in lanes.items()]
            if not any(moved):
                clock.advance(timedelta(seconds=20))
        self.figures.calls = max(self.count.used.values())
        self.figures.beyond = self.count.beyond()
        self.figures.lists = self._asked_lists() - self._lists
        self._next_day()
        self.bench.close()
        return self.figures

    def _turn(self, role: str, source: Source, turns: list[Turn]) -> bool:
        """One page of a login, if one is due."""
        now = self.clock.now()
        turn = next_of(turns, now) if self.rests.get(role, now) <= now else None
        if turn is None:
            return False
        try:
            page: Page = source.pull(turn.stream, turn.place.cursor)
        except RateLimited as error:
            self.rests[role] = now + (error.retry_after or timedelta(minutes=1))
            return False
        turn.place = Place(page.next_cursor, finished=turn.past and not page.more)
        turn.after(page, self.clock.now())
        if turn.stream.name in ("messages", f"messages:{shop_number(self.bench.shop)}"):
            self.figures.heard += len(page.items)
            rest = (now - self.looked.get(turn.stream.name, now)).total_seconds()
            self.figures.longest_rest = max(self.figures.longest_rest, rest)
            self.looked[turn.stream.name] = now
        return True

    def _writes(self) -> None:
        self.town.tell("say", conversation=self.talk, text=f"Question {self.figures.written}")
        self.figures.written += 1

    def _replies(self, at: datetime) -> None:
        self.figures.replies += 1
        reply = self.bench.reply(self.message, f"Answer {at}", self.figures.replies)
        if not self._sent(reply):
            self.figures.waited += 1
            self.waiting.append(reply)

    def _sent(self, reply: Outbound) -> bool:
        return self.bench.sender().send(reply).kind is ReceiptKind.SENT

    def _next_day(self) -> None:
        """What waited leaves; then every reply must have reached the customer, and none twice."""
        self.clock.advance(timedelta(minutes=1))
        for reply in self.waiting:
            self._sent(reply)
            self.clock.advance(timedelta(seconds=10))
        reached = [str(row["text"]) for row in self.bench.received() if str(row["text"]).startswith("Answer")]
        self.figures.replies_lost = (
            self.figures.replies - len(set(reached)) + len(reached) - len(set(reached))
        )
