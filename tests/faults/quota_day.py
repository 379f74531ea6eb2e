"""A day of TikTok Shop with customers who never rest: what is asked, what is answered, and what the allowance says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.connectors.tiktok.api import DAY, TikTokApi
from app.domain.outbox import ReceiptKind
from app.services.sync_turns import Turn, next_of
from app.simulator.running import RunningTown
from app.simulator.tiktok_platform import TikTokDoor
from app.store.cursors import Place
from tests.contract.bench import Bench
from tests.contract.benches import open_bench
from tests.fakes import FakeClock

REPLIES = timedelta(minutes=20)


@dataclass(slots=True)
class Figures:
    """What a day was like."""

    calls: int = 0
    """customer service calls as TikTok counted them"""
    refused: int = 0
    """of these, beyond the allowance"""
    written: int = 0
    heard: int = 0
    replies: int = 0
    replies_lost: int = 0
    """for which no call was left"""
    longest_rest: float = 0.0
    """seconds between two looks for news"""


class QuotaDay:
    """One shop from a moment to midnight: looks, replies and the past share the allowance."""

    def __init__(self, town: RunningTown, clock: FakeClock, *, begin: timedelta, spent: int) -> None:
        """`begin` after midnight; `spent` calls are gone by then, in our book and in TikTok's."""
        midnight = datetime.combine(clock.now().date() + timedelta(days=1), datetime.min.time(), UTC)
        clock.advance(midnight + begin - clock.now())
        self.town, self.clock = town, clock
        self.bench: Bench = open_bench("tiktok", town, clock)
        self.message = self.bench.inbound()
        self.talk = str(self.bench.written()[0]["conversation"])
        self.figures = Figures()
        self._spend(spent)

    def _spend(self, calls: int) -> None:
        api = TikTokApi(self.bench.logins["api"], self.bench.tools)
        api.shop()
        for _ in range(calls):
            self.bench.tools.quotas.take(api.book, DAY, for_person=True)
        api.close()
        for key in self._used():
            self._used()[key] += calls

    def _used(self) -> dict[tuple[str, str, str], int]:
        door = self.town.service.town.doors["tiktok"]
        assert isinstance(door, TikTokDoor)
        return door.api.used

    def run(self, every: timedelta) -> Figures:
        """To midnight; somebody writes `every` so often."""
        clock, source, sender = self.clock, self.bench.source(), self.bench.sender()
        today = clock.now().date()
        turns = [Turn.of(stream, Place(None), clock.now()) for stream in source.streams()]
        spoken = replied = looked = clock.now()
        while clock.now().date() == today:
            if clock.now() - spoken >= every:
                spoken = clock.now()
                self._writes()
            if clock.now() - replied >= REPLIES:
                replied = clock.now()
                self._replies(sender.send(self.bench.reply(self.message, f"Answer {replied}")).kind)
            turn = next_of(turns, clock.now())
            if turn is None:
                clock.advance(timedelta(seconds=20))
                continue
            page = source.pull(turn.stream, turn.place.cursor)
            turn.place = Place(page.next_cursor, finished=turn.past and not page.more)
            turn.after(page, clock.now())
            if turn.stream.name == "messages":
                self.figures.heard += len(page.items)
                rest = (clock.now() - looked).total_seconds()
                self.figures.longest_rest, looked = max(self.figures.longest_rest, rest), clock.now()
        self.bench.close()
        self.figures.calls = max(self._used().values())
        self.figures.refused = max(self.figures.calls - DAY.calls, 0)
        return self.figures

    def _writes(self) -> None:
        self.town.tell("say", conversation=self.talk, text=f"Question {self.figures.written}")
        self.figures.written += 1

    def _replies(self, kind: ReceiptKind) -> None:
        self.figures.replies += 1
        self.figures.replies_lost += kind is not ReceiptKind.SENT
