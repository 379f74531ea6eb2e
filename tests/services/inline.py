"""A writer without a thread: every job is its own transaction, at once."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine

from app.domain.changes import Changes
from app.services.shop_doors import facts_of
from app.store.unit_of_work import Work, unit_of_work

T = TypeVar("T")


class InlineWriter:
    """Implements `app.services.writing.Writer`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.announced = Changes()

    def run(self, job: Callable[[Work], T]) -> T:
        with unit_of_work(self.engine, facts_of) as work:
            result = job(work)
        self.announced |= work.log.freeze()
        return result
