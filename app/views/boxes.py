"""What opens over the window for a moment: the palette, the keys, the notifications."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.bridge.desk import Desk
from app.domain.values import ConversationId
from app.views.news import Teller
from app.views.notices import Notices
from app.views.registry import Registry
from app.views.theme import Theme

if TYPE_CHECKING:
    from app.views.toast import Toast


class Boxes(QObject):
    """Opens them; each closes itself. Their code is read when they are first wanted, not before the window stands."""

    opened = Signal(object)
    """ConversationId: a notification was followed"""
    late_wanted = Signal()
    """a notification spoke of many that are late"""

    def __init__(
        self, desk: Desk, theme: Theme, registry: Registry, notices: Notices, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._theme, self._registry, self._notices = desk, theme, registry, notices
        self._window = window
        self.keys: QDialog | None = None
        self.toast: Toast | None = None

    def show_palette(self) -> None:
        from app.views.palette import palette

        palette(self._theme, self._registry, self._window)

    def show_keys(self) -> None:
        from app.views.key_help import KeyHelp

        self.keys = KeyHelp(self._theme, self._registry, self._window)
        self.keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.keys.open()

    def show_notices(self, above: int) -> None:
        """Opens over the bar whose height is `above`."""
        from app.views.notices_popup import NoticesPopup

        popup = NoticesPopup(self._theme, self._notices, self._desk.now(), self._window)
        popup.opened.connect(self.opened)
        popup.late_wanted.connect(self.late_wanted)
        corner = QPoint(self._window.width() - 12, self._window.height() - above - 4)
        popup.open_above(self._window.mapToGlobal(corner))
        self._notices.mark_read()

    def teller(self, elsewhere: Teller) -> Teller:
        """Who tells of news: a card in the corner while the agent is here, else the system."""
        if not self._window.isActiveWindow():
            return elsewhere
        if self.toast is None:
            from app.views.toast import Toast

            self.toast = Toast(self._theme, self._follow, self._window)
        return self.toast

    def _follow(self, conversation: ConversationId | None) -> None:
        """One conversation is opened; several stand in their list."""
        if conversation is not None:
            self.opened.emit(conversation)
        else:
            self.show_notices(self._theme.px(28))
