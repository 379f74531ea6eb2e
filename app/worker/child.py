"""One worker process seen from the program: started, asked, waited for up to a deadline, and surely ended."""

import queue
import subprocess
import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import BinaryIO, cast

from app.worker import frames
from app.worker.frames import BrokenFrame, Frame

QUIT_SECONDS = 2.0
_SMALL = 16 * 1024
"""Bytes that surely fit into a pipe nobody reads."""


class ChildGone(Exception):
    """The process died, answered nonsense, or was killed for taking too long (`too_slow`)."""

    def __init__(self, too_slow: bool) -> None:
        super().__init__(too_slow)
        self.too_slow = too_slow


class Child:
    """A running process and the thread that reads its answers."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_creation_flags(),
        )
        self._answers: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="worker-answers", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs: the system may have ended it while it had nothing to do."""
        return self._process.poll() is None

    def ask(self, request: bytes, patience: timedelta) -> None:
        """Hands over a request; a child that does not take it in time is killed."""
        assert self._process.stdin is not None
        seconds = patience.total_seconds()
        watch = threading.Timer(seconds, self._process.kill) if len(request) > _SMALL else None
        if watch:
            watch.start()
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except OSError as error:
            raise ChildGone(too_slow=watch is not None and watch.finished.is_set()) from error
        finally:
            if watch:
                watch.cancel()
                watch.join()

    def answer(self, patience: timedelta) -> Frame:
        """The next answer, if it comes in time."""
        try:
            frame = self._answers.get(timeout=patience.total_seconds())
        except queue.Empty:
            raise ChildGone(too_slow=True) from None
        if frame is None:
            raise ChildGone(too_slow=False)
        return frame

    def end(self, patience: timedelta = timedelta()) -> None:
        """Asks the process to leave by closing its input, kills it if it stays, and leaves no trace of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if not patience:
            self._process.kill()
        try:
            self._process.stdin.close()
        except OSError:
            pass  # it died with our request half written
        try:
            self._process.wait(patience.total_seconds() or None)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()

    def _read(self) -> None:
        stream = cast("BinaryIO", self._process.stdout)
        try:
            while (frame := frames.read(stream)) is not None:
                self._answers.put(frame)
        except (BrokenFrame, OSError, ValueError):
            pass  # told like any other death
        self._answers.put(None)


def _creation_flags() -> int:
    """Windows: no console window, and below the program's own priority."""
    names = ("CREATE_NO_WINDOW", "BELOW_NORMAL_PRIORITY_CLASS")
    return sum(getattr(subprocess, name, 0) for name in names)
