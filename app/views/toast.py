"""A small card in the corner of the window: a customer wrote while the agent looks at something else in it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.values import ConversationId
from app.views.shared.widgets import label
from app.views.theme import Theme

SHOWN_MS = 6000
WIDTH, GAP, BELOW = 284, 12, 88
"""clear of the status bar and of the strip that offers undo"""


class Toast(QFrame):
    """Takes no focus, goes by itself, stays under the pointer; a press leads to the conversation."""

    def __init__(
        self, theme: Theme, opened: Callable[[ConversationId | None], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._opened, self._parent = theme, opened, parent
        self._conversation: ConversationId | None = None
        self.setProperty("box", "toast")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        column.setSpacing(theme.px(2))
        self.title, self.words = label(strong=True), label()
        self.words.setWordWrap(True)
        column.addWidget(self.title)
        column.addWidget(self.words)
        self._ends = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._ends.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, title: str, text: str, conversation: ConversationId | None) -> None:
        """Shows a notification; the next one takes its place."""
        self._conversation = conversation
        self.title.setText(title)
        self.words.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        self.settle()
        self.show()
        self.raise_()
        self._ends.start()

    def settle(self) -> None:
        """Stands in the lower right corner, above the box where a reply is written."""
        px, parent = self._theme.px, self._parent
        width = min(px(WIDTH), parent.width() - 2 * px(GAP))
        self.setFixedSize(width, self._column.heightForWidth(width))
        left, floor = parent.width() - self.width() - px(GAP), parent.height() - px(BELOW)
        composer = parent.findChild(QWidget, "composer")
        if composer is not None:
            box = QRect(composer.mapTo(parent, QPoint()), composer.size())
            stands = composer.isVisible() or box.top() > parent.height() // 2  # it may come back in a moment
            if stands and box.right() > left:
                floor = min(floor, box.top() - px(GAP))
        self.move(left, floor - self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The corner moves with the window's size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.settle()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._ends.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._ends.start()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()
        self._opened(self._conversation)
