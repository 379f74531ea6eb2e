"""Which banners the counts ask for: shops that need a sign-in, replies that need a decision, what nobody can read."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject

from app.domain.readmodels import Badges, ShopBadge, Standstill
from app.domain.shops import Health, ShopState
from app.domain.values import ShopId
from app.views.banners import Banner, BannerArea, Condition, Press
from app.views.moments import short_moment, span
from app.views.words import say


class ShopPlaces(Protocol):
    """Where a shop's banner leads."""

    def sign_in(self, shop: ShopId) -> None: ...
    def show_shop(self, shop: ShopBadge) -> None: ...
    def show_quarantine(self) -> None: ...


class CountedBanners(QObject):
    """Puts banners up and takes them down as the counts change; 'later' is kept until something new happens."""

    def __init__(self, area: BannerArea, places: ShopPlaces, outbox: Callable[[], None]) -> None:
        super().__init__(area)
        self._area, self._places, self._outbox = area, places, outbox
        self._later: set[str] = set()
        self._seen: dict[Condition, int] = {}
        """how many there were when the agent last looked away"""

    def show(self, badges: Badges, now: datetime) -> None:
        """Compares the counts with what stands."""
        self._show_shops(badges, now)
        self._show_count(Condition.HELD, badges.outbox_troubled, self._outbox)
        self._show_count(Condition.ASIDE, badges.quarantine, self._places.show_quarantine)

    def _show_shops(self, badges: Badges, now: datetime) -> None:
        shut = {
            str(shop.id): shop
            for shop in badges.shops
            if shop.health is Health.SIGN_IN and shop.state is ShopState.ACTIVE
        }
        self._later &= set(shut)
        self._area.drop_all(Condition.SIGN_IN, but=frozenset(shut) - self._later)
        for subject, shop in shut.items():
            if subject not in self._later:
                self._area.put(self._banner(subject, shop, now))

    def _banner(self, subject: str, shop: ShopBadge, now: datetime) -> Banner:
        see = Press("banner.affected", lambda: self._places.show_shop(shop), n=shop.open_count)
        presses = (
            Press("banner.sign_in_button", lambda: self._places.sign_in(shop.id), primary=True),
            *((see,) if shop.open_count else ()),
            Press("banner.later", lambda: self._put_off(subject)),
        )
        words = standstill_words(shop.standstill, now) if shop.standstill else ""
        return Banner(Condition.SIGN_IN, (("shop", shop.title),), presses, subject, words)

    def _put_off(self, subject: str) -> None:
        self._later.add(subject)
        self._area.drop(Condition.SIGN_IN, subject)

    def _show_count(self, condition: Condition, count: int, see: Callable[[], None]) -> None:
        """Told anew when there are more than before."""
        before, self._seen[condition] = self._seen.get(condition, 0), count
        if not count:
            self._area.drop(condition)
        if count <= before:
            return
        presses = (
            Press(f"banner.{condition}_button", see, primary=True),
            Press("banner.later", lambda: self._area.drop(condition)),
        )
        self._area.put(Banner(condition, (("n", count),), presses))


def standstill_words(still: Standstill, now: datetime) -> str:
    """Since when nothing comes or goes, what waits, and which customer's clock runs out first."""
    since = waits = due = ""
    if still.since is not None:
        since = say("banner.sign_in_since", time=short_moment(still.since, now))
    if still.unsent:
        waits = say("banner.sign_in_unsent", n=still.unsent)
    if still.next_due is not None:
        left = still.next_due - now
        key = "banner.sign_in_late" if left <= timedelta() else "banner.sign_in_due"
        due = say(key, time=span(left), name=still.next_customer)
    first = since or say("banner.sign_in_text")
    return " ".join(say("banner.sentences", first=first, second=waits, third=due).split())
