"""The window: rail, places, banners and status bar, and what they say to each other."""

from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from app.bridge.desk import Desk
from app.domain.commands import Command
from app.domain.errors import QuaysideError
from app.domain.outcome import Outcome
from app.domain.ports import Housekeeping, Shops
from app.domain.readmodels import AgentRow, Badges, SyncState, ViewKind
from app.domain.values import ConversationId
from app.views.actions import Actions
from app.views.banners import GRAVE, BannerArea
from app.views.boxes import Boxes
from app.views.close_offers import CloseOffers
from app.views.desk_conditions import DeskConditions
from app.views.ending_banners import EndingBanners
from app.views.icons import app_icon
from app.views.import_offer import ImportOffer
from app.views.inbox.page import InboxPage
from app.views.key_filter import KeyFilter
from app.views.look import Look
from app.views.news import News
from app.views.notices import Notices
from app.views.offline import OfflineSwitch
from app.views.panes import Panes
from app.views.places import Places, framed
from app.views.quitting import Leaving, ask_before_quitting
from app.views.rail import Rail
from app.views.registry import Registry
from app.views.saved_searches import SavedSearches
from app.views.shared.settings import Settings
from app.views.status_bar import StatusBar
from app.views.support import Support
from app.views.theme import Theme
from app.views.tray import Announcer, SilentAnnouncer
from app.views.undo import UndoBar, UndoStack, conversation_of
from app.views.watch import Watch
from app.views.window_banners import CountedBanners
from app.views.window_commands import register
from app.views.words import explain, say, say_or, spoken_values


