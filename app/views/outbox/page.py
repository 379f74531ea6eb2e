"""The outbox: everything that has not arrived yet. What needs a person stands first."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.outbox import SendState
from app.domain.readmodels import OutboxRow
from app.views.conversation.alive import while_alive
from app.views.outbox.acts import ReplyActs
from app.views.outbox.card import ReplyCard
from app.views.shared.widgets import IconMark, box, label
from app.views.theme import Theme
from app.views.words import say

MOST = 200
"""cards shown at once; the rest is counted"""
_URGENT = {SendState.ASK_HUMAN: 0, SendState.NEEDS_REVIEW: 1, SendState.FAILED: 2, SendState.UNKNOWN: 3}


class OutboxPage(QWidget):
    """Re-read whenever the outbox changes, and once a minute for its times."""

    wants_conversation = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self.theme = desk, theme
        self._acts = ReplyActs(desk)
        self._cards: dict[object, ReplyCard] = {}
        self.setProperty("box", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        desk.changed.connect(self._changed)
        theme.changed.connect(self._again)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._again)
        self._minute.start()
        self._ask()

    def cards(self) -> list[ReplyCard]:
        """The cards on screen, first to last."""
        return sorted(self._cards.values(), key=self._column.indexOf)

    def _build(self) -> None:
        px = self.theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = box("surface", "bottom")
        line = QHBoxLayout(head)
        line.setContentsMargins(px(24), px(12), px(24), px(12))
        line.setSpacing(px(8))
        line.addWidget(label(say("outbox.title"), face="title"))
        self._count = label(tone="text3")
        line.addWidget(self._count)
        line.addStretch(1)
        help_line = label(say("outbox.help"), tone="text3", face="meta")
        line.addWidget(help_line)
        outer.addWidget(head)
        inside = box("window")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(12))
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._empty = self._make_empty()
        outer.addWidget(self._area, 1)
        outer.addWidget(self._empty, 1)

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        mark = IconMark(self.theme, "resolved", "good", 28)
        title, text = label(say("outbox.empty"), face="title"), label(say("outbox.empty_help"), tone="text2")
        for part in (mark, title, text):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _changed(self, changes: Changes) -> None:
        if "outbox" in changes.subjects:
            self._ask()

    def _again(self) -> None:
        for card in self._cards.values():
            if not card.editing():
                card.setProperty("stale", True)
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(lambda reader: reader.outbox(), while_alive(self, self._show), slot="outbox.page")

    def _show(self, rows: tuple[OutboxRow, ...]) -> None:
        """Cards that did not change stay, with whatever is being typed in them."""
        focus = QApplication.focusWidget()
        card_with_keys = next(
            (card for card in self._cards.values() if focus and card.isAncestorOf(focus)), None
        )
        rows = tuple(sorted(rows, key=lambda row: (_URGENT.get(row.state, 9), row.queued_at)))
        kept: dict[object, ReplyCard] = {}
        for row in rows[:MOST]:
            card = self._cards.pop(row.id, None)
            if card is not None and (card.editing() or (card.row == row and not card.property("stale"))):
                kept[row.id] = card
                continue
            if card is not None:
                card.hide()
                card.deleteLater()
            kept[row.id] = self._card(row)
        for gone in self._cards.values():
            gone.hide()
            gone.deleteLater()
        self._cards = kept
        for place, card in enumerate(kept.values()):
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        self._count.setText(say("outbox.count", n=len(rows)) if rows else "")
        self._area.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if card_with_keys is not None and card_with_keys not in kept.values():
            self.setFocus()  # else the next card's button would take a key that was not meant for it

    def _card(self, row: OutboxRow) -> ReplyCard:
        card = ReplyCard(self.theme, self._acts, row, self._desk.now())
        card.conversation_wanted.connect(self.wants_conversation)
        return card
