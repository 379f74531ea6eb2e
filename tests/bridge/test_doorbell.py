"""A second start on the same profile brings the first window forward."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bridge.doorbell import Doorbell, bell_name, ring

RING = "import sys; from pathlib import Path; from app.bridge.doorbell import ring; print(ring(Path(sys.argv[1])))"


@pytest.fixture
def bell(tmp_path: Path, qtbot: QtBot) -> Iterator[Doorbell]:
    made = Doorbell(tmp_path)
    yield made
    made.take_down()
    made.deleteLater()


def ringing(profile: Path) -> "subprocess.Popen[str]":
    """Another program, as a second start would be."""
    return subprocess.Popen(
        [sys.executable, "-c", RING, str(profile)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_first_window_hears_the_second_start(tmp_path: Path, bell: Doorbell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bell.rung, timeout=20_000):
        second = ringing(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.communicate()[0].strip() == "True"


def test_where_nobody_answers_the_second_start_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    assert ring(tmp_path) is False


def test_a_bell_that_a_killed_program_left_is_hung_anew(tmp_path: Path, qtbot: QtBot) -> None:
    source = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from app.bridge.doorbell import Doorbell; app = QCoreApplication([]);"
        "bell = Doorbell(Path(sys.argv[1])); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", source, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    bell = Doorbell(tmp_path)
    with qtbot.waitSignal(bell.rung, timeout=20_000):
        second = ringing(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.communicate()[0].strip() == "True"
    bell.take_down()
    bell.deleteLater()


def test_two_profiles_have_two_bells_without_a_path_in_their_names(tmp_path: Path) -> None:
    one, other = bell_name(tmp_path / "one"), bell_name(tmp_path / "other")
    assert one != other
    assert tmp_path.name not in one
