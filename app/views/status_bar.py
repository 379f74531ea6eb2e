"""The bar at the bottom: how the shops are, what has not left yet, whether we are connected, and what was missed."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.domain.readmodels import SyncState
from app.views.icons import icon
from app.views.moments import ago
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say


class StatusBar(QFrame):
    """28 px of small buttons: everything that is said here leads to where it can be changed."""

    shops_wanted = Signal()
    sign_in_wanted = Signal()
    outbox_wanted = Signal()
    offline_wanted = Signal(bool)
    notices_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offline = False
        self.setProperty("box", "rail")
        self.setProperty("rule", "top")
        self._synced = self._part("resolved", self.shops_wanted)
        self._sign_in = self._part("key", self.sign_in_wanted, "amber")
        self._slow = self._part("hourglass", self.shops_wanted, "amber")
        self._outbox = self._part("outbox", self.outbox_wanted)
        self._line = self._part("online")
        self._line.setToolTip(say("status.bar.offline_tip"))
        self._line.clicked.connect(lambda: self.offline_wanted.emit(not self._offline))
        self._hint = label(tone="accent", face="meta")
        self._replied = label(tone="text2", face="meta")
        self._bell = self._part("bell", self.notices_wanted)
        self._keys = self._part("keyboard", self.keys_wanted)
        self._keys.setText(say("status.bar.keys"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        self._layout.setSpacing(theme.px(12))
        for part in (self._synced, self._sign_in, self._slow, self._outbox, self._line):
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        for last in (self._hint, self._replied, self._bell, self._keys):
            self._layout.addWidget(last)
        theme.changed.connect(self._resize)
        for hidden in (self._sign_in, self._slow):
            hidden.hide()
        self.show_offline(False)
        self.show_notices(0)
        self._resize()

    def show_state(self, state: SyncState, now: datetime) -> None:
        """The left half, and how many replies left today."""
        shops = state.shops_ok + state.shops_sign_in + state.shops_slow
        if not shops:
            self._synced.setText(say("status.bar.no_shop"))
        elif state.last_sync is None:
            self._synced.setText(say("status.bar.never", n=shops))
        else:
            self._synced.setText(say("status.bar.ok", n=state.shops_ok, ago=ago(state.last_sync, now)))
        self._count(self._sign_in, "status.bar.sign_in", state.shops_sign_in)
        self._count(self._slow, "status.bar.slow", state.shops_slow)
        self._outbox.setText(say("status.bar.outbox", n=state.unsent))
        self._replied.setText(say("status.bar.replied", n=state.replied_today))

    def show_offline(self, offline: bool, lost: bool = False) -> None:
        """Offline on purpose, or because nobody answers."""
        self._offline = offline
        name = "offline" if offline else "no_line" if lost else "online"
        self._line.setText(say(f"status.bar.{name}"))
        well = name == "online"
        self._line.setIcon(icon(self._theme, "online" if well else "offline", "text2" if well else "amber"))

    def show_notices(self, count: int) -> None:
        self._bell.setText(str(count) if count else "")
        self._bell.setAccessibleName(say("status.bar.notices", n=count))
        self._bell.setToolTip(say("status.bar.notices", n=count))

    def show_hint(self, words: str) -> None:
        """The begun chord, as long as it waits for its second key."""
        self._hint.setText(words)

    def _count(self, part: QToolButton, key: str, count: int) -> None:
        part.setText(say(key, n=count))
        part.setVisible(count > 0)

    def _part(self, name: str, leads_to: object = None, token: str = "text2") -> QToolButton:
        made = _Part()
        made.setProperty("look", "quiet")
        made.setProperty("face", "meta")
        made.setProperty("size", "small")
        made.setIcon(icon(self._theme, name, token))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if leads_to is not None:
            made.clicked.connect(leads_to)
        return made

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(28))
        side = self._theme.px(14)
        for part in self.findChildren(QToolButton):
            part.setIconSize(QSize(side, side))


class _Part(QToolButton):
    """A little air between the icon and its words."""

    def setText(self, text: str) -> None:
        super().setText(f" {text}" if text else "")
        self.setAccessibleName(text)
