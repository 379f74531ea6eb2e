"""What checks of the file and of its copies found, kept as facts: for diagnostics, and to know when the next is due."""

from datetime import datetime

from app.store.facts import note_fact, read_fact
from app.store.unit_of_work import Work


def note_check(work: Work, at: datetime, complaints: int) -> None:
    """The whole file was read."""
    note_fact(work, "checked_at", at.isoformat())
    note_fact(work, "check_complaints", str(complaints))


def checked_at(work: Work) -> datetime | None:
    """When the whole file was last read."""
    kept = read_fact(work, "checked_at")
    return datetime.fromisoformat(kept) if kept else None


def note_copy_tried(work: Work, at: datetime, sound: bool) -> None:
    """The newest copy was opened as an emergency would."""
    note_fact(work, "copy_tried_at", at.isoformat())
    note_fact(work, "copy_sound", "yes" if sound else "no")


def check_facts(work: Work) -> dict[str, str]:
    """For diagnostics; `never` where nothing was checked yet."""
    names = ("checked_at", "check_complaints", "copy_tried_at", "copy_sound")
    return {name: read_fact(work, name, "never") for name in names}
