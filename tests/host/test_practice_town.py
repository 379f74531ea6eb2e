"""The practice town is a child of ours: it says where it is, ends with us, and a silent one is told of."""

import sys

import pytest

from app.domain.errors import Problem
from app.host import practice_town
from app.host.practice_town import PracticeTown, town_command

UNTIL_WE_END = 'import sys; print(\'{"oracle": "here"}\', flush=True); sys.stdin.read()'
SILENT = "import sys; sys.stdin.read()"
STUBBORN = "import threading; print('{}', flush=True); threading.Event().wait()"


def child(script: str) -> list[str]:
    return [sys.executable, "-c", script]


def test_a_town_says_where_it_is_and_ends_with_us() -> None:
    with PracticeTown(child(UNTIL_WE_END)) as town:
        assert town.open() == {"oracle": "here"}
        assert town._process.poll() is None
    assert town._process.returncode == 0


@pytest.mark.parametrize("script", ["", "print('no town today')"])
def test_a_town_that_cannot_start_is_told_of(script: str) -> None:
    with PracticeTown(child(script)) as town, pytest.raises(Problem, match="practice_not_started"):
        town.open()


def test_a_town_that_never_answers_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice_town, "READY_SECONDS", 0.01)
    with PracticeTown(child(SILENT)) as town, pytest.raises(Problem, match="practice_not_started"):
        town.open()


def test_a_town_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice_town, "GOODBYE_SECONDS", 0.01)
    with PracticeTown(child(STUBBORN)) as town:
        town.open()
    assert town._process.returncode != 0


def test_the_frozen_program_is_its_own_town(monkeypatch: pytest.MonkeyPatch) -> None:
    assert town_command(7)[:4] == [sys.executable, "-m", "app", "simulator"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert town_command(7)[:2] == [sys.executable, "simulator"]
