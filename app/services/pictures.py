"""Fetches product pictures in the background, so that the order card shows what the customer talks about."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import Bug, QuaysideError, Rejected
from app.domain.values import ShopId
from app.host.blobs import BlobStore, Shelf
from app.services.writing import Writer
from app.store.pictures import GONE, WantedPicture, keep_picture, wanted_pictures

AT_ONCE = 20
REST_SECONDS = 30.0
AFTER_OUTAGE_SECONDS = 600.0
"""a host in trouble is not asked twice a minute"""


@dataclass(slots=True)
class PictureRound:
    """One round of the picture lane."""

    writer: Writer
    blobs: BlobStore
    fetch: Callable[[ShopId, str], bytes]
    crowded: Callable[[], bool] = lambda: False
    """whether the disk has no room for pictures"""
    _ending: bool = False

    def interrupt(self) -> None:
        """The lane ends: no further picture is fetched."""
        self._ending = True

    def __call__(self) -> float | None:
        """Fetches what is wanted; seconds to rest."""
        if self.crowded():
            return AFTER_OUTAGE_SECONDS
        troubled: set[ShopId] = set()
        for wanted in self.writer.run(lambda work: wanted_pictures(work, AT_ONCE)):
            if self._ending:
                break
            if wanted.shop not in troubled and not self._fetch(wanted):
                troubled.add(wanted.shop)
        return AFTER_OUTAGE_SECONDS if troubled else REST_SECONDS

    def _fetch(self, wanted: WantedPicture) -> bool:
        """False where a later round may have more luck: only what the other side denies is given up."""
        try:
            key = self.blobs.put(Shelf.FILES, self.fetch(wanted.shop, wanted.url))
        except (Rejected, Bug):
            key = GONE
        except QuaysideError:
            return False
        self.writer.run(lambda work: keep_picture(work, wanted, key))
        return True
