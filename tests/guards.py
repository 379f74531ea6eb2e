"""What every test is held to: loopback only, no unannounced warning in the log, no thread or timer left behind."""

import gc
import ipaddress
import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class LoopbackOnly:
    """Refuses every socket that leaves this machine and every name that would need a name server.

    An audit hook sees all sockets Python opens, also those opened by libraries. It cannot be removed, so there is one
    per process, made in conftest.py.
    """

    def __init__(self) -> None:
        self.refused: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            self._require_local(event, args[1])
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            self._require_local(event, (args[0],))

    def _require_local(self, event: str, address: object) -> None:
        if not isinstance(address, tuple) or _is_local(address[0]):
            return
        self.refused.append(f"{event} {address[0]}")
        raise PermissionError(f"tests talk to this machine only: {event} {address[0]}")


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


class LogWatch(logging.Handler):
    """Collects warnings and errors; those a test announced are forgiven, and must then really come."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._announced: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def announce(self, pattern: str) -> None:
        """The test expects a warning or error whose `logger: message` matches `pattern`."""
        self._announced.append(re.compile(pattern))

    def complaints(self) -> list[str]:
        lines = [f"{record.name}: {record.getMessage()}" for record in self.records]
        unexpected = [line for line in lines if not any(p.search(line) for p in self._announced)]
        missing = [p.pattern for p in self._announced if not any(p.search(line) for line in lines)]
        return [f"unexpected log line: {line}" for line in unexpected] + [
            f"announced log line never came: {pattern}" for pattern in missing
        ]


@contextmanager
def watched_log() -> Iterator[LogWatch]:
    """Listens at the root logger."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    try:
        yield watch
    finally:
        logging.getLogger().removeHandler(watch)


def threads() -> set[threading.Thread]:
    """Python threads alive now. Threads that Qt or C started are dummies to Python and are found by `qt_leftovers`."""
    return {t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)}


def left_threads(before: set[threading.Thread], patience: float = 5.0) -> list[str]:
    """Names of threads started since `before` that are still alive after being given `patience` seconds to end."""
    late = []
    for thread in threads() - before:
        thread.join(patience)
        if thread.is_alive():
            late.append(thread.name)
    return late


def qt_running() -> dict[int, str]:
    """Running QThreads and active QTimers that Python knows of, by identity."""
    if "PySide6.QtCore" not in sys.modules:
        return {}
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    found = {}
    for thing in gc.get_objects():
        if issubclass(type(thing), QThread) and isValid(thing) and thing.isRunning():
            if thing is not QThread.currentThread():
                found[id(thing)] = f"QThread {type(thing).__name__} {thing.objectName()}"
        elif issubclass(type(thing), QTimer) and isValid(thing) and thing.isActive():
            found[id(thing)] = f"QTimer {type(thing).__name__} {thing.objectName()} of {thing.parent()!r}"
    return found
