"""Questions about one shop: its name and promises, signing in again, and taking it away for good."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.bridge.desk import Desk
from app.domain.commands import EditShop, RemoveShop
from app.domain.errors import QuaysideError
from app.domain.outcome import Outcome
from app.domain.ports import ChannelOffer, CheckReport, LoginForm, ShopFloor, Shops
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import MARKS_READ, ROLE
from app.domain.values import CommandId
from app.views.admin.colour_choice import ColourChoice
from app.views.admin.login_form import LoginFields
from app.views.admin.report import ReportView
from app.views.conversation.alive import while_alive
from app.views.shared.tick import Tick
from app.views.shared.widgets import button, label
from app.views.theme import Theme
from app.views.words import explain, listed, say, say_or


class Form(QDialog):
    """A heading, a middle, a sentence about trouble, and two buttons."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, title: str, go: str, look: str = "primary"
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(label(title, face="title"))
        self.middle = QVBoxLayout()
        self.middle.setSpacing(theme.px(8))
        column.addLayout(self.middle, 1)
        self.told = label(tone="amber")
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        self.go: QPushButton = button(go, look)
        self.go.setObjectName("go")
        self.leave = button(say("button.cancel"))
        self.leave.setObjectName("leave")
        self.leave.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.leave)
        line.addWidget(self.go)
        column.addLayout(line)
        self.setMinimumWidth(theme.px(440))

    def trouble(self, error: QuaysideError) -> None:
        """Shows why it was not done; what was typed stays."""
        self.go.setEnabled(True)
        self.told.setText(explain(error))

    def sentence(self, text: str, tone: str = "text2") -> None:
        """One more paragraph in the middle."""
        words = label(text, tone=tone)
        words.setWordWrap(True)
        self.middle.addWidget(words)


class EditShopDialog(Form):
    """Title, colour, our own promise, and how long a reply can be taken back."""

    def __init__(self, desk: Desk, floor: ShopFloor, theme: Theme, parent: QWidget, row: ShopRow) -> None:
        super().__init__(theme, parent, say("shops.edit_title", title=row.title), say("templates.save"))
        self._desk, self._row = desk, row
        self.title = QLineEdit(row.title)
        self.hours = QDoubleSpinBox()
        self.hours.setRange(0.5, 240)
        self.hours.setDecimals(1)
        self.hours.setValue(float(row.settings.get("internal_target_hours", "8")))
        self.seconds = QSpinBox()
        self.seconds.setRange(0, 60)
        self.seconds.setValue(int(row.settings.get("undo_seconds", "10")))
        for number in (self.hours, self.seconds):
            number.lineEdit().setTextMargins(theme.px(8), 0, theme.px(8), 0)
        grid = QFormLayout()
        grid.setSpacing(theme.px(8))
        self.colour = ColourChoice(theme, row.colour)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("name", self.title), ("colour", self.colour), ("hours", self.hours), ("undo", self.seconds),
        )  # fmt: skip
        for key, field in fields:
            field.setAccessibleName(say(f"shops.{key}"))
            grid.addRow(label(say(f"shops.{key}"), tone="text2"), field)
        self.middle.addLayout(grid)
        self.marks_read = Tick(theme, say("shops.marks_read"))
        self.marks_read.setChecked(row.settings.get(MARKS_READ, "yes") == "yes")
        self.marks_read.hide()
        self.middle.addWidget(self.marks_read)
        desk.task(
            lambda: floor.abilities(row.id), while_alive(self, self._show_abilities),
            failed=lambda error: None,  # the setting stays as it is
        )  # fmt: skip
        self.go.clicked.connect(self._save)
        self.go.setDefault(True)
        self.title.setFocus()

    def _show_abilities(self, abilities: frozenset[str]) -> None:
        self.marks_read.setVisible(MARKS_READ in abilities)

    def _save(self) -> None:
        self.go.setEnabled(False)
        settings = {
            "internal_target_hours": f"{self.hours.value():g}",
            "undo_seconds": str(self.seconds.value()),
        }
        if not self.marks_read.isHidden():
            settings[MARKS_READ] = "yes" if self.marks_read.isChecked() else "no"
        command = EditShop(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, shop=self._row.id,
            title=self.title.text().strip(), settings=settings, colour=self.colour.chosen(),
        )  # fmt: skip
        self._desk.do(command, lambda outcome: self.accept(), failed=while_alive(self, self.trouble))