class MainWindow(QMainWindow):
    """Stands at once, empty; everything it shows comes by asking the desk."""

    practice_wanted = Signal()
    """first run: open the practice shops"""
    quit_wanted = Signal()
    """the agent is sure"""
    retry_wanted = Signal(object)
    """Condition: try again (disk, second desk), or put it right (damaged)"""

    def __init__(
        self, desk: Desk, shops: Shops, housekeeping: Housekeeping, settings: Settings, theme: Theme, panes: Panes,
        announcer: Announcer | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk, self.shops = desk, shops
        self._settings, self._theme, self._panes = settings, theme, panes
        self.notices = Notices(self)
        self.undo, self.look = UndoStack(desk, self), Look(theme, settings, self)
        self.registry = Registry(settings, self)
        self.watch = Watch(desk, announcer or SilentAnnouncer(), self)
        self.news = News(desk, self.notices, lambda: self.boxes.teller(self.watch.announcer), self)
        self._saved = SavedSearches(settings)
        self._badges: Badges | None = None
        self._state: SyncState | None = None
        self._agents: tuple[AgentRow, ...] = ()
        self._leaving = False
        self.support = Support(desk, housekeeping, self.undo.tell, self)
        self.offline = OfflineSwitch(desk, housekeeping, self)
        self.conditions = DeskConditions(self.retry_wanted.emit, self)
        self.boxes = Boxes(desk, theme, self.registry, self.notices, self)
        register(self)
        self.keys = KeyFilter(desk, self.registry, self)
        self._build()
        self._listen()
        self.setMinimumSize(760, 560)
        self.resize(1440, 900)
        self.restoreGeometry(QByteArray.fromBase64(settings.text("window").encode()))

    # --- the outside --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Asks for the first rows and all counts; call it once the readers run."""
        self.page.show_kind(ViewKind.MINE, first=True)
        self.watch.start()
        self._imported.look()
        self._ending.look()
        self.activateWindow()
        self.page.list_pane.take_keys()

    def open_conversation(self, conversation: ConversationId | None) -> None:
        """Comes to the front with a conversation."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if conversation is not None:
            self.show_place("inbox")
            self.page.open(conversation)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        """Draws everything; again when the language changes."""
        self.setWindowTitle(say("app.name"))
        self.setWindowIcon(app_icon())
        self.banners = BannerArea(self._theme)
        self.rail, self.bar = Rail(self._theme), StatusBar(self._theme)
        self.page = InboxPage(self.desk, self._theme, self.registry, self._saved, self._panes)
        self.acts = Actions(self.desk, self._theme, self.page.targets, self.page.list_pane)
        self.places = Places(self._theme, self._panes, self.page)
        self._counted = CountedBanners(self.banners, self.places, self.show_outbox)
        self._imported = ImportOffer(self.desk, self._settings, self.banners)
        self._closed = CloseOffers(self.desk, self.banners)
        self._ending = EndingBanners(self.desk, self._settings, self.banners)
        self.setCentralWidget(framed(self.rail, self.banners, self.places, self.bar))
        self.undo_bar = UndoBar(self._theme, self.undo, self.page.list_pane, self)
        self.rail.show_place("inbox")
        self._listen_inside()

    def _listen_inside(self) -> None:
        self.rail.place_wanted.connect(self.show_place)
        self.places.shown.connect(self.rail.show_place)
        self.places.begun.connect(self._begin)
        self.places.language_wanted.connect(self.look.toggle_language)
        self.rail.agent_wanted.connect(self.support.change_agent)
        self.page.outbox_wanted.connect(self.show_outbox)
        self.places.serve(self.page, self.bar)
        self._ending.sign_in_wanted.connect(self.places.sign_in)
        self.page.told.connect(self.undo.tell)
        self.banners.left.connect(self.page.take_keys)
        self.page.list_pane.tags_known.connect(self._learn_tags)
        self.acts.told.connect(self.undo.tell)
        self.bar.outbox_wanted.connect(self.show_outbox)
        self.bar.offline_wanted.connect(self.offline.set)
        self.bar.notices_wanted.connect(lambda: self.boxes.show_notices(self.bar.height()))
        self.bar.keys_wanted.connect(self.boxes.show_keys)
        self.offline.show_on(self.bar, self.banners)
        self.conditions.show_on(self.banners)

    def _listen(self) -> None:
        self.watch.counted.connect(self._show_counts)
        self.watch.agents_known.connect(self._show_agents)
        self.watch.agents_known.connect(self.support.greet)
        self.support.refused.connect(self.quit)
        self.keys.waiting.connect(lambda first: self.bar.show_hint(self.registry.chord_hint(first)))
        self.boxes.opened.connect(self.open_conversation)
        self.boxes.late_wanted.connect(partial(self.go, ViewKind.DUE_SOON))
        self.notices.changed.connect(lambda: self.bar.show_notices(self.notices.unread))
        self.undo.undone.connect(self._went_back)
        self.look.language_changed.connect(self._rebuild)
        self.desk.troubled.connect(self._trouble)
        self.desk.acted.connect(self._tell_notices)
        self.desk.agent_changed.connect(self.start)

    def _rebuild(self) -> None:
        shown = self.page.current()
        self._build()
        self.start()
        self._show_agents(self._agents)
        self.page.build_panes()
        if shown is not None:
            self.page.open(shown)

    # --- what commands do ---------------------------------------------------------------------------------------------

    def go(self, kind: ViewKind) -> None:
        self.show_place("inbox")
        self.page.show_kind(kind, first=True)
        self.page.list_pane.take_keys()

    def show_place(self, name: str) -> None:
        """Inbox, templates, or shops and settings."""
        self.places.show_place(name)
        if name == "inbox":
            self.page.show_list()

    def show_outbox(self) -> None:
        self.show_place("inbox")
        self.page.show_outbox()

    def focus_search(self) -> None:
        self.show_place("inbox")
        self.page.list_pane.focus_search()

    def quit(self) -> None:
        """Leaves for good, not into the tray."""
        self._leaving = True
        self.close()

    # --- answers ------------------------------------------------------------------------------------------------------

    def _show_counts(self, badges: Badges, state: SyncState) -> None:
        self._badges, self._state = badges, state
        self.page.show_badges(badges, state)
        self.bar.show_state(state, self.desk.now())
        self._counted.show(badges, self.desk.now())
        mine = badges.counts.get(ViewKind.MINE, 0)
        self.setWindowTitle(f"({mine}) {say('app.name')}" if mine else say("app.name"))
        self.watch.announcer.count(mine)
        self.offline.count(state.unsent)
        if not badges.shops and self._settings.text("first_run") != "never":
            self.places.show_first_run(self._my_name())
        if badges.shops:
            self.support.expect_somebody()

    def _show_agents(self, agents: tuple[AgentRow, ...]) -> None:
        self._agents = agents
        self.places.know_agent(self._my_name())
        self.rail.show_agents(agents, self.desk.agent)
        delegate = self.page.list_pane.list.delegate
        delegate.names = {agent.id: agent.name for agent in agents}
        delegate.forget()

    def _my_name(self) -> str:
        return next((agent.name for agent in self._agents if agent.id == self.desk.agent), "")

    def _learn_tags(self, tags: tuple[str, ...]) -> None:
        self.acts.tags = tags

    def _trouble(self, error: QuaysideError) -> None:
        """An error nobody else answered: told at once, and kept in the list."""
        words = explain(error)
        self.undo.tell(words)
        self.notices.add(self.desk.now(), words)
        if error.key in GRAVE:
            self.conditions.show(GRAVE[error.key], True)

    def _tell_notices(self, command: Command, outcome: Outcome) -> None:
        for notice in outcome.notices:
            self.undo.tell(say_or(f"notice.{notice.key}", notice.key, **spoken_values(notice.values)))

    def _went_back(self, command: Command) -> None:
        if (conversation := conversation_of(command)) is not None:
            self.page.open(conversation)

    def _begin(self, choice: str, name: str) -> None:
        """The first run is over."""
        self.support.name_me(name)
        self.show_place("inbox")
        if choice == "connect":
            self.places.connect_shop()
        else:
            self.practice_wanted.emit()

    # --- Qt -----------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.furnish_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.undo_bar.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.page.back_to_list()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Half-written words and the window's place."""
        if self.page.conversation is not None:
            self.page.conversation.save_draft()
        self._settings.put("window", bytes(self.saveGeometry().toBase64().data()).decode())

    def put_away(self) -> None:
        """Gone for good, without a question."""
        self.hide()
        self.watch.stop()
        self.watch.announcer.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing hides to the tray where there is one; leaving with unsent replies asks."""
        self.save()
        tray, unsent = self.watch.announcer.can_stay(), self._state.unsent if self._state else 0
        answer = Leaving.TRAY if tray and not self._leaving else Leaving.QUIT
        if unsent and answer is Leaving.QUIT:
            answer = ask_before_quitting(self, unsent, tray=tray)
        self._leaving = False
        if answer is not Leaving.QUIT:
            event.ignore()
            if answer is Leaving.TRAY:
                self.hide()
            return
        self.put_away()
        event.accept()
        self.quit_wanted.emit()
