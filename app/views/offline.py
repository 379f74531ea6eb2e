"""Working without the network, on purpose or not: the switch, the bar, and the banner that counts what waits."""

from PySide6.QtCore import QObject

from app.bridge.desk import Desk
from app.domain.ports import Housekeeping
from app.views.banners import Banner, BannerArea, Condition, Press
from app.views.status_bar import StatusBar


class OfflineSwitch(QObject):
    """Offline until the agent says otherwise."""

    def __init__(self, desk: Desk, housekeeping: Housekeeping, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._housekeeping = desk, housekeeping
        self._bar: StatusBar | None = None
        self._banners: BannerArea | None = None
        self._unsent = 0
        self._lost = False
        self.offline = False

    def show_on(self, bar: StatusBar, banners: BannerArea) -> None:
        """Where it is said."""
        self._bar, self._banners = bar, banners
        self._show()

    def toggle(self) -> None:
        self.set(not self.offline)

    def set(self, offline: bool) -> None:
        """Stops the network or allows it again."""

        def settled(_: None) -> None:
            self.offline = offline
            self._show()

        self._desk.task(lambda: self._housekeeping.set_offline(offline), settled)

    def count(self, unsent: int) -> None:
        """How many replies wait; whether somebody answers is looked at on the way."""
        lost = self._housekeeping.line_lost()
        if (unsent, lost) != (self._unsent, self._lost):
            self._unsent, self._lost = unsent, lost
            self._show()

    def _show(self) -> None:
        if self._bar is None or self._banners is None:
            return
        self._bar.show_offline(self.offline, self._lost)
        if self._lost and not self.offline:
            self._banners.put(Banner(Condition.OFFLINE, (("n", self._unsent),), kind="no_line"))
        elif self.offline:
            presses = (Press("banner.offline_button", lambda: self.set(False)),)
            self._banners.put(Banner(Condition.OFFLINE, (("n", self._unsent),), presses))
        else:
            self._banners.drop(Condition.OFFLINE)
