"""Which folders of a mailbox are fetched: the inbox and what was sent always, the others as ticked."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.folders import FolderKind, MailFolder
from app.domain.ports import Shops
from app.domain.readmodels import LoginRow
from app.views.admin.shop_dialogs import Form
from app.views.conversation.alive import while_alive
from app.views.shared.tick import Tick
from app.views.theme import Theme
from app.views.words import say


class FoldersDialog(Form):
    """The list comes from the server, now."""

    def __init__(self, desk: Desk, shops: Shops, theme: Theme, parent: QWidget, login: LoginRow) -> None:
        super().__init__(theme, parent, say("folders.title", name=login.label), say("templates.save"))
        self._desk, self._shops, self._login = desk, shops, login
        self.ticks: dict[str, Tick] = {}
        self.sentence(say("folders.help"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self._save)
        self.told.setText(say("folders.asking"))
        self.resize(theme.px(440), theme.px(440))
        desk.task(
            lambda: shops.folders(login.id), while_alive(self, self._show), failed=while_alive(self, self.trouble)
        )  # fmt: skip

    def _show(self, folders: tuple[MailFolder, ...]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        for folder in folders:
            tick = Tick(self.theme, words_of(folder))
            tick.setChecked(folder.fetched)
            tick.setEnabled(not folder.always)
            column.addWidget(tick)
            if not folder.always:
                self.ticks[folder.name] = tick
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.middle.addWidget(area, 1)
        self.told.setText("")
        self.go.setEnabled(True)

    def _save(self) -> None:
        self.go.setEnabled(False)
        names = tuple(name for name, tick in self.ticks.items() if tick.isChecked())
        self._desk.task(
            lambda: self._shops.fetch_folders(self._login.id, names),
            while_alive(self, lambda done: self.accept()), failed=while_alive(self, self.trouble),
        )  # fmt: skip


def words_of(folder: MailFolder) -> str:
    """A folder as the agent knows it, and what lies unread among the junk."""
    if folder.kind is FolderKind.JUNK:
        return say("folders.junk", name=folder.name, n=folder.unread)
    return say("folders.always", name=folder.name) if folder.always else folder.name
