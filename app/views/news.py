"""Tells of customers who wrote, of answers that are late, and of what comes back from its snooze: once, and calmly.

Everything is kept in the list behind the bell; only what concerns the agent at this desk pops up, several as one.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.conversations import Status
from app.domain.reader import Reader
from app.domain.readmodels import InboxRow
from app.domain.values import ConversationId
from app.views.notices import Notices
from app.views.words import say

LINES = 3
"""more late ones at once, as after a night's sleep, share one line of the list"""
Rows = tuple[InboxRow, ...]
Said = dict[ConversationId, str]
"""customers' own newest words"""


class Teller(Protocol):
    """Where the agent looks just now: a corner of the window, or the system's own notifications."""

    def tell(self, title: str, text: str, conversation: ConversationId | None) -> None: ...


class News(QObject):
    """Reads again what it tells of: meanwhile somebody may have answered, snoozed or resolved it."""

    def __init__(
        self, desk: Desk, notices: Notices, announcer: Callable[[], Teller], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._notices, self._announcer = desk, notices, announcer
        self._told: dict[ConversationId, datetime] = {}
        """the due moment that was told of last"""
        desk.changed.connect(self._changed)
        desk.overdue.connect(lambda ids: self._read(ids, self._tell_late))
        desk.woken.connect(lambda ids: self._read(ids, self._tell_woken))

    def _changed(self, changes: Changes) -> None:
        if changes.arrived:
            self._read(tuple(dict.fromkeys(map(ConversationId, changes.arrived))), self._tell_arrived)

    def _read(self, ids: tuple[ConversationId, ...], tell: Callable[[Rows, Said], None]) -> None:
        agent = self._desk.agent

        def question(reader: Reader) -> tuple[Rows, Said]:
            return reader.inbox_rows(ids, agent), reader.customer_words(ids)

        self._desk.ask(question, lambda answer: tell(*answer))

    def _tell_arrived(self, rows: Rows, said: Said) -> None:
        self._tell(rows, "arrived", said)

    def _tell_woken(self, rows: Rows, said: Said) -> None:
        self._tell(tuple(row for row in rows if row.status is Status.PENDING), "woken", said)

    def _tell(self, rows: Rows, kind: str, said: Said) -> None:
        """Quotes the customer, although our own reply may be the newest line of the list."""

        def words(row: InboxRow) -> str:
            quoted = said.get(row.id, "")[:120] or say("row.no_preview")
            return say(f"notices.{kind}", name=row.customer_name, preview=quoted)

        for row in rows:
            self._notices.add(self._desk.now(), words(row), row.id)
        self._pop_up(rows, kind, words)

    def _tell_late(self, rows: Rows, said: Said) -> None:
        now = self._desk.now()
        late = tuple(row for row in rows if self._is_news(row, now))
        if len(late) > LINES:
            self._notices.add(now, say("notices.late_many", n=len(late)), many_late=True)
        else:
            for row in late:
                self._notices.add(now, _late(row, now), row.id)
        self._pop_up(late, "late", lambda row: _late(row, now))

    def _is_news(self, row: InboxRow, now: datetime) -> bool:
        """Whether its moment has passed, it is still our turn, and this moment was not told of yet."""
        passed = [moment for moment in _moments(row) if moment is not None and moment <= now]
        if not passed or self._told.get(row.id) == max(passed):
            return False
        self._told[row.id] = max(passed)
        return True

    def _pop_up(self, rows: Rows, kind: str, words: Callable[[InboxRow], str]) -> None:
        mine = [row for row in rows if row.assignee in (None, self._desk.agent)]
        if len(mine) == 1:
            (row,) = mine
            self._announcer().tell(say(f"notices.{kind}_title", shop=row.shop_title), words(row), row.id)
        elif mine:
            self._announcer().tell(say("app.name"), say(f"notices.{kind}_many", n=len(mine)), None)


def _moments(row: InboxRow) -> tuple[datetime | None, ...]:
    """What may pass: of a conversation that is set aside only the platform's, whose clock runs on."""
    if row.status is Status.PENDING:
        return row.due, row.platform_due
    return (row.platform_due,) if row.status in (Status.SNOOZED, Status.TRANSFERRED) else ()


def _late(row: InboxRow, now: datetime) -> str:
    platform = row.platform_due is not None and row.platform_due <= now
    return say("notices.late_platform" if platform else "notices.late_own", name=row.customer_name)
