"""The list above the bell: what happened, newest first; a line leads to its conversation."""

from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.views.moments import short_moment
from app.views.notices import Notices, Remembered
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say


class NoticesPopup(QFrame):
    """The list above the bell; a line leads to its conversation."""

    opened = Signal(object)
    """ConversationId"""
    late_wanted = Signal()

    def __init__(self, theme: Theme, notices: Notices, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._notices = notices
        self.setProperty("box", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.px(380))
        head = QHBoxLayout()
        head.addWidget(label(say("notices.title"), strong=True), 1)
        clear = button(say("notices.clear"), "quiet", small=True)
        clear.clicked.connect(self._clear)
        head.addWidget(clear)
        self.list = QListWidget()
        self.list.setProperty("look", "plain")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(say("notices.title"))
        for notice in notices.all():
            item = QListWidgetItem(f"{short_moment(notice.at, now)}   {notice.text}")
            item.setData(Qt.ItemDataRole.UserRole, notice)
            self.list.addItem(item)
        if not notices.all():
            item = QListWidgetItem(say("notices.none"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setSizeHint(QSize(0, theme.px(28)))
            self.list.addItem(item)
        self.list.setFixedHeight(theme.px(min(max(len(notices.all()), 1) * 44, 320)))
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.addLayout(head)
        layout.addWidget(self.list)

    def open_above(self, corner: QPoint) -> None:
        """Opens with its lower right corner at `corner`."""
        self.adjustSize()
        self.move(corner.x() - self.width(), corner.y() - self.height())
        self.show()
        self.list.setFocus()

    def _open(self, item: QListWidgetItem) -> None:
        notice: Remembered | None = item.data(Qt.ItemDataRole.UserRole)
        if notice is None:
            return
        if notice.conversation is not None:
            self.close()
            self.opened.emit(notice.conversation)
        elif notice.many_late:
            self.close()
            self.late_wanted.emit()

    def _clear(self) -> None:
        self._notices.clear()
        self.close()
