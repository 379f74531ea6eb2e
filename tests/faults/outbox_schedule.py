"""One random life of an outbox on the real store: replies, second thoughts, storms, crashes; and what must hold."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from app.domain.commands import CancelReply, EditQueuedReply, ReleaseReply, RetryFailed, SettleUnknown
from app.domain.errors import Problem
from app.domain.values import CommandId, MessageId, OutboundId
from app.services.outbox import CRASH_POINTS, SendDesk, SendFacts
from app.services.send_policy import Policy, Prudent
from app.store import schema
from app.store.unit_of_work import Work, unit_of_work
from tests.fakes import FakeClock, SeededIds
from tests.faults.market import PROFILES, Market
from tests.services.desks import Desk, facts

T = TypeVar("T")
MAX_ROUNDS = 45
TEXTS = ("It left today.", "Sorry, it   broke.", "We refund 5 & more", "已经发货了", "It left today.")


class Crash(BaseException):
    """The process dies here; nothing may catch it but the schedule."""


class DirectWriter:
    """The writer without its thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, job: Callable[[Work], T]) -> T:
        with unit_of_work(self._desk.engine, facts) as work:
            return job(work)


@dataclass(slots=True)
class Tally:
    """What many schedules showed."""

    schedules: int = 0
    replies: int = 0
    crashes: int = 0
    attempts: int = 0
    asked: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = field(default_factory=list)
    points: Counter[str] = field(default_factory=Counter)


