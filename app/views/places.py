"""The places of the program, one at a time: inbox, templates, shops and settings, and the first run before them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.readmodels import ShopBadge
from app.domain.values import ShopId
from app.views.inbox.page import InboxPage
from app.views.panes import Panes, ShopsPlace
from app.views.status_bar import StatusBar
from app.views.theme import Theme

if TYPE_CHECKING:
    from app.views.first_run import FirstRun


class Places(QStackedWidget):
    """Builds a place when it is first wanted."""

    shown = Signal(str)
    begun = Signal(str, str)
    """first run: practice or connect, and the agent's name"""
    language_wanted = Signal()

    def __init__(self, theme: Theme, panes: Panes, inbox: InboxPage) -> None:
        super().__init__()
        self._theme, self._panes, self._inbox = theme, panes, inbox
        self._made: dict[str, QWidget] = {"inbox": inbox}
        self.first_run: FirstRun | None = None
        self.addWidget(inbox)

    def serve(self, page: InboxPage, bar: StatusBar) -> None:
        """Where buttons about shops lead to."""
        page.connect_wanted.connect(self.connect_shop)
        page.sign_in_wanted.connect(self.sign_in)
        page.health_wanted.connect(self.show_health)
        bar.shops_wanted.connect(lambda: self.show_health())
        bar.sign_in_wanted.connect(lambda: self.show_health())

    def show_place(self, name: str) -> None:
        """inbox, templates or shops."""
        self.setCurrentWidget(self._place(name))
        self.shown.emit(name)

    def sign_in(self, shop: ShopId) -> None:
        """Straight to the sign-in of a shop."""
        self.show_place("shops")
        self._shops().sign_in(shop)

    def show_shop(self, shop: ShopBadge) -> None:
        """Straight to the conversations of a shop."""
        self.show_place("inbox")
        self._inbox.show_shop(shop)
        self._inbox.take_keys()

    def connect_shop(self) -> None:
        """Straight to the wizard."""
        self.show_place("shops")
        self._shops().connect_shop()

    def show_health(self, shop: ShopId | None = None) -> None:
        """Straight to how the shops are doing."""
        self.show_place("shops")
        self._shops().show_health(shop)

    def show_quarantine(self) -> None:
        """Straight to what could not be read."""
        self.show_place("shops")
        self._shops().show_quarantine()

    def show_first_run(self, name: str) -> None:
        """While there is no shop, once: whoever went on from here is not stopped again. `name`: as far as known."""
        if self.first_run is None and self.currentWidget() is self._inbox:
            from app.views.first_run import FirstRun

            self.first_run = made = FirstRun(self._theme)
            made.chosen.connect(self.begun)
            made.language_wanted.connect(self.language_wanted)
            self.addWidget(made)
            self.setCurrentWidget(made)
            made.setFocus()
            made.know(name)

    def know_agent(self, name: str) -> None:
        """The name of whoever sits here came after the screen that asks for it."""
        if self.first_run is not None:
            self.first_run.know(name)

    def _place(self, name: str) -> QWidget:
        if name not in self._made:
            self._made[name] = self._panes.templates() if name == "templates" else self._panes.shops()
            self.addWidget(self._made[name])
        return self._made[name]

    def _shops(self) -> ShopsPlace:
        return self._place("shops")  # type: ignore[return-value]  # the makers in Panes promise it


def framed(rail: QWidget, banners: QWidget, places: QWidget, bar: QWidget) -> QWidget:
    """Rail at the left, banners above the places, the bar below everything."""
    central, middle, row = QWidget(), QVBoxLayout(), QHBoxLayout()
    middle.addWidget(banners)
    middle.addWidget(places, 1)
    row.addWidget(rail)
    row.addLayout(middle, 1)
    layout = QVBoxLayout(central)
    layout.addLayout(row, 1)
    layout.addWidget(bar)
    for one in (layout, middle, row):
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(0)
    return central
