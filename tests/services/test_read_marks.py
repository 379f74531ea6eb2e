"""Platforms hear of what was read: once for each newest message, in nobody's way, and never where it is not wanted."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.connectors.contract import Ability, Capabilities, RateLimited, Unreachable
from app.domain.commands import MarkRead
from app.domain.errors import AuthExpired, QuaysideError, Rejected
from app.domain.shops import MARKS_READ, Shop
from app.domain.values import CommandId, ConversationId, ShopId
from app.services.read_marks import MOST, ReadTeller
from tests.fakes import FakeClock, SeededIds
from tests.services.desks import Desk, said
from tests.services.inline import InlineWriter

MINUTE = timedelta(minutes=1)


@dataclass
class Platform:
    """A way out that remembers what it was told."""

    told: list[str] = field(default_factory=list)
    troubles: list[QuaysideError] = field(default_factory=list)
    can: frozenset[Ability] = frozenset({Ability.MARKS_READ})
    settings: dict[str, str] = field(default_factory=dict)
    working: bool = True
    closed: int = 0

    def capabilities(self) -> Capabilities:
        return Capabilities(self.can)

    def mark_read(self, thread_key: str) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.told.append(thread_key)

    def close(self) -> None:
        self.closed += 1


class Stage:
    """A desk with a conversation, and the platform behind it."""

    def __init__(self, folder: Path, clock: FakeClock, ids: SeededIds) -> None:
        self.desk, self.clock, self.ids = Desk(folder, clock, ids), clock, ids
        self.platform = Platform()
        self.teller = ReadTeller(InlineWriter(self.desk.engine), self._open, clock)
        self.writes(1)

    def _open(self, shop: ShopId) -> tuple[Shop, Platform] | None:  # type: ignore[return]
        assert shop == self.desk.shop.id
        if self.platform.working:
            return replace(self.desk.shop, settings=self.platform.settings), self.platform
        return None

    def writes(self, number: int, *, imported: bool = False) -> None:
        """The customer writes once more."""
        self.clock.advance(MINUTE)
        self.desk.ingest([said(f"m{number}", self.clock.now())], imported=imported)

    @property
    def conversation(self) -> ConversationId:
        return ConversationId(self.desk.talk()["id"])  # type: ignore[arg-type]

    def reads(self) -> None:
        """The agent opens the conversation."""
        command = MarkRead(
            id=CommandId(self.ids.new()), agent=self.desk.agent, conversations=(self.conversation,), read=True
        )
        self.desk.do(command)
        self.teller.has_read(command.conversations)

    def round(self) -> float | None:
        return self.teller()


@pytest.fixture
def stage(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> Iterator[Stage]:
    made = Stage(tmp_path, clock, ids)
    yield made
    made.desk.close()


def test_the_platform_is_told_once_for_each_newest_message(stage: Stage) -> None:
    stage.reads()
    assert stage.round() == 1.0
    assert stage.round() is None
    stage.reads()
    assert stage.round() is None  # nothing new was read
    stage.writes(2)
    stage.reads()
    stage.round()
    assert stage.platform.told == ["t:1", "t:1"]
    assert stage.platform.closed == 2


def test_what_was_not_read_to_its_end_is_not_called_read(stage: Stage) -> None:
    stage.reads()
    stage.writes(2)  # while the mark was on its way
    assert stage.round() is None
    assert stage.platform.told == []


def test_the_past_is_left_as_it_was(tmp_path: Path, clock: FakeClock, ids: SeededIds) -> None:
    desk = Desk(tmp_path, clock, ids)
    desk.ingest([said("old", clock.now())], imported=True)
    platform = Platform()
    teller = ReadTeller(InlineWriter(desk.engine), lambda _: (desk.shop, platform), clock)  # type: ignore[arg-type, return-value]
    one = ConversationId(desk.talk()["id"])  # type: ignore[arg-type]
    desk.do(MarkRead(id=CommandId(ids.new()), agent=desk.agent, conversations=(one,), read=True))
    teller.has_read((one,))
    assert teller() is None
    assert platform.told == []
    desk.close()


@pytest.mark.parametrize(
    ("can", "settings"),
    [
        (frozenset(), {}),
        (frozenset({Ability.MARKS_READ}), {MARKS_READ: "no"}),
    ],
)
def test_nobody_is_told_who_cannot_be_or_shall_not_be(
    stage: Stage, can: frozenset[Ability], settings: dict[str, str]
) -> None:
    stage.platform.can, stage.platform.settings = can, settings
    stage.reads()
    assert stage.round() is None
    assert stage.platform.told == []
    assert stage.platform.closed == 1


def test_a_shop_that_does_not_work_now_is_left_alone(stage: Stage) -> None:
    stage.platform.working = False
    stage.reads()
    assert stage.round() is None


def test_a_platform_in_trouble_rests_and_is_told_later(stage: Stage) -> None:
    stage.platform.troubles = [RateLimited("rate_limited", retry_after=10 * MINUTE), Unreachable("no_answer")]
    stage.reads()
    assert stage.round() == 1.0
    rest = stage.round()
    assert rest == 600.0
    stage.clock.advance(10 * MINUTE)
    stage.round()
    assert stage.round() == 300.0
    stage.clock.advance(5 * MINUTE)
    stage.round()
    assert stage.platform.told == ["t:1"]


@pytest.mark.parametrize("trouble", [AuthExpired("sign_in_again"), Rejected("ebay_rejected")])
def test_what_time_does_not_end_is_let_go(stage: Stage, trouble: QuaysideError) -> None:
    stage.platform.troubles = [trouble]
    stage.reads()
    stage.round()
    assert stage.round() is None
    assert stage.platform.told == []


def test_a_lane_that_ends_tells_nobody_any_more(stage: Stage) -> None:
    stage.reads()
    stage.teller.interrupt()
    assert stage.round() is None
    assert stage.platform.told == []
    assert stage.teller.opened()() == 1.0  # online again
    assert stage.platform.told == ["t:1"]


def test_a_conversation_that_is_gone_is_forgotten_and_the_oldest_is_let_go(stage: Stage) -> None:
    stage.reads()
    strangers = [ConversationId(stage.ids.new()) for _ in range(MOST)]
    stage.teller.has_read(strangers)
    assert stage.round() is None
    assert stage.platform.told == []
