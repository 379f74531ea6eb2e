"""One random week of receiving in a storm, on real sockets and the real store; afterwards everything is there, once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from sqlalchemy import delete

from app.connectors.contract import Ability
from app.connectors.registry import PROFILES
from app.domain.errors import Problem
from app.domain.mail import Failure, ParsedMail
from app.domain.shops import Login
from app.domain.values import LoginId
from app.net.lines import READ
from app.services.ingest import Sorter
from app.services.sync import SyncDesk
from app.simulator.running import RunningTown
from app.simulator.town import Setting
from app.simulator.wire import Fate, Request, Response
from app.store import schema
from app.store.shops import add_login, add_shop
from app.store.unit_of_work import Work
from app.worker.mail import parse_mail
from tests.contract.benches import FACTS, open_bench
from tests.fakes import FakeClock, SeededIds
from tests.faults.mortal import Morsels, MortalWriter
from tests.faults.outbox_schedule import Crash, Shelf
from tests.services.desks import Desk

ROUNDS = 14
PAST = timedelta(days=29)
"""how old the oldest message may be: the shortest past of all channels ends at 30 days, and a storm takes its time"""
STEPS = 120
CALM_ROUNDS, AT_LEAST = 12, 3
"""looks by hand until everything must be there, and before it is counted"""


class Reader:
    """The worker's own reading, in this process."""

    def parse_mails(self, raws: Sequence[bytes]) -> list[ParsedMail | Failure]:
        return [parse_mail(raw, ask_library=False) for raw in raws]


class Memory:
    """Keeps what could not be read."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def keep_raw(self, contents: Sequence[bytes]) -> list[str]:
        return ["raw"] * len(contents)

    def keep_unread(self, content: bytes) -> str:
        self.kept.append(content)
        return f"quarantine/{len(self.kept)}"


@dataclass(slots=True)
class Tally:
    """What many schedules showed."""

    schedules: int = 0
    messages: int = 0
    orders: int = 0
    """placed during the storm"""
    faults: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
    quarantined: int = 0
    broken: list[str] = field(default_factory=list)


class Schedule:
    """One seed against a town of its own. `receive` is the program's own way, or one that shall be found out."""

    def __init__(
        self,
        seed: int,
        channel: str,
        town: RunningTown,
        clock: FakeClock,
        desk: Desk,
        receive: type[SyncDesk] = SyncDesk,
    ) -> None:
        self.seed, self.channel, self.town, self.clock, self.receive = seed, channel, town, clock, receive
        self.random, self.luck, self.mortal = Random(seed), Random(f"luck/{seed}"), False
        desk.clock, desk.ids = clock, SeededIds(seed + 3, clock)
        self.desk, self.memory, self.tally = desk, Memory(), Tally(schedules=1)
        self.bench = open_bench(channel, town, clock)
        self.desk.work(self._furnish)
        self.reads_orders = Ability.READS_ORDERS in self.bench.sender().capabilities().can
        self.lanes: list[SyncDesk] = []
        self.ordered: list[str] = []

    def _furnish(self, work: Work) -> None:
        for table in (schema.shop_login, schema.shop, schema.login):
            work.connection.execute(delete(table))
        for login in self.bench.logins.values():
            add_login(work, login, self.clock.now())
        add_shop(work, self.bench.shop, self.clock.now())

    def run(self) -> Tally:
        """Storm, calm, and the reckoning."""
        try:
            self._restart()
            self._storm()
            self._calm()
            self._check()
        finally:
            self.bench.close()
        return self.tally

    def _restart(self) -> None:
        """The program starts anew: only what is stored is known."""
        self.bench.close()
        self.bench.open_doors.clear()
        self.bench.forget_tokens()
        self.desk.engine.dispose()
        self.lanes = [self._lane(role, login) for role, login in self.bench.logins.items()]
        self.tally.restarts += 1

    def _lane(self, role: str, login: Login) -> SyncDesk:
        sorter = Sorter(login.channel, (self.bench.shop,), Reader(), self.memory, PROFILES)
        writer = MortalWriter(self.desk, self._luck, self.tally.fates)
        return self.receive(
            LoginId(login.id), self.bench.source(role), sorter, writer, self.clock, self.desk.ids,
            Morsels(self.clock),
        )  # fmt: skip

    def _luck(self) -> float:
        return self.luck.random() if self.mortal else 1.0

    def _storm(self) -> None:
        lag = self.random.choice((0, 30, 60))
        self.town.tell(
            "weather", profile="storm", seed=self.seed, seconds=10**6, lag_seconds=lag,
            skew_seconds=self.random.choice((0, 0, 600, -600)),
        )  # fmt: skip
        self.mortal = True
        for _ in range(ROUNDS):
            dice = self.random.random()
            if dice < 0.4:
                self._somebody_writes()
            elif dice < 0.5:
                self._somebody_orders()
            elif dice < 0.58:
                self._restart()
            elif dice < 0.63 and self.bench.facts.by_mail:
                self.town.tell("uidvalidity", mailbox=self._mailbox(), folder="INBOX")
            elif dice < 0.75 and self.bench.facts.by_mail:
                self.town.tell("drop_mail")
            self._pull()
            self.clock.advance(timedelta(seconds=self.random.choice((3, 30, 65, 320))))

    def _somebody_writes(self) -> None:
        written = self.bench.written()
        if written:
            talk = str(self.random.choice(written)["conversation"])
            self.town.tell("say", conversation=talk, text=f"Message {self.random.randrange(10**9)}")

    def _somebody_orders(self) -> None:
        told = self.town.tell("order", shop=self.bench.town_shop, says=True)
        if isinstance(told, dict) and told["order"]:
            self.ordered.append(str(told["order"]))

    def _mailbox(self) -> str:
        return self.bench.logins["mail"].settings["address"]

    def _pull(self) -> None:
        try:
            for lane in self.lanes:
                self._work_off(lane)
        except Crash:
            self._restart()

    def _work_off(self, lane: SyncDesk) -> None:
        """Everything that is due; a full disk ends the round, and the next one comes."""
        try:
            for _ in range(STEPS):
                if not lane.step():
                    return
        except Problem as full:
            if full.key != "disk_full":
                raise

    def _calm(self) -> None:
        self.mortal = False
        weather = self.town.ask("weather")
        if isinstance(weather, dict) and isinstance(weather.get("counts"), dict):
            self.tally.faults.update({str(k): int(str(v)) for k, v in weather["counts"].items()})  # type: ignore[union-attr]
        self.town.tell("weather", profile="calm")
        for number in range(CALM_ROUNDS):
            if number >= AT_LEAST and not self._amiss():
                break
            self._by_hand()
        self._restart()
        self._by_hand()

    def _by_hand(self) -> None:
        """Some minutes later a person asks for everything."""
        self.clock.advance(timedelta(minutes=6))
        for lane in self.lanes:
            lane.sync_now()
        self._pull()

    def _check(self) -> None:
        self.tally.messages, self.tally.orders = len(self.bench.written()), len(self.ordered)
        self.tally.quarantined = len(self.desk.rows(schema.quarantine, "remote_key"))
        self.tally.broken += [f"seed {self.seed}: {what}" for what in self._amiss()]
        if any(lane.wake_at() - self.clock.now() > timedelta(hours=7) for lane in self.lanes):
            self.tally.broken.append(f"seed {self.seed}: a login rests for ever")

    def _amiss(self) -> list[str]:
        """What is not stored once."""
        wanted = {self.bench.facts.key_of(row) for row in self.bench.written()}
        stored = Counter(str(key) for (key,) in self.desk.rows(schema.message, "remote_key"))
        odd = {key for key in wanted if stored[key] != 1} | {
            key for key, times in stored.items() if times > 1
        }
        orders = {str(key) for (key,) in self.desk.rows(schema.orders, "remote_key")}
        absent = set(self.ordered) - orders if self.reads_orders else set()
        return [f"I5 {key} stored {stored[key]} times" for key in sorted(odd)] + [
            f"I5 order {key} stored 0 times" for key in sorted(absent)
        ]


