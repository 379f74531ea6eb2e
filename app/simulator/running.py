"""A practice town inside this process, on a thread of its own: real sockets, but the test's own clock."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from types import TracebackType
from typing import TypeVar

from app.simulator.oracle_answers import Body
from app.simulator.service import Service
from app.simulator.town import Setting, Town
from app.simulator.wire import Json

T = TypeVar("T")


class RunningTown:
    """`with RunningTown(setting, now) as town:`; ask and tell the oracle from any thread."""

    def __init__(self, setting: Setting, now: Callable[[], datetime]) -> None:
        self.loop = asyncio.new_event_loop()
        self.service = Service(Town(setting), now)
        self.line: dict[str, Json] = {}
        self._thread = threading.Thread(target=self._run, name="practice town", daemon=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def __enter__(self) -> RunningTown:
        self._thread.start()
        self.line = asyncio.run_coroutine_threadsafe(self.service.start(), self.loop).result(60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self.service.close(), self.loop).result(30)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(30)
        self.loop.close()

    def inside(self, work: Callable[[], T]) -> T:
        """Runs something on the town's own thread, where the world may be touched."""
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except Exception as error:  # noqa: BLE001 - handed to the thread that asked
                done.set_exception(error)

        self.loop.call_soon_threadsafe(run)
        return done.result(30)

    def ask(self, what: str, **query: str) -> Json:
        """A question to the oracle."""
        service = self.service
        return self.inside(lambda: service.oracle.ask(what, query, service.now()))

    def tell(self, what: str, **body: Json) -> Json:
        """An order to the world."""
        service = self.service
        order: Body = dict(body)
        return self.inside(lambda: service.oracle.tell(what, order, service.now()))
