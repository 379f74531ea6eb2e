"""Keeps the window's counts fresh, raises banners for shops in trouble, and tells of customers who wrote."""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.readmodels import AgentRow, Badges, InboxRow, SyncState
from app.domain.values import ConversationId
from app.views.notices import Notices
from app.views.tray import Announcer
from app.views.words import say

PAUSE_MS = 60
"""changes that come close together are counted once"""
ROUND = timedelta(seconds=20)
"""'20 seconds ago' must not stand for an hour"""
Counts = tuple[Badges, SyncState]


class Watch(QObject):
    """Asks one question for all counts, after changes and every twenty seconds."""

    counted = Signal(object, object)
    """Badges, SyncState"""
    agents_known = Signal(object)
    """tuple of AgentRow"""

    def __init__(
        self, desk: Desk, notices: Notices, announcer: Announcer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._notices, self.announcer = desk, notices, announcer
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.count)
        self._round = QTimer(self, interval=int(ROUND / timedelta(milliseconds=1)))
        self._round.timeout.connect(self.count)
        desk.changed.connect(self._changed)
        desk.agent_changed.connect(self.start)

    def start(self) -> None:
        """Counts now and from now on."""
        self.count()
        self._ask_agents()
        self._round.start()

    def stop(self) -> None:
        self._pause.stop()
        self._round.stop()

    def count(self) -> None:
        agent, now = self._desk.agent, self._desk.now()

        def tell(counts: Counts) -> None:
            self.counted.emit(*counts)

        self._desk.ask(
            lambda reader: (reader.badges(agent, now), reader.sync_state(now)), tell, slot="watch.counts"
        )

    def _changed(self, changes: Changes) -> None:
        self._pause.start()
        if "agents" in changes.subjects:
            self._ask_agents()
        if changes.arrived:
            ids, agent = tuple(dict.fromkeys(map(ConversationId, changes.arrived))), self._desk.agent
            self._desk.ask(lambda reader: reader.inbox_rows(ids, agent), self._announce)

    def _ask_agents(self) -> None:
        def tell(agents: tuple[AgentRow, ...]) -> None:
            self.agents_known.emit(agents)

        self._desk.ask(lambda reader: reader.agents(), tell, slot="watch.agents")

    def _announce(self, rows: tuple[InboxRow, ...]) -> None:
        """Every arrival is kept for later; only what concerns this agent pops up, several at once as one."""
        now = self._desk.now()
        for row in rows:
            words = say("notices.arrived", name=row.customer_name, preview=row.preview[:120])
            self._notices.add(now, words, row.id)
        mine = [row for row in rows if row.assignee in (None, self._desk.agent)]
        if len(mine) == 1:
            row = mine[0]
            words = say("notices.arrived", name=row.customer_name, preview=row.preview[:120])
            self.announcer.arrived(say("notices.arrived_title", shop=row.shop_title), words, row.id)
        elif mine:
            self.announcer.arrived(say("app.name"), say("notices.arrived_many", n=len(mine)), None)
