"""The head of the list: search, name and count, sorting, filtering; while rows are ticked, what to do with them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from app.domain.conversations import Status
from app.domain.readmodels import SortOrder
from app.views.icons import icon
from app.views.inbox.search_field import SearchField
from app.views.inbox.terms import has_term, term, toggled
from app.views.registry import Registry
from app.views.shared.widgets import icon_button, label
from app.views.theme import Theme
from app.views.words import say, say_or, tag_words

OTHER = (
    ("filter.unread", "is:unread"), ("filter.overdue", "is:overdue"), ("filter.vip", "is:vip"),
    ("filter.unassigned", "is:unassigned"), ("filter.attachment", "has:attachment"), ("filter.note", "has:note"),
    ("filter.draft", "has:draft"),
)  # fmt: skip
BULK = ("assign", "snooze", "tag", "resolve", "merge", "unread")
RARE, ROOM_FOR_ALL = ("merge", "unread"), 330
"""bulk acts that leave the head where the list is narrower than this; their keys remain"""
LANGUAGES = (
    "ar", "cs", "da", "de", "en", "es", "fr", "it", "ja", "ko", "ms", "nl", "pl", "pt", "ru", "sv", "th", "tr", "vi",
    "zh",
)  # fmt: skip
"""offered for filtering; `lang:` takes any other as well"""


class ListHead(QWidget):
    """80 px above the list."""

    sort_chosen = Signal(object, bool)
    """SortOrder, and whether the best match is wanted"""
    save_wanted = Signal()

    def __init__(self, theme: Theme, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._registry = theme, registry
        self.shops: tuple[str, ...] = ()
        self.tags: tuple[str, ...] = ()
        self._sort, self._best, self._words = SortOrder.DUE_FIRST, False, False
        self.field = SearchField(theme)
        self._title, self._count = label(strong=True), label(tone="text3")
        self._sort_button = self._menu_button("down", self._fill_sort)
        self._filter_button = self._menu_button("filter", self._fill_filter)
        self._filter_button.setText(" " + say("filter.title"))
        self._ticked = label(strong=True)
        self._bulk: dict[str, QToolButton] = {}
        self._rows = QStackedLayout()
        self._rows.addWidget(self._plain_row())
        self._rows.addWidget(self._ticked_row())
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.field)
        self._layout.addLayout(self._rows)
        self.setProperty("box", "surface")
        self.setProperty("rule", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.changed.connect(self._resize)
        self._resize()
        self.show_sort(SortOrder.DUE_FIRST, best=False, words=False)

    def show_title(self, title: str, count: int | None, *, more: bool = False) -> None:
        """The name of the view and how many it finds; `1,100+` where that is not all."""
        self._title.setText(title)
        self._count.setText("" if count is None else f"{count:,}" + "+" * more)

    def show_sort(self, sort: SortOrder, *, best: bool, words: bool) -> None:
        """The order of the list; with `words` to look up, hits come newest or best first."""
        self._sort, self._best, self._words = sort, best, words
        self._sort_button.setText(say("sort.best" if best else f"sort.{sort}"))

    def show_ticked(self, count: int) -> None:
        """Swaps the row below the search field while something is ticked."""
        self._ticked.setText(say("list.ticked", n=f"{count:,}"))
        self._rows.setCurrentIndex(1 if count else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for name in RARE:
            self._bulk[name].setVisible(self.width() >= self._theme.px(ROOM_FOR_ALL))

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _plain_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(6))
        for part in (self._title, self._count):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._sort_button)
        layout.addWidget(self._filter_button)
        return row

    def _ticked_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(2))
        layout.addWidget(self._ticked)
        layout.addStretch(1)
        for name in BULK:
            command = self._registry.get(name)
            made = icon_button(
                self._theme, command.icon, f"{command.title} ({self._registry.key_hint(name)})"
            )
            made.clicked.connect(lambda _=False, name=name: self._registry.run(name))
            layout.addWidget(made)
            self._bulk[name] = made
        clear = icon_button(self._theme, "close", say("list.untick"))
        clear.clicked.connect(lambda: self._registry.run("untick"))
        layout.addWidget(clear)
        return row

    def _menu_button(self, name: str, fill: Callable[[QMenu], None]) -> QToolButton:
        made = QToolButton()
        made.setProperty("look", "quiet")
        made.setProperty("face", "meta")
        made.setIcon(icon(self._theme, name))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if name == "down":
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: fill(menu))
        made.setMenu(menu)
        return made

    # --- menus --------------------------------------------------------------------------------------------------------

    def _fill_sort(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for sort in (SortOrder.NEWEST,) if self._words else SortOrder:
            self._sort_action(menu, group, say(f"sort.{sort}"), sort, best=False)
        if self._words:
            self._sort_action(menu, group, say("sort.best"), SortOrder.NEWEST, best=True)

    def _sort_action(
        self, menu: QMenu, group: QActionGroup, title: str, sort: SortOrder, *, best: bool
    ) -> None:
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(best is self._best and (best or sort is self._sort))
        action.triggered.connect(lambda: self.sort_chosen.emit(sort, best))
        group.addAction(action)

    def _fill_filter(self, menu: QMenu) -> None:
        menu.clear()
        for key, part in OTHER:
            self._filter_action(menu, say(key), part)
        menu.addSeparator()
        statuses = tuple((say(f"status.{status}"), term("is:", status.value)) for status in Status)
        languages = tuple((say_or(f"language.{code}", code), term("lang:", code)) for code in LANGUAGES)
        self._submenu(menu, "filter.status", statuses)
        self._submenu(menu, "filter.channel", tuple((shop, term("shop:", shop)) for shop in self.shops))
        self._submenu(menu, "filter.language", languages)
        self._submenu(menu, "filter.tag", tuple((tag_words(tag), term("tag:", tag)) for tag in self.tags))
        menu.addSeparator()
        clear = menu.addAction(say("filter.clear"))
        clear.setEnabled(bool(self.field.text()))
        clear.triggered.connect(self.field.clear_search)
        save = menu.addAction(say("views.save_search"))
        save.setEnabled(bool(self.field.text()))
        save.triggered.connect(self.save_wanted)

    def _submenu(self, menu: QMenu, title: str, entries: tuple[tuple[str, str], ...]) -> None:
        if entries:
            below = menu.addMenu(say(title))
            for words, part in entries:
                self._filter_action(below, words, part)

    def _filter_action(self, menu: QMenu, title: str, part: str) -> QAction:
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(has_term(self.field.text(), part))
        action.triggered.connect(lambda: self.field.set_query(toggled(self.field.text(), part)))
        return action

    def _resize(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(12), px(8), px(12), px(4))
        self._layout.setSpacing(px(4))
        self.setFixedHeight(px(80))
