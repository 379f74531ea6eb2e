"""Offers to count the answers that were due before a shop was connected; a no is kept until somebody new waits."""

from PySide6.QtCore import QObject, QTimer

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.commands import CountImported
from app.domain.readmodels import ImportedWaiting
from app.domain.values import CommandId
from app.views.banners import Banner, BannerArea, Condition, Press
from app.views.shared.settings import Settings

PAUSE_MS = 2000
"""while a past is fetched, its cursors move many times a second"""
DECLINED = "import.declined"
"""the newest message number that was said no to"""


class ImportOffer(QObject):
    """One banner for all shops; it goes when nobody waits any more."""

    def __init__(self, desk: Desk, settings: Settings, area: BannerArea) -> None:
        super().__init__(area)
        self._desk, self._settings, self._area = desk, settings, area
        self._waiting: tuple[ImportedWaiting, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        desk.changed.connect(self._changed)

    def look(self) -> None:
        """Asks who waits."""
        self._desk.ask(lambda reader: reader.imported_waiting(), self._show, slot="imported")

    def _changed(self, changes: Changes) -> None:
        moved = changes.shops or changes.conversations or "logins" in changes.subjects
        if moved and not self._pause.isActive():
            self._pause.start()

    def _show(self, waiting: tuple[ImportedWaiting, ...]) -> None:
        self._waiting = waiting
        declined = int(self._settings.text(DECLINED, "0"))
        if max((one.newest for one in waiting), default=0) <= declined:
            self._area.drop(Condition.IMPORTED)
            return
        presses = (
            Press("banner.imported_button", self._count, primary=True),
            Press("banner.imported_no", self._decline),
        )
        values = (("n", sum(one.count for one in waiting)),)
        self._area.put(Banner(Condition.IMPORTED, values, presses))

    def _count(self) -> None:
        self._area.drop(Condition.IMPORTED)
        shops = tuple(one.shop for one in self._waiting)
        self._desk.do(
            CountImported(id=CommandId(self._desk.new_id()), agent=self._desk.agent, shops=shops),
            lambda _: self.look(),
        )

    def _decline(self) -> None:
        self._settings.put(DECLINED, str(max(one.newest for one in self._waiting)))
        self._area.drop(Condition.IMPORTED)
