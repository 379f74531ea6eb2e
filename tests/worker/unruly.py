"""A worker that misbehaves on demand: started as a real process by the tests of the client.

A mail whose body begins with a word below makes it crash, hang, babble or write half an answer.
"""

import os
import sys
import threading
from collections.abc import Iterator

from app.worker.frames import Frame, pack
from app.worker.jobs import JOBS, Job, answers
from app.worker.main import serve


def _misbehave(raw: bytes) -> Iterator[bytes]:
    if b"CRASH" in raw:
        os._exit(9)
    if b"HANG" in raw:
        threading.Event().wait()
    if b"BABBLE" in raw:
        yield b"\xff" * 64
    if b"HALF" in raw:
        sys.stdout.buffer.write(pack({"mail": {}})[:9])
        sys.stdout.buffer.flush()
        os._exit(0)
    if b"ODD" in raw:
        yield pack({"mail": {"message_id": 7}})
    if b"REFUSE" in raw:
        yield pack({"refused": "too_large"})
    if b"EMPTY" in raw:
        yield pack({})


def _unruly(request: Frame) -> Iterator[bytes]:
    for raw in request.blobs:
        if b"ONCE" in raw and request.head.get("careful"):
            raw = raw.replace(b"HANG", b"calm")
        odd = list(_misbehave(raw))
        yield from odd or answers(Frame({**request.head, "job": request.head["job"]}, (raw,)), JOBS)


def main() -> int:
    """Like the real worker, but with jobs that may go wrong."""
    if "--deaf" in sys.argv:
        threading.Event().wait()
    jobs: dict[str, Job] = dict.fromkeys(JOBS, _unruly)
    return serve(sys.stdin.buffer, sys.stdout.buffer, jobs)


if __name__ == "__main__":
    sys.exit(main())
