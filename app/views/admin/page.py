"""The page behind the gear: shops, what could not be read, people, and support."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.ports import Housekeeping, ShopFloor, Shops
from app.domain.readmodels import LoginRow, QuarantineRow
from app.domain.values import ShopId
from app.views.admin.about import About
from app.views.admin.agents import AgentsList
from app.views.admin.health import HealthList
from app.views.admin.quarantine import QuarantineList
from app.views.admin.shops_list import ShopsList
from app.views.conversation.alive import while_alive
from app.views.shared.widgets import box, label
from app.views.theme import Theme
from app.views.words import say

SHOPS, HEALTH, QUARANTINE, AGENTS, ABOUT = range(5)


class ShopsPage(QWidget):
    """`connect_shop()` and `sign_in(shop)` are what the window calls."""

    def __init__(
        self,
        desk: Desk,
        shops: Shops,
        floor: ShopFloor,
        theme: Theme,
        housekeeping: Housekeeping | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__()
        self._desk, self.theme = desk, theme
        self.setProperty("box", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shops = ShopsList(desk, shops, floor, theme, open_url)
        self.health = HealthList(desk, floor, theme)
        self.quarantine = QuarantineList(desk, shops, theme)
        self.agents = AgentsList(desk, theme)
        self.about = About(desk, theme, housekeeping, open_url)
        self._build()
        self.health.sign_in_wanted.connect(self._sign_in)
        self.health.proxy_wanted.connect(lambda login: self._sign_in(login, proxy=True))
        self.health.quarantine_wanted.connect(self.show_quarantine)
        desk.changed.connect(self._changed)
        self._count()

    def _build(self) -> None:
        theme = self.theme
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self._stack = QStackedWidget()
        pages = (
            ("shops", self.shops),
            ("health", self.health),
            ("quarantine", self.quarantine),
            ("agents", self.agents),
            ("about", self.about),
        )
        for name, page in pages:
            self.tabs.addTab(say(f"admin.{name}"))
            self._stack.addWidget(self._scrolling(page))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = box("surface", "bottom")
        line = QHBoxLayout(head)
        line.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), 0)
        line.setSpacing(theme.px(24))
        line.addWidget(label(say("admin.title"), face="title"))
        line.addWidget(self.tabs)
        line.addStretch(1)
        column.addWidget(head)
        column.addWidget(self._stack, 1)

    def connect_shop(self) -> None:
        """Opens the wizard."""
        self.tabs.setCurrentIndex(SHOPS)
        self.shops.connect_shop()

    def sign_in(self, shop: ShopId) -> None:
        """Opens the dialog in which a shop is signed into again."""
        self.tabs.setCurrentIndex(SHOPS)
        self.shops.sign_in(shop)

    def show_health(self, shop: ShopId | None) -> None:
        """Shows how the shops are doing; one of them in full."""
        self.tabs.setCurrentIndex(HEALTH)
        self.health.show_shop(shop)

    def show_quarantine(self) -> None:
        """Shows what could not be read."""
        self.tabs.setCurrentIndex(QUARANTINE)

    def _sign_in(self, login: LoginRow, *, proxy: bool = False) -> None:
        self.shops.sign_in_login(login, proxy=proxy)

    def _changed(self, changes: Changes) -> None:
        if "quarantine" in changes.subjects:
            self._count()

    def _count(self) -> None:
        def show(rows: tuple[QuarantineRow, ...]) -> None:
            words = say("admin.quarantine")
            self.tabs.setTabText(QUARANTINE, f"{words} {len(rows)}" if rows else words)

        self._desk.ask(lambda reader: reader.quarantine(), while_alive(self, show), slot="admin.count")

    def _scrolling(self, page: QWidget) -> QWidget:
        inside = box("window")
        line = QHBoxLayout(inside)
        px = self.theme.px
        line.setContentsMargins(px(24), px(16), px(24), px(16))
        page.setMaximumWidth(px(880))
        line.addWidget(page, 1)
        line.addStretch(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        if isinstance(page, HealthList):
            page.reached.connect(
                lambda card: QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(card))
            )
        return area
