"""The worker process: takes a job from its input, answers on its output, and dies rather than hang.

It is niced, may use two gigabytes, and never sees the database, the keyring or the network.
"""

import faulthandler
import os
import sys
from collections.abc import Mapping
from typing import BinaryIO

from app.worker import frames
from app.worker.jobs import JOBS, Job, answers

MAX_MEMORY = 2 * 1024**3
LAST_RESORT_SECONDS = 120
"""Should the program be gone while a job hangs, nobody kills us: then we do it ourselves."""


def main() -> int:
    """Serves until the program closes our input."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not land between two frames
    _be_modest()
    return serve(requests, replies, JOBS)


def serve(requests: BinaryIO, replies: BinaryIO, jobs: Mapping[str, Job]) -> int:
    """One request after the other; 0 at the end of input, 1 when it made no sense."""
    while True:
        try:
            request = frames.read(requests)
        except frames.BrokenFrame:
            return 1
        if request is None:
            return 0
        with _LastResort():
            for answer in answers(request, dict(jobs)):
                replies.write(answer)
                replies.flush()


class _LastResort:
    """Ends this process when one job takes far longer than any program would wait."""

    def __enter__(self) -> None:
        self._sink = open(os.devnull, "w")  # noqa: PTH123 - os.devnull is no path on Windows
        faulthandler.dump_traceback_later(LAST_RESORT_SECONDS, exit=True, file=self._sink)

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._sink.close()


def _be_modest() -> None:
    """The screen and the writer come first; on Windows the program starts us with a lower priority instead."""
    if sys.platform == "win32":
        return
    import resource  # exists on POSIX only

    os.nice(10)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    sys.exit(main())
