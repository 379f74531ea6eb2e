"""What could not be read: shown as it came, and read again when an agent asks, perhaps by a wiser version."""

from collections.abc import Callable
from dataclasses import dataclass

from app.connectors.contract import RawMail, StreamMode
from app.domain.errors import Problem
from app.domain.mail import place_of
from app.domain.moments import Clock, IdSource
from app.domain.values import LoginId
from app.host.blobs import BlobStore
from app.services.ingest import Sorter, batches, take_in
from app.services.writing import Writer
from app.store import quarantine as rows
from app.store.unit_of_work import Work


@dataclass(slots=True)
class QuarantineDesk:
    """Looks into the quarantine and tries its entries again."""

    writer: Writer
    blobs: BlobStore
    sorter_of: Callable[[LoginId], Sorter | None]
    """how a login's mails find their shop now; None while none of its shops works"""
    clock: Clock
    ids: IdSource

    def raw(self, entry: int) -> bytes:
        """The bytes as they came. Problem `quarantine_gone`."""
        return self.blobs.get(self._kept(entry).blob_key)

    def retry(self, entry: int) -> bool:
        """Reads an entry again; True when it could be read and now stands where it belongs."""
        kept = self._kept(entry)
        sorter = self.sorter_of(kept.login_id)
        if sorter is None:
            raise Problem("shop_paused")
        mail = _as_mail(kept, self.blobs.get(kept.blob_key))
        if mail is None:
            self.writer.run(lambda work: rows.tried_again(work, entry, kept.reason))
            return False
        prepared = sorter.prepare([mail], StreamMode.LIVE)
        if prepared.unread:
            self.writer.run(lambda work: rows.tried_again(work, entry, prepared.unread[0].reason))
            return False

        def store(work: Work) -> None:
            for batch in batches(kept.login_id, kept.stream, prepared, None):
                take_in(work, batch, self.clock.now(), self.ids)
            rows.let_go(work, entry)

        self.writer.run(store)
        return True

    def dismiss(self, entry: int) -> None:
        """A person has seen it: it is listed no more. Its bytes stay where they are."""
        self.writer.run(lambda work: rows.let_go(work, entry))

    def shop_joined(self, login: LoginId) -> None:
        """Reads again what waited for the shop of its site; the rest waits on."""
        for entry in self.writer.run(lambda work: rows.waiting_for_shop(work, login)):
            self.retry(entry)

    def _kept(self, entry: int) -> rows.Kept:
        kept = self.writer.run(lambda work: rows.find_kept(work, entry))
        if kept is None:
            raise Problem("quarantine_gone")
        return kept


def _as_mail(kept: rows.Kept, content: bytes) -> RawMail | None:
    """A quarantined mail as it came; None for what was no mail: only its channel can offer it again."""
    place = place_of(kept.remote_key)
    if place is None:
        return None
    folder, epoch, uid = place
    return RawMail(folder, uid, epoch, kept.at, content)
