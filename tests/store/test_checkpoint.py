"""What was committed reaches the file itself beside the writer: nothing is lost, and nobody is held up."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.store.checkpoint import LOOK_EVERY, WORTH_IT, Checkpoints
from app.store.engine import open_local
from app.store.facts import note_fact, read_fact
from app.store.unit_of_work import unit_of_work
from tests.store.conftest import KEY

PAGE = 4096


@pytest.fixture
def checkpoints(file: Path) -> Checkpoints:
    return Checkpoints(file, KEY)


def fill(engine: Engine, value: str) -> None:
    """More pages than are worth a look."""
    with unit_of_work(engine) as work:
        note_fact(work, "long", value * (WORTH_IT + 10) * PAGE)


def test_a_short_log_is_left_alone(engine: Engine, checkpoints: Checkpoints) -> None:
    with unit_of_work(engine) as work:
        note_fact(work, "short", "one")
    assert not checkpoints.step()


def test_a_long_log_is_brought_into_the_file(
    engine: Engine, file: Path, tmp_path: Path, checkpoints: Checkpoints
) -> None:
    fill(engine, "x")
    assert checkpoints.step()
    alone = tmp_path / "alone" / "desk.db"
    alone.parent.mkdir()
    shutil.copyfile(file, alone)
    copy = open_local(alone, KEY)
    with unit_of_work(copy) as work:
        assert read_fact(work, "long")[:3] == "xxx"
    copy.dispose()


def test_what_is_in_the_file_is_not_copied_again(engine: Engine, checkpoints: Checkpoints) -> None:
    fill(engine, "x")
    assert checkpoints.step()
    assert not checkpoints.step()


def test_a_writer_in_the_middle_of_a_transaction_is_not_held_up(
    engine: Engine, checkpoints: Checkpoints
) -> None:
    fill(engine, "x")
    with unit_of_work(engine) as work:
        note_fact(work, "short", "before")
        assert checkpoints.step()
        note_fact(work, "short", "after")
    with unit_of_work(engine) as work:
        assert read_fact(work, "short") == "after"


def test_a_file_that_cannot_be_read_is_a_line_in_the_log_and_no_more(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"\0" * PAGE)
    assert not Checkpoints(broken, KEY).step()


def test_many_commits_are_few_looks(checkpoints: Checkpoints) -> None:
    looks = [checkpoints.due(100 + commit * LOOK_EVERY / 10) for commit in range(20)]
    assert looks.count(True) == 2
