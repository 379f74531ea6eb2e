"""Taking back: rows are put to where they stood, if nobody has touched them since."""

from datetime import datetime

from app.domain.restoring import Restore
from app.services.handling import Handled, undoable
from app.store.restoring import restore_rows
from app.store.unit_of_work import Work


def restore(work: Work, command: Restore, now: datetime) -> Handled:
    """Runs an inverse; its own inverse does the thing again."""
    restore_rows(work, command.rows)
    return undoable(work, command)
