"""`dev.py`: what it does to the machine it undoes, and what it says on a wrong word."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.house.source import ROOT


def test_a_policy_that_was_there_is_there_again(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 0\n")
    policy.chmod(0o700)
    with dev.services_kept_from_starting(policy):
        assert "101" in policy.read_text()
    assert policy.read_text() == "#!/bin/sh\nexit 0\n"
    assert sys.platform == "win32" or policy.stat().st_mode & 0o777 == 0o700


def test_a_policy_that_was_not_there_is_gone_again_even_after_a_failure(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    with pytest.raises(ValueError), dev.services_kept_from_starting(policy):
        raise ValueError
    assert not policy.exists()


def test_an_interpreter_that_cannot_start_does_not_work(tmp_path: Path) -> None:
    dead = tmp_path / "python"
    dead.symlink_to(tmp_path / "gone")
    assert not dev.works(dead)
    assert dev.works(sys.executable)


def test_a_wrong_word_gets_the_list_of_right_ones() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "sink"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert all(word in done.stderr for word in ("demo", "test", "check", "bench", "prove", "build", "lock"))
