"""Lanes start, restart and end with what is wanted; a bug costs a round, not the lane."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from app.bridge.lane import Lane
from app.bridge.supervisor import LanePlan, Supervisor
from app.domain.errors import Unreachable
from tests.guards import LogWatch


class Wanted:
    """Plans that tests change, and what their lanes did."""

    def __init__(self) -> None:
        self.stamps: dict[str, str] = {}
        self.rounds: dict[str, Event] = {}
        self.interrupted: list[str] = []

    def __call__(self) -> dict[str, LanePlan]:
        return {
            name: LanePlan(stamp, self._opener(name), network=name != "sla")
            for name, stamp in self.stamps.items()
        }

    def _opener(self, name: str) -> Callable[[], tuple[Callable[[], None], Callable[[], None]]]:
        def open_lane() -> tuple[Callable[[], None], Callable[[], None]]:
            happened = self.rounds[name] = Event()
            return happened.set, lambda: self.interrupted.append(name)

        return open_lane


@pytest.fixture
def wanted() -> Wanted:
    return Wanted()


@pytest.fixture
def supervisor(wanted: Wanted) -> Iterator[Supervisor]:
    made = Supervisor(wanted)
    yield made
    made.close()


def test_lanes_follow_what_is_wanted(supervisor: Supervisor, wanted: Wanted) -> None:
    wanted.stamps = {"send:a": "1", "receive:a": "1"}
    supervisor.refresh()
    assert supervisor.names() == ("receive:a", "send:a")
    assert wanted.rounds["send:a"].wait(10)
    wanted.stamps = {"send:a": "1"}
    supervisor.refresh()
    assert supervisor.names() == ("send:a",)
    assert wanted.interrupted == ["receive:a"]


def test_a_changed_login_restarts_its_lane(supervisor: Supervisor, wanted: Wanted) -> None:
    wanted.stamps = {"send:a": "1"}
    supervisor.refresh()
    first = wanted.rounds["send:a"]
    wanted.stamps = {"send:a": "2"}
    supervisor.refresh()
    assert wanted.rounds["send:a"] is not first
    assert wanted.rounds["send:a"].wait(10)


def test_offline_ends_what_needs_the_network_and_online_brings_it_back(
    supervisor: Supervisor, wanted: Wanted
) -> None:
    wanted.stamps = {"send:a": "1", "sla": "1"}
    supervisor.refresh()
    supervisor.set_offline(True)
    assert supervisor.names() == ("sla",)
    assert supervisor.offline
    supervisor.set_offline(False)
    assert supervisor.names() == ("send:a", "sla")


def test_a_poke_wakes_a_resting_lane(supervisor: Supervisor, wanted: Wanted) -> None:
    wanted.stamps = {"send:a": "1"}
    supervisor.refresh()
    happened = wanted.rounds["send:a"]
    assert happened.wait(10)
    happened.clear()
    supervisor.poke("send:")
    assert happened.wait(10)


def test_nothing_starts_after_the_end(supervisor: Supervisor, wanted: Wanted) -> None:
    supervisor.close()
    wanted.stamps = {"send:a": "1"}
    supervisor.refresh()
    assert supervisor.names() == ()


@pytest.mark.parametrize("error", [ZeroDivisionError(), Unreachable("no_line")])
def test_trouble_costs_a_round_and_not_the_lane(error: Exception, expected_log: LogWatch) -> None:
    if isinstance(error, ZeroDivisionError):
        expected_log.announce("lane_failed .*ZeroDivisionError")
    tries: list[int] = []
    second = Event()

    def round_() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise error
        second.set()

    lane = Lane("receive:a", round_)
    lane.start()
    while not second.wait(0.01):
        lane.poke()
    lane.end()
    lane.wait()
    assert len(tries) >= 2