def run_many(
    seed: int,
    count: int,
    channel: str,
    shelf: Shelf,
    receive: type[SyncDesk] = SyncDesk,
    stop_after: int | None = None,
) -> Tally:
    """`count` schedules from `seed` on, each in a world of its own; fewer once `stop_after` things are broken."""
    total = Tally()
    try:
        for number in range(count):
            clock = FakeClock()
            setting = Setting(seed + number, clock.now(), "crowd", 5, FACTS[channel].town_channel, PAST)
            with RunningTown(setting, clock.now) as town:
                quick(town, clock)
                add(total, Schedule(seed + number, channel, town, clock, shelf.fresh(), receive).run())
            if stop_after is not None and len(total.broken) >= stop_after:
                break
    finally:
        shelf.desk.close()
    return total


def quick(town: RunningTown, clock: FakeClock) -> None:
    """A slow answer takes its time on the test's clock, and a stalled line the patience of whoever waits at it."""
    answer = town.service.http.answer

    def at_once(request: Request) -> Response:
        response = answer(request)
        clock.advance(READ if response.fate is Fate.STALLED else response.delay)
        return replace(response, delay=timedelta(0))

    town.service.http.answer, town.service.http.stall, town.service.imap.stall = at_once, 0.0, 0.0


def add(total: Tally, one: Tally) -> None:
    """Sums up."""
    for name in ("schedules", "messages", "orders", "restarts", "quarantined"):
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.faults.update(one.faults)
    total.fates.update(one.fates)
    total.broken += one.broken
