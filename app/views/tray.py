"""The system's tray and its pop-ups, behind a small interface, so that tests and quiet desks have none."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from app.domain.values import ConversationId
from app.views.words import say


class Announcer(Protocol):
    """Tells somebody who is looking elsewhere."""

    def tell(self, title: str, text: str, conversation: ConversationId | None) -> None:
        """A customer wrote, an answer is late, or a snoozed conversation is back."""
        ...

    def count(self, waiting: int) -> None:
        """How many conversations wait for this agent."""
        ...

    def can_stay(self) -> bool:
        """Whether the program may live on in the tray with its window closed."""
        ...

    def close(self) -> None:
        """Takes the icon away."""
        ...


class SilentAnnouncer:
    """Says nothing and remembers it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, ConversationId | None]] = []
        self.waiting = 0
        self.stays = False

    def tell(self, title: str, text: str, conversation: ConversationId | None) -> None:
        self.said.append((title, text, conversation))

    def count(self, waiting: int) -> None:
        self.waiting = waiting

    def can_stay(self) -> bool:
        return self.stays

    def close(self) -> None:
        self.stays = False


class TrayAnnouncer:
    """An icon in the system's tray."""

    def __init__(
        self,
        window: QWidget,
        icon: QIcon,
        opened: Callable[[ConversationId | None], None],
        quitting: Callable[[], None],
    ) -> None:
        self._opened = opened
        self._waiting: ConversationId | None = None
        self._tray = QSystemTrayIcon(icon, window)
        self._menu = QMenu(window)
        self._menu.addAction(say("tray.open"), lambda: opened(None))
        self._menu.addAction(say("command.quit"), quitting)
        self._tray.setContextMenu(self._menu)
        self._tray.activated.connect(self._activated)
        self._tray.messageClicked.connect(lambda: opened(self._waiting))
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray.show()

    def tell(self, title: str, text: str, conversation: ConversationId | None) -> None:
        self._waiting = conversation
        if self._tray.isVisible():
            self._tray.showMessage(title, text, self._tray.icon())

    def count(self, waiting: int) -> None:
        self._tray.setToolTip(say("tray.tip", n=waiting))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setBadgeNumber(waiting)

    def can_stay(self) -> bool:
        return self._tray.isVisible()

    def close(self) -> None:
        self._tray.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._opened(None)
