"""The views pane: standing views with live counts, shops with their health, and the agent's own filters."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.domain.readmodels import Badges, ShopBadge, View, ViewKind
from app.domain.shops import Health, ShopState
from app.views.saved_searches import SavedSearches
from app.views.shared.pane_item import SHOPS, PaneItem
from app.views.shared.widgets import icon_button, label
from app.views.shop_order import ShopOrder
from app.views.theme import Theme
from app.views.words import say, say_or

STANDING = (
    ViewKind.MINE, ViewKind.UNASSIGNED, ViewKind.DUE_SOON, ViewKind.OPEN, ViewKind.WAITING, ViewKind.SNOOZED,
    ViewKind.TRANSFERRED,
)  # fmt: skip
TROUBLES = {Health.SIGN_IN: "key", Health.SLOW: "hourglass", Health.BROKEN: "warning"}
OUTBOX = "outbox"


class ViewsPane(QFrame):
    """176 px; every line is a button, so that it works from the keyboard."""

    view_wanted = Signal(object)
    """ViewKind"""
    shop_wanted = Signal(object)
    """ShopBadge"""
    search_wanted = Signal(object)
    """SavedSearch"""
    outbox_wanted = Signal()
    connect_wanted = Signal()
    sign_in_wanted = Signal(object)
    """ShopId"""
    health_wanted = Signal(object)
    """ShopId"""

    def __init__(
        self, theme: Theme, saved: SavedSearches, order: ShopOrder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._saved, self._order = theme, saved, order
        self.setProperty("box", "window")
        self._views: dict[ViewKind | str, PaneItem] = {}
        self._shops: dict[object, PaneItem] = {}
        self._searches: list[PaneItem] = []
        self._known: tuple[ShopBadge, ...] = ()
        self._lines = QVBoxLayout()
        self._shop_lines, self._search_lines = QVBoxLayout(), QVBoxLayout()
        self._build()
        self.show_searches()

    # --- what is told -------------------------------------------------------------------------------------------------

    def show_badges(self, badges: Badges) -> None:
        """Fresh counts."""
        for kind in STANDING:
            tone = "amber" if kind is ViewKind.DUE_SOON and badges.counts.get(kind) else "text3"
            self._views[kind].set_count(badges.counts.get(kind, 0), tone)
        self._views[OUTBOX].set_count(badges.outbox, "amber" if badges.outbox_troubled else "text3")
        self._views[OUTBOX].setToolTip(
            say("views.trouble", n=badges.outbox_troubled) if badges.outbox_troubled else ""
        )
        if tuple(shop.id for shop in badges.shops) != tuple(shop.id for shop in self._known):
            self._rebuild_shops(badges.shops)
        self._known = badges.shops
        for shop in badges.shops:
            self._show_shop(shop)

    def show_current(self, view: View | None, *, outbox: bool = False) -> None:
        """Marks the line whose list is on screen."""
        kind = view.kind if view else None
        for name, item in self._views.items():
            item.setChecked(name == OUTBOX if outbox else name == kind and not outbox)
        for shop, item in self._shops.items():
            item.setChecked(view is not None and kind is ViewKind.SHOP and view.shop == shop and not outbox)
        queries = [one.query for one in self._saved.all()]
        for query, item in zip(queries, self._searches, strict=True):
            item.setChecked(
                view is not None and kind is ViewKind.SEARCH and view.query == query and not outbox
            )

    def show_searches(self) -> None:
        """Draws the agent's filters anew."""
        self._empty(self._search_lines)
        self._searches = []
        for place, search in enumerate(self._saved.all()):
            item = self._item(search.name, "filter")
            item.setToolTip(search.query)
            item.make_movable(place)
            item.clicked.connect(lambda _=False, search=search: self.search_wanted.emit(search))
            item.menu_wanted.connect(lambda at, place=place: self._search_menu(place, at))
            item.dropped.connect(self._move_search)
            self._searches.append(item)
            self._search_lines.addWidget(item)
        self._search_title.setVisible(bool(self._searches))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        inner = QFrame()
        inner.setProperty("box", "window")
        px = self._theme.px
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(px(8), px(8), px(8), px(8))
        self._lines.setSpacing(0)
        self._lines.addWidget(self._heading(say("views.heading")))
        for kind in STANDING:
            self._add_view(kind)
        self._views[OUTBOX] = self._item(say("views.outbox"), "outbox")
        self._views[OUTBOX].clicked.connect(self.outbox_wanted)
        self._lines.addWidget(self._views[OUTBOX])
        self._add_view(ViewKind.RESOLVED)
        self._lines.addSpacing(px(8))
        self._lines.addWidget(self._shop_heading())
        self._lines.addLayout(self._shop_lines)
        self._lines.addSpacing(px(8))
        self._search_title = self._heading(say("views.saved"))
        self._lines.addWidget(self._search_title)
        self._lines.addLayout(self._search_lines)
        self._lines.addStretch(1)
        self._scrolling(inner)

    def _scrolling(self, inner: QWidget) -> None:
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _add_view(self, kind: ViewKind) -> None:
        item = self._views[kind] = self._item(say(f"view.{kind}"), kind.value)
        item.clicked.connect(lambda: self.view_wanted.emit(kind))
        self._lines.addWidget(item)

    def _heading(self, text: str) -> QWidget:
        made = label(text, tone="text3", face="meta")
        made.setFixedHeight(self._theme.px(28))
        made.setContentsMargins(self._theme.px(8), 0, 0, 0)
        return made

    def _shop_heading(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._heading(say("views.shops")), 1)
        add = icon_button(self._theme, "plus", say("views.add_shop"))
        add.setProperty("size", "small")
        add.clicked.connect(self.connect_wanted)
        layout.addWidget(add)
        return row

    def _item(self, title: str, icon: str) -> PaneItem:
        item = PaneItem(self._theme, title, icon)
        self._theme.changed.connect(item.updateGeometry)
        return item

    def _rebuild_shops(self, shops: tuple[ShopBadge, ...]) -> None:
        current = {shop for shop, item in self._shops.items() if item.isChecked()}
        self._empty(self._shop_lines)
        self._shops = {}
        for place, shop in enumerate(self._order.sorted(shops)):
            item = self._shops[shop.id] = self._item(shop.title, "")
            item.setChecked(shop.id in current)
            item.make_movable(place, SHOPS)
            item.dropped.connect(self._move_shop)
            item.clicked.connect(lambda _=False, shop=shop: self.shop_wanted.emit(shop))
            item.menu_wanted.connect(lambda at, shop=shop: self._shop_menu(shop, at))
            self._shop_lines.addWidget(item)

    def _show_shop(self, shop: ShopBadge) -> None:
        item = self._shops[shop.id]
        item.setText(shop.title)
        item.set_stripe(shop.colour)
        item.set_count(shop.open_count)
        paused = shop.state is ShopState.PAUSED
        health = say("shop.paused" if paused else f"health.{shop.health}")
        channel = say_or(f"channel.{shop.channel}", shop.channel)
        tip = say("views.shop_tip", channel=channel, title=shop.title, health=health)
        item.set_trouble("pause" if paused else TROUBLES.get(shop.health, ""), tip)

    def _empty(self, layout: QVBoxLayout) -> None:
        while (entry := layout.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.deleteLater()

    # --- menus --------------------------------------------------------------------------------------------------------

    def _shop_menu(self, shop: ShopBadge, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(say("views.health"), lambda: self.health_wanted.emit(shop.id))
        menu.addAction(say("banner.sign_in_button"), lambda: self.sign_in_wanted.emit(shop.id))
        menu.exec(at)
        menu.deleteLater()

    def _search_menu(self, place: int, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(say("views.rename"), lambda: self._rename(place))
        menu.addAction(say("views.edit_query"), lambda: self._requery(place))
        menu.addSeparator()
        menu.addAction(say("views.delete"), lambda: self._remove(place))
        menu.exec(at)
        menu.deleteLater()

    def _rename(self, place: int) -> None:
        old = self._saved.all()[place].name
        name, sure = QInputDialog.getText(self, say("views.rename"), say("views.rename_ask"), text=old)
        if sure and name.strip():
            self._saved.rename(place, name.strip())
            self.show_searches()

    def _requery(self, place: int) -> None:
        old = self._saved.all()[place].query
        query, sure = QInputDialog.getText(
            self, say("views.edit_query"), say("views.edit_query_ask"), text=old
        )
        if sure and query.strip():
            self._saved.requery(place, query.strip())
            self.show_searches()

    def _remove(self, place: int) -> None:
        self._saved.remove(place)
        self.show_searches()

    def _move_shop(self, at: int, to: int) -> None:
        self._order.move(self._known, at, to)
        self._rebuild_shops(self._known)
        for shop in self._known:
            self._show_shop(shop)

    def _move_search(self, at: int, to: int) -> None:
        self._saved.move(at, to)
        self.show_searches()
