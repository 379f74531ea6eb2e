"""Which banners the counts ask for: shops that need a sign-in, replies that need a decision."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.domain.readmodels import Badges, ShopBadge
from app.domain.shops import Health, ShopState
from app.domain.values import ShopId
from app.views.banners import Banner, BannerArea, Condition, Press


class CountedBanners(QObject):
    """Puts banners up and takes them down as the counts change; 'later' is kept until something new happens."""

    def __init__(
        self, area: BannerArea, sign_in: Callable[[ShopId], None], outbox: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._area, self._sign_in, self._outbox = area, sign_in, outbox
        self._later: set[str] = set()
        self._troubled_seen = 0

    def show(self, badges: Badges) -> None:
        """Compares the counts with what stands."""
        self._show_shops(badges)
        self._show_held(badges.outbox_troubled)

    def _show_shops(self, badges: Badges) -> None:
        shut = {
            str(shop.id): shop
            for shop in badges.shops
            if shop.health is Health.SIGN_IN and shop.state is ShopState.ACTIVE
        }
        self._later &= set(shut)
        self._area.drop_all(Condition.SIGN_IN, but=frozenset(shut) - self._later)
        for subject, shop in shut.items():
            if subject not in self._later:
                self._area.put(self._banner(subject, shop))

    def _banner(self, subject: str, shop: ShopBadge) -> Banner:
        presses = (
            Press("banner.sign_in_button", lambda: self._sign_in(shop.id), primary=True),
            Press("banner.later", lambda: self._put_off(subject)),
        )
        return Banner(Condition.SIGN_IN, (("shop", shop.title),), presses, subject)

    def _put_off(self, subject: str) -> None:
        self._later.add(subject)
        self._area.drop(Condition.SIGN_IN, subject)

    def _show_held(self, troubled: int) -> None:
        if troubled <= self._troubled_seen:
            self._troubled_seen = troubled
            if not troubled:
                self._area.drop(Condition.HELD)
            return
        self._troubled_seen = troubled
        presses = (
            Press("banner.held_button", self._outbox, primary=True),
            Press("banner.later", lambda: self._area.drop(Condition.HELD)),
        )
        self._area.put(Banner(Condition.HELD, (("n", troubled),), presses))
