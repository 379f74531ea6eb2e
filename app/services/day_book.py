"""Remembers over restarts what was used of each application's day: in the store, committed before a call is made."""

from dataclasses import dataclass
from datetime import date

from app.services.writing import Writer
from app.store.quotas import note_used, used_of_day


@dataclass(frozen=True, slots=True)
class DayBook:
    """Implements `app.connectors.quotas.QuotaKeeper`. Lanes and tasks use it, never the UI thread."""

    writer: Writer

    def used(self, key: str, day: date) -> int:
        """Calls that were written down for this day."""
        return self.writer.run(lambda work: used_of_day(work, key, day))

    def write_down(self, key: str, day: date, used: int) -> None:
        """Commits before it returns."""
        self.writer.run(lambda work: note_used(work, key, day, used))
