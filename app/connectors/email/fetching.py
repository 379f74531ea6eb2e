"""Fetching mails: as many as fit into one page, never marked as read, huge ones only in part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.connectors.contract import Item, RawMail, Surprise, Unreadable
from app.domain.values import EPOCH
from app.net.mail_imap import ImapLine, Listed


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is fetched at once, in bytes."""

    page: int = 20 * 1024 * 1024
    whole: int = 36 * 1024 * 1024
    """larger mails are fetched in part; providers accept 25 MB, which base64 makes 34"""
    head: int = 2 * 1024 * 1024
    """that part"""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a request for some mails."""

    taken: list[int]
    """numbers that were dealt with; a mail that vanished meanwhile counts"""
    items: tuple[Item, ...]
    newest: datetime
    """the latest arrival among them"""


@dataclass(frozen=True, slots=True)
class Place:
    """The open folder that mails are fetched from."""

    line: ImapLine
    folder: str
    uidvalidity: int
    is_sent: bool
    sizes: Sizes

    def fetch(self, uids: Sequence[int], known_until: datetime = EPOCH) -> Fetched:
        """Mails in the order of `uids`, until the page is heavy enough."""
        listed = self.line.listed(uids)
        taken: list[int] = []
        items: list[Item] = []
        weight, newest = 0, EPOCH
        for uid in uids:
            row = listed.get(uid)
            size = min(row.size, self.sizes.whole) if row is not None else 0
            if taken and weight + size > self.sizes.page:
                break
            weight += size
            taken.append(uid)
            if row is not None:
                newest = max(newest, row.arrived_at)
                items += self._one(row, resync=row.arrived_at <= known_until)
        return Fetched(taken, tuple(items), newest)

    def _one(self, row: Listed, *, resync: bool) -> list[Item]:
        try:
            found = self.line.raw(row.uid, row.size, self.sizes.whole, self.sizes.head)
        except Surprise as error:
            return [Unreadable(f"{self.folder}/{self.uidvalidity}/{row.uid}", error.key, error.content)]
        if found is None:
            return []
        content, cut = found
        mail = RawMail(
            self.folder,
            row.uid,
            self.uidvalidity,
            row.arrived_at,
            content,
            row.flags,
            sent_folder=self.is_sent,
            resync=resync,
            truncated=cut,
        )
        return [mail]