class Schedule:
    """One seed. `forced` makes the named crash point fire at its first passing."""

    def __init__(self, seed: int, desk: Desk, policy: Policy | None = None, forced: str = "") -> None:
        self.random = Random(seed)
        self.seed = seed
        self.clock = desk.clock = FakeClock()
        desk.ids = SeededIds(seed + 7, self.clock)
        self.desk = desk
        self.market = Market(
            self.clock, self.random, self.random.choice(PROFILES), self.random.choice((0.6, 1.0, 1.6))
        )
        self.policy = policy or Prudent()
        self.crash_rate = self.random.choice((0.0, 0.02, 0.06))
        self.forced = forced
        self.tally = Tally(schedules=1)
        self.acknowledged: dict[UUID, str] = {}
        self.discarded: set[UUID] = set()
        self.lane = self._lane()

    def run(self) -> Tally:
        """Lives it and checks it."""
        threads = [f"t:{n}" for n in range(self.random.randint(1, 2))]
        for thread in threads:
            self.market.say(thread, "Where is it?")
        self._ingest()
        for _ in range(self.random.randint(1, 4)):
            self._queue()
        self._live()
        self._calm_down()
        self._check()
        return self.tally

    # --- life ---------------------------------------------------------------------------------------------------

    def _lane(self) -> SendDesk:
        lane = SendDesk(
            self.desk.shop.id, self.desk.login, self.market, DirectWriter(self.desk), self.clock, self.desk.ids,
            SendFacts(timedelta(seconds=120), 600), lambda ids: (), self.policy, self._crash_point,
        )  # fmt: skip
        while True:
            try:
                lane.recover()
            except Crash:
                continue
            return lane

    def _crash_point(self, name: str) -> None:
        if self.forced == name:
            self.forced = ""
        elif self.random.random() >= self.crash_rate:
            return
        self.tally.crashes += 1
        self.tally.points[name] += 1
        raise Crash(name)

    def _step(self) -> bool:
        try:
            return self.lane.step()
        except Crash:
            if self.random.random() < 0.3:
                self.desk.engine.dispose()
            self.clock.advance(timedelta(seconds=self.random.choice((1, 20, 300))))
            self.lane = self._lane()
            return True

    def _live(self) -> None:
        for _ in range(MAX_ROUNDS):
            dice = self.random.random()
            if dice < 0.45:
                while self._step() and self.random.random() < 0.8:
                    pass
            elif dice < 0.75:
                self.clock.advance(timedelta(seconds=self.random.choice((1, 5, 15, 60, 130))))
            elif dice < 0.88:
                self._ingest()
            elif dice < 0.90:
                self.market.say("t:0", "And another thing")
            elif dice < 0.92:
                self._queue()
            else:
                self._agent_acts()

    def _calm_down(self) -> None:
        """The weather clears; a person decides what only a person can."""
        self.market.calm = True
        self.crash_rate = 0.0
        self.clock.advance(timedelta(minutes=10))
        for _ in range(60):
            self._ingest()
            self._person_decides()
            while self._step():
                pass
            if self._settled():
                return
            self.clock.advance(timedelta(minutes=3))

    def _settled(self) -> bool:
        return all(state in ("sent", "failed", "cancelled") for _, state, *_ in self._rows())

    def _ingest(self) -> None:
        if page := self.market.page():
            self.desk.ingest(page)

    def _queue(self) -> None:
        talks = [owner for (owner,) in self.desk.rows(schema.conversation, "id")]
        if not talks:
            return
        words = self.random.choice(TEXTS)
        try:
            one = self.desk.reply(words, self.random.choice(talks))  # type: ignore[arg-type]  # a column of ids
        except Problem:
            return
        self.acknowledged[one] = "queued"
        self.tally.replies += 1

    def _agent_acts(self) -> None:
        """Second thoughts, a moment too late or not."""
        rows = self._rows()
        if not rows:
            return
        one, state, *_ = self.random.choice(rows)
        act = {
            "queued": self.random.choice((self._cancel, self._reword, None)),
            "needs_review": self.random.choice((self._cancel, self._release)),
            "failed": self._retry,
        }.get(state)
        if act is not None:
            act(one)

    def _cancel(self, one: UUID) -> None:
        if self._try(CancelReply(id=self._command(), agent=self.desk.agent, outbound=OutboundId(one))):
            self.acknowledged[one] = "cancelled"

    def _reword(self, one: UUID) -> None:
        self._try(
            EditQueuedReply(
                id=self._command(),
                agent=self.desk.agent,
                outbound=OutboundId(one),
                text=self.random.choice(TEXTS),
            )
        )

    def _release(self, one: UUID) -> None:
        row = self.desk.outbound(one)
        talk = self.desk.load(row["conversation_id"])  # type: ignore[arg-type]  # a column of ids
        base = self.desk.work(
            lambda work: work.connection.execute(
                select(schema.message.c.id)
                .where(
                    schema.message.c.conversation_id == talk["id"], schema.message.c.id != row["message_id"]
                )
                .order_by(schema.message.c.n.desc())
            ).scalar()
        )
        self._try(
            ReleaseReply(
                id=self._command(), agent=self.desk.agent, outbound=OutboundId(one), text=str(row["text"]),
                base_last_message=MessageId(base) if base else None,
            )
        )  # fmt: skip

    def _retry(self, one: UUID) -> None:
        text_again = str(self.desk.outbound(one)["text"])
        self._try(
            RetryFailed(id=self._command(), agent=self.desk.agent, outbound=OutboundId(one), text=text_again)
        )

    def _person_decides(self) -> None:
        """A person who looks at the platform's own page sees the truth."""
        for one, state, *_ in self._rows():
            if state == "ask_human":
                self.tally.asked += 1
                there = any(accepted.own_key == one.hex for accepted in self.market.accepted)
                decision = "arrived" if there else self.random.choice(("send_again", "discard"))
                if decision == "discard":
                    self.discarded.add(one)
                self._try(
                    SettleUnknown(
                        id=self._command(), agent=self.desk.agent, outbound=OutboundId(one), decision=decision
                    )
                )
            elif state == "needs_review":
                self._release(one)

    def _try(self, command: object) -> bool:
        try:
            self.desk.do(command)
        except Problem:
            return False
        return True

    def _command(self) -> CommandId:
        return CommandId(self.desk.ids.new())

    def _rows(self) -> list[tuple[UUID, str, str, UUID, int]]:
        columns = ("id", "state", "remote_key", "conversation_id", "turn")
        return self.desk.rows(schema.outbound, *columns)  # type: ignore[return-value]  # as selected

    # --- what must hold -----------------------------------------------------------------------------------------

    def _check(self) -> None:
        rows = self._rows()
        received = Counter(one.own_key for one in self.market.accepted)
        self.tally.attempts = sum(self.market.attempts.values())
        for one, state, *_ in rows:
            times = received[one.hex]
            if times > 1:
                self.tally.doubled += 1
                self._broken(f"I1 {one} received {times} times")
            if state == "sent" and times == 0:
                self.tally.lost += 1
                self._broken(f"I1 {one} marked sent, never received")
            if state == "cancelled" and times and one not in self.discarded:
                self._broken(f"I17 {one} cancelled, yet received")
            if state not in ("sent", "failed", "cancelled", "ask_human", "needs_review"):
                self._broken(f"I3 {one} ends as {state}")
        self._check_rows(rows, received)
        self._check_order(rows)
        self._check_inbound()

    def _check_rows(self, rows: list[tuple[UUID, str, str, UUID, int]], received: Counter[str]) -> None:
        known = {one for one, *_ in rows}
        for one, state in self.acknowledged.items():
            if one not in known:
                self.tally.lost += 1
                self._broken(f"I14 {one} acknowledged ({state}), gone")
        keys = [key for _, _, key, *_ in rows if key]
        if len(keys) != len(set(keys)):
            self._broken("I2 two replies own one message")
        owners = {one.hex for one in known}
        if set(received) - owners:
            self._broken("I2 a received message belongs to no reply")

    def _check_order(self, rows: list[tuple[UUID, str, str, UUID, int]]) -> None:
        turn = {one.hex: (owner, number) for one, _, _, owner, number in rows}
        again = {one for one, times in self.market.attempts.items() if times > 1}
        last: dict[UUID, int] = {}
        for accepted in sorted(self.market.accepted, key=lambda one: one.at):
            owner, number = turn.get(accepted.own_key, (None, 0))
            if owner is None or accepted.own_key in again:
                continue  # a person who sends a refused reply again decides about its place
            if last.get(owner, 0) > number:
                self._broken(f"I4 turn {number} received after turn {last[owner]}")
            last[owner] = number

    def _check_inbound(self) -> None:
        stored = Counter(key for (key,) in self.desk.rows(schema.message, "remote_key") if key)
        for message in self.market.spoken:
            if stored[message.remote_key] != 1:
                self._broken(f"I5 {message.remote_key} stored {stored[message.remote_key]} times")
        if [key for key, times in stored.items() if times > 1]:
            self._broken("I5 a message is stored twice")

    def _broken(self, what: str) -> None:
        self.tally.broken.append(f"seed {self.seed} ({self.market.profile.name}): {what}")


class Shelf:
    """One engine for all schedules, each on a fresh copy of the same empty file."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.desk.engine.dispose()
        self._empty = folder / "empty.db"
        shutil.copyfile(self.desk.path, self._empty)

    def fresh(self) -> Desk:
        """The desk as it was before the first schedule."""
        self.desk.engine.dispose()
        for ending in ("", "-wal", "-shm"):
            self.desk.path.with_name(self.desk.path.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self._empty, self.desk.path)
        return self.desk


def add(total: Tally, one: Tally) -> None:
    """Sums up."""
    for name in ("schedules", "replies", "crashes", "attempts", "asked", "lost", "doubled"):
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.broken += one.broken
    total.points.update(one.points)


def run_many(
    seed: int, count: int, folder: Path, policy: Policy | None = None, stop_after: int | None = None
) -> Tally:
    """`count` schedules from `seed` on; the first ones pass every named crash point."""
    shelf, total = Shelf(folder), Tally()
    try:
        for number in range(count):
            forced = CRASH_POINTS[number] if number < len(CRASH_POINTS) else ""
            add(total, Schedule(seed + number, shelf.fresh(), policy, forced).run())
            if stop_after is not None and len(total.broken) >= stop_after:
                break
    finally:
        shelf.desk.close()
    return total
