"""Threads that answer the screens' questions, each with a read-only connection of its own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from queue import SimpleQueue

from PySide6.QtCore import QThread

from app.domain.errors import Bug, Problem, QuaysideError
from app.domain.reader import Reader
from app.host.log import EventLog

OpenReader = Callable[[], AbstractContextManager[Reader]]
"""opens a reader on the thread that will use it"""
_Question = tuple[Callable[[Reader], object], Callable[[object], None], Callable[[QuaysideError], None]]
_log = EventLog("reader")


class _ReaderThread(QThread):
    def __init__(
        self, number: int, open_reader: OpenReader, questions: "SimpleQueue[_Question | None]"
    ) -> None:
        super().__init__()
        self.setObjectName(f"reader-{number}")
        self._open_reader = open_reader
        self._questions = questions

    def run(self) -> None:
        with self._open_reader() as reader:
            while (item := self._questions.get()) is not None:
                _answer(reader, *item)


def _answer(
    reader: Reader,
    question: Callable[[Reader], object],
    answer: Callable[[object], None],
    failed: Callable[[QuaysideError], None],
) -> None:
    try:
        found = question(reader)
    except QuaysideError as error:
        failed(error)
    except Exception as error:  # noqa: BLE001  # the thread's border: one bad question must not end all answers
        failed(_named(error))
    else:
        answer(found)


def _named(error: Exception) -> QuaysideError:
    from app.store.failures import meaning_of  # it costs what only an accident may cost

    if key := meaning_of(error):
        return Problem(key)
    _log.trouble("question_failed", error)
    return Bug("question_failed")


class ReaderPool:
    """Answers questions in the order of their asking, a few at a time."""

    def __init__(
        self, open_reader: OpenReader, damaged: Callable[[], None] = lambda: None, size: int = 2
    ) -> None:
        """`damaged` hears when an answer came upon a place that cannot be read."""
        self._damaged = damaged
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._threads = [_ReaderThread(number, open_reader, self._questions) for number in range(size)]

    def start(self) -> None:
        """Begins to answer."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Answers what was asked, then ends."""
        for _ in self._threads:
            self._questions.put(None)
        for thread in self._threads:
            thread.wait()

    def submit(
        self,
        question: Callable[[Reader], object],
        answer: Callable[[object], None],
        failed: Callable[[QuaysideError], None],
    ) -> None:
        """`answer` or `failed` is called on the reader's thread."""

        def troubled(error: QuaysideError) -> None:
            if error.key == "database_damaged":
                self._damaged()
            failed(error)

        self._questions.put((question, answer, troubled))
