"""All keys on one page; a double click gives a command another key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.views.registry import Registry, Where, spelled
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import say

SHOWN = (Where.LIST, Where.CONVERSATION, Where.COMPOSER, Where.GLOBAL)


class KeyHelp(QDialog):
    """Drawn from the register, so that it cannot be wrong."""

    def __init__(self, theme: Theme, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self.setWindowTitle(say("keys.title"))
        self.resize(theme.px(520), theme.px(560))
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setColumnWidth(0, theme.px(320))
        self.tree.itemDoubleClicked.connect(lambda item: self._ask(item.data(0, Qt.ItemDataRole.UserRole)))
        self._note = label(say("keys.help"), tone="text3", face="meta")
        reset = button(say("keys.reset"))
        reset.clicked.connect(self._reset)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.addWidget(self.tree)
        layout.addLayout(foot)
        registry.rebound.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Draws every command below its place."""
        self.tree.clear()
        for where in SHOWN:
            commands = [command for command in self._registry.all() if command.where is where]
            if not commands:
                continue
            heading = QTreeWidgetItem([say(f"context.{where}"), ""])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(heading)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            for command in commands:
                keys = "   ".join(self._registry.keys_of(command.id))
                item = QTreeWidgetItem([command.title, keys])
                item.setData(0, Qt.ItemDataRole.UserRole, command.id)
                self.tree.addTopLevelItem(item)

    def rebind(self, name: str, typed: str) -> bool:
        """Gives a command the typed keys; False, saying who has them, where they are taken."""
        key = spelled(typed)
        holder = self._registry.holder(key, but=name) if key else None
        if holder is not None:
            self._note.setText(say("keys.taken", title=holder.title))
            return False
        self._registry.rebind(name, (key,) if key else ())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.tree.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._ask(item.data(0, Qt.ItemDataRole.UserRole))
        else:
            super().keyPressEvent(event)

    def _ask(self, name: str | None) -> None:
        if name is None:
            return
        title = self._registry.get(name).title
        before = self._registry.key_hint(name)
        typed, sure = QInputDialog.getText(self, title, say("keys.ask", title=title), text=before)
        if sure:
            self.rebind(name, typed)

    def _reset(self) -> None:
        item = self.tree.currentItem()
        name = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        names = [name] if name else [command.id for command in self._registry.all()]
        for one in names:
            self._registry.rebind(one, None)
