"""What will happen in the practice world and when; nothing happens until someone says what time it is."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

Event = Callable[[datetime], None]


class Timeline:
    """Future events in order of time, then of planning."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self._count = 0
        self._events: list[tuple[datetime, int, Event]] = []

    def plan(self, at: datetime, event: Event) -> None:
        """Lets `event` happen at `at`, or at once with the next `advance` where that has passed."""
        self._count += 1
        heapq.heappush(self._events, (at, self._count, event))

    def advance(self, to: datetime) -> int:
        """Lets everything due by `to` happen, each at its own moment; time never goes back."""
        happened = 0
        while self._events and self._events[0][0] <= to:
            at, _, event = heapq.heappop(self._events)
            self.now = max(self.now, at)
            event(self.now)
            happened += 1
        self.now = max(self.now, to)
        return happened

    @property
    def next_at(self) -> datetime | None:
        """When the next event is due."""
        return self._events[0][0] if self._events else None

    def clear(self) -> None:
        """Forgets everything planned."""
        self._events.clear()
