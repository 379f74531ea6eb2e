"""How list, conversation and context share the width: side by side, or the context as a drawer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.views.shared.widgets import box, icon_button
from app.views.theme import Theme
from app.views.words import say

FOLD_BELOW = 1180
"""the context becomes a drawer"""
ALONE_BELOW = 740
"""only the list or the conversation"""
LIST, READABLE, CONTEXT = 348, 440, 308


class Room(QWidget):
    """A splitter of three, whose last part can leave it."""

    def __init__(self, theme: Theme, first: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, first
        self.conversation: QWidget = box("surface")
        self.context: QWidget = box("sunken")
        self.folded = self._dragged = self._reading = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for number, part in enumerate((first, self.conversation, self.context)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(number, int(number == 1))
        self._splitter.splitterMoved.connect(self._keep)
        self._strip, self._drawer = self._make_strip(), _Drawer(theme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self._strip)
        theme.changed.connect(self._resize)
        self._resize()

    def furnish(self, conversation: QWidget, context: QWidget) -> None:
        """The real panes take the places of the blank ones."""
        sizes = self._splitter.sizes()
        self._splitter.replaceWidget(self._splitter.indexOf(self.conversation), conversation)
        self.conversation.deleteLater()
        self.conversation = conversation
        old, self.context = self.context, context
        if self.folded:
            self._drawer.take(context)
        else:
            self._splitter.replaceWidget(self._splitter.indexOf(old), context)
        old.hide()
        old.deleteLater()
        self._splitter.setSizes(sizes)
        self._resize()

    def toggle_context(self) -> None:
        """Shows or hides the right pane, wherever it is."""
        if self.folded:
            self._drawer.setVisible(not self._drawer.isVisible())
            self._drawer.settle()
        else:
            self.context.setVisible(not self.context.isVisible())

    def show_conversation(self) -> None:
        """Where there is room for one part only, the list makes way."""
        self._reading = True
        self._show_parts()

    def show_list(self) -> None:
        self._drawer.hide()
        self._reading = False
        self._show_parts()

    def fold(self) -> None:
        """Decides anew what stands where."""
        fold = self._width() < FOLD_BELOW
        self._strip.setVisible(fold)
        if fold != self.folded:
            self.folded = fold
            if fold:
                self._drawer.take(self.context)
            else:
                self._drawer.hide()
                self._splitter.addWidget(self.context)
                self.context.show()
            self._share()
        self._show_parts()
        self._drawer.settle()

    def alone(self) -> bool:
        """Whether there is room for one part only."""
        return self._width() < ALONE_BELOW

    def _show_parts(self) -> None:
        alone = self.alone()
        self._list.setVisible(not alone or not self._reading)
        self.conversation.setVisible(not alone or self._reading)

    # --- inside -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()
        if not self._dragged:
            self._share()

    def _width(self) -> float:
        """Of the window, in the drawing's pixels."""
        return self.window().width() / self._theme.scale

    def _share(self) -> None:
        """The widths of the drawing, until the agent drags a border."""
        px = self._theme.px
        width = self._splitter.width()
        third = 0 if self.folded else min(max(width - px(LIST) - px(READABLE), px(260)), px(CONTEXT))
        first = min(max(width - third - px(READABLE), px(300)), px(LIST))
        sizes = [first, width - first - third, third]
        self._splitter.setSizes(sizes[:2] if self.folded else sizes)

    def _resize(self) -> None:
        px = self._theme.px
        self._list.setMinimumWidth(px(260))
        self.conversation.setMinimumWidth(px(360))
        self.context.setMinimumWidth(px(260))
        self._strip.setFixedWidth(px(36))
        self.fold()
        self._share()

    def _keep(self) -> None:
        self._dragged = True

    def _make_strip(self) -> QFrame:
        strip = box("sunken", "left")
        layout = QVBoxLayout(strip)
        layout.setContentsMargins(2, self._theme.px(8), 2, 0)
        opener = icon_button(self._theme, "package", say("command.context"))
        opener.clicked.connect(self.toggle_context)
        layout.addWidget(opener)
        layout.addStretch(1)
        strip.hide()
        return strip


class _Drawer(QFrame):
    """The context over the conversation's right edge."""

    def __init__(self, theme: Theme, room: QWidget) -> None:
        super().__init__(room)
        self._theme, self._room = theme, room
        self.setProperty("box", "sunken")
        self.setProperty("rule", "left")
        self._row = QVBoxLayout(self)
        self._row.setContentsMargins(1, 0, 0, 0)
        self.hide()

    def take(self, widget: QWidget) -> None:
        """Holds the context pane from now on."""
        self._row.addWidget(widget)
        widget.show()

    def settle(self) -> None:
        strip = self._theme.px(36)
        width = min(self._theme.px(CONTEXT), self._room.width() - strip)
        self.setGeometry(self._room.width() - width - strip, 0, width, self._room.height())
        self.raise_()
