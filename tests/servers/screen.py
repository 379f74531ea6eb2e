"""A real X screen without a monitor, for tests that must see a window as a person would."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.processes import PATIENCE, find_program, running, server_folder


@pytest.fixture(scope="session")
def x_screen() -> Iterator[str]:
    """The DISPLAY of an Xvfb of our own (1600 x 1000); give it to the child process that opens the window."""
    program = find_program("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed" if sys.platform == "linux" else "X screens exist on Linux only")
    reading, writing = os.pipe()
    with server_folder("xvfb") as folder, os.fdopen(reading, "rb") as answer:
        command = [
            str(program),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1600x1000x24",
            "-nolisten",
            "tcp",
        ]
        with running(command, folder / "xvfb.log", pass_fds=(writing,)) as child:
            os.close(writing)
            number = answer.readline().strip()  # written when the screen is ready, empty when it died
            assert number, f"Xvfb ended: {child.wait(PATIENCE)} {_log(folder)}"
            yield f":{number.decode()}"


def _log(folder: Path) -> str:
    return (folder / "xvfb.log").read_text(errors="replace")
