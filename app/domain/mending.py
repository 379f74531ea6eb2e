"""A damaged desk and how it is put right: what a person is shown, may choose, and is told afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Harm(StrEnum):
    """What is wrong with the file; the values are also the keys of the problems that lead here."""

    DAMAGED = "database_damaged"
    UNREADABLE = "database_key_wrong"
    """not a page of it opens: its beginning is destroyed, or the key is another profile's"""
    MISSING = "database_missing"


class Stage(StrEnum):
    """Where the work stands."""

    READING = "reading"
    COPYING = "copying"
    CHECKING = "checking"
    REPLAYING = "replaying"
    PLACING = "placing"


Progress = Callable[[Stage, int], None]
"""hears the stage, and how many rows or entries of it are done"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that could be put back."""

    file: Path
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Damage:
    """What was found, and what there is to mend it with."""

    harm: Harm
    size: int
    repairable: bool
    copies: tuple[Copy, ...]
    """the newest first"""
    own_words: int
    """replies, notes and drafts in the journal"""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of it."""

    rows: int
    """0 where a copy was put back"""
    gaps: int
    replayed: int
    to_decide: int
    """replies of which nobody knows here whether they were sent"""
    homeless: tuple[str, ...]
    """words whose conversation is not there yet"""
    aside: str
    """under which name the damaged file is kept; '' where there was none"""


class Mending(Protocol):
    """The work itself. Slow: for the task pool, while nothing else has the file open."""

    def look(self) -> Damage:
        """What is wrong, and what can be done."""
        ...

    def repair(self, progress: Progress) -> Mended:
        """Every readable row goes into a new file, then the journal's words."""
        ...

    def put_back(self, copy: Copy, progress: Progress) -> Mended:
        """A copy takes the place of the file, then the journal's words since."""
        ...

    def begin_anew(self, progress: Progress) -> Mended:
        """Where nothing else is left: an empty file, and the journal's words are shown."""
        ...
