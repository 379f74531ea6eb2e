"""Threads for slow work that a screen started: files, pictures, a shop's first call."""

from collections.abc import Callable

from PySide6.QtCore import QRunnable, QThreadPool

from app.domain.errors import Bug, QuaysideError
from app.host.log import EventLog

_log = EventLog("tasks")


class _Task(QRunnable):
    def __init__(
        self,
        task: Callable[[], object],
        answer: Callable[[object], None],
        failed: Callable[[QuaysideError], None],
    ) -> None:
        super().__init__()
        self._task, self._answer, self._failed = task, answer, failed

    def run(self) -> None:
        try:
            found = self._task()
        except QuaysideError as error:
            self._failed(error)
        except Exception as error:  # noqa: BLE001  # the thread's border: one bad task must not end the others
            _log.trouble("task_failed", error)
            self._failed(Bug("task_failed"))
        else:
            self._answer(found)


class TaskPool:
    """Runs a few tasks at a time; the rest wait."""

    def __init__(self, size: int = 4) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(size)

    def submit(
        self,
        task: Callable[[], object],
        answer: Callable[[object], None],
        failed: Callable[[QuaysideError], None],
    ) -> None:
        """`answer` or `failed` is called on the pool's thread."""
        self._pool.start(_Task(task, answer, failed))

    def stop(self) -> None:
        """Drops what has not begun and waits for the rest."""
        self._pool.clear()
        self._pool.waitForDone()
