"""What stands where no conversation is: calm when all is answered, helpful when nothing was found."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.readmodels import Badges, SyncState, ViewKind
from app.views.moments import short_moment, spoken
from app.views.shared.widgets import IconMark, button, label
from app.views.theme import Theme
from app.views.words import say


class EmptyList(QWidget):
    """Shown instead of the list."""

    wanted = Signal(object)
    """ViewKind the agent wants to see instead"""
    clear_wanted = Signal()
    everywhere_wanted = Signal()
    """the same search, over every conversation"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("box", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = IconMark(theme, "resolved", "good", 32)
        self._title, self._first, self._second = label(face="title"), label(), label(tone="text2")
        self._footer = label(tone="text3", face="meta")
        for line in (self._title, self._first, self._second, self._footer):
            line.setWordWrap(True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._unassigned, self._snoozed = button(""), button("", "quiet")
        self._clear, self._everywhere = button(say("search.clear"), "quiet"), button(say("search.everywhere"))
        self._unassigned.clicked.connect(lambda: self.wanted.emit(ViewKind.UNASSIGNED))
        self._snoozed.clicked.connect(lambda: self.wanted.emit(ViewKind.SNOOZED))
        self._clear.clicked.connect(self.clear_wanted)
        self._everywhere.clicked.connect(self.everywhere_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()

    def show_done(self, now: datetime, badges: Badges | None, state: SyncState | None) -> None:
        """Everything of this view is answered."""
        self._say("resolved", "good", say("empty.title"))
        self._first.setText(_next_due(now, state))
        self._second.setText(state.next_due_customer if state else "")
        counts = badges.counts if badges else {}
        self._offer(self._unassigned, "empty.see_unassigned", counts.get(ViewKind.UNASSIGNED, 0))
        self._offer(self._snoozed, "empty.see_snoozed", counts.get(ViewKind.SNOOZED, 0))
        shops, replied = (state.shops_ok, state.replied_today) if state else (0, 0)
        self._footer.setText(say("empty.footer", shops=shops, replied=replied) if state else "")

    def show_nothing(self, *, searching: bool, elsewhere: bool = False, orders: bool = False) -> None:
        """A view without conversations, or a search that found none; `orders`: it found orders, which stand above."""
        nothing = "search.only_orders" if orders else "search.nothing" if searching else "empty.view"
        self._say("search" if searching else "inbox", "text3", say(nothing))
        self._first.setText(say("search.nothing_help") if searching and not orders else "")
        self._clear.setVisible(searching)
        self._everywhere.setVisible(elsewhere)

    def _say(self, icon: str, token: str, title: str) -> None:
        self._mark.show_icon(icon, token)
        self._title.setText(title)
        for line in (self._first, self._second, self._footer):
            line.setText("")
        for choice in (self._unassigned, self._snoozed, self._everywhere, self._clear):
            choice.hide()

    def _offer(self, choice: QPushButton, key: str, count: int) -> None:
        choice.setText(say(key, n=count))
        choice.setVisible(count > 0)

    def _arrange(self) -> None:
        layout, choices = QVBoxLayout(self), QVBoxLayout()
        layout.setContentsMargins(*(self._theme.px(24),) * 4)
        layout.setSpacing(self._theme.px(8))
        for choice in (self._unassigned, self._snoozed, self._everywhere, self._clear):
            choices.addWidget(choice, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        layout.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignHCenter)
        for line in (self._title, self._first, self._second):
            layout.addWidget(line)
        layout.addLayout(choices)
        layout.addWidget(self._footer)
        layout.addStretch(3)


def _next_due(now: datetime, state: SyncState | None) -> str:
    if state is None or state.next_due is None:
        return say("empty.nothing_due") if state else ""
    if state.next_due <= now:
        return say("empty.next_now")
    return say("empty.next", time=short_moment(state.next_due, now), left=spoken(state.next_due - now))