class RemoveShopDialog(Form):
    """The name is typed to make sure; whether its conversations go too is said separately."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, row: ShopRow) -> None:
        super().__init__(
            theme, parent, say("shops.remove_title", title=row.title), say("shops.remove"), "danger"
        )
        self._desk, self._row = desk, row
        self.sentence(say("shops.remove_text", n=row.conversations))
        self.with_data = Tick(theme, say("shops.remove_data"))
        self.typed = QLineEdit()
        self.typed.setObjectName("typed_title")
        self.typed.setAccessibleName(say("shops.remove_type", title=row.title))
        self.middle.addWidget(self.with_data)
        self.middle.addWidget(label(say("shops.remove_type", title=row.title), tone="text2"))
        self.middle.addWidget(self.typed)
        self.go.setEnabled(False)
        self.typed.textChanged.connect(lambda text: self.go.setEnabled(text.strip() == row.title.strip()))
        self.go.clicked.connect(self._remove)

    def _remove(self) -> None:
        self.go.setEnabled(False)
        command = RemoveShop(
            id=CommandId(self._desk.new_id()), agent=self._desk.agent, shop=self._row.id,
            with_data=self.with_data.isChecked(),
        )  # fmt: skip

        def done(outcome: Outcome) -> None:
            self.accept()

        self._desk.do(command, while_alive(self, done), failed=while_alive(self, self.trouble))


class SignInDialog(Form):
    """New credentials for a login that no longer opens; the shop and everything in it stay."""

    def __init__(
        self, desk: Desk, shops: Shops, theme: Theme, parent: QWidget, login: LoginRow,
        open_url: Callable[[QUrl], object], *, proxy: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(theme, parent, say("shops.sign_in_title", name=login.label), say("shops.sign_in"))
        self._desk, self._shops, self.login, self._open = desk, shops, login, open_url
        self._proxy = proxy
        self.fields: LoginFields | None = None
        self.sentence(say("shops.sign_in_text"))
        self.report = ReportView(theme)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._try)
        self.resize(theme.px(520), theme.px(520))
        desk.task(shops.offers, while_alive(self, self._show_form), failed=while_alive(self, self.trouble))

    def _show_form(self, offers: tuple[ChannelOffer, ...]) -> None:
        forms = [form for offer in offers for form in offer.forms if form.channel == self.login.channel]
        if not forms:
            self.told.setText(say("shops.no_form"))
            return
        form: LoginForm = next((one for one in forms if one.role == self.login.settings.get(ROLE)), forms[0])
        consent = button(say("login.authorize"))
        consent.setObjectName("authorize")
        consent.clicked.connect(self._authorize)
        self.fields = LoginFields(self.theme, form, consent)
        self.fields.fill(self.login.settings)
        if self._proxy:
            self.fields.unfold_proxy()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.fields)
        if form.explanation:
            self.sentence(say_or(form.explanation, ""), "text2")
        self.middle.addWidget(area, 1)
        self.middle.addWidget(self.report)
        self.go.setEnabled(True)

    def _authorize(self) -> None:
        fields = self.fields
        if fields is None:
            return
        entry = fields.entry()

        def show(address: str) -> None:
            if address.startswith(("https://", "http://127.0.0.1")):
                self._open(QUrl(address))

        self._desk.task(
            lambda: self._shops.authorize_url(entry),
            while_alive(self, show),
            failed=while_alive(self, self.trouble),
        )

    def _try(self) -> None:
        if self.fields is None:
            return
        if missing := self.fields.missing():
            self.told.setText(say("wizard.missing", names=listed(missing)))
            return
        entry = self.fields.entry()
        self.go.setEnabled(False)
        self.told.setText(say("wizard.checking"))

        def show(report: CheckReport) -> None:
            self.go.setEnabled(True)
            self.report.show_report(report)
            self.told.setText("" if report.ok else say("wizard.failed"))
            if report.ok:
                self.accept()

        login = self.login.id
        self._desk.task(
            lambda: self._shops.sign_in_again(login, entry.values, entry.proxy),
            while_alive(self, show),
            failed=while_alive(self, self.trouble),
        )
