"""More of the past: old messages were stopped, or fetched for fewer days than are wanted now."""

from PySide6.QtWidgets import QWidget

from app.bridge.desk import Desk
from app.domain.ports import Shops
from app.domain.readmodels import LoginRow
from app.views.admin.shop_dialogs import Form
from app.views.admin.wizard_pages import PERIODS
from app.views.conversation.alive import while_alive
from app.views.shared.choice_box import ChoiceBox
from app.views.theme import Theme
from app.views.words import say


class PastDialog(Form):
    """How many days back, from today."""

    def __init__(self, desk: Desk, shops: Shops, theme: Theme, parent: QWidget, login: LoginRow) -> None:
        super().__init__(theme, parent, say("past.title", name=login.label), say("past.go"))
        self._desk, self._shops, self._login = desk, shops, login
        self.sentence(say("past.text"))
        self.period = ChoiceBox(theme)
        self.period.setAccessibleName(say("wizard.period"))
        for days in PERIODS[1:]:
            self.period.addItem(say(f"period.{days}"), days)
        wanted = int(login.settings.get("backfill_days", "0"))
        longer = next((days for days in PERIODS if days > wanted), PERIODS[-1])
        self.period.setCurrentIndex(self.period.findData(longer))
        self.middle.addWidget(self.period)
        self.sentence(say("wizard.period_note"), "text3")
        self.go.clicked.connect(self._fetch)

    def _fetch(self) -> None:
        self.go.setEnabled(False)
        days = int(self.period.currentData())
        self._desk.task(
            lambda: self._shops.fetch_past(self._login.id, days),
            while_alive(self, lambda done: self.accept()), failed=while_alive(self, self.trouble),
        )  # fmt: skip
