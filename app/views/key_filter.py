"""Hears every key before the widget that has the focus, and turns it into a command where one is meant."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.bridge.desk import Desk
from app.views.keys import CHORD_SECONDS, Chords, has_modifier, key_words
from app.views.registry import Registry, Where


class KeyFilter(QObject):
    """Sits on the focused widget alone, so that no other event of the program passes through Python."""

    waiting = Signal(str)
    """the first key of a chord, or '' when it was completed or forgotten"""

    def __init__(self, desk: Desk, registry: Registry, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._registry, self._window = desk, registry, window
        self._chords = Chords()
        self._held: QWidget | None = None
        self._seconds = 0.0
        self._forget = QTimer(self, singleShot=True, interval=int(CHORD_SECONDS * 1000))
        self._forget.timeout.connect(self._drop_chord)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        key = key_words(event)
        where = place_of(watched)
        if not key or (where is Where.COMPOSER and not has_modifier(key)) or _keeps(watched, key):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._may_mean(key, where):
                event.accept()
                return True
            return False
        return self._press(key, where)

    def _press(self, key: str, where: Where) -> bool:
        known = self._registry.bindings(where)
        if key == "Esc" and self._chords.first:
            self._drop_chord()
            return True
        meant = self._chords.feed(key, self._desk_seconds(), frozenset(known))
        self.waiting.emit(self._chords.first)
        if self._chords.first:
            self._forget.start()
            return True
        self._forget.stop()
        return bool(meant) and self._registry.run(known[meant])

    def _may_mean(self, key: str, where: Where) -> bool:
        known = self._registry.bindings(where)
        return bool(self._chords.first) or any(name == key or name.startswith(key + " ") for name in known)

    def _desk_seconds(self) -> float:
        return self._desk.now().timestamp()

    def _drop_chord(self) -> None:
        self._chords.forget()
        self.waiting.emit("")

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._held is not None:
            if isValid(self._held):
                self._held.removeEventFilter(self)
            self._held = None
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)
            self._held = now


def place_of(widget: QWidget) -> Where:
    """Whether somebody types text here, or only points at things."""
    typing = (
        isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and not widget.isReadOnly()
    ) or isinstance(widget, QAbstractSpinBox)
    if (
        typing
        or widget.property("place") == "composer"
        or (isinstance(widget, QComboBox) and widget.isEditable())
    ):
        return Where.COMPOSER
    return Where.LIST if widget.property("place") == "list" else Where.CONVERSATION


def _keeps(widget: QWidget, key: str) -> bool:
    """Keys that a button, a link or a list of its own needs more than we do."""
    if key == "Enter":
        return bool(widget.property("place") != "list")
    return key in ("Space", "Tab", "Shift+Tab")
