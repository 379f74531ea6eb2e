"""Where reading a mail folder stopped: forwards from the newest mail, and backwards into the past."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.connectors import paging
from app.domain.values import EPOCH


@dataclass(frozen=True, slots=True)
class LiveCursor:
    """Forwards: mails with a higher UID are new."""

    uidvalidity: int
    last_uid: int
    modseq: int = 0
    """marks changed up to here are known; 0 where the server does not count"""
    messages: int = -1
    """how many mails the folder holds as far as we know; -1: unknown"""
    newest: datetime = EPOCH
    """arrival of the newest mail seen; what the server renumbered and is not newer starts no clock"""
    rescan_from: int = 0
    """after a renumbering: the next UID to look at again; 0 when there is nothing to look at again"""
    rescan_to: int = 0
    marked_at: datetime = EPOCH
    """when marks were last asked for of a server that does not count their changes"""

    @staticmethod
    def read(cursor: str | None) -> "LiveCursor | None":
        """None where nothing was ever read."""
        fields = paging.load(cursor)
        if not fields.get("uidvalidity"):
            return None
        return LiveCursor(
            paging.number(fields, "uidvalidity"),
            paging.number(fields, "last_uid"),
            paging.number(fields, "modseq"),
            paging.number(fields, "messages", -1),
            paging.from_cursor(fields, "newest", EPOCH),
            paging.number(fields, "rescan_from"),
            paging.number(fields, "rescan_to"),
            paging.from_cursor(fields, "marked_at", EPOCH),
        )

    def write(self) -> str:
        """The cursor as text."""
        return paging.dump(
            {
                "uidvalidity": self.uidvalidity,
                "last_uid": self.last_uid,
                "modseq": self.modseq,
                "messages": self.messages,
                "newest": paging.stamp(self.newest),
                "rescan_from": self.rescan_from,
                "rescan_to": self.rescan_to,
                "marked_at": paging.stamp(self.marked_at),
            }
        )


@dataclass(frozen=True, slots=True)
class BackCursor:
    """Backwards: mails below `low` are still to come, down to the day `since`."""

    uidvalidity: int
    low: int
    since: datetime
    total: int
    done: int
    finished: bool = False
    reopens: bool = False
    """more of the past is wanted: what lies below `low` is counted anew"""

    def reopened(self) -> "BackCursor":
        """The same place, to go on from."""
        return replace(self, finished=False, reopens=True)

    @staticmethod
    def read(cursor: str | None) -> "BackCursor | None":
        """None where nothing was ever read."""
        fields = paging.load(cursor)
        if not fields.get("since"):
            return None
        return BackCursor(
            paging.number(fields, "uidvalidity"),
            paging.number(fields, "low"),
            paging.from_cursor(fields, "since", EPOCH),
            paging.number(fields, "total"),
            paging.number(fields, "done"),
            fields.get("finished") is True,
            fields.get("reopens") is True,
        )

    def write(self) -> str:
        """The cursor as text."""
        return paging.dump(
            {
                "uidvalidity": self.uidvalidity,
                "low": self.low,
                "since": paging.stamp(self.since),
                "total": self.total,
                "done": self.done,
                "finished": self.finished,
                "reopens": self.reopens,
            }
        )
