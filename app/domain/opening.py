"""Between the window and the first rows: the key is found and the file opened, or a person must help."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.domain.mending import Mending


@dataclass(frozen=True, slots=True)
class OfferedCode:
    """A recovery code to be written down: its groups, and the places of those that are asked back."""

    groups: tuple[str, ...] = field(repr=False)
    asked: tuple[int, ...]

    @property
    def code(self) -> str:
        """As it opens the data."""
        return "-".join(self.groups)


class Preparing(StrEnum):
    """What is done with a file that an earlier version wrote, before it is opened."""

    COPYING = "copying"
    CHECKING = "checking"
    """the copy"""
    CHANGING = "changing"


Heard = Callable[[Preparing, int, int], None]
"""hears what is done, and how many bytes of how many (0 of 0 where nobody can say)"""
Watch = Callable[[Preparing, int, int], bool]
"""the same, again and again from the middle of the work; True breaks it off, and the file is as it was"""


class Opening(Protocol):
    """Every method but the first may be slow: for the task pool. What a person must do comes as a Problem:

    `key_missing` asks for the recovery code, `passphrase_needed` for the passphrase, `passphrase_new` for a new one,
    and the values of `app.domain.mending.Harm` lead to mending.
    """

    def hear(self, heard: Heard) -> None:
        """Who is told, on the working thread, what takes long."""
        ...

    def open(self) -> str:
        """Opens the profile, or makes a new one; where nobody has proved yet that he holds a recovery code, the answer
        is one, to be shown once."""
        ...

    def recover(self, code: str) -> str:
        """Opens the profile by its recovery code and gives the keyring the key back."""
        ...

    def use_passphrase(self, phrase: str) -> str:
        """Opens the profile by its passphrase."""
        ...

    def choose_passphrase(self, phrase: str) -> str:
        """From now on this passphrase keeps the key, because no keyring does."""
        ...

    def mending(self) -> Mending:
        """Puts the file right; the key must be known."""
        ...
