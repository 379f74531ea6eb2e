"""The one way by which work outside the screens changes rows: handed to the writer, carried out in its turn."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from app.store.unit_of_work import Work

T = TypeVar("T")


class Writer(Protocol):
    """The thread that owns the writing connection, as everybody else sees it."""

    def run(self, job: Callable[[Work], T]) -> T:
        """Runs `job` in one transaction behind waiting commands, waits for its commit, and announces its changes.

        Raises what the job raised; nothing is stored then. Never called from the UI thread.
        """
        ...
