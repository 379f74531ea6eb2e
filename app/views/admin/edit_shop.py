"""What may be changed of a shop: its name and colour, its promises, who gets its conversations, its own addresses."""

from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from app.bridge.desk import Desk
from app.domain.commands import EditShop
from app.domain.ports import ShopFloor
from app.domain.readmodels import AgentRow, ShopRow
from app.domain.shops import MARKS_READ
from app.domain.values import CommandId
from app.views.admin.colour_choice import ColourChoice
from app.views.admin.shop_dialogs import Form
from app.views.conversation.alive import while_alive
from app.views.shared.choice_box import ChoiceBox
from app.views.shared.tick import Tick
from app.views.shared.widgets import label
from app.views.theme import Theme
from app.views.words import say


class EditShopDialog(Form):
    """What the shop's channel has no use for is not shown."""

    def __init__(self, desk: Desk, floor: ShopFloor, theme: Theme, parent: QWidget, row: ShopRow) -> None:
        super().__init__(theme, parent, say("shops.edit_title", title=row.title), say("templates.save"))
        self._desk, self._row = desk, row
        self._inputs(row)
        self._lay_out(row)
        self.marks_read = Tick(theme, say("shops.marks_read"))
        self.marks_read.setChecked(row.settings.get(MARKS_READ, "yes") == "yes")
        self.marks_read.hide()
        self.middle.addWidget(self.marks_read)
        desk.ask(lambda reader: reader.agents(), while_alive(self, self._show_agents))
        desk.task(
            lambda: floor.abilities(row.id), while_alive(self, self._show_abilities),
            failed=lambda error: None,  # the setting stays as it is
        )  # fmt: skip
        self.go.clicked.connect(self._save)
        self.go.setDefault(True)
        self.title.setFocus()

    def _inputs(self, row: ShopRow) -> None:
        self.title = QLineEdit(row.title)
        self.colour = ColourChoice(self.theme, row.colour)
        self.hours = QDoubleSpinBox()
        self.hours.setRange(0.5, 240)
        self.hours.setDecimals(1)
        self.hours.setValue(float(row.settings.get("internal_target_hours", "8")))
        self.seconds = QSpinBox()
        self.seconds.setRange(0, 60)
        self.seconds.setValue(int(row.settings.get("undo_seconds", "10")))
        for number in (self.hours, self.seconds):
            number.lineEdit().setTextMargins(self.theme.px(8), 0, self.theme.px(8), 0)
        self.assignee = ChoiceBox(self.theme)
        self.assignee.addItem(say("shops.assignee_none"), "")
        self.address = QLineEdit(row.settings.get("address", ""))
        self.address.setPlaceholderText(row.seller)
        self.aliases = QLineEdit(row.settings.get("aliases", ""))

    def _lay_out(self, row: ShopRow) -> None:
        grid = QFormLayout()
        grid.setSpacing(self.theme.px(8))
        fields: list[tuple[str, QWidget]] = [
            ("name", self.title), ("colour", self.colour), ("hours", self.hours), ("undo", self.seconds),
            ("assignee", self.assignee),
        ]  # fmt: skip
        if row.own_addresses:
            fields += [("address", self.address), ("aliases", self.aliases)]
        for key, field in fields:
            field.setAccessibleName(say(f"shops.{key}"))
            field.setObjectName(f"shop.{key}")
            grid.addRow(label(say(f"shops.{key}"), tone="text2"), field)
        self.middle.addLayout(grid)
        if row.own_addresses:
            self.sentence(say("shops.addresses_help"), "text3")

    def _show_agents(self, agents: tuple[AgentRow, ...]) -> None:
        chosen = self._row.settings.get("assignee", "")
        for agent in agents:
            if agent.active or str(agent.id) == chosen:
                self.assignee.addItem(agent.name, str(agent.id))
        self.assignee.setCurrentIndex(max(0, self.assignee.findData(chosen)))

    def _show_abilities(self, abilities: frozenset[str]) -> None:
        self.marks_read.setVisible(MARKS_READ in abilities)

    def _save(self) -> None:
        self.go.setEnabled(False)
        settings = {
            "internal_target_hours": f"{self.hours.value():g}",
            "undo_seconds": str(self.seconds.value()),
            "assignee": str(self.assignee.currentData()),
        }
        if self._row.own_addresses:
            settings["address"] = self.address.text().strip().lower()
            settings["aliases"] = " ".join(parted(self.aliases.text().lower()))
        if not self.marks_read.isHidden():
            settings[MARKS_READ] = "yes" if self.marks_read.isChecked() else "no"
        command = EditShop(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, shop=self._row.id,
            title=self.title.text().strip(), settings=settings, colour=self.colour.chosen(),
        )  # fmt: skip
        self._desk.do(command, lambda outcome: self.accept(), failed=while_alive(self, self.trouble))


def parted(text: str) -> list[str]:
    """Addresses as people list them: with commas, semicolons (Chinese ones too) or blanks between."""
    for between in ",;\uff0c\uff1b\u3001":
        text = text.replace(between, " ")
    return text.split()
