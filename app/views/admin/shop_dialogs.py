"""Questions about one shop: signing in again, and taking it away for good."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bridge.desk import Desk
from app.domain.commands import RemoveShop
from app.domain.errors import QuaysideError
from app.domain.outcome import Outcome
from app.domain.ports import ChannelOffer, CheckReport, LoginEntry, LoginForm, Shops
from app.domain.readmodels import LoginRow, ShopRow
from app.domain.shops import ROLE
from app.domain.values import CommandId
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


class LoginDialog(Form):
    """One login's form, tried for real; what it is tried for is the kind's own business."""

    def __init__(
        self, desk: Desk, shops: Shops, theme: Theme, parent: QWidget, title: str, text: str, go: str,
        open_url: Callable[[QUrl], object],
    ) -> None:  # fmt: skip
        super().__init__(theme, parent, title, go)
        self._desk, self._shops, self._open = desk, shops, open_url
        self.fields: LoginFields | None = None
        self.sentence(text)
        self.report = ReportView(theme)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._try)
        self.resize(theme.px(520), theme.px(520))
        desk.task(shops.offers, while_alive(self, self._show_offers), failed=while_alive(self, self.trouble))

    def choose(self, offers: tuple[ChannelOffer, ...]) -> LoginForm | None:
        """Which form is shown."""
        raise NotImplementedError

    def attempt(self, entry: LoginEntry) -> CheckReport:
        """Tries what was entered. Slow: for a task."""
        raise NotImplementedError

    def shown(self, fields: LoginFields) -> None:
        """The form stands; what is known already goes in."""

    def _show_offers(self, offers: tuple[ChannelOffer, ...]) -> None:
        form = self.choose(offers)
        if form is None:
            self.told.setText(say("shops.no_form"))
            return
        self.consent = button(say("login.authorize"))
        self.consent.setObjectName("authorize")
        self.consent.clicked.connect(self._authorize)
        self.fields = LoginFields(self.theme, form, self.consent)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.fields)
        if form.explanation:
            self.sentence(say_or(form.explanation, ""), "text2")
        self.middle.addWidget(self.area, 1)
        self.middle.addWidget(self.report)
        self.go.setEnabled(True)
        self.shown(self.fields)

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

    def entered(self) -> LoginEntry | None:
        """What is to be tried; None where something is missing, which is then said."""
        if self.fields is None:
            return None
        if missing := self.fields.missing():
            self.told.setText(say("wizard.missing", names=listed(missing)))
            return None
        return self.fields.entry()

    def _try(self) -> None:
        entry = self.entered()
        if entry is None:
            return
        self.go.setEnabled(False)
        self.told.setText(say("wizard.checking"))

        def show(report: CheckReport) -> None:
            self.go.setEnabled(True)
            self.report.show_report(report)
            self.told.setText("" if report.ok else say("wizard.failed"))
            if report.ok:
                self.accept()

        self._desk.task(
            lambda: self.attempt(entry), while_alive(self, show), failed=while_alive(self, self.trouble)
        )


class SignInDialog(LoginDialog):
    """New credentials for a login that no longer opens; the shop and everything in it stay."""

    def __init__(
        self, desk: Desk, shops: Shops, theme: Theme, parent: QWidget, login: LoginRow,
        open_url: Callable[[QUrl], object], *, proxy: bool = False,
    ) -> None:  # fmt: skip
        self.login, self._proxy = login, proxy
        title, text = say("shops.sign_in_title", name=login.label), say("shops.sign_in_text")
        super().__init__(desk, shops, theme, parent, title, text, say("shops.sign_in"), open_url)

    def choose(self, offers: tuple[ChannelOffer, ...]) -> LoginForm | None:
        """The form that made the login; its own part, where a channel has several."""
        own_first = sorted(offers, key=lambda offer: offer.channel != self.login.channel)
        forms = [form for offer in own_first for form in offer.forms if form.channel == self.login.channel]
        part = self.login.settings.get(ROLE, "")
        return next((form for form in forms if form.role == part), next(iter(forms), None))

    def shown(self, fields: LoginFields) -> None:
        """What is stored and may be shown, its way out too."""
        fields.fill(self.login.settings)
        fields.proxy.fill(self.login.proxy)
        if self._proxy or self.login.proxy is not None:
            fields.unfold_proxy(focus=self._proxy)

    def attempt(self, entry: LoginEntry) -> CheckReport:
        """The same shop through new credentials."""
        return self._shops.sign_in_again(self.login.id, entry.values, entry.proxy)
