"""Starting real servers for a test run on free ports, and ending exactly those processes again."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds a server gets to come up or go down before the run is called broken."""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_program(name: str, *folders: str) -> Path | None:
    """A program on the path or in the folders where distributions hide servers."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *folders])
    found = shutil.which(name, path=places)
    return Path(found) if found else None


@contextmanager
def server_folder(name: str, owner: str | None = None) -> Iterator[Path]:
    """An empty folder for a server's files, given to `owner` where the server refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix=f"quayside-{name}-", dir="/tmp" if os.name == "posix" else None))
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(
    command: Sequence[str], log: Path, stop: signal.Signals = signal.SIGTERM, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A child that is stopped by its own pid, and awaited, whatever happens."""
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **options
        )
        try:
            yield child
        finally:
            child.send_signal(stop)
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def wait_for_port(port: int, child: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when something listens; says what the server wrote when it died instead."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.05)):
        if child.poll() is not None:
            raise AssertionError(f"server ended with {child.returncode}:\n{log.read_text(errors='replace')}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        pause.wait(0.05)
    raise AssertionError(f"nothing listens on {port}:\n{log.read_text(errors='replace')}")
