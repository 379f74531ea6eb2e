"""Tells of logins that end soon; a no is kept for a week, on the last days for one."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import PRACTICE, Health, ShopState
from app.domain.values import LoginId, ShopId
from app.views.banners import Banner, BannerArea, Condition, Press
from app.views.moments import short_day
from app.views.shared.settings import Settings

PAUSE_MS = 2000
"""while a past is fetched, logins are touched many times a second"""
WEEK, DAY = timedelta(days=7), timedelta(days=1)


class EndingBanners(QObject):
    """One banner for each login; a shop that already needs a sign-in has a graver one."""

    sign_in_wanted = Signal(object)
    """ShopId"""

    def __init__(self, desk: Desk, settings: Settings, area: BannerArea) -> None:
        super().__init__(area)
        self._desk, self._settings, self._area = desk, settings, area
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        desk.changed.connect(self._changed)

    def look(self) -> None:
        """Asks which logins end."""
        self._desk.ask(lambda reader: reader.shops(), self._show, slot="ending")

    def _changed(self, changes: Changes) -> None:
        if (changes.shops or "logins" in changes.subjects) and not self._pause.isActive():
            self._pause.start()

    def _show(self, shops: tuple[ShopRow, ...]) -> None:
        now = self._desk.now()
        ending: dict[LoginId, tuple[ShopRow, datetime]] = {}
        for shop in shops:
            for login in shop.logins.values():
                stays = shop.state is ShopState.ACTIVE and shop.settings.get(PRACTICE) != "yes"
                if stays and (end := self._ends_soon(login, now)) is not None:
                    ending.setdefault(login.id, (shop, end))
        self._area.drop_all(Condition.ENDING, but=frozenset(str(login) for login in ending))
        for login_id, (shop, end) in ending.items():
            self._area.put(self._banner(login_id, shop.id, shop.title, end, now))

    def _ends_soon(self, login: LoginRow, now: datetime) -> datetime | None:
        """The end that a person has to be told of now."""
        end = login.good_until
        if end is None or not login.ends_soon(now) or login.health is Health.SIGN_IN:
            return None
        later = self._settings.text(self._key(login.id))
        return None if later and now < datetime.fromisoformat(later) else end

    def _banner(self, login: LoginId, shop: ShopId, title: str, end: datetime, now: datetime) -> Banner:
        values = (("shop", title), ("day", short_day(end, now)), ("n", max((end - now).days, 0)))
        presses = (
            Press("banner.sign_in_button", lambda: self.sign_in_wanted.emit(shop)),
            Press("banner.later", lambda: self._put_off(login, end)),
        )
        return Banner(Condition.ENDING, values, presses, str(login))

    def _put_off(self, login: LoginId, end: datetime) -> None:
        now = self._desk.now()
        until = now + (WEEK if end - now > 2 * WEEK else DAY)
        self._settings.put(self._key(login), until.isoformat())
        self._area.drop(Condition.ENDING, str(login))

    def _key(self, login: LoginId) -> str:
        return f"ending.later.{login}"
