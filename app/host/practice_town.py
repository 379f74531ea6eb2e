"""Starts the practice marketplaces as a child process, and ends them with us."""

import json
import subprocess
import sys
from collections.abc import Mapping
from threading import Thread
from types import TracebackType
from typing import Any

from app.domain.errors import Problem

READY_SECONDS = 60.0
GOODBYE_SECONDS = 10.0


def town_command(seed: int) -> list[str]:
    """How this program starts its own practice town, from a checkout or frozen into one executable."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    return [*own, "simulator", "--world", "demo", "--hold", "--seed", str(seed)]


class PracticeTown:
    """A running town. It dies with its standard input, so even a killed program leaves none behind."""

    def __init__(self, command: list[str]) -> None:
        self._process = process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None  # both were asked for
        assert process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout

    def open(self) -> Mapping[str, Any]:
        """Waits until the town answers and gives its addresses and credentials. Problem `practice_not_started`."""
        lines: list[bytes] = []
        reader = Thread(target=lambda: lines.append(self._stdout.readline()), daemon=True)
        reader.start()
        reader.join(READY_SECONDS)
        try:
            ready: Mapping[str, Any] = json.loads(lines[0])
        except (IndexError, ValueError) as error:
            raise Problem("practice_not_started") from error
        return ready

    def close(self) -> None:
        """Ends the town and waits for it."""
        self._stdin.close()
        try:
            self._process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stdout.close()

    def __enter__(self) -> "PracticeTown":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
