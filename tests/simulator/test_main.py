"""The simulator as a process: one line when ready, and it ends with its parent."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import httpx
import pytest

from app.simulator.main import arguments, setting
from tests.fakes import FakeClock, SeededIds

CHILD = """
import sys
from tests.fakes import FakeClock, SeededIds
from app.simulator.main import main
sys.exit(main(sys.argv[1:], FakeClock(), SeededIds()))
"""


def opened(*options: str) -> subprocess.Popen[str]:
    """The simulator as a child, speaking over pipes."""
    command = [sys.executable, "-c", CHILD, *options]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", ["end of input", "terminate"])
def test_it_says_where_it_is_and_ends_when_told(how: str) -> None:
    child = opened("--world", "crowd", "--conversations", "20", "--seed", "3")
    assert child.stdin is not None
    assert child.stdout is not None
    with child:
        line = json.loads(child.stdout.readline())
        assert line["ready"] is True
        with httpx.Client(trust_env=False, timeout=20) as client:
            talks = client.get(f"{line['oracle']}/conversations").json()
        assert len(talks) == 20
        assert {shop["key"] for shop in line["shops"]} >= {"amazon-de", "ebay-uk", "mail"}
        if how == "terminate":
            child.send_signal(signal.SIGTERM)
        else:
            child.stdin.close()
        assert child.wait(30) == 0


def test_credentials_are_random_unless_salted() -> None:
    def salt(*options: str, seed: int) -> str:
        clock = FakeClock()
        return setting(arguments(options), clock, SeededIds(seed, clock)).salt

    assert salt(seed=1) != salt(seed=2)
    assert salt("--salt", "s", seed=1) == "s"
