"""Keeps the window's counts fresh: after changes, and every twenty seconds."""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.readmodels import AgentRow, Badges, SyncState
from app.views.tray import Announcer

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

    def __init__(self, desk: Desk, announcer: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.announcer = desk, announcer
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.count)
        self._round = QTimer(self, interval=int(ROUND / timedelta(milliseconds=1)))
        self._round.timeout.connect(self.count)
        desk.changed.connect(self._changed)
        desk.overdue.connect(self._pause.start)
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

    def _ask_agents(self) -> None:
        def tell(agents: tuple[AgentRow, ...]) -> None:
            self.agents_known.emit(agents)

        self._desk.ask(lambda reader: reader.agents(), tell, slot="watch.agents")
