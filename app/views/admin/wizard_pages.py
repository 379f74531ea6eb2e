"""The pages of the wizard: one for each login, and the last one that says what will be connected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.ports import ChannelOffer, CheckReport, FoundSettings, LoginEntry, LoginForm, NewShop
from app.views.admin.login_form import LoginFields
from app.views.admin.report import ReportView
from app.views.admin.site_ticks import SiteTicks
from app.views.conversation.alive import while_alive
from app.views.shared.choice_box import ChoiceBox
from app.views.shared.widgets import box, button, label
from app.views.words import listed, say, say_or

if TYPE_CHECKING:
    from app.views.admin.wizard import ConnectWizard

PERIODS = (0, 7, 30, 90, 365)
"""days of old messages to fetch"""


class LoginPage(QWidget):
    """One login: its form, the consent page where there is one, and the report of the try."""

    def __init__(self, wizard: "ConnectWizard", form: LoginForm) -> None:
        super().__init__()
        self._wizard, self.form = wizard, form
        theme = wizard.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        column.addWidget(label(say_or(f"login.role.{form.role}", form.role), strong=True))
        if form.explanation:
            words = label(say_or(form.explanation, ""), tone="text2")
            words.setWordWrap(True)
            column.addWidget(words)
        self.existing = ChoiceBox(theme)
        known = wizard.known_logins(form)
        self.existing.addItem(say("login.new"), None)
        if not form.required:
            self.existing.addItem(say("login.skip"), "skip")
        for login in known:
            self.existing.addItem(say("login.use", name=login.label), login.id)
        self.existing.setVisible(self.existing.count() > 1)
        self.existing.setAccessibleName(say("login.which"))
        self.existing.currentIndexChanged.connect(self._existing_chosen)
        column.addWidget(self.existing)
        self.authorize = button(say("login.authorize"))
        self.authorize.setObjectName("authorize")
        self.authorize.clicked.connect(self._authorize)
        self.fields = LoginFields(theme, form, self.authorize)
        self.fields.address_typed.connect(self._preset)
        column.addWidget(self.fields)
        self.find_button = button(say("login.find"))
        self.find_button.setObjectName("find_settings")
        self.find_button.setVisible(form.finds_settings)
        self.find_button.clicked.connect(self._find)
        column.addWidget(self.find_button)
        self.report = ReportView(theme)
        column.addWidget(self.report)
        column.addStretch(1)
        self._column = column

    def offer_practice(self, practise: Callable[[], None]) -> None:
        """A way to look around before there is an account."""
        theme = self._wizard.theme
        frame = box("sunken")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(*(theme.px(12),) * 4)
        inside.setSpacing(theme.px(6))
        about = label(say("practice.about"), tone="text2", face="meta")
        about.setWordWrap(True)
        self.practise = button(say("practice.try"), small=True)
        self.practise.setObjectName("practise")
        self.practise.clicked.connect(practise)
        inside.addWidget(about)
        inside.addWidget(self.practise, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(frame)

    def _existing_chosen(self) -> None:
        fresh = self.existing.currentData() is None
        self.fields.setVisible(fresh)
        self.find_button.setVisible(fresh and self.form.finds_settings)

    def _preset(self, address: str) -> None:
        """Server settings of a known provider fill themselves in."""
        wizard = self._wizard
        if "@" in address:
            shops = wizard.shops()
            wizard.task_desk().task(
                lambda: shops.preset(address),
                while_alive(self, self.fields.fill),
                failed=while_alive(self, wizard.trouble),
            )

    def _find(self) -> None:
        """Asks the address's own domain, and tries what it says for real."""
        wizard, entry = self._wizard, self.fields.entry()
        if not entry.values.get("address") or not entry.values.get("password"):
            wizard.tell(say("login.find_needs"))
            return
        shops = wizard.shops()
        wizard.busy(True, say("login.finding"))

        def show(found: FoundSettings) -> None:
            wizard.busy(False)
            self.fields.fill(found.values)
            self.report.show_report(found.report)
            if found.values:
                hosts = (found.values["imap_host"], found.values["smtp_host"])
                wizard.tell(say("login.found", imap=hosts[0], smtp=hosts[1]), "text2")
            else:
                wizard.tell(say("login.not_found"))

        wizard.task_desk().task(
            lambda: shops.find_settings(entry),
            while_alive(self, show),
            failed=while_alive(self, wizard.trouble),
        )

    def _authorize(self) -> None:
        wizard, entry = self._wizard, self.fields.entry()
        shops = wizard.shops()
        wizard.task_desk().task(
            lambda: shops.authorize_url(entry),
            while_alive(self, wizard.open_page),
            failed=while_alive(self, wizard.trouble),
        )

    def check(self, on: Callable[[], None]) -> None:
        """Tries the login for real; goes on when it works."""
        wizard, choice = self._wizard, self.existing.currentData()
        if choice == "skip":
            wizard.entries.pop(self.form.role, None)
            on()
            return
        if choice is not None:
            self._check(LoginEntry(self.form.role, self.form.channel, {}, existing=choice), on)
            return
        if missing := self.fields.missing():
            wizard.tell(say("wizard.missing", names=listed(missing)))
            return
        self._check(self.fields.entry(), on)

    def _check(self, entry: LoginEntry, on: Callable[[], None]) -> None:
        """A login that was proven a moment ago is not tried again."""
        wizard = self._wizard
        if wizard.entries.get(self.form.role) == entry and wizard.reports[self.form.role].ok:
            on()
        else:
            self._try(entry, on)

    def _try(self, entry: LoginEntry, on: Callable[[], None]) -> None:
        wizard = self._wizard
        shops = wizard.shops()
        wizard.busy(True, say("wizard.checking"))

        def show(report: CheckReport) -> None:
            wizard.busy(False)
            self.report.show_report(report)
            wizard.reports[self.form.role] = report
            if report.ok:
                wizard.entries[self.form.role] = entry
                on()
            else:
                wizard.tell(say("wizard.failed"))

        wizard.task_desk().task(
            lambda: shops.check(entry), while_alive(self, show), failed=while_alive(self, wizard.trouble)
        )


