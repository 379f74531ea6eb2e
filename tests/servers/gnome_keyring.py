"""A real gnome-keyring on a message bus of its own, for code that must work with the Linux secret service."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.processes import find_program

UNLOCKED = """
printf harbour | gnome-keyring-daemon --unlock --components=secrets --daemonize=no >/dev/null 2>&1 &
keyring=$!
"$0" - "$@"
result=$?
kill "$keyring"
wait "$keyring"
exit $result
"""
"""A non-empty password: an empty one ends in a prompt that nobody can answer."""


@pytest.fixture
def in_keyring_session(tmp_path: Path) -> Callable[[str], str]:
    """Runs Python source in a session with an unlocked gnome-keyring and returns what it printed."""
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        if find_program(program) is None:
            pytest.skip(f"{program} is not installed")

    def run(source: str) -> str:
        home = tmp_path / "keyring-home"
        home.mkdir(exist_ok=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS_", "XDG_"))}
        environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PYTHONPATH": str(Path.cwd())}
        done = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", UNLOCKED, sys.executable],
            input=source,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
