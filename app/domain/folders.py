"""The folders of a mailbox: which of them mail is fetched from, and what lies unread among what was taken for junk."""

from dataclasses import dataclass
from enum import StrEnum


class FolderKind(StrEnum):
    """What the server says a folder is for."""

    INBOX = "inbox"
    SENT = "sent"
    JUNK = "junk"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MailFolder:
    """One folder that mail may lie in."""

    name: str
    kind: FolderKind
    fetched: bool
    unread: int = 0
    """counted for junk only: one look per folder would take long"""

    @property
    def always(self) -> bool:
        """Whether it is fetched without asking: what comes, and what we sent."""
        return self.kind in (FolderKind.INBOX, FolderKind.SENT)
