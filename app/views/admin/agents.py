"""The people of this profile: name, role, PIN, and who no longer works here."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bridge.desk import Desk
from app.domain.changes import Changes
from app.domain.commands import SaveAgent
from app.domain.readmodels import AgentRow
from app.domain.team import Role
from app.domain.values import AgentId, CommandId
from app.services.agents import hash_pin
from app.views.admin.shop_dialogs import Form
from app.views.conversation.alive import while_alive
from app.views.conversation.shortened import Shortened
from app.views.shared.choice_box import ChoiceBox
from app.views.shared.tick import Tick
from app.views.shared.widgets import BoxText, IconMark, box, button, label
from app.views.theme import Theme
from app.views.words import say


class AgentsList(QWidget):
    """One line to each agent."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self.theme = desk, theme
        self.dialog: AgentDialog | None = None
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        words = label(say("agents.help"), tone="text2")
        words.setWordWrap(True)
        head.addWidget(words, 1)
        self.add = button(say("agents.add"), "primary")
        self.add.setObjectName("add_agent")
        self.add.clicked.connect(lambda: self._edit(None))
        head.addWidget(self.add)
        self._column.addLayout(head)
        self._column.addStretch(1)
        desk.changed.connect(self._changed)
        desk.agent_changed.connect(self._somebody_else)
        self.ask()

    def ask(self) -> None:
        """Reads the people again."""
        self._desk.ask(lambda reader: reader.agents(), while_alive(self, self._show), slot="admin.agents")

    def _somebody_else(self, agent: object) -> None:
        self.ask()

    def _changed(self, changes: Changes) -> None:
        if "agents" in changes.subjects:
            self.ask()

    def _show(self, rows: tuple[AgentRow, ...]) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row) for row in rows]
        for place, line in enumerate(self._lines, start=1):
            self._column.insertWidget(place, line)

    def _line(self, row: AgentRow) -> QWidget:
        px = self.theme.px
        frame = box("card")
        line = QHBoxLayout(frame)
        line.setContentsMargins(px(12), px(8), px(12), px(8))
        line.setSpacing(px(8))
        line.addWidget(IconMark(self.theme, "person", "text2", 20))
        line.addWidget(Shortened(row.name, strong=True))
        line.addWidget(label(say(f"role.{row.role.value}"), tone="text2"))
        if row.has_pin:
            line.addWidget(IconMark(self.theme, "lock", "text3"))
        if row.id == self._desk.agent:
            line.addWidget(BoxText(self.theme, say("agents.you")))
        if not row.active:
            line.addWidget(BoxText(self.theme, say("agents.inactive")))
        line.addStretch(1)
        change = button(say("agents.edit"), small=True)
        change.setObjectName("edit_agent")
        change.clicked.connect(lambda: self._edit(row))
        line.addWidget(change)
        return frame

    def _edit(self, row: AgentRow | None) -> None:
        self.dialog = AgentDialog(self._desk, self.theme, self, row)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()


class AgentDialog(Form):
    """Adds or changes somebody. A PIN is turned into a digest before it leaves this dialog's task."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, row: AgentRow | None) -> None:
        title = say("agents.edit_title", name=row.name) if row else say("agents.add")
        super().__init__(theme, parent, title, say("templates.save"))
        self._desk, self._row = desk, row
        self.name = QLineEdit(row.name if row else "")
        self.role = ChoiceBox(theme)
        for role in Role:
            self.role.addItem(say(f"role.{role.value}"), role)
        self.role.setCurrentIndex(self.role.findData(row.role) if row else 0)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,12}"), self.pin))
        self.pin.setPlaceholderText(say("agents.pin_keep" if row and row.has_pin else "agents.pin_none"))
        self.no_pin = Tick(theme, say("agents.pin_remove"))
        self.no_pin.setVisible(bool(row and row.has_pin))
        self.active = Tick(theme, say("agents.active"))
        self.active.setChecked(row.active if row else True)
        self.active.setVisible(row is not None)
        grid = QFormLayout()
        grid.setSpacing(theme.px(8))
        for key, field in (("name", self.name), ("role", self.role), ("pin", self.pin)):
            field.setAccessibleName(say(f"agents.{key}"))
            grid.addRow(label(say(f"agents.{key}"), tone="text2"), field)
        self.middle.addLayout(grid)
        self.middle.addWidget(self.no_pin)
        self.middle.addWidget(self.active)
        self.go.clicked.connect(self._save)
        self.name.setFocus()

    def _save(self) -> None:
        pin = self.pin.text()
        if not self.name.text().strip():
            self.told.setText(say("error.name_empty"))
        elif pin and len(pin) < 4:
            self.told.setText(say("agents.pin_short"))
        elif pin:
            self.go.setEnabled(False)
            salt = self._desk.new_id().bytes[8:] + self._desk.new_id().bytes[8:]
            self._desk.task(
                lambda: hash_pin(pin, salt),
                while_alive(self, self._store),
                failed=while_alive(self, self.trouble),
            )
        else:
            self.go.setEnabled(False)
            self._store("" if self.no_pin.isChecked() else None)

    def _store(self, pin_hash: str | None) -> None:
        subject = self._row.id if self._row else AgentId(self._desk.new_id())
        command = SaveAgent(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, subject=subject, name=self.name.text().strip(),
            role=Role(self.role.currentData()), active=self.active.isChecked(), pin_hash=pin_hash,
        )  # fmt: skip
        self._desk.do(command, lambda outcome: self.accept(), failed=while_alive(self, self.trouble))
