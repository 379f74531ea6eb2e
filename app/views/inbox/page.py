"""Where the day is spent: views, list, conversation and context side by side, and the way from one to the next."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from app.bridge.desk import Desk
from app.domain.commands import AddNote, CloseWithoutReply, Command, QueueReply, SetStatus, Snooze
from app.domain.conversations import Status
from app.domain.outcome import Outcome
from app.domain.readmodels import Badges, OrderCard, ShopBadge, SyncState, View, ViewKind
from app.domain.values import ConversationId
from app.views.inbox.list_pane import ListPane
from app.views.inbox.room import Room
from app.views.panes import Context, Conversation, OrderWindow, Panes
from app.views.registry import Registry
from app.views.saved_searches import SavedSearch, SavedSearches
from app.views.shop_order import ShopOrder
from app.views.theme import Theme
from app.views.views_pane import ViewsPane
from app.views.words import say

NARROW_BELOW = 1000
VIEWS_BELOW = 800
"""below this even the views fold away"""
FURNISH_MS = 150
SETTLE_MS = 90
"""a conversation is read once the hand rests on it"""


class InboxPage(QWidget):
    """Splitters, folding, and what happens after a reply or a resolve: the next row."""

    outbox_wanted = Signal()
    connect_wanted = Signal()
    sign_in_wanted = Signal(object)
    health_wanted = Signal(object)
    told = Signal(str)
    """a sentence for the agent"""

    def __init__(
        self, desk: Desk, theme: Theme, registry: Registry, saved: SavedSearches, panes: Panes,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._theme, self._registry, self._panes, self._saved = (
            desk,
            theme,
            registry,
            panes,
            saved,
        )
        self.views = ViewsPane(theme, saved, ShopOrder(saved.settings))
        self.list_pane = ListPane(desk, theme, registry)
        self.conversation: Conversation | None = None
        self.context: Context | None = None
        self.room = Room(theme, self.list_pane)
        self._shown: ConversationId | None = None
        self._outbox: QWidget | None = None
        self._body = QStackedWidget()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._show_chosen)
        self._furnish = QTimer(self, singleShot=True)
        self._furnish.timeout.connect(self.build_panes)
        self._arrange()
        self._listen()

    # --- what the window asks -----------------------------------------------------------------------------------------

    def show_kind(self, kind: ViewKind, *, first: bool = False) -> None:
        """One of the standing views."""
        self._show_view(View(kind, self._desk.agent), say(f"view.{kind}"), first=first)

    def show_shop(self, shop: ShopBadge) -> None:
        self._show_view(View(ViewKind.SHOP, self._desk.agent, shop=shop.id), shop.title)

    def show_search(self, search: SavedSearch, *, first: bool = False) -> None:
        view = View(ViewKind.SEARCH, self._desk.agent, query=search.query)
        self._show_view(view, search.name, first=first)

    def show_badges(self, badges: Badges, state: SyncState) -> None:
        self.views.show_badges(badges)
        self.list_pane.show_counts(badges, state)

    def open(self, conversation: ConversationId) -> None:
        """Shows a conversation from anywhere, and where it stands if the list has it."""
        self.show_list()
        self.list_pane.list.choose(conversation)
        self._shown = conversation
        self._show_chosen()

    def show_outbox(self) -> None:
        """What has not left yet, in place of the conversations."""
        if self._outbox is None:
            self._outbox = self._panes.outbox()
            self._body.addWidget(self._outbox)
            wants = getattr(self._outbox, "wants_conversation", None)
            if wants is not None:
                wants.connect(self.open)
        self._body.setCurrentWidget(self._outbox)
        self.views.show_current(None, outbox=True)
        self._outbox.setFocus()

    def show_list(self) -> None:
        self._body.setCurrentWidget(self.room)
        self.views.show_current(self.list_pane.view())

    def current(self) -> ConversationId | None:
        return self._shown

    def targets(self) -> tuple[ConversationId, ...]:
        """What an action is meant for."""
        ticked = self.list_pane.list.targets()
        return ticked or ((self._shown,) if self._shown is not None else ())

    def with_conversation(self, act: Callable[[Conversation], None]) -> None:
        """Does something in the middle pane, once a conversation is there."""
        self.build_panes()
        if self._settle.isActive():
            self._settle.stop()
            self._show_chosen()
        if self.conversation is not None and self._shown is not None:
            self._body.setCurrentWidget(self.room)
            self.room.show_conversation()
            act(self.conversation)

    def enter_conversation(self) -> None:
        """Enter: the keys move on to the middle pane."""
        self.with_conversation(lambda _: self.room.conversation.setFocus())

    def back_to_list(self) -> None:
        """Escape: the keys return to the list."""
        self.room.show_list()
        self.list_pane.take_keys()

    def take_keys(self) -> None:
        """Whoever had the keys is gone: the list takes them, or the outbox where it stands."""
        if self._outbox is not None and self._body.currentWidget() is self._outbox:
            self._outbox.setFocus()
        else:
            self.list_pane.take_keys()

    def toggle_context(self) -> None:
        """The right pane, beside the conversation or as a drawer over it."""
        self.build_panes()
        self.room.toggle_context()

    def furnish_soon(self) -> None:
        """The list comes first; then the other panes, even if no rows ever come."""
        self._furnish.start(FURNISH_MS)

    def build_panes(self) -> None:
        """The middle and right panes are made after the window stands."""
        if self.conversation is not None:
            return
        middle, right = self._panes.conversation(), self._panes.context()
        self.room.furnish(middle, right)
        self.conversation, self.context = _as_conversation(middle), _as_context(right)
        self._connect(self.conversation, self.context)
        self._show_chosen()

    def _connect(self, middle: Conversation, right: Context) -> None:
        middle.wants_conversation.connect(self.open)
        middle.command_wanted.connect(self._registry.run)
        middle.left.connect(self.back_to_list)
        middle.told.connect(self.told)
        right.wants_conversation.connect(self.open)
        right.template_wanted.connect(middle.insert_template)
        right.card_wanted.connect(middle.send_card)
        right.context_read.connect(middle.set_context)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._body.addWidget(self.room)
        self.views.setProperty("rule", "right")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.views)
        layout.addWidget(self._body, 1)
        self._fold_views()

    def _listen(self) -> None:
        rows = self.list_pane.list
        rows.chosen.connect(self._choose)
        rows.opened.connect(lambda _: self.enter_conversation())
        rows.menu_wanted.connect(self._row_menu)
        rows.rows.filled.connect(self._rows_came)
        rows.clicked.connect(self._clicked)
        self.list_pane.view_wanted.connect(self.show_kind)
        self.list_pane.everywhere_wanted.connect(
            lambda query: self.show_search(SavedSearch(say("view.search"), query), first=True)
        )
        self.list_pane.search_saved.connect(self._keep_search)
        self.list_pane.orders.chosen.connect(self._open_order)
        self.views.view_wanted.connect(self.show_kind)
        self.views.shop_wanted.connect(self.show_shop)
        self.views.search_wanted.connect(self.show_search)
        self.views.outbox_wanted.connect(self.outbox_wanted)
        self.views.connect_wanted.connect(self.connect_wanted)
        self.views.sign_in_wanted.connect(self.sign_in_wanted)
        self.views.health_wanted.connect(self.health_wanted)
        self._desk.acted.connect(self._acted)
        self._theme.changed.connect(self._fold_views)

    def _show_view(self, view: View, title: str, *, first: bool = False) -> None:
        self._body.setCurrentWidget(self.room)
        self.list_pane.show_view(view, title, first=first)
        self.views.show_current(view)
        self.room.show_list()

    def _open_order(self, card: OrderCard) -> None:
        """An order that stands in no conversation."""
        dialog = _as_order(self._panes.order(self, card))
        dialog.wants_conversation.connect(self.open)
        dialog.show()

    def _clicked(self) -> None:
        """Where list and conversation take turns, one click is enough."""
        if self.room.alone():
            self.enter_conversation()

    def _rows_came(self) -> None:
        if self.conversation is None and self._furnish.isActive():
            self._furnish.start(20)  # one turn for the rows to be painted

    def _choose(self, conversation: ConversationId | None) -> None:
        self._shown = conversation
        self._settle.start()

    def _show_chosen(self) -> None:
        if self.conversation is not None and self.context is not None:
            self.conversation.show_conversation(self._shown)
            self.context.show_conversation(self._shown)

    def _acted(self, command: Command, outcome: Outcome) -> None:
        """After sending or putting away, the next row; the list is sorted by urgency. After a note, the same again."""
        if isinstance(command, AddNote) and command.conversation == self._shown:
            self.enter_conversation()  # the next key is a command again: R begins the reply
        if isinstance(command, QueueReply):
            done: tuple[ConversationId, ...] = (command.conversation,)
        elif isinstance(command, Snooze | CloseWithoutReply) or (
            isinstance(command, SetStatus) and command.status is not Status.PENDING
        ):
            done = command.conversations
        else:
            return
        self.list_pane.list.untick_all()
        if self.list_pane.list.current() in done or self._shown in done:
            self.list_pane.list.leave(done)
            self.list_pane.take_keys()  # the next key is a command again: Z takes the reply back

    def _row_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for name in ("reply", "note", "", "assign_me", "assign", "status", "snooze", "resolve", "close_silent", "",
                     "tag", "untag", "unread", "merge", "tick"):  # fmt: skip
            if not name:
                menu.addSeparator()
                continue
            command = self._registry.get(name)
            action = menu.addAction(f"{command.title}\t{self._registry.key_hint(name)}")
            action.setEnabled(command.enabled())
            action.triggered.connect(lambda _=False, name=name: self._registry.run(name))
        menu.exec(at)
        menu.deleteLater()

    def _keep_search(self, name: str, query: str) -> None:
        self._saved.add(name, query)
        self.views.show_searches()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_views()

    def _fold_views(self) -> None:
        """The views shrink and then go where there is no room for them."""
        width = self.window().width() / self._theme.scale
        self.views.setVisible(width >= VIEWS_BELOW)
        self.views.setFixedWidth(self._theme.px(176 if width >= NARROW_BELOW else 152))


def _as_conversation(widget: QWidget) -> Conversation:
    return widget  # type: ignore[return-value]  # the makers in Panes promise it


def _as_order(widget: QWidget) -> OrderWindow:
    return widget  # type: ignore[return-value]  # the makers in Panes promise it


def _as_context(widget: QWidget) -> Context:
    return widget  # type: ignore[return-value]  # the makers in Panes promise it
