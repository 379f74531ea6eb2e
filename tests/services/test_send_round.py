"""A round sends what may leave, rests until the next moment, and settles first what a bug left in the middle."""

from datetime import datetime, timedelta

import pytest

from app.services.send_round import SendRound
from tests.fakes import FakeClock


class Desk:
    """A send desk that does what the test says."""

    def __init__(self, steps: list[bool | BaseException], wake: datetime | None) -> None:
        self.steps, self.wake = steps, wake
        self.recovered = 0

    def recover(self) -> None:
        self.recovered += 1

    def step(self) -> bool:
        answer = self.steps.pop(0) if self.steps else False
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def wake_at(self) -> datetime | None:
        return self.wake


def test_a_round_recovers_once_works_everything_off_and_rests_until_the_next_moment(clock: FakeClock) -> None:
    desk = Desk([True, True, False], clock.now() + timedelta(seconds=7))
    turn = SendRound(desk, clock)  # type: ignore[arg-type]  # a stand-in
    assert turn() == 7.0
    desk.wake = None
    assert turn() is None
    assert (desk.recovered, desk.steps) == (1, [])


def test_after_a_bug_the_next_round_recovers_again(clock: FakeClock) -> None:
    desk = Desk([ValueError("ours")], clock.now())
    turn = SendRound(desk, clock)  # type: ignore[arg-type]  # a stand-in
    with pytest.raises(ValueError, match="ours"):
        turn()
    rest = turn()
    assert rest is not None
    assert rest > 0
    assert desk.recovered == 2


def test_nothing_is_sent_while_another_pc_works_on_the_same_profile(clock: FakeClock) -> None:
    desk = Desk([True], None)
    alone = False
    turn = SendRound(desk, clock, lambda: alone)  # type: ignore[arg-type]  # a stand-in
    assert (turn(), desk.recovered, desk.steps) == (1.0, 0, [True])
    alone = True
    assert (turn(), desk.recovered, desk.steps) == (None, 1, [])
