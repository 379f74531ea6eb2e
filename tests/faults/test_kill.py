"""Killed in the middle of writing, the file is sound and everything acknowledged is there."""

from pathlib import Path

import pytest

from tests.faults.prove_kill import run


@pytest.mark.timeout(200)
def test_three_sudden_deaths_lose_nothing(tmp_path: Path, seed: int) -> None:
    killed = run(seed, 3, tmp_path)
    assert (killed.kills, killed.corrupt, killed.lost) == (3, 0, 0)
    assert killed.messages or killed.replies
