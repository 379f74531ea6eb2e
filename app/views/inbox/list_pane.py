"""The list with its head: which view is shown, what is searched in it, and what stands there when it is empty."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QInputDialog, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.errors import QuaysideError
from app.domain.query import has_words
from app.domain.readmodels import Badges, SortOrder, SyncState, View, ViewKind
from app.views.conversation.alive import while_alive
from app.views.inbox.empty import EmptyList
from app.views.inbox.found_orders import FoundOrders
from app.views.inbox.list_head import ListHead
from app.views.inbox.list_view import InboxList
from app.views.moments import short_day
from app.views.registry import Registry
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import explain, say

CALM_VIEWS = frozenset({ViewKind.MINE, ViewKind.UNASSIGNED, ViewKind.DUE_SOON, ViewKind.OPEN})


class ListPane(QWidget):
    """Everything between the views pane and the conversation."""

    view_wanted = Signal(object)
    """ViewKind: the empty state offers another view"""
    everywhere_wanted = Signal(str)
    """the query found nothing here: try it on everything"""
    tags_known = Signal(object)
    """tuple of str: every tag in use"""
    search_saved = Signal(str, str)
    """name, query"""

    def __init__(self, desk: Desk, theme: Theme, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._title = ""
        self._badges: Badges | None = None
        self._state: SyncState | None = None
        self.head = ListHead(theme, registry)
        self.list = InboxList(desk, theme)
        self.list.setProperty("place", "list")
        self._empty = EmptyList(theme)
        self._empty.setProperty("place", "list")
        self._note = label(tone="text3", face="meta")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4))
        self._note.hide()
        self.orders = FoundOrders(desk, theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self._note, self.orders, self._stack):
            layout.addWidget(part)
        self._listen()

    def show_view(self, view: View, title: str, *, first: bool = False) -> None:
        """Shows a view; its query stands in the search field."""
        self._title = title
        self.head.field.show_query(view.query)
        self._show(view, first=first)

    def view(self) -> View | None:
        return self.list.rows.view

    def searching(self) -> bool:
        """Whether the keys are in the list and a search narrows it."""
        focus, view = QApplication.focusWidget(), self.view()
        here = focus is not None and self._stack.isAncestorOf(focus)
        return here and view is not None and bool(view.query) and view.kind is not ViewKind.SEARCH

    def focus_search(self) -> None:
        self.head.field.setFocus()
        self.head.field.selectAll()

    def take_keys(self) -> None:
        """The keys go to the list, or to what stands in its place."""
        self._standing().setFocus()

    def _standing(self) -> QWidget:
        return self._empty if self._stack.currentWidget() is self._empty else self.list

    def show_counts(self, badges: Badges, state: SyncState | None) -> None:
        """Counts for the empty state, shop names for the filters."""
        self._badges, self._state = badges, state or self._state
        self.head.shops = tuple(shop.title for shop in badges.shops)
        self._update_known()
        self._show_emptiness()

    def show_state(self, state: SyncState) -> None:
        self._state = state
        self._show_emptiness()

    # --- inside -------------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        self.head.field.searched.connect(self._search)
        self.head.field.left_down.connect(self.take_keys)
        self.head.sort_chosen.connect(self._sort)
        self.head.save_wanted.connect(self._ask_name)
        self.list.rows.filled.connect(self._filled)
        self.list.rows.counted.connect(self._show_count)
        self.list.rows.ticks_changed.connect(lambda: self.head.show_ticked(len(self.list.rows.ticked)))
        self.list.rows.refused.connect(self._refused)
        self._empty.wanted.connect(self.view_wanted)
        self._empty.clear_wanted.connect(self.head.field.clear_search)
        self._empty.everywhere_wanted.connect(
            lambda: self.everywhere_wanted.emit(self.head.field.text().strip())
        )
        self.orders.shown.connect(self._show_emptiness)
        self._desk.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes.conversations or changes.shops or changes.arrived or "agents" in changes.subjects:
            self.list.rows.refresh()

    def _show(self, view: View, *, first: bool = False) -> None:
        words = has_words(view.query)
        if words:
            view = replace(view, sort=SortOrder.NEWEST)
        self._note.hide()
        self.orders.look(view.query)
        self._put_up(self.list)
        self.head.show_title(self._title, None)
        self.head.show_sort(view.sort, best=view.best_match, words=words)
        self.list.show_view(view, first=first)

    def _search(self, query: str) -> None:
        view = self.view()
        if view is None:
            return
        words = has_words(query)
        sort = SortOrder.DUE_FIRST if has_words(view.query) and not words else view.sort
        self._show(replace(view, query=query, sort=sort, best_match=view.best_match and words))

    def _sort(self, sort: SortOrder, best: bool) -> None:
        view = self.view()
        if view is not None:
            self._show(replace(view, sort=sort, best_match=best))

    def _filled(self) -> None:
        rows = self.list.rows
        self._show_count()
        self._update_known()
        oldest, complete = rows.coverage
        if rows.view and rows.view.query and not complete and oldest is not None:
            self._note.setText(say("search.coverage", date=short_day(oldest, rows.now)))
            self._note.show()
        self._show_emptiness()

    def _show_count(self) -> None:
        rows = self.list.rows
        self.head.show_title(self._title, rows.total, more=rows.more)

    def _show_emptiness(self) -> None:
        rows, view = self.list.rows, self.view()
        if view is None or not rows.answered or rows.total:
            self._put_up(self.list)
            return
        if view.query or view.kind not in CALM_VIEWS:
            elsewhere = bool(view.query) and view.kind is not ViewKind.SEARCH
            orders = bool(self.orders.cards)
            self._empty.show_nothing(searching=bool(view.query), elsewhere=elsewhere, orders=orders)
        else:
            self._empty.show_done(self._desk.now(), self._badges, self._state)
        self._put_up(self._empty)

    def _put_up(self, wanted: QWidget) -> None:
        """The list and what stands in its place hand the keys to each other."""
        focus, before = QApplication.focusWidget(), self._standing()
        had_keys = focus is not None and (before is focus or before.isAncestorOf(focus))
        self._stack.setCurrentWidget(wanted)
        if had_keys and before is not wanted:
            wanted.setFocus()

    def _refused(self, error: QuaysideError) -> None:
        """A search that could not be understood says so where it was typed."""
        self._note.setText(explain(error))
        self._note.show()

    def _update_known(self) -> None:
        self._desk.ask(lambda reader: reader.tags(), while_alive(self, self._show_tags), slot="list.tags")

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        self.head.tags = tags
        self.head.field.known = {"shop:": self.head.shops, "tag:": tags}
        self.tags_known.emit(tags)

    def _ask_name(self) -> None:
        query = self.head.field.text().strip()
        name, sure = QInputDialog.getText(self, say("views.save_search"), say("views.rename_ask"), text=query)
        if sure and name.strip():
            self.search_saved.emit(name.strip(), query)
