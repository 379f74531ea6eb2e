"""The keeper wakes what was snoozed, tells once of what became overdue, and sleeps until the next moment."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.changes import Changes
from app.domain.values import AgentId, ConversationId
from app.services.handlers import carry_out
from app.services.shop_doors import facts_of
from app.services.sla_keeper import LONGEST_SLEEP, SlaKeeper
from app.store import schema
from tests.services.desks import Desk, said
from tests.services.inline import InlineWriter


@dataclass
class Watchman:
    """A keeper over a real desk."""

    desk: Desk
    announced: list[Changes] = field(default_factory=list)
    late: list[ConversationId] = field(default_factory=list)
    woken: list[ConversationId] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keeper = SlaKeeper(
            InlineWriter(self.desk.engine),
            lambda command: carry_out(self.desk.engine, command, self.desk.clock.now(), facts_of),
            self.announced.append,
            self.late.extend,
            self.woken.extend,
            self.desk.clock,
            self.desk.ids,
            lambda: AgentId(self.desk.agent),
        )

    def put(self, **columns: object) -> None:
        """Changes the only conversation by hand."""
        self.desk.work(lambda work: work.connection.execute(update(schema.conversation).values(**columns)))

    def in_(self, span: timedelta) -> datetime:
        return self.desk.clock.now() + span


@pytest.fixture
def watchman(tmp_path: Path) -> Iterator[Watchman]:
    desk = Desk(tmp_path)
    desk.ingest([said("1", desk.clock.now())])
    yield Watchman(desk)
    desk.close()


def test_nothing_due_means_a_long_sleep(watchman: Watchman) -> None:
    watchman.put(due=None)
    assert watchman.keeper.step() == LONGEST_SLEEP


def test_the_keeper_sleeps_just_until_the_next_due_moment(watchman: Watchman) -> None:
    watchman.put(due=watchman.in_(timedelta(seconds=30)))
    assert timedelta(seconds=30) < watchman.keeper.step() < timedelta(seconds=31)


def test_a_passed_moment_is_told_once(watchman: Watchman) -> None:
    watchman.put(due=watchman.in_(timedelta(seconds=30)))
    watchman.keeper.step()
    watchman.desk.clock.advance(timedelta(seconds=31))
    watchman.keeper.step()
    watchman.keeper.step()
    assert len(watchman.late) == 1
    assert watchman.announced == [Changes(frozenset(watchman.late))]


@pytest.mark.parametrize("status", ["snoozed", "transferred"])
def test_the_platforms_deadline_is_told_even_of_what_was_set_aside(watchman: Watchman, status: str) -> None:
    due = watchman.in_(timedelta(seconds=30))
    watchman.put(status=status, due=None, platform_due=due, internal_due=watchman.in_(timedelta(seconds=10)))
    watchman.keeper.step()
    watchman.desk.clock.advance(timedelta(seconds=20))
    watchman.keeper.step()
    assert watchman.late == [], "our own promise waits with the conversation"
    watchman.desk.clock.advance(timedelta(seconds=11))
    watchman.keeper.step()
    assert len(watchman.late) == 1


def test_what_was_overdue_before_the_start_is_not_told_again(watchman: Watchman) -> None:
    watchman.put(due=watchman.in_(-timedelta(hours=1)))
    watchman.keeper.step()
    assert watchman.late == []


def test_a_snoozed_conversation_wakes_when_its_moment_comes(watchman: Watchman) -> None:
    watchman.put(status="snoozed", due=None, snoozed_until=watchman.in_(timedelta(seconds=5)))
    assert watchman.keeper.step() < timedelta(seconds=6)
    assert watchman.desk.talk()["status"] == "snoozed"
    watchman.desk.clock.advance(timedelta(seconds=6))
    watchman.keeper.step()
    assert watchman.desk.talk()["status"] == "pending"
    assert watchman.woken == [watchman.desk.talk()["id"]]


def test_the_platforms_moment_is_told_after_our_own(watchman: Watchman) -> None:
    watchman.put(due=watchman.in_(timedelta(seconds=30)), platform_due=watchman.in_(timedelta(hours=16)))
    watchman.keeper.step()
    told = []
    for _ in range(17):
        watchman.desk.clock.advance(timedelta(hours=1))
        watchman.keeper.step()
        told.append(len(watchman.late))
    assert told == [1] * 15 + [2] * 2


def test_what_is_answered_or_done_is_never_late(watchman: Watchman) -> None:
    for status in ("resolved", "waiting"):
        watchman.put(status=status, due=None, platform_due=watchman.in_(timedelta(seconds=30)))
        watchman.keeper.step()
        watchman.desk.clock.advance(timedelta(seconds=40))
        watchman.keeper.step()
    assert watchman.late == []


def test_a_clock_that_was_set_back_hides_nothing(watchman: Watchman) -> None:
    watchman.put(due=watchman.in_(timedelta(seconds=30)))
    watchman.keeper.step()
    watchman.desk.clock.set(watchman.in_(-timedelta(hours=2)))
    watchman.keeper.step()
    watchman.desk.clock.advance(timedelta(hours=3))
    watchman.keeper.step()
    assert len(watchman.late) == 1