class FinishPage(QWidget):
    """What the logins showed, the name of the shop, and how much history is wanted."""

    def __init__(self, wizard: "ConnectWizard", offer: ChannelOffer) -> None:
        super().__init__()
        self._wizard, self._offer = wizard, offer
        theme = wizard.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(10))
        frame = self._told = box("card")
        self._inside = QVBoxLayout(frame)
        self._inside.setContentsMargins(*(theme.px(12),) * 4)
        self._reports: list[ReportView] = []
        self._several, self._mailbox = False, ""
        column.addWidget(frame)
        self.title, self.period, self.sites = QLineEdit(), ChoiceBox(theme), SiteTicks(theme)
        self.address, self._about = QLineEdit(), label(say("wizard.address_note"), tone="text3", face="meta")
        self._about.setWordWrap(True)
        for days in PERIODS:
            self.period.addItem(say(f"period.{days}"), days)
        self.period.setCurrentIndex(PERIODS.index(30))
        self._which, where = (
            label(say("wizard.name"), tone="text2"),
            label(say("wizard.address"), tone="text2"),
        )
        for words, name, field in (
            (self._which, "wizard.name", self.title),
            (where, "wizard.address", self.address),
            (label(say("wizard.period"), tone="text2"), "wizard.period", self.period),
        ):
            column.addWidget(words)
            field.setAccessibleName(say(name))
            column.addWidget(field)
        column.insertWidget(column.indexOf(self.title), self.sites)
        column.insertWidget(column.indexOf(self.address) + 1, self._about)
        for part in (where, self.address, self._about):
            part.setVisible(offer.own_addresses)
        note = label(say("wizard.period_note"), tone="text3", face="meta")
        note.setWordWrap(True)
        column.addWidget(note)
        column.addStretch(1)

    def prepare(self) -> None:
        """Shows the reports again, side by side, before the shop is stored."""
        for old in self._reports:
            old.deleteLater()
        self._reports = []
        reports = [
            self._wizard.reports[role] for role in self._wizard.entries if role in self._wizard.reports
        ]
        self._told.setVisible(bool(reports))
        for report in reports:
            view = ReportView(self._wizard.theme)
            view.show_report(report)
            self._inside.addWidget(view)
            self._reports.append(view)
        if not self.title.text():
            named = next((report.title for report in reports if report.title), "")
            self.title.setText(named or say_or(f"channel.{self._offer.channel}", self._offer.title))
        self._mailbox = next((report.remote_key for report in reports), "")
        if not self.address.text():
            self.address.setText(self._mailbox)
        sites = next((report.sites for report in reports if report.sites), ())
        self.sites.offer(sites)
        self.sites.setVisible(bool(sites))
        self.title.setVisible(not sites)
        self._which.setText(say("wizard.sites" if sites else "wizard.name"))
        self._several = bool(sites)

    def wanted(self) -> tuple[NewShop, ...]:
        """The shops to connect; none as long as nothing is ticked or named."""
        if self._several:
            return self.sites.wanted()
        title = self.title.text().strip()
        address = self.address.text().strip().lower() if self._offer.own_addresses else ""
        own = address if address != self._mailbox else ""
        return (NewShop(title, address=own),) if title else ()

    def missing(self) -> str:
        """What to say when there is nothing to connect."""
        return say("wizard.tick_one" if self._several else "wizard.name_it")
