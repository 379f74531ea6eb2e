"""What is wrong with the whole desk (disk, clock, a second PC, a damaged file), said until it is over."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.views.banners import BannerArea, Condition, condition_banner


class DeskConditions(QObject):
    """Puts the banners up in whatever language the window speaks; a change of language leaves them standing."""

    def __init__(self, retry: Callable[[Condition], None], parent: QObject) -> None:
        super().__init__(parent)
        self._retry = retry
        self._area: BannerArea | None = None
        self._standing: dict[Condition, dict[str, object]] = {}

    def show_on(self, area: BannerArea) -> None:
        """Where it is said from now on."""
        self._area = area
        for condition, values in self._standing.items():
            self._put(condition, values)

    def show(self, condition: Condition, on: bool, **values: object) -> None:
        """The desk is in a condition that a person must know, or no longer."""
        if on:
            self._standing[condition] = values
            self._put(condition, values)
            return
        self._standing.pop(condition, None)
        if self._area is not None:
            self._area.drop(condition)

    def _put(self, condition: Condition, values: dict[str, object]) -> None:
        if self._area is not None:
            self._area.put(condition_banner(condition, values, partial(self._retry, condition)))
