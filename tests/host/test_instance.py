"""One window per profile, also after the first one was killed."""

import os
import subprocess
import sys
from pathlib import Path

from app.host.instance import InstanceLock

HOLD = """
import sys
from pathlib import Path
from app.host.instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_the_second_one_is_turned_away_and_learns_who_holds_it(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path / "lock"), InstanceLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    assert second.holder() == os.getpid()
    first.release()
    assert second.acquire()
    second.release()


def test_nobody_holds_a_lock_that_was_never_taken(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "lock")
    assert lock.holder() is None
    lock.release()


def test_another_process_is_turned_away_until_the_first_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "True\n"
        mine = InstanceLock(path)
        assert not mine.acquire()
        assert mine.holder() == child.pid
        child.kill()
        child.wait()
        assert mine.acquire()
        mine.release()
