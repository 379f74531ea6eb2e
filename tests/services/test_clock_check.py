"""Who says that the PC's clock is wrong, when that is believed, and when it is over."""

from datetime import timedelta

import pytest

from app.services.clock_check import ClockCheck

MINUTE = timedelta(minutes=1)
Said = tuple[bool, dict[str, object]]


class Ear:
    """What the agent is told."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.strict: tuple[str, ...] = ()

    def tell(self, condition: str, on: bool, /, **values: object) -> None:
        assert condition == "clock"
        self.said.append((on, values))

    def refusing(self, wrong_by: timedelta) -> tuple[str, ...]:
        return self.strict if wrong_by > 5 * MINUTE else ()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def check(ear: Ear) -> ClockCheck:
    return ClockCheck(ear.tell, ear.refusing)


def wrong(minutes: int, *refusing: str) -> Said:
    return True, {"ahead": minutes * MINUTE, "refusing": refusing}


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_wrong_clock_is_told_once_however_often_it_is_heard(
    check: ClockCheck, ear: Ear, minutes: int
) -> None:
    for seconds in range(4):
        check.hear("api.shop.example", minutes * MINUTE + timedelta(seconds=seconds))
    assert ear.said == [wrong(minutes)]


def test_a_single_answer_convinces_nobody(check: ClockCheck, ear: Ear) -> None:
    check.hear("api.shop.example", timedelta(hours=-8))  # it slept in the machine
    check.hear("api.shop.example", timedelta())
    check.hear("api.shop.example", timedelta(hours=-8))
    assert ear.said == []


def test_two_minutes_are_nothing_to_speak_of(check: ClockCheck, ear: Ear) -> None:
    for _ in range(3):
        check.hear("api.shop.example", 2 * MINUTE)
    assert ear.said == []


def test_one_server_alone_may_be_wrong_itself(check: ClockCheck, ear: Ear) -> None:
    check.hear("right.example", timedelta(seconds=1))
    for _ in range(3):
        check.hear("wrong.example", 10 * MINUTE)
    assert ear.said == []


def test_it_is_over_when_one_answer_says_so(check: ClockCheck, ear: Ear) -> None:
    for _ in range(2):
        check.hear("api.shop.example", 10 * MINUTE)
    check.hear("api.shop.example", timedelta(seconds=61))
    check.hear("api.shop.example", timedelta(seconds=59))
    assert ear.said == [wrong(10), wrong(1), (False, {})]


def test_whose_clock_was_set_is_judged_anew(check: ClockCheck, ear: Ear) -> None:
    for _ in range(2):
        check.hear("once.example", 10 * MINUTE)
    check.forget()
    for _ in range(2):
        check.hear("api.shop.example", timedelta())
    assert ear.said == [wrong(10), (False, {})]


def test_who_turns_us_away_for_it_is_named_from_five_minutes_on(check: ClockCheck, ear: Ear) -> None:
    ear.strict = ("shopee",)
    for minutes in (4, 4, 7, 7):
        check.hear("api.shop.example", minutes * MINUTE)
    assert ear.said == [wrong(4), wrong(7, "shopee")]


def test_only_the_newest_servers_are_remembered(check: ClockCheck, ear: Ear) -> None:
    check.hear("right.example", timedelta())
    for number in range(50):
        check.hear(f"{number}.example", 10 * MINUTE)
    assert ear.said == []
    check.hear("49.example", 10 * MINUTE)
    assert ear.said == [wrong(10)]
