"""The third tab at the right: templates that fit the channel and the language, inserted with one key."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.readmodels import TemplateRow
from app.views.context.parts import selectable
from app.views.conversation.alive import while_alive
from app.views.conversation.shortened import Shortened
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say, say_or


class TemplatesTab(QWidget):
    """Type to narrow, Enter to insert; or a double click."""

    template_wanted = Signal(object)
    """TemplateRow"""
    counted = Signal(int)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self.theme = desk, theme
        self._channel = self._language = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("templates.search"))
        self.field.setAccessibleName(say("templates.search"))
        self.list = _List()
        self.list.setProperty("look", "plain")
        self.list.setAccessibleName(say("templates.title"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview = selectable("", tone="text2")
        self.insert = button(say("templates.insert"), "primary", small=True)
        self.insert.setObjectName("insert_template")
        self._empty = label(say("templates.none"), tone="text3")
        self._empty.setWordWrap(True)
        for part in (self.field, self.list, self._empty, self.preview):
            column.addWidget(part)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.insert)
        column.addLayout(line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda: self._pause.start())
        self.field.returnPressed.connect(self._insert)
        self.list.taken.connect(self._insert)
        self.list.itemDoubleClicked.connect(lambda item: self._insert())
        self.list.currentItemChanged.connect(lambda item: self._show_preview())
        self.insert.clicked.connect(self._insert)
        desk.changed.connect(self._changed)

    def show_for(self, channel: str, language: str) -> None:
        """Ranks for another conversation."""
        if (channel, language) != (self._channel, self._language) or not self.list.count():
            self._channel, self._language = channel, language
            self._ask()

    def _changed(self, changes: Changes) -> None:
        if "templates" in changes.subjects:
            self._ask()

    def _ask(self) -> None:
        channel, language, text = self._channel, self._language, self.field.text().strip()
        self._desk.ask(
            lambda reader: reader.templates(channel, language, text),
            while_alive(self, self._show),
            slot="context.templates",
        )

    def _show(self, rows: tuple[TemplateRow, ...]) -> None:
        self.list.clear()
        for row in rows:
            self._add(row)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.insert.setEnabled(bool(rows))
        if rows:
            self.list.setCurrentRow(0)
        self._show_preview()
        self.counted.emit(len(rows))

    def _add(self, row: TemplateRow) -> None:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.title)
        item.setSizeHint(QSize(0, self.theme.px(30)))
        self.list.addItem(item)
        holder = QWidget()
        holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(holder)
        line.setContentsMargins(self.theme.px(8), 0, self.theme.px(8), 0)
        line.addWidget(Shortened(row.title), 1)
        line.addWidget(label(say_or(f"language.{row.language}", row.language), tone="text3", face="meta"))
        self.list.setItemWidget(item, holder)

    def current(self) -> TemplateRow | None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, TemplateRow) else None

    def _show_preview(self) -> None:
        row = self.current()
        self.preview.setText(row.body[:400] if row else "")

    def _insert(self) -> None:
        if (row := self.current()) is not None:
            self.template_wanted.emit(row)


class _List(QListWidget):
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
