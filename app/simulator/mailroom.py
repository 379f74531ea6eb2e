"""The mailboxes of the practice shops: folders of letters, each with a number that only grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

SPECIAL = {"Sent": "Sent", "Drafts": "Drafts", "Junk": "Junk", "Trash": "Trash"}
"""Folder names and the special use each declares (RFC 6154)."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One stored mail."""

    uid: int
    at: datetime
    raw: bytes
    seen: bool = False


@dataclass(slots=True)
class Folder:
    """One folder: `validity` changes when its numbers start anew."""

    name: str
    validity: int
    next_uid: int = 1
    letters: list[Letter] = field(default_factory=list)

    def put(self, raw: bytes, at: datetime, seen: bool = False) -> Letter:
        """Stores a mail under the next number."""
        letter = Letter(self.next_uid, at, raw, seen)
        self.next_uid += 1
        self.letters.append(letter)
        return letter

    def since(self, uid: int) -> list[Letter]:
        """Mails with a number above `uid`."""
        return [letter for letter in self.letters if letter.uid > uid]

    def renumber(self, validity: int) -> None:
        """The server lost its numbering: same mails, new numbers, new validity."""
        letters, self.letters = self.letters, []
        self.validity, self.next_uid = validity, 1
        for letter in letters:
            self.put(letter.raw, letter.at, letter.seen)


@dataclass(slots=True)
class Mailbox:
    """One mailbox with its key. `keeps_sent`: the host files sent mail by itself, as Gmail does."""

    address: str
    password: str
    token: str
    folders: dict[str, Folder]
    keeps_sent: bool = False


Delivered = Callable[[Mailbox, Folder, Letter], None]
Renumbered = Callable[[Mailbox, Folder], None]


class Mailroom:
    """All mailboxes. Before `open` letters pile up; then they lie in order of time."""

    def __init__(self) -> None:
        self.boxes: dict[str, Mailbox] = {}
        self.listeners: list[Delivered] = []
        self.renumbered: list[Renumbered] = []
        self._pile: list[tuple[datetime, int, str, str, bytes, bool]] | None = []

    def add(self, address: str, password: str, token: str) -> Mailbox:
        """A new, empty mailbox."""
        names = ("INBOX", *SPECIAL)
        folders = {name: Folder(name, 1_700_000_000 + index) for index, name in enumerate(names)}
        box = Mailbox(address, password, token, folders)
        self.boxes[address.lower()] = box
        return box

    def deliver(self, address: str, raw: bytes, at: datetime, folder: str = "INBOX") -> None:
        """Puts a mail into a folder; unknown mailboxes swallow it."""
        seen = folder == "Sent"
        if self._pile is not None:
            self._pile.append((at, len(self._pile), address, folder, raw, seen))
            return
        box = self.boxes.get(address.lower())
        if box is None:
            return
        letter = box.folders[folder].put(raw, at, seen)
        for listener in self.listeners:
            listener(box, box.folders[folder], letter)

    def open(self) -> None:
        """Sorts what piled up by time; from now on mail is filed as it comes."""
        pile, self._pile = self._pile or [], None
        for at, _, address, folder, raw, _ in sorted(pile, key=lambda row: row[:2]):
            self.deliver(address, raw, at, folder)
