"""A writer as storms have it: pages come in several transactions, and at any of them the program may die."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from app.domain.errors import Problem
from app.services.pace import Pace
from app.store.unit_of_work import Work
from tests.faults.outbox_schedule import Crash, DirectWriter
from tests.services.desks import Desk

T = TypeVar("T")
FATES = {"dies_before_commit": 0.03, "dies_after_commit": 0.03, "disk_full": 0.03}
"""what else befalls transactions in a storm, and which share of them"""
MORSEL = 3
"""items in one transaction: pages come in several, and the program may die between them"""


class Morsels(Pace):
    """The pace while somebody works here all the time."""

    def size(self) -> int:
        return MORSEL


class MortalWriter(DirectWriter):
    """The writer of a program that may die shortly before a commit or right after it, or that has no room."""

    def __init__(self, desk: Desk, dice: Callable[[], float], fates: Counter[str]) -> None:
        super().__init__(desk)
        self._dice, self._fates = dice, fates

    def run(self, job: Callable[[Work], T]) -> T:
        fate = self._fate()
        self._fates.update([fate] if fate else ())

        def to_the_commit(work: Work) -> T:
            done = job(work)
            if fate == "disk_full":
                raise Problem(fate)
            if fate == "dies_before_commit":
                raise Crash(fate)
            return done

        done = super().run(to_the_commit)
        if fate == "dies_after_commit":
            raise Crash(fate)
        return done

    def _fate(self) -> str:
        point = self._dice()
        for fate, share in FATES.items():
            point -= share
            if point < 0:
                return fate
        return ""
